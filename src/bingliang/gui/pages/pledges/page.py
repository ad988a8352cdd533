"""承诺: the register of pledges: every promise made, by whom, until when, kept or broken, and what is still to be checked."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from bingliang.desk.lights import Light
from bingliang.desk.pledges.register import Register, register
from bingliang.desk.pledges.rows import LISTED, PledgeKind, PledgeRow
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.list_page import ListPage
from bingliang.gui.page import Command, Frame
from bingliang.gui.pages.pledges.acts import PledgeActs
from bingliang.gui.style import font
from bingliang.gui.table import Column
from bingliang.gui.widgets import cells, ink

NOTES: Mapping[PledgeKind, str] = {
    PledgeKind.OPEN: "受理通知书和限时办结承诺书上印出的日期，期限近的在前",
    PledgeKind.BROKEN: "须公开说明理由（《优化营商环境条例》第三十六条），还没有说明的在前；F8 打印说明",
    PledgeKind.KEPT: "在承诺办结日以前办结的",
    PledgeKind.NOTIFIED: "申请人承诺、机关先作决定，事后在期限内核查（国办发〔2020〕42号）",
    PledgeKind.DEFERRED: "申请人承诺补齐的材料和日期",
    PledgeKind.TRUTH: "申请人对材料真实性的承诺，签署后长期有效",
    PledgeKind.PUBLIC: "各部门向社会公布的时限和践诺情况；Ctrl+B 公布、撤下和打印公示牌，F8 打印公开承诺书",
    PledgeKind.AGREED: "招商协议和政策承诺的兑现（《优化营商环境条例》第三十一条）；Ins 登记，Enter 登记兑现",
    PledgeKind.CHECKS: "等着核查、补齐和兑现的承诺，过期的在前；Enter 去办",
}


class PledgesPage(ListPage[PledgeRow, PledgeKind]):
    """承诺登记册: nine kinds as tiles, one list; Enter goes to the case, Ctrl+B publishes, records and settles, F8 prints."""

    place = Place.PLEDGES
    named, listed = "承诺", "承诺清单"
    tile_keys, tile_word = "pledge_kind", "承诺"
    tile_lights: ClassVar[Mapping[str, Light]] = {
        PledgeKind.OPEN: Light.OK,
        PledgeKind.BROKEN: Light.PROMISE_LATE,
        PledgeKind.KEPT: Light.DONE,
        PledgeKind.CHECKS: Light.SOON,
    }

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent, _columns(), _key, PledgeKind.OPEN)
        self._department, self._role, self._wanted = "", "", ""
        self.acts: PledgeActs = PledgeActs(self, self._recorded)
        self.table.opened.connect(self._open)

    # ── the frame ─────────────────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        if subject in set(PledgeKind):
            self.filter_by(PledgeKind(subject))
        self.refresh()
        self.focus()

    def _recorded(self, stream: str) -> None:
        """选中 a promise that is new, among those of its kind."""
        self._wanted = stream
        if stream and self._which is not PledgeKind.AGREED:
            self.filter_by(PledgeKind.AGREED)
        else:
            self.refresh()

    def panes(self) -> list[QWidget]:
        return [self.card.front, *self.tiles[:1]]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        return {**self.tile_acts(), "print": self._print, "pledge_acts": self._menu, "add": self._record}

    def commands(self) -> Sequence[Command]:
        return [*self.acts.commands(self.table.current(), self._role), *self.filters()]

    def escape(self) -> bool:
        if self.acts.escape():
            return True
        if self._department:
            self.filter_by(PledgeKind.PUBLIC)
            return True
        return False

    def refresh(self) -> None:
        which, department = self._which, self._department
        self.ask_rows(
            lambda counter: (register(counter.desk, which, department), counter.desk.who.role), self._take, "pledges"
        )

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def filter_by(self, which: PledgeKind, checked: bool = True, *, department: str = "") -> None:  # noqa: FBT001, FBT002 - also Qt's slot
        """换种类; with a department, its own promised dates only."""
        self._department = department
        super().filter_by(which, checked)

    def _open(self, row: PledgeRow) -> None:
        if row.kind is PledgeKind.PUBLIC:
            self.filter_by(PledgeKind.BROKEN if row.counts[2] else PledgeKind.OPEN, department=row.body)
        elif row.kind is PledgeKind.AGREED:
            self.acts.settle(row)
        else:
            self.frame.open_case(row.stream, row.project)

    def _menu(self) -> None:
        self.acts.menu(self.table.current(), self._role)

    def _record(self) -> None:
        self.acts.record()

    def _print(self) -> None:
        row = self.table.current()
        if row is None:
            return
        if row.kind is PledgeKind.PUBLIC:
            self.acts.print_pledge(row)
        elif row.seq:
            self.frame.printing.print_paper(row.stream, row.seq)
        else:
            self.frame.say(
                "招商和政策承诺没有文书；凭证在登记兑现时写明。"
                if row.kind is PledgeKind.AGREED
                else "限时承诺印在受理通知书和限时办结承诺书上：按 Enter 进办件，在“文书”页签里打印。"
            )

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, answer: tuple[Register, str]) -> None:
        found, self._role = answer
        self.count(lambda which: found.counts[which])
        rows = found.rows
        whose = f" · {rows[0].who}" if self._department and rows else ""
        self.card.head.setText(f"{self._which}{whose}")
        more = "" if found.complete else f"，只列 {LISTED} 条"
        if self._which is PledgeKind.BROKEN and rows:
            told = sum(bool(row.seq) for row in rows)
            more += f"，应公开说明的 {len(rows) - told} 条，已公开 {told} 条"
        self.card.sum.setText(f"{len(rows)} 条{more} · {NOTES[self._which]}")
        self.show_rows(rows, f"没有“{self._which}”", NOTES[self._which] + "。")
        wanted, self._wanted = self._wanted, ""
        new = next((row for row in rows if wanted and row.stream == wanted), None)
        if new is not None:
            self.select(_key(new))


def _key(row: PledgeRow) -> Hashable:
    return row.stream, row.no, row.seq, row.body


def _columns() -> tuple[Column[PledgeRow], ...]:
    def tip(row: PledgeRow) -> str:
        lines = (row.who, row.what, row.number, row.project, row.enterprise, row.state, row.follow)
        return "\n".join(dict.fromkeys(line for line in lines if line))

    return (
        Column("状态", lambda r: r.state, 216, tip=tip, speech=lambda r: f"{r.light}，{r.state}", paint=_state),
        Column("承诺内容", lambda r: r.what, tip=tip, paint=_what, least=220),
        _plain("承诺人", lambda r: r.who, 250, tip),
        _plain("到期", lambda r: f"{r.until:%Y-%m-%d}" if r.until else "—", 112, tip),
        _plain("后续", lambda r: r.follow, 236, tip),
    )


def _plain(
    title: str, text: Callable[[PledgeRow], str], width: int, tip: Callable[[PledgeRow], str]
) -> Column[PledgeRow]:
    return Column(title, text, width, tip=tip, paint=cells.one(text))


def _state(painter: QPainter, box: QRect, row: PledgeRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    beside, colour = cells.marked(painter, box.adjusted(14, 0, -4, 0), row.light, selected=selected)
    ink.write(painter, beside, row.state, font(tokens.BODY, bold=True), colour)


def _what(painter: QPainter, box: QRect, row: PledgeRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    below = " · ".join(part for part in (row.number, row.project) if part)
    cells.lines(painter, box.adjusted(12, 0, -8, 0), row.what, below, bold=True)
