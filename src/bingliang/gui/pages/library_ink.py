"""项目服务清单的画法: two lines in a cell, and a light with its words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from bingliang.desk.lights import Light
from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font, look
from bingliang.gui.widgets import ink


def lines(painter: QPainter, box: QRect, upper: str, lower: str, *, bold: bool = False) -> None:
    """两行; where rows are low, the upper one alone."""
    c = colours()
    if not look().density.two_lines or not lower:
        ink.write(painter, box, upper, font(tokens.BODY, bold=bold), c.text)
        return
    ink.write(painter, QRect(box.left(), box.top() + 4, box.width(), 20), upper, font(tokens.BODY, bold=bold), c.text)
    ink.write(painter, QRect(box.left(), box.top() + 24, box.width(), 17), lower, font(tokens.CAPTION), c.text2)


def lit(
    painter: QPainter, box: QRect, light: Light, upper: str, lower: str, *, selected: bool, loud: bool = False
) -> None:
    """灯和两行; the lower one in the colour of the light, where rows are low both in one."""
    c = colours()
    tone = c.tone(light)
    ground = c.selected if selected else c.card
    icons.mark(painter, QRectF(box.left(), box.center().y() - 7, 15, 15), light, c, ground)
    beside = box.adjusted(23, 0, 0, 0)
    colour = tone.on_selected if selected else tone.text
    if not look().density.two_lines:
        ink.write(painter, beside, f"{upper} {lower}".strip(), font(tokens.BODY), colour)
        return
    if not lower:
        ink.write(painter, beside, upper, font(tokens.BODY), colour)
        return
    top = QRect(beside.left(), box.top() + 4, beside.width(), 20)
    below = QRect(beside.left(), box.top() + 24, beside.width(), 17)
    ink.write(painter, top, upper, font(tokens.BODY), c.text)
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
