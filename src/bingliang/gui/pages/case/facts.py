"""办件的要点: the facts below the sentence, and what handling side by side has saved."""

from __future__ import annotations

from collections.abc import Sequence

from bingliang.desk.rows import CaseView
from bingliang.gui.widgets.ink import day
from bingliang.gui.widgets.topbar import counter_words


def saved(case: CaseView) -> tuple[int | None, int | None]:
    """逐项与并联 in workdays; nothing for one item alone, nor where side by side has taken longer."""
    serial, span = case.serial_workdays, case.span_workdays
    if len(case.lanes) > 1 and serial is not None and span is not None and span < serial:
        return serial, span
    return None, None


def bag_words(case: CaseView) -> Sequence[str]:
    """材料袋: where it is, and which originals the counter still owes."""
    return tuple(words for words in (case.bag and f"材料袋{case.bag}", case.owed and f"欠还原件{case.owed}") if words)


def facts_of(case: CaseView) -> Sequence[tuple[str, str]]:
    """要点: stage, receipt, counter, project code, and the dates that come next."""
    today, open_lanes = case.today, [lane for lane in case.lanes if lane.decided_on is None]
    promised = min((lane.promised_on for lane in open_lanes if lane.promised_on), default=None)
    due = min((lane.due_on for lane in open_lanes if lane.due_on), default=None)
    provisional = any(lane.provisional and lane.due_on == due for lane in open_lanes)
    if case.closed_on is not None:
        last = [
            ("办结日期", day(case.closed_on)),
            ("办理机关", f"{len({x.body or x.department for x in case.lanes})} 个"),
        ]
    else:
        mark = "（暂定）" if provisional and due else ""
        last = [("最近承诺日", day(promised, today)), ("最近法定日", day(due, today) + mark)]
    who = f"{counter_words(case.counter)} {case.clerk}".strip()
    return [
        ("一件事", case.bundle) if case.bundle else ("办理阶段", case.stage),
        ("收件日期", day(case.received_on)),
        ("承办人", who),
        ("项目代码", case.project_code),
        *last,
    ]
