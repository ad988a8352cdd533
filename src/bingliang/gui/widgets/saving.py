"""提速: what the same items would have taken one after another, and what they took side by side."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink


class Saving(QWidget):
    """提速: “46 → 25 个工作日”."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: list[tuple[str, int, bool, bool]] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_span(self, serial: int | None, span: int | None) -> None:
        """提速 in workdays; hidden while either is unknown."""
        self.setVisible(serial is not None and span is not None)
        self._parts = [
            ("逐项办 ", tokens.CAPTION, False, False),
            (str(serial), tokens.SUBTITLE, True, False),
            ("  →  并联 ", tokens.CAPTION, False, False),
            (str(span), tokens.SUBTITLE, True, True),
            (" 个工作日", tokens.CAPTION, False, False),
        ]
        self.setAccessibleName(f"逐项办理 {serial} 个工作日，并联办理 {span} 个工作日")
        self.setToolTip("逐项办：同样的办理时间一项接一项相加；并联：首次收件到最后一项决定")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(sum(ink.width(text, font(size, bold=bold)) for text, size, bold, _ in self._parts) + 20, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter, x = colours(), QPainter(self), 10
        ink.fill(painter, QRectF(self.rect()), c.ok.tint, tokens.RADIUS)
        for text, size, bold, gain in self._parts:
            used = font(size, bold=bold)
            wide = ink.width(text, used)
            colour = c.ok.on_selected if gain else c.text if bold else c.text2
            ink.write(painter, QRect(x, 0, wide + 2, self.height()), text, used, colour)
            x += wide
        painter.end()
