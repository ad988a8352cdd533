"""统计页的行: the cases of a cell as a list, the headline and the pictures out of a period's figures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from bingliang.boards.handled import Handled
from bingliang.gui import tokens
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.headline import Head

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from bingliang.boards.amounts import Rate
    from bingliang.desk.statistics.figures import Figures, Month


def cases_table(parent: QWidget) -> RowTable[Handled]:
    """一格的办件."""
    columns = (
        _plain("收件号", lambda one: one.case, 150),
        _plain("事项", lambda one: one.name, 0, least=200),
        _plain("项目", lambda one: one.project, 250),
        _plain("受理", lambda one: ink.day(one.accepted_on), 104),
        _plain("承诺", lambda one: ink.day(one.promised_on), 104),
        _plain("办结", lambda one: ink.day(one.left_on), 104),
        _plain("去向", lambda one: one.answer or (str(one.exit) if one.exit else "在办"), 96),
        _plain("用时", lambda one: "—" if one.approval is None else f"{one.approval} 日", 72),
    )
    model: RowModel[Handled] = RowModel(columns, key=lambda one: one.key, parent=parent)
    return RowTable(model, look().density.row, "这一格的办件", parent)


def _plain(title: str, text: Callable[[Handled], str], width: int, *, least: int = 0) -> Column[Handled]:
    def paint(painter: QPainter, box: QRect, one: Handled, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
        del selected
        ink.write(painter, box.adjusted(12, 0, -4, 0), text(one), font(tokens.BODY), colours().text)

    return Column(title, text, width, tip=text, paint=paint, least=least)


def headline(found: Figures, months: tuple[Month, ...]) -> list[Head]:
    """要数: both rates, the times, and what parallel handling has saved."""
    report = found.report
    total, saving = report.total, report.saving
    statute, promise = total.statute_kept, total.promise_kept
    rate = found.satisfied.rate
    faster = "" if total.faster is None else f"，比法定快 {total.faster:.0f}%"
    rates = (
        [month.statute_kept.percent for month in months],
        [month.promise_kept.percent for month in months],
    )
    return [
        Head("按时办结率（法定）", percent(statute), f"{statute.good} / {statute.of} 项", tuple(rates[0])),
        Head("承诺兑现率", percent(promise), f"{promise.good} / {promise.of} 项", tuple(rates[1])),
        Head(
            "审批用时", _days(total.approval.mean), f"不含特殊环节，中位 {_days(total.approval.median)}{faster}",
            tuple(month.approval.mean for month in months),
        ),
        Head(
            "跨度用时", _days(report.crossed.mean),
            f"收件到最后决定，{len(report.crossed.values)} 件，中位 {_days(report.crossed.median)}",
        ),
        Head("并联节省", f"{saving.saved} 个工作日", f"{len(saving.cases)} 件，串联须 {saving.serial}"),
        Head("满意率", found.satisfied.text, f"{rate.division}，差评 {rate.bad} 次"),
        Head("外部 · 申请人用时", f"{_plain_days(total.outside.mean)} · {_plain_days(total.applicant.mean)} 日", "平均，不计入本区用时"),
    ]  # fmt: skip


def percent(rate: Rate) -> str:
    """百分比 without decimals: a rate that is not whole is never rounded up to 100."""
    if rate.percent is None:
        return "—"
    shown = round(rate.percent)
    return f"{min(shown, 99) if rate.good < rate.of else shown}%"


def _plain_days(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f}"


def _days(value: float | None) -> str:
    return "—" if value is None else f"{value:.1f} 日"
