"""咨询投诉: what was asked by telephone or at the window, and what was complained of; Ctrl+PgDn turns the two, Ins notes one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from bingliang.desk.enquiry_log import ENQUIRIES, Asked, EnquiryLog, EnquiryRow, form_of, log
from bingliang.gui import tokens
from bingliang.gui.acting import Acting
from bingliang.gui.keys import Place
from bingliang.gui.listed import Listed
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.enquiries.complaints import ComplaintList
from bingliang.gui.pages.enquiries.errands import ErrandList
from bingliang.gui.sheet import Sheet
from bingliang.gui.style import colours
from bingliang.gui.table import Column
from bingliang.gui.turned import Turned
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.detail_pane import DetailPane, button, buttons
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.ledger.complaint import PREFIX
from bingliang.ledger.errand import PREFIX as ERRAND

if TYPE_CHECKING:
    from bingliang.desk.acts.fields import ActForm
    from bingliang.desk.acts.rehearsal import Done

FACTS = 4
LOG, COMPLAINTS, ERRANDS = "咨询", "投诉", "来访"
_AT_THE_COUNTER = ("窗口", "代办")
"""Who answers enquiries; the other posts come for the complaints."""


class EnquiryActs(Acting[EnquiryRow]):
    """咨询登记 over the list."""

    def __init__(self, page: Page, done: Callable[[str], None]) -> None:
        super().__init__(page)
        self._after = done

    def ask(self) -> None:
        """打开办理单."""
        self._ask_form("", lambda counter: form_of(counter.desk))

    def _made_sheet(self) -> Sheet:
        return Sheet(self._frame, self._page, ENQUIRIES)

    def _done(self, form: ActForm, done: Done) -> None:
        del form
        self._frame.tell("咨询已登记，计入咨询量。")
        self._after(str(done.answer["streams"][0]))


class EnquiryDetail(DetailPane[EnquiryRow]):
    """一次咨询."""

    case = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("咨询", "选中的咨询显示在这里。", parent)

    def show_row(self, row: EnquiryRow) -> None:
        """显示一次咨询."""
        self.view = row
        self._about.setText(row.about)
        self._question.setText(f"问：{row.question}")
        self._answer.setText(f"答：{row.answer}")
        self.case_button.setEnabled(not row.loose)
        self.case_button.setToolTip("这次咨询不属于办件。" if row.loose else "")
        self._facts.show_facts(
            (("咨询日", f"{row.on:%Y-%m-%d}"), ("方式", row.means), ("咨询人", row.caller), ("登记", f"{row.counter}号窗口 {row.by}"))
        )  # fmt: skip
        self._filled()

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.case_button] if self.view is not None else []

    def _content(self) -> QWidget:
        c = colours()
        inside, column = self._column()
        self._about = Paragraph(size=tokens.TITLE, bold=True, colour=c.text)
        self._question = Paragraph(size=tokens.BODY, colour=c.text)
        self._answer = Paragraph(size=tokens.BODY, colour=c.text)
        self._facts = Facts(FACTS, (1, 1))
        self.case_button = button("看办件（Ctrl+O）", "enquiries.case")
        for part in (self._about, self._question, self._answer):
            column.addWidget(part)
        column.addSpacing(tokens.S)
        column.addLayout(buttons((self.case_button, self.case)))
        column.addSpacing(tokens.S)
        column.addWidget(Words("登记", size=tokens.SUBTITLE, bold=True, colour=c.text))
        column.addWidget(self._facts)
        column.addStretch(1)
        return inside


class EnquiryList(Listed[EnquiryRow]):
    """咨询登记簿."""

    detail: EnquiryDetail
    one = "一次咨询"
    tile_keys = "enquiries"
    tile_help = "enquiries.filter"

    def __init__(self, page: Page) -> None:
        super().__init__(page, "咨询", _columns(), lambda row: row.key, EnquiryDetail())
        self._which, self._wanted = Asked.ALL, ""
        self.acts: EnquiryActs = EnquiryActs(page, self._noted)
        self.detail.case.connect(self.menu)
        self.table.setProperty("helpKey", "enquiries.list")
        self.table.opened.connect(lambda _: self.menu())

    def refresh(self) -> None:
        which = self._which
        self.ask_rows(lambda counter: log(counter.desk, which), self._take, "enquiries", long=False)

    def choose(self, which: str) -> None:
        self._which = Asked(which)
        self.refresh()

    def _noted(self, stream: str) -> None:
        """选中 what was just noted, whatever the filter."""
        self._wanted = stream
        self.refresh()

    def menu(self) -> None:
        """看办件 of the current row, where it was about one."""
        row = self.chosen("Ins 登记一次不属于办件的咨询")
        if row is None:
            return
        if row.loose:
            self.frame.say("这次咨询不属于办件，没有办件可看。")
        else:
            self.frame.open_case(row.stream)

    def add(self) -> None:
        self.acts.ask()

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        return {**self.tile_acts(), "add": self.add, "enquiry_case": self.menu}

    def commands(self) -> Sequence[Command]:
        return [Command("咨询登记（不属于办件）", self.add, "Ins", group="办理"), *super().commands()]

    def _take(self, found: EnquiryLog) -> None:
        wanted = next((row.key for row in found.rows if self._wanted and row.stream == self._wanted), None)
        if self._wanted and wanted is None and self._which is not Asked.ALL:
            self.choose(Asked.ALL)
            return
        self._wanted = ""
        self.show_tiles(found.counts, self._which)
        self.card.head.setText(f"咨询登记簿 · {self._which}")
        self.card.sum.setText(f"{len(found.rows)} 次")
        self.foot.setText("每月的咨询量在统计（Alt+M）；问某一件进度的，在那一件里登记（Ctrl+B 咨询登记）。")
        self.show_rows(found.rows, f"没有“{self._which}”的咨询", "电话或者窗口问起、还没有办件的，按 Ins 登记。")
        if wanted is not None:
            self.select(wanted)

    def _pick(self, row: EnquiryRow | None) -> None:
        if row is None:
            self.none_chosen()
        else:
            self.detail.show_row(row)


class EnquiriesPage(Turned[Listed[Any]]):
    """咨询投诉; `subject` is one of the three, behind it “登记” for the sheet of a new one (“=收件号” the case it is about), or the stream of a complaint or a visit."""

    place = Place.ENQUIRIES

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self.log, self.complaints, self.errands = EnquiryList(self), ComplaintList(self), ErrandList(self)
        pages: dict[str, Listed[Any]] = {LOG: self.log, COMPLAINTS: self.complaints, ERRANDS: self.errands}
        self.bring("咨询投诉", "enquiries.switch", pages)

    def enter(self, subject: str = "") -> None:
        subject, _, code = subject.partition("=")
        if subject.startswith(PREFIX):
            self.turn(COMPLAINTS)
            self.complaints.show_stream(subject)
        elif subject.startswith(ERRAND):
            self.turn(ERRANDS)
            self.errands.show_stream(subject)
        elif subject == ERRANDS:
            self.turn(ERRANDS)
        elif subject:
            self.turn(COMPLAINTS if subject.startswith(COMPLAINTS) else LOG)
        elif self.frame.settings.role not in _AT_THE_COUNTER:
            self.turn(COMPLAINTS)
        self.refresh()
        self.view.focus()
        if subject.startswith(COMPLAINTS) and code:
            self.complaints.acts.register(code)
        elif subject.endswith("登记"):
            self.view.add()

    def keys(self) -> Mapping[str, Callable[[], None]]:
        keys = super().keys()
        return keys if self.view.acts.keys() is not None else {"complaint_acts": self._no_acts, **keys}

    def _no_acts(self) -> None:
        self.frame.say("咨询登记以后没有别的办理；投诉按 Ctrl+PgDn 换过去办，来访再按一次。")

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        if self.view is not self.complaints:
            then(self.commands())
            return
        row = self.complaints.table.current()
        self.complaints.acts.ask_commands(row, lambda acts: then([*acts, *self.commands()]))


def _columns() -> tuple[Column[EnquiryRow], ...]:
    def tip(row: EnquiryRow) -> str:
        return f"{row.on:%Y-%m-%d} {row.caller}（{row.means}）\n问：{row.question}\n答：{row.answer}"

    return (
        Column("日期、方式", lambda r: f"{r.on:%m-%d}", 112, tip=tip, paint=_when),
        Column("问什么 / 怎样答复", lambda r: r.question, tip=tip, speech=tip, paint=_what, least=190),
        Column("关于", lambda r: r.about, 150, tip=tip, paint=cells.two(_about)),
    )


def _when(painter: QPainter, box: QRect, row: EnquiryRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    cells.lines(painter, box.adjusted(14, 0, -4, 0), f"{row.on:%m-%d}", row.means, bold=True)


def _what(painter: QPainter, box: QRect, row: EnquiryRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    cells.lines(painter, box.adjusted(12, 0, -8, 0), row.question, row.answer)


def _about(row: EnquiryRow) -> tuple[str, str]:
    return row.about, row.caller
