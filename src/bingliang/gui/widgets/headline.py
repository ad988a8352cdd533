"""要数: the few figures that leaders ask for, each with its line over twelve months."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.charts import spark

HEIGHT, LINE, EDGE = 74, 17, 12
WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWrapAnywhere)
"""A formula has no blank to break at."""


@dataclass(frozen=True, slots=True)
class Head:
    """一个要数."""

    word: str
    figure: str
    note: str = ""
    line: tuple[float | None, ...] = ()


class Headline(QWidget):
    """要数一行: a note takes a second line in all of them as soon as one has no room in the first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[Head, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("要数")

    def show_heads(self, heads: Sequence[Head]) -> None:
        """各数."""
        self._heads = tuple(heads)
        self.setAccessibleName("；".join(f"{one.word} {one.figure} {one.note}" for one in heads))
        self._fit()
        self.update()

    @property
    def cut(self) -> tuple[str, ...]:
        """放不下的字: what would be cut at the present width; a test asks."""
        room, small = self._room(), font(tokens.CAPTION)
        words = [one.word for one in self._heads if ink.width(one.word, small) > room]
        return (*words, *(one.note for one in self._heads if self._lines(one.note) > 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(600, HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        twice = any(self._lines(one.note) > 1 for one in self._heads)
        self.setFixedHeight(HEIGHT + LINE if twice else HEIGHT)

    def _wide(self) -> float:
        many = max(1, len(self._heads))
        return (self.width() - tokens.M * (many - 1)) / many

    def _room(self) -> int:
        return round(self._wide()) - 2 * EDGE

    def _lines(self, note: str) -> int:
        box = QFontMetrics(font(tokens.CAPTION)).boundingRect(0, 0, self._room(), 1000, WRAPPED, note)
        return round(box.height() / QFontMetrics(font(tokens.CAPTION)).lineSpacing()) if note else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter, wide = colours(), QPainter(self), self._wide()
        small, figure = font(tokens.CAPTION), font(tokens.TITLE, bold=True)
        for n, one in enumerate(self._heads):
            box = QRect(round(n * (wide + tokens.M)), 0, round(wide), self.height())
            ink.fill(painter, QRectF(box), c.card, tokens.CARD_RADIUS, c.line)
            inner = box.adjusted(EDGE, 6, -EDGE, -6)
            left, top, across = inner.left(), inner.top(), inner.width()
            ink.write(painter, QRect(left, top, across, 16), one.word, small, c.text2)
            ink.write(painter, QRect(left, top + 17, across, 26), one.figure, figure, c.text)
            painter.setFont(small)
            painter.setPen(QColor(c.text2))
            painter.drawText(QRect(left, top + 45, across, 2 * LINE), WRAPPED, one.note)
            room = across - ink.width(one.figure, figure) - 16
            if room > 40 and one.line:
                spark_wide = min(room, 110)
                spark(painter, QRectF(inner.right() - spark_wide, top + 20, spark_wide - 4, 20), one.line, c.accent)
        painter.end()
