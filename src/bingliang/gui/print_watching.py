"""打印的看守: asks what has become of the prints that the system has taken over, as long as there are any.

Every two seconds while the system answers, every half minute while it is silent, so that nothing else waits behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from bingliang.desk.papers.print_queue import PrintBook
from bingliang.gui.devices.printers import Printers
from bingliang.gui.print_settling import Asked, Settling, Silence

if TYPE_CHECKING:
    from bingliang.gui.backstage import Backstage

ASK_MS, SILENT_MS = 2_000, 30_000


class Watch(QObject):
    """看守 of one process; `book` is called on the thread for what is outside."""

    moved = Signal()
    """a row of the book is no longer as it was"""

    def __init__(self, backstage: Backstage, printers: Printers, book: Callable[[], PrintBook]) -> None:
        super().__init__(backstage)
        self._back, self._printers, self._book = backstage, printers, book
        self.silence = Silence()
        self._asking = False
        self.timer = QTimer(self, interval=ASK_MS)
        self.timer.timeout.connect(self.ask)

    def begin(self) -> None:
        """The system has taken one over."""
        self.timer.start(ASK_MS)

    def leave(self) -> None:
        """收工."""
        self.timer.stop()

    def recover(self, alive: Callable[[], Callable[[str], bool]], then: Callable[[int], None]) -> None:
        """收拾上次的: what a killed program has left; `then` gets how many papers want a hand."""

        def step() -> int:
            book = self._book()
            return Settling(book, self._printers, self.silence).recover(alive())

        def done(many: int) -> None:
            then(many)
            self.ask()  # whatever is still open is watched from now on

        self._back.outside(self, step, done, refused=lambda _: None)

    def ask(self) -> None:
        """问系统 about all that it has taken over."""
        if self._asking:
            return
        self._asking = True
        self._back.outside(
            self, lambda: Settling(self._book(), self._printers, self.silence).ask(), self._asked,
            refused=lambda _: self._asked(Asked()), failed=lambda _: self._asked(Asked()),
        )  # fmt: skip

    def _asked(self, found: Asked) -> None:
        self._asking = False
        if not found.open:
            self.timer.stop()
        else:
            self.timer.start(SILENT_MS if found.silent else ASK_MS)
        if found.changed:
            self.moved.emit()
