"""并联审批一栏: what handling side by side has saved."""

from __future__ import annotations

from bingliang.desk.panels.values import NAMES, Line, Panel, Told
from bingliang.mechanism.parallel_approval.span import span


def panel(told: Told) -> Panel:
    """并联与逐项: the workdays both take, case by case."""
    rows: list[Line] = []
    together = apart = 0
    for case in told.cases:
        measured = span(case, told.calendar)
        if measured is None or len(case.items) < 2:  # noqa: PLR2004 - nothing runs beside one item
            continue
        together, apart = together + measured.workdays, apart + measured.serial
        mark = "（预计）" if measured.expected else ""
        bodies = len({item.body for item in case.items.values()})
        rows.append(
            Line(
                f"{case.stage}：{len(case.items)} 项，{bodies} 个机关",
                f"{measured.workdays} 日{mark}",
                stream=case.stream,
            )
        )
        rows.append(Line("　逐项办理需", f"{measured.serial} 日", stream=case.stream))
        if len(measured.path) > 1:
            path = " → ".join(case.items[no].name for no in measured.path)
            rows.append(Line(f"　关键路径：{path}", "", stream=case.stream))
    if not rows:
        return Panel(3, NAMES[2], "", "各件都只有一项，没有并联", ())
    saved = apart - together
    return Panel(3, NAMES[2], str(saved), f"个工作日的节省：并联 {together} 日，逐项 {apart} 日", tuple(rows))
