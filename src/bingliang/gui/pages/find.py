"""查找结果: the cases of one enterprise, of one project, or of the words typed, in one list; Enter opens."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.finding import LISTED, FoundCase
from bingliang.gui import tokens
from bingliang.gui.errands import go_on, print_errand
from bingliang.gui.keys import Place
from bingliang.gui.page import Frame, Page
from bingliang.gui.style import colours, look
from bingliang.gui.table import RIGHT, Column, RowModel, RowTable
from bingliang.gui.widgets import badge, cells, light, segments
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.state import State
from bingliang.ledger.errand import PREFIX

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bingliang.gui.source import Desk

ERRAND = PREFIX.rstrip("/")


@dataclass(frozen=True, slots=True)
class Listing:
    """结果清单: what it is about, and the cases."""

    title: str
    note: str
    cases: tuple[FoundCase, ...]
    empty: str


class FindPage(Page):
    """查找结果; `enter` takes "enterprise/ID", "project/ID", "words/TEXT" or the stream of a 来访."""

    place = Place.FIND

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        c = colours()
        self._subject = ""
        self.title = Words(size=tokens.TITLE, bold=True, colour=c.text)
        self.note = Words(size=tokens.LABEL, colour=c.text2)
        self._sum = Words(size=tokens.CAPTION, colour=c.text2, whole=True)
        model: RowModel[FoundCase] = RowModel(_columns(self), key=lambda case: case.row.stream, parent=self)
        self.table: RowTable[FoundCase] = RowTable(model, look().density.row, "找到的办件", self)
        self.table.opened.connect(lambda case: frame.open_case(case.row.stream, case.row.project, case.row.code))
        self._state = State(self)
        self._state.again.connect(self.refresh)
        self._body = QStackedWidget()
        self._body.addWidget(self._state)
        self._body.addWidget(self.table)
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L, tokens.M, tokens.L, 2)
        head.addWidget(self.title, 1)
        head.addWidget(self._sum)
        below = QHBoxLayout()
        below.setContentsMargins(tokens.L, 0, tokens.L, tokens.M)
        below.addWidget(self.note)
        card = QFrame(self)
        card.setObjectName("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        inside.addLayout(head)
        inside.addLayout(below)
        inside.addWidget(self._body, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.addWidget(card)

    def enter(self, subject: str = "") -> None:
        if subject != self._subject:
            self._subject = subject
            self._body.setCurrentIndex(0)
            self._state.say("正在查找…")
            self.table.show_rows((), keep=False)
        self._focus()
        self.refresh()

    def refresh(self) -> None:
        subject = self._subject
        self.frame.backstage.ask(
            self,
            lambda counter: _listing(counter, subject),
            self._take,
            topic="listing",
            refused=lambda sentence: self._state.say("没有查成", sentence, again=True),
        )

    def panes(self) -> list[QWidget]:
        return [self.table]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        """F8 on the cases of a visit prints their summary."""
        subject = self._subject
        if subject.partition("/")[0] != ERRAND:
            return {}
        return {"print": lambda: print_errand(self.frame, subject), "next_firm": partial(go_on, self.frame, subject)}

    @property
    def year(self) -> int:
        """今年."""
        return self.frame.heading.today.year if self.frame.heading is not None else 0

    def _take(self, listing: Listing) -> None:
        self.title.setText(listing.title)
        self.note.setText(listing.note)
        in_hand = sum(1 for case in listing.cases if case.row.next_on or case.holder != "已办结")
        many = "，只列前面这些" if len(listing.cases) >= LISTED else ""
        self._sum.setText(f"{len(listing.cases)} 件，在办 {in_hand} 件{many}")
        had = self.table.hasFocus() or self._state.hasFocus()
        self.table.show_rows(listing.cases, keep=bool(self.table.rows_model.rows))
        self._body.setCurrentIndex(1 if listing.cases else 0)
        if not listing.cases:
            self._state.say("没有办件", listing.empty)
        if had:
            self._focus()

    def _focus(self) -> None:
        shown = self.table if self._body.currentIndex() else self._state
        shown.setFocus(Qt.FocusReason.OtherFocusReason)


def _listing(counter: Desk, subject: str) -> Listing:
    """On the worker."""
    from bingliang.desk import finding
    from bingliang.desk.errands import view as errands

    kind, _, about = subject.partition("/")
    if kind == ERRAND:
        row, cases = errands.listed(counter.desk, subject)
        note = f"{row.on:%Y-%m-%d}，{row.agent}一次交件，{row.many}，{row.stands}　F8 打印汇总小票"
        return Listing(f"来访 {row.number}", note, cases, "这次来访没有办件。")
    if kind == "words":
        found = finding.find(counter.desk, about, LISTED)
        return Listing(
            f"查找“{found.words}”",
            "办件按在办在前、收件新的在前列出",
            found.cases,
            found.hint or "这些字只与企业或项目的名称相符，还没有办件。",
        )
    with counter.desk.store.look() as look:
        enterprise = look.enterprise(about) if kind == "enterprise" else None
        project = look.project(about) if kind == "project" else None
        owner = look.enterprise(project.enterprise) if project else None
    if project is not None:
        note = "  ".join(part for part in (project.code, owner.name if owner else "", project.site) if part)
        return Listing(project.name, note, finding.cases_of(counter.desk, project=about), "这个项目还没有收过件。")
    if enterprise is not None:
        former = f"原名 {enterprise.former_name}" if enterprise.former_name else ""
        note = "  ".join(part for part in (enterprise.credit_code, former, enterprise.address) if part)
        return Listing(
            enterprise.name, note, finding.cases_of(counter.desk, enterprise=about), "这家企业还没有收过件。"
        )
    raise ValueError("登记册里已没有这一条，可能刚被合并，请按 F3 重新查找。")


def _two_lines(painter: QPainter, box: QRect, first: str, second: str, *, bold: bool) -> None:
    cells.lines(painter, box.adjusted(12, 0, -8, 0), first, second, bold=bold)


def _tip(case: FoundCase) -> str:
    row = case.row
    lines = [
        row.project,
        row.enterprise,
        f"收件号 {row.code}，{row.stage}",
        case.holder,
        case.bag and f"材料袋{case.bag}",
        badge.speech(row),
    ]
    return "\n".join(line for line in lines if line)


def _columns(page: FindPage) -> tuple[Column[FoundCase], ...]:
    return (
        Column(
            "状态 / 收件号", lambda one: one.row.light, 132, tip=_tip,
            speech=lambda one: f"{one.row.light}，{one.row.code}",
            paint=lambda p, b, one, s: light.paint(p, b, one.row.light, one.row.code, s),
        ),
        Column(
            "项目 / 申请单位", lambda one: one.row.project, tip=_tip,
            speech=lambda one: f"{one.row.project}，{one.row.enterprise}",
            paint=lambda p, b, one, _: _two_lines(p, b, one.row.project, one.row.enterprise, bold=True),
        ),
        Column(
            "谁在办", lambda one: one.holder, 150, tip=_tip, speech=lambda one: f"{one.holder}，{one.row.stage}",
            paint=lambda p, b, one, _: _two_lines(p, b, one.holder, (one.bag and f"材料袋{one.bag}") or one.row.stage, bold=False),
        ),
        Column(
            "收件", lambda one: f"{one.row.received_on:%Y-%m-%d}", 112, tip=_tip,
            paint=lambda p, b, one, _: _two_lines(p, b, f"{one.row.received_on:%Y-%m-%d}", one.row.clerk, bold=False),
        ),
        Column(
            "并联事项", lambda one: f"{one.row.done}/{one.row.total}", 132,
            tip=lambda one: segments.speech(one.row.segments, one.row.done, one.row.total),
            paint=lambda p, b, one, _: segments.paint(p, b, one.row.segments, one.row.done, one.row.total),
        ),
        Column(
            "剩余工作日", lambda one: badge.remaining_text(one.row), 124, align=RIGHT, tip=_tip,
            speech=lambda one: badge.speech(one.row), paint=lambda p, b, one, _: badge.paint(p, b, one.row, page.year),
        ),
    )  # fmt: skip
