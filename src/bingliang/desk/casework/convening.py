"""会审、联合踏勘、联合验收: one act calls several departments to one place and time; each says its own word; one joint paper.

Each legal item inside keeps its own limit and decision; a meeting stops no clock, nor does the wait for rectification.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from bingliang.desk import numbers
from bingliang.desk.casework.dispatch import silence_rule
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, ItemState
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.happened import Meeting, Voice
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work

ARTICLE = "《行政许可法》第二十六条第二款"
KINDS = ("联合验收", "联合踏勘", "会审")
AGREES, OBJECTS, ABSENT = "一致", "有意见", "缺席"
VERDICTS = (AGREES, OBJECTS, ABSENT)


@dataclass(frozen=True, slots=True)
class Convening:
    """召集: what, when (ISO minute), where, about which items, and the departments by their full names."""

    kind: str
    at: datetime
    place: str
    items: Sequence[int]
    departments: Sequence[str]


@dataclass(frozen=True, slots=True)
class Attending:
    """到会意见 of one department; an objection names what is to be put right and its legal ground."""

    department: str
    verdict: str
    text: str = ""
    ground: str = ""


def may_convene(file: File) -> Sequence[CaseItem]:
    """可召集: something accepted is still in hand; the items that a meeting can be about."""
    found = [item for item in file.case.items.values() if item.state is ItemState.HANDLING]
    if not found:
        raise Refusal("本件没有在办的事项，无需会审、联合踏勘或者联合验收。", ARTICLE)
    return found


def convene(desk: Desk, request: str, stream: str, on: date, called: Convening) -> Answer:
    """召集: a notice per department, with time, place and the rule about absence."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("convene", work.who)
        able = {item.no for item in may_convene(file)}
        _check(called, on, able)
        number = len(file.case.meetings) + 1
        facts = {"meeting": number, "kind": called.kind, "at": called.at.isoformat(timespec="minutes")}
        facts |= {"place": called.place, "about": list(called.items), "departments": list(called.departments)}
        file.record("convene", on, facts)
        meeting = file.case.meetings[-1]
        for department in called.departments:
            file.paper(
                "convening", on, tuple(called.items), meeting={**_words(file, meeting), "department": department}
            )
        return file

    return desk.act(request, "convene", decide)


def _check(called: Convening, on: date, able: set[int]) -> None:
    if called.kind not in KINDS:
        raise ValueError(f"“{called.kind}”不在清单中，可选：{'、'.join(KINDS)}。")
    if not called.items or set(called.items) - able:
        raise ValueError("请选择在办的事项；没有受理或者已作决定的事项不能召集。")
    names = [name.strip() for name in called.departments]
    if not all(names) or len(set(names)) < 2:  # noqa: PLR2004  # one department alone is no meeting
        raise ValueError("请填写参加的部门，至少两个，每个部门一份通知；只有一个部门的由该部门自行核查。")
    if not called.place.strip():
        raise ValueError("请填写地点，通知上要印。")
    if called.at.date() < on:
        raise ValueError(f"召集的时间{called.at:%Y-%m-%d}早于通知日{on:%Y-%m-%d}，请核对。")


def _words(file: File, meeting: Meeting) -> dict[str, object]:
    rule = silence_rule(file)
    return {
        "kind": meeting.kind,
        "at": meeting.at,
        "place": meeting.place,
        "about": [file.case.items[no].name for no in meeting.items],
        "absence_rule": f"缺席又未书面提出意见的，视为无不同意见（{rule}）" if rule else "",
        "contact": file.catalogue.setting("opinion_contact"),
        "reinspection": int(file.catalogue.setting("reinspection_days", 3)),
    }


def running(file: File) -> Meeting:
    """正在进行的一次; a Refusal when there is none."""
    for meeting in reversed(file.case.meetings):
        if meeting.concluded_on is None:
            return meeting
    raise Refusal("没有正在进行的会审、联合踏勘或者联合验收。", ARTICLE)


def wanting(meeting: Meeting) -> tuple[str, ...]:
    """还没有一致意见的部门 of one meeting."""
    return tuple(
        name for name in meeting.departments if name not in meeting.last or meeting.last[name].verdict != AGREES
    )


def may_attend(file: File, department: str = "") -> Meeting:
    """可登记意见: a meeting is going on and some department, or this one, has not said that it agrees; of several the newest."""
    latest = running(file)
    open_ = [one for one in reversed(file.case.meetings) if one.concluded_on is None and wanting(one)]
    if not open_:
        raise Refusal(f"本次{latest.kind}的各部门都已提出一致意见，请汇总结论。", ARTICLE)
    return next((one for one in open_ if department in wanting(one)), open_[0])


