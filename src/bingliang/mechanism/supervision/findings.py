"""督办线索: what the counter and the departments are answerable for, found from the file, not typed in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bingliang.ledger.case import Case
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.clocks import RENEWED, Clocks


@dataclass(frozen=True, slots=True)
class Finding:
    """督办线索: who answers for what, how many workdays, under which article."""

    item: int
    against: str
    kind: str
    workdays: int
    article: str
    settled: bool


def findings(case: Case, today: date, calendar: Calendar) -> tuple[Finding, ...]:
    """该件的督办线索: missed notices (第七十二条第(四)项), broken promises, breaches of law, late deliveries."""
    found: list[Finding] = []
    for item in case.items.values():
        clocks = Clocks(item, calendar)
        if item.acceptance is not None and item.acceptance.deemed:
            found.append(Finding(item.no, "窗口", "逾期未告知", 0, "《行政许可法》第七十二条第（四）项", settled=True))
        if item.noticed_again is not None:
            article = "《行政许可法》第三十二条、第七十二条"
            found.append(Finding(item.no, "窗口", "再次告知", 0, article, settled=True))
        late = clocks.promise_late(today)
        if late:
            article = "《优化营商环境条例》第三十六条"
            found.append(Finding(item.no, item.department, "承诺超时", late, article, item.explained_on is not None))
        late = clocks.statute_late(today)
        if late:
            decided = item.decision is not None
            found.append(Finding(item.no, item.department, "法定超期", late, "《行政许可法》第七十四条", decided))
        if item.decision is not None and item.decision.article == RENEWED:
            found.append(Finding(item.no, item.department, "逾期未决定延续", 0, RENEWED, settled=True))
        delivery = clocks.delivery
        if delivery is not None and (item.delivered_on or today) > delivery.on:
            workdays = calendar.count(delivery.on, item.delivered_on or today)
            settled = item.delivered_on is not None
            found.append(Finding(item.no, "窗口", "送达超期", workdays, "《行政许可法》第四十四条", settled))
    return (*found, *_second_looks(case, today, calendar))


def _second_looks(case: Case, today: date, calendar: Calendar) -> Iterable[Finding]:
    """复验超期: the department's own short limit, which the zone has set; no limit of the law."""
    for one in (report for meeting in case.meetings for report in meeting.reports):
        if (late := calendar.count(one.by, one.answered_on or today)) > 0:
            item = case.items[one.items[0]]
            settled = one.answered_on is not None
            yield Finding(item.no, item.department, "复验超期", late, "区联合验收复验期限", settled)
