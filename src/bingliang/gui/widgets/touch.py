"""触摸的按钮: big targets for a hand that stands: a grade with its face, a reason to tick, a digit. None takes the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from bingliang.desk.lights import Light
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.mechanism.public_rating import Grade

BODY, HEAD = 30, 52
"""字号 on a screen that is read standing."""
_TONES = {
    Grade.VERY_SATISFIED: Light.OK,
    Grade.SATISFIED: Light.OK,
    Grade.FAIR: Light.SOON,
    Grade.UNSATISFIED: Light.STATUTE_LATE,
    Grade.VERY_UNSATISFIED: Light.STATUTE_LATE,
}
_CURVE = {1: 1.0, 2: 0.55, 3: 0.0, 4: -0.55, 5: -1.0}
"""The mouth: up for the better grades, straight in the middle, down for the worse; the word says it besides."""


class Touch(QAbstractButton):
    """触摸按钮: its text in the middle; ticked, it is filled."""

    def __init__(self, text: str, parent: QWidget | None = None, *, main: bool = False, size: int = BODY) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._main, self._size = main, size

    def sizeHint(self) -> QSize:
        return QSize(220, 84)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 72)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c = colours()
        filled = self._main or self.isChecked()
        painter = QPainter(self)
        self._ground(painter, c.accent if filled else c.card, c.accent if filled else c.control)
        painter.setFont(font(self._size, bold=filled))
        painter.setPen(QColor(c.on_accent if filled else c.text))
        inside = QRectF(self.rect()).adjusted(16, 8, -16, -8)
        text = f"√ {self.text()}" if self.isChecked() else self.text()
        painter.drawText(inside, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), text)

    def _ground(self, painter: QPainter, fill: str, line: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(colours().accent_soft if self.isDown() and not self._main else fill))
        painter.setPen(QPen(QColor(line), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens.L, tokens.L)


class GradeTouch(Touch):
    """一档评价: a face and its word."""

    def __init__(self, grade: Grade, parent: QWidget | None = None) -> None:
        super().__init__(grade.text, parent)
        self.grade = grade

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c = colours()
        tone = c.tone(_TONES[self.grade])
        painter = QPainter(self)
        self._ground(painter, c.card, tone.text)
        side = min(self.width() * 0.56, self.height() * 0.5)
        middle = QPointF(self.width() / 2, self.height() * 0.4)
        self._face(painter, middle, side / 2, QColor(tone.text))
        painter.setFont(font(BODY if self.width() > 6 * BODY else 26, bold=True))
        painter.setPen(QColor(c.text))
        below = QRectF(8, middle.y() + side / 2 + 12, self.width() - 16, self.height() - middle.y() - side / 2 - 24)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), self.text())

    def _face(self, painter: QPainter, middle: QPointF, radius: float, colour: QColor) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour, max(4.0, radius / 14), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawEllipse(middle, radius, radius)
        painter.setBrush(colour)
        for side in (-1, 1):
            painter.drawEllipse(middle + QPointF(side * radius * 0.36, -radius * 0.24), radius * 0.08, radius * 0.08)
        bend, wide, low = _CURVE[self.grade], radius * 0.48, middle.y() + radius * 0.34
        points = [
            QPointF(middle.x() + wide * at / 8, low + radius * 0.24 * bend * (0.5 - (at / 8) ** 2))
            for at in range(-8, 9)
        ]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(points)
