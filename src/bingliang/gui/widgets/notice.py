"""通知条: a refusal or a fault in one sentence, over the pages until Esc or the next act; never a passing toast."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from bingliang.desk.lights import Light
from bingliang.gui import icons, tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.label import Paragraph


class Notice(QWidget):
    """通知条 below the ribbon; hidden when there is nothing to say. A refusal that names its place in the settings leads there."""

    led = Signal()
    """the clerk wants to go where the sentence says"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._light = Light.STATUTE_LATE
        self._words = Paragraph(size=tokens.BODY, bold=True, colour=colours().late.text)
        self.lead_button = QPushButton("去填写（Ctrl+Shift+T）")
        self.lead_button.clicked.connect(self.led)
        self.lead_button.hide()
        close = QPushButton("知道了（Esc）")
        close.clicked.connect(self.clear)
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 6, 16, 6)
        row.addWidget(self._words, 1)
        row.addWidget(self.lead_button)
        row.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """通知."""
        return self._words.text() if not self.isHidden() else ""

    def say(self, sentence: str) -> None:
        """通知 of what did not go through."""
        self._show(sentence, Light.STATUTE_LATE)

    def tell(self, sentence: str) -> None:
        """告知 of what went through, in a quiet colour."""
        self._show(sentence, Light.OK)

    def _show(self, sentence: str, light: Light) -> None:
        from bingliang.gui.pages.settings.sections import named_in  # not before there is something to say

        self._light = light
        c = colours()
        self._words.set_colour(c.tone(light).text if light is Light.STATUTE_LATE else c.text)
        self._words.setText(sentence)
        self.lead_button.setVisible(named_in(sentence) is not None)
        self.setAccessibleName(f"提示：{sentence}")
        self.show()
        self.update()

    def pass_by(self) -> None:
        """过去了: the clerk goes on to something else; what went through need not be clicked away, a refusal stays."""
        if self._light is Light.OK:
            self.hide()

    def clear(self) -> None:
        """收起."""
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        tint = c.tone(self._light).tint
        ink.fill(painter, QRectF(self.rect()), tint)
        icons.mark(painter, QRectF(16, self.height() / 2 - 8, 16, 16), self._light, c, tint)
        painter.end()
