"""评议: 好差评 and 业主点评 as this post may see them; Enter does what comes next, Ctrl+B shows everything, Ins enters a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from bingliang.desk.rating import detail as rating_detail
from bingliang.desk.rating.view import RatingFilter, RatingRow, Room, room
from bingliang.gui import tokens
from bingliang.gui.exporting import ask_where
from bingliang.gui.inviting import Inviting
from bingliang.gui.keys import Place
from bingliang.gui.list_page import ListPage
from bingliang.gui.page import Command, Frame
from bingliang.gui.pages.rating.acts import RatingActs
from bingliang.gui.pages.rating.detail import RatingDetail
from bingliang.gui.table import Column
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.list_card import WIDE_SHARE


class RatingPage(ListPage[RatingRow, RatingFilter]):
    """评议: filters as tiles, the list with the totals below, the chosen row beside it."""

    place = Place.RATING
    named, listed = "评议", "评议清单"
    one = "一条评议"
    tile_keys, tile_help, tile_gap = "ratings", "rating.filter", tokens.S
    share = WIDE_SHARE
    detail: RatingDetail

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent, _columns(), lambda row: row.key, RatingFilter.ALL, RatingDetail())
        self._found: Room | None = None
        self._wanted = ""
        self.inviting = Inviting(frame, self)
        self.acts: RatingActs = RatingActs(self, self._recorded)
        self.detail.acts.connect(self._menu)
        self.detail.paper.connect(self._print)
        self.table.setProperty("helpKey", "rating.list")
        self.table.opened.connect(self.acts.answer)
        self.totals = self.card.footed()

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        self._wanted = subject
        if subject in set(RatingFilter):
            self._wanted = ""
            self.tick(RatingFilter(subject))
        self.refresh()
        self.focus()

    def refresh(self) -> None:
        self.ask_rows(lambda counter: room(counter.desk), self._take, "ratings")

    def _recorded(self, stream: str) -> None:
        """选中 what is new."""
        self._wanted = stream
        self.refresh()

    def panes(self) -> list[QWidget]:
        return [self.card.front, self.detail.acts_button]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        return {
            **self.tile_acts(),
            "rating_acts": self._menu,
            "add": partial(self.acts.open, "enter_comment"),
            "save": partial(self.acts.open, "publish_comments"),
            "export": self._export,
            "by_code": self.inviting.by_code,
            "print": self._print,
        }

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        own = [
            Command("登记业主点评", partial(self.acts.open, "enter_comment"), "Ins"),
            Command("公布一期业主点评", partial(self.acts.open, "publish_comments"), "F9"),
            Command("凭码评价", self.inviting.by_code, "Ctrl+O"),
            *self.filters(),
        ]
        self.acts.ask_commands(self.table.current(), lambda acts: then([*acts, *own]))

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def sift(self) -> None:
        if self._found is not None:
            self._show(self._found)

    def _menu(self) -> None:
        if (row := self.chosen("Ins 登记一张业主点评表")) is not None:
            self.acts.menu(row)

    def _print(self) -> None:
        from bingliang.gui.printable import rating_sheet

        if (row := self.chosen()) is None:
            return
        self.frame.printing.print_loose((row.key, 0), partial(rating_sheet, row=row))

    def _export(self) -> None:
        ask_where(self, "导出评议", "评议", self.export_to)

    def export_to(self, chosen: str) -> None:
        """导出 the issue in hand, or what is on screen, to the file."""
        from bingliang.desk.rating.export import export

        found, row = self._found, self.table.current()
        if found is None:
            return
        rows = found.under(self._which)
        self.save_to(chosen, lambda desk, path: export(desk, rows, row, found.totals, path))

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, found: Room) -> None:
        self._found = found
        self.count(lambda which: len(found.under(which)))
        self._show(found)
        wanted, self._wanted = self._wanted, ""
        at = next((row for row in found.rows if wanted and row.stream == wanted), None)
        if at is not None:
            if at not in found.under(self._which):
                self.filter_by(at.filter)
            self.select(at.key)

    def _show(self, found: Room) -> None:
        rows = found.under(self._which)
        late = sum(bool(row.late) for row in rows)
        self.card.head.setText(str(self._which))
        self.card.sum.setText(f"{len(rows)} 条{f'，迟了 {late} 条' if late else ''} · 迟的在前，按工作日")
        self.totals.setText(found.summary)
        hint = "请企业评价：打开办件按 Alt+E；登记业主点评按 Ins；凭码评价按 Ctrl+O。"
        self.show_rows(rows, f"没有“{self._which}”", hint)

    def _pick(self, row: RatingRow | None) -> None:
        if row is None:
            self.none_chosen()
        else:
            self.ask_chosen(lambda counter: rating_detail.view(counter.desk, row), self.detail.show_view, "rating")


def _columns() -> tuple[Column[RatingRow], ...]:
    def tip(row: RatingRow) -> str:
        return "\n".join(line for line in (row.kind, row.title, row.about, row.department, row.state, row.when) if line)

    return (
        Column("内容", lambda r: r.title, tip=tip, speech=lambda r: f"{r.kind}，{r.title}，{r.about}", paint=cells.first(_title), least=210),
        Column("部门", lambda r: r.department or "—", 96, tip=tip, paint=cells.one(_department)),
        Column("状态 / 截止", lambda r: r.state, 168, tip=tip, speech=lambda r: f"{r.light}，{r.state}，{r.when}", paint=_state),
    )  # fmt: skip


def _title(row: RatingRow) -> tuple[str, str]:
    below = f"{row.kind} · {row.about}" if row.about else row.kind
    return row.title, below


def _department(row: RatingRow) -> str:
    return row.department or "—"


def _state(painter: QPainter, box: QRect, row: RatingRow, selected: bool) -> None:  # noqa: FBT001 - as above
    beside, colour = cells.marked(painter, box.adjusted(12, 0, -4, 0), row.light, selected=selected)
    lower = row.when if row.late or row.until is not None else ""
    cells.lines(painter, beside, row.state, lower, colour=colour)
