"""跨度: the critical path of a case, its span, and the workdays that handling in parallel saved.

审批用时 leaves special steps out; 跨度用时 is first receipt to last decision. Both are statistics, never a deadline.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.clocks import Clocks


@dataclass(frozen=True, slots=True)
class Span:
    """跨度: workdays in parallel against the same tasks one after another; `path` are item numbers, first to last.

    `expected` tells that an open item entered with its promised (or statutory) date.
    """

    workdays: int
    serial: int
    path: tuple[int, ...]
    ends_on: date
    expected: bool

    @property
    def saved(self) -> int:
        """节省的工作日."""
        return self.serial - self.workdays


def span(case: Case, calendar: Calendar) -> Span | None:
    """并联用时与串联用时; None while no item has a decision or an expected date."""
    ends = {no: end for no, item in case.items.items() if (end := _ends_on(item, calendar)) is not None}
    if not ends:
        return None
    last = max(ends, key=lambda no: (ends[no], no))
    serial = sum(_own_workdays(case.items[no], end, calendar) for no, end in ends.items())
    begins = case.received_on
    return Span(
        workdays=calendar.count(begins, ends[last]),
        serial=serial,
        path=_path(case, last, ends),
        ends_on=ends[last],
        expected=any(case.items[no].open for no in ends),
    )


def _ends_on(item: CaseItem, calendar: Calendar) -> date | None:
    if item.decision is not None:
        return item.decision.on
    if item.ending is not None or item.acceptance is None:
        return None
    clocks = Clocks(item, calendar)
    line = clocks.promised or clocks.statutory
    return line.on if line else None


def _own_workdays(item: CaseItem, end: date, calendar: Calendar) -> int:
    """办理用时 of one task from its acceptance; handled one after another, even a same-day item takes a day of its own,
    since the next file can only be handed in when the document is there.
    """
    begin = item.acceptance.on if item.acceptance else item.received_on
    return 0 if begin is None else max(1, calendar.count(begin, end))


def _path(case: Case, last: int, ends: dict[int, date]) -> tuple[int, ...]:
    """关键路径: from the last decision back to the prerequisite that came latest, and so on."""
    path = [last]
    while True:
        before = [wait.no for wait in case.items[path[-1]].waits_for if wait.no in ends]
        if not before:
            return tuple(reversed(path))
        path.append(max(before, key=lambda no: (ends[no], no)))
