"""流程再造: two scenarios tried on last year's real cases, side by side; nothing is recorded and nothing is promised."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from bingliang.boards.what_if.change import Scenario
from bingliang.boards.what_if.effect import said
from bingliang.desk.statistics.table import Group
from bingliang.desk.what_if import asking
from bingliang.desk.what_if.table import Compared, Row, chart, compared
from bingliang.desk.what_if.year import Year, year
from bingliang.gui import tokens
from bingliang.gui.exporting import EXCEL, PDF, ask_where
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.statistics.question import Question
from bingliang.gui.pages.statistics.rows import cases_table
from bingliang.gui.pages.what_if.parts import WIDE, Said, Scenarios, comparison, headline
from bingliang.gui.printable import what_if_sheet
from bingliang.gui.style import colours
from bingliang.gui.widgets.charts import ChartView
from bingliang.gui.widgets.choice import Choice
from bingliang.gui.widgets.headline import Headline
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.state import State

if TYPE_CHECKING:
    from bingliang.boards.balance import Keys
    from bingliang.boards.handled import Handled
    from bingliang.boards.what_if.change import Change
    from bingliang.boards.what_if.effect import Effect
    from bingliang.desk.acts.fields import ActForm, Values
    from bingliang.gui.source import Desk
    from bingliang.gui.table import RowTable

NAMES = ("方案甲", "方案乙")


class WhatIfPage(Page):
    """流程再造: the changes on the left, what would follow on the right, past and both scenarios side by side."""

    place = Place.WHAT_IF

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self.scenarios = [Scenario(name) for name in NAMES]
        self._at = 0
        self._year: Year | None = None
        self._effects: tuple[Effect, ...] = ()
        self._shown: Compared | None = None
        self._sheet: Question | None = None
        c = colours()
        self.which = Choice("方案", {name: name for name in NAMES}, NAMES[0])
        self.grouping = Choice("分组", {one: str(one) for one in Group}, Group.ITEM)
        self._title = Words("流程再造", size=tokens.SUBTITLE, bold=True, colour=c.text, whole=True)
        self._what = Words(size=tokens.LABEL, colour=c.text2)
        self.changes = Scenarios()
        self.headline = Headline()
        self.chart = ChartView()
        self.chart.setFixedHeight(190)
        self.cases = cases_table(self)
        self.table: RowTable[Row] | None = None
        self._state = State(self)
        self._body = QStackedWidget()
        self._lay_out()
        self._state.again.connect(self.refresh)
        self.which.chosen.connect(lambda name: self.choose(NAMES.index(name)))
        self.grouping.chosen.connect(lambda _: self._show())
        self.changes.added.connect(self._add)
        self.changes.opened.connect(self._change)
        self.chart.opened.connect(self._list)
        self.cases.opened.connect(self._open_case)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(tokens.M)
        top.addWidget(self._title)
        top.addWidget(self._what, 1)
        top.addWidget(self.grouping)
        top.addWidget(self.which)
        left, right = QFrame(), QFrame()
        for frame, inner in ((left, self.changes), (right, self._body)):
            frame.setObjectName("card")
            inside = QVBoxLayout(frame)
            inside.setContentsMargins(1, 1, 1, 1)
            inside.addWidget(inner)
        left.setFixedWidth(WIDE)
        self._body.addWidget(self._state)
        self._body.addWidget(self.cases)
        beside = QVBoxLayout()
        beside.setSpacing(tokens.S)
        beside.addWidget(right, 1)
        beside.addWidget(self.chart)
        both = QHBoxLayout()
        both.setSpacing(tokens.M)
        both.addWidget(left)
        both.addLayout(beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.S)
        column.addLayout(top)
        column.addWidget(self.headline)
        column.addLayout(both, 1)
        self._state.say("正在读取过去一年的办件…")

    # ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        del subject
        self.refresh()
        self.changes.add_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def panes(self) -> list[QWidget]:
        front = self._body.currentWidget() or self._state
        return [self._first, front, self.chart, self.grouping, self.which]

    @property
    def _first(self) -> QWidget:
        return self.changes.table if self.scenario.changes else self.changes.add_button

    def keys(self) -> Mapping[str, Callable[[], None]]:
        if self._sheet is not None and self._sheet.isVisible():
            return {"confirm": self._sheet.confirm}
        return {
            "scenario/1": partial(self.choose, 0), "scenario/2": partial(self.choose, 1), "add": self._add,
            "drop_change": self._drop, "grouping": self._regroup, "save_sheet": self._save, "print": self._print,
        }  # fmt: skip

    def commands(self) -> Sequence[Command]:
        return [Command("流程再造：加一条改动", self._add, "Ins"), Command("流程再造：清空这个方案", self._clear)]

    def escape(self) -> bool:
        if self._sheet is not None and self._sheet.isVisible():
            self._sheet.cancel()
            return True
        if self._body.currentWidget() is self.cases:
            self._show()
            (self.table or self._state).setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    @property
    def scenario(self) -> Scenario:
        """在改的方案."""
        return self.scenarios[self._at]

    def refresh(self) -> None:
        if not self.frame.backstage.ready:
            self._state.say("正在打开数据库…")
            return
        tried = tuple(one for n, one in enumerate(self.scenarios) if one.changes or n == self._at)

        def work(counter: Desk) -> tuple[Year, tuple[Effect, ...]]:
            found = year(counter.desk)
            return found, tuple(found.tried(one) for one in tried)

        self.frame.backstage.ask(self, work, self._take, topic="what_if", long=True, refused=self._refused)

    def _refused(self, sentence: str) -> None:
        self._state.say("推演没有算出来", sentence, again=True)
        self._body.setCurrentWidget(self._state)

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def choose(self, at: int) -> None:
        """换方案: its changes on the left, its chart below; the table keeps both."""
        self._at = at
        self.which.set_value(NAMES[at])
        self.refresh()

    def _add(self) -> None:
        self._ask(None)

    def _change(self, line: Said) -> None:
        self._ask(line[0])

    def _ask(self, change: Change | None) -> None:
        found = self._year
        if found is None:
            self.frame.tell("过去一年的办件还在读取，读完就能加改动。")
            return
        if not found.items:
            self.frame.say("过去一年没有办结的件，没有可以推演的。")
            return
        if self._sheet is None:
            self._sheet = Question(self, asking.OfChanges())
            self._sheet.answered.connect(self._answered)
        self._sheet.open("", asking.form(found, self.scenario, change))

    def _answered(self, form: ActForm, values: Values) -> None:
        if self._year is not None:
            self.scenarios[self._at] = asking.with_change(self._year, form, values)
            self.refresh()
            self.changes.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop(self) -> None:
        """去掉一条改动."""
        line = self.changes.table.current()
        if line is not None and line[0] is not None:
            kept = tuple(one for one in self.scenario.changes if one != line[0])
            self.scenarios[self._at] = replace(self.scenario, changes=kept)
            self.refresh()

    def _clear(self) -> None:
        self.scenarios[self._at] = Scenario(NAMES[self._at])
        self.refresh()

    def _regroup(self) -> None:
        self.grouping.set_value(Group.BODY if self.grouping.value == Group.ITEM else Group.ITEM)
        self._show()

    def _list(self, words: str, keys: Keys) -> None:
        if self._year is None or not keys:
            self.frame.tell(f"{words}：没有可看的办件。")
            return
        behind = self._year.behind(keys)
        self.cases.show_rows(behind)
        self._body.setCurrentWidget(self.cases)
        self._what.setText(f"{words}，{len(behind)} 项（过去的日期），Enter 看办件，Esc 回来")
        self.cases.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_row(self, row: Row) -> None:
        """一行的件: those that would be late, where there are any, else all of it."""
        late = tuple(dict.fromkeys(key for cell in row.cells[-len(self._effects) :] for key in cell.keys))
        self._list(f"{row.label} · 照过去的用时会超时" if late else row.label, late or row.keys)

    def _open_case(self, one: Handled) -> None:
        self.frame.open_case(one.stream, one.project, one.case)

    def _save(self) -> None:
        if self._effects:
            ask_where(self, "导出推演", "流程再造推演", self.save_to, (EXCEL, PDF))

    def save_to(self, path: str | Path) -> None:
        """存为 Excel 或 PDF, on a worker."""
        found, effects = self._year, self._effects
        if found is None:
            return

        def work() -> Path:
            from bingliang.desk.what_if.saving import save

            return save(found, effects, Path(path))

        self.frame.backstage.outside(
            self, work, lambda saved: self.frame.tell(f"已保存到 {saved}"), refused=self.frame.say
        )

    def _print(self) -> None:
        found, effects = self._year, self._effects
        if found is not None and effects:
            key = (f"what_if/{found.made_at:%H%M%S}", -1)
            self.frame.printing.print_loose(key, lambda desk: what_if_sheet(desk, found, effects))

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, answer: tuple[Year, tuple[Effect, ...]]) -> None:
        self._year, self._effects = answer
        self._show()

    def _show(self) -> None:
        found, here = self._year, self._here
        if found is None or here is None:
            return
        other = next((one for one in self._effects if one is not here), None)
        self.headline.show_heads(headline(here, other))
        lines: list[Said] = [(change, said(change, found.names)) for change in self.scenario.changes]
        self.changes.show_scenario(self.scenario.name, lines, here.assumptions[len(lines) :] if lines else ())
        self.chart.show_chart(chart(found, here))
        self._shown = compared(found, self._effects, Group(self.grouping.value))
        if self.table is not None:
            self._body.removeWidget(self.table)
            self.table.deleteLater()
        self.table = comparison(self, self._shown)
        self.table.opened.connect(self._open_row)
        self.table.show_rows(self._shown.rows)
        self._body.addWidget(self.table)
        self._body.setCurrentWidget(self.table)
        self._what.setText(f"{found.title}，{asking.NOT_A_PROMISE}")

    @property
    def _here(self) -> Effect | None:
        return next((one for one in self._effects if one.scenario.name == self.scenario.name), None)
