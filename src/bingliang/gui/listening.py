"""旁听: a thread of its own that waits until another counter has written, and says so; the poll stays behind it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bingliang.gui.source import Desk, Watching

BREATH_S = 0.5
"""How long one wait lasts at most, so that closing the window never waits longer."""
AGAIN_S = 10.0
"""How long until a line that broke is listened to again."""


class Listening:
    """旁听 of one desk, from `begin` to `end`; `heard` is called on the thread."""

    def __init__(self, desk: Desk, heard: Callable[[], None], again: float = AGAIN_S) -> None:
        self._desk, self._heard, self._again = desk, heard, again
        self._over = threading.Event()
        self.ready = threading.Event()
        """set while somebody is listening; what is written from then on is heard"""
        self._thread = threading.Thread(target=self._run, name="旁听", daemon=True)

    def begin(self) -> None:
        """开始."""
        self._thread.start()

    def end(self) -> None:
        """结束, when the wait that is going on is over."""
        self._over.set()
        self._thread.join(timeout=4 * BREATH_S)

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                watch = self._desk.watch()
                if watch is None:
                    return
                with closing(watch):
                    self._listen(watch)
            except Exception:  # noqa: BLE001 - a broken line is no fault to be told: the poll shows what was written
                self.ready.clear()
                self._over.wait(self._again)

    def _listen(self, watch: Watching) -> None:
        self.ready.set()
        while not self._over.is_set():
            if watch.wait(BREATH_S) is not None and not self._over.is_set():
                self._heard()
