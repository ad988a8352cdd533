"""并联段: one small block per item of a case; colour and filling say its state, the count stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from bingliang.desk.rows import Light, Segment
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink

HEIGHT, GAP, WIDEST = 12, 3, 18
RUNNING = frozenset({Light.OK, Light.SOON, Light.PROMISE_LATE, Light.STATUTE_LATE, Light.DELIVERY_LATE, Light.DONE})


def paint(painter: QPainter, box: QRect, segments: tuple[Segment, ...], done: int, total: int) -> None:
    """并联段 and “3/9” in a cell."""
    c, small = colours(), font(tokens.LABEL)
    count = f"{done}/{total}"
    wide = ink.width("00/00", small)
    ink.write(painter, QRect(box.right() - 8 - wide, box.top(), wide, box.height()), count, small, c.text2, ink.RIGHT)
    room = box.width() - 12 - wide - 16
    if not segments:
        return
    step = min(WIDEST + GAP, (room + GAP) / len(segments))
    top = box.top() + (box.height() - HEIGHT) // 2
    painter.save()
    painter.setRenderHint(ink.SMOOTH)
    painter.setPen(Qt.PenStyle.NoPen)
    for at, segment in enumerate(segments):
        left = round(box.left() + 12 + at * step)
        right = round(box.left() + 12 + (at + 1) * step) - GAP
        _block(painter, QRectF(left, top, max(3, right - left), HEIGHT), segment.light)
    painter.restore()


def _block(painter: QPainter, box: QRectF, light: Light) -> None:
    """一段: filled while it runs, hatched when stopped, empty when it waits, half when it is someone else's turn."""
    c = colours()
    tone = c.tone(light)
    if light in RUNNING:
        _solid(painter, box, tone.mark, 2)
        middle = box.center()
        if light in (Light.STATUTE_LATE, Light.DELIVERY_LATE) and box.width() >= 8:
            _solid(painter, QRectF(middle.x() - 3, middle.y() - 1, 6, 2), c.card)
        if light == Light.PROMISE_LATE and box.width() >= 8:
            _solid(painter, QRectF(middle.x() - 1, middle.y() - 3, 2, 6), c.card)
        return
    ink.fill(painter, box, tone.tint, 2, tone.mark)
    if light == Light.STOPPED:
        ink.pattern(painter, box.adjusted(1, 1, -1, -1), Qt.BrushStyle.BDiagPattern, tone.mark)
    elif light in (Light.OUTSIDE, Light.APPLICANT):
        _solid(painter, QRectF(box.left(), box.center().y(), box.width(), box.height() / 2), tone.mark, 2)
    elif light == Light.COLLECT:
        _solid(painter, QRectF(box.left(), box.top(), box.width() / 2, box.height()), tone.mark, 2)


def _solid(painter: QPainter, box: QRectF, colour: str, radius: float = 0) -> None:
    """Without setting the painter anew for each of a hundred blocks on the screen."""
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(box, radius, radius)


def speech(segments: tuple[Segment, ...], done: int, total: int) -> str:
    """并联段 in words: “9 项，已办 3；施工许可证 临期，…”."""
    named = "、".join(f"{s.name} {s.light}" for s in segments)
    return f"{total} 项，已办 {done}" + (f"；{named}" if named else "")
