"""承诺的清单: promised dates of items by state and by body, and the papers of a pledge's kind by their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select, text

from bingliang.ledger.standing import StandingRow
from bingliang.store.look import Look
from bingliang.store.prefix import begins
from bingliang.store.schema import PROMISED, number, number_series, standing
from bingliang.store.standing_rows import COLUMNS, read


class Standing(StrEnum):
    """承诺的状态."""

    OPEN = "履行中"
    KEPT = "已兑现"
    BROKEN = "已违诺"


@dataclass(frozen=True, slots=True)
class Account:
    """一个机关的承诺账."""

    body: str
    open: int
    kept: int
    broken: int


_PROMISED = text(PROMISED)


def _broken(today: date) -> ColumnElement[bool]:
    # what was forwarded is with the higher authority: the zone's own promise ended on that day
    late = and_(
        standing.c.open == 1, standing.c.outside == 0, standing.c.decided_on.is_(None), standing.c.promised_on < today
    )
    return or_(standing.c.promise_broken == 1, late)


def _in(which: Standing, today: date) -> ColumnElement[bool]:
    broken = _broken(today)
    if which is Standing.BROKEN:
        return broken
    decided = or_(standing.c.decided_on.is_not(None), standing.c.outside == 1)
    if which is Standing.KEPT:
        return and_(decided, ~broken)
    return and_(standing.c.open == 1, ~decided, ~broken)


def pledged_cases(look: Look, enterprise: str, items: Sequence[str]) -> list[str]:
    """有告知承诺件已决定的办件 of one enterprise; `items` are the names such items go by."""
    if not enterprise or not items:
        return []
    part = standing.alias("part")
    statement = (
        select(standing.c.stream)
        .distinct()
        .join(part, part.c.stream == standing.c.stream)
        .where(
            text("standing.level = 'case'"),
            standing.c.enterprise_id == enterprise,
            part.c.level == "item",
            part.c.title.in_(items),
            part.c.decided_on.is_not(None),
        )
        .order_by(standing.c.stream)
    )
    return list(look.connection.execute(statement).scalars())


def accounts(look: Look, today: date) -> list[Account]:
    """承诺账 of every body that has promised anything, the most broken first."""
    sums = [func.sum(case((_in(which, today), 1), else_=0)) for which in Standing]
    statement = select(standing.c.body, *sums).where(_PROMISED).group_by(standing.c.body)
    found = [Account(body, *(int(one or 0) for one in rest)) for body, *rest in look.connection.execute(statement)]
    return sorted(found, key=lambda one: (-one.broken, -one.open, one.body))


def promised(look: Look, which: Standing, today: date, limit: int, *, body: str = "") -> list[StandingRow]:
    """一种状态的限时承诺: open ones nearest first, the others newest first."""
    order: list[ColumnElement[Any]] = [standing.c.promised_on, standing.c.stream, standing.c.item]
    if which is not Standing.OPEN:  # backwards in all of them, so that the index gives the rows in order
        order = [column.desc() for column in order]
    statement = select(*COLUMNS).where(_PROMISED, _in(which, today))
    if body:
        statement = statement.where(standing.c.body == body)
    rows = look.connection.execute(statement.order_by(*order).limit(limit))
    return [read(row) for row in rows]


def numbered(look: Look, kind: str, limit: int) -> list[tuple[str, str, int]]:
    """一种文书的编号, the newest year first: (number, stream, seq of the line that carries it)."""
    named = _series(look, kind)
    if not named:
        return []
    year = func.substr(number.c.series, func.length(number.c.series) - 3)
    statement = select(number.c.text, number.c.stream, number.c.seq).where(number.c.series.in_(named))
    rows = look.connection.execute(statement.order_by(year.desc(), number.c.n.desc()).limit(limit))
    return [(row.text, row.stream, row.seq) for row in rows]


def count_numbered(look: Look, kind: str) -> int:
    """这种文书一共取了几个号, those void included."""
    named = _series(look, kind)
    counted = select(func.count()).select_from(number).where(number.c.series.in_(named))
    return int(look.connection.execute(counted).scalar_one()) if named else 0


def _series(look: Look, kind: str) -> list[str]:
    series = select(number_series.c.series).where(begins(number_series.c.series, f"{kind}/"))
    return [one for one in look.connection.execute(series).scalars() if one.split("/")[0] == kind]
