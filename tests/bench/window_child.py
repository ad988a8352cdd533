"""The process that `window` starts: says its word when the thing asked for has been painted."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bingliang.gui.app import Start


def say(word: str) -> None:
    print(word, flush=True)


def empty() -> None:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Empty(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt's name
            super().paintEvent(event)
            say("empty")

    app = QApplication(sys.argv[:1])
    window = Empty()
    window.resize(1440, 900)
    window.show()
    app.exec()


def paint() -> None:
    """The program itself, until its frame stands; what it does after that would otherwise be counted in."""
    from bingliang.gui import app as program

    program.Start._furnish = lambda _start: say("paint")  # type: ignore[method-assign, assignment]  # overheard
    program.main()


def rows() -> None:
    """The program itself, whose clerk confirms at once that it is he who stands in the settings."""

    def asked(start: Start) -> None:
        _watch(start, lambda: say("rows"))
        _confirm(start)

    _main(asked)


def answer() -> None:
    """The program itself, whose clerk takes as long to confirm his name as everything takes to come into memory.

    Says the milliseconds from his Enter to the rows, computed and by the clock, and for how long the screen was held up
    at most while he typed.
    """
    from time import perf_counter, process_time

    from PySide6.QtCore import QTimer

    from tests.gui.heartbeat import HeartBeat

    def asked(start: Start) -> None:
        begun: list[float] = []
        heart = HeartBeat()

        def confirm() -> None:
            if start._furnished and start.backstage.idle and not begun:
                _watch(start, painted)
                begun.extend((process_time(), perf_counter(), heart.stop()))
                _confirm(start)

        def painted() -> None:
            computed, clock = process_time() - begun[0], perf_counter() - begun[1]
            say(f"answer {computed * 1000:.1f} {clock * 1000:.1f} {begun[2]:.1f}")

        waiting = QTimer(start, interval=20)
        waiting.timeout.connect(confirm)
        waiting.start()

    _main(asked)


def _main(asked: Callable[[Start], None]) -> None:
    from bingliang.gui import app as program

    ask_who = program.Start._ask_who

    def ask(start: Start) -> None:
        ask_who(start)
        asked(start)

    program.Start._ask_who = ask  # type: ignore[method-assign, assignment]  # overheard
    program.main()


def _confirm(start: Start) -> None:
    now = start.window.settings
    assert start.identity is not None
    start.identity.accept()
    start.identity.given.emit(now.clerk, now.counter, now.role, now.office)


def _watch(start: Start, painted: Callable[[], None]) -> None:
    from PySide6.QtCore import QEvent, QObject

    start.window.stand()
    table = start.window.worklist.table

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
            if event.type() == QEvent.Type.Paint and table.model().rowCount() > 0:
                painted()
            return super().eventFilter(watched, event)

    table.viewport().installEventFilter(Watch(start.window))


if __name__ == "__main__":
    if sys.argv[1] != "empty":
        gc.disable()  # as `bingliang.__main__` does before it imports the window
    {"empty": empty, "paint": paint, "rows": rows, "answer": answer}[sys.argv[1]]()
