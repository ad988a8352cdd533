"""全程代办: entrustments by what they need, the agents' posts, and what lacks its 首席代办专员; the chosen one beside the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from bingliang.desk.agency.export import export_agency
from bingliang.desk.agency.listing import Agency, AgencyFilter, AgencyRow, Sort, agency
from bingliang.desk.agency.view import view
from bingliang.gui.exporting import ask_where
from bingliang.gui.keys import Place
from bingliang.gui.list_page import ListPage
from bingliang.gui.page import Command, Frame
from bingliang.gui.pages.agency.acts import AgencyActs
from bingliang.gui.pages.agency.detail import AgencyDetail
from bingliang.gui.table import Column
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.list_card import WIDE_SHARE

NOTES: Mapping[AgencyFilter, str] = {
    AgencyFilter.MINE: "受托岗位现在由您任职的委托",
    AgencyFilter.UNTAKEN: "还没有接办，服务卡还没有交给企业",
    AgencyFilter.TODAY: "现在就能办、或者今天到期的",
    AgencyFilter.LATE: "有一步已经过了日子",
    AgencyFilter.OPEN: "逾期的在前，再按下一步的日子",
    AgencyFilter.ENDED: "已经终止的委托，结果留在流水里",
    AgencyFilter.POSTS: "委托的是岗位，岗位换人由接任者承接",
    AgencyFilter.GAPS: "每个重点项目有且只有一个，每个部门至少一个",
}


class AgencyPage(ListPage[AgencyRow, AgencyFilter]):
    """全程代办: filters as tiles, the list, the chosen row beside it; `subject` is an entrustment to be shown."""

    place = Place.AGENCY
    named, listed = "代办", "代办清单"
    one = "一件委托"
    tile_keys, tile_word, tile_help = "agency_filter", "代办", "agency.filter"
    share = WIDE_SHARE
    detail: AgencyDetail

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        mine = AgencyFilter.MINE if frame.settings.role == "代办" else AgencyFilter.OPEN
        super().__init__(frame, parent, _columns(), lambda row: row.key, mine, AgencyDetail())
        self._found: Agency | None = None
        self._wanted = ""
        self.acts: AgencyActs = AgencyActs(self, self._recorded)
        self.detail.acts.connect(self._menu)
        self.detail.whole.connect(self._whole)
        self.table.setProperty("helpKey", "agency.list")
        self.table.opened.connect(lambda _: self._whole())

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        listed = subject in set(AgencyFilter)
        self._wanted = "" if listed else subject
        if listed:
            self.filter_by(AgencyFilter(subject))
        self.refresh()
        self.focus()

    def refresh(self) -> None:
        self.ask_rows(lambda counter: agency(counter.desk), self._take, "agency")

    def _recorded(self, stream: str) -> None:
        """选中 what is new."""
        self._wanted = stream
        self.refresh()

    def panes(self) -> list[QWidget]:
        return [self.card.front, *(self.detail.panes() or self.tiles[:1])]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        return {
            **self.tile_acts(),
            "agency_acts": self._menu,
            "add": partial(self.acts.open, "entrust"),
            "agency_case": self._case,
            "export": self._export,
            "print": self._print,
        }

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        self.acts.ask_commands(self.table.current(), lambda acts: then([*acts, *self.filters()]))

    def mark(self) -> str:
        row = self.table.current()
        return row.stream if row is not None else ""

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def sift(self) -> None:
        if self._found is not None:
            self._show(self._found)

    def _menu(self) -> None:
        row = self.chosen("Ins 登记一件代办委托")
        if row is None:
            return
        if row.sort is Sort.GAP:
            self.frame.say(f"“{row.upper}”{row.lower.partition('：')[2]}：{row.coming}。")
        else:
            self.acts.menu(row)

    def _whole(self) -> None:
        row = self.table.current()
        if row is None:
            return
        if row.sort is Sort.GAP and row.stream:
            self.frame.go(Place.PROJECTS)
        elif row.sort is not Sort.ENTRUSTMENT:
            self._menu()
        elif row.project_id:
            self.frame.go(Place.OVERVIEW, row.project_id)
        else:
            self.frame.say(f"“{row.upper}”还没有收过件，没有总览；Ctrl+B 办理代办的事。")

    def _case(self) -> None:
        shown, row = self.detail.view, self.table.current()
        if shown is None or row is None:
            return
        step = self.detail.steps.current() if self.detail.steps.hasFocus() else None
        stream = (step.case if step is not None else "") or next(
            (one.case for one in shown.steps if one.case), row.case
        )
        if stream:
            self.frame.open_case(stream, row.upper)
        else:
            self.frame.say("这一行没有在办的办件。")

    def _print(self) -> None:
        shown = self.detail.view
        if shown is None or not shown.papers:
            self.frame.say("这一行没有可以打印的文书；委托书、服务卡、交接清单在委托上打印。")
            return
        self.frame.printing.print_paper(shown.row.stream, shown.papers[0][1])

    # ── export ────────────────────────────────────────────────────────────────────────────────────────────────

    def _export(self) -> None:
        ask_where(self, "导出", "全程代办", self.export_to)

    def export_to(self, chosen: str) -> None:
        """导出: entrustments, log, posts with what counts, and the gaps."""
        self.save_to(chosen, export_agency)

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, found: Agency) -> None:
        self._found = found
        self.count(lambda which: len(found.under(which)))
        wanted, self._wanted = self._wanted, ""
        at = next(
            (row for row in found.rows if wanted and wanted in (row.stream, row.case) and row.sort is not Sort.GAP),
            None,
        )
        if at is not None and at not in found.under(self._which):
            of_posts = AgencyFilter.POSTS if at.sort is Sort.POST else AgencyFilter.ENDED
            self.filter_by(AgencyFilter.OPEN if at.open and at.sort is Sort.ENTRUSTMENT else of_posts)
        else:
            self._show(found)
        if at is not None:
            self.select(at.key)

    def _show(self, found: Agency) -> None:
        rows = found.under(self._which)
        self.card.head.setText(str(self._which))
        self.card.sum.setText(f"{len(rows)} 件 · {NOTES[self._which]}" if rows else NOTES[self._which])
        self.show_rows(rows, f"没有“{self._which}”", f"{NOTES[self._which]}。Ins 登记一件代办委托。")

    def _pick(self, row: AgencyRow | None) -> None:
        if row is None:
            self.none_chosen("在左边选一件委托或者一个岗位。")
        else:
            self.ask_chosen(lambda counter: view(counter.desk, row), self.detail.show_view, "agency row")


def _columns() -> tuple[Column[AgencyRow], ...]:
    def tip(row: AgencyRow) -> str:
        return "\n".join(
            line for line in (row.upper, row.lower, row.number, row.who, row.beneath, row.coming, row.when) if line
        )

    return (
        Column("项目 / 岗位", lambda r: r.upper, tip=tip, speech=lambda r: f"{r.upper}，{r.lower}", paint=cells.first(_what), least=180),
        Column("代办专员", lambda r: r.who, 176, tip=tip, speech=lambda r: f"{r.who}，{r.beneath}", paint=cells.two(_who)),
        Column("下一步", lambda r: r.coming, 236, tip=tip, speech=lambda r: f"{r.light}，{r.coming}，{r.when}", paint=_coming),
    )  # fmt: skip


def _what(row: AgencyRow) -> tuple[str, str]:
    return row.upper, row.lower


def _who(row: AgencyRow) -> tuple[str, str]:
    return row.who, row.beneath


def _coming(painter: QPainter, box: QRect, row: AgencyRow, selected: bool) -> None:  # noqa: FBT001 - as above
    beside, colour = cells.marked(painter, box.adjusted(12, 0, -4, 0), row.light, selected=selected)
    cells.lines(painter, beside, row.coming, row.when, under=colour)
