"""各只钟: what each clock of one item says. The item's facts and a calendar in, dates out.

Clocks belong to the item and start at its own start event, never at dispatch (《行政许可法》第四十二条).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bingliang.ledger.case import CaseItem, ItemState
from bingliang.ledger.catalogue import Limit, Start, Unit
from bingliang.ledger.green import Hastened
from bingliang.ledger.happened import StepTaken
from bingliang.ledger.standing import SOON as SOON  # noqa: PLC0414 - told from here as well
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.roll import FRAME, validity_due
from bingliang.mechanism.time_limits.term import Due, Stop, Term, due, due_on

RENEWED = "《行政许可法》第五十条第二款"
"""A renewal that silence has granted: the body let the day of expiry pass."""
DELIVERY = Limit(10, Unit.WORKDAY, Start.DECIDED, "《行政许可法》第四十四条")
"""送达期限: ten workdays from each decision."""

FALLBACK = Limit(20, Unit.WORKDAY, Start.ACCEPTED, "《湖南省行政程序规定》第八十一条（条号待核）")
"""无法定时限时的预警口径: drives the warning on screen only, never printed."""


def stops_of(item: CaseItem) -> tuple[Stop, ...]:
    """停表时段: from the later of start and service to the result, at most to the time told (《行政许可法》第四十五条).

    Days before the notice was served, and days after the time told, count; the clock runs again by itself.
    """
    return tuple(stop for step in item.steps if (stop := stop_of(step)) is not None)


def stop_of(step: StepTaken) -> Stop | None:
    """一个环节的停表时段; None when it stopped nothing."""
    after = max(step.started_on, step.served_on)
    until = step.told_until if step.result_on is None else min(step.result_on, step.told_until)
    return Stop(after, until) if until > after else None


def stopped_on(item: CaseItem, today: date) -> StepTaken | None:
    """正在停表的特殊环节 on that day, or None."""
    for step in item.steps:
        stop = stop_of(step)
        if stop is not None and step.result_on is None and stop.after <= today < stop.until:
            return step
    return None


def running(term: Term, calendar: Calendar) -> Term:
    """仍在走的期限: the term with the stops that begin while it still runs.

    A special step may lawfully begin when the promise is already broken, and a new notice may move a due date before
    a step that was lawful when it began: such a stop does not revive the line.
    """
    kept: tuple[Stop, ...] = ()
    for stop in sorted(term.stops, key=lambda s: s.after):
        if stop.after > due_on(replace(term, stops=kept), calendar):
            break
        kept = (*kept, stop)
    return replace(term, stops=kept)


def within_law(promise: Term, laws: Iterable[Term | None], calendar: Calendar) -> Term:
    """承诺不晚于法定: the promise, or the law's own line where that ends earlier; an extension of the law moves neither.

    Workdays promised against calendar days of the law may end later than the law does, around a long holiday.
    """
    own = [replace(law, extension=0) for law in laws if law is not None]
    return min((promise, *own), key=lambda term: due_on(running(term, calendar), calendar))


def completeness_term(item: CaseItem) -> Term | None:
    """告知期限: the item's own period for 受理 or the one notice (《行政许可法》第三十二条第一款第(四)项)."""
    if item.received_on is None or not item.handling.has_completeness_clock:
        return None
    return Term(item.received_on, item.completeness.value, item.completeness.unit)


def remark_by(received_on: date, workdays: int, completeness_on: date | None, calendar: Calendar) -> date:
    """齐全性意见的期限: the zone's own days for its departments, always a workday before the counter's own period ends.

    Never before the day of receipt: an item whose period is that very day is looked at on that day.
    """
    until = calendar.workday(received_on, workdays)
    if completeness_on is not None:
        until = min(until, calendar.workday(completeness_on, -1))
    return max(until, received_on)


def statutory_term(item: CaseItem) -> Term | None:
    """法定期限, with the stops of its special steps and its extension; None before acceptance or without a limit."""
    acceptance = item.acceptance
    if acceptance is None or acceptance.limit is None:
        return None
    limit = acceptance.limit
    given = item.extension
    days, rolled = (given.days, given.from_rolled) if given else (0, False)
    return Term(acceptance.started_on, limit.value, limit.unit, stops_of(item), days, rolled)


