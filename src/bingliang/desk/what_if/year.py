"""过去一年的真实办件: read once for as many scenarios as are tried on them; nothing of it is ever written back.

A case is in it when something of it was 办结 within the year that ends today.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from bingliang.boards.handled import Exit, Handled
from bingliang.boards.what_if.change import Scenario
from bingliang.boards.what_if.effect import Effect, Past, effect, past
from bingliang.boards.what_if.replay import Load, loads
from bingliang.ledger.folding import fold

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.case import Case
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.store import Store

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Known:
    """一个事项 of the year: what it promises and allows today, and how many there were."""

    code: str
    name: str
    promised: int | None
    statutory: str
    completeness: int
    keys: tuple[tuple[str, int], ...]
    median: float | None


@dataclass(frozen=True, slots=True)
class Year:
    """过去一年."""

    first: date
    last: date
    past: Past
    calendar: Calendar
    names: Mapping[str, str]
    items: tuple[Known, ...]
    loads: Mapping[str, Load]
    waits: Mapping[str, frozenset[str]]
    """which items waited for which, within the cases of the year"""
    made_at: datetime
    zone: str
    mark: str

    @property
    def title(self) -> str:
        """期间."""
        return f"{self.first:%Y-%m-%d} 至 {self.last:%Y-%m-%d} 有办结的 {len(self.past.cases)} 件、{self.done} 项"

    @property
    def done(self) -> int:
        """办结几项."""
        return sum(one.exit is Exit.DONE for one in self.past.items.values())

    @property
    def source(self) -> str:
        """来源和时间."""
        return f"来源：本区台账，{self.zone}；{self.title}；{self.made_at:%Y-%m-%d %H:%M} 推演，不是承诺"

    def behind(self, keys: Sequence[tuple[str, int]]) -> tuple[Handled, ...]:
        """一格的各项."""
        return tuple(self.past.items[key] for key in keys if key in self.past.items)

    def item(self, code: str) -> Known | None:
        """一个事项."""
        return next((one for one in self.items if one.code == code), None)

    def tried(self, scenario: Scenario) -> Effect:
        """推演一个方案."""
        return effect(self.past, scenario, self.calendar, self.names)


_Read = tuple[int, "Case | None"]
_FOLDED: WeakKeyDictionary[Store, dict[str, _Read]] = WeakKeyDictionary()
_YEARS: WeakKeyDictionary[Store, tuple[tuple[object, ...], Year]] = WeakKeyDictionary()


def year(desk: Desk) -> Year:
    """过去一年 up to today; as it was read last while the ledger, the calendar and the catalogue have not moved."""
    from bingliang.store.touched import touched

    with desk.store.look() as look:
        first = look.today - YEAR
        grown = tuple(touched(look, first, look.today))
        editions = look.editions()
        mark = (look.today, editions["calendar"], editions["catalogue"], grown)
        held = _YEARS.get(desk.store)
        if held is not None and held[0] == mark:
            return held[1]
        folded = _FOLDED.setdefault(desk.store, {})
        cases: list[Case] = []
        for stream, seq in grown:
            known = folded.get(stream)
            if known is None or known[0] != seq:
                case = fold(look.entries(stream))
                look.forget(stream)
                known = folded[stream] = (seq, None if case is None else _bare(case))
            if known[1] is not None and _finished(known[1], first):
                cases.append(known[1])
        calendar: Calendar = look.loaded("calendar")
        catalogue = look.loaded("catalogue")
        was = past(cases, calendar)
        names = {code: body.short for code, body in catalogue.bodies.items()}
        found = Year(
            first, look.today, was, calendar,
            {**names, **{one.code: one.name for one in was.items.values()}},
            _items(was, catalogue.items), loads(cases, calendar), _waits(cases), look.now,
            str(catalogue.setting("zone_name") or ""), str(catalogue.setting("watermark") or ""),
        )  # fmt: skip
    _YEARS[desk.store] = (mark, found)
    return found


def _bare(case: Case) -> Case:
    """Without papers and materials, which no clock asks for."""
    return replace(case, papers=(), materials=(), meetings=(), own_matters=())


def _finished(case: Case, first: date) -> bool:
    days = ((item.forwarded_on or (item.decision.on if item.decision else None)) for item in case.items.values())
    return any(day is not None and day >= first for day in days)


def _items(was: Past, catalogue: Mapping[str, object]) -> tuple[Known, ...]:
    from bingliang.boards.amounts import spread

    groups: dict[str, list[Handled]] = {}
    for one in was.items.values():
        if one.exit is Exit.DONE:
            groups.setdefault(one.code, []).append(one)
    return tuple(
        _known(code, found, catalogue.get(code), spread(one.approval for one in found).median)
        for code, found in sorted(groups.items())
    )


def _known(code: str, found: Sequence[Handled], definition: object, median: float | None) -> Known:
    from bingliang.ledger.catalogue import Item

    promised, statutory, completeness = None, "没有法定时限", 5
    if isinstance(definition, Item):
        promised = definition.promise.value if definition.promise else None
        completeness = definition.completeness.value
        if definition.limit is not None:
            statutory = f"{definition.limit.value}{definition.limit.unit.text}"
    return Known(code, found[0].name, promised, statutory, completeness, tuple(one.key for one in found), median)


def _waits(cases: Sequence[Case]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for case in cases:
        for item in case.items.values():
            for wait in item.waits_for:
                if wait.no is not None and wait.no in case.items:
                    found.setdefault(item.code, set()).add(case.items[wait.no].code)
    return {code: frozenset(codes) for code, codes in found.items()}
