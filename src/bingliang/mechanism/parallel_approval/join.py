"""汇合: the join closes the case only. Every item is delivered as soon as it is decided (《行政许可法》第四十四条)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.clocks import Clocks

_NO_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Missing:
    """未结: what the join still waits for, from which department, expected when."""

    no: int
    name: str
    department: str
    state: ItemState
    expected: date | None
    provisional: bool
    stranded: bool = False

    @property
    def text(self) -> str:
        """One clause of the refusal."""
        if self.stranded:
            when = "前置件不成，请退还预收材料"
        elif self.expected is None:
            when = "时间未定"
        else:
            when = f"预计{self.expected:%Y-%m-%d}" + ("〔暂定〕" if self.provisional else "")
        return f"{self.department}：{self.name}（{self.state.value}，{when}）"


def missing(case: Case, calendar: Calendar, names: Mapping[str, str] = _NO_NAMES) -> tuple[Missing, ...]:
    """尚缺, department by department: items without a decision, with the date promised or, failing that, due by law.

    `names` gives the departments the names they are called by at the counter.
    """
    cannot = {item.no for item in stranded(case)}
    rows = [_missing(item, calendar, item.no in cannot, names) for item in case.items.values() if item.open]
    return tuple(sorted(rows, key=lambda row: (row.department, row.no)))


def _missing(item: CaseItem, calendar: Calendar, cannot: bool, names: Mapping[str, str]) -> Missing:  # noqa: FBT001  # one caller
    clocks = Clocks(item, calendar)
    line = clocks.promised or clocks.statutory
    expected = line.on if line else clocks.fallback
    provisional = bool(line and line.provisional)
    department = names.get(item.department, item.department)
    return Missing(item.no, item.name, department, item.state, expected, provisional, cannot)


def close(case: Case, on: date, calendar: Calendar, names: Mapping[str, str] = _NO_NAMES) -> Draft:
    """办结: the act that closes the case. Refusal naming what is missing; a refusal of one item never closes a sibling."""
    if case.closed_on is not None:
        raise Refusal(f"办件{case.code}已于{case.closed_on:%Y-%m-%d}办结。", "《行政许可法》第二十六条")
    lacking = missing(case, calendar, names)
    if lacking:
        listed = "；".join(row.text for row in lacking)
        raise Refusal(f"尚有{len(lacking)}项未作决定，不能办结：{listed}。", "《行政许可法》第二十六条、第三十八条")
    for meeting in case.meetings:
        if meeting.concluded_on is None and any(case.items[no].ending is None for no in meeting.items):
            raise Refusal(
                f"{meeting.on:%Y-%m-%d}召集的{meeting.kind}还没有汇总结论，不能办结：请先登记各部门的意见并汇总结论。",
                "《行政许可法》第二十六条第二款",
            )
    return Draft(case.stream, "close", {"on": on.isoformat(), "items": []})


def stranded(case: Case) -> tuple[CaseItem, ...]:
    """无法启动的预收项: their prerequisite was refused or ended; they are returned with a paper, never closed silently."""
    found: dict[int, CaseItem] = {}
    waiting = [item for item in case.items.values() if item.state is ItemState.WAITING]
    for _ in waiting:  # one round for each link of the longest chain of items that wait for each other
        for item in waiting:
            needed = [case.items[wait.no] for wait in item.waits_for if wait.no is not None]
            if any(failed(one) or one.no in found for one in needed):
                found[item.no] = item
    return tuple(found[no] for no in sorted(found))


def failed(item: CaseItem) -> bool:
    """Whether an item can no longer give what its followers wait for."""
    refused = item.decision is not None and item.decision.act == "refuse"
    return item.ending is not None or refused or item.gone


def dispatchable(case: Case) -> tuple[CaseItem, ...]:
    """可分送: every accepted item not yet at its department; all at once (《行政许可法》第二十六条第二款)."""
    return tuple(
        item for item in case.items.values() if item.state is ItemState.HANDLING and item.dispatched_on is None
    )
