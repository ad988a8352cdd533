"""文书清单的栏: title and number with the applicant below, day and state; and the line of facts beside a paper."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from bingliang.desk.rows import PaperRow, PaperState
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column
from bingliang.gui.widgets import ink


def facts(row: PaperRow) -> str:
    """一行事实: number, day, pages, what has happened to it and what is owed."""
    pages = f"{row.pages} 页" if row.pages else ""
    marks = "、".join((*row.marks, *(f"待{word}" for word in row.owed), *(f"回件 {name}" for name in row.returned)))
    return "　".join(part for part in (row.number, f"{row.drawn_on:%Y-%m-%d}", pages, marks, row.enterprise) if part)


def columns() -> tuple[Column[PaperRow], ...]:
    """文书清单的栏."""

    def tip(row: PaperRow) -> str:
        lines = (f"{row.title}　{row.number}", row.enterprise, row.project, "、".join(row.items), row.void_reason)
        return "\n".join(line for line in lines if line)

    def paint_paper(painter: QPainter, box: QRect, row: PaperRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
        del selected
        c = colours()
        inner = box.adjusted(12, 0, -6, 0)
        title = QRect(inner.left(), box.top() + 4, inner.width(), 20)
        ink.write(painter, title, row.title, font(tokens.BODY, bold=True), c.text2 if row.void else c.text)
        below = QRect(inner.left(), box.top() + 25, inner.width(), 17)
        ink.write(painter, below, f"{row.number}　{row.enterprise}", font(tokens.CAPTION), c.text2)

    def paint_state(painter: QPainter, box: QRect, row: PaperRow, selected: bool) -> None:  # noqa: FBT001 - as above
        del selected
        c = colours()
        tone = {PaperState.VOID: c.late.text, PaperState.WAITING: c.warn.text}.get(row.state, c.text2)
        tone = c.warn.text if row.owed else tone
        right = box.adjusted(4, 0, -12, 0)
        top = QRect(right.left(), box.top() + 4, right.width(), 20)
        ink.write(painter, top, f"{row.drawn_on:%m-%d}", font(tokens.LABEL), c.text, ink.RIGHT)
        below = QRect(right.left(), box.top() + 25, right.width(), 17)
        ink.write(painter, below, row.word, font(tokens.CAPTION), tone, ink.RIGHT)

    return (
        Column("文书 / 文号 · 申请单位", lambda r: f"{r.title} {r.number}", tip=tip, paint=paint_paper,
               speech=lambda r: f"{r.title}，{r.number}，{r.enterprise}"),
        Column("日期 / 状态", lambda r: f"{r.drawn_on:%m-%d} {r.word}", 112, tip=tip, paint=paint_state),
    )  # fmt: skip
