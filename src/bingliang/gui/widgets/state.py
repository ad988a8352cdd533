"""状态页: what stands in place of a list that is loading, empty or could not be read."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.label import Paragraph


class State(QWidget):
    """状态页: one sentence, one hint, and a button to try again when something failed."""

    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        c = colours()
        self._head = Paragraph(size=tokens.SUBTITLE, bold=True, colour=c.text)
        self._hint = Paragraph(size=tokens.LABEL, colour=c.text2)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("helpKey", "state")
        self._button = QPushButton("再试一次（F5）", self)
        self._button.clicked.connect(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.XL, tokens.XL, tokens.XL)
        column.setSpacing(tokens.S)
        column.addStretch(2)
        for label in (self._head, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        column.addSpacing(tokens.XS)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, head: str, hint: str = "", *, again: bool = False) -> None:
        """说明."""
        self._head.setText(head)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._button.setVisible(again)
        self.setAccessibleName(f"{head}{hint}")

    @property
    def text(self) -> str:
        """说明的全文."""
        return self._head.text() + self._hint.text()
