"""看板的一页: the issues, times, numbers, flags or months of one page, what is chosen beside it, and the way to every figure's lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPolygonF

from bingliang.boards.figures import Source
from bingliang.desk.boards import pages as boards
from bingliang.desk.boards.figure_rows import FigureRow
from bingliang.desk.boards.pages import BoardRow, Listing
from bingliang.desk.boards.provenance import LineRow, lines
from bingliang.desk.boards.view import BoardView, view
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.listed import Listed
from bingliang.gui.page import Command, Page
from bingliang.gui.pages.boards.acts import BoardActs, unfrozen
from bingliang.gui.pages.boards.detail import BoardDetail
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column
from bingliang.gui.widgets import cells, ink
from bingliang.settings import journal

FLAG_RED, FLAG_BLACK = "#C8201E", "#11161D"
FLAGS = "旗"
_PLAYABLE = frozenset({boards.ISSUES, boards.BROADCAST, boards.ROLL})


class BoardList(Listed[BoardRow]):
    """一页; which one it is belongs to `tab`."""

    previewed = Signal()
    """what is chosen is wanted as it hangs on the wall"""
    detail: BoardDetail
    tile_help = "boards.tile"

    def __init__(self, page: Page, tab: str) -> None:
        super().__init__(page, tab, _columns(), lambda row: row.key, BoardDetail(playable=tab in _PLAYABLE))
        self.tab, self._which, self._wanted, self._new = tab, "", "", ""
        self.acts: BoardActs = BoardActs(page, tab, self._recorded, self.open_version)
        self.detail.acts.connect(self.menu)
        self.detail.exported.connect(self.export)
        self.detail.played.connect(self.play)
        self.detail.previewed.connect(self.previewed)
        self.detail.figures.picked.connect(self._figure)
        self.detail.figures.opened.connect(self._to_lines)
        self.detail.lines.opened.connect(self._to_source)
        self.table.setProperty("helpKey", "boards.list")
        self.table.show_columns((FLAGS,) if tab in (boards.ISSUES, boards.ROLL) else ())
        self.table.opened.connect(lambda _: self._to_figures())

    # ── asked and shown ───────────────────────────────────────────────────────────────────────────────────────

    def refresh(self) -> None:
        tab, which = self.tab, self._which
        self.ask_rows(lambda counter: boards.listing(counter.desk, tab, which, journal()), self._take, f"boards/{tab}")

    def choose(self, which: str) -> None:
        self._which = which
        self.refresh()

    def show_key(self, key: str) -> None:
        """选中 one row when it is listed."""
        self._wanted = key
        self.refresh()

    def _recorded(self, stream: str) -> None:
        """选中 what is new: the latest ten days of a campaign, or the number that was published."""
        self._new = boards.beginning_of(stream) if stream else ""
        self.refresh()

    def _take(self, found: Listing) -> None:
        names = [name for name, _ in found.counts]
        if self._which not in names:
            self._which = names[0]
        if self._new:
            self._wanted = next((row.key for row in found.rows if row.key.startswith(self._new)), "")
            if not self._wanted and self._which != names[0]:
                self.choose(names[0])
                return
            self._new = ""
        self.show_tiles(found.counts, self._which)
        self.card.head.setText(self.tab)
        self.card.sum.setText(found.sum)
        self.foot.setText(found.foot)
        self.show_rows(found.rows, f"“{self.tab}”还没有内容", found.empty)
        wanted, self._wanted = self._wanted, ""
        if wanted:
            self.select(wanted)

    def _pick(self, row: BoardRow | None) -> None:
        if row is None:
            self.detail.clear("没有选中", "在左边选一行。")
            return
        self._ask(row.key, None)

    def _ask(self, key: str, edition: int | None) -> None:
        tab = self.tab
        self.frame.backstage.ask(
            self.page, lambda counter: view(counter.desk, tab, key, edition), self._shown, topic=f"board/{tab}",
            refused=lambda sentence: self.detail.clear("没有读出来", sentence),
        )  # fmt: skip

    def open_version(self, edition: int) -> None:
        """打开一版 of the chosen issue."""
        row = self.table.current()
        if row is not None:
            self._ask(row.key, edition)

    def _shown(self, found: BoardView) -> None:
        now = self.table.current()
        if now is not None and now.key == found.key:
            self.detail.show_view(found)
            self._figure(self.detail.figures.current())

    # ── the way down ──────────────────────────────────────────────────────────────────────────────────────────

    def _to_figures(self) -> None:
        for pane in self.detail.panes():
            pane.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def _figure(self, row: FigureRow | None) -> None:
        if row is None:
            self.detail.show_lines(())
            return
        sources = row.sources
        self.frame.backstage.ask(
            self.page,
            lambda counter: lines(counter.desk, sources),
            self.detail.show_lines,
            topic=f"lines/{self.tab}",
        )

    def _to_lines(self, row: FigureRow) -> None:
        if not row.sources:
            self.frame.say("这个数字是 0 或者没有，没有台账的行可以看。")
            return
        self.detail.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sources(self, sources: tuple[Source, ...]) -> None:
        """出处 of a figure that was chosen on the drawn board."""

        def take(rows: tuple[LineRow, ...]) -> None:
            self.detail.show_lines(rows)
            self.detail.lines.setFocus(Qt.FocusReason.OtherFocusReason)

        self.frame.backstage.ask(
            self.page, lambda counter: lines(counter.desk, sources), take, topic=f"lines/{self.tab}"
        )

    def _to_source(self, row: LineRow) -> None:
        if row.room == str(Place.CASE):
            self.frame.open_case(row.stream)
        elif row.room:
            self.frame.go(Place(row.room), row.stream)
        else:
            self.frame.say(f"这一行在看板自己的流水里：{row.act}，{row.when}，{row.by}。")

    # ── what keys do ──────────────────────────────────────────────────────────────────────────────────────────

    def keys(self) -> Mapping[str, Callable[[], None]]:
        found = super().keys()
        return found if self.acts.keys() is not None else {
            **found, "board": self.play, "preview": self.previewed.emit,
        }  # fmt: skip

    def menu(self) -> None:
        self.acts.menu(self.table.current(), self.detail.view)

    def add(self) -> None:
        self.acts.begin()

    def export(self) -> None:
        self.acts.export(self.table.current(), self.detail.view)

    def print(self) -> None:
        self.frame.say("看板先导出 PDF 再打印：Ctrl+S，海报按 A1、A0 出，旗和责任分工表有 A4、A3。")

    def play(self) -> None:
        """播放 what is frozen; a draft is not played."""
        view = self.detail.view
        if view is None or view.of != "issue":
            if self.tab in _PLAYABLE:
                self.frame.say(unfrozen(self.tab, "播放"))
            else:
                self.frame.say(f"看板只播放冻结的旬报，“{self.tab}”不播放；请换到“{boards.ISSUES}”选一期已冻结的。")
            return
        from bingliang.gui.boards.player import play

        play(self.frame, view.board)

    def commands(self) -> Sequence[Command]:
        return [
            *super().commands(),
            Command("预览看板", self.previewed.emit, "Ctrl+O"),
            *([Command("播放这一期", partial(self.play), "F11")] if self.tab in _PLAYABLE else []),
        ]


def _columns() -> tuple[Column[BoardRow], ...]:
    def tip(row: BoardRow) -> str:
        return "\n".join(part for part in (row.title, row.below, row.state, row.value, row.flag) if part)

    return (
        Column("名称", lambda r: r.title, tip=tip, speech=lambda r: f"{r.title}，{r.below}", paint=cells.first(_title), least=200),
        Column("情况", lambda r: r.state, 172, tip=tip, speech=lambda r: f"{r.state} {r.flag}".strip(), paint=_state),
        Column("旗", lambda r: r.flag or r.value, 112, tip=tip, paint=_flag, name=FLAGS),
    )  # fmt: skip


def _title(row: BoardRow) -> tuple[str, str]:
    return row.title, row.below


def _state(painter: QPainter, box: QRect, row: BoardRow, selected: bool) -> None:  # noqa: FBT001 - as above
    beside, colour = cells.marked(painter, box.adjusted(8, 0, -4, 0), row.light, selected=selected)
    ink.write(painter, beside, row.state, font(tokens.BODY), colour)


def _flag(painter: QPainter, box: QRect, row: BoardRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    c = colours()
    if not row.flag:
        ink.write(painter, box.adjusted(8, 0, -4, 0), "" if row.project else row.value, font(tokens.LABEL), c.text2)
        return
    left, middle = box.left() + 10, box.center().y()
    painter.save()
    painter.setRenderHint(ink.SMOOTH)
    painter.setPen(QColor(c.control))
    painter.drawLine(left, middle - 10, left, middle + 10)
    painter.setBrush(QColor(FLAG_RED if row.flag == "红旗" else FLAG_BLACK))
    cloth = ((1, -10), (19, -10), (14, -5), (19, 0), (1, 0))
    painter.drawPolygon(QPolygonF([QPointF(left + x, middle + y) for x, y in cloth]))
    painter.restore()
    ink.write(painter, box.adjusted(38, 0, -4, 0), row.flag, font(tokens.BODY, bold=True), c.text)
