"""汇合: the join closes the case only. Every item is delivered as soon as it is decided (《行政许可法》第四十四条)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.clocks import Clocks


@dataclass(frozen=True, slots=True)
class Missing:
    """未结: what the join still waits for, from which department, expected when."""

    no: int
    name: str
    department: str
    state: ItemState
    expected: date | None
    provisional: bool

    @property
    def text(self) -> str:
        """One clause of the refusal."""
        if self.expected is None:
            when = "时间未定"
        else:
            when = f"预计{self.expected:%Y-%m-%d}" + ("〔暂定〕" if self.provisional else "")
        return f"{self.department}：{self.name}（{self.state.value}，{when}）"


def missing(case: Case, calendar: Calendar) -> tuple[Missing, ...]:
    """尚缺, department by department: items without a decision, with the date promised or, failing that, due by law."""
    rows = [_missing(item, calendar) for item in case.items.values() if item.open]
    return tuple(sorted(rows, key=lambda row: (row.department, row.no)))


def _missing(item: CaseItem, calendar: Calendar) -> Missing:
    clocks = Clocks(item, calendar)
    line = clocks.promised or clocks.statutory
    expected = line.on if line else clocks.fallback
    return Missing(item.no, item.name, item.department, item.state, expected, bool(line and line.provisional))


def close(case: Case, on: date, calendar: Calendar) -> Draft:
    """办结: the act that closes the case. Refusal naming what is missing; a refusal of one item never closes a sibling."""
    if case.closed_on is not None:
        raise Refusal(f"办件{case.code}已于{case.closed_on:%Y-%m-%d}办结。", "《行政许可法》第二十六条")
    lacking = missing(case, calendar)
    if lacking:
        listed = "；".join(row.text for row in lacking)
        raise Refusal(f"尚有{len(lacking)}项未作决定，不能办结：{listed}。", "《行政许可法》第二十六条、第三十八条")
    return Draft(case.stream, "close", {"on": on.isoformat(), "items": []})


def stranded(case: Case) -> tuple[CaseItem, ...]:
    """无法启动的预收项: their prerequisite was refused or ended; they are returned with a paper, never closed silently."""
    return tuple(
        item
        for item in case.items.values()
        if item.state is ItemState.WAITING
        and any(wait.no is not None and failed(case.items[wait.no]) for wait in item.waits_for)
    )


def failed(item: CaseItem) -> bool:
    """Whether an item can no longer give what its followers wait for."""
    return item.ending is not None or (item.decision is not None and item.decision.act == "refuse")


def dispatchable(case: Case, wanted: Callable[[CaseItem], bool] = lambda _item: True) -> tuple[CaseItem, ...]:
    """可分送: every accepted item not yet at its department; all at once (《行政许可法》第二十六条第二款)."""
    return tuple(
        item
        for item in case.items.values()
        if item.state is ItemState.HANDLING and item.dispatched_on is None and wanted(item)
    )
