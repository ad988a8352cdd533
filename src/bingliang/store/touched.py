"""一段时间里的办件: the streams of all cases that were in hand or ended within it, and how far each has grown."""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, func, select, text, union_all

from bingliang.store.look import Look
from bingliang.store.schema import ledger, standing

_GROWN = select(func.max(ledger.c.seq)).where(ledger.c.stream == standing.c.stream).scalar_subquery()
_OPEN = select(standing.c.stream, _GROWN).where(text("open = 1 AND level = 'case'"))
_ENDED = select(standing.c.stream, _GROWN).where(text("open = 0 AND level = 'case'"))
_SINCE = standing.c.ended_on >= bindparam("first")
_UNDATED = standing.c.ended_on.is_(None)
_BY = standing.c.received_on <= bindparam("last")
_LATELY = union_all(_OPEN, _ENDED.where(_SINCE), _ENDED.where(_UNDATED))
"""Up to today: answered out of the partial indices of the open and of the ended cases, no row is read."""
_BACK_THEN = union_all(_OPEN.where(_BY), _ENDED.where(_SINCE, _BY), _ENDED.where(_UNDATED, _BY))


def touched(look: Look, first: date, last: date) -> list[tuple[str, int]]:
    """流水 and the seq of its last line, of every case handed in by then that had not left before.

    How far a stream has grown is looked up in the ledger's own index, one place for each, instead of going through its lines.
    """
    values = {"first": first}
    found = (
        look.connection.execute(_LATELY, values)
        if last >= look.today
        else look.connection.execute(_BACK_THEN, {**values, "last": last})
    )
    return sorted((row[0], int(row[1])) for row in found if row[1] is not None)
