"""短的流水: the lines of all streams of one kind in one question, since they are short and read together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from itertools import groupby

from sqlalchemy import select

from bingliang.ledger.acts import Entry
from bingliang.store.chain import BEIJING, Line
from bingliang.store.clock import stamp
from bingliang.store.look import Look
from bingliang.store.prefix import begins
from bingliang.store.schema import ledger

_COLUMNS = tuple(ledger.c[name] for name in Line.__slots__)


def lines_under(look: Look, prefix: str, since: date | None = None) -> Mapping[str, tuple[Entry, ...]]:
    """各流水的行: stream → its lines, oldest first; with `since`, only of streams written to on that day or later."""
    chosen = select(*_COLUMNS).where(begins(ledger.c.stream, prefix))
    if since is not None:
        midnight = stamp(datetime.combine(since, time(), BEIJING))
        lately = select(ledger.c.stream).where(begins(ledger.c.stream, prefix), ledger.c.at >= midnight).distinct()
        chosen = chosen.where(ledger.c.stream.in_(lately))
    found = look.connection.execute(chosen.order_by(ledger.c.stream, ledger.c.seq))
    entries = [Line(*row).entry() for row in found]
    return {stream: tuple(lines) for stream, lines in groupby(entries, key=lambda one: one.stream)}
