"""投诉: the complaints by where they stand, the late ones first, the chosen one beside them; Ins registers one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bingliang.desk.complaints.forms import COMPLAINTS, form_of, offers
from bingliang.desk.complaints.view import (
    ComplaintFilter,
    ComplaintRow,
    Complaints,
    ComplaintView,
    complaint_view,
    complaints_of,
)
from bingliang.desk.lights import Light
from bingliang.gui import tokens
from bingliang.gui.acting import Acting
from bingliang.gui.listed import OfStreams
from bingliang.gui.page import Command
from bingliang.gui.sheet import Sheet
from bingliang.gui.style import colours
from bingliang.gui.table import Column
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.act_menu import why
from bingliang.gui.widgets.detail_pane import DetailPane, Opening, button, buttons
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.history import History
from bingliang.gui.widgets.label import Paragraph, Words

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.offers import Offer
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.gui.page import Page

FACTS = 8
REGISTER = "register_complaint"


class ComplaintActs(Acting[ComplaintRow]):
    """投诉的办理."""

    def __init__(self, page: Page, done: Callable[[str], None]) -> None:
        super().__init__(page)
        self._after = done

    def answer(self, row: ComplaintRow) -> None:
        """办理 what comes next; when that is another post's, the menu says whose."""
        self._ask(row, partial(self._next, row), "offers")

    def menu(self, row: ComplaintRow) -> None:
        """办理菜单."""
        self._ask(row, partial(self._every, row), "offers")

    def register(self, code: str = "") -> None:
        """投诉登记; `code` is the 收件号 of the case in hand."""
        self._ask_form("", lambda counter: form_of(counter.desk, REGISTER, code=code))

    def ask_commands(self, row: ComplaintRow | None, then: Callable[[Sequence[Command]], None]) -> None:
        """命令面板里的办理."""
        if row is None or self.keys() is not None:
            then(())
            return

        def take(found: tuple[Offer, ...]) -> None:
            group = f"投诉 · {row.number}"
            then([Command(one.title, partial(self._open, row, one), "", why(one), row.kind, group) for one in found])

        self._ask(row, take, "commands")

    def _ask(self, row: ComplaintRow, then: Callable[[tuple[Offer, ...]], None], topic: str) -> None:
        self._frame.backstage.ask(self, lambda counter: offers(counter.desk, row.stream), then, topic=topic)

    def _next(self, row: ComplaintRow, found: tuple[Offer, ...]) -> None:
        natural = next((one for one in found if one.natural), None)
        if natural is not None:
            self._open(row, natural)
        else:
            self._every(row, found)

    def _every(self, row: ComplaintRow, found: tuple[Offer, ...]) -> None:
        self._open_menu(row, f"{row.number} {row.kind}", found)

    def _open(self, row: ComplaintRow, offer: Offer) -> None:
        self._ask_form(row.stream, lambda counter: form_of(counter.desk, offer.name, row.stream))

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, COMPLAINTS)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        self._after(str(done.answer["streams"][0]))


class ComplaintDetail(DetailPane[ComplaintView]):
    """一件投诉."""

    acts = Signal()
    case = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("投诉", "选中的投诉显示在这里。", parent)

    def show_view(self, view: ComplaintView) -> None:
        """显示一件投诉."""
        row, self.view = view.row, view
        self._opening.say("", row.number, f"{row.kind} · {row.against}", "", (view.sentence, row.light))
        self._words.setText(row.words)
        self._facts.show_facts(view.facts)
        self._answer_head.setVisible(bool(view.answer))
        self._answer.setVisible(bool(view.answer))
        self._answer.setText(view.answer)
        self._history.show_lines(view.history)
        self.case_button.setEnabled(bool(row.case))
        self.case_button.setToolTip("" if row.case else "这件投诉没有针对一件办件。")
        self._filled()

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.acts_button] if self.view is not None else []

    def _content(self) -> QWidget:
        c = colours()
        inside, column = self._column()
        self._opening = Opening(kinds=False)
        self._words = Paragraph(size=tokens.BODY, colour=c.text)
        self._facts = Facts(FACTS, (3, 4))
        self._answer_head = Words("答复", size=tokens.SUBTITLE, bold=True, colour=c.text)
        self._answer = Paragraph(size=tokens.BODY, colour=c.text)
        self._history = History()
        column.addLayout(self._opening)
        column.addWidget(self._words)
        column.addLayout(self._buttons())
        column.addSpacing(tokens.S)
        column.addWidget(self._facts)
        column.addSpacing(tokens.M)
        column.addWidget(self._answer_head)
        column.addWidget(self._answer)
        column.addSpacing(tokens.M)
        column.addWidget(self._history)
        column.addStretch(1)
        return inside

    def _buttons(self) -> QHBoxLayout:
        self.acts_button = button("办理（Ctrl+B）", "complaints.acts")
        self.case_button = button("看办件（Ctrl+O）", "complaints.case")
        return buttons((self.acts_button, self.acts), (self.case_button, self.case))


