"""看板: issues, the daily broadcast, the weekly numbers, the roll of flags and the commanders, each a page of one room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from bingliang.desk.boards.pages import ISSUES, ROLL, TABS
from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame, Page
from bingliang.gui.pages.boards.board_list import BoardList
from bingliang.gui.pages.boards.preview import Preview
from bingliang.gui.widgets.choice import Choice

if TYPE_CHECKING:
    from bingliang.paper.boards.ink import Spot


class BoardsPage(Page):
    """看板; `subject` is one of its pages, or behind “页=” a row of it."""

    place = Place.BOARDS

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self.switch = Choice("看板管理", {one: one for one in TABS}, ISSUES)
        self.switch.setProperty("helpKey", "boards.switch")
        self.switch.chosen.connect(self.turn_to)
        self.views = {tab: BoardList(self, tab) for tab in TABS}
        self._stack = QStackedWidget()
        for one in self.views.values():
            self._stack.addWidget(one)
            one.previewed.connect(self.preview)
        self.previewing = Preview(frame.backstage, self)
        self.previewing.left.connect(self._leave_preview)
        self.previewing.chosen.connect(self._to_sources)
        self._stack.addWidget(self.previewing)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.L, tokens.S, tokens.L, tokens.M)
        column.setSpacing(tokens.S)
        column.addWidget(self.switch)
        column.addWidget(self._stack, 1)

    @property
    def view(self) -> BoardList:
        """现在的一页."""
        return self.views[self.switch.value]

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        tab, _, key = subject.partition("=")
        if tab in self.views:
            self._turn(tab)
        if key:
            self.view.show_key(key)
        else:
            self.refresh()
        self.view.focus()

    def refresh(self) -> None:
        self.view.refresh()

    def panes(self) -> list[QWidget]:
        return [self.previewing.view] if self.on_wall else self.view.panes()

    def keys(self) -> Mapping[str, Callable[[], None]]:
        view = self.view
        if view.acts.keys() is not None:
            return view.keys()
        if self.on_wall:
            return {"preview": self._leave_preview, "board": view.play, "export": view.export}
        return {**view.keys(), "library_next": partial(self._step, 1), "library_back": partial(self._step, -1)}

    def commands(self) -> Sequence[Command]:
        turns = [
            Command(f"看板：{one}", partial(self.turn_to, one), "Ctrl+PgDn")
            for one in self.views
            if one != self.switch.value
        ]
        return [*self.view.commands(), *turns]

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        view = self.view
        view.acts.ask_commands(view.table.current(), view.detail.view, lambda found: then([*found, *self.commands()]))

    def escape(self) -> bool:
        if self.view.acts.escape():
            return True
        if self.on_wall:
            self._leave_preview()
            return True
        return False

    def unsaved(self) -> str:
        return self.view.acts.unsaved()

    def mark(self) -> str:
        return self.switch.value

    # ── the board as it hangs on the wall ─────────────────────────────────────────────────────────────────────

    @property
    def on_wall(self) -> bool:
        """正在预览."""
        return self._stack.currentWidget() is self.previewing

    def preview(self) -> None:
        """预览 what is chosen; a draft is not drawn."""
        shown = self.view.detail.view
        if shown is None or not shown.of:
            self.frame.say("选中的还没有冻结，看板只画冻结的；旬报冻结、周报刊发、点将台公布以后再预览。")
            return
        self._stack.setCurrentWidget(self.previewing)
        self.previewing.show_view(shown, roll=self.switch.value == ROLL)

    def _leave_preview(self) -> None:
        self._stack.setCurrentWidget(self.view)
        self.view.focus()

    def _to_sources(self, spot: Spot) -> None:
        self._stack.setCurrentWidget(self.view)
        self.view.show_sources(spot.sources)

    # ── the pages ─────────────────────────────────────────────────────────────────────────────────────────────

    def turn_to(self, which: str) -> None:
        """换一页."""
        self._turn(which)
        self.refresh()
        self.view.focus()

    def _turn(self, which: str) -> None:
        self.switch.set_value(which)
        self._stack.setCurrentWidget(self.views[which])

    def _step(self, by: int) -> None:
        names = list(self.views)
        self.turn_to(names[(names.index(self.switch.value) + by) % len(names)])
