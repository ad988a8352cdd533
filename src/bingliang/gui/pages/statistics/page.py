"""统计: a month's balanced table, the figures behind it and where they go; every cell opens its cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from bingliang.boards.balance import Filter, Row
from bingliang.desk.statistics.figures import Figures, Month, Stretch, figures, months, neighbour, period_of
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.statistics.rows import cases_table, headline, pictures
from bingliang.gui.style import colours
from bingliang.gui.widgets.balance_grid import COLUMNS, COMPLAINED, BalanceGrid
from bingliang.gui.widgets.charts import Bars, Distribution, MonthBars
from bingliang.gui.widgets.choice import Choice
from bingliang.gui.widgets.headline import Headline
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.state import State

if TYPE_CHECKING:
    from bingliang.boards.handled import Handled

_BODY, _ITEM = "按部门", "按事项"


class StatisticsPage(Page):
    """统计: period, grouping and filter above; the table; the pictures. A cell's cases stand in its place until Esc."""

    place = Place.STATISTICS

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._stretch, self._day, self._chosen = Stretch.MONTH, date.min, Filter()
        self._found: Figures | None = None
        self._months: tuple[Month, ...] = ()
        c = colours()
        self._title = Words("统计", size=tokens.SUBTITLE, bold=True, colour=c.text, whole=True)
        self._what = Words(size=tokens.LABEL, colour=c.text2)
        self.stretches = Choice("期间", {one: str(one) for one in Stretch}, Stretch.MONTH)
        self.grouping = Choice("分组", {_BODY: _BODY, _ITEM: _ITEM}, _BODY)
        self.stretches.chosen.connect(lambda key: self.stretch_to(Stretch(key)))
        self.grouping.chosen.connect(lambda _: self._show_table())
        top = QHBoxLayout()
        top.setSpacing(tokens.M)
        top.addWidget(self._title)
        top.addWidget(self._what, 1)
        top.addWidget(self.grouping)
        top.addWidget(self.stretches)
        self.headline = Headline()
        self.grid = BalanceGrid()
        self.grid.opened.connect(self._open_cell)
        self.trend, self.spread = MonthBars("逐月办结（项）"), Distribution("审批用时的分布")
        self.last, self.causes = Bars("瓶颈事项：同一件里最后办结的次数"), Bars("补正和特殊环节的原因")
        charts = QHBoxLayout()
        charts.setSpacing(tokens.M)
        for chart in (self.trend, self.spread, self.last, self.causes):
            charts.addWidget(chart, 1)
        self._source = Words(size=tokens.CAPTION, colour=c.text2)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.S)
        column.setSpacing(tokens.S)
        column.addLayout(top)
        column.addWidget(self.headline)
        column.addWidget(self._card(), 1)
        column.addLayout(charts)
        column.addWidget(self._source)

    def _card(self) -> QFrame:
        card = QFrame(self)
        card.setObjectName("card")
        self._state = State(self)
        self._state.again.connect(self.refresh)
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
        self._area = area
        self.cases = cases_table(self)
        self.cases.opened.connect(self._open_case)
        self._body = QStackedWidget()
        for widget in (self._state, area, self.cases):
            self._body.addWidget(widget)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._body)
        self._state.say("正在统计…")
        return card

    # ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        del subject
        self.refresh()
        self._focus()

    def _focus(self) -> None:
        at = (self._state, self.grid, self.cases)[self._body.currentIndex()]
        at.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> list[QWidget]:
        return [(self._state, self.grid, self.cases)[self._body.currentIndex()], self.grouping, self.stretches]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        stretches = {f"stretch/{n}": partial(self.stretch_to, one) for n, one in enumerate(Stretch, 1)}
        return {
            **stretches, "period_back": partial(self._step, -1), "period_next": partial(self._step, 1),
            "grouping": self._regroup, "tag": self._next_tag, "save_sheet": self._save,
            "print": self._print,
        }  # fmt: skip

    def commands(self) -> Sequence[Command]:
        return [
            Command(f"统计：按{one}", partial(self.stretch_to, one), f"Alt+{n}") for n, one in enumerate(Stretch, 1)
        ]

    def escape(self) -> bool:
        if self._body.currentWidget() is self.cases:
            self._body.setCurrentWidget(self._area)
            self._tell()
            self._focus()
            return True
        if self._chosen != Filter():
            self._chosen = Filter()
            self.refresh()
            return True
        return False

    def refresh(self) -> None:
        if not self.frame.backstage.ready:
            self._state.say("正在打开数据库…")
            return
        if self._day == date.min:
            heading = self.frame.heading
            self._day = heading.today if heading else date.min
            if self._day == date.min:
                return
        stretch, chosen, period = self._stretch, self._chosen, period_of(self._day, self._stretch)
        self.frame.backstage.ask(
            self,
            lambda counter: (figures(counter.desk, period, stretch, chosen), months(counter.desk, period.last, chosen)),
            self._take,
            topic="statistics",
            long=True,
            refused=lambda sentence: self._state.say("统计没有算出来", sentence, again=True),
        )

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def stretch_to(self, stretch: Stretch) -> None:
        """换期间的种类."""
        self._stretch = stretch
        self.stretches.set_value(stretch)
        self._ask_again()

    def _step(self, step: int) -> None:
        if self._day != date.min:
            self._day = neighbour(period_of(self._day, self._stretch), self._stretch, step).first
            self._ask_again()

    def _ask_again(self) -> None:
        if self._body.currentWidget() is self.cases:
            self._body.setCurrentWidget(self._area)
            self._focus()
        self.refresh()

    def _regroup(self) -> None:
        self.grouping.set_value(_ITEM if self.grouping.value == _BODY else _BODY)
        self._show_table()

    def _next_tag(self) -> None:
        """换标签: all, then each of those that the projects of the period carry."""
        if self._found is None:
            return
        tags = ("", *self._found.tags)
        at = tags.index(self._chosen.tag) if self._chosen.tag in tags else 0
        self._chosen = Filter(self._chosen.body, self._chosen.code, tags[(at + 1) % len(tags)])
        self._ask_again()

    def _open_cell(self, row: int, column: int) -> None:
        if self._found is None:
            return
        label, counted = self._rows()[row]
        if column == COMPLAINED:
            self.frame.go(Place.ENQUIRIES, "投诉")
            return
        if column < 0:
            self._narrow(counted.label, total=counted is self._found.report.total)
            return
        behind = self._found.behind(counted.cells[COLUMNS[column]])
        if not behind:
            self.frame.tell(f"{label}这一期没有“{COLUMNS[column]}”。")
            return
        self.cases.show_rows(behind)
        self._body.setCurrentWidget(self.cases)
        self._what.setText(
            f"{self._found.title} · {label} · {COLUMNS[column]} {len(behind)} 项，Enter 看办件，Esc 回到表"
        )
        self.cases.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self, label: str, *, total: bool) -> None:
        if total or self._found is None:
            self._chosen = Filter(tag=self._chosen.tag)
        elif self.grouping.value == _BODY:
            self._chosen = Filter(label, self._chosen.code, self._chosen.tag)
        else:
            code = next((code for code, name in self._found.known.items() if name == label), "")
            self._chosen = Filter(self._chosen.body, code, self._chosen.tag)
        self.refresh()

    def _open_case(self, one: Handled) -> None:
        self.frame.open_case(one.stream, one.project, one.case)

    def _save(self) -> None:
        found = self._found
        if found is None:
            return
        name, _ = QFileDialog.getSaveFileName(
            self, "保存统计表", f"办件统计 {found.title}.xlsx", "Excel 工作簿 (*.xlsx);;CSV (*.csv)"
        )
        if name:
            self.save_to(Path(name))

    def _print(self) -> None:
        self.frame.say("统计表按 Ctrl+S 存为 Excel，在表格软件里打印。")

    def save_to(self, path: Path) -> None:
        """存为 Excel 或 CSV, on a worker."""
        found = self._found
        if found is None:
            return

        def work() -> Path:
            from bingliang.desk.statistics.sheets import save_csv, save_workbook

            (save_csv if path.suffix.lower() == ".csv" else save_workbook)(found, path)
            return path

        self.frame.backstage.outside(self, work, lambda saved: self.frame.tell(f"已保存到 {saved}"))

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _rows(self) -> list[tuple[str, Row]]:
        found = self._found
        if found is None:
            return []
        by_body = self.grouping.value == _BODY
        rows = found.report.bodies if by_body else found.report.items
        return [*((found.body(row.label) if by_body else row.label, row) for row in rows), ("合计", found.report.total)]

    def _complaints(self) -> list[int]:
        """各行的投诉: a complaint is about a department, never about an item."""
        found = self._found
        if found is None:
            return []
        by_body = self.grouping.value == _BODY
        rows = found.report.bodies if by_body else found.report.items
        return [*(found.complained.of(row.label) if by_body else 0 for row in rows), found.complained.total]

    def _take(self, answer: tuple[Figures, tuple[Month, ...]]) -> None:
        self._found, self._months = answer
        found = self._found
        self._title.setText(found.title)
        self.headline.show_heads(headline(found, self._months))
        pictures(found, self._months, self.trend, self.spread, self.last, self.causes)
        idle = f"；没有业务的部门：{'、'.join(map(found.body, found.report.idle))}" if found.report.idle else ""
        self._source.setText(f"{found.enquired.words}；{found.complained.words}；Alt+Z 看登记簿；{found.source}{idle}")
        self._show_table()

    def _show_table(self) -> None:
        if self._found is None:
            return
        self.grid.show_rows(self._rows(), self._complaints())
        if self._body.currentWidget() is self._state:
            had = self._state.hasFocus()
            self._body.setCurrentWidget(self._area)
            if had:
                self._focus()
        if self._body.currentWidget() is not self.cases:
            self._tell()

    def _tell(self) -> None:
        found = self._found
        if found is None:
            return
        left, right = found.report.total.balance
        narrowed = "、".join(
            word
            for word in (found.body(self._chosen.body), found.known.get(self._chosen.code, ""), self._chosen.tag)
            if word
        )
        said = f"期初＋受理 {left} ＝ 办结＋撤件＋终止＋期末 {right}"
        self._what.setText(f"只看{narrowed}（Esc 看全部） · {said}" if narrowed else said)
