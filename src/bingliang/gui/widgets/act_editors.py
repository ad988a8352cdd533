"""填写的控件: one editor for each kind of field of an act's form; each says what it holds and when it changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from bingliang.desk.acts.fields import Choice, Field, Kind, day_or_none
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.drop_down import DropDown
from bingliang.gui.widgets.label import Paragraph, Words

NARROW, DAY_WIDE = 88, 132
LOW, HIGH = 54, 152
"""Two lines of a longer text stand there empty, seven at the most."""
MOST_ROWS = 9
"""A choice among more is a line with a list below it, not a column of rows."""
NOTE_BESIDE, INDENT = 360, 28
"""The width of a line of choices on the smallest screen, without the mark; where a note below it begins."""
MANY = 2
"""More greyed choices than this are named in one sentence instead of a row each."""


class Editor(QWidget):
    """控件: `value` is what the form hands to the desk; `stop` is where the focus goes."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self.stop: QWidget = self

    def value(self) -> Any:  # noqa: ANN401 - each kind has its own
        """填的内容."""
        raise NotImplementedError

    def mark(self, sentence: str) -> None:
        """标出差错; empty takes the mark away."""
        self.stop.setProperty("fault", bool(sentence))
        self.stop.style().unpolish(self.stop)
        self.stop.style().polish(self.stop)

    def _named(self, widget: QWidget) -> None:
        widget.setAccessibleName(self.field.label)
        widget.setAccessibleDescription(self.field.help)
        widget.setWhatsThis(self.field.help)

    def _row(self, *parts: QWidget | None) -> QHBoxLayout:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.S)
        for part in parts:
            row.addStretch(1) if part is None else row.addWidget(part)
        return row


class LineEditor(Editor):
    """一行: text, a day or a number; a day says its weekday behind it."""

    def __init__(self, field: Field, today: date) -> None:
        super().__init__(field)
        self._today = today
        self.box = QLineEdit(str(field.default))
        self.stop = self.box
        self._named(self.box)
        self._tail = Words(field.unit, size=tokens.LABEL, colour=colours().text2, whole=True)
        if field.kind is Kind.DAY:
            self.box.setFixedWidth(DAY_WIDE)
            self.box.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
            self._row(self.box, self._tail, None)
        elif field.kind is Kind.NUMBER:
            self.box.setFixedWidth(NARROW)
            self.box.setAlignment(Qt.AlignmentFlag.AlignRight)
            self.box.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
            self._row(self.box, self._tail, None)
        else:
            self._row(self.box)
        if field.optional and not field.default:
            self.box.setPlaceholderText(field.blank)
        self.box.textChanged.connect(lambda _: self._typed())
        self._tell()

    def _typed(self) -> None:
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        if self.field.kind is not Kind.DAY or not self.box.text().strip():
            return
        on = day_or_none(self.box.text(), self._today)
        if on is None:
            self._tail.setText("")
            return
        near = {0: "今天", -1: "昨天", 1: "明天"}.get((on - self._today).days, "")
        full = "" if self.box.text().strip() == f"{on:%Y-%m-%d}" else f"{on:%Y-%m-%d}"
        self._tail.setText(" ".join(part for part in (full, ink.weekday(on), near) if part))

    def value(self) -> str:
        return self.box.text()


class _Lines(QPlainTextEdit):
    """Wraps and grows; Enter walks on like in every field, Tab too."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDocumentMargin(2)
        self.setFixedHeight(LOW)
        self.textChanged.connect(self._grow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _grow(self) -> None:
        """As high as its lines, which a plain text counts, within its measure; beyond that it scrolls."""
        lines = round(self.document().size().height())
        wanted = lines * self.fontMetrics().lineSpacing() + 18
        self.setFixedHeight(min(max(LOW, wanted), HIGH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # the sheet walks the fields
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(240, LOW)


class LongEditor(Editor):
    """几行文字 of one paragraph."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.box = _Lines(str(field.default))
        self.stop = self.box
        self._named(self.box)
        if field.optional:
            self.box.setPlaceholderText(field.blank)
        self._row(self.box)
        self.box.textChanged.connect(self.changed)

    def value(self) -> str:
        return " ".join(self.box.toPlainText().split("\n"))


