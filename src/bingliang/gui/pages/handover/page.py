"""移交: hand-overs of cases by where they stand, and the A/B角; Ctrl+PgDn turns the two."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from bingliang.desk.handover.deputy_forms import Deputies, DeputyFilter, DeputyRow, deputies_of, stream_of
from bingliang.desk.handover.view import HandoverFilter, HandoverRow, Handovers, handover_view, handovers
from bingliang.gui.keys import Place
from bingliang.gui.listed import Listed, OfStreams
from bingliang.gui.page import Command, Frame
from bingliang.gui.pages.handover.acts import DeputyActs, HandoverActs
from bingliang.gui.pages.handover.detail import DeputyDetail, HandoverDetail
from bingliang.gui.table import Column
from bingliang.gui.turned import Turned
from bingliang.gui.widgets import cells

LISTS, PAIRS = "移交", "A/B角"


class _Page(OfStreams[Any, Any]):
    """What both pages of this room answer to by the same keys."""

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        held = super().keys()
        tiles = {f"handovers/{at}": held[f"batch/{at}"] for at in range(1, len(self.tiles) + 1)}
        return {**tiles, "handover_acts": self.menu, "add": self.add, "handover_case": self.whole, "print": self.print}

    def whole(self) -> None:
        """看办件."""
        self.frame.say("A/B角没有办件可看；代办的件在工作台的“我承办的”里。")


class HandoverList(_Page):
    """移交清单."""

    detail: HandoverDetail
    one = "一份移交"
    tile_help = "handover.filter"

    def __init__(self, page: HandoverPage) -> None:
        super().__init__(page, LISTS, _columns(), HandoverDetail(), (HandoverFilter.MINE, HandoverFilter.ALL))
        self.acts: HandoverActs = HandoverActs(page, self.show_stream)
        self.detail.acts.connect(self.menu)
        self.detail.case.connect(self.whole)
        self.detail.cases.opened.connect(lambda row: self.frame.open_case(row.stream, row.project, row.code))
        self.table.setProperty("helpKey", "handover.list")
        self.table.opened.connect(self.acts.answer)

    def refresh(self) -> None:
        which = self.which
        self.ask_rows(lambda counter: handovers(counter.desk, which), self._take, "handovers", long=False)

    def menu(self) -> None:
        if (row := self.chosen()) is not None:
            self.acts.menu(row)

    def add(self) -> None:
        self.frame.say("移交从工作台（Alt+G）办：选中办件（Shift+↑↓ 多选），按 Ctrl+Shift+H。")

    def whole(self) -> None:
        view = self.detail.view
        if self.chosen() is None or view is None or not view.cases:
            return
        row = self.detail.cases.current() or view.cases[0]
        self.frame.open_case(row.stream, row.project, row.code)

    def print(self) -> None:
        view = self.detail.view
        if self.chosen() is None or view is None:
            return
        if view.paper:
            self.frame.printing.print_paper(view.row.stream, view.paper)
        else:
            self.frame.say("这份移交没有清单可打。")

    def _take(self, found: Handovers) -> None:
        if self.widened(found.rows):
            return
        self.show_tiles(found.counts, self.which)
        self.card.head.setText(f"移交 · {self.which}")
        self.card.sum.setText(f"{len(found.rows)} 份")
        self.foot.setText("接收以前仍由移交人承办；移交不动任何期限。从工作台（Alt+G）选办件移交。")
        self.show_rows(
            found.rows, f"没有“{self.which}”的移交", "换班、请假、借调、轮岗时，在工作台选中办件按 Ctrl+Shift+H。"
        )
        self.select_wanted()

    def _pick(self, row: HandoverRow | None) -> None:
        if row is None:
            self.none_chosen()
            return
        self.ask_chosen(lambda counter: handover_view(counter.desk, row.stream), self.detail.show_view, "handover")


class DeputyList(_Page):
    """A/B角清单."""

    detail: DeputyDetail
    one = "一对A/B角"
    tile_help = "deputies.filter"

    def __init__(self, page: HandoverPage) -> None:
        super().__init__(page, PAIRS, _pairs(), DeputyDetail(), (DeputyFilter.NOW, DeputyFilter.ALL))
        self.acts: DeputyActs = DeputyActs(page, self._recorded)
        self.detail.acts.connect(self.menu)
        self.table.setProperty("helpKey", "deputies.list")
        self.table.opened.connect(self.acts.menu)

    def refresh(self) -> None:
        which = self.which
        self.ask_rows(lambda counter: deputies_of(counter.desk, which), self._take, "deputies", long=False)

    def menu(self) -> None:
        if (row := self.chosen("Ins 登记一对")) is not None:
            self.acts.menu(row)

    def add(self) -> None:
        self.acts.add()

    def commands(self) -> Sequence[Command]:
        return [Command("A/B角登记", self.add, "Ins", group="办理"), *super().commands()]

    def print(self) -> None:
        self.frame.say("A/B角没有要打印的文书。")

    def _recorded(self, no: int) -> None:
        """选中 a pair that is new."""
        self.show_stream(stream_of(no) if no else "")

    def _take(self, found: Deputies) -> None:
        if self.widened(found.rows):
            return
        self.show_tiles(found.counts, self.which)
        self.card.head.setText(f"A/B角 · {self.which}")
        self.card.sum.setText(f"{len(found.rows)} 对")
        self.foot.setText("领导或者管理员登记；B角以自己的名义办，权限只到A角的岗位为止。")
        self.show_rows(found.rows, f"没有“{self.which}”的A/B角", "由领导或者管理员按 Ins 登记谁代谁、从哪天到哪天。")
        self.select_wanted()

    def _pick(self, row: DeputyRow | None) -> None:
        if row is None:
            self.none_chosen()
        else:
            self.detail.show_row(row)


class HandoverPage(Turned[Listed[Any]]):
    """移交; `subject` is one of the filters of the hand-overs, the stream of one, or the name of the other page."""

    place = Place.HANDOVER

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self.lists, self.pairs = HandoverList(self), DeputyList(self)
        self.bring("移交", "handover.switch", {LISTS: self.lists, PAIRS: self.pairs})

    def enter(self, subject: str = "") -> None:
        pairs, _, add = subject.partition("=")
        if pairs == PAIRS:
            self.turn(PAIRS)
        elif subject:
            self.turn(LISTS)
            if subject in set(HandoverFilter):
                self.lists.which = HandoverFilter(subject)
            elif subject != LISTS:
                self.lists.show_stream(subject)
        self.refresh()
        self.view.focus()
        if add:
            self.pairs.add()

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        if self.view is self.pairs:
            then(self.commands())
            return
        row = self.lists.table.current()
        self.lists.acts.ask_commands(row, lambda acts: then([*acts, *self.commands()]))


def _columns() -> tuple[Column[HandoverRow], ...]:
    def tip(row: HandoverRow) -> str:
        return f"{row.number}\n{row.sender}移交{row.receiver}，{row.count} 件\n{row.reason}\n{row.when}"

    return (
        Column("移交人 → 接收人", lambda r: f"{r.sender}移交{r.receiver}", tip=tip, speech=tip, paint=_who, least=200),
        Column("件数", lambda r: str(r.count), 72, tip=tip, paint=lambda p, b, r, _: cells.lines(p, b.adjusted(12, 0, -4, 0), f"{r.count} 件", f"{r.on:%m-%d}")),
        Column("状态", lambda r: r.when, 168, tip=tip, speech=lambda r: f"{r.light}，{r.when}", paint=_when),
    )  # fmt: skip


def _who(painter: QPainter, box: QRect, row: HandoverRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    cells.lines(painter, box.adjusted(14, 0, -8, 0), f"{row.sender} → {row.receiver}", row.reason, bold=True)


def _when(painter: QPainter, box: QRect, row: HandoverRow, selected: bool) -> None:  # noqa: FBT001 - as above
    inner = box.adjusted(12, 0, -4, 0)
    cells.lit(painter, inner, row.light, row.when, row.number, selected=selected, loud=row.mine)


def _pairs() -> tuple[Column[DeputyRow], ...]:
    def tip(row: DeputyRow) -> str:
        return f"{row.second}代{row.first}（{row.way}）\n{row.post}\n{row.when}\n{row.document}".strip()

    return (
        Column("A角 / B角", lambda r: f"{r.first}，{r.second}", tip=tip, speech=tip, paint=_pair, least=200),
        Column("岗位", lambda r: r.post, 130, tip=tip, paint=lambda p, b, r, _: cells.lines(p, b.adjusted(12, 0, -4, 0), r.post, r.way)),
        Column("期间", lambda r: r.when, 200, tip=tip, speech=lambda r: f"{r.filter}，{r.when}", paint=_span),
    )  # fmt: skip


def _pair(painter: QPainter, box: QRect, row: DeputyRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    cells.lines(painter, box.adjusted(14, 0, -8, 0), f"A角 {row.first}", f"B角 {row.second}", bold=True)


def _span(painter: QPainter, box: QRect, row: DeputyRow, selected: bool) -> None:  # noqa: FBT001 - as above
    cells.lit(painter, box.adjusted(12, 0, -4, 0), row.light, str(row.filter), row.when, selected=selected, loud=False)