def attend(desk: Desk, request: str, stream: str, on: date, said: Attending) -> Answer:
    """到会意见 or 复验: of a department that was called; an objection gives one 整改告知 of that department."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("attend", work.who)
        meeting = may_attend(file, said.department)
        file.own_opinion(said.department)
        _may_say(meeting, said, on)
        facts = {"meeting": meeting.no, "department": said.department, "verdict": said.verdict}
        file.record("attend", on, {**facts, "opinion": said.text, "ground": said.ground})
        if said.verdict == OBJECTS:
            words = {**_words(file, meeting), "department": said.department, "text": said.text, "ground": said.ground}
            file.paper("rectification", on, meeting.items, meeting=words)
        return file

    return desk.act(request, "attend", decide)


def _may_say(meeting: Meeting, said: Attending, on: date) -> None:
    if said.department not in meeting.departments:
        raise Refusal(f"“{said.department}”不在本次{meeting.kind}的召集范围内。", ARTICLE)
    if said.verdict not in VERDICTS:
        raise ValueError(f"“{said.verdict}”不在清单中，可选：{'、'.join(VERDICTS)}。")
    if said.verdict == OBJECTS and not (said.text.strip() and said.ground.strip()):
        raise ValueError("有意见的，须写明需要整改的内容和主要法律依据及理由，一次写全。")
    if on < date.fromisoformat(meeting.at[:10]):
        raise ValueError(f"{meeting.kind}定在{meeting.at[:10]}，不能在此之前登记意见。")
    before = meeting.last.get(said.department)
    if before is not None and before.verdict == AGREES:
        raise Refusal(f"“{said.department}”已于{before.on:%Y-%m-%d}提出一致意见，不能再改。", ARTICLE)
    if before is not None and on < before.on:
        raise ValueError(f"复验的日期{on:%Y-%m-%d}早于上一次意见{before.on:%Y-%m-%d}，请核对。")
    report = next((one for one in meeting.reinspecting if one.department == said.department), None)
    if report is not None and on < report.on:
        raise ValueError(f"复验的日期{on:%Y-%m-%d}早于收到整改完成报告之日{report.on:%Y-%m-%d}，请核对。")


def may_conclude(file: File) -> Meeting:
    """可汇总: every department has spoken, nothing waits for rectification, and absence counts only under a rule.

    Of several meetings the newest that is ready; with none ready, what the newest lacks is said.
    """
    running(file)
    going = [one for one in reversed(file.case.meetings) if one.concluded_on is None]
    said: list[Refusal] = []
    for meeting in going:
        try:
            return _ready(file, meeting)
        except Refusal as why:
            said.append(why)
    raise said[0]


def _ready(file: File, meeting: Meeting) -> Meeting:
    last, silent = meeting.last, meeting.silent
    if silent:
        raise Refusal(f"{meeting.kind}尚缺{len(silent)}个部门的意见，不能汇总：{'、'.join(silent)}。", ARTICLE)
    if not silence_rule(file):
        away = [name for name, voice in last.items() if voice.verdict == ABSENT]
        if away:
            raise Refusal(
                f"{'、'.join(away)}缺席且没有书面意见；本区没有公布缺席视为无意见的规则，须取得其书面意见后再汇总。",
                "区公布的并联审批规则",
            )
    waiting = meeting.objecting
    if waiting and meeting.kind == KINDS[0]:
        raise Refusal(
            f"{'、'.join(waiting)}的整改意见尚未复验合格，不能出具联合意见书；企业整改期间期限照常计算。", ARTICLE
        )
    return meeting


def conclude(desk: Desk, request: str, stream: str, on: date, *, conclusion: str) -> Answer:
    """结论: 汇总表 and one 联合意见书; the item that is itself the joint acceptance (召集) is answered by it."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        overall.authorise("conclude", work.who)
        meeting = may_conclude(file)
        if not conclusion.strip():
            raise ValueError("请写明汇总的结论，联合意见书上要印。")
        spoken = max(voice.on for voice in meeting.last.values())
        if on < spoken:
            raise ValueError(f"汇总结论的日期{on:%Y-%m-%d}早于最后一份部门意见{spoken:%Y-%m-%d}，请核对。")
        lead = file.catalogue.bodies[str(file.catalogue.setting("lead_body", "")) or next(iter(file.catalogue.bodies))]
        number = numbers.document(lead, "联合意见", file.today, f"meeting/{meeting.no}")
        file.record("conclude", on, {"meeting": meeting.no, "conclusion": conclusion, "document": number})
        words = {**_words(file, meeting), "conclusion": conclusion, "rectified": _rectified(meeting)}
        words["about"] = _about(file, meeting) or words["about"]
        rows = [_row(no, meeting.last[name]) for no, name in enumerate(meeting.departments, 1)]
        file.paper("opinion_summary", on, meeting.items, meeting=words, voices=rows)
        file.paper("joint_opinion", on, meeting.items, number=number, meeting=words, voices=rows)
        for no in meeting.items:
            item = file.case.items[no]
            if item.handling is Handling.CONVENED and item.state is ItemState.HANDLING:
                file.record("opine", on, {"item": no, "document": number, "reasons": conclusion})
        file.follow()
        return file

    return desk.act(request, "conclude", decide)


def _about(file: File, meeting: Meeting) -> list[str]:
    """联合意见所说的事项: not what was withdrawn meanwhile, and what was refused by its own body says so."""
    apart = [file.case.items[no] for no in meeting.items]
    return [
        one.name + ("（已决定不予许可）" if one.decision is not None and one.decision.act == "refuse" else "")
        for one in apart
        if one.handling is not Handling.CONVENED and one.ending is None
    ]


def _row(no: int, voice: Voice) -> dict[str, object]:
    return {
        "no": no,
        "department": voice.department,
        "verdict": voice.verdict,
        "text": voice.text or "—",
        "ground": voice.ground or "—",
        "on": voice.on.isoformat(),
    }


def _rectified(meeting: Meeting) -> str:
    """整改和复验 in one sentence: who objected when, and when it was found in order."""
    parts = []
    for name in meeting.departments:
        first = next((voice for voice in meeting.voices if voice.department == name and voice.verdict == OBJECTS), None)
        last = meeting.last[name]
        if first is not None and last.verdict == AGREES:
            parts.append(f"{name}{first.on:%m}月{first.on:%d}日提出整改意见，{last.on:%m}月{last.on:%d}日复验合格")
    return "；".join(parts)
