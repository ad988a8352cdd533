"""详情栏: the right pane of a list page: what is chosen, or one sentence while nothing is."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.lights import Light
from bingliang.gui import tokens
from bingliang.gui.helped import explain
from bingliang.gui.style import colours
from bingliang.gui.table import RowTable
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.sentence import Sentence
from bingliang.gui.widgets.state import State

View = TypeVar("View")
Row = TypeVar("Row")


class DetailPane(QFrame, Generic[View]):
    """详情栏; the pane of a page fills `_content()` and shows its own `view`."""

    def __init__(self, name: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: View | None = None
        self.setObjectName("card")
        self.setAccessibleName(name)
        self._pages = QStackedWidget(self)
        self._state = State(self)
        self._pages.addWidget(self._state)
        self._pages.addWidget(_scrolling(self._content(), self))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._pages)
        self.clear("", empty)

    def panes(self) -> list[QWidget]:
        """换区的落点 within the pane; none by itself."""
        return []

    def clear(self, head: str, hint: str) -> None:
        """没有选中的."""
        self.view = None
        self._pages.setCurrentIndex(0)
        self._state.say(head, hint)

    def not_read(self, sentence: str) -> None:
        """没有读出来, in one sentence."""
        self.clear(f"{self.accessibleName()}没有读出来", sentence)

    def _content(self) -> QWidget:
        """What stands in the pane when something is chosen; it scrolls."""
        raise NotImplementedError

    def _column(self) -> tuple[QWidget, QVBoxLayout]:
        """The widget that scrolls and its column."""
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.S)
        return inside, column

    def _filled(self) -> None:
        self._pages.setCurrentIndex(1)


class Opening(QVBoxLayout):
    """开头: what kind it is and its number, its name, whose it is, and the sentence that says how it stands.

    Where a list holds one kind only, `kinds` is False: the number alone stands above the name, and none where there is none.
    """

    def __init__(self, *, kinds: bool = True) -> None:
        super().__init__()
        c = colours()
        self.setSpacing(tokens.S)
        self._kind = Words(size=tokens.SUBTITLE, bold=True, colour=c.text, whole=True)
        self._number = Words(size=tokens.BODY, colour=c.text2)
        self._title = Paragraph(size=tokens.TITLE, bold=True, colour=c.text)
        self._whose = Paragraph(size=tokens.BODY, colour=c.text2)
        self._sentence = Sentence()
        self._kinds = kinds
        if kinds:
            headed(self, self._kind, self._number)
        else:
            self.addWidget(self._number)
        for part in (self._title, self._whose, self._sentence):
            self.addWidget(part)

    def say(self, kind: str, number: str, title: str, whose: str, sentence: tuple[str, Light]) -> None:
        """写上."""
        self._kind.setText(kind)
        self._number.setText(number)
        # Beside the kind it keeps its place, empty or not: it is what fills the line.
        self._number.setVisible(self._kinds or bool(number))
        self._title.setText(title)
        self._whose.setText(whose)
        self._whose.setVisible(bool(whose))
        self._sentence.say(*sentence)


def headed(column: QVBoxLayout, left: QWidget, right: Words) -> None:
    """头一行: what it is at the left, its number at the right."""
    right.setAlignment(Qt.AlignmentFlag.AlignRight)
    line = QHBoxLayout()
    line.addWidget(left)
    line.addWidget(right, 1)
    column.addLayout(line)


def tall(table: RowTable[Row], rows: int, most: int) -> None:
    """表高: a table within the pane is as high as its rows, up to `most`; the pane scrolls, not the table."""
    high = table.verticalHeader().defaultSectionSize()
    table.setFixedHeight(tokens.HEADER_ROW + max(1, min(rows, most)) * high + 2)


def _scrolling(inside: QWidget, parent: QWidget) -> QScrollArea:
    area = QScrollArea(parent)
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area


def button(words: str, help_key: str) -> QPushButton:
    """按钮 with its text of F1."""
    made = QPushButton(words)
    explain(made, help_key)
    return made


def buttons(*rows: tuple[QPushButton, SignalInstance]) -> QHBoxLayout:
    """一排按钮 and what each says; none takes Enter from the list."""
    line = QHBoxLayout()
    line.setSpacing(tokens.S)
    for button, signal in rows:
        button.setAutoDefault(False)
        button.clicked.connect(signal)
        line.addWidget(button)
    line.addStretch(1)
    return line
