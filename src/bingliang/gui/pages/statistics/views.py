"""统计的两面: the table with a few charts below it, and all charts at once; both on the figures of one period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from bingliang.desk.statistics.periods import Stretch
from bingliang.desk.statistics.table import Band, Group, Table
from bingliang.gui import tokens
from bingliang.gui.pages.statistics.rows import cases_table
from bingliang.gui.style import colours
from bingliang.gui.widgets.balance_grid import BalanceGrid
from bingliang.gui.widgets.charts import ChartView
from bingliang.gui.widgets.choice import Choice
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.state import State

if TYPE_CHECKING:
    from bingliang.boards.handled import Handled
    from bingliang.desk.statistics.pictures import Chart

AROUND = 80
"""A cell that is walked to stays clear of the head above it."""
BELOW, ALL, ACROSS = 3, 6, 3
"""So many charts below the table, and so many in their own view, three beside each other."""


class TopBar(QWidget):
    """页头: which period, table or charts, how long a period, what to filter by, and the way to the what-if."""

    def __init__(self, *views: str) -> None:
        super().__init__()
        self.title = Words("统计", size=tokens.SUBTITLE, bold=True, colour=colours().text)
        self.view = Choice("看", {one: one for one in views}, views[0])
        self.view.setProperty("helpKey", "figures.charts")
        self.stretches = Choice("期间", {one: str(one) for one in Stretch}, Stretch.MONTH)
        self.filter_button, self.what_if_button = QPushButton("筛选（F4）"), QPushButton("流程再造（Ctrl+R）")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.M)
        row.addWidget(self.title, 1)
        row.addWidget(self.view)
        row.addWidget(self.stretches)
        for button in (self.filter_button, self.what_if_button):
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)


class TableView(QFrame):
    """表 on a card: above it what is shown, which groups of columns, by department or item; a cell's cases in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.what = Words(size=tokens.LABEL, colour=colours().text2)
        self.grouping = Choice("分组", {one: str(one) for one in Group}, Group.BODY)
        self.bands = Choice("栏组", {one: str(one) for one in Band}, Band.FLOW)
        for choice, key in ((self.grouping, "figures.group"), (self.bands, "figures.bands")):
            choice.setProperty("helpKey", key)
        self.grid = BalanceGrid()
        self.cases = cases_table(self)
        self.cases.setProperty("helpKey", "figures.cases")
        self.state = State(self)
        self.grid.turned.connect(self.bands.set_value)
        self.bands.chosen.connect(lambda key: self.show_band(Band(key)))
        above = QHBoxLayout()
        above.setContentsMargins(tokens.M, tokens.S, tokens.M, tokens.S)
        above.setSpacing(tokens.M)
        above.addWidget(self.what, 1)
        above.addWidget(self.grouping)
        above.addWidget(self.bands)
        self._area = self._scrolled()
        self.grid.walked.connect(lambda x, y: self._area.ensureVisible(x, y, 0, AROUND))
        self._area.verticalScrollBar().valueChanged.connect(lambda _: self.grid.update())
        self._body = QStackedWidget()
        for widget in (self.state, self._area, self.cases):
            self._body.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self._body, 1)
        self.state.say("正在统计…")

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget()
        holder.setObjectName("figures")
        area.setStyleSheet(f"QScrollArea, QWidget#figures {{ background: {colours().card}; }}")
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.grid)
        inside.addStretch(1)
        area.setWidget(holder)
        return area

    @property
    def front(self) -> QWidget:
        """前面的: what stands on the card now."""
        return (self.state, self.grid, self.cases)[self._body.currentIndex()]

    @property
    def listing(self) -> bool:
        """看着一格的办件."""
        return self._body.currentWidget() is self.cases

    def show_table(self, table: Table) -> None:
        """换一张表; the cases of a cell stay in front."""
        self.grid.show_table(table)
        if self._body.currentWidget() is self.state:
            had = self.state.hasFocus()
            self.show_grid()
            if had:
                self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_grid(self) -> None:
        """回到表."""
        self._body.setCurrentWidget(self._area)

    def show_cases(self, rows: Sequence[Handled]) -> None:
        """一格的办件."""
        self.cases.show_rows(rows)
        self._body.setCurrentWidget(self.cases)

    def show_band(self, band: Band) -> None:
        """换栏组."""
        self.bands.set_value(band)
        self.grid.show_band(band)


class ChartsView(QWidget):
    """图 in a grid."""

    opened = Signal(str, object)

    def __init__(self, many: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.charts = [ChartView() for _ in range(many)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(tokens.M)
        for n, chart in enumerate(self.charts):
            grid.addWidget(chart, n // ACROSS, n % ACROSS)
            chart.opened.connect(self.opened)

    def show_charts(self, charts: Sequence[Chart]) -> None:
        """各图."""
        for view, chart in zip(self.charts, charts, strict=False):
            view.show_chart(chart)
