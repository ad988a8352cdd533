"""全程代办一栏: who accompanies the project, and what the enterprise does itself."""

from __future__ import annotations

from bingliang.desk.lights import Light
from bingliang.desk.panels.values import NAMES, Kept, Line, Panel, Told
from bingliang.desk.words import spoken
from bingliang.ledger.case import Case
from bingliang.ledger.own_matters import ACCOMPANIED, OwnMatter
from bingliang.mechanism.full_agency import due_of


def panel(told: Told) -> Panel:
    """首席代办专员, who comes to the counter, and the enterprise's own matters."""
    project = told.project
    lines = [
        Line("首席代办专员（职务）", project.chief_agent or "未登记"),
        Line("责任单位", project.responsible or "未登记"),
    ]
    handlers = {case.handler for case in told.cases if case.handler}
    lines.append(Line("来窗口递交的经办人", f"{len(handlers)} 位"))
    own = [(case, one) for case in told.cases for one in case.own_matters]
    lines += [_own_line(told, case, one) for case, one in own]
    words = "已明确首席代办专员" if project.chief_agent else "没有登记首席代办专员"
    return Panel(
        4, NAMES[3], Kept.PART, "", words, tuple(lines),
        "代办委托、代办日志和移交随后续版本提供。", None if project.chief_agent else Light.SOON,
    )  # fmt: skip


def _own_line(told: Told, case: Case, matter: OwnMatter) -> Line:
    """企业自办: the date is the enterprise's own, so that its passing is never a department's light."""
    if matter.done_on is not None:
        return Line(f"{matter.kind}：{matter.name}", f"{spoken(matter.done_on)}办毕", Light.DONE, case.stream)
    line = due_of(matter, told.calendar)
    until = f"至{spoken(line.on)}{'（暂定）' if line.provisional else ''}" if line else ""
    shown = Light.OUTSIDE if matter.kind == ACCOMPANIED else Light.APPLICANT
    return Line(f"{matter.kind}：{matter.name}", until, shown, case.stream)
