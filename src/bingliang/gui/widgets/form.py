"""表单: rows of a label, a control and a hint below, one label position for the whole program's settings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.label import Paragraph, Words

LABEL_WIDTH = 132


class Form(QScrollArea):
    """表单: a title, a sentence, rows; scrolls when the window is low."""

    def __init__(self, title: str, lead: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        c = colours()
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        self._column.setSpacing(tokens.S)
        self._column.addWidget(Words(title, size=tokens.TITLE, bold=True, colour=c.text))
        self._column.addWidget(Paragraph(lead, size=tokens.LABEL, colour=c.text2))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, tokens.S, 0, 0)
        self._grid.setHorizontalSpacing(tokens.M)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        self._column.addLayout(self._grid)
        self._end = QVBoxLayout()
        self._column.addLayout(self._end)
        self._column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)

    def row(self, word: str, control: QWidget, hint: str = "") -> None:
        """一行: the label names the control for a screen reader, the hint says what it does."""
        c, at = colours(), self._grid.rowCount()
        label = Words(word, size=tokens.BODY, colour=c.text)
        label.setBuddy(control)
        label.setMinimumHeight(tokens.CONTROL)
        self._grid.addWidget(label, at, 0)
        line = (
            QHBoxLayout()
        )  # a control of a largest width would hold its column to that, and the labels would take the rest
        line.addWidget(control, 1)
        line.addStretch(0)
        self._grid.addLayout(line, at, 1)
        if hint:
            self._grid.addWidget(Paragraph(hint, size=tokens.CAPTION, colour=c.text2), at + 1, 1)
        self._grid.setRowMinimumHeight(at + 2, tokens.M)

    def below(self, part: QWidget) -> None:
        """下面的部分."""
        self._end.addWidget(part)


def field(name: str, value: str, *, most: int = 40, hint: str = "") -> QLineEdit:
    """文字框 with its name for a screen reader."""
    made = QLineEdit(value)
    made.setAccessibleName(name)
    made.setMaxLength(most)
    made.setPlaceholderText(hint)
    made.setMaximumWidth(420)
    return made
