"""工作台: counts as filters, the worklist in two-line rows, the chosen case beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.lights import Light
from bingliang.desk.rows import Counts, ListFilter, SortBy, Sorting, WorklistRow
from bingliang.gui import source, tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.worklist.arranged import arranged, with_arrangement
from bingliang.gui.pages.worklist.chosen import Chosen
from bingliang.gui.pages.worklist.columns import choice, columns
from bingliang.gui.source import Scope, Workbench
from bingliang.gui.style import colours, look
from bingliang.gui.table import RowModel, RowTable
from bingliang.gui.widgets.arrangement import Arrangement
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.state import State
from bingliang.gui.widgets.tile import Tile
from bingliang.gui.widgets.waiting_row import WaitingRow

if TYPE_CHECKING:
    from bingliang.desk.first_page import FirstPage
    from bingliang.gui.pages.case.page import CasePage

LIST_SHARE = 0.55
COUNTER = "窗口"
"""The 岗位 that stands at a counter."""
SIDES = 14
"""The edges of the list and its scroll bar."""
Asked = tuple[ListFilter, Scope, Sorting]
LIGHTS = {
    ListFilter.STATUTE_LATE: Light.STATUTE_LATE,
    ListFilter.PROMISE_LATE: Light.PROMISE_LATE,
    ListFilter.DUE_TODAY: Light.SOON,
    ListFilter.SOON: Light.SOON,
    ListFilter.STOPPED: Light.STOPPED,
    ListFilter.OUTSIDE: Light.OUTSIDE,
    ListFilter.DONE_TODAY: Light.DONE,
    ListFilter.TO_COLLECT: Light.COLLECT,
    ListFilter.ENTERPRISE: Light.APPLICANT,
}
"""计数块上的状态标: what is in hand has none."""


class WorklistPage(Page):
    """工作台: the list, and the chosen case in the right pane."""

    place = Place.WORKLIST

    picked = Signal(str)
    """the stream that became current; empty when the list is"""

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self._backstage = frame.backstage
        self._which, self._scope = ListFilter.IN_HAND, Scope.COUNTER
        self._today: date | None = None
        self._counted = ""
        self._answered: Asked | None = None
        self._sorting, self._chosen = arranged(frame.settings)
        self._detail: CasePage | None = None
        self._current = ""
        self.tiles = [Tile(which, at, LIGHTS.get(which)) for at, which in enumerate(ListFilter, start=1)]
        self.tiles[0].setChecked(True)
        tiles = QHBoxLayout()
        tiles.setSpacing(tokens.M)
        for tile in self.tiles:
            tiles.addWidget(tile)
            tile.clicked.connect(lambda _=False, tile=tile: self.filter_by(tile.which))
        self.chosen = Chosen(self)
        self._card = self._list_card(frame)
        self._panes = QHBoxLayout()
        self._panes.setSpacing(tokens.M)
        self._panes.addWidget(self._card)
        self._empty = QFrame(self)
        self._empty.setObjectName("card")
        self._panes.addWidget(self._empty, 1)
        self.picked.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.M)
        column.setSpacing(tokens.M)
        column.addLayout(tiles)
        column.addLayout(self._panes, 1)
        self._show_state("正在打开数据库…", "窗口已就绪，数据马上就来。")

    @property
    def detail(self) -> CasePage:
        """办件 beside the list, made when it is first asked for: at a hurried start the list stands there before it."""
        if self._detail is None:
            from bingliang.gui.pages.case.page import CasePage

            made = self._detail = CasePage(self.frame)
            made.entered.connect(self._enter_case)
            self._panes.replaceWidget(self._empty, made)
            self._empty.deleteLater()
            made.setVisible(True)
            if self._current:
                made.show_stream(self._current)
        return self._detail

    def _pick(self, stream: str) -> None:
        self._current = stream
        if self._detail is not None:
            self._detail.show_stream(stream)

    def _list_card(self, frame: Frame) -> QFrame:
        c = colours()
        card = QFrame(self)
        card.setObjectName("card")
        self._notice = Paragraph(size=tokens.LABEL, colour=c.late.text)
        self._notice.setContentsMargins(tokens.L, 0, tokens.L, tokens.S)
        self._notice.hide()
        self._state = State(self)
        self._state.again.connect(self.refresh)
        self._body = QStackedWidget()
        self._body.addWidget(self._state)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._list_head())
        column.addWidget(self._notice)
        column.addWidget(self._body, 1)
        self.waiting = WaitingRow(frame)
        column.addLayout(self.waiting)
        self._list(frame, card)
        return card

    def _list_head(self) -> QHBoxLayout:
        c = colours()
        self._head = Words("在办清单", size=tokens.SUBTITLE, bold=True, colour=c.text, whole=True)
        self._sum = Words(size=tokens.CAPTION, colour=c.text2)
        head = QHBoxLayout()
        head.setContentsMargins(tokens.L, tokens.S, tokens.M, tokens.S)
        head.setSpacing(tokens.S)
        head.addWidget(self._head)
        head.addWidget(self._sum, 1)
        self.scopes = QButtonGroup(self)
        for scope in Scope:
            button = QPushButton(scope)
            button.setCheckable(True)
            button.setAccessibleName(f"范围：{scope}")
            button.setProperty("helpKey", "worklist.scope")
            button.setToolTip(f"显示{scope}的办件（Alt+0 依次换）")
            button.setChecked(scope == self._scope)
            self.scopes.addButton(button)
            button.clicked.connect(lambda _=False, scope=scope: self.scope_to(scope))
        self.arrange = QPushButton("排序与列")
        self.arrange.setToolTip("选排序的日子和显示的列（Alt+S）")
        self.arrange.setProperty("helpKey", "worklist.arrange")
        self.arrange.clicked.connect(self.open_arrangement)
        for each in (*self.scopes.buttons(), self.arrange):
            each.setProperty("segment", "true")
            head.addWidget(each)
        return head

    def _list(self, frame: Frame, card: QFrame) -> None:
        every = columns(self._year)
        model: RowModel[WorklistRow] = RowModel(every, key=lambda row: row.stream, parent=self)
        self.table: RowTable[WorklistRow] = RowTable(model, look().density.row, "在办清单", self)
        self.table.setProperty("helpKey", "worklist.list")
        self.table.choose_many()
        self.table.selectionModel().selectionChanged.connect(self._say_sum)
        self.table.picked.connect(lambda row: self.picked.emit(row.stream if row is not None else ""))
        self.table.opened.connect(lambda row: frame.open_case(row.stream, row.project, row.code))
        self.table.sorting.connect(self._sort_by_head)
        self.table.show_columns(self._chosen)
        model.show_sorted(self._sorting.by, down=self._sorting.far_first)
        model.wanted.connect(self._more)
        self._body.addWidget(self.table)
        self.arrangement = Arrangement(choice(every), card)
        self.arrangement.show_state(self._sorting, self._chosen)
        self.arrangement.sorted.connect(self.sort)
        self.arrangement.chosen.connect(self._choose)
        self.arrangement.closed.connect(lambda: self.table.setFocus(Qt.FocusReason.PopupFocusReason))

    def _year(self) -> int:
        return self._today.year if self._today is not None else 0

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        if subject in set(ListFilter):
            self.scope_to(Scope.ALL)
            self.filter_by(ListFilter(subject))
        self.refresh()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share(self.width())

    def _share(self, width: int) -> None:
        """分宽: the list takes 55 %, or what its columns need; the case never less than its least width."""
        room = width - 2 * tokens.L - tokens.M
        wanted = max(round(room * LIST_SHARE), self.table.wanted_width() + SIDES)
        self._card.setFixedWidth(max(min(wanted, room - tokens.DETAIL_LEAST), 420))
        self._place_arrangement()

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.table, *self.detail.panes()]

    def keys(self) -> Mapping[str, Callable[[], None]]:
        over = self.chosen.over()
        if over is not None:
            return over
        filters = {f"tiles/{at}": partial(self.filter_by, which) for at, which in enumerate(ListFilter, start=1)}
        own = {"scope": self.next_scope, "arrange": self.open_arrangement}
        if self._free():
            own |= self.chosen.keys()
        case = self.detail.case
        bag = {"go_bags": partial(self.frame.go, Place.BAGS, case.stream)} if case is not None else {}
        return {**filters, **bag, **self.detail.keys(), **own}

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        filters = [
            Command(f"筛选：{which}", partial(self.filter_by, which), f"Alt+{at}")
            for at, which in enumerate(ListFilter, start=1)
        ]
        if self._free():
            filters = [*self.chosen.commands(), *filters]
        then(filters)
        self.detail.acts.ask_commands(lambda acts: then([*acts, *filters]))

    def _free(self) -> bool:
        """No act of the case is being filled in."""
        return self.detail.case is None or self.detail.keys().get("acts") is not None

    def escape(self) -> bool:
        if self.chosen.escape():
            return True
        if self.arrangement.isHidden():
            return self.detail.escape()
        self.arrangement.close_up()
        return True

    def unsaved(self) -> str:
        return self.chosen.unsaved() or self.detail.unsaved()

    def _enter_case(self, stream: str) -> None:
        case = self.detail.case
        if case is not None:
            self.frame.open_case(stream, case.project, case.code)

    def filter_by(self, which: ListFilter) -> None:
        """筛选."""
        self._which = which
        for tile in self.tiles:
            tile.setChecked(tile.which == which)
        self.refresh()

    def scope_to(self, scope: Scope) -> None:
        """换范围."""
        self._mark_scope(scope)
        self.refresh()

    def begin_as(self, role: str) -> None:
        """岗位的范围, before the first list: who stands at no counter looks over all of them."""
        if self._answered is None and role != COUNTER:
            self._mark_scope(Scope.ALL)

    def _mark_scope(self, scope: Scope) -> None:
        self._scope = scope
        for button in self.scopes.buttons():
            button.setChecked(button.text() == scope)

    def sort(self, sorting: Sorting) -> None:
        """换排序; remembered on this machine."""
        self._sorting = sorting
        self.arrangement.show_state(sorting, self._chosen)
        self.table.rows_model.show_sorted(sorting.by, down=sorting.far_first)
        self._keep()
        self.refresh()

    def open_arrangement(self) -> None:
        """打开排序与列; the same key closes it."""
        if not self.arrangement.isHidden():
            self.arrangement.close_up()
            return
        self.arrangement.open()
        self._place_arrangement()

    def _sort_by_head(self, by: str) -> None:
        same = by == self._sorting.by
        self.sort(Sorting(SortBy(by), far_first=same and not self._sorting.far_first))

    def _choose(self, names: tuple[str, ...]) -> None:
        self._chosen = names
        self.table.show_columns(names)
        self._share(self.width())
        self._keep()

    def _keep(self) -> None:
        """记住 on this machine; nothing is written while nothing has changed."""
        settings = with_arrangement(self.frame.settings, self._sorting, self._chosen)
        if settings != self.frame.settings:
            self.frame.save_settings(settings)

    def _place_arrangement(self) -> None:
        at = self.arrange.geometry()
        self.arrangement.move(max(tokens.S, at.right() - self.arrangement.width()), at.bottom() + tokens.XS)

    def next_scope(self) -> None:
        """依次换范围."""
        every = list(Scope)
        self.scope_to(every[(every.index(self._scope) + 1) % len(every)])

    def refresh(self) -> None:
        """重新询问; neither selection nor scroll moves."""
        if not self._backstage.ready:
            return
        self.detail.refresh()
        asked = which, scope, sorting = self._which, self._scope, self._sorting
        shown = len(self.table.rows_model.rows) if self._answered == asked else 0
        if self._answered is None:
            self._show_state("正在读取清单…")
        self._backstage.ask(
            self,
            lambda desk: source.workbench(desk, which, scope, shown, sorting),
            lambda answer: self._take(answer, asked),
            topic="list",
            refused=self._not_read,
            failed=lambda number: self._not_read(f"清单没有读出来，原因已记入日志（编号 {number}）。"),
        )

    def not_opened(self, sentence: str) -> None:
        """数据库没有打开."""
        self._show_state("数据库没有打开", sentence, again=True)

    # ── answers ───────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, answer: Workbench, asked: Asked) -> None:
        self.frame.show_heading(answer.heading)
        self._notice.hide()
        self.waiting.show_one(Place.ONLINE, "网上申报待预审", answer.filings)
        self._backstage.ask(
            self, lambda desk: desk.waiting(), self.waiting.show_waiting, topic="waiting", long=True,
            refused=self.frame.say,
        )  # fmt: skip
        self._backstage.ask(
            self, lambda desk: desk.unfinished(),
            lambda count: self.waiting.show_one(Place.INTAKE, "没有收完的来件", count),
            topic="unfinished", long=True, refused=self.frame.say,
        )  # fmt: skip
        self._show_rows(asked, answer.heading.today, answer.counts, answer.rows, complete=answer.complete)

    def show_first(self, first: FirstPage) -> bool:
        """先看到的一页, while the desk is not open; what the desk answers then takes its place, row for row. Whether it is
        shown: not when it is empty, nor when the clerk has asked for another list by now.

        It is not as long as a page of the desk's, but as far as anybody scrolls until then it is the list.
        """
        asked = (ListFilter.IN_HAND, Scope.COUNTER, self._sorting)
        if not first.rows or self._answered is not None or asked != (self._which, self._scope, self._sorting):
            return False
        self._show_rows(asked, first.today, first.counts, first.rows, complete=True)
        return True

    def _show_rows(
        self, asked: Asked, today: date, counts: Counts, rows: Sequence[WorklistRow], *, complete: bool
    ) -> None:
        which, scope, sorting = asked
        self._today = today
        for tile, count in zip(self.tiles, _in_order(counts), strict=True):
            tile.show_count(count)
        total = self.tiles[list(ListFilter).index(which)].count
        self._head.setText(_title(which))
        order = sorting.words if not rows or not rows[0].green else f"绿色通道在前，{sorting.words}"
        self._counted = f"{total} 件" + (f" · {order}" if which is not ListFilter.DONE_TODAY else "")
        self._say_sum()
        first, keep = self._answered is None, self._answered == asked
        focused = first or self.table.hasFocus() or self._state.hasFocus()
        self._answered = asked
        self._body.setCurrentIndex(1 if rows else 0)
        if not rows:
            self._state.say(*_empty(which, scope))
        self.table.show_rows(rows, complete=complete, keep=keep)
        if not rows:
            self.picked.emit("")
        if focused and self.isVisible():
            (self.table if rows else self._state).setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_sum(self) -> None:
        """几件; with several chosen, how many and what can be done with them."""
        self._sum.setText(self.chosen.said(self._which) or self._counted)

    def _more(self) -> None:
        rows = self.table.rows_model.rows
        if not rows or self._answered is None:
            return
        asked = which, scope, sorting = self._answered
        last = rows[-1]

        def take(answer: tuple[WorklistRow, ...]) -> None:
            if self._answered == asked:
                self.table.rows_model.append(answer, complete=len(answer) < source.PAGE)

        self._backstage.ask(
            self,
            lambda desk: source.more(desk, which, scope, last, sorting),
            take,
            topic="more",
            refused=self._not_read,
        )

    def _not_read(self, sentence: str) -> None:
        if self._answered is None:
            self._show_state("清单没有读出来", sentence, again=True)
            return
        self._notice.setText(f"{sentence}下面显示的是上一次读到的清单，请按 F5 再试。")
        self._notice.show()

    def _show_state(self, head: str, hint: str = "", *, again: bool = False) -> None:
        self._body.setCurrentIndex(0)
        self._state.say(head, hint, again=again)


def _in_order(counts: Counts) -> tuple[int, ...]:
    """计数 in the order of the filters."""
    return (
        counts.in_hand, counts.statute_late, counts.promise_late, counts.due_today, counts.soon,
        counts.stopped, counts.outside, counts.done_today, counts.to_collect, counts.enterprise,
    )  # fmt: skip


def _title(which: ListFilter) -> str:
    return "在办清单" if which == ListFilter.IN_HAND else f"{which}"


def _empty(which: ListFilter, scope: Scope) -> tuple[str, str]:
    head = {
        ListFilter.IN_HAND: f"{scope}没有在办的件" if scope != Scope.ALL else "没有在办的件",
        ListFilter.STATUTE_LATE: "没有法定超期的件",
        ListFilter.PROMISE_LATE: "没有承诺超时的件",
        ListFilter.DUE_TODAY: "没有今日到期的件",
        ListFilter.SOON: "没有临期的件",
    }.get(which, f"没有“{which}”的件")
    hints = [] if scope == Scope.ALL else ["按 Alt+0 看更大的范围"]
    hints += ["收件（F2）以后办件出现在这里"] if which == ListFilter.IN_HAND else ["按 Alt+1 回到在办"]
    return head, "，".join(hints) + "。"
