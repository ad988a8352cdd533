"""项目库的流水: how far each project of the library has been written, and the lines of some of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import func, select

from bingliang.ledger.acts import Entry
from bingliang.ledger.project import PREFIX
from bingliang.store.look import Look
from bingliang.store.prefix import begins
from bingliang.store.schema import ledger
from bingliang.store.streams import lines_of


def project_heads(look: Look) -> Mapping[str, int]:
    """全部入库项目写到第几行, in the order of their streams."""
    asked = select(ledger.c.stream, func.max(ledger.c.seq)).where(begins(ledger.c.stream, PREFIX))
    rows = look.connection.execute(asked.group_by(ledger.c.stream).order_by(ledger.c.stream))
    return {row[0]: int(row[1]) for row in rows}


def project_lines(look: Look, streams: Collection[str]) -> Mapping[str, tuple[Entry, ...]]:
    """这些项目的行: stream → its lines, oldest first."""
    return lines_of(look, streams)
