"""图: lines month by month, a distribution, bars; drawn with the tokens, each with its own words and no legend to look up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink

LEAST = QSize(220, 152)
_TOP, _FOOT, _SIDE = 30, 20, 12
_BARS = 5


class Chart(QWidget):
    """一张图 on a card: heading, picture, and in words for those who do not see it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(LEAST.height())
        self.setAccessibleName(title)

    def minimumSizeHint(self) -> QSize:
        return LEAST

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c = colours()
        painter = QPainter(self)
        ink.fill(painter, QRectF(self.rect()), c.card, tokens.CARD_RADIUS, c.line)
        ink.write(
            painter, QRect(_SIDE, 6, self.width() - 2 * _SIDE, 20), self._title, font(tokens.LABEL, bold=True), c.text
        )
        if self.empty:
            ink.write(painter, self.rect(), "这一期没有", font(tokens.LABEL), c.text2, ink.CENTRE)
        else:
            self.draw(painter, QRect(_SIDE, _TOP, self.width() - 2 * _SIDE, self.height() - _TOP - _FOOT))
        painter.end()

    @property
    def empty(self) -> bool:
        """没有可画的."""
        return True

    def draw(self, painter: QPainter, box: QRect) -> None:
        """The picture itself."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Point:
    """逐月的一点."""

    label: str
    value: int
    chosen: bool = False


class MonthBars(Chart):
    """逐月: one bar a month with its figure; the month on screen in the accent."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._points: tuple[Point, ...] = ()

    def show_points(self, points: Sequence[Point]) -> None:
        """各月."""
        self._points = tuple(points)
        self.setAccessibleName(f"{self._title}：" + "，".join(f"{one.label} {one.value}" for one in points))
        self.update()

    @property
    def empty(self) -> bool:
        return not any(one.value for one in self._points)

    def draw(self, painter: QPainter, box: QRect) -> None:
        c = colours()
        most = max(one.value for one in self._points)
        step = box.width() / len(self._points)
        small = font(tokens.CAPTION)
        for n, one in enumerate(self._points):
            tall = (box.height() - 16) * one.value / most
            left = box.left() + n * step
            bar = QRectF(left + step * 0.18, box.bottom() - tall, step * 0.64, tall)
            ink.fill(painter, bar, c.accent if one.chosen else c.control, 2)
            over = QRect(round(left) - 4, round(bar.top()) - 17, round(step) + 8, 16)
            ink.write(painter, over, str(one.value), small, c.text if one.chosen else c.text2, ink.CENTRE)
            under = QRect(round(left) - 4, box.bottom() + 1, round(step) + 8, 16)
            label = one.label if ink.width(one.label, small) < step else one.label.removesuffix("月")
            ink.write(painter, under, label, small, c.text if one.chosen else c.text2, ink.CENTRE)


class Distribution(Chart):
    """分布: how many took how many workdays; mean and median as lines with their words."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._values: tuple[int, ...] = ()
        self._mean = self._median = 0.0

    def show_values(self, values: Sequence[int], mean: float | None, median: float | None) -> None:
        """各件的用时, sorted."""
        self._values, self._mean, self._median = tuple(values), mean or 0.0, float(median or 0)
        told = f"平均 {self._mean:.1f}，中位 {self._median:g} 个工作日" if values else "没有"
        self.setAccessibleName(f"{self._title}：{told}")
        self.update()

    @property
    def empty(self) -> bool:
        return not self._values

    def draw(self, painter: QPainter, box: QRect) -> None:
        c = colours()
        last = self._values[-1]
        many = [self._values.count(n) for n in range(last + 1)]
        most, step = max(many), box.width() / (last + 1)
        for n, count in enumerate(many):
            tall = (box.height() - 18) * count / most
            ink.fill(
                painter,
                QRectF(box.left() + n * step + 0.5, box.bottom() - tall, max(1.0, step - 1), tall),
                c.ok.mark,
                1,
            )
        x = box.left() + (self._mean + 0.5) * step
        painter.setPen(QPen(QColor(c.text), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, box.top() + 16), QPointF(x, box.bottom()))
        said = f"平均 {self._mean:.1f}　中位 {self._median:g}　最长 {last} 个工作日"
        ink.write(
            painter, QRect(box.left(), box.top() - 4, box.width(), 16), said, font(tokens.CAPTION), c.text2, ink.RIGHT
        )
        foot = QRect(box.left(), box.bottom() + 1, box.width(), 16)
        ink.write(painter, foot, "0", font(tokens.CAPTION), c.text2)
        ink.write(painter, foot, f"{last} 个工作日", font(tokens.CAPTION), c.text2, ink.RIGHT)


@dataclass(frozen=True, slots=True)
class Bar:
    """一条: name, length and what is written behind it."""

    name: str
    value: float
    text: str


class Bars(Chart):
    """条形: the first five, longest first, name above its bar."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._bars: tuple[Bar, ...] = ()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """各条."""
        self._bars = tuple(bars[:_BARS])
        self.setAccessibleName(f"{self._title}：" + "，".join(f"{one.name} {one.text}" for one in self._bars))
        self.setToolTip("\n".join(f"{one.name}　{one.text}" for one in self._bars))
        self.update()

    @property
    def empty(self) -> bool:
        return not self._bars

    def draw(self, painter: QPainter, box: QRect) -> None:
        c = colours()
        most = max(0.01, *(one.value for one in self._bars))
        high = (box.height() + _FOOT - 8) // _BARS
        for n, one in enumerate(self._bars):
            top = box.top() + n * high
            ink.fill(
                painter, QRectF(box.left(), top + high - 5, max(2, box.width() * one.value / most), 3), c.accent, 1.5
            )
            told = ink.width(one.text, font(tokens.CAPTION, bold=True))
            line = QRect(box.left(), top, box.width(), high - 7)
            ink.write(painter, line.adjusted(0, 0, -told - 8, 0), one.name, font(tokens.CAPTION), c.text)
            ink.write(painter, line, one.text, font(tokens.CAPTION, bold=True), c.text, ink.RIGHT)


def spark(painter: QPainter, box: QRectF, values: Sequence[float | None], colour: str) -> None:
    """走势: a small line without axes; a gap where there is nothing."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return
    low, high = min(known), max(known)
    spread = (high - low) or 1.0
    step = box.width() / (len(values) - 1)
    points = [
        QPointF(box.left() + n * step, box.bottom() - box.height() * (value - low) / spread)
        for n, value in enumerate(values)
        if value is not None
    ]
    painter.save()
    painter.setRenderHint(ink.SMOOTH)
    painter.setPen(QPen(QColor(colour), 1.6))
    painter.drawPolyline(QPolygonF(points))
    painter.setBrush(QColor(colour))
    painter.drawEllipse(points[-1], 2.4, 2.4)
    painter.restore()
