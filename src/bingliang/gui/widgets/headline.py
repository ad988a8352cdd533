"""要数: the few figures that leaders ask for, each with its line over twelve months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.charts import spark


@dataclass(frozen=True, slots=True)
class Head:
    """一个要数."""

    word: str
    figure: str
    note: str = ""
    line: tuple[float | None, ...] = ()


class Headline(QWidget):
    """要数一行."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[Head, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(74)
        self.setAccessibleName("要数")

    def show_heads(self, heads: Sequence[Head]) -> None:
        """各数."""
        self._heads = tuple(heads)
        self.setAccessibleName("；".join(f"{one.word} {one.figure} {one.note}" for one in heads))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(600, 74)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c = colours()
        painter = QPainter(self)
        many = max(1, len(self._heads))
        wide = (self.width() - tokens.M * (many - 1)) / many
        for n, one in enumerate(self._heads):
            left = round(n * (wide + tokens.M))
            box = QRect(left, 0, round(wide), self.height())
            ink.fill(painter, QRectF(box), c.card, tokens.CARD_RADIUS, c.line)
            inner = box.adjusted(12, 6, -12, -6)
            ink.write(
                painter, QRect(inner.left(), inner.top(), inner.width(), 16), one.word, font(tokens.CAPTION), c.text2
            )
            figure = font(tokens.TITLE, bold=True)
            ink.write(painter, QRect(inner.left(), inner.top() + 17, inner.width(), 26), one.figure, figure, c.text)
            ink.write(
                painter,
                QRect(inner.left(), inner.top() + 45, inner.width(), 16),
                one.note,
                font(tokens.CAPTION),
                c.text2,
            )
            room = inner.width() - ink.width(one.figure, figure) - 16
            if room > 40 and one.line:
                spark(
                    painter,
                    QRectF(inner.right() - min(room, 110), inner.top() + 20, min(room, 110) - 4, 20),
                    one.line,
                    c.accent,
                )
        painter.end()
