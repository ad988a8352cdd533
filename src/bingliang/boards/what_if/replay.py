"""重演: a year's cases through a scenario, item by item in the order in which each could begin; nothing is written.

What waits for another item begins as soon after it as it did; what a department can give out in a day is shared by all
cases in the order in which they are ready. Without a change every case comes out as it was.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from bingliang.boards.what_if.change import CapacityChange, Scenario
from bingliang.boards.what_if.timeline import Handling, accepted_again, after, ended_again, handled_again, handling
from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.workdays import Calendar

Key = tuple[str, int]
TENTH = 10
"""自己的用时: what the quickest tenth of an item took counts as work; the rest of the time may have been waiting."""


@dataclass(frozen=True, slots=True)
class Load:
    """一个部门的出件: how many it decided, on how many days, and the most on one day."""

    body: str
    decided: int = 0
    days: int = 0
    most: int = 0

    @property
    def usual(self) -> int:
        """每个出件日几件, rounded up: what a scenario takes for the present capacity unless told otherwise."""
        return max(1, -(-self.decided // self.days)) if self.days else 1


def loads(cases: Iterable[Case], calendar: Calendar) -> Mapping[str, Load]:
    """各部门的出件 as they were."""
    given: dict[str, dict[date, int]] = {}
    for case in cases:
        for item in case.items.values():
            was = handling(item, calendar)
            if was is not None:
                days = given.setdefault(item.body, {})
                days[was.left] = days.get(was.left, 0) + 1
    return {body: Load(body, sum(days.values()), len(days), max(days.values())) for body, days in given.items()}


def replay(cases: Sequence[Case], scenario: Scenario, calendar: Calendar) -> tuple[Case, ...]:
    """重演 all of them together. ValueError when a scenario makes two items wait for each other."""
    return _Replay(cases, scenario, calendar).run()


@dataclass(slots=True)
class _Station:
    """出件处: at most so many a day, in the order of who is ready."""

    a_day: int
    given: dict[date, int] = field(default_factory=dict)

    def take(self, ready: date, calendar: Calendar) -> date:
        """轮到的日子: the first workday from `ready` on with room."""
        day = calendar.on_or_after(ready)
        while self.given.get(day, 0) >= self.a_day:
            day = calendar.workday(day, 1)
        self.given[day] = self.given.get(day, 0) + 1
        return day


class _Replay:
    def __init__(self, cases: Sequence[Case], scenario: Scenario, calendar: Calendar) -> None:
        self._cases = {case.stream: case for case in cases}
        self._scenario, self._calendar = scenario, calendar
        self._changes = scenario.capacities
        self._done: dict[Key, CaseItem] = {}
        self._own = self._own_times() if self._changes else {}
        self._turns = self._turns_then()
        self._stations = {body: _Station(one.then) for body, one in self._changes.items()}
        self._heap: list[tuple[date, date, Key]] = []
        self._running: dict[Key, tuple[CaseItem, Handling]] = {}

    def run(self) -> tuple[Case, ...]:
        """Release what waits for nothing, then day by day what comes next at a department, and what waited for it."""
        before, behind = self._order()
        released = [key for key, many in before.items() if not many]
        while released or self._heap:
            while released:
                key = released.pop()
                if self._begin(key):
                    released += _freed(key, before, behind)
            if self._heap:
                _, _, key = heapq.heappop(self._heap)
                self._give_out(key)
                released += _freed(key, before, behind)
        if len(self._done) < len(before):
            raise ValueError("这个方案使两个事项互相等待，谁也不能先办，请去掉其中一条前置。")
        return tuple(self._whole(case) for case in self._cases.values())

    def _whole(self, case: Case) -> Case:
        items = {no: self._done[case.stream, no] for no in case.items}
        return replace(case, items=MappingProxyType(items))

    # ── order ──

    def _order(self) -> tuple[dict[Key, int], dict[Key, list[Key]]]:
        """What waits for how many, and who waits for whom; within a case only."""
        before: dict[Key, int] = {}
        behind: dict[Key, list[Key]] = {}
        for case in self._cases.values():
            for no, item in case.items.items():
                waits = set(self._waits(item, case))
                before[case.stream, no] = len(waits)
                for other in waits:
                    behind.setdefault((case.stream, other), []).append((case.stream, no))
        return before, behind

    def _waits(self, item: CaseItem, case: Case) -> Iterator[int]:
        """等哪几项 under the scenario."""
        gone = self._scenario.orders(item.code, waits=False)
        added = self._scenario.orders(item.code, waits=True)
        yield from (no for no in _own_waits(item, case) if case.items[no].code not in gone)
        yield from (no for no, other in case.items.items() if other.code in added and no != item.no)

    # ── one item ──

    def _begin(self, key: Key) -> bool:
        """收件到办理; True when it is finished, False when it stands in a department's queue."""
        case, item = self._cases[key[0]], self._cases[key[0]].items[key[1]]
        received = self._received(item, case)
        again = item if received is None else accepted_again(item, received, self._scenario, self._calendar)
        worked = handled_again(item, again, self._scenario, self._calendar)
        change = self._changes.get(item.body)
        if worked is None or change is None:
            self._done[key] = ended_again(item, again, worked.left if worked else None, self._calendar)
            return True
        self._running[key] = (again, worked)
        heapq.heappush(self._heap, (self._ready(item, worked), worked.begin, key))
        return False

    def _give_out(self, key: Key) -> None:
        """轮到: as far from its turn as it was then, but never before its own work is done."""
        item = self._cases[key[0]].items[key[1]]
        again, worked = self._running.pop(key)
        ready = self._ready(item, worked)
        turn = self._stations[item.body].take(ready, self._calendar)
        was = handling(item, self._calendar)
        then = self._turns[key]
        left = worked.left
        if was is not None and (turn, worked.left) != (then, was.left):
            beside = self._calendar.count(then, was.left) - (was.days - worked.days)
            left = max(
                ready, after(turn, beside, self._calendar) if beside >= 0 else self._calendar.workday(turn, beside)
            )
        self._done[key] = ended_again(item, again, left, self._calendar)

    def _received(self, item: CaseItem, case: Case) -> date | None:
        """正式收件: as long after the last that it waits for as it was; on the day it was handed in when it waits for none."""
        was = item.received_on
        if was is None:
            return None
        own = list(_own_waits(item, case))
        kept = [no for no in self._waits(item, case) if no in own]
        now = _latest(self._done[case.stream, no] for no in kept)
        then = _latest(case.items[no] for no in own)
        added = _latest(self._done[case.stream, no] for no in self._waits(item, case) if no not in own)
        found = was
        if item.held_on is not None and then is not None and then <= was and (kept, now) != (own, then):
            found = self._freed_on(item.held_on, was, then, now)
            if any(wait.no is None for wait in item.waits_for):
                found = max(found, was)
        return found if added is None else max(found, added)

    def _freed_on(self, held: date, was: date, then: date, now: date | None) -> date:
        if now is None:
            return held
        return max(held, after(now, self._calendar.count(then, was), self._calendar))

    # ── capacity ──

    def _own_times(self) -> dict[str, int]:
        """自己的用时 by item: the quickest tenth of the year."""
        took: dict[str, list[int]] = {}
        for case in self._cases.values():
            for item in case.items.values():
                if item.body in self._changes and (was := handling(item, self._calendar)) is not None:
                    took.setdefault(item.code, []).append(was.days)
        return {code: sorted(days)[(len(days) - 1) // TENTH] for code, days in took.items()}

    def _ready(self, item: CaseItem, worked: Handling) -> date:
        return worked.ends(min(worked.days, self._own[item.code]), self._calendar)

    def _turns_then(self) -> dict[Key, date]:
        """当时轮到的日子: the same queue with the capacity of today, against which every turn is measured."""
        waiting: list[tuple[date, date, Key, CapacityChange]] = []
        for case in self._cases.values():
            for no, item in case.items.items():
                change, was = self._changes.get(item.body), handling(item, self._calendar)
                if change is not None and was is not None:
                    waiting.append((self._ready(item, was), was.begin, (case.stream, no), change))
        stations: dict[str, _Station] = {}
        turns: dict[Key, date] = {}
        for ready, _, key, change in sorted(waiting, key=lambda one: one[:3]):
            station = stations.setdefault(change.body, _Station(change.now))
            turns[key] = station.take(ready, self._calendar)
        return turns


def _own_waits(item: CaseItem, case: Case) -> Iterator[int]:
    yield from dict.fromkeys(wait.no for wait in item.waits_for if wait.no is not None and wait.no in case.items)


def _latest(items: Iterable[CaseItem]) -> date | None:
    return max((item.decision.on for item in items if item.decision is not None), default=None)


def _freed(key: Key, before: dict[Key, int], behind: Mapping[Key, Sequence[Key]]) -> Iterator[Key]:
    for other in behind.get(key, ()):
        before[other] -= 1
        if not before[other]:
            yield other
