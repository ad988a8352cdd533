"""The process that `window` starts: says its word when the thing asked for has been painted."""

from __future__ import annotations

import sys
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

    program.Start._furnish = lambda _start: say("paint")  # type: ignore[method-assign, assignment]
    program.main()


def rows() -> None:
    """The program itself, whose clerk confirms at once that it is he who stands in the settings."""
    from bingliang.gui import app as program

    ask_who = program.Start._ask_who

    def confirmed(start: Start) -> None:
        _watch(start)
        ask_who(start)
        now = start.window.settings
        assert start.identity is not None
        start.identity.accept()
        start.identity.given.emit(now.clerk, now.counter, now.role, now.office)

    program.Start._ask_who = confirmed  # type: ignore[method-assign, assignment]
    program.main()


def _watch(start: Start) -> None:
    from PySide6.QtCore import QEvent, QObject

    table = start.window.worklist.table

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
            if event.type() == QEvent.Type.Paint and table.model().rowCount() > 0:
                say("rows")
            return super().eventFilter(watched, event)

    table.viewport().installEventFilter(Watch(start.window))


if __name__ == "__main__":
    {"empty": empty, "paint": paint, "rows": rows}[sys.argv[1]]()
