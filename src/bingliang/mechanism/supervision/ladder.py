"""预警阶梯: at which share of a limit, on its last day and behind it, somebody is warned; each rung once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.happened import Rectified
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.clocks import (
    DELIVERY,
    completeness_term,
    law_terms,
    promise_bounds,
    promised_term,
    running,
    within_law,
)
from bingliang.mechanism.time_limits.term import Term, due_on

SHARE = 90
"""临期预警: at this share of the limit, in per cent (榆林电子监察：达承诺期限的 90% 未办结的黄色预警)."""
NEAR, TODAY, OVER = "临期", "到期", "超期"
RUNGS = (NEAR, TODAY, OVER)
REPLY, PROMISE, STATUTE, DELIVERING, LOOKING = "答复", "承诺", "法定", "送达", "复验"


@dataclass(frozen=True, slots=True)
class Rung:
    """一级预警: of which line, reached on which day, for which last day; an extension begins a new `round`."""

    line: str
    rung: str
    on: date
    due: date
    round: int = 0


def rungs(
    item: CaseItem, today: date, calendar: Calendar, share: int = SHARE, looks: Iterable[Rectified] = ()
) -> tuple[Rung, ...]:
    """已到的各级 by today, each with the day on which it was reached, also when nobody looked on that day.

    A line that has been kept, or whose time is the higher authority's or the enterprise's, warns no more. `looks` are the
    second looks (复验) that the item's department owes.
    """
    found = [rung for one in looks for rung in _looking(one, today, calendar)]
    found += _accepting(item, today, calendar)
    for line, term in _running(item, calendar):
        settled = running(term, calendar)
        last = due_on(settled, calendar)
        near = min(due_on(_part(settled, share), calendar), last)
        round_ = settled.extension
        days = ((NEAR, near), (TODAY, last), (OVER, calendar.workday(last, 1)))
        found += [Rung(line, rung, on, last, round_) for rung, on in days if on <= today]
    return tuple(found)


def _accepting(item: CaseItem, today: date, calendar: Calendar) -> Iterable[Rung]:
    """补正交齐以后的受理: that very day, without a second period (《行政许可法》第三十二条第一款第（五）项)."""
    if item.state is not ItemState.RECEIVED or item.corrected_on is None:
        return []
    last = calendar.on_or_after(item.corrected_on)
    days = ((TODAY, item.corrected_on), (OVER, calendar.workday(last, 1)))
    return [Rung(REPLY, rung, on, last) for rung, on in days if on <= today]


def _looking(one: Rectified, today: date, calendar: Calendar) -> Iterable[Rung]:
    """复验的各级: its day is fixed with the report, so short that there is nothing near before the last day."""
    days = ((TODAY, one.by), (OVER, calendar.workday(one.by, 1)))
    return [Rung(LOOKING, rung, on, one.by, one.round) for rung, on in days if on <= today]


def second_looks(case: Case, no: int) -> tuple[Rectified, ...]:
    """等复验的 that are warned of with this item: each with the first of its department's items."""
    return tuple(one for meeting in case.meetings for one in meeting.reinspecting if one.items[0] == no)


def _running(item: CaseItem, calendar: Calendar) -> Iterable[tuple[str, Term]]:
    state = item.state
    if state is ItemState.RECEIVED and item.corrected_on is None and (term := completeness_term(item)):
        yield REPLY, term
    if state is ItemState.HANDLING:
        laws = [one for one in law_terms(item, calendar) if one]
        if promised := promised_term(item):
            yield PROMISE, within_law(promised, promise_bounds(item, calendar), calendar)
        if laws:
            yield STATUTE, min(laws, key=lambda law: due_on(running(law, calendar), calendar))
    if state is ItemState.DECIDED and item.decision is not None:
        yield DELIVERING, Term(item.decision.on, DELIVERY.value, DELIVERY.unit)


def _part(term: Term, share: int) -> Term:
    """期限的一部分, rounded up, so that a short limit is not warned of before its last day."""
    whole = term.value + term.extension
    days = -(-whole * share // 100)
    return replace(term, value=min(days, term.value), extension=max(0, days - term.value))
