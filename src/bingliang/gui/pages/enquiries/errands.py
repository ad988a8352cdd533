"""来访: who came with the papers of several enterprises, how their cases stand, what is ready for them; the chosen one beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from bingliang.desk.errands.forms import ERRANDS, form_of, offers
from bingliang.desk.errands.papers import SHEET, SIGNED, SLIP
from bingliang.desk.errands.view import ErrandFilter, ErrandRow, Errands, ErrandView, errand_view, errands_of
from bingliang.gui import tokens
from bingliang.gui.acting import Acting
from bingliang.gui.errands import go_on, print_errand
from bingliang.gui.keys import Place
from bingliang.gui.listed import OfStreams
from bingliang.gui.page import Command
from bingliang.gui.sheet import Sheet
from bingliang.gui.style import colours
from bingliang.gui.table import Column
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.act_menu import why
from bingliang.gui.widgets.detail_pane import DetailPane, Opening, button, buttons
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.label import Paragraph, Words

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.offers import Offer
    from bingliang.desk.acts.rehearsal import Done
    from bingliang.gui.page import Page

FACTS = 4


class ErrandActs(Acting[ErrandRow]):
    """来访的办理: what is ready for several enterprises goes over the counter together."""

    def __init__(self, page: Page, done: Callable[[], None]) -> None:
        super().__init__(page)
        self._after = done

    def menu(self, row: ErrandRow) -> None:
        """办理菜单."""
        self._ask(row, lambda found: self._open_menu(row, f"来访 {row.number}", found))

    def hand_over(self, row: ErrandRow) -> None:
        """一并交付; a Refusal says that nothing is ready."""
        self._ask_form(row.stream, lambda counter: form_of(counter.desk, row.stream))

    def ask_commands(self, row: ErrandRow | None, then: Callable[[Sequence[Command]], None]) -> None:
        """命令面板里的办理."""
        if row is None or self.keys() is not None:
            then(())
            return
        group = f"来访 · {row.number}"
        self._ask(
            row,
            lambda found: then(
                [
                    Command(one.title, partial(self._open, row, one), "Ctrl+Shift+L", why(one), row.many, group)
                    for one in found
                ]
            ),
        )

    def _ask(self, row: ErrandRow, then: Callable[[tuple[Offer, ...]], None]) -> None:
        self._frame.backstage.ask(self, lambda counter: offers(counter.desk, row.stream), then, topic="offers")

    def _open(self, row: ErrandRow, offer: Offer) -> None:
        del offer
        self.hand_over(row)

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, ERRANDS)

    def _done(self, form: ActForm, done: Done) -> None:
        super()._done(form, done)
        self._after()


class ErrandDetail(DetailPane[ErrandView]):
    """一次来访."""

    cases = Signal()
    slip = Signal()
    acts = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("来访", "选中的来访显示在这里。", parent)

    def show_view(self, view: ErrandView) -> None:
        """显示一次来访."""
        row, self.view = view.row, view
        self._opening.say("", f"来访号 {row.number}", f"{row.agent} · {row.many}", "", (f"{row.stands}。", row.light))
        self._facts.show_facts(view.facts)
        self._lines.setText("\n".join(view.lines))
        self._handed_head.setVisible(bool(view.handed))
        self._handed.setVisible(bool(view.handed))
        self._handed.setText("\n".join(view.handed))
        self._filled()

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.cases_button] if self.view is not None else []

    def _content(self) -> QWidget:
        c = colours()
        inside, column = self._column()
        self._opening = Opening(kinds=False)
        self._facts = Facts(FACTS, (2, 2))
        self._lines = Paragraph(size=tokens.BODY, colour=c.text)
        self._handed_head = Words("一并交付", size=tokens.SUBTITLE, bold=True, colour=c.text)
        self._handed = Paragraph(size=tokens.BODY, colour=c.text)
        self.cases_button = button("看各件（Enter）", "errands.cases")
        self.slip_button = button("汇总小票（F8）", "errands.slip")
        self.acts_button = button("一并交付（Ctrl+Shift+L）", "errands.hand_over")
        column.addLayout(self._opening)
        column.addLayout(
            buttons((self.cases_button, self.cases), (self.slip_button, self.slip), (self.acts_button, self.acts))
        )
        column.addSpacing(tokens.S)
        column.addWidget(self._facts)
        column.addSpacing(tokens.M)
        column.addWidget(Words("各件", size=tokens.SUBTITLE, bold=True, colour=c.text))
        column.addWidget(self._lines)
        column.addSpacing(tokens.M)
        column.addWidget(self._handed_head)
        column.addWidget(self._handed)
        column.addStretch(1)
        return inside


class ErrandList(OfStreams[ErrandRow, ErrandFilter]):
    """来访清单."""

    detail: ErrandDetail
    one = "一次来访"
    tile_keys = "enquiries"
    tile_help = "errands.filter"

    def __init__(self, page: Page) -> None:
        super().__init__(page, "来访", _columns(), ErrandDetail(), (ErrandFilter.TODAY, ErrandFilter.ALL))
        self.acts: ErrandActs = ErrandActs(page, self.refresh)
        self.detail.cases.connect(self.whole)
        self.detail.slip.connect(self.print)
        self.detail.acts.connect(self.hand_over)
        self.table.setProperty("helpKey", "errands.list")
        self.table.opened.connect(lambda _: self.whole())

    def refresh(self) -> None:
        which = self.which
        self.ask_rows(lambda counter: errands_of(counter.desk, which), self._take, "errands", long=False)

    def menu(self) -> None:
        self._with(self.acts.menu)

    def whole(self) -> None:
        """看各件."""
        self._with(lambda row: self.frame.go(Place.FIND, row.stream))

    def hand_over(self) -> None:
        """一并交付."""
        self._with(self.acts.hand_over)

    def add(self) -> None:
        """下一家: the visit is gone on with, on its own day."""
        self._with(lambda row: go_on(self.frame, row.stream))

    def print(self) -> None:
        self._print(SLIP)

    def _print(self, form: str) -> None:
        self._with(lambda row: print_errand(self.frame, row.stream, form))

    def _with(self, act: Callable[[ErrandRow], None]) -> None:
        if (row := self.chosen("收完一家以后按 Ctrl+Shift+N 收同一人的下一家，就有了")) is not None:
            act(row)

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        return {
            **self.tile_acts(), "add": self.add, "next_firm": self.add, "complaint_acts": self.menu, "enquiry_case": self.whole,
            "hand_over_all": self.hand_over, "print": self.print, "errand_sheet": partial(self._print, SHEET),
            "errand_receipt": partial(self._print, SIGNED),
        }  # fmt: skip

    def commands(self) -> Sequence[Command]:
        return [
            Command("同一来访，下一家", self.add, "Ctrl+Shift+N", group="办理"),
            Command("几家结果一并交付", self.hand_over, "Ctrl+Shift+L", group="办理"),
            Command("打印来访汇总小票", self.print, "F8", group="办理"),
            Command("打印来访汇总单（A4）", partial(self._print, SHEET), "Ctrl+P", group="办理"),
            Command("打印一并交付签收单", partial(self._print, SIGNED), "Ctrl+L", group="办理"),
            *super().commands(),
        ]

    def _take(self, found: Errands) -> None:
        if self.widened(found.rows):
            return
        self.show_tiles(found.counts, self.which)
        self.card.head.setText(f"来访 · {self.which}")
        self.card.sum.setText(f"{len(found.rows)} 次")
        self.foot.setText(
            "Ctrl+Shift+N 收这个人的下一家（限当天）；Ctrl+P 打印 A4 汇总单，Ctrl+L 打印签收单；各件照常各办各的。"
        )
        self.show_rows(found.rows, f"没有“{self.which}”的来访", "收完一家以后按 Ctrl+Shift+N，接着收同一人的下一家。")
        self.select_wanted()

    def _pick(self, row: ErrandRow | None) -> None:
        if row is None:
            self.none_chosen()
        else:
            self.ask_chosen(lambda counter: errand_view(counter.desk, row.stream), self.detail.show_view, "errand")


def _columns() -> tuple[Column[ErrandRow], ...]:
    def tip(row: ErrandRow) -> str:
        return f"来访号 {row.number}，{row.on:%Y-%m-%d}\n{row.agent}：{row.many}\n{'、'.join(row.firms)}"

    return (
        Column("来访号、日期", lambda r: r.number, 152, tip=tip, paint=_when),
        Column("经办人 / 企业", lambda r: r.agent, tip=tip, speech=tip, paint=_who, least=190),
        Column("办到哪里", lambda r: r.stands, 168, tip=tip, speech=lambda r: f"{r.light}，{r.stands}", paint=_stands),
    )  # fmt: skip


def _when(painter: QPainter, box: QRect, row: ErrandRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    cells.lines(painter, box.adjusted(14, 0, -4, 0), row.number, f"{row.on:%m-%d}　{row.counter}号窗口", bold=True)


def _who(painter: QPainter, box: QRect, row: ErrandRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    cells.lines(painter, box.adjusted(12, 0, -8, 0), f"{row.agent}　{row.many}", "、".join(row.firms))


def _stands(painter: QPainter, box: QRect, row: ErrandRow, selected: bool) -> None:  # noqa: FBT001 - as above
    told = f"已交付 {row.handed} 份" if row.handed else row.many
    cells.lit(painter, box.adjusted(12, 0, -4, 0), row.light, row.stands, told, selected=selected, loud=bool(row.ready))
