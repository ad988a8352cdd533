"""格子的画法: two lines in a cell of a list, and a light with its words; where rows are low, one line alone.

`first`, `two`, `one` and `lamp` make the `paint` of a column from what the cell says of a row.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from bingliang.desk.lights import Light
from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import Column
from bingliang.gui.widgets import chip, ink

Row = TypeVar("Row")
Paint = Callable[[QPainter, QRect, Row, bool], None]


def first(says: Callable[[Row], tuple[str, str]]) -> Paint[Row]:
    """首栏的两行: what the row is, in bold, and what it belongs to."""

    def paint(painter: QPainter, box: QRect, row: Row, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
        del selected
        lines(painter, box.adjusted(14, 0, -8, 0), *says(row), bold=True)

    return paint


def two(says: Callable[[Row], tuple[str, str]]) -> Paint[Row]:
    """两行 of a further column."""

    def paint(painter: QPainter, box: QRect, row: Row, selected: bool) -> None:  # noqa: FBT001 - as above
        del selected
        lines(painter, box.adjusted(12, 0, -4, 0), *says(row))

    return paint


def one(says: Callable[[Row], str], *, size: int = tokens.BODY, bold: bool = False, faint: bool = False) -> Paint[Row]:
    """一行."""

    def paint(painter: QPainter, box: QRect, row: Row, selected: bool) -> None:  # noqa: FBT001 - as above
        del selected
        c = colours()
        ink.write(painter, box.adjusted(12, 0, -4, 0), says(row), font(size, bold=bold), c.text2 if faint else c.text)

    return paint


def plain(
    title: str, says: Callable[[Row], str], width: int = 0, *,
    tip: Callable[[Row], str] | None = None, bold: bool = False, faint: bool = False,
) -> Column[Row]:  # fmt: skip
    """一栏小字, for the tables within a pane."""
    return Column(title, says, width, tip=tip, paint=one(says, size=tokens.LABEL, bold=bold, faint=faint))


def lamp(says: Callable[[Row], tuple[Light, str, str]], *, loud: Callable[[Row], bool]) -> Paint[Row]:
    """灯和两行; the lower one in bold where it is `loud`."""

    def paint(painter: QPainter, box: QRect, row: Row, selected: bool) -> None:  # noqa: FBT001 - as above
        lit(painter, box.adjusted(12, 0, -4, 0), *says(row), selected=selected, loud=loud(row))

    return paint


def lines(
    painter: QPainter, box: QRect, upper: str, lower: str, *,
    bold: bool = False, size: int = tokens.BODY, colour: str = "", under: str = "",
) -> None:  # fmt: skip
    """两行; the lower one smaller, in the colour `under`; where rows are low or there is none, the upper one alone."""
    c = colours()
    if not look().density.two_lines or not lower:
        ink.write(painter, box, upper, font(size, bold=bold), colour or c.text)
        return
    top, below = _halves(box)
    ink.write(painter, top, upper, font(size, bold=bold), colour or c.text)
    ink.write(painter, below, lower, font(tokens.CAPTION), under or c.text2)


def headed(painter: QPainter, box: QRect, mark: str, upper: str, lower: str) -> None:
    """粗的两行 with a 签 of one word, if there is any, before the upper one."""
    if not mark:
        lines(painter, box, upper, lower, bold=True)
        return
    two = look().density.two_lines
    top, below = _halves(box) if two else (box, box)
    beside = top.adjusted(chip.paint(painter, top.left(), top.center().y() + 1, mark) + 6, 0, 0, 0)
    ink.write(painter, beside, upper, font(tokens.BODY, bold=True), colours().text)
    if two:
        ink.write(painter, below, lower, font(tokens.CAPTION), colours().text2)


def marked(painter: QPainter, box: QRect, light: Light, *, selected: bool) -> tuple[QRect, str]:
    """灯 at the left of the box; answers with the room beside it and the colour of its words."""
    c = colours()
    tone = c.tone(light)
    ground = c.selected if selected else c.card
    icons.mark(painter, QRectF(box.left(), box.center().y() - 7, 15, 15), light, c, ground)
    return box.adjusted(23, 0, 0, 0), tone.on_selected if selected else tone.text


def lit(
    painter: QPainter, box: QRect, light: Light, upper: str, lower: str, *, selected: bool, loud: bool = False
) -> None:
    """灯和两行; the lower one in the colour of the light, where rows are low both in one."""
    beside, colour = marked(painter, box, light, selected=selected)
    if not look().density.two_lines:
        ink.write(painter, beside, f"{upper} {lower}".strip(), font(tokens.BODY), colour)
        return
    if not lower:
        ink.write(painter, beside, upper, font(tokens.BODY), colour)
        return
    top, below = _halves(beside)
    ink.write(painter, top, upper, font(tokens.BODY), colours().text)
    ink.write(painter, below, lower, font(tokens.CAPTION, bold=loud), colour)


def state(painter: QPainter, box: QRect, light: Light, words: str, *, selected: bool) -> None:
    """小灯和一个词, in a low row."""
    c = colours()
    tone = c.tone(light)
    inner = box.adjusted(10, 0, -4, 0)
    ground = c.selected if selected else c.card
    icons.mark(painter, QRectF(inner.left(), inner.center().y() - 6, 13, 13), light, c, ground)
    colour = tone.on_selected if selected else tone.text
    ink.write(painter, inner.adjusted(20, 0, 0, 0), words, font(tokens.LABEL), colour)


def _halves(box: QRect) -> tuple[QRect, QRect]:
    return QRect(box.left(), box.top() + 4, box.width(), 20), QRect(box.left(), box.top() + 24, box.width(), 17)
