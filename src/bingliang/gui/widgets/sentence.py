"""一句话: who has it, until when, what is wanted; a bar in the colour of the light stands before it."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bingliang.desk.rows import Light
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.label import Paragraph


class Sentence(QWidget):
    """一句话 that can be read aloud to the applicant."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light = Light.OK
        self._words = Paragraph(size=tokens.BODY, colour=colours().text)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.addWidget(self._words)

    def say(self, text: str, light: Light) -> None:
        """一句话 and its light."""
        self._light = light
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        tone = c.tone(self._light)
        ink.fill(painter, self.rect().toRectF(), tone.tint, tokens.RADIUS)
        painter.fillRect(0, 0, 4, self.height(), QColor(tone.mark))
        painter.end()
