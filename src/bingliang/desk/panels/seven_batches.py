"""“七个一批”一栏: in which batch, the next milestone and what is late, out of the project library."""

from __future__ import annotations

from bingliang.desk.lights import Light
from bingliang.desk.panels.values import NAMES, Line, Panel, Told
from bingliang.desk.words import spoken
from bingliang.ledger.project import Milestone
from bingliang.mechanism import seven_batches


def panel(told: Told) -> Panel:
    """所在批次, the next milestone and what is late, out of the project library."""
    one = told.enlisted
    if one is None:
        lines = (Line("项目标签", "、".join(told.project.tags) or "未登记"),)
        return Panel(1, NAMES[0], "", "还没有入库：项目库（Alt+X）按 Ins", lines, light=Light.SOON)
    milestones = seven_batches.in_order(one.milestones.values(), told.milestones)
    rows = [_milestone_line(told, row) for row in milestones]
    rows.sort(key=lambda line: line.light is Light.DONE)
    late = sum(row.actual is None and seven_batches.days_late(row, told.today) > 0 for row in milestones)
    done = sum(row.actual is not None for row in milestones)
    wanted = [
        Line(f"要素保障·{row.kind}：{row.department}", row.when, row.light, room="项目库", subject=row.stream)
        for row in told.problems
        if row.settled_on is None
    ]
    head = [
        Line("进入这一批次", spoken(one.since)),
        Line("标签", "、".join(tag.text for tag in one.profile.tags) or "没有"),
    ]
    words = f"批次；里程碑完成 {done}/{len(milestones)}" + (f"，迟 {late} 个" if late else "")
    return Panel(
        1, NAMES[0], one.batch, words, (*wanted, *rows, *head),
        light=Light.PROMISE_LATE if late else Light.OK,
    )  # fmt: skip


def _milestone_line(told: Told, one: Milestone) -> Line:
    """里程碑 by calendar days."""
    late = seven_batches.days_late(one, told.today)
    if one.actual is not None:
        return Line(f"{one.works}{one.name}", f"{spoken(one.actual)}" + (f"，迟 {late} 天" if late else ""), Light.DONE)
    if one.planned is None:
        return Line(f"{one.works}{one.name}", "没有排期", Light.WAITING)
    if late:
        return Line(f"{one.works}{one.name}", f"计划{spoken(one.planned)}，已迟 {late} 天", Light.PROMISE_LATE)
    return Line(f"{one.works}{one.name}", f"计划{spoken(one.planned)}", Light.OK)
