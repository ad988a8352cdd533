"""整改完成报告和复验: the enterprise reports that it has put right what a department found; from then on the department's days run.

The enterprise's own stretch (企业整改) ends with the report; no clock of an item stops for either (A15).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.casework.convening import ARTICLE, running
from bingliang.ledger.acts import Entry, Refusal
from bingliang.ledger.happened import Meeting
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work


def may_report(file: File) -> Meeting:
    """可登记: a department of a meeting that goes on waits for the enterprise to put something right."""
    latest = running(file)
    for meeting in reversed(file.case.meetings):
        if meeting.concluded_on is None and meeting.rectifying:
            return meeting
    raise Refusal(f"本次{latest.kind}没有等待企业整改的部门意见，无需登记整改完成报告。", ARTICLE)


def days(file: File) -> int:
    """复验的工作日: what the last 整改告知书 told the enterprise, else what the zone has set."""
    told = [paper.facts["meeting"] for paper in file.case.papers if paper.form == "rectification"]
    return int(told[-1]["reinspection"] if told else file.catalogue.setting("reinspection_days", 3))


def report(desk: Desk, request: str, stream: str, on: date, departments: Sequence[str], *, note: str) -> Answer:
    """整改完成报告 about what these departments found; each looks again within its days, counted from the day after."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("report_rectified", work.who)
        meeting = may_report(file)
        names = tuple(dict.fromkeys(departments))
        _may_report(file, meeting, names, on)
        if not note.strip():
            raise ValueError("请照企业的报告写明整改了什么，复验时要对照。")
        told = days(file)
        reported = [{"department": name, "items": _items(file, meeting, name)} for name in names]
        facts: dict[str, Any] = {"meeting": meeting.no, "reported": reported, "days": told, "note": note}
        facts["reinspect_by"] = file.calendar.workday(on, told).isoformat()
        file.record("report_rectified", on, facts)
        return file

    return desk.act(request, "report_rectified", decide)


def _may_report(file: File, meeting: Meeting, names: Sequence[str], on: date) -> None:
    if not names:
        raise ValueError("请勾选报告说已经整改的是哪些部门的意见。")
    for name in names:
        if name not in meeting.rectifying:
            raise Refusal(f"“{name}”没有等待企业整改的意见，不能登记整改完成报告。", ARTICLE)
        file.own_opinion(name)
        said = meeting.last[name].on
        if on < said:
            raise ValueError(f"收到报告的日期{on:%Y-%m-%d}早于{name}提出整改意见之日{said:%Y-%m-%d}，请核对。")


def _items(file: File, meeting: Meeting, name: str) -> list[int]:
    """复验的事项: those of the meeting that the department decides; without one, the first of the meeting."""
    bodies = file.catalogue.bodies
    own = [no for no in meeting.items if bodies[file.case.items[no].body].name == name]
    return own or list(meeting.items[:1])


def reported_anew(file: File, line: Entry, facts: dict[str, Any]) -> dict[str, Any]:
    """复验期限随之重算, when the day on which the report came is put right; never before the objection it answers."""
    old: Any = line.facts
    on = date.fromisoformat(str(facts["on"]))
    meeting = next(one for one in file.case.meetings if one.no == old["meeting"])
    for row in old["reported"]:
        said = max(one.on for one in meeting.voices if one.department == row["department"] and one.verdict == "有意见")
        if on < said:
            raise ValueError(
                f"收到报告的日期{on:%Y-%m-%d}早于{row['department']}提出整改意见之日{said:%Y-%m-%d}，请核对。"
            )
    return {**facts, "reinspect_by": file.calendar.workday(on, int(old["days"])).isoformat()}
