"""排序与列: a small panel over the list: by which date, near or far first, and which further columns stand there."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bingliang.desk.rows import SortBy, Sorting
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.label import Paragraph, Words

WIDTH = 372
ACROSS = 3


class Arrangement(QFrame):
    """排序与列: every choice works at once and is remembered by whoever listens; Esc and Enter close it."""

    sorted = Signal(object)
    """the `Sorting` chosen"""
    chosen = Signal(object)
    """the names of the columns chosen, in the order of the table"""
    closed = Signal()

    def __init__(self, columns: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName("排序与列")
        self.setAutoFillBackground(True)
        self.setFixedWidth(WIDTH)
        self._sorting = Sorting()
        self._dates = {by: _choice(by, f"按{by}排序", "arrangement.sort") for by in SortBy}
        self._ways = {
            far: _choice(f"{word}的在前", f"期限{word}的在前", "arrangement.sort") for far, word in ((False, "近"), (True, "远"))
        }  # fmt: skip
        self._columns = {name: _choice(title, f"显示“{title}”列", f"column.{name}") for name, title in columns}
        # no QButtonGroup: the arrows shall walk from one line to the next
        for by, button in self._dates.items():
            button.clicked.connect(partial(self._sort, by, None))
        for far, button in self._ways.items():
            button.clicked.connect(partial(self._sort, None, far))
        for button in self._columns.values():
            button.clicked.connect(self._choose)
        self._arrange()
        self.hide()

    def _arrange(self) -> None:
        c = colours()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.S)
        column.addWidget(Words("排序", size=tokens.LABEL, bold=True, colour=c.text))
        column.addLayout(_line(self._dates.values()))
        column.addLayout(_line(self._ways.values()))
        column.addSpacing(tokens.XS)
        column.addWidget(Words("另加的列", size=tokens.LABEL, bold=True, colour=c.text))
        grid = QGridLayout()
        grid.setSpacing(tokens.S)
        for at, button in enumerate(self._columns.values()):
            grid.addWidget(button, at // ACROSS, at % ACROSS)
        column.addLayout(grid)
        column.addSpacing(tokens.XS)
        hint = "方向键移动，空格选中或取消，Esc 关闭；本机记住。"
        column.addWidget(Paragraph(hint, size=tokens.CAPTION, colour=c.text2))

    def show_state(self, sorting: Sorting, columns: Collection[str]) -> None:
        """现状: what is chosen now."""
        self._sorting = sorting
        for by, button in self._dates.items():
            button.setChecked(by is sorting.by)
        for far, button in self._ways.items():
            button.setChecked(far is sorting.far_first)
        for name, button in self._columns.items():
            button.setChecked(name in columns)

    def open(self) -> None:
        """打开, with the focus on what the list is sorted by."""
        self.adjustSize()
        self.show()
        self.raise_()
        next(button for button in self._dates.values() if button.isChecked()).setFocus(Qt.FocusReason.PopupFocusReason)

    def close_up(self) -> None:
        """关闭."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_up()
            return
        super().keyPressEvent(event)

    def _sort(self, by: SortBy | None, far_first: bool | None, checked: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's slot
        """One of each line is chosen; pressing the chosen one again leaves it chosen."""
        del checked
        now = self._sorting
        wanted = Sorting(now.by if by is None else by, far_first=now.far_first if far_first is None else far_first)
        self.show_state(wanted, [name for name, button in self._columns.items() if button.isChecked()])
        if wanted != now:
            self.sorted.emit(wanted)

    def _choose(self) -> None:
        self.chosen.emit(tuple(name for name, button in self._columns.items() if button.isChecked()))


def _choice(word: str, spoken: str, help_key: str) -> QPushButton:
    button = QPushButton(word)
    button.setCheckable(True)
    button.setProperty("segment", "true")
    button.setAutoDefault(False)
    button.setAccessibleName(spoken)
    button.setProperty("helpKey", help_key)
    button.setToolTip(spoken)
    return button


def _line(buttons: Iterable[QPushButton]) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(tokens.S)
    for button in buttons:
        line.addWidget(button, 1)
    return line
