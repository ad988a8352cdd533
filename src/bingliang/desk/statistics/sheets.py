"""统计表: the figures of a period as sheets, for Excel and CSV; the items behind them stand on a sheet of their own."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk.statistics.table import Cell, Group, Shape, Table, table
from bingliang.exchange.workbook import Share, Sheet, Value, write_workbook
from bingliang.mechanism.public_rating import Grade

if TYPE_CHECKING:
    from bingliang.boards.handled import Handled
    from bingliang.boards.satisfaction import Satisfaction
    from bingliang.desk.statistics.figures import Figures

Cells = Sequence[Value | Share]
_GRADES = tuple(grade.text for grade in Grade)
_ITEM_FIRST = 22
RATED = ("评价数", "满意率", "差评", "差评已办结")
FORMULA = "满意率＝（非常满意＋满意＋基本满意）÷评价数；评价数不足的部门不显示，隐去评价人；申诉成立的不计"
_ITEM = (
    "收件号", "事项", "部门", "项目", "企业", "渠道", "收件", "受理", "离开", "去向", "答复", "法定应办结日", "承诺办结日",
    "审批用时", "外部用时", "申请人用时", "特殊环节",
)  # fmt: skip


def sheets(found: Figures) -> tuple[Sheet, ...]:
    """各张表: by department, by item, what stands behind, and every item that is counted."""
    source = f"{found.mark}　{found.source}" if found.mark else found.source
    counted = {key for keys in found.report.total.cells.values() for key in keys}
    items = [_item(one, found) for key, one in sorted(found.items.items()) if key in counted]
    title = f"{found.zone} 办件统计 {found.title}"
    return (
        _table(
            table(found, Group.BODY),
            title,
            f"{found.enquired.words}；各部门只计问到其事项的。{found.complained.words}；计在被投诉的一方。{source}",
        ),
        _table(table(found, Group.ITEM), title, source),
        Sheet(
            "原因和瓶颈",
            ("类别", "名称", "件次", "工作日", "依据或说明"),
            _causes(found),
            title,
            source,
            (12, 30, 8, 8, 40),
        ),
        Sheet(
            "评价", ("被评价的一方", *_GRADES, *RATED, "算式"), _ratings(found), title, f"{FORMULA}。{source}", (22,)
        ),
        Sheet("明细", _ITEM, items, title, source, (18, 30, 16, 26, 30, 8, 12, 12, 12, 8, 10, 13, 12)),
    )


def _table(shown: Table, title: str, source: str) -> Sheet:
    first = "部门" if shown.group is Group.BODY else "事项"
    rows = [[line.label, *map(value, line.cells)] for line in shown.lines]
    heads = (first, *(head.name for head in shown.heads))
    return Sheet(str(shown.group), heads, rows, title, source, (_ITEM_FIRST if shown.group is Group.BODY else 34,))


def value(cell: Cell) -> Value | Share:
    """一格 as a spreadsheet holds it: a number, a share, or nothing."""
    if cell.value is None:
        return None
    if cell.shape is Shape.SHARE:
        return Share(cell.value)
    return round(cell.value) if cell.shape is Shape.COUNT else float(cell.value)


def _rated(one: Satisfaction | None) -> Cells:
    """评价四栏; blank where nothing may be shown."""
    if one is None:
        return [None] * len(RATED)
    percent = one.rate.percent
    return [one.rate.total, None if percent is None else Share(percent), one.rate.bad, one.closed]


def _ratings(found: Figures) -> list[Cells]:
    """各方的评价 with the formula written out; of a side with too few, that it is not shown."""
    rows: list[Cells] = []
    for side in sorted(found.ratings, key=found.body):
        one = found.rated(side)
        if one is None:
            rows.append([found.body(side), *([None] * (len(_GRADES) + len(RATED))), "评价数不足，不显示"])
        else:
            rows.append([found.body(side), *one.rate.counts, *_rated(one), one.rate.formula])
    every = found.satisfied
    rows.append(["合计", *every.rate.counts, *_rated(every), every.rate.formula])
    return rows


def save_workbook(found: Figures, path: Path) -> None:
    """存为 Excel."""
    write_workbook(path, sheets(found))


def save_csv(found: Figures, path: Path, group: Group = Group.BODY) -> None:
    """存为 CSV: the table of one grouping, in the words in which screen and paper show it, as a spreadsheet program reads it."""
    shown = table(found, group)
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["部门" if group is Group.BODY else "事项", *(head.name for head in shown.heads)])
        rows.writerows([line.label, *(cell.text for cell in line.cells)] for line in shown.lines)
        rows.writerow([f"{found.mark}　{found.source}" if found.mark else found.source])


def _causes(found: Figures) -> list[Cells]:
    report = found.report
    saving = report.saving
    rows: list[Cells] = [["补正", one.name, len(one.keys), None, ""] for one in report.corrections]
    rows += [["特殊环节", one.name, len(one.keys), one.workdays, one.ground] for one in report.steps]
    for one in report.bottlenecks:
        mean = one.spread.mean
        rows.append(["瓶颈事项", one.name, len(one.last), mean, "件次为同一件里最后办结的次数，工作日为平均审批用时"])
    rows.append(["并联", "节省的工作日", len(saving.cases), saving.saved, f"串联须 {saving.serial} 个工作日"])
    rows.append(["跨度", "收件到最后决定（平均）", len(report.crossed.values), report.crossed.mean, "跨度用时"])
    return rows


def _item(one: Handled, found: Figures) -> Cells:
    steps = "；".join(f"{step.name}{step.workdays}个工作日" for step in one.steps)
    way = str(one.exit) if one.exit else "在办" if one.accepted_on else ""
    return [
        one.case, one.name, found.body(one.body), one.project, one.enterprise, one.channel, one.received_on,
        one.accepted_on, one.left_on, way, one.answer, one.due_on, one.promised_on, one.approval, one.outside,
        one.applicant or None, steps,
    ]  # fmt: skip
