"""清单: pages, counts and searches over the standing rows. Every list is an index range; none counts per row or skips rows.

A date that nothing runs towards sorts behind all others. Late is exclusive: what is 法定超期 is not counted as 承诺超时.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
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
)

from bingliang.ledger.standing import Level, StandingRow, Waiting
from bingliang.store import registry
from bingliang.store.look import Look, together
from bingliang.store.prefix import begins
from bingliang.store.schema import FAR, ledger, number, standing
from bingliang.store.standing_rows import COLUMNS, read

PAGE = 100
_CODES = select(standing.c.stream, standing.c.code).where(
    standing.c.stream.in_(bindparam("streams", expanding=True)), standing.c.level == Level.CASE.value
)
_FILED = select(func.count(ledger.c.stream.distinct())).where(
    ledger.c.stream.in_(bindparam("streams", expanding=True)), ledger.c.act.in_(("take_filing", "withdraw_filing"))
)


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
    first = page.read(look, Rank.FIRST, after, limit) if after is None or after.green else []
    if len(first) == limit:
        return first
    behind = after if after is not None and not after.green else None
    return first + page.read(look, Rank.BEHIND, behind, limit - len(first))


@dataclass(frozen=True, slots=True)
class _Page:
    """一页的问法: the same question, put to those that go first and to all others."""

    wanted: Wanted
    order: Order
    descending: bool
    values: Mapping[str, object]

    def read(self, look: Look, rank: Rank, after: StandingRow | None, limit: int) -> list[StandingRow]:
        values = {**self.values, "limit": limit}
        if after is not None:
            values |= {"stream": after.stream, "item": after.item, "task": after.task}
            values["on"] = getattr(after, self.order.value) or FAR
        given = tuple(_given(self.wanted))
        statement = _page(
            self.wanted.level,
            self.wanted.tile,
            given,
            self.order,
            rank,
            descending=self.descending,
            later=after is not None,
        )
        return [read(row) for row in look.rows(statement, values)]


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


def search(look: Look, words: str, *, limit: int = registry.FOUND) -> list[StandingRow]:
    """查找办件 by the beginning of its code or of any number on its papers, or by part of the enterprise's or project's
    name (or pinyin initials, or credit code); those still in hand first, then the newest.
    """
    wanted = words.strip()
    if not wanted:
        return []
    case = text("level = 'case'")
    numbered = select(number.c.stream).where(begins(number.c.text, wanted)).limit(limit)
    enterprises = [held.id for held in registry.find_enterprises(look.connection, wanted, limit)]
    projects = [held.id for held in registry.find_projects(look.connection, wanted, limit)]
    parts = [begins(standing.c.code, wanted), standing.c.stream.in_(numbered)]
    parts += [standing.c.enterprise_id.in_(enterprises)] if enterprises else []
    parts += [standing.c.project_id.in_(projects)] if projects else []
    found: dict[str, StandingRow] = {}
    for part in parts:
        rows = look.connection.execute(select(*COLUMNS).where(case, part).limit(limit))
        found.update((row.stream, read(row)) for row in rows)
    newest = sorted(found.values(), key=lambda row: (row.received_on or date.min, row.stream), reverse=True)
    return sorted(newest, key=lambda row: not row.open)[:limit]


def numbered(look: Look, series: str, limit: int) -> list[str]:
    """编了号的流水: the streams that hold a number of these series (those that begin so), newest number first."""
    statement = (
        select(number.c.stream)
        .where(begins(number.c.series, series))
        .order_by(number.c.series.desc(), number.c.n.desc())
        .limit(limit)
    )
    return list(dict.fromkeys(look.connection.execute(statement).scalars()))


def codes(look: Look, streams: Sequence[str]) -> dict[str, str]:
    """收件号 of these cases, without reading one line of them."""
    found: dict[str, str] = {}
    for some in together(streams):
        rows = look.connection.execute(_CODES, {"streams": some})
        found.update((row.stream, row.code) for row in rows)
    return found


def filings_waiting(look: Look, series: str, limit: int) -> int:
    """待预审的网上申报: of the newest `limit`, those neither received nor withdrawn, counted in the database."""
    streams = numbered(look, series, limit)
    done = sum(int(look.connection.execute(_FILED, {"streams": some}).scalar_one()) for some in together(streams))
    return len(streams) - done


def open_terms(look: Look, changed_from: date | None = None) -> list[StandingRow]:
    """在办事项的期限: open item rows with a date on or after `changed_from`, for a notice to compute again.

    Inside an act, only after `adopt`: before it another counter may still be writing with the old calendar.
    """
    values: dict[str, object] = {} if changed_from is None else {"since": changed_from}
    return [read(row) for row in look.rows(_terms(since=changed_from is not None), values)]


@lru_cache(maxsize=2)
def _terms(*, since: bool) -> Select[Any]:
    conditions = _base(Level.ITEM, is_open=True)
    if since:
        first = bindparam("since", type_=standing.c.due_on.type)
        columns = (standing.c.due_on, standing.c.promised_on, standing.c.next_on)
        conditions.append(or_(*(and_(column >= first, column < FAR) for column in columns)))
    return select(*COLUMNS).where(*conditions).order_by(standing.c.next_on, standing.c.stream, standing.c.item)


def enterprises_turn(look: Look, wanted: Wanted, own: str) -> set[str]:
    """等企业的流水: cases in which the enterprise has to hand in corrections, or has a matter of its own (`own`) open."""
    given = _given(wanted)
    return set(look.connection.execute(_turn(tuple(given)), {"own": own, **given}).scalars())


@lru_cache(maxsize=64)
def _turn(given: tuple[str, ...]) -> Select[Any]:
    applicant = and_(standing.c.level == Level.ITEM.value, standing.c.waiting == Waiting.APPLICANT.value)
    own = and_(standing.c.level == Level.TASK.value, standing.c.department == bindparam("own"))
    found = and_(_literal("open = 1"), _literal("level <> 'case'"), or_(applicant, own))
    return select(standing.c.stream).where(found, *_same(given)).distinct()


def rows_of(look: Look, streams: Iterable[str]) -> list[StandingRow]:
    """几条流水的现状, in the order of streams and items."""
    statement = select(*COLUMNS).where(standing.c.stream.in_(bindparam("streams", expanding=True)))
    found = [read(row) for some in together(streams) for row in look.connection.execute(statement, {"streams": some})]
    return sorted(found, key=lambda row: (row.stream, row.item, row.task))
