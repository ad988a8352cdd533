"""图标: the status marks, drawn so that each is known by its shape alone, and the program's own SVG icons."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from bingliang.desk.lights import Light
from bingliang.gui.tokens import Colours, Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

Draw = Callable[[QPainter, QRectF, Tone, str], None]


def mark(painter: QPainter, box: QRectF, light: Light, colours: Colours, ground: str = "") -> None:
    """状态标: the shape of `light` filling `box`; `ground` is the colour behind it, for the signs cut out of the shape."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    _SHAPES[light](painter, box, colours.tone(light), ground or colours.card)
    painter.restore()


def tick(painter: QPainter, box: QRectF, colour: str) -> None:
    """勾, drawn: no face that is shipped has the sign."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(colour, box.width() * 0.17))
    _line(painter, box, *_TICK)
    painter.restore()


def down(painter: QPainter, box: QRectF, colour: str) -> None:
    """下箭头 of a choice, drawn likewise."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPolygon(QPolygonF([_at(box, 0, 0), _at(box, 1, 0), _at(box, 0.5, 1)]))
    painter.restore()


def glass(painter: QPainter, box: QRectF, colour: str) -> None:
    """放大镜, drawn as well: it stands in the first picture, which need not wait for what reads SVG."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_pen(colour, box.width() * 0.08))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    radius = box.width() * 0.26
    painter.drawEllipse(_at(box, 0.435, 0.435), radius, radius)
    _line(painter, box, (0.63, 0.63), (0.85, 0.85))
    painter.restore()


_TICK = ((0.10, 0.55), (0.38, 0.82), (0.92, 0.20))


def _pen(colour: str, width: float) -> QPen:
    return QPen(
        QColor(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )  # fmt: skip


def _at(box: QRectF, x: float, y: float) -> QPointF:
    return QPointF(box.left() + x * box.width(), box.top() + y * box.height())


def _line(painter: QPainter, box: QRectF, *points: tuple[float, float]) -> None:
    painter.drawPolyline(QPolygonF([_at(box, x, y) for x, y in points]))


def _circle(painter: QPainter, box: QRectF, tone: Tone, _ground: str) -> None:
    painter.setBrush(QColor(tone.mark))
    inset = box.width() * 0.06
    painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def _triangle(painter: QPainter, box: QRectF, tone: Tone, _ground: str) -> None:
    path = QPainterPath(_at(box, 0.5, 0.07))
    path.lineTo(_at(box, 0.98, 0.92))
    path.lineTo(_at(box, 0.02, 0.92))
    path.closeSubpath()
    painter.setPen(_pen(tone.mark, box.width() * 0.08))
    painter.setBrush(QColor(tone.mark))
    painter.drawPath(path)
    sign = "#2A1A00"
    painter.setPen(_pen(sign, box.width() * 0.12))
    _line(painter, box, (0.5, 0.38), (0.5, 0.60))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(sign))
    painter.drawEllipse(_at(box, 0.5, 0.77), box.width() * 0.07, box.width() * 0.07)


def _diamond(painter: QPainter, box: QRectF, tone: Tone, _ground: str) -> None:
    """A diamond with a clock's hands: the promise has run out, the law has not."""
    painter.setPen(_pen(tone.mark, box.width() * 0.06))
    painter.setBrush(QColor(tone.mark))
    painter.drawPolygon(QPolygonF([_at(box, *p) for p in ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5))]))
    painter.setPen(_pen("#FFFFFF", box.width() * 0.11))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _line(painter, box, (0.5, 0.27), (0.5, 0.53), (0.69, 0.60))


def _square(painter: QPainter, box: QRectF, tone: Tone, ground: str) -> None:
    inset = box.width() * 0.05
    painter.setBrush(QColor(tone.mark))
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), box.width() * 0.12, box.width() * 0.12)
    painter.setPen(_pen(ground, box.width() * 0.14))
    _line(painter, box, (0.32, 0.32), (0.68, 0.68))
    _line(painter, box, (0.68, 0.32), (0.32, 0.68))


def _bars(painter: QPainter, box: QRectF, tone: Tone, _ground: str) -> None:
    painter.setBrush(QColor(tone.mark))
    for left in (0.16, 0.58):
        bar = QRectF(_at(box, left, 0.08), _at(box, left + 0.26, 0.92))
        painter.drawRoundedRect(bar, box.width() * 0.08, box.width() * 0.08)


