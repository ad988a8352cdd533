"""看板: issues, the daily broadcast, the weekly numbers, the roll of flags and the commanders, each a page of one room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from bingliang.desk.boards.pages import ROLL, TABS
from bingliang.gui.keys import Place
from bingliang.gui.page import Command, Frame
from bingliang.gui.pages.boards.acts import unfrozen
from bingliang.gui.pages.boards.board_list import BoardList
from bingliang.gui.pages.boards.preview import Preview
from bingliang.gui.turned import Turned

if TYPE_CHECKING:
    from bingliang.paper.boards.ink import Spot


class BoardsPage(Turned[BoardList]):
    """看板; `subject` is one of its pages, or behind “页=” a row of it."""

    place = Place.BOARDS

    def __init__(self, frame: Frame, parent: QWidget | None = None) -> None:
        super().__init__(frame, parent)
        self.bring("看板管理", "boards.switch", {tab: BoardList(self, tab) for tab in TABS})
        for one in self.views.values():
            one.previewed.connect(self.preview)
        self.previewing = Preview(frame.backstage, self)
        self.previewing.left.connect(self._leave_preview)
        self.previewing.chosen.connect(self._to_sources)
        self.stack.addWidget(self.previewing)

    # ── what the window calls ─────────────────────────────────────────────────────────────────────────────────

    def enter(self, subject: str = "") -> None:
        tab, _, key = subject.partition("=")
        if tab in self.views:
            self.turn(tab)
        if key:
            self.view.show_key(key)
        else:
            self.refresh()
        self.view.focus()

    def panes(self) -> list[QWidget]:
        return [self.previewing.view] if self.on_wall else super().panes()

    def keys(self) -> Mapping[str, Callable[[], None]]:
        view = self.view
        if self.on_wall and view.acts.keys() is None:
            return {"preview": self._leave_preview, "board": view.play, "export": view.export}
        return super().keys()

    def ask_commands(self, then: Callable[[Sequence[Command]], None]) -> None:
        view = self.view
        view.acts.ask_commands(view.table.current(), view.detail.view, lambda found: then([*found, *self.commands()]))

    def escape(self) -> bool:
        if super().escape():
            return True
        if self.on_wall:
            self._leave_preview()
            return True
        return False

    # ── the board as it hangs on the wall ─────────────────────────────────────────────────────────────────────

    @property
    def on_wall(self) -> bool:
        """正在预览."""
        return self.stack.currentWidget() is self.previewing

    def preview(self) -> None:
        """预览 what is chosen; a draft is not drawn."""
        shown = self.view.detail.view
        if shown is None or not shown.of:
            self.frame.say(unfrozen(self.view.tab, "预览"))
            return
        self.stack.setCurrentWidget(self.previewing)
        self.previewing.show_view(shown, roll=self.switch.value == ROLL)

    def _leave_preview(self) -> None:
        self.stack.setCurrentWidget(self.view)
        self.view.focus()

    def _to_sources(self, spot: Spot) -> None:
        self.stack.setCurrentWidget(self.view)
        self.view.show_sources(spot.sources)
