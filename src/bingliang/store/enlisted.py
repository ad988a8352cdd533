"""项目库的流水: the lines of all projects of the library in one question, since their streams are short and read together."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from sqlalchemy import select

from bingliang.ledger.acts import Entry
from bingliang.ledger.project import PREFIX
from bingliang.store.chain import Line
from bingliang.store.look import Look
from bingliang.store.prefix import begins
from bingliang.store.schema import ledger

_COLUMNS = tuple(ledger.c[name] for name in Line.__slots__)


def project_lines(look: Look) -> Mapping[str, tuple[Entry, ...]]:
    """全部入库项目的行: stream → its lines, oldest first."""
    statement = select(*_COLUMNS).where(begins(ledger.c.stream, PREFIX)).order_by(ledger.c.stream, ledger.c.seq)
    entries = [Line(*row).entry() for row in look.connection.execute(statement)]
    return {stream: tuple(lines) for stream, lines in groupby(entries, key=lambda one: one.stream)}
