"""收件单各表的格子: two lines in a row, the tick of what is taken, the key without modifiers."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter

from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font, look
from bingliang.gui.widgets import ink

_PLAIN = Qt.KeyboardModifier.KeypadModifier


def bare(event: QKeyEvent) -> bool:
    """无修饰键."""
    return not event.modifiers() & ~_PLAIN


def two_lines(painter: QPainter, box: QRect, first: str, second: str, colour: str) -> None:
    """两行: the second one smaller, left out in the compact look."""
    c = colours()
    inner = box.adjusted(10, 0, -8, 0)
    if not look().density.two_lines or not second:
        ink.write(painter, inner, first, font(), colour)
        return
    ink.write(painter, QRect(inner.left(), box.top() + 4, inner.width(), 20), first, font(), colour)
    small = QRect(inner.left(), box.top() + 24, inner.width(), 16)
    ink.write(painter, small, second, font(tokens.CAPTION), c.text2)


def tick(painter: QPainter, box: QRect, *, on: bool) -> None:
    """勾格."""
    c = colours()
    cell = QRect(box.center().x() - 8, box.center().y() - 9, 18, 18)
    ink.fill(painter, QRectF(cell), c.accent if on else c.card, 3, c.accent if on else c.control, 1.5)
    if on:
        icons.tick(painter, QRectF(cell).adjusted(3, 3, -3, -3), c.on_accent)