class ComplaintList(OfStreams[ComplaintRow, ComplaintFilter]):
    """投诉清单."""

    detail: ComplaintDetail
    one = "一件投诉"
    tile_keys = "enquiries"
    tile_help = "complaints.filter"

    def __init__(self, page: Page) -> None:
        super().__init__(page, "投诉", _columns(), ComplaintDetail(), (ComplaintFilter.OPEN, ComplaintFilter.ALL))
        self.acts: ComplaintActs = ComplaintActs(page, self.show_stream)
        self.detail.acts.connect(self.menu)
        self.detail.case.connect(self.whole)
        self.table.setProperty("helpKey", "complaints.list")
        self.table.opened.connect(self.acts.answer)

    def refresh(self) -> None:
        which = self.which
        self.ask_rows(lambda counter: complaints_of(counter.desk, which), self._take, "complaints", long=False)

    def menu(self) -> None:
        if (row := self.chosen("Ins 登记一件投诉")) is not None:
            self.acts.menu(row)

    def whole(self) -> None:
        """看办件 that it is about."""
        row = self.chosen()
        if row is not None and row.case:
            self.frame.open_case(row.case)
        elif row is not None:
            self.frame.say("这件投诉没有针对一件办件，没有办件可看。")

    def add(self) -> None:
        self.acts.register()

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        return {**self.tile_acts(), "add": self.add, "complaint_acts": self.menu, "enquiry_case": self.whole}

    def commands(self) -> Sequence[Command]:
        return [Command("投诉登记", self.add, "Ins", group="办理"), *super().commands()]

    def _take(self, found: Complaints) -> None:
        if self.widened(found.rows):
            return
        self.show_tiles(found.counts, self.which)
        self.card.head.setText(f"投诉 · {self.which}")
        self.card.sum.setText(f"{len(found.rows)} 件 · 按工作日")
        self.foot.setText("不记投诉人是谁；逾期没有答复的列入督办（Alt+U），每月的件数在统计（Alt+M）。")
        self.show_rows(
            found.rows, f"没有“{self.which}”的投诉", "来电、来访、12345转来的投诉按 Ins 登记，交给有权核查的单位。"
        )
        self.select_wanted()

    def _pick(self, row: ComplaintRow | None) -> None:
        if row is None:
            self.none_chosen()
        else:
            self.ask_chosen(
                lambda counter: complaint_view(counter.desk, row.stream), self.detail.show_view, "complaint"
            )


def _columns() -> tuple[Column[ComplaintRow], ...]:
    def tip(row: ComplaintRow) -> str:
        return f"{row.number} {row.kind}\n{row.words}\n被投诉：{row.against}，承办：{row.department}\n{row.when}"

    return (
        Column("投诉 / 被投诉的一方", lambda r: r.words, tip=tip, speech=lambda r: f"{r.kind}，{r.words}，{r.against}",
               paint=cells.first(_what), least=190),
        Column("承办单位", lambda r: r.department, 112, tip=tip, paint=cells.two(_owner)),
        Column("期限、结果", lambda r: r.when, 168, tip=tip, speech=lambda r: f"{r.light}，{r.when}", paint=cells.lamp(_when, loud=_late)),
    )  # fmt: skip


def _what(row: ComplaintRow) -> tuple[str, str]:
    return f"{row.kind}：{row.words}", row.against


def _owner(row: ComplaintRow) -> tuple[str, str]:
    return row.department, row.channel


def _when(row: ComplaintRow) -> tuple[Light, str, str]:
    return row.light, row.when, row.number


def _late(row: ComplaintRow) -> bool:
    return row.answered_on is None and bool(row.late)