def frame_term(item: CaseItem) -> Term | None:
    """外框: 45 workdays for items handled under 第二十六条, the same stops, its own extension (第四十二条第二款)."""
    acceptance = item.acceptance
    if acceptance is None or not acceptance.joint:
        return None
    days = item.frame_extension.days if item.frame_extension else 0
    return Term(acceptance.on, FRAME, Unit.WORKDAY, stops_of(item), days)


def expiry_term(item: CaseItem, calendar: Calendar) -> Term | None:
    """届满前 of a renewal: the last workday up to the day of expiry, as days from the acceptance (《行政许可法》第五十条).

    It rolls back, never on; no special step and no extension moves it.
    """
    acceptance, expires = item.acceptance, item.expires_on
    return None if acceptance is None or expires is None else before_expiry(acceptance.on, expires, calendar)


def before_expiry(accepted: date, expires: date, calendar: Calendar) -> Term:
    """届满前 counted from an acceptance."""
    return Term(accepted, max(0, (validity_due(expires, calendar) - accepted).days), Unit.DAY)


def law_terms(item: CaseItem, calendar: Calendar) -> tuple[Term | None, Term | None, Term | None]:
    """法律的各条线: the item's own limit, the frame of joint handling, the expiry of what it renews; the earliest binds."""
    return statutory_term(item), frame_term(item), expiry_term(item, calendar)


def promised_term(item: CaseItem) -> Term | None:
    """承诺期限: stops for special steps only, never moved by an extension; 含特殊环节 promises do not stop at all."""
    acceptance = item.acceptance
    if acceptance is None or acceptance.promise is None:
        return None
    promise = acceptance.promise
    stops = stops_of(item) if acceptance.promise_stops else ()
    return Term(acceptance.promised_from, promise.value, promise.unit, stops)


def hastened_term(item: CaseItem) -> Term | None:
    """绿色通道的承诺: in the unit of the ordinary promise, which it only shortens, from the day it was granted at the earliest."""
    ordinary, given = promised_term(item), item.hastened
    if ordinary is None or given is None:
        return None
    return hastened(ordinary, given)


def hastened(ordinary: Term, given: Hastened) -> Term:
    """承诺按绿色通道缩短: a special step that was going on already stops it from its first day."""
    since = given.since
    stops = tuple(Stop(max(stop.after, since), stop.until) for stop in ordinary.stops if stop.until > since)
    return replace(ordinary, start=max(ordinary.start, since), value=given.value, stops=stops)


def promise_bounds(item: CaseItem, calendar: Calendar) -> tuple[Term | None, ...]:
    """承诺不晚于: the shorter promise of 绿色通道 and the law's own lines."""
    return (hastened_term(item), *law_terms(item, calendar))


