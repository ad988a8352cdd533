"""办件的页签: 流转记录, 材料, 文书, 评议 below the lanes; Enter on a row goes where the row belongs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from bingliang.desk.rows import CaseView
from bingliang.gui import tokens
from bingliang.gui.pages import records
from bingliang.gui.style import colours
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets.label import Paragraph

TABS = ("流转记录", "材料", "文书", "评议")
HELP = ("case.records", "case.materials", "case.papers", "case.ratings")
LOG, MATERIALS, PAPERS, RATINGS = range(4)
LEAST_ROWS, GOOD_ROWS = 2, 3
"""Rows of the tab in sight however many lanes there are, and where the screen is not the smallest."""
RATING = "rating"
NO_RATING = "还没有发出服务评价表：最后一份决定送达时随件发出，由企业填写。"
RATING_NOTE = (
    "下面是随件发出的服务评价表。请企业在评价屏上评价按 Alt+E；评价隐去评价人，不显示在办件上，合计看“评议”（Alt+P）。"
)


class CaseTabs(QWidget):
    """页签 with one table each; every refresh keeps the current row and the scroll of each."""

    opened = Signal(int, object)
    """Enter on a row: which tab, which row"""

    def __init__(self, today: Callable[[], date], *, full: bool) -> None:
        super().__init__()
        self.bar = QTabBar()
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setAccessibleName("页签")
        self.tables: list[RowTable[Any]] = []
        self._stack = QStackedWidget()
        every: tuple[Sequence[Column[Any]], ...] = (
            records.log_columns(today, narrow=not full),
            records.material_columns(narrow=not full),
            records.paper_columns(today, narrow=not full),
            records.rating_columns(today),
        )
        for at, (name, columns) in enumerate(zip(TABS, every, strict=True)):
            self.bar.addTab(name)
            model: RowModel[Any] = RowModel(columns, key=_key, parent=self)
            table: RowTable[Any] = RowTable(model, records.ROW, name, self, marked=False)
            table.setProperty("helpKey", HELP[at])
            table.opened.connect(lambda row, at=at: self.opened.emit(at, row))
            self.tables.append(table)
            self._stack.addWidget(table if at != RATINGS else self._rated(table))
        self.bar.currentChanged.connect(self._stack.setCurrentIndex)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(self.bar)
        column.addWidget(self._stack, 1)
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it takes what is left
        self._stack.setMinimumHeight(tokens.HEADER_ROW + LEAST_ROWS * records.ROW + 2)

    def _rated(self, table: RowTable[Any]) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        self._rating_note = Paragraph(size=tokens.LABEL, colour=colours().text2)
        column.addWidget(self._rating_note)
        column.addWidget(table, 1)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        table.setMinimumHeight(tokens.HEADER_ROW + records.ROW)
        return inside

    @property
    def table(self) -> RowTable[Any]:
        """现看的表."""
        return self.tables[self.bar.currentIndex()]

    def turn(self, step: int) -> None:
        """换页签."""
        self.bar.setCurrentIndex((self.bar.currentIndex() + step) % self.bar.count())

    def show_case(self, case: CaseView, *, keep: bool) -> None:
        """换上一件."""
        log = sorted(case.log, key=lambda row: (row.on, row.at), reverse=True)
        ratings = [paper for paper in case.papers if paper.form == RATING and not paper.void]
        for at, rows in enumerate((log, case.materials, case.papers, ratings)):
            self.bar.setTabText(at, f"{TABS[at]} {len(rows)}")
            bar = self.tables[at].verticalScrollBar()
            newest = bar.value() == 0
            self.tables[at].show_rows(rows, keep=keep)
            if newest:  # what has just been recorded comes first, and is what he looks for
                bar.setValue(0)
        self._rating_note.setText(RATING_NOTE if ratings else NO_RATING)


def _key(row: Any) -> object:  # noqa: ANN401 - a record, a material or a paper; frozen, so it is its own key
    return row
