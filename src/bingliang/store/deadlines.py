"""到期: on which days open items fall due, for the calendar; counted in groups, read one day at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, text

from bingliang.ledger.standing import StandingRow
from bingliang.store.look import Look
from bingliang.store.schema import standing
from bingliang.store.standing_rows import COLUMNS, read
from bingliang.store.structure import FAR

_DATES = (standing.c.due_on, standing.c.promised_on, standing.c.next_on)
_FIRST, _LAST = (bindparam(name, type_=standing.c.due_on.type) for name in ("first", "last"))
_WITHIN = (
    # the first two as the partial index of open parts names them
    text("open = 1 AND level <> 'case'"),
    text("level = 'item'"),
    or_(*(and_(column >= _FIRST, column <= _LAST) for column in _DATES)),
)
_GROUP: tuple[Any, ...] = (standing.c.stage, standing.c.decided_on.is_not(None), *_DATES)
_COUNTED = select(*_GROUP, func.count()).where(*_WITHIN).group_by(*_GROUP)
_FALLING = select(*COLUMNS).where(*_WITHIN).order_by(standing.c.code, standing.c.stream, standing.c.item)

Dates = tuple[str, bool, date | None, date | None, date | None, int]
"""stage, decided or not, statutory, promised and next date, and how many items share all of these."""


def grouped(look: Look, first: date, last: date) -> Sequence[Dates]:
    """到期的组: open items with any date in [first, last], grouped; None for a date that nothing runs towards."""
    rows = look.connection.execute(_COUNTED, {"first": first, "last": last})
    return [
        (stage, bool(decided), *(None if day == FAR else day for day in dates), number)
        for stage, decided, *dates, number in rows
    ]


def falling(look: Look, day: date) -> list[StandingRow]:
    """当日有到期的事项: open items with any date on that day."""
    return [read(row) for row in look.rows(_FALLING, {"first": day, "last": day})]
