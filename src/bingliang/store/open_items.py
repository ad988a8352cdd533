"""在办各项: what a morning must look at, and how many items stand on provisional dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, String, and_, bindparam, cast, exists, func, or_, select, text, union

from bingliang.ledger.case import ItemState
from bingliang.ledger.standing import StandingRow
from bingliang.store.look import Look
from bingliang.store.prefix import begins
from bingliang.store.schema import ledger, request, standing
from bingliang.store.standing_rows import COLUMNS, read
from bingliang.store.structure import FAR

ON_DEMAND = "history/"
"""Presses of a told history begin with this: their papers, tens of thousands, are made when they are asked for."""
RECENT = 50_000
"""Lines of the ledger: some weeks of a busy centre, and every start in between has looked as well."""

_OPEN_ITEM = (text("open = 1"), text("level = 'item'"), text("level <> 'case'"))


def provisional_items(look: Look) -> int:
    """暂定件数: open items whose statutory or promised date lies beyond the last notice."""
    counted = select(func.count()).select_from(standing).where(*_OPEN_ITEM, standing.c.provisional == 1)
    return int(look.connection.execute(counted).scalar_one())


def lapsing(look: Look, today: date) -> tuple[str, ...]:
    """逾期未告知的办件, and renewals past their day: streams with an item for which silence may speak now."""
    return tuple(look.connection.execute(silent(today)).scalars())


def silent(today: date) -> CompoundSelect[Any]:
    """The question for what may be lapsing; the glance of a morning asks it in just these words."""
    chosen = (
        select(standing.c.stream)
        .where(*_OPEN_ITEM, standing.c.stage == ItemState.RECEIVED.value, standing.c.next_on < today)
        .distinct()
    )
    # A renewal that nobody has decided on before the permit ran out (《行政许可法》第五十条). Its next day is then past as
    # well, by which the index finds it; few are late at all, and only their rows are read.
    renewals = (
        select(standing.c.stream)
        .where(*_OPEN_ITEM, standing.c.next_on < today, standing.c.due_on < today, standing.c.terms.contains('"e":'))
        .distinct()
    )
    return union(chosen, renewals).order_by("stream")


def unissued(look: Look) -> tuple[str, ...]:
    """尚未制成文书的流水: a paper is drawn up in its act and issued by a press of its own, named by stream and line.

    Only the last `RECENT` lines are looked at: every start looks, and an old ledger must not make it slow. What was told
    as a history waits until somebody asks for it.
    """
    newest = select(func.max(ledger.c.id)).scalar_subquery()
    press = "issue/" + ledger.c.stream + "/" + cast(ledger.c.seq, String)
    chosen = (
        select(ledger.c.stream)
        .where(
            ledger.c.id > newest - RECENT,
            ledger.c.act == "draw_up",
            ~begins(ledger.c.request, ON_DEMAND),
            ~exists().where(request.c.id == press),
        )
        .distinct()
        .order_by(ledger.c.stream)
    )
    return tuple(look.connection.execute(chosen).scalars())


def of_items(look: Look, names: Sequence[str]) -> list[StandingRow]:
    """在办的这些事项 by their names, the newest received first."""
    if not names:
        return []
    chosen = select(*COLUMNS).where(*_OPEN_ITEM, standing.c.title.in_(names))
    rows = look.connection.execute(chosen.order_by(standing.c.received_on.desc(), standing.c.stream, standing.c.item))
    return [read(row) for row in rows]


def open_terms(look: Look, changed_from: date | None = None) -> list[StandingRow]:
    """在办事项的期限: open item rows with a date on or after `changed_from`, for a notice to compute again.

    Inside an act, only after `adopt`: before it another counter may still be writing with the old calendar.
    """
    values: dict[str, object] = {} if changed_from is None else {"since": changed_from}
    return [read(row) for row in look.rows(_terms(since=changed_from is not None), values)]


@lru_cache(maxsize=2)
def _terms(*, since: bool) -> Select[Any]:
    conditions: list[Any] = [*_OPEN_ITEM]
    if since:
        first = bindparam("since", type_=standing.c.due_on.type)
        columns = (standing.c.due_on, standing.c.promised_on, standing.c.next_on)
        conditions.append(or_(*(and_(column >= first, column < FAR) for column in columns)))
    return select(*COLUMNS).where(*conditions).order_by(standing.c.next_on, standing.c.stream, standing.c.item)
