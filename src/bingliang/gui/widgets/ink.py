"""笔墨: writing and filling with the tokens; the only place where shown text is cut, always with an ellipsis."""

from __future__ import annotations

import math
from datetime import date

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPen

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter


SMOOTH = QPainter.RenderHint.Antialiasing
_NO_PEN, _NO_BRUSH = Qt.PenStyle.NoPen, Qt.BrushStyle.NoBrush
# Qt's enums cost more to combine than a short word to draw; an int constant costs nothing.
_FLAGS = {align: int(align | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine) for align in (LEFT, RIGHT, CENTRE)}


def width(text: str, font: QFont) -> int:
    """字宽 in whole logical pixels, never a fraction too narrow."""
    return math.ceil(QFontMetricsF(font).horizontalAdvance(text)) + 1


def write(
    painter: QPainter, box: QRect, text: str, font: QFont, colour: str, align: Qt.AlignmentFlag = LEFT
) -> None:  # fmt: skip
    """写字 in one line, cut with an ellipsis where the box is too narrow; the caller gives the whole as a tooltip."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    room = max(0, box.width())
    # No sign is wider than its font is high: most words need no measuring.
    if len(text) * font.pixelSize() > room:
        text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
    painter.drawText(box, _FLAGS[align], text)


def fill(painter: QPainter, box: QRectF, colour: str, radius: float = 0, outline: str = "", line: float = 1) -> None:
    """填色 with an optional outline inside the box."""
    painter.save()
    painter.setRenderHint(SMOOTH)
    painter.setBrush(QColor(colour) if colour else _NO_BRUSH)
    if outline:
        painter.setPen(QPen(QColor(outline), line))
        half = line / 2
        box = box.adjusted(half, half, -half, -half)
    else:
        painter.setPen(_NO_PEN)
    painter.drawRoundedRect(box, radius, radius)
    painter.restore()


def ground(painter: QPainter, box: QRect, colour: str) -> None:
    """底色 of what stands in the first picture. Qt's `fillRect` takes gradients as well, and brings their names with it."""
    painter.setPen(_NO_PEN)
    painter.setBrush(QColor(colour))
    painter.drawRect(box)


def pattern(painter: QPainter, box: QRectF, style: Qt.BrushStyle, colour: str) -> None:
    """花纹: hatching over a box, clipped to it."""
    painter.save()
    painter.setClipRect(box, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if style == Qt.BrushStyle.BDiagPattern:
        # Qt's own pattern does not scale with the screen; lines do.
        painter.setPen(QPen(QColor(colour), 1.6))
        step, height = 5.0, box.height()
        x = box.left() - height
        while x < box.right():
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x + height, box.top()))
            x += step
    else:
        painter.fillRect(box, QBrush(QColor(colour), style))
    painter.restore()


def ring(painter: QPainter, box: QRect, colour: str, radius: float) -> None:
    """焦点框: two pixels, inside the box."""
    fill(painter, QRectF(box), "", radius, colour, 2)


def day(on: date | None, today: date | None = None) -> str:
    """日期 as the counter writes it: MM-dd within this year, else yyyy-MM-dd; “—” for none."""
    if on is None:
        return "—"
    return f"{on:%m-%d}" if today is not None and on.year == today.year else f"{on:%Y-%m-%d}"


def weekday(on: date) -> str:
    """星期几."""
    return "周" + "一二三四五六日"[on.weekday()]
