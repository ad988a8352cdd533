"""查找框: the one box in the top bar; figures come past the input method, so that a scan is never a Chinese candidate."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink

LONGEST = 80
WORDS = "收件号 / 文号 / 企业 / 项目 / 拼音首字母 / 信用代码 / 扫码"
SHORT_WORDS = "收件号 / 企业 / 项目 / 拼音 / 扫码"
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 6,
    Qt.Key.Key_PageUp: -6,
}


class FindBox(QLineEdit):
    """查找框: the list below belongs to who listens; ↑↓ PgUp PgDn and Enter are handed on."""

    stepped = Signal(int)
    entered = Signal()
    focused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("查找")
        self.setAccessibleDescription(WORDS)
        self.setProperty("helpKey", "find")
        self.setMaxLength(LONGEST)
        self.setTextMargins(26, 0, 0, 0)
        self.setFont(font(tokens.BODY))
        self.textChanged.connect(self._past_the_input_method)

    def _past_the_input_method(self, text: str) -> None:
        """A code begins with a figure; a name is typed with the input method."""
        wanted = not text[:1].isdigit()
        if self.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) != wanted:
            self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        c, painter = colours(), QPainter(self)
        icons.glass(painter, QRectF(10, (self.height() - 18) // 2, 18, 18), c.text2)
        if not self.text():
            small = font(tokens.CAPTION, bold=True)
            box = self.rect().adjusted(36, 7, 0, -7)
            box.setWidth(ink.width("F3", small) + 12)
            ink.fill(painter, box.toRectF(), c.bg, tokens.RADIUS, c.control)
            ink.write(painter, box, "F3", small, c.text2, ink.CENTRE)
            words = self.rect().adjusted(box.right() + 9, 0, -8, 0)
            used = font(tokens.LABEL)
            text = WORDS if ink.width(WORDS, used) <= words.width() else SHORT_WORDS
            ink.write(painter, words, text, used, c.text3)
        painter.end()
