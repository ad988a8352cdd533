"""一项的重演: the dates of one item as they would have fallen, from its receipt on; clocks and stops by the engine itself.

Whose time it is stays apart: the counter's examination, the applicant's correction, the department's handling, the special
steps, the higher authority. Only what a scenario changes is changed, everything else keeps its length in workdays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bingliang.boards.handled import Step, steps_of, stopped_workdays
from bingliang.boards.what_if.change import Pace, Scenario, Which
from bingliang.ledger.case import CaseItem
from bingliang.ledger.catalogue import Limit, Start, Unit
from bingliang.ledger.happened import Acceptance, StepTaken
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits import Stop, Term, due_on
from bingliang.mechanism.time_limits.clocks import Clocks

ASSUMED = "推演的假设"
"""The ground of a limit that only a scenario gives."""


def after(day: date, workdays: int, calendar: Calendar) -> date:
    """几个工作日以后; none is the day itself, also a rest day."""
    return calendar.workday(day, workdays) if workdays > 0 else day


def moved(day: date | None, was: date, now: date, calendar: Calendar) -> date | None:
    """跟着移: as many workdays behind `now` as it was behind `was`."""
    if day is None or was == now:
        return day
    return after(now, calendar.count(was, day), calendar)


@dataclass(frozen=True, slots=True)
class Handling:
    """办理的一段: from acceptance to the day it left, `days` without the special steps, which are `steps`."""

    begin: date
    left: date
    days: int
    steps: tuple[Step, ...]

    def ends(self, days: int, calendar: Calendar) -> date:
        """办结日 if it took so many workdays, never before the last special step was over."""
        stops = tuple(Stop(step.after, step.until) for step in self.steps)
        end = self.begin if days <= 0 else due_on(Term(self.begin, days, Unit.WORKDAY, stops), calendar, recorded=True)
        return max([end, *(step.until for step in self.steps)])


def left_on(item: CaseItem) -> date | None:
    """部门办完的日子: 转报, else the decision."""
    return item.forwarded_on or (item.decision.on if item.decision else None)


def handling(item: CaseItem, calendar: Calendar) -> Handling | None:
    """办理的一段 as it was; None while it has not been accepted and decided."""
    left = left_on(item)
    if item.acceptance is None or left is None:
        return None
    begin = item.acceptance.on
    left = max(left, begin)
    steps = steps_of(item.steps, calendar, left)
    return Handling(begin, left, calendar.count(begin, left) - stopped_workdays(steps, calendar, left), steps)


def accepted_again(item: CaseItem, received: date, scenario: Scenario, calendar: Calendar) -> CaseItem:
    """从收件到受理: examination, correction and acceptance from another day of receipt and with another period."""
    was, taken = item.received_on or received, item.acceptance
    first = item.noticed_on or (taken.on if taken else was)
    spent = calendar.count(was, first)
    until = scenario.period(item.code)
    now = paced(spent, item.completeness.value, until, scenario.pace)
    looked = first if (received, now) == (was, spent) else after(received, now, calendar)
    corrected = moved(item.corrected_on, first, looked, calendar)
    period = item.completeness if until is None else replace(item.completeness, value=until, unit=Unit.WORKDAY)
    again = replace(
        item, received_on=received, noticed_on=looked if item.noticed_on else None, corrected_on=corrected,
        completeness=period,
    )  # fmt: skip
    if taken is None:
        return again
    on = moved(taken.on, item.corrected_on or first, corrected or looked, calendar) or looked
    days = {was: received, item.corrected_on: corrected, taken.on: on}
    return replace(
        again,
        acceptance=_acceptance(taken, item.code, days, scenario, calendar),
        dispatched_on=moved(item.dispatched_on, taken.on, on, calendar),
        steps=tuple(_step(step, taken.on, on, calendar) for step in item.steps),
    )


def paced(spent: int, limit: int | None, now: int | None, pace: Pace) -> int:
    """用时 under a changed limit; unchanged where nothing is changed."""
    if now is None or pace is Pace.AS_IT_WAS:
        return spent
    if pace is Pace.KEPT:
        return min(spent, now)
    return spent if not limit else -(-spent * now // limit)


def _acceptance(
    taken: Acceptance, code: str, days: dict[date | None, date | None], scenario: Scenario, calendar: Calendar
) -> Acceptance:
    on = days[taken.on] or taken.on

    def shifted(day: date) -> date:
        return days.get(day) or moved(day, taken.on, on, calendar) or day

    return replace(
        taken,
        on=on,
        started_on=shifted(taken.started_on),
        promised_from=shifted(taken.promised_from),
        limit=_limit(taken.limit, scenario.limit(code, Which.STATUTORY)),
        promise=_limit(taken.promise, scenario.limit(code, Which.PROMISED)),
    )


def _limit(limit: Limit | None, days: int | None) -> Limit | None:
    if days is None:
        return limit
    return Limit(days, Unit.WORKDAY, limit.start if limit else Start.ACCEPTED, ASSUMED)


def _step(step: StepTaken, was: date, now: date, calendar: Calendar) -> StepTaken:
    def on(day: date) -> date:
        return moved(day, was, now, calendar) or day

    return replace(
        step,
        started_on=on(step.started_on),
        served_on=on(step.served_on),
        told_until=on(step.told_until),
        result_on=moved(step.result_on, was, now, calendar),
    )


def handled_again(item: CaseItem, again: CaseItem, scenario: Scenario, calendar: Calendar) -> Handling | None:
    """办理的一段 from the new acceptance: the same steps as far behind it, the department's own time as the scenario has it."""
    was = handling(item, calendar)
    if was is None or again.acceptance is None:
        return None
    begin = again.acceptance.on
    steps = tuple(_moved_step(step, was.begin, begin, calendar) for step in was.steps)
    which = next((one for one in Which if scenario.limit(item.code, one) is not None), None)
    days = was.days
    if which is not None:
        days = paced(days, within(item, which, calendar), within(again, which, calendar), scenario.pace)
    made = Handling(begin, was.left, days, steps)
    same = begin == was.begin and days == was.days
    return made if same else replace(made, left=made.ends(days, calendar))


