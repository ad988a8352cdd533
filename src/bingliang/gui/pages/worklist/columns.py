"""工作台的列: the four that are always there, and those a clerk may add; how each is written, drawn and spoken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from bingliang.desk.rows import SortBy, WorklistRow
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.table import RIGHT, Column
from bingliang.gui.widgets import badge, cells, chip, ink, light, segments
from bingliang.gui.widgets.topbar import counter_words

PROJECT_LEAST = 200
DATE = 104
_GREEN = "绿色通道，"


def columns(year: Callable[[], int]) -> tuple[Column[WorklistRow], ...]:
    """清单的列, from left to right."""

    def on(day: date | None) -> str:
        return "—" if day is None else f"{day:%m-%d}" if day.year == year() else f"{day:%Y-%m-%d}"

    return (
        Column(
            "状态 / 编号", lambda r: r.light, 124, tip=_tip, speech=lambda r: f"{r.light}，{r.code}",
            paint=lambda p, b, r, s: light.paint(p, b, r.light, r.code, s),
        ),
        Column(
            "项目 / 申请单位", lambda r: r.project, tip=_tip, speech=_spoken,
            paint=_project, least=PROJECT_LEAST,
        ),
        Column(
            "并联事项", lambda r: f"{r.done}/{r.total}", 132,
            tip=lambda r: segments.speech(r.segments, r.done, r.total),
            speech=lambda r: segments.speech(r.segments, r.done, r.total),
            paint=lambda p, b, r, _: segments.paint(p, b, r.segments, r.done, r.total),
        ),
        Column(
            "剩余工作日", badge.remaining_text, 124, align=RIGHT, tip=_tip, speech=badge.speech, sort=SortBy.NEXT,
            paint=lambda p, b, r, _: badge.paint(p, b, r, year()),
        ),
        _plain("阶段", "stage", 132, lambda r: r.stage),
        _plain("收件日期", "received", DATE, lambda r: on(r.received_on), tip=lambda r: f"{r.received_on:%Y-%m-%d} 收件"),
        Column(
            "窗口 / 经办", lambda r: f"{counter_words(r.counter)} {r.clerk}".strip(), 124, name="clerk",
            paint=lambda p, b, r, _: _two(p, b, r.clerk, counter_words(r.counter)),
        ),
        _plain("标签", "tags", 148, lambda r: "、".join(r.tags)),
        _plain("承诺日", "promised", DATE, lambda r: on(r.promised_on), sort=SortBy.PROMISED),
        _plain("法定日", "due", DATE, lambda r: on(r.due_on), sort=SortBy.DUE),
    )  # fmt: skip


def _plain(
    title: str, name: str, width: int, text: Callable[[WorklistRow], str], *,
    tip: Callable[[WorklistRow], str] | None = None, sort: str = "",
) -> Column[WorklistRow]:  # fmt: skip
    """A column of one line of plain words."""
    return Column(
        title, text, width, tip=tip, name=name, sort=sort, speech=lambda r: f"{title}{text(r)}",
        paint=lambda p, b, r, _: ink.write(p, b.adjusted(12, 0, -8, 0), text(r), font(tokens.BODY), colours().text),
    )  # fmt: skip


def choice(every: tuple[Column[WorklistRow], ...]) -> tuple[tuple[str, str], ...]:
    """可另加的列: name and heading."""
    return tuple((column.name, column.title) for column in every if column.name)


def _spoken(row: WorklistRow) -> str:
    deputy = f"，代{row.deputy_for}" if row.deputy_for else ""
    return f"{_GREEN if row.green else ''}{row.project}，{row.enterprise}{deputy}"


def _tip(row: WorklistRow) -> str:
    lines = [
        f"{_GREEN}排在最前" if row.green else "",
        f"代{row.deputy_for}（B角）" if row.deputy_for else "",
        row.project,
        row.enterprise,
        f"编号 {row.code}，{row.stage}",
        badge.speech(row),
        "、".join(row.tags),
    ]
    return "\n".join(line for line in lines if line)


def _project(painter: QPainter, box: QRect, row: WorklistRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    mark = chip.GREEN if row.green else ""
    under = f"代{row.deputy_for} · {row.enterprise}" if row.deputy_for else row.enterprise
    cells.headed(painter, box.adjusted(12, 0, -8, 0), mark, row.project, under)


def _two(painter: QPainter, box: QRect, first: str, second: str) -> None:
    cells.lines(painter, box.adjusted(12, 0, -8, 0), first, second)