def _tick(painter: QPainter, box: QRectF, tone: Tone, _ground: str) -> None:
    painter.setPen(_pen(tone.mark, box.width() * 0.17))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _line(painter, box, *_TICK)


def _ring(painter: QPainter, box: QRectF, tone: Tone, _ground: str) -> None:
    painter.setPen(_pen(tone.mark, box.width() * 0.11))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = box.width() * 0.11
    painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))


def _outward(painter: QPainter, box: QRectF, tone: Tone, _ground: str) -> None:
    """An arrow that leaves a box: the decision is made by another authority."""
    painter.setPen(_pen(tone.mark, box.width() * 0.12))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _line(painter, box, (0.45, 0.14), (0.10, 0.14), (0.10, 0.90), (0.86, 0.90), (0.86, 0.55))
    _line(painter, box, (0.48, 0.52), (0.92, 0.08))
    _line(painter, box, (0.62, 0.08), (0.92, 0.08), (0.92, 0.38))


def _late_tray(painter: QPainter, box: QRectF, tone: Tone, ground: str) -> None:
    """A full square with the tray cut out of it: what lies ready should have been handed over by now."""
    inset = box.width() * 0.05
    painter.setBrush(QColor(tone.mark))
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), box.width() * 0.12, box.width() * 0.12)
    painter.setPen(_pen(ground, box.width() * 0.1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _line(painter, box, (0.5, 0.22), (0.5, 0.52))
    _line(painter, box, (0.24, 0.56), (0.24, 0.76), (0.76, 0.76), (0.76, 0.56))


def _returned(painter: QPainter, box: QRectF, tone: Tone, _ground: str) -> None:
    """An arrow that turns back: it is the applicant's turn."""
    painter.setPen(_pen(tone.mark, box.width() * 0.12))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(_at(box, 0.10, 0.36))
    path.lineTo(_at(box, 0.62, 0.36))
    path.cubicTo(_at(box, 1.02, 0.36), _at(box, 1.02, 0.86), _at(box, 0.62, 0.86))
    path.lineTo(_at(box, 0.30, 0.86))
    painter.drawPath(path)
    _line(painter, box, (0.34, 0.12), (0.10, 0.36), (0.34, 0.60))


def _tray(painter: QPainter, box: QRectF, tone: Tone, _ground: str) -> None:
    """An arrow into a tray: the result lies ready to be collected."""
    painter.setPen(_pen(tone.mark, box.width() * 0.12))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _line(painter, box, (0.5, 0.06), (0.5, 0.58))
    _line(painter, box, (0.28, 0.38), (0.5, 0.60), (0.72, 0.38))
    _line(painter, box, (0.08, 0.62), (0.08, 0.92), (0.92, 0.92), (0.92, 0.62))


_SHAPES: dict[Light, Draw] = {
    Light.OK: _circle,
    Light.SOON: _triangle,
    Light.PROMISE_LATE: _diamond,
    Light.STATUTE_LATE: _square,
    Light.DELIVERY_LATE: _late_tray,
    Light.STOPPED: _bars,
    Light.WAITING: _ring,
    Light.OUTSIDE: _outward,
    Light.APPLICANT: _returned,
    Light.COLLECT: _tray,
    Light.DONE: _tick,
}


def seal(size: int, ground: str, ink: str) -> QIcon:
    """程序图标: “并” in three lanes that meet, drawn, so that no size is blurred."""
    from PySide6.QtGui import QIcon  # brings the names of all themed icons, and comes when the window stands

    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    box = QRectF(0, 0, size, size)
    painter.drawRoundedRect(box, size * 0.2, size * 0.2)
    painter.setPen(_pen(ink, size * 0.09))
    for height, right in ((0.30, 0.62), (0.50, 0.78), (0.70, 0.50)):
        _line(painter, box, (0.22, height), (right, height))
    painter.end()
    return QIcon(picture)


def svg(data: bytes, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """矢量图标: one SVG of resources/icons in one colour (its `currentColor`), `size` logical pixels square."""
    from PySide6.QtCore import QByteArray
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(QByteArray(data.replace(b"currentColor", colour.encode())))
    pixels = math.ceil(size * ratio)
    picture = QPixmap(QSize(pixels, pixels))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