def _moved_step(step: Step, was: date, now: date, calendar: Calendar) -> Step:
    until = moved(step.until, was, now, calendar) or step.until
    return replace(step, after=moved(step.after, was, now, calendar) or step.after, until=until)


def within(item: CaseItem, which: Which, calendar: Calendar) -> int | None:
    """一条时限折成的工作日, special steps left out; None where there is none."""
    clocks = Clocks(item, calendar)
    line = clocks.promised if which is Which.PROMISED else clocks.statutory
    if line is None or item.acceptance is None:
        return None
    steps = steps_of(item.steps, calendar, None)
    return max(0, calendar.count(item.acceptance.on, line.on) - stopped_workdays(steps, calendar, line.on))


def ended_again(item: CaseItem, again: CaseItem, left: date | None, calendar: Calendar) -> CaseItem:
    """办结、转报、撤件 on the days they would have fallen; the higher authority's own time as long as it was."""
    was = left_on(item)
    if was is not None and left is not None:
        decision = item.decision
        if item.forwarded_on is not None:
            answer = replace(decision, on=moved(decision.on, was, left, calendar) or left) if decision else None
            return replace(again, forwarded_on=left, decision=answer)
        return replace(again, decision=replace(decision, on=left) if decision else None)
    begin, now = begins(item), begins(again)
    if begin is None or now is None:
        return again
    if item.ending is not None:
        again = replace(again, ending=replace(item.ending, on=moved(item.ending.on, begin, now, calendar) or now))
    if item.decision is not None:
        again = replace(again, decision=replace(item.decision, on=moved(item.decision.on, begin, now, calendar) or now))
    return again


def begins(item: CaseItem) -> date | None:
    """从哪天起: acceptance, else receipt."""
    return item.acceptance.on if item.acceptance else item.received_on
