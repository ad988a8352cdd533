"""清单: pages and counts over the standing rows. Every list is an index range; none counts per row or skips rows.

A date that nothing runs towards sorts behind all others. Late is exclusive: what is 法定超期 is not counted as 承诺超时.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
    true,
    tuple_,
    union,
    union_all,
)

from bingliang.ledger.standing import Level, StandingRow, Waiting
from bingliang.store.look import Look
from bingliang.store.schema import standing
from bingliang.store.standing_rows import COLUMNS, read
from bingliang.store.structure import FAR

PAGE = 100


class Tile(StrEnum):
    """清单筛选: each is one light of the list; `FINISHED_TODAY` alone shows what is no longer in hand."""

    IN_HAND = "在办"
    STATUTE_LATE = "法定超期"
    PROMISE_LATE = "承诺超时"
    DUE_TODAY = "今日到期"
    SOON = "临期"
    STOPPED = "特殊环节中"
    OUTSIDE = "外部办理"
    FINISHED_TODAY = "今日办结"
    TO_COLLECT = "待领取"


class Order(StrEnum):
    """排序: the date a list is sorted by, earliest first; ties by stream."""

    NEXT = "next_on"
    DUE = "due_on"
    PROMISED = "promised_on"


class Rank(StrEnum):
    """先后: 绿色通道 before all others, in the words that both planners recognise."""

    FIRST = "green = 1"
    BEHIND = "green = 0"
    ANY = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """清单条件: empty means any. Departments list items (`Level.ITEM`), counters list cases."""

    level: Level = Level.CASE
    tile: Tile = Tile.IN_HAND
    department: str = ""
    counter: str = ""
    clerks: tuple[str, ...] = ()
    enterprise_id: str = ""
    project_id: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """计数 of the tiles."""

    in_hand: int
    statute_late: int
    promise_late: int
    soon: int
    stopped: int
    outside: int
    finished_today: int
    waiting_collection: int
    due_today: int = 0


def _literal(words: str) -> ColumnElement[bool]:
    """A condition in which both planners recognise a partial index."""
    return text(words)  # type: ignore[return-value]  # a text clause stands for a condition


_FIELDS = ("department", "counter", "enterprise_id", "project_id")
_CLERK = "clerk_"
"""One of several clerks, numbered: a statement is kept, and so it names each."""
_TODAY = bindparam("today", type_=standing.c.due_on.type)
_SOON = bindparam("soon", type_=standing.c.due_on.type)
_IN_TIME = and_(standing.c.due_on >= _TODAY, standing.c.promised_on >= _TODAY)
_CONDITIONS: dict[Tile, ColumnElement[bool]] = {
    Tile.IN_HAND: true(),
    Tile.STATUTE_LATE: standing.c.due_on < _TODAY,
    Tile.PROMISE_LATE: and_(standing.c.promised_on < _TODAY, standing.c.due_on >= _TODAY),
    Tile.DUE_TODAY: standing.c.next_on == _TODAY,
    Tile.SOON: and_(standing.c.next_on <= _SOON, _IN_TIME),
    Tile.STOPPED: _literal("stopped = 1"),
    Tile.OUTSIDE: _literal("outside = 1"),
    Tile.TO_COLLECT: _literal(f"waiting = '{Waiting.COLLECT.value}'"),
}


def worklist(
    look: Look,
    wanted: Wanted,
    *,
    today: date,
    soon: date,
    order: Order = Order.NEXT,
    descending: bool = False,
    after: StandingRow | None = None,
    limit: int = PAGE,
) -> list[StandingRow]:
    """一页清单: at most `limit` rows behind `after` (the last row of the page before).

    `soon` is the last day that still counts as 临期. Only what is in hand can be sorted; finished rows come by stream.
    绿色通道 stands before all others whichever way the list is sorted; those few rows have an index of their own.
    """
    page = _Page(wanted, order, descending, {"today": today, "soon": soon, **_given(wanted)})
    if wanted.tile is Tile.FINISHED_TODAY:
        return page.read(look, Rank.ANY, after, limit)
    if after is not None and not after.green:
        return page.read(look, Rank.BEHIND, after, limit)
    if look.connection.dialect.name == "postgresql":
        # One question, each being a round trip: 0.34 ms for a page against 0.48, and that without the way to the server.
        return page.read_both(look, after, limit)
    # Two: SQLite carries every column of a row once more out of a compound question, 0.46 ms for a page against 0.35.
    first = page.read(look, Rank.FIRST, after, limit)
    return first + page.read(look, Rank.BEHIND, None, limit - len(first)) if len(first) < limit else first


@dataclass(frozen=True, slots=True)
class _Page:
    """一页的问法: the same question, put to those that go first and to all others."""

    wanted: Wanted
    order: Order
    descending: bool
    values: Mapping[str, object]

    def read(self, look: Look, rank: Rank, after: StandingRow | None, limit: int) -> list[StandingRow]:
        """Those of one rank behind `after`."""
        statement = _page(*self._shape, rank, descending=self.descending, later=after is not None)
        return [read(row) for row in look.rows(statement, self._values(after, limit))]

    def read_both(self, look: Look, after: StandingRow | None, limit: int) -> list[StandingRow]:
        """Those that go first behind `after`, then all others from their beginning."""
        statement = _both(*self._shape, descending=self.descending, later=after is not None)
        found = [read(row) for row in look.rows(statement, self._values(after, limit))]
        return sorted(found, key=lambda row: not row.green)  # no database promises in which order a union comes

    @property
    def _shape(self) -> tuple[Level, Tile, tuple[str, ...], Order]:
        return self.wanted.level, self.wanted.tile, tuple(_given(self.wanted)), self.order

    def _values(self, after: StandingRow | None, limit: int) -> dict[str, object]:
        values = {**self.values, "limit": limit}
        if after is not None:
            values |= {"stream": after.stream, "item": after.item, "task": after.task}
            values["on"] = getattr(after, self.order.value) or FAR
        return values


def counts(look: Look, wanted: Wanted | None = None, *, today: date, soon: date) -> Counts:
    """计数 of all tiles for the department, counter or clerk of `wanted` (its tile is ignored); two index-only reads."""
    wanted = wanted or Wanted()
    given = _given(wanted)
    values: dict[str, object] = {"today": today, "soon": soon, **given}
    row = look.connection.execute(_counted(wanted.level, tuple(given)), values).one()
    finished = look.connection.execute(_finished(wanted.level, tuple(given)), values).scalar_one()
    in_hand, statute, promise, near, stopped, outside, collect, due_today = row
    return Counts(in_hand, statute, promise, near, stopped, outside, finished, collect, due_today)


def _given(wanted: Wanted) -> dict[str, object]:
    one = {name: value for name in _FIELDS if (value := getattr(wanted, name))}
    return one | {f"{_CLERK}{at}": clerk for at, clerk in enumerate(wanted.clerks)}


def _base(level: Level, *, is_open: bool) -> list[ColumnElement[bool]]:
    words = [f"open = {int(is_open)}", f"level = '{level.value}'"]
    if level is not Level.CASE:
        words.append("level <> 'case'")
    return [_literal(word) for word in words]


def _same(given: tuple[str, ...]) -> list[ColumnElement[bool]]:
    found = [standing.c[name] == bindparam(name) for name in given if name in _FIELDS]
    clerks = [standing.c.clerk == bindparam(name) for name in given if name not in _FIELDS]
    return [*found, or_(*clerks)] if clerks else found


@lru_cache(maxsize=1024)
def _page(
    level: Level,
    tile: Tile,
    given: tuple[str, ...],
    order: Order,
    rank: Rank = Rank.ANY,
    *,
    descending: bool,
    later: bool,
) -> Select[Any]:
    finished = tile is Tile.FINISHED_TODAY
    conditions = [*_base(level, is_open=not finished), *_same(given)]
    first = standing.c.ended_on if finished else standing.c[order.value]
    if finished:
        conditions.append(standing.c.ended_on == _TODAY)
    elif tile is not Tile.IN_HAND:
        conditions.append(_CONDITIONS[tile])
    conditions += [_literal(words)] if (words := rank.value) else []
    keys = [standing.c.stream, standing.c.item, standing.c.task]
    marks: list[BindParameter[Any]] = [bindparam("stream"), bindparam("item"), bindparam("task")]
    if not finished:
        keys, marks = [first, *keys], [bindparam("on", type_=first.type), *marks]
    if level is Level.CASE:
        # A case row has neither item nor task.
        keys, marks = keys[:-2], marks[:-2]
    if later:
        here, there = tuple_(*keys), tuple_(*marks)
        conditions.append(here < there if descending else here > there)
    sort = [key.desc() if descending else key.asc() for key in keys]
    return select(*COLUMNS).where(*conditions).order_by(*sort).limit(bindparam("limit"))


@lru_cache(maxsize=512)
def _both(
    level: Level, tile: Tile, given: tuple[str, ...], order: Order, *, descending: bool, later: bool
) -> CompoundSelect[Any]:
    first = _page(level, tile, given, order, Rank.FIRST, descending=descending, later=later).subquery()
    behind = _page(level, tile, given, order, Rank.BEHIND, descending=descending, later=False).subquery()
    return union_all(select(first), select(behind)).limit(bindparam("limit"))


@lru_cache(maxsize=64)
def _counted(level: Level, given: tuple[str, ...]) -> Select[Any]:
    late = (Tile.STATUTE_LATE, Tile.PROMISE_LATE, Tile.SOON)
    tiles = (*late, Tile.STOPPED, Tile.OUTSIDE, Tile.TO_COLLECT, Tile.DUE_TODAY)
    columns: list[Any] = [_number(level, given, None), *(_number(level, given, tile) for tile in tiles)]
    return select(*columns)


def _number(level: Level, given: tuple[str, ...], tile: Tile | None) -> ScalarSelect[Any]:
    # Each in a question of its own, so that each has its own index.
    conditions = [*_base(level, is_open=True), *_same(given)]
    if tile is not None:
        conditions.append(_CONDITIONS[tile])
    return select(func.count()).select_from(standing).where(*conditions).scalar_subquery()


@lru_cache(maxsize=64)
def _finished(level: Level, given: tuple[str, ...]) -> Select[Any]:
    conditions = [*_base(level, is_open=False), *_same(given), standing.c.ended_on == _TODAY]
    return select(func.count()).select_from(standing).where(*conditions)


def enterprises_turn(look: Look, wanted: Wanted, own: str) -> set[str]:
    """等企业的流水: cases in which the enterprise has to hand in corrections, or has a matter of its own (`own`) open."""
    given = _given(wanted)
    return set(look.connection.execute(_turn(tuple(given)), {"own": own, **given}).scalars())


@lru_cache(maxsize=64)
def _turn(given: tuple[str, ...]) -> CompoundSelect[Any]:
    # Each in a question of its own, as with the tiles: together they would read every open item there is.
    applicant = (*_base(Level.ITEM, is_open=True), _literal(f"waiting = '{Waiting.APPLICANT.value}'"))
    own = (*_base(Level.TASK, is_open=True), standing.c.department == bindparam("own"))
    return union(*(select(standing.c.stream).where(*found, *_same(given)) for found in (applicant, own)))
