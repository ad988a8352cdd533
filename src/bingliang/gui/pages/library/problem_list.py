"""要素保障: the problems of the enterprises by where they stand, the late ones first, the chosen one beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bingliang.desk.lights import Light
from bingliang.desk.projects.library_export import export_problems
from bingliang.desk.projects.problem_forms import OF_ONE, TITLES
from bingliang.desk.projects.problem_view import (
    ProblemFilter,
    ProblemRow,
    Problems,
    ProblemView,
    problem_view,
    problems_of,
)
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.listed import OfStreams
from bingliang.gui.page import Command
from bingliang.gui.pages.library.project_acts import LibraryActs
from bingliang.gui.pages.library.sheets import problem_sheet
from bingliang.gui.style import colours
from bingliang.gui.table import Column
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.detail_pane import DetailPane, button, buttons
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.history import History
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from bingliang.desk.acts.offers import Offer
    from bingliang.gui.page import Page

FACTS = 9


class ProblemActs(LibraryActs[ProblemRow]):
    """要素保障的办理."""

    def menu(self, row: ProblemRow) -> None:
        """办理菜单 of one problem: what is settled can only be handed over anew."""
        offers = [self.offer(name, forbidden=_why_not(name, row), natural=name == _next(row)) for name in OF_ONE]
        self._open_menu(row, f"{row.number} {row.firm}", offers)

    def _open(self, row: ProblemRow, offer: Offer) -> None:
        self.ask(offer.name, row.stream)


def _next(row: ProblemRow) -> str:
    return "reopen_problem" if row.settled_on is not None else "report_problem"


def _why_not(name: str, row: ProblemRow) -> str:
    if name == "reopen_problem":
        return "" if row.settled_on is not None else "这个问题还在办，要换部门或者改期限请办理“移交、改期”。"
    if row.settled_on is not None:
        return f"已于{row.settled_on:%Y-%m-%d}办结（{row.outcome}），结果不符的请办理“重新交办”。"
    late = row.late or name != "supervise_problem"
    return "" if late else f"办结期限{row.due:%Y-%m-%d}还没有过，现在不能督办。"


class ProblemDetail(DetailPane[ProblemView]):
    """一个问题."""

    acts = Signal()
    printed = Signal()
    whole = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("要素保障问题", "选中的问题显示在这里。", parent)

    def show_view(self, view: ProblemView) -> None:
        """显示一个问题."""
        row, self.view = view.row, view
        self._number.setText(row.number)
        self._kind.setText(f"{row.kind} · {row.firm}")
        self._words.setText(row.words)
        self._sentence.say(view.sentence, row.light)
        self._facts.show_facts(view.facts)
        self._history.show_lines(view.history)
        self.whole_button.setEnabled(bool(row.project_stream))
        self.whole_button.setToolTip("" if row.project_stream else "这家企业的问题不属于项目库的项目。")
        self._filled()

    def _content(self) -> QWidget:
        c = colours()
        inside, column = self._column()
        self._kind = Paragraph(size=tokens.TITLE, bold=True, colour=c.text)
        self._number = Words(size=tokens.BODY, colour=c.text2)
        self._words = Paragraph(size=tokens.BODY, colour=c.text)
        self._sentence = Sentence()
        self._facts = Facts(FACTS, (3, 4))
        self._history = History()
        for part in (self._number, self._kind, self._words, self._sentence):
            column.addWidget(part)
        column.addLayout(self._buttons())
        column.addSpacing(tokens.S)
        column.addWidget(self._facts)
        column.addSpacing(tokens.L)
        column.addWidget(self._history)
        column.addStretch(1)
        return inside

    def _buttons(self) -> QHBoxLayout:
        self.acts_button = button("办理（Ctrl+B）", "projects.problem_acts")
        self.print_button = button("交办单（F8）", "projects.problem_print")
        self.whole_button = button("看项目", "projects.problem_project")
        return buttons(
            (self.acts_button, self.acts), (self.print_button, self.printed), (self.whole_button, self.whole)
        )


class ProblemList(OfStreams[ProblemRow, ProblemFilter]):
    """要素保障清单."""

    detail: ProblemDetail
    one = "一个问题"
    tile_help = "projects.problem"
    tile_lights: ClassVar[Mapping[str, Light]] = {
        ProblemFilter.LATE: Light.PROMISE_LATE,
        ProblemFilter.SUPERVISED: Light.WAITING,
        ProblemFilter.SOLVED: Light.DONE,
    }

    def __init__(self, page: Page) -> None:
        super().__init__(page, "要素保障", _columns(), ProblemDetail(), (ProblemFilter.OPEN, ProblemFilter.ALL))
        self.acts: ProblemActs = ProblemActs(page, self.show_stream)
        self.detail.acts.connect(self.menu)
        self.detail.printed.connect(self.print)
        self.detail.whole.connect(self._to_project)
        self.table.setProperty("helpKey", "projects.problems")
        self.table.opened.connect(lambda _: self.menu())

    def refresh(self) -> None:
        which = self.which
        self.ask_rows(lambda counter: problems_of(counter.desk, which), self._take, "problems")

    def menu(self) -> None:
        if (row := self.chosen("Ins 登记一个企业的问题")) is not None:
            self.acts.menu(row)

    def add(self) -> None:
        self.acts.ask("raise_problem")

    def commands(self) -> Sequence[Command]:
        row = self.table.current()
        acts = [Command(TITLES["raise_problem"], self.add, "Ins", group="办理")]
        if row is not None:
            group = f"办理 · {row.number}"
            acts += [
                Command(
                    TITLES[name], partial(self.acts.ask, name, row.stream), "", _why_not(name, row), row.firm, group
                )
                for name in OF_ONE
            ]
        return [*acts, *super().commands()]

    def print(self) -> None:
        if (row := self.chosen()) is not None:
            stream = row.stream
            self.frame.printing.print_loose((stream, -1), lambda desk: problem_sheet(desk, stream))

    def export(self) -> None:
        rows = self.table.rows_model.rows
        self.save_as("导出要素保障清单", f"要素保障 {self.which}", lambda _, path: export_problems(rows, path))

    def _to_project(self) -> None:
        row = self.table.current()
        if row is not None and row.project_stream:
            self.frame.go(Place.PROJECTS, row.project_stream)

    def _take(self, found: Problems) -> None:
        if self.widened(found.rows):
            return
        self.show_tiles(found.counts, self.which)
        self.card.head.setText(str(self.which))
        money = f"，需要 {found.wanted:,} 万元，已解决 {found.solved:,} 万元" if found.wanted else ""
        self.card.sum.setText(f"{len(found.rows)} 个 · 按工作日{money}")
        self.foot.setText(found.words)
        self.show_rows(found.rows, f"没有“{self.which}”", "按 Ins 登记领导走访、企业反映的问题，交给责任部门限期办。")
        self.select_wanted()

    def _pick(self, row: ProblemRow | None) -> None:
        if row is None:
            self.none_chosen()
        else:
            self.ask_chosen(lambda counter: problem_view(counter.desk, row.stream), self.detail.show_view, "problem")


def _columns() -> tuple[Column[ProblemRow], ...]:
    def tip(row: ProblemRow) -> str:
        lines = (row.number, row.words, row.firm, row.project, row.department, f"期限 {row.due:%Y-%m-%d}")
        return "\n".join(line for line in lines if line)

    return (
        Column("问题 / 企业", lambda r: r.words, tip=tip, speech=lambda r: f"{r.kind}，{r.words}，{r.firm}", paint=cells.first(_what), least=190),
        Column("责任部门", lambda r: r.department, 112, tip=tip, paint=cells.two(_owner)),
        Column("期限、结果", lambda r: r.when, 168, tip=tip, speech=lambda r: f"{r.light}，{r.when}", paint=cells.lamp(_when, loud=lambda r: bool(r.late))),
    )  # fmt: skip


def _what(row: ProblemRow) -> tuple[str, str]:
    return f"{row.kind}：{row.words}", row.firm


def _owner(row: ProblemRow) -> tuple[str, str]:
    return row.department, row.source


def _when(row: ProblemRow) -> tuple[Light, str, str]:
    lower = f"{row.amount:,} 万元" if row.amount else "督办待回复" if row.supervised else row.number
    return row.light, row.when, lower
