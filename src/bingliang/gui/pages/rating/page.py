"""评议: 好差评 and 业主点评 as this post may see them; Enter does what comes next, Ctrl+B shows everything, Ins enters a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bingliang.desk.rating import detail as rating_detail
from bingliang.desk.rating.view import RatingFilter, RatingRow, Room, room
from bingliang.gui import tokens
from bingliang.gui.exporting import ask_where
from bingliang.gui.inviting import Inviting
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.rating.acts import RatingActs
from bingliang.gui.pages.rating.detail import RatingDetail
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column, RowModel
from bingliang.gui.widgets import cells, ink
from bingliang.gui.widgets.label import Paragraph
from bingliang.gui.widgets.list_card import ListCard
from bingliang.gui.widgets.tile import Tile, tiled

LIST_SHARE = 0.56


class RatingPage(Page):
    """评议: filters as tiles, the list with the totals below, the chosen row beside it."""

    place = Place.RATING

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._which = RatingFilter.ALL
        self._found: Room | None = None
        self._wanted = ""
        self.inviting = Inviting(frame, self)
        self.acts = RatingActs(self, self.refresh)
        self.detail = RatingDetail()
        self.detail.acts.connect(self._menu)
        self.detail.paper.connect(self._print)
        self.tiles = [Tile(which, at) for at, which in enumerate(RatingFilter, start=1)]
        for tile in self.tiles:
            tile.setProperty("helpKey", "rating.filter")
        self.tiles[0].setChecked(True)
        self._card = self._list_card()
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.M)
        column.addLayout(tiled(self.tiles, self.filter_by, which=tuple(RatingFilter), gap=tokens.S))
        column.addLayout(self._card.beside(self.detail), 1)

    def _list_card(self) -> ListCard[RatingRow]:
        model: RowModel[RatingRow] = RowModel(_columns(), key=lambda row: row.key, parent=self)
        card = ListCard(str(RatingFilter.ALL), "评议清单", "正在读取评议…", model, self)
        card.table.setProperty("helpKey", "rating.list")
        card.table.picked.connect(self._pick)
        card.table.opened.connect(self.acts.answer)
        card.state.again.connect(self.refresh)
        self.totals = Paragraph(size=tokens.LABEL, colour=colours().text2)
        foot = QHBoxLayout()
        foot.setContentsMargins(tokens.L, tokens.S, tokens.M, tokens.S)
        foot.addWidget(self.totals, 1)
        card.column.addLayout(foot)
        self.table, self._state, self._head, self._sum = card.table, card.state, card.head, card.sum
        return card

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        self._wanted = subject
        if subject in set(RatingFilter):
            self._which, self._wanted = RatingFilter(subject), ""
        self.refresh()
        self._card.focus_front(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        if not self.frame.backstage.ready:
            self._state.say("正在打开数据库…")
            return
        self.frame.backstage.ask(
            self,
            lambda counter: room(counter.desk),
            self._take,
            topic="ratings",
            long=True,
            refused=lambda sentence: self._state.say("评议没有读出来", sentence, again=True),
        )

    def panes(self) -> list[QWidget]:
        return [self._card.front, self.detail.acts_button]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.acts.keys()
        if over is not None:
            return over
        tiles = {f"ratings/{at}": partial(self.filter_by, which) for at, which in enumerate(RatingFilter, start=1)}
        return {
            **tiles,
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
            *(
                Command(f"筛选：{which}", partial(self.filter_by, which), f"Alt+{at}")
                for at, which in enumerate(RatingFilter, start=1)
            ),
        ]
        self.acts.ask_commands(self.table.current(), lambda acts: then([*acts, *own]))

    def escape(self) -> bool:
        return self.acts.escape()

    def unsaved(self) -> str:
        return self.acts.unsaved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._card.share(self.width(), LIST_SHARE)

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def filter_by(self, which: RatingFilter, checked: bool = True) -> None:  # noqa: FBT001, FBT002 - also Qt's slot
        """筛选; everything is here already, so that nothing is asked again."""
        del checked
        self._which = which
        if self._found is not None:
            self._show(self._found)

    def _menu(self) -> None:
        row = self.table.current()
        if row is not None:
            self.acts.menu(row)
        else:
            self.frame.say("还没有选中；Ins 登记一张业主点评表。")

    def _print(self) -> None:
        from bingliang.gui.printable import rating_sheet

        row = self.table.current()
        if row is None:
            self.frame.say("还没有选中，没有可以打印的。")
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
        self.frame.backstage.ask(
            self, lambda counter: export(counter.desk, rows, row, found.totals, chosen),
            lambda path: self.frame.tell(f"已导出到 {Path(path).name}。"), topic="export", long=True, refused=self.frame.say,
        )  # fmt: skip

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, found: Room) -> None:
        self._found = found
        for tile, which in zip(self.tiles, RatingFilter, strict=True):
            tile.show_count(len(found.under(which)))
        self._show(found)
        wanted, self._wanted = self._wanted, ""
        at = next((row for row in found.rows if wanted and row.stream == wanted), None)
        if at is not None:
            if at not in found.under(self._which):
                self.filter_by(at.filter)
            self.table.selectRow(self.table.rows_model.place(at.key))

    def _show(self, found: Room) -> None:
        for tile, one in zip(self.tiles, RatingFilter, strict=True):
            tile.setChecked(one is self._which)
        rows = found.under(self._which)
        focused = self.table.hasFocus() or self._state.hasFocus()
        late = sum(bool(row.late) for row in rows)
        self._head.setText(str(self._which))
        self._sum.setText(f"{len(rows)} 条{f'，迟了 {late} 条' if late else ''} · 迟的在前，按工作日")
        self.totals.setText(found.summary)
        self._card.bring(listed=bool(rows))
        if not rows:
            self._state.say(
                f"没有“{self._which}”", "请企业评价：打开办件按 Alt+E；登记业主点评按 Ins；凭码评价按 Ctrl+O。"
            )
            self.detail.clear("没有选中", "")
        self.table.show_rows(rows, keep=True)
        self._pick(self.table.current())
        if focused and self.isVisible():
            self._card.focus_front()

    def _pick(self, row: RatingRow | None) -> None:
        if row is None:
            self.detail.clear("没有选中", "在左边选一条。")
            return
        self.frame.backstage.ask(
            self, lambda counter: rating_detail.view(counter.desk, row), self._shown, topic="rating",
            refused=lambda sentence: self.detail.clear("没有读出来", sentence),
        )  # fmt: skip

    def _shown(self, found: rating_detail.View) -> None:
        now = self.table.current()
        if now is not None and now.key == found.row.key:
            self.detail.show_view(found)


def _columns() -> tuple[Column[RatingRow], ...]:
    def tip(row: RatingRow) -> str:
        return "\n".join(line for line in (row.kind, row.title, row.about, row.department, row.state, row.when) if line)

    return (
        Column("内容", lambda r: r.title, tip=tip, speech=lambda r: f"{r.kind}，{r.title}，{r.about}", paint=_title, least=210),
        Column("部门", lambda r: r.department or "—", 96, tip=tip, paint=_department),
        Column("状态 / 截止", lambda r: r.state, 168, tip=tip, speech=lambda r: f"{r.light}，{r.state}，{r.when}", paint=_state),
    )  # fmt: skip


def _title(painter: QPainter, box: QRect, row: RatingRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    below = f"{row.kind} · {row.about}" if row.about else row.kind
    cells.lines(painter, box.adjusted(14, 0, -8, 0), row.title, below, bold=True)


def _department(painter: QPainter, box: QRect, row: RatingRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    ink.write(painter, box.adjusted(12, 0, -4, 0), row.department or "—", font(tokens.BODY), colours().text)


def _state(painter: QPainter, box: QRect, row: RatingRow, selected: bool) -> None:  # noqa: FBT001 - as above
    beside, colour = cells.marked(painter, box.adjusted(12, 0, -4, 0), row.light, selected=selected)
    lower = row.when if row.late or row.until is not None else ""
    cells.lines(painter, beside, row.state, lower, colour=colour)
