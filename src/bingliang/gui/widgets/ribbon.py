"""横幅: 示范数据 or 练习 in its own colour, and what the calendar still lacks; hidden when there is nothing to say."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink

PRACTICE = "练习"
MEANING = {
    "示范数据": "企业、期限、文号均为演示，不得对外使用",
    PRACTICE: "练习库，所有文书均标“练习”，不产生效力；关闭这个窗口（Alt+F4）就离开",
}


class Ribbon(QWidget):
    """横幅 below the top bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ribbon, self._banner = "", ""
        self.setFixedHeight(tokens.RIBBON)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def say(self, ribbon: str, banner: str) -> None:
        """横幅 with its two parts, either of them empty."""
        self._ribbon, self._banner = ribbon, banner
        words = "；".join(part for part in (self._sample(), banner) if part)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(bool(words))
        self.update()

    @property
    def text(self) -> str:
        """横幅的字."""
        return self.accessibleName()

    def _sample(self) -> str:
        meaning = MEANING.get(self._ribbon, "")
        return f"{self._ribbon}：{meaning}" if meaning else self._ribbon

    def sizeHint(self) -> QSize:
        return QSize(800, tokens.RIBBON)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        painter.fillRect(self.rect(), QColor(c.warn.tint))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(c.line))
        x, small, bold = 16, font(tokens.LABEL), font(tokens.LABEL, bold=True)
        if self._ribbon:
            wide = ink.width(self._ribbon, bold) + 16
            ink.fill(painter, QRectF(x, 5, wide, 20), c.warn.text, tokens.RADIUS)
            ink.write(painter, QRect(x, 5, wide, 20), self._ribbon, bold, c.warn.tint, ink.CENTRE)
            x += wide + 10
            meaning = MEANING.get(self._ribbon, "")
            wide = ink.width(meaning, small)
            ink.write(painter, QRect(x, 0, wide + 2, self.height()), meaning, small, c.warn.text)
            x += wide + 28
        if self._banner:
            ink.write(painter, QRect(x, 0, self.width() - x - 12, self.height()), self._banner, bold, c.warn.text)
        painter.end()
