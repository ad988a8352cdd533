"""选栏: a field with a list below it. The list is asked for while the clerk types, or stands ready; Enter takes its row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from bingliang.gui import icons
from bingliang.gui.style import colours
from bingliang.gui.widgets.choices import Choice
from bingliang.gui.widgets.drop import Drop
from bingliang.gui.widgets.field import ENTER, Field

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class LineWays(TypedDict, total=False):
    """一行的式样, as a field has it."""

    placeholder: str
    code: bool
    private: bool
    longest: int


class PickField(Field):
    """选栏: `strict` takes nothing but a row of the list; `foot` names the keys of the list."""

    picked = Signal(object)
    """the data of the row that was taken"""
    asked = Signal(str)
    """what was typed, for those who have to ask for the list"""

    def __init__(
        self, name: str, word: str, *, required: bool = False, strict: bool = False, asks: bool = False, foot: str = "",
        **line: Unpack[LineWays],
    ) -> None:  # fmt: skip
        super().__init__(name, word, required=required, **line)
        self._strict, self._asks = strict, asks
        self._foot = foot or "↑↓ 选择    Enter 选用    Esc 收起"
        self._choices: tuple[Choice, ...] = ()
        self._hint_text = ""
        self._waiting = self._hurried = False
        self._drop: Drop | None = None
        self.line.setReadOnly(strict)
        self.line.setTextMargins(0, 0, 22, 0)
        self.line.textEdited.connect(self._typed)
        self.line.key_taken.connect(self._key)
        self.left.connect(self.close_list)
        self._mark = _Mark(self.line)

    @property
    def open(self) -> bool:
        """列表亮着."""
        return self._drop is not None and self._drop.isVisible()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """现有的备选."""
        return self._choices

    def offer(self, choices: Sequence[Choice]) -> None:
        """备好列表; it is shown at F4, Alt+↓ or ↓."""
        self._choices = tuple(choices)

    def answer(self, typed: str, choices: Sequence[Choice], hint: str) -> None:
        """回答所问: shown when it is still what stands in the line; an Enter that came earlier is kept for it."""
        if typed != self.text:
            return
        self._waiting = False
        self._choices, self._hint_text = tuple(choices), hint
        if self._hurried:
            self._hurried = False
            if self._choices:
                self._take(self._choices[0])
            else:
                self.walked.emit(1)
        elif self.line.hasFocus() and typed.strip():
            self.open_list()

    def open_list(self) -> None:
        """亮出列表."""
        if self._asks and not self._choices and not self._hint_text:
            return
        if self._drop is None:
            self._drop = Drop(f"{self.word}备选", self._foot, self.window())
            self._drop.list.chosen.connect(self._take)
        self._drop.show_under(self.line, self._choices, self._hint_text if not self._choices else "")
        current = next((at for at, one in enumerate(self._choices) if one.word == self.text), 0)
        self._drop.list.step(current)

    def close_list(self) -> bool:
        """收起列表; True when it was open."""
        if self._drop is None or not self._drop.isVisible():
            return False
        self._drop.hide()
        return True

    def _typed(self, text: str) -> None:
        self._hurried = False
        if self._asks:
            self._waiting = bool(text.strip())
            self._choices, self._hint_text = (), ""
            if not text.strip():
                self.close_list()
            self.asked.emit(text)

    def _key(self, event: QKeyEvent) -> None:
        key, extra = Qt.Key(event.key()), event.modifiers() & ~_KEYPAD
        if key in _STEPS and not extra:
            if self.open and self._drop is not None:
                self._drop.list.step(_STEPS[key])
                event.accept()
            elif key == Qt.Key.Key_Down:
                self.open_list()
                event.accept()
        elif key == Qt.Key.Key_Space and self._strict and not extra:
            self.open_list()
            event.accept()
        elif key in ENTER and not extra & ~Qt.KeyboardModifier.ShiftModifier:
            self._enter(-1 if extra & Qt.KeyboardModifier.ShiftModifier else 1)
            event.accept()

    def _enter(self, step: int) -> None:
        if step > 0 and self._waiting:
            self._hurried = True
            return
        current = self._drop.list.current() if step > 0 and self.open and self._drop is not None else None
        if current is not None:
            self._take(current)
        else:
            self.close_list()
            self.walked.emit(step)

    def _take(self, choice: Choice) -> None:
        self.close_list()
        if choice.why_not:
            return
        self._choices = () if self._asks else self._choices
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.picked.emit(choice.data)


class _Mark(QWidget):
    """下拉的记号 at the right of the line; only drawn."""

    def __init__(self, line: QWidget) -> None:
        super().__init__(line)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._line = line
        line.installEventFilter(self)
        self._place()

    def eventFilter(self, watched: object, event: object) -> bool:
        del watched, event
        self._place()
        return False

    def _place(self) -> None:
        self.setGeometry(self._line.width() - 26, 0, 24, self._line.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        middle = QRectF(self.rect()).center()
        icons.down(painter, QRectF(middle.x() - 4, middle.y() - 2, 8, 5), colours().text2)
        painter.end()
