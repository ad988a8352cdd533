"""泳道的笔: how each kind of stretch and each kind of mark is drawn; chart and legend share it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from bingliang.desk.rows import Light, SpanKind
from bingliang.gui.style import colours
from bingliang.gui.widgets import ink

BAR = 14
ORDER = (
    SpanKind.COLLECT, SpanKind.WAITING, SpanKind.OUTSIDE, SpanKind.APPLICANT, SpanKind.CHECK, SpanKind.HANDLING,
    SpanKind.STOPPED, SpanKind.RECTIFYING,
)  # fmt: skip
"""Stretches that share a day: the later in this order lies on top."""


def stretch(painter: QPainter, box: QRectF, kind: SpanKind, light: Light) -> None:
    """一段: solid while a department handles it; every other kind has its own filling."""
    c = colours()
    tone = c.tone(light)
    if kind == SpanKind.HANDLING:
        ink.fill(painter, box, tone.mark, 2)
    elif kind == SpanKind.CHECK:
        ink.fill(painter, box, tone.tint, 2, tone.mark)
    elif kind == SpanKind.STOPPED:
        ink.fill(painter, box, c.pause.tint, 2, c.pause.mark)
        ink.pattern(painter, box.adjusted(1, 1, -1, -1), Qt.BrushStyle.BDiagPattern, c.pause.mark)
    elif kind == SpanKind.WAITING:
        _dotted(painter, box)
    elif kind == SpanKind.OUTSIDE:
        ink.fill(painter, box, c.todo.tint, 2, c.control)
        ink.pattern(painter, box.adjusted(2, 2, -2, -2), Qt.BrushStyle.Dense5Pattern, c.control)
    elif kind == SpanKind.RECTIFYING:  # only the lower half: the handling above it goes on
        low = QRectF(box.left(), box.center().y(), box.width(), box.height() / 2)
        ink.fill(painter, low, c.warn.tint, 2, c.control)
        ink.fill(painter, QRectF(low.left() + 2, round(low.center().y()), low.width() - 4, 1), c.control)
    elif kind == SpanKind.APPLICANT:
        ink.fill(painter, box, c.warn.tint, 2, c.control)
        for third in (1, 2):
            y = round(box.top() + box.height() * third / 3)
            ink.fill(painter, QRectF(box.left() + 2, y, box.width() - 4, 1), c.control)
    else:
        middle = box.center().y()
        ink.fill(painter, QRectF(box.left(), middle - 2, box.width(), 4), c.done.mark, 2)


def _dotted(painter: QPainter, box: QRectF) -> None:
    c = colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(c.control), 1.2, Qt.PenStyle.DashLine))
    painter.setBrush(QColor(c.card))
    painter.drawRoundedRect(box.adjusted(0.6, 0.6, -0.6, -0.6), 2, 2)
    painter.restore()


def track(painter: QPainter, left: float, right: float, middle: float) -> None:
    """余下的期限: a dashed line from what has run to the last mark."""
    if right - left < 3:
        return
    painter.save()
    pen = QPen(QColor(colours().control), 1)
    pen.setDashPattern([3, 3])
    painter.setPen(pen)
    painter.drawLine(QPointF(left + 1, middle), QPointF(right, middle))
    painter.restore()


def statutory(painter: QPainter, x: float, middle: float, *, provisional: bool = False) -> None:
    """法定标记: a heavy upright; dashed while the date may still move."""
    painter.save()
    pen = QPen(QColor(colours().late.mark), 2.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if provisional:
        pen.setDashPattern([1.6, 1.2])
    painter.setPen(pen)
    painter.drawLine(QPointF(x, middle - BAR / 2 - 3), QPointF(x, middle + BAR / 2 + 3))
    painter.restore()


def promised(painter: QPainter, x: float, middle: float) -> None:
    """承诺标记: a thin upright under a diamond."""
    c = colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(c.promise.mark), 1.5))
    top = middle - BAR / 2
    painter.drawLine(QPointF(x, top), QPointF(x, middle + BAR / 2 + 3))
    painter.setPen(QPen(QColor(c.card), 1))
    painter.setBrush(QColor(c.promise.mark))
    painter.drawPolygon(QPolygonF([QPointF(x, top - 5), QPointF(x + 5, top), QPointF(x, top + 5), QPointF(x - 5, top)]))
    painter.restore()


def critical(painter: QPainter, box: QRectF) -> None:
    """关键路径: a frame that stands off the stretch, so that it shows around the darkest bar."""
    ink.fill(painter, box.adjusted(-3.5, -3.5, 3.5, 3.5), "", 4, colours().text, 1.5)


def arrow(painter: QPainter, x: float, top: float, bottom: float) -> None:
    """接续: from the end of one critical item down to the next."""
    c = colours()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, wide in ((c.card, 4.0), (c.text, 1.5)):
        painter.setPen(QPen(QColor(colour), wide))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom - 3))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(c.text))
    painter.drawPolygon(QPolygonF([QPointF(x - 4, bottom - 6), QPointF(x + 4, bottom - 6), QPointF(x, bottom)]))
    painter.restore()
