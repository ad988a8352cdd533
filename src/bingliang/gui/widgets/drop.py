"""落单: a list that hangs below a box of typing, over the page; as tall as what it holds, never over the window's edge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.choices import Choice, ChoiceList
from bingliang.gui.widgets.label import Paragraph, Words

LEAST, ROOM = 640, 220


class Drop(QFrame):
    """落单: one sentence when there is nothing to choose, the keys at its foot."""

    def __init__(self, name: str, foot: str, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        c = colours()
        self.setObjectName("popup")
        self.list = ChoiceList(name, self)
        self.hint = Paragraph(size=tokens.LABEL, colour=c.text2)
        self.hint.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        self._foot = Words(foot, size=tokens.CAPTION, colour=c.text2)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 6)
        column.setSpacing(4)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        below = QHBoxLayout()
        below.setContentsMargins(14, 0, 14, 0)
        below.addWidget(self._foot)
        column.addLayout(below)
        self.hide()

    def show_under(self, box: QWidget, choices: Sequence[Choice], hint: str) -> None:
        """亮出来 below `box`."""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.list.setVisible(bool(choices))
        self.list.show_choices(choices)
        self._foot.setVisible(bool(choices))
        self.place_under(box)
        self.show()
        self.raise_()

    def place_under(self, box: QWidget) -> None:
        """贴在框下; above it where there is no room below."""
        window = self._window
        wide = min(max(LEAST, box.width()), window.width() - 2 * tokens.L)
        tall = 10 + (self.list.wanted_height() + 4 + 24 if self.list.choices else 0)
        if self.hint.text():
            tall += self.hint.heightForWidth(wide - 4) + 4
        below = box.mapTo(window, QPoint(0, box.height() + 4))
        left = below.x()
        left = min(max(tokens.L, left), window.width() - wide - tokens.L)
        room = window.height() - below.y() - tokens.KEY_STRIP - tokens.S
        over = below.y() - box.height() - 2 * tokens.XS - tokens.TOP_BAR
        if room < min(tall, ROOM) and over > room:
            tall = min(tall, over)
            self.setGeometry(QRect(left, below.y() - box.height() - 2 * tokens.XS - tall, wide, tall))
        else:
            self.setGeometry(QRect(left, below.y(), wide, min(tall, room)))
