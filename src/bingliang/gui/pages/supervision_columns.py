"""督办件清单的各栏: state, item, department and the day that counts."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from bingliang.desk.matters import MatterRow
from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import RIGHT, Column
from bingliang.gui.widgets import badge, ink


def columns() -> tuple[Column[MatterRow], ...]:
    """各栏 of the list."""

    def tip(row: MatterRow) -> str:
        return "\n".join(
            one
            for one in (row.item, row.project, row.enterprise, _number(row), row.department, badge.speech(row))
            if one
        )

    return (
        Column("状态", lambda r: r.word, 116, tip=tip, speech=lambda r: f"{r.light}，{r.word}，{r.rung}", paint=_state),
        Column("事项 / 企业", lambda r: r.item, tip=tip, speech=lambda r: f"{r.item}，{r.enterprise}".strip("，"), paint=_item, least=190),
        Column("承办", lambda r: r.department, 92, tip=tip, paint=_department),
        Column(
            "截止", badge.remaining_text, 124, align=RIGHT, tip=tip, speech=badge.speech,
            paint=lambda p, b, r, _: badge.paint(p, b, r, 0),
        ),
    )  # fmt: skip


def _number(row: MatterRow) -> str:
    return f"收件号 {row.code}" if row.code and not row.kind else row.code


def _state(painter: QPainter, box: QRect, row: MatterRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    c = colours()
    tone = c.tone(row.light)
    inner = box.adjusted(14, 0, -4, 0)
    ground = c.selected if selected else c.card
    icons.mark(painter, QRectF(inner.left(), inner.center().y() - 7, 15, 15), row.light, c, ground)
    colour = tone.on_selected if selected else tone.text
    words = inner.adjusted(23, 0, 0, 0)
    if not look().density.two_lines or not row.rung:
        ink.write(painter, words, row.word, font(tokens.BODY, bold=True), colour)
        return
    upper = QRect(words.left(), box.top() + 4, words.width(), 20)
    lower = QRect(words.left(), box.top() + 24, words.width(), 17)
    ink.write(painter, upper, row.word, font(tokens.BODY, bold=True), colour)
    ink.write(painter, lower, row.rung, font(tokens.CAPTION), c.text2)


def _item(painter: QPainter, box: QRect, row: MatterRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    c = colours()
    inner = box.adjusted(12, 0, -8, 0)
    if not look().density.two_lines:
        ink.write(painter, inner, row.item, font(tokens.BODY, bold=True), c.text)
        return
    upper = QRect(inner.left(), box.top() + 4, inner.width(), 20)
    lower = QRect(inner.left(), box.top() + 24, inner.width(), 17)
    ink.write(painter, upper, row.item, font(tokens.BODY, bold=True), c.text)
    ink.write(
        painter, lower, " · ".join(one for one in (row.enterprise, row.project) if one), font(tokens.CAPTION), c.text2
    )


def _department(painter: QPainter, box: QRect, row: MatterRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    ink.write(painter, box.adjusted(12, 0, -4, 0), row.department, font(tokens.BODY), colours().text)