class ChoiceEditor(Editor):
    """单选: a row for each choice with its note; what is barred stands there greyed, with the reason."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        self._group = QButtonGroup(self)
        self._values: list[str] = []
        barred = [choice for choice in field.choices if choice.barred]
        gathered = barred if len(barred) > MANY else []
        for choice in field.choices:
            if choice not in gathered:
                column.addLayout(self._choice(choice))
        if gathered:
            names = "、".join(choice.text for choice in gathered)
            told = Paragraph(f"不能选：{names}。{field.help}", size=tokens.CAPTION, colour=colours().text2)
            told.setToolTip("\n".join(choice.barred for choice in gathered))
            column.addWidget(told)
        buttons = self._group.buttons()
        self.stop = next((one for one in buttons if one.isChecked()), buttons[0] if buttons else self)
        self._group.buttonToggled.connect(self._toggled)

    def _choice(self, choice: Choice) -> QHBoxLayout | QVBoxLayout:
        button = QRadioButton(choice.text)
        button.setChecked(choice.value == self.field.default)
        button.setEnabled(not choice.barred)
        button.setToolTip(choice.barred or choice.note)
        button.setAccessibleName(f"{self.field.label}：{choice.text}")
        button.setAccessibleDescription(choice.barred or choice.note)
        button.setWhatsThis(self.field.help)
        self._group.addButton(button, len(self._values))
        self._values.append(choice.value)
        return _noted(button, choice.barred or choice.note)

    def _toggled(self, button: QRadioButton, on: bool) -> None:  # noqa: FBT001 - Qt's own signature
        if on:
            self.stop = button
            self.changed.emit()

    def value(self) -> str:
        at = self._group.checkedId()
        return self._values[at] if at >= 0 else ""


def _noted(button: QRadioButton, note: str) -> QHBoxLayout | QVBoxLayout:
    """The note behind its choice, below it where the line has no room for both: it says why one would choose this one."""
    small, c = font(tokens.CAPTION), colours()
    if ink.width(button.text(), font()) + ink.width(note, small) <= NOTE_BESIDE:
        row = QHBoxLayout()
        row.setSpacing(tokens.S)
        row.addWidget(button)
        row.addWidget(Words(note, size=tokens.CAPTION, colour=c.text2), 1)
        return row
    below = Paragraph(note, size=tokens.CAPTION, colour=c.text2)
    below.setContentsMargins(INDENT, 0, 0, 2)
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(button)
    column.addWidget(below)
    return column


class TickEditor(Editor):
    """勾选."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.box = QCheckBox("是")
        self.box.setChecked(bool(field.default))
        self.stop = self.box
        self._named(self.box)
        self._row(self.box, None)
        self.box.toggled.connect(lambda _: self.changed.emit())

    def value(self) -> bool:
        return self.box.isChecked()


class ItemsEditor(Editor):
    """事项多选: one tick for each item for which the act is lawful now."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        self._boxes: list[tuple[int, QCheckBox]] = []
        for choice in field.choices:
            box = QCheckBox(choice.text)
            box.setChecked(int(choice.value) in field.default)
            self._named(box)
            box.setAccessibleName(f"{field.label}：{choice.text}")
            box.toggled.connect(lambda _: self.changed.emit())
            column.addWidget(box)
            self._boxes.append((int(choice.value), box))
        self.stop = self._boxes[0][1] if self._boxes else self

    def value(self) -> tuple[int, ...]:
        return tuple(no for no, box in self._boxes if box.isChecked())


class ListEditor(Editor):
    """下拉: a choice inside a table, where rows of radio buttons would take the room."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.box = DropDown()
        for choice in field.choices:
            self.box.addItem(choice.text, choice.value)
        self.box.setCurrentIndex(max(0, self.box.findData(str(field.default))))
        self.box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(6)
        self.stop = self.box
        self._named(self.box)
        self._row(self.box)
        self.box.currentIndexChanged.connect(lambda _: self.changed.emit())

    def value(self) -> str:
        return str(self.box.currentData() or "")


def editor(field: Field, today: date, *, small: bool = False) -> Editor:
    """控件 for a field; `small` inside a table."""
    plain = {Kind.LONG: LongEditor, Kind.TICK: TickEditor, Kind.ITEMS: ItemsEditor}.get(field.kind)
    if plain is not None:
        return plain(field)
    if field.kind is Kind.CHOICE and (small or (len(field.choices) <= MOST_ROWS and not field.folded)):
        return ListEditor(field) if small else ChoiceEditor(field)
    if field.kind is Kind.ROWS:
        from bingliang.gui.widgets.act_rows import RowsEditor

        return RowsEditor(field, today)
    if field.kind in {Kind.FILE, Kind.FOLDER}:
        from bingliang.gui.widgets.act_files import FileEditor

        return FileEditor(field)
    if field.choices:
        from bingliang.gui.widgets.act_suggest import SuggestEditor

        return SuggestEditor(field)
    return LineEditor(field, today)
