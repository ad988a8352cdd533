"""清单栏: the left pane of a list page: its title and sum, the list, or one sentence while there is nothing to list."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours, look
from bingliang.gui.table import RowModel, RowTable
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.state import State

Row = TypeVar("Row")
SHARE, WIDE_SHARE, LEAST = 0.55, 0.56, 420


class ListCard(QFrame, Generic[Row]):
    """清单栏; what is listed and said is the page's."""

    def __init__(self, title: str, name: str, reading: str, model: RowModel[Row], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        c = colours()
        self.head = Words(title, size=tokens.SUBTITLE, bold=True, colour=c.text, whole=True)
        self.sum = Words(size=tokens.CAPTION, colour=c.text2)
        self.top = head = QHBoxLayout()
        head.setContentsMargins(tokens.L, tokens.M, tokens.M, tokens.M)
        head.setSpacing(tokens.S)
        head.addWidget(self.head)
        head.addWidget(self.sum, 1)
        self.table: RowTable[Row] = RowTable(model, look().density.row, name, parent)
        self.state = State(parent)
        self._body = QStackedWidget()
        self._body.addWidget(self.state)
        self._body.addWidget(self.table)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.setSpacing(0)
        self.column.addLayout(head)
        self.column.addWidget(self._body, 1)
        self.state.say(reading)

    @property
    def front(self) -> QWidget:
        """在前的: the list while it has rows, else the sentence."""
        return self.table if self._body.currentIndex() else self.state

    def bring(self, *, listed: bool) -> None:
        """清单 or the sentence to the front."""
        self._body.setCurrentIndex(1 if listed else 0)

    def focus_front(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """焦点 to what stands in front."""
        self.front.setFocus(reason)

    def footed(self, size: int = tokens.LABEL) -> Paragraph:
        """清单下面的一句话."""
        foot = Paragraph(size=size, colour=colours().text2)
        line = QHBoxLayout()
        line.setContentsMargins(tokens.L, tokens.S, tokens.M, tokens.S)
        line.addWidget(foot, 1)
        self.column.addLayout(line)
        return foot

    def share(self, wide: int, part: float = SHARE) -> None:
        """分宽 of a page `wide` pixels: its part beside the detail, which keeps its least width."""
        room = wide - 2 * tokens.L - tokens.M
        self.setFixedWidth(max(min(round(room * part), room - tokens.DETAIL_LEAST), LEAST))

    def beside(self, detail: QWidget) -> QHBoxLayout:
        """两栏: the list and, to its right, what is chosen."""
        panes = QHBoxLayout()
        panes.setSpacing(tokens.M)
        panes.addWidget(self)
        panes.addWidget(detail, 1)
        return panes
