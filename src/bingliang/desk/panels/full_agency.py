"""全程代办一栏: who accompanies the project, what is entrusted and next, and what the enterprise does itself."""

from __future__ import annotations

from collections.abc import Iterable

from bingliang.desk.lights import Light
from bingliang.desk.panels.values import NAMES, Entrusted, Line, Panel, Told
from bingliang.desk.words import spoken
from bingliang.ledger.case import Case
from bingliang.ledger.own_matters import ACCOMPANIED, OwnMatter
from bingliang.mechanism.full_agency import due_of

ROOM = "全程代办"
_OF_CASES = ("跟踪", "陪办", "提醒")
"""Steps that the lines of the cases say already."""


def panel(told: Told) -> Panel:
    """首席代办专员, the entrustments with their next steps, and the enterprise's own matters."""
    project = told.project
    lines = [line for one in told.agency for line in _entrusted(told, one)]
    wrong = Light.PROMISE_LATE if told.chief_wrong else None
    lines += [
        Line("首席代办专员（职务）", told.chief_wrong or told.chief or "未登记", wrong, room=ROOM if wrong else ""),
        Line("责任单位", project.responsible or "未登记"),
    ]
    own = [(case, one) for case in told.cases for one in case.own_matters]
    lines += [_own_line(told, case, one) for case, one in own]
    in_hand = [one for one in told.agency if one.one.open]
    today = sum(step.today(told.today) for one in in_hand for step in one.steps)
    if told.agency:
        figure, words = str(len(in_hand)), "件在办委托" + (f"，今天要办 {today} 步" if today else "")
    else:
        figure, words = "", "没有委托代办；全程代办（Alt+A）按 Ins 登记"
    return Panel(4, NAMES[3], figure, words, tuple(lines), light=_light(told, in_hand), room=ROOM)


def _light(told: Told, in_hand: list[Entrusted]) -> Light | None:
    own = [step for one in in_hand for step in one.steps]
    if told.chief_wrong or any(step.late(told.today) for step in own):
        return Light.PROMISE_LATE
    if any(step.today(told.today) for step in own):
        return Light.SOON
    return Light.OK if told.chief else Light.SOON


def _entrusted(told: Told, found: Entrusted) -> Iterable[Line]:
    one = found.one
    if one.ended_on is not None:
        yield Line(f"{found.post}代办", f"{spoken(one.ended_on)}终止", Light.DONE, room=ROOM, subject=one.stream)
        return
    state = "待接" if one.taken_on is None else f"委托至 {one.until:%Y-%m-%d}"
    shown = Light.WAITING if one.taken_on is None else Light.OK
    yield Line(f"{found.post}代办（{found.holder}）", state, shown, room=ROOM, subject=one.stream)
    for step in found.steps:
        if step.kind not in _OF_CASES:
            late, now = step.late(told.today), step.today(told.today)
            light = Light.PROMISE_LATE if late else Light.SOON if now else Light.OK
            until = f"至{spoken(step.on)}" if step.on is not None else ""
            yield Line(f"　{step.sentence}", until, light, step.case, "" if step.case else ROOM, one.stream)


def _own_line(told: Told, case: Case, matter: OwnMatter) -> Line:
    """企业自办: the date is the enterprise's own, so that its passing is never a department's light."""
    if matter.done_on is not None:
        return Line(f"{matter.kind}：{matter.name}", f"{spoken(matter.done_on)}办毕", Light.DONE, case.stream)
    line = due_of(matter, told.calendar)
    until = f"至{spoken(line.on)}{'（暂定）' if line.provisional else ''}" if line else ""
    shown = Light.OUTSIDE if matter.kind == ACCOMPANIED else Light.APPLICANT
    return Line(f"{matter.kind}：{matter.name}", until, shown, case.stream)
