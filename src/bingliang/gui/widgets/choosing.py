"""选择卡: a box of typing over a list, what is chosen explained below it; ↑↓ walk the list while the box keeps the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.choices import Choice, ChoiceList
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.overlay import Overlay

WIDE, TALL = 720, 640
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}


class Choosing(Overlay):
    """选择卡 over a page: the menu of acts, the palette of commands."""

    def __init__(self, page: QWidget, name: str, *, asks: str, placeholder: str, listed: str, foot: str) -> None:
        super().__init__(page, name, widest=WIDE, tallest=TALL)
        c = colours()
        self.title = Words(size=tokens.SUBTITLE, bold=True, colour=c.text)
        self.title.hide()
        self.box = QLineEdit()
        self.box.setAccessibleName(asks)
        self.box.setPlaceholderText(placeholder)
        self.list = ChoiceList(listed, self)
        self._said = Paragraph(size=tokens.LABEL, colour=c.text2)
        self._said.setMinimumHeight(44)
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._fill(foot)
        self.box.installEventFilter(self)
        self.box.textEdited.connect(self._typed)
        self.list.chosen.connect(self._take)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._explain())

    def _fill(self, keys: str) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.S)
        head.setSpacing(tokens.S)
        head.addWidget(self.title)
        head.addWidget(self.box)
        foot = QVBoxLayout()
        foot.setContentsMargins(tokens.L, tokens.S, tokens.L, tokens.S)
        foot.setSpacing(tokens.XS)
        foot.addWidget(self._said)
        row = QHBoxLayout()
        row.addWidget(Words(keys, size=tokens.CAPTION, colour=colours().text2))
        foot.addLayout(row)
        self.column.addLayout(head)
        self.list.setMinimumHeight(
            1
        )  # where nothing fits, the view's own least height would press the box above it flat
        self.column.addWidget(self.list, 1)
        self.column.addLayout(foot)

    def explain(self, words: str, *, forbidden: bool = False) -> None:
        """说明 of the chosen line; `forbidden` in the colour of what cannot be done."""
        c = colours()
        self._said.set_colour(c.late.text if forbidden else c.text2)
        self._said.setText(words)

    def _typed(self, text: str) -> None:
        """Another word stands in the box."""
        raise NotImplementedError

    def _take(self, choice: Choice) -> None:
        """A line was chosen."""
        raise NotImplementedError

    def _explain(self) -> None:
        """Another line is current."""
        raise NotImplementedError

    def _enter(self) -> None:
        """Enter takes the current line."""
        if (choice := self.list.current()) is not None:
            self._take(choice)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.list.step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            return False
        return True
