"""督办的台账查询: which items come near a limit, which matters and cases were written in a period. Streams only; the desk folds."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import func, or_, select, text, union

from bingliang.ledger.matter import PREFIX
from bingliang.ledger.standing import REINSPECTING
from bingliang.store.clock import stamp
from bingliang.store.look import Look
from bingliang.store.prefix import begins
from bingliang.store.schema import ledger, standing
from bingliang.store.structure import BEIJING

_OPEN_ITEM = (text("open = 1"), text("level = 'item'"), text("level <> 'case'"))
_OPEN_TASK = (text("open = 1"), text("level = 'task'"), text("level <> 'case'"))
_CASES = "case/"


def nearing(look: Look, until: date) -> tuple[str, ...]:
    """临近期限的办件: streams with an open item one of whose dates, or a second look (复验), lies on or before `until`."""
    near = or_(*(column <= until for column in (standing.c.next_on, standing.c.due_on, standing.c.promised_on)))
    items = select(standing.c.stream).where(*_OPEN_ITEM, near)
    looks = select(standing.c.stream).where(*_OPEN_TASK, standing.c.stage == REINSPECTING, standing.c.next_on <= until)
    chosen = union(items, looks).order_by("stream")
    return tuple(look.connection.execute(chosen).scalars())


def newest(look: Look, limit: int) -> tuple[str, ...]:
    """督办件的流水, the one begun last first."""
    chosen = (
        select(ledger.c.stream)
        .where(ledger.c.seq == 1, begins(ledger.c.stream, PREFIX))
        .order_by(ledger.c.id.desc())
        .limit(limit)
    )
    return tuple(look.connection.execute(chosen).scalars())


def written(look: Look, first: date, last: date) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """本期有记录的办件和督办件: streams with a line written from day `first` to day `last`."""
    since, until = _midnight(first), _midnight(last + timedelta(days=1))
    found: list[tuple[str, ...]] = []
    for prefix in (_CASES, PREFIX):
        chosen = (
            select(ledger.c.stream)
            .where(begins(ledger.c.stream, prefix), ledger.c.at >= since, ledger.c.at < until)
            .group_by(ledger.c.stream)
            .order_by(func.min(ledger.c.id))
        )
        found.append(tuple(look.connection.execute(chosen).scalars()))
    return found[0], found[1]


def _midnight(on: date) -> str:
    return stamp(datetime.combine(on, time(), BEIJING))
