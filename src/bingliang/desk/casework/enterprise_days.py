"""企业期限: what the enterprise itself has to do and until when, across all cases: corrections and its own matters.

None of these dates is a department's; the counter reminds at half time and on the day before, and says when it has passed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.ledger.case import Case, ItemState
from bingliang.ledger.own_matters import DUTY
from bingliang.mechanism.full_agency import due_of
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bingliang.ledger.workdays import Calendar


@dataclass(frozen=True, slots=True)
class EnterpriseDay:
    """企业的一个期限: `remind` when the counter should call today: half time is over, or it is the day before, or past."""

    what: str
    on: date
    remind: str = ""


def days(case: Case, calendar: Calendar, today: date) -> tuple[EnterpriseDay, ...]:
    """企业的期限 of one case, nearest first."""
    return tuple(sorted((*_corrections(case, calendar, today), *_own(case, calendar, today)), key=lambda one: one.on))


def _corrections(case: Case, calendar: Calendar, today: date) -> Iterator[EnterpriseDay]:
    for item in case.items.values():
        until = Clocks(item, calendar).correction
        if item.state is ItemState.CORRECTING and until is not None:
            begun = item.noticed_again or item.noticed_on or until
            yield EnterpriseDay(f"补正《{item.name}》", until, _remind(begun, until, calendar, today))


def _own(case: Case, calendar: Calendar, today: date) -> Iterator[EnterpriseDay]:
    for matter in case.own_matters:
        line = due_of(matter, calendar)
        if matter.done_on is None and line is not None:
            verb = "报" if matter.kind == DUTY else "陪办"
            yield EnterpriseDay(f"{verb}《{matter.name}》", line.on, _remind(matter.on, line.on, calendar, today))


def _remind(begun: date, until: date, calendar: Calendar, today: date) -> str:
    """提醒: past, the day before (or the day itself), half time over."""
    left = calendar.count(today, until)
    if today > until:
        return "已过期限"
    if left <= 1:
        return "届满前提醒"
    return "过半提醒" if left * 2 <= calendar.count(begun, until) else ""