@dataclass(frozen=True)
class Clocks:
    """一项的各只钟: computed on demand from the item and the calendar, nothing stored."""

    item: CaseItem
    calendar: Calendar

    @cached_property
    def completeness(self) -> Due | None:
        """告知钟: until when the item must be accepted or noticed; None once that has happened."""
        if self.item.state is not ItemState.RECEIVED or self.item.corrected_on is not None:
            return None
        term = completeness_term(self.item)
        return None if term is None else due(term, self.calendar)

    @cached_property
    def statutory(self) -> Due | None:
        """法定应办结日: the item's own limit, or the frame of joint handling where that ends earlier; never later."""
        lines = [line for term in law_terms(self.item, self.calendar) if (line := self.line(term))]
        return min(lines, key=lambda line: line.on, default=None)

    def line(self, term: Term | None) -> Due | None:
        """一条线 as it runs now."""
        return None if term is None else due(running(term, self.calendar), self.calendar)

    @cached_property
    def promised(self) -> Due | None:
        """承诺办结日, never later than the law's own."""
        promise = promised_term(self.item)
        if promise is None:
            return None
        return self.line(within_law(promise, promise_bounds(self.item, self.calendar), self.calendar))

    @cached_property
    def outside(self) -> Due | None:
        """外部办理的期限: the higher authority's own, from the day the file went there; counted neither for nor against."""
        acceptance, since = self.item.acceptance, self.item.forwarded_on
        if acceptance is None or acceptance.outside is None or since is None:
            return None
        return due(Term(since, acceptance.outside.value, acceptance.outside.unit), self.calendar)

    @cached_property
    def fallback(self) -> date | None:
        """预警参考日 for an accepted item without any limit in law; on screen only, marked 待核."""
        acceptance = self.item.acceptance
        if acceptance is None or self.statutory is not None:
            return None
        term = Term(acceptance.on, FALLBACK.value, FALLBACK.unit, stops_of(self.item))
        return due_on(running(term, self.calendar), self.calendar)

    @cached_property
    def delivery(self) -> Due | None:
        """送达钟: ten workdays from the decision, for what must be handed over."""
        decision = self.item.decision
        if decision is None or not self.item.owes_delivery:
            return None
        return due(Term(decision.on, DELIVERY.value, DELIVERY.unit), self.calendar)

    @cached_property
    def verification(self) -> Due | None:
        """核查钟 of a notified commitment (告知承诺), from the decision."""
        decision, limit = self.item.decision, self.item.verification
        if decision is None or limit is None:
            return None
        return due(Term(decision.on, limit.value, limit.unit), self.calendar)

    @property
    def correction(self) -> date | None:
        """补正截止日: as told, or the next workday where a later notice has made that day a rest day (《民法典》第二百零三条)."""
        until = self.item.correction_until
        return None if until is None else self.calendar.on_or_after(until)

    @property
    def deferral(self) -> date | None:
        """容缺补齐日: as promised, or the next workday where a later notice has made that day a rest day (同条)."""
        until = self.item.deferred_until
        return None if until is None else self.calendar.on_or_after(until)

    @property
    def ended_on(self) -> date | None:
        """The day that stops both lines: the document date of the decision, of the ending, or of 转报: from then on the
        higher authority's time is 外部, counted neither for nor against the zone (《行政许可法》第四十三条).
        """
        if self.item.forwarded_on is not None:
            return self.item.forwarded_on
        if self.item.decision is not None:
            return self.item.decision.on
        return self.item.ending.on if self.item.ending else None

    def promise_late(self, today: date) -> int:
        """承诺超时: workdays past the promised date, 0 when kept (《优化营商环境条例》第三十六条)."""
        return self._late(self.promised, today)

    def statute_late(self, today: date) -> int:
        """法定超期: workdays past the statutory date, 0 when kept (《行政许可法》第七十四条)."""
        return self._late(self.statutory, today)

    @property
    def before_dispatch(self) -> int:
        """受理到分送: workdays that passed before the department had the file; the counter's own, the applicant's clock ran.

        Acceptance and dispatch are one press, so that only a late entry and 视为受理 leave days between them.
        """
        taken, sent = self.item.acceptance, self.item.dispatched_on
        return max(0, self.calendar.count(taken.on, sent)) if taken is not None and sent is not None else 0

    def _late(self, line: Due | None, today: date) -> int:
        if line is None:
            return 0
        return max(0, self.calendar.count(line.on, self.ended_on or today))

    def lateness(self) -> tuple[date, ...]:
        """The dates whose passing matters now, earliest bounds instead of provisional dates."""
        lines = (self.completeness, self.statutory, self.promised)
        days = [line.earliest for line in lines if line is not None]
        days += [self.fallback] if self.fallback else []
        return tuple(sorted(days))

    @property
    def next_on(self) -> date | None:
        """下一个要紧的日子: what lists sort by."""
        item = self.item
        if item.state is ItemState.DECIDED:
            return self.delivery.earliest if self.delivery else None
        if item.state is ItemState.CORRECTING:
            return self.correction
        if item.state is ItemState.RECEIVED and item.corrected_on is not None:
            return item.corrected_on
        return min(self.lateness(), default=None) if item.state in {ItemState.HANDLING, ItemState.RECEIVED} else None
