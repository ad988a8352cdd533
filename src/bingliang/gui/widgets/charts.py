"""图: a chart laid out for the size of its widget and painted in the theme; its points are walked by arrows and opened by Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bingliang.boards.picture import Picture, Tone
from bingliang.desk.statistics.pictures import Chart
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.tokens import Colours
from bingliang.gui.widgets import ink

LEAST = QSize(240, 168)
_ALIGN = {"left": ink.LEFT, "right": ink.RIGHT, "centre": ink.CENTRE}


def measured(text: str, size: float) -> float:
    """字宽 on this screen, bold: nothing that is fitted by it is ever too wide."""
    return ink.width(text, font(round(size), bold=True))


class ChartView(QWidget):
    """一张图 on a card of its own."""

    opened = Signal(str, object)
    """what a point says, and the items behind it"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpKey", "figures.charts")
        self._chart: Chart | None = None
        self._picture: Picture | None = None
        self._at = 0
        self.setMinimumSize(LEAST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("图")

    @property
    def picture(self) -> Picture | None:
        """排好的图; None before there is one."""
        return self._picture

    @property
    def at(self) -> int:
        """选中的点."""
        return self._at

    def show_chart(self, chart: Chart) -> None:
        """换一张图; the chosen point stays where it is."""
        self._chart = chart
        self._lay_out()

    def _lay_out(self) -> None:
        if self._chart is not None:
            self._picture = self._chart.laid(self.width(), self.height(), measured)
            self._at = max(0, min(self._at, len(self._picture.spots) - 1))
            self._speak()
            self.update()

    def _speak(self) -> None:
        found = self._picture
        if found is None:
            return
        point = f"　现在：{found.spots[self._at].words}" if found.spots and self.hasFocus() else ""
        self.setAccessibleName(found.title)
        self.setAccessibleDescription(f"{found.said}{point}")
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    # ── Qt ────────────────────────────────────────────────────────────────────────────────────────────────────

    def sizeHint(self) -> QSize:
        return LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._speak()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        spots = self._picture.spots if self._picture else ()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if key in steps and spots and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._choose(self._at + steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and spots:
            self._open()
        else:
            super().keyPressEvent(event)

    def _choose(self, at: int) -> None:
        self._at = max(0, min(at, len(self._picture.spots) - 1)) if self._picture else 0
        self._speak()
        self.update()

    def _open(self) -> None:
        if self._picture is not None and self._picture.spots:
            spot = self._picture.spots[self._at]
            self.opened.emit(f"{self._picture.title}：{spot.words}", spot.keys)

    def _under(self, x: float, y: float) -> int | None:
        spots = self._picture.spots if self._picture else ()
        inside = (n for n, one in enumerate(spots) if one.x <= x < one.x + one.w and one.y <= y < one.y + one.h)
        return next(inside, None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position().x(), event.position().y())
        if found is not None:
            self._choose(found)
            self._open()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self._picture is not None:
            found = self._under(event.pos().x(), event.pos().y())
            if found is not None:
                QToolTip.showText(event.globalPos(), f"{self._picture.spots[found].words}，Enter 看是哪些", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, found = colours(), self._picture
        painter = QPainter(self)
        ink.fill(painter, QRectF(self.rect()), c.card, tokens.CARD_RADIUS, c.line)
        if found is not None:
            paint(painter, found, c)
            if self.hasFocus() and found.spots:
                spot = found.spots[self._at]
                box = QRectF(spot.x, spot.y, spot.w, spot.h).toRect()
                ink.ring(painter, box, c.accent, tokens.RADIUS)
            elif self.hasFocus():
                ink.ring(painter, self.rect(), c.accent, tokens.CARD_RADIUS)
        painter.end()


def paint(painter: QPainter, picture: Picture, c: Colours) -> None:
    """上色: the marks of a picture in the colours of the theme."""
    for block in picture.blocks:
        ink.fill(painter, QRectF(block.x, block.y, block.w, block.h), _colour(block.tone, c), min(2.0, block.h / 2))
    painter.save()
    painter.setRenderHint(ink.SMOOTH)
    for stroke in picture.strokes:
        style = Qt.PenStyle.DashLine if stroke.dash else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(_colour(stroke.tone, c)), stroke.width, style))
        painter.drawLine(QPointF(stroke.x1, stroke.y1), QPointF(stroke.x2, stroke.y2))
    painter.restore()
    for word in picture.words:
        box = QRect(round(word.x), round(word.y) - 9, round(word.w) + 1, 18)
        used = font(round(word.size), bold=word.bold)
        ink.write(painter, box, word.text, used, _colour(word.tone, c), _ALIGN[word.align])


def _colour(tone: Tone, c: Colours) -> str:
    return {
        Tone.TEXT: c.text,
        Tone.FAINT: c.text2,
        Tone.LINE: c.line,
        Tone.BAR: c.control,
        Tone.CHOSEN: c.accent,
        Tone.MARK: c.text,
    }[tone]


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
