"""到点播: at the zone's times plays the issue frozen last, once each, on a machine that is set to do so.

What was played is noted when its first frame stands on the screen, so that neither a restart nor a second look plays it
again.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from bingliang.settings import journal

if TYPE_CHECKING:
    from pathlib import Path

    from bingliang.boards.daily_broadcast import Issue
    from bingliang.boards.playing import Slot
    from bingliang.desk.desk import Desk
    from bingliang.gui.window import Window

EVERY_MS = 20_000


class Broadcasting(QObject):
    """到点播 of one window."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._tried, self._told = "", ""
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """开始看钟."""
        self._timer.start()
        self.look()

    def look(self) -> None:
        """到点了没有; asked of the desk, whose clock it is."""
        if self._window.settings.board != "on":
            return
        path = journal()
        self._window.backstage.ask(
            self, lambda counter: _due(counter.desk, path), self._found, topic="board", long=True,
            refused=_quiet, failed=_quiet,
        )  # fmt: skip

    def _found(self, found: tuple[Slot, Issue] | None) -> None:
        """Where there is no screen it is said once, and looked for again until the time has gone by."""
        if found is None:
            return
        from bingliang.gui.boards.player import play, screen_for

        slot, issue = found
        screen = screen_for(self._window.screen(), self._window.settings.board_screen, by_hand=False)
        if slot.key == self._tried or (screen is None and slot.key == self._told):
            return
        if screen is None:
            self._told = slot.key
        else:
            self._tried = slot.key
        play(self._window, issue, slot.key, begun=partial(self._begun, slot, issue))

    def _begun(self, slot: Slot, issue: Issue) -> None:
        now = datetime.now().astimezone()
        self._window.backstage.outside(self, lambda: _note(slot, issue, now), lambda _: None, failed=_quiet)


def _due(desk: Desk, path: Path) -> tuple[Slot, Issue] | None:
    """On the worker, where the boards are brought into memory only on a machine that plays them."""
    from bingliang.desk.boards import playing

    return playing.what_now(desk, path)


def _note(slot: Slot, issue: Issue, now: datetime) -> None:
    from bingliang.desk.boards import playing

    playing.begun(journal(), slot, issue, now)


def _quiet(_: str) -> None:
    """A journal that cannot be written is no reason to disturb the counter; the frames were shown all the same."""
