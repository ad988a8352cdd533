"""会审、踏勘、验收的折叠: a meeting out of its lines: who was called, what each said, what the enterprise reports as put right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bingliang.ledger.acts import Entry
from bingliang.ledger.case import Case, Facts, day
from bingliang.ledger.happened import Meeting, Rectified, Voice


def convened(case: Case, entry: Entry) -> Case:
    """召集."""
    facts: Facts = entry.facts
    called = Meeting(
        no=int(facts["meeting"]),
        kind=facts["kind"],
        at=facts["at"],
        place=facts["place"],
        on=day(facts["on"]),
        items=tuple(facts["about"]),
        departments=tuple(facts["departments"]),
    )
    return replace(case, meetings=(*case.meetings, called))


def on_meeting(change: Callable[[Meeting, Facts], Meeting]) -> Callable[[Case, Entry], Case]:
    """A change of the one meeting that the line names."""

    def apply(case: Case, entry: Entry) -> Case:
        facts: Facts = entry.facts
        meetings = tuple(change(one, facts) if one.no == facts["meeting"] else one for one in case.meetings)
        return replace(case, meetings=meetings)

    return apply


def spoke(meeting: Meeting, facts: Facts) -> Meeting:
    """到会意见 or 复验; what the department had to look at again is answered by it."""
    said = Voice(
        facts["department"], facts["verdict"], day(facts["on"]), facts.get("opinion", ""), facts.get("ground", "")
    )
    reports = tuple(
        replace(one, answered_on=said.on) if one.department == said.department and one.answered_on is None else one
        for one in meeting.reports
    )
    return replace(meeting, voices=(*meeting.voices, said), reports=reports)


def reported(meeting: Meeting, facts: Facts) -> Meeting:
    """整改完成报告: from now on the department's turn, until the day that was counted then."""
    objections = [one.department for one in meeting.voices if one.verdict == "有意见"]
    made = tuple(
        Rectified(
            row["department"], day(facts["on"]), day(facts["reinspect_by"]), int(facts["days"]), tuple(row["items"]),
            objections.count(row["department"]),
        )
        for row in facts["reported"]
    )  # fmt: skip
    return replace(meeting, reports=(*meeting.reports, *made))
