"""栏: a label, a line to type in, and under it what is wrong in one sentence; Enter walks on, Shift+Enter back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets.label import Paragraph

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
LONGEST = 200
_COMES_BACK = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""Whoever comes back to a half-typed line types on where he was; nothing is selected under his hand."""
CUT = 12


class Line(QLineEdit):
    """一行: `private` shows only the tail of a number while the focus is elsewhere."""

    walked = Signal(int)
    """Enter: 1, Shift+Enter: -1"""
    key_taken = Signal(object)
    """a key offered to the list that hangs below, before the line has it; accepted when it was used"""

    def __init__(self, *, private: bool = False) -> None:
        super().__init__()
        self._private = private
        self._whole = ""
        self._masked = False
        self._left_at = 0
        self.textChanged.connect(self._tell)

    def _tell(self, text: str) -> None:
        """What may be cut off can be read whole; never what is masked."""
        self.setToolTip(text if len(text) > CUT and not self._private else "")

    @property
    def whole(self) -> str:
        """全文, also while it is masked."""
        return self._whole if self._masked else self.text()

    def show_whole(self, text: str) -> None:
        """换上全文."""
        self._masked = False
        self.setText(text)
        self.setCursorPosition(0)
        if not self.hasFocus():
            self._mask()

    def _mask(self) -> None:
        text = self.text()
        if self._private and len(text) > 6:
            self._whole, self._masked = text, True
            self.setText(f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._masked:
            self._masked = False
            self.setText(self._whole)
        super().focusInEvent(event)
        if event.reason() in _COMES_BACK:
            self.setCursorPosition(self._left_at)
        elif event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._left_at = self.cursorPosition()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._mask()
            self.setCursorPosition(0)  # a long name is known by its beginning

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
        self.key_taken.emit(event)
        if event.isAccepted():
            return
        event.accept()
        extra = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.key() in ENTER and not extra:
            self.walked.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


class Field(QWidget):
    """栏: `name` is the field as the desk's faults name it; `code` keeps the input method away from figures and letters."""

    edited = Signal()
    left = Signal()
    walked = Signal(int)

    def __init__(
        self,
        name: str,
        word: str,
        *,
        required: bool = False,
        code: bool = False,
        private: bool = False,
        placeholder: str = "",
        longest: int = LONGEST,
    ) -> None:
        super().__init__()
        self.name, self.word = name, word
        self.line = Line(private=private)
        self._label = QLabel(self)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._required = required
        self._name()
        self._label.setFont(font(tokens.LABEL))
        self._label.setBuddy(self.line)
        self._note = Paragraph(size=tokens.CAPTION)
        self._note.hide()
        self._hint = self._fault = ""
        self.line.setProperty("helpKey", f"intake.{name}")
        self.line.setMaxLength(longest)
        self.line.setPlaceholderText(placeholder)
        if code:
            self.line.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.line.walked.connect(self.walked)
        self.line.installEventFilter(self)
        self.setFocusProxy(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        for part in (self._label, self.line, self._note):
            column.addWidget(part)

    def call(self, word: str) -> None:
        """改叫: another word on the label, e.g. the number of another kind of card."""
        if word != self.word:
            self.word = word
            self._name()

    def _name(self) -> None:
        star = f'<span style="color:{colours().late.text}">*</span> ' if self._required else ""
        self._label.setText(f"{star}{self.word}")
        self.line.setAccessibleName(self.word)

    @property
    def text(self) -> str:
        """所填的文字."""
        return self.line.whole

    def show_text(self, text: str) -> None:
        """换上文字, unless that is what stands there: the cursor stays."""
        if text != self.line.whole:
            self.line.show_whole(text)

    def scan(self, text: str) -> None:
        """扫入: as if it had been typed whole, and on to the next field."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()
        self.line.insert(text)
        self.line.textEdited.emit(self.line.text())
        self.walked.emit(1)

    @property
    def fault(self) -> str:
        """现有的差错."""
        return self._fault

    def show_fault(self, sentence: str) -> None:
        """差错 under the field; empty: none."""
        if sentence != self._fault:
            self._fault = sentence
            self.line.setProperty("wrong", "true" if sentence else "false")
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
            self.line.setAccessibleDescription(sentence)
            self._say()

    def show_hint(self, sentence: str) -> None:
        """提示 under the field while nothing is wrong."""
        if sentence != self._hint:
            self._hint = sentence
            self._say()

    def _say(self) -> None:
        text = f"× {self._fault}" if self._fault else self._hint
        self._note.set_colour(colours().late.text if self._fault else colours().text2)
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)


class Tick(QCheckBox):
    """勾: Space ticks, Enter walks on."""

    walked = Signal(int)

    def __init__(self, word: str, help_key: str) -> None:
        super().__init__(word)
        self.setAccessibleName(word)
        self.setProperty("helpKey", help_key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.walked.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)
