"""统计: a period's balanced table, the charts of it and where they go; every cell and every point opens its cases."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from bingliang.boards.balance import Filter, Period
from bingliang.desk.statistics.figures import Figures, Month, visit
from bingliang.desk.statistics.filtering import Chosen
from bingliang.desk.statistics.periods import Stretch, neighbour, period_of
from bingliang.desk.statistics.pictures import charts
from bingliang.desk.statistics.table import COMPLAINTS, ENQUIRIES, HEADS, RATINGS, Band, Group, Table, table
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.statistics.acts import FiguresActs
from bingliang.gui.pages.statistics.rows import headline
from bingliang.gui.pages.statistics.views import ALL, BELOW, ChartsView, TableView, TopBar
from bingliang.gui.style import colours
from bingliang.gui.widgets.headline import Headline
from bingliang.gui.widgets.label import Words

if TYPE_CHECKING:
    from bingliang.boards.balance import Keys
    from bingliang.boards.handled import Handled

_TABLE, _CHARTS = "表", "图"
TALL = 680
"""On a lower page the table takes the room of the charts below it; all charts are one key away."""
_ROOMS = {ENQUIRIES: (Place.ENQUIRIES, ""), RATINGS: (Place.RATING, ""), COMPLAINTS: (Place.ENQUIRIES, COMPLAINTS)}


class StatisticsPage(Page):
    """统计: period, view and filter above; the table with three charts, or all charts. Cases stand in the table's place."""

    place = Place.STATISTICS

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._stretch, self._period, self._chosen = Stretch.MONTH, Period(date.min, date.min), Filter()
        self._found: Figures | None = None
        self._table: Table | None = None
        self._months: tuple[Month, ...] = ()
        self.acts = FiguresActs(self, self._filtered)
        self.top = TopBar(_TABLE, _CHARTS)
        self._title, self.stretches, self.view = self.top.title, self.top.stretches, self.top.view
        self.tableau, self.below, self.gallery = TableView(), ChartsView(BELOW), ChartsView(ALL)
        self.grid, self.cases = self.tableau.grid, self.tableau.cases
        self.headline = Headline()
        self._source = Words(size=tokens.CAPTION, colour=colours().text2)
        self._lay_out()
        self.stretches.chosen.connect(lambda key: self.stretch_to(Stretch(key)))
        self.view.chosen.connect(self.turn_to)
        self.top.filter_button.clicked.connect(self._filter)
        self.top.what_if_button.clicked.connect(self._what_if)
        self.tableau.grouping.chosen.connect(lambda _: self._show_table())
        self.tableau.state.again.connect(self.refresh)
        self.grid.opened.connect(self._open_cell)
        self.cases.opened.connect(self._open_case)
        for pictures in (self.below, self.gallery):
            pictures.opened.connect(self._open_point)

    def _lay_out(self) -> None:
        self.below.setFixedHeight(172)
        with_table = QWidget()
        inside = QVBoxLayout(with_table)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(tokens.S)
        inside.addWidget(self.tableau, 1)
        inside.addWidget(self.below)
        self._views = QStackedWidget()
        self._views.addWidget(with_table)
        self._views.addWidget(self.gallery)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.S)
        column.setSpacing(tokens.S)
        column.addWidget(self.top)
        column.addWidget(self.headline)
        column.addWidget(self._views, 1)
        column.addWidget(self._source)

    # ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        del subject
        self.refresh()
        self._focus()

    def _focus(self) -> None:
        self.panes()[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> list[QWidget]:
        if self._views.currentWidget() is self.gallery:
            return [*self.gallery.charts, self.view]
        below = self.below.charts if self.below.isVisible() else []
        return [self.tableau.front, *below, self.tableau.grouping, self.tableau.bands, self.stretches]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        stretches = {f"stretch/{n}": partial(self.stretch_to, one) for n, one in enumerate(self._stretches, 1)}
        views = {f"figure_view/{n}": partial(self.turn_to, one) for n, one in enumerate((_TABLE, _CHARTS), 1)}
        bands = {f"band/{n}": partial(self.band_to, one) for n, one in enumerate(Band, 1)}
        return {
            **stretches, **views, **bands,
            "period_back": partial(self._step, -1), "period_next": partial(self._step, 1),
            "grouping": self._regroup, "tag": self._next_tag, "choices": self._filter, "what_if": self._what_if,
            "save_sheet": lambda: self.acts.save(self._found), "print": lambda: self.acts.print(self._found, self._months),
        }  # fmt: skip

    @property
    def _stretches(self) -> tuple[Stretch, ...]:
        return tuple(one for one in Stretch if one is not Stretch.ANY)

    def commands(self) -> Sequence[Command]:
        periods = [
            Command(f"统计：按{one}", partial(self.stretch_to, one), f"Alt+{n}")
            for n, one in enumerate(self._stretches, 1)
        ]
        bands = [Command(f"统计：{one}", partial(self.band_to, one), f"Alt+{n}") for n, one in enumerate(Band, 7)]
        return [*periods, *bands, Command("统计：全部图", partial(self.turn_to, _CHARTS), "Alt+6")]

    def escape(self) -> bool:
        if self.acts.escape():
            return True
        if self.tableau.listing:
            self.tableau.show_grid()
            self._tell()
            self._focus()
            return True
        if self._views.currentWidget() is self.gallery:
            self.turn_to(_TABLE)
            return True
        if self._chosen != Filter():
            self._chosen = Filter()
            self.refresh()
            return True
        return False

    def refresh(self) -> None:
        if not self.frame.backstage.ready:
            self.tableau.state.say("正在打开数据库…")
            return
        if self._period.first == date.min:
            heading = self.frame.heading
            if heading is None:
                return
            self._period = period_of(heading.today, self._stretch)
        stretch, chosen, period = self._stretch, self._chosen, self._period
        self.frame.backstage.ask(
            self,
            lambda counter: visit(counter.desk, period, stretch, chosen),
            self._take,
            topic="statistics",
            long=True,
            refused=lambda sentence: self.tableau.state.say("统计没有算出来", sentence, again=True),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.below.setVisible(self.height() >= TALL)

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def stretch_to(self, stretch: Stretch) -> None:
        """换期间的种类, around a day of the period that is shown; 任意 asks for its days."""
        if stretch is Stretch.ANY:
            self.stretches.set_value(self._stretch)
            self._filter()
            return
        self._stretch = stretch
        self.stretches.set_value(stretch)
        if self._period.first != date.min:
            self._period = period_of(self._day, stretch)
            self._ask_again()

    @property
    def _day(self) -> date:
        """那一期里的一天: today where it lies within."""
        today = self.frame.heading.today if self.frame.heading else self._period.first
        return today if self._period.holds(today) else self._period.first

    def turn_to(self, view: str) -> None:
        """表 or 图."""
        self.view.set_value(view)
        self._views.setCurrentIndex(0 if view == _TABLE else 1)
        self._focus()

    def band_to(self, band: Band) -> None:
        """换栏组."""
        self.turn_to(_TABLE)
        self.tableau.show_band(band)

    def _step(self, step: int) -> None:
        if self._period.first != date.min:
            self._period = neighbour(self._period, self._stretch, step)
            self._ask_again()

    def _ask_again(self) -> None:
        if self.tableau.listing:
            self.tableau.show_grid()
            self._focus()
        self.refresh()

    def _regroup(self) -> None:
        self.tableau.grouping.set_value(Group.ITEM if self._group is Group.BODY else Group.BODY)
        self._show_table()

    @property
    def _group(self) -> Group:
        return Group(self.tableau.grouping.value)

    def _next_tag(self) -> None:
        """换标签: all, then each of those that the projects of the period carry."""
        if self._found is None:
            return
        tags = ("", *self._found.tags)
        at = tags.index(self._chosen.tag) if self._chosen.tag in tags else 0
        self._chosen = Filter(self._chosen.body, self._chosen.code, tags[(at + 1) % len(tags)])
        self._ask_again()

    def _filter(self) -> None:
        self.acts.filter(self._found)

    def _filtered(self, wanted: Chosen) -> None:
        self._period, self._stretch, self._chosen = wanted.period, wanted.stretch, wanted.filter
        self.stretches.set_value(wanted.stretch)
        self._ask_again()

    def _what_if(self) -> None:
        self.frame.go(Place.WHAT_IF)

    def _open_cell(self, row: int, column: int) -> None:
        if self._found is None or self._table is None:
            return
        line = self._table.lines[row]
        if column < 0:
            self._narrow(line.code, total=line.total)
            return
        cell, head = line.cells[column], HEADS[column]
        if cell.room and cell.value:
            self.frame.go(*_ROOMS[cell.room])
        elif cell.keys:
            self._list(cell.keys, f"{line.label} · {head.name}")
        else:
            self.frame.tell(f"{line.label}这一期没有“{head.name}”。")

    def _open_point(self, words: str, keys: Keys) -> None:
        if keys:
            self.turn_to(_TABLE)
            self._list(keys, words)
        else:
            self.frame.tell(f"{words}：没有可看的办件。")

    def _list(self, keys: Keys, words: str) -> None:
        if self._found is not None:
            behind = self._found.behind(tuple(dict.fromkeys(keys)))
            self.tableau.show_cases(behind)
            self.tableau.what.setText(f"{words}，{len(behind)} 项，Enter 看办件，Esc 回到表")
            self.cases.setFocus(Qt.FocusReason.OtherFocusReason)

    def _narrow(self, code: str, *, total: bool) -> None:
        if total:
            self._chosen = Filter(tag=self._chosen.tag)
        elif self._group is Group.BODY:
            self._chosen = Filter(code, self._chosen.code, self._chosen.tag)
        else:
            self._chosen = Filter(self._chosen.body, code, self._chosen.tag)
        self.refresh()

    def _open_case(self, one: Handled) -> None:
        self.frame.open_case(one.stream, one.project, one.case)

    def save_to(self, path: str | Path) -> None:
        """存为 Excel、PDF 或 CSV by the ending of its name."""
        if self._found is not None:
            self.acts.save_to(self._found, self._months, self._group, Path(path))

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, answer: tuple[Figures, tuple[Month, ...]]) -> None:
        self._found, self._months = answer
        found = self._found
        self._title.setText(found.title)
        self.headline.show_heads(headline(found, self._months))
        made = charts(found, self._months)
        self.below.show_charts(made)
        self.gallery.show_charts(made)
        self._source.setText(f"{found.enquired.words}；{found.complained.words}；Alt+Z 看登记簿；{found.source}")
        self._show_table()

    def _show_table(self) -> None:
        if self._found is not None:
            self._table = table(self._found, self._group)
            self.tableau.show_table(self._table)
            if not self.tableau.listing:
                self._tell()

    def _tell(self) -> None:
        found = self._found
        if found is None:
            return
        left, right = found.report.total.balance
        chosen = (found.body(self._chosen.body), found.known.get(self._chosen.code, ""), self._chosen.tag)
        narrowed = "、".join(word for word in chosen if word)
        said = f"期初＋受理 {left} ＝ 办结＋撤件＋终止＋期末 {right}"
        self.tableau.what.setText(f"只看{narrowed}（Esc 看全部） · {said}" if narrowed else said)
