"""下拉: one of a few lines; its arrow is drawn, since a style sheet that gives a box its edge takes the arrow away."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox

from bingliang.gui import icons
from bingliang.gui.style import colours

WIDE, HIGH, EDGE = 9, 5, 11


class DropDown(QComboBox):
    """下拉; everything else about it is the style's."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        c = colours()
        box = QRectF(self.width() - EDGE - WIDE, (self.height() - HIGH) / 2, WIDE, HIGH)
        painter = QPainter(self)
        icons.down(painter, box, c.text2 if self.isEnabled() else c.control)
        painter.end()
