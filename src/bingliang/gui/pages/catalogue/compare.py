"""比较两版: two editions of the catalogue chosen above, below them every field that differs, before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.catalogue.editions import Edition, ItemChange
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.table import RowModel, RowTable
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.drop_down import DropDown
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.state import State

ROW = 34


@dataclass(frozen=True, slots=True)
class Difference:
    """一栏的不同."""

    code: str
    item: str
    field: str
    before: str
    after: str


class ComparePane(QFrame):
    """比较两版 in the place of list and detail."""

    asked = Signal(int, int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        c = colours()
        self.older, self.newer = DropDown(), DropDown()
        self._sum = Words(size=tokens.LABEL, colour=c.text2)
        back = QPushButton("返回清单（Esc）")
        back.setAutoDefault(False)
        back.setProperty("helpKey", "catalogue.compare")
        back.clicked.connect(self.left)
        bar = QHBoxLayout()
        bar.setContentsMargins(tokens.L, tokens.M, tokens.M, 0)
        bar.setSpacing(tokens.S)
        for word, box in (("前一版", self.older), ("后一版", self.newer)):
            label = Words(word, size=tokens.LABEL, colour=c.text2, whole=True)
            label.setBuddy(box)
            box.setAccessibleName(word)
            box.setProperty("helpKey", "catalogue.compare")
            box.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(22)
            box.activated.connect(lambda _: self._ask())
            bar.addWidget(label)
            bar.addWidget(box, 1)
        bar.addWidget(back)
        under = QHBoxLayout()
        under.setContentsMargins(tokens.L, tokens.S, tokens.M, tokens.S)
        under.addWidget(self._sum, 1)
        columns = (
            cells.plain("编码", lambda r: r.code, 76, faint=True, tip=_tip),
            cells.plain("事项", lambda r: r.item, 220, bold=True, tip=_tip),
            cells.plain("哪一栏", lambda r: r.field, 92, tip=_tip),
            cells.plain("前一版", lambda r: r.before.replace("\n", "；") or "（没有）", 300, faint=True, tip=_tip),
            cells.plain("后一版", lambda r: r.after.replace("\n", "；") or "（没有）", bold=True, tip=_tip),
        )
        model: RowModel[Difference] = RowModel(columns, key=lambda r: (r.code, r.field), parent=self)
        self.table: RowTable[Difference] = RowTable(model, ROW, "两版的不同", self)
        self.table.setProperty("helpKey", "catalogue.compare")
        self._state = State()
        self._body = QStackedWidget()
        self._body.addWidget(self._state)
        self._body.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addLayout(under)
        column.addWidget(self._body, 1)

    @property
    def front(self) -> QWidget:
        """在前的."""
        return self.table if self._body.currentIndex() else self._state

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.front, self.older, self.newer]

    def offer(self, found: Sequence[Edition]) -> None:
        """列出各版; what the newest has changed stands first."""
        for box in (self.older, self.newer):
            box.clear()
            for one in found:
                box.addItem(one.text, one.number)
        self.newer.setCurrentIndex(0)
        self.older.setCurrentIndex(min(1, len(found) - 1))
        self._ask()

    def _ask(self) -> None:
        self.asked.emit(int(self.older.currentData()), int(self.newer.currentData()))

    def show_changes(self, found: Sequence[ItemChange]) -> None:
        """列出不同."""
        rows = [
            Difference(one.code, one.name, field.field, field.before, field.after)
            for one in found
            for field in one.fields
        ]
        self._sum.setText(f"{len(found)} 个事项、{len(rows)} 处不同" if rows else "")
        self._body.setCurrentIndex(1 if rows else 0)
        if not rows:
            self._state.say("这两版没有不同", "在上面换一版再比。")
        self.table.show_rows(rows, keep=False)
        self.front.setFocus(Qt.FocusReason.OtherFocusReason)


def _tip(row: Difference) -> str:
    return (
        f"{row.code} {row.item} {row.field}\n前一版：\n{row.before or '（没有）'}\n后一版：\n{row.after or '（没有）'}"
    )
