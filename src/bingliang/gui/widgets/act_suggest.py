"""备选的文字栏: a line one may type anything into, with a list below it of what is meant most often (↓ or typing opens it)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from bingliang.desk.acts.fields import Field, Kind
from bingliang.gui.widgets.act_editors import Editor
from bingliang.gui.widgets.choices import Choice
from bingliang.gui.widgets.drop import Drop

FOOT = "↑↓ 选择    Enter 选用    Esc 收起"
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SuggestEditor(Editor):
    """文字和备选: what is chosen is only put into the line; what the list does not have may be written.

    For a choice (单选) the line takes nothing but a row of the list; what is typed looks for it.
    """

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self._strict = field.kind is Kind.CHOICE
        self.box = QLineEdit(
            next((one.text for one in field.choices if one.value == field.default), str(field.default))
        )
        self.box.setPlaceholderText("↓ 从清单选，可以输入几个字来找" if self._strict else "↓ 从清单选，或直接写")
        self.stop = self.box
        self._named(self.box)
        self._row(self.box)
        self._drop: Drop | None = None
        self.box.textChanged.connect(self.changed)
        self.box.textEdited.connect(self._offer)
        self.box.installEventFilter(self)

    def value(self) -> str:
        typed = self.box.text()
        if not self._strict:
            return typed
        return next((one.value for one in self.field.choices if one.text == typed.strip()), "")

    @property
    def open(self) -> bool:
        """列表亮着."""
        return self._drop is not None and self._drop.isVisible()

    def _offer(self, typed: str) -> None:
        wanted = typed.strip()
        rows = tuple(
            Choice("", one.text, one.note, data=one.text, why_not=one.barred)
            for one in self.field.choices
            if wanted in one.text and wanted != one.text
        )
        if not rows:
            self._shut()
            return
        if self._drop is None:
            self._drop = Drop(
                f"{self.field.label}备选", FOOT if self._strict else f"{FOOT}    也可以直接写", self.window()
            )
            self._drop.list.chosen.connect(self._take)
        self._drop.show_under(self.box, rows, "")

    def _take(self, choice: Choice) -> None:
        self._shut()
        if choice.why_not:
            return
        self.box.setText(choice.data)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shut(self) -> bool:
        if not self.open or self._drop is None:
            return False
        self._drop.hide()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and event.type() == QEvent.Type.FocusOut:
            self._shut()
        if watched is self.box and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
            if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape and self.open:
                event.accept()  # Esc closes the list before it reaches the sheet
                return True
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in _STEPS and self.open and self._drop is not None:
            self._drop.list.step(_STEPS[key])
            return True
        if key == Qt.Key.Key_Down:
            self._offer("")
            return True
        if key in _ENTER and self.open and self._drop is not None and (current := self._drop.list.current()):
            self._take(current)
            return True
        return key == Qt.Key.Key_Escape and self._shut()
