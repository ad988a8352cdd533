"""待领取: the cases of which something is decided and not handed over yet."""

from __future__ import annotations

from sqlalchemy import select, text

from bingliang.ledger.standing import Waiting
from bingliang.store.look import Look
from bingliang.store.schema import standing

_HERE = text("open = 1 AND level <> 'case'")


def to_collect(look: Look) -> tuple[str, ...]:
    """有待领结果的办件, by their streams."""
    chosen = select(standing.c.stream).where(_HERE, standing.c.waiting == Waiting.COLLECT.value)
    return tuple(look.connection.execute(chosen.distinct().order_by(standing.c.stream)).scalars())
