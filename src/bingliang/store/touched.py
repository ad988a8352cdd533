"""一段时间里的办件: the streams of all cases that were in hand or ended within it, and how far each has grown."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, or_, select

from bingliang.ledger.standing import Level
from bingliang.store.look import Look
from bingliang.store.schema import ledger, standing


def touched(look: Look, first: date, last: date) -> list[tuple[str, int]]:
    """流水 and the seq of its last line, of every case handed in by then that had not left before."""
    case = standing.c.level == Level.CASE.value
    left = or_(standing.c.open == 1, standing.c.ended_on.is_(None), standing.c.ended_on >= first)
    chosen = select(standing.c.stream).where(case, standing.c.received_on <= last, left)
    grown = select(ledger.c.stream, func.max(ledger.c.seq)).where(ledger.c.stream.in_(chosen)).group_by(ledger.c.stream)
    return [(row[0], int(row[1])) for row in look.connection.execute(grown.order_by(ledger.c.stream))]
