"""A counter on a real X server, started as a process of its own by test_screen.py; prints what happens, line by line."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bingliang.gui.app import application, main
from bingliang.gui.style import Look
from bingliang.gui.window import Window
from tests.gui.sample import SampleDesk


def report(app: QApplication) -> None:
    """Says what is on screen whenever it changes."""
    said: list[str] = []

    def look() -> None:
        window = next((w for w in app.topLevelWidgets() if isinstance(w, Window) and w.isVisible()), None)
        if window is None or not window.pages.count():
            return
        modal = app.activeModalWidget()
        focus = app.focusWidget()
        table = window.worklist.table
        shown = window.case_page.case
        words = "|".join(
            (
                f"dialog={'yes' if modal is not None else 'no'}",
                f"rows={len(table.rows_model.rows)}",
                f"row={table.currentIndex().row()}",
                f"place={window.place.name}",
                f"case={shown.stream if shown is not None and window.place.name == 'CASE' else ''}",
                f"focus={type(focus).__name__}",
            )
        )
        if not said or said[-1] != words:
            said.append(words)
            print(words, flush=True)

    timer = QTimer(app)
    timer.timeout.connect(look)
    timer.start(20)


if __name__ == "__main__":
    report(application())
    sys.exit(main([], connect=lambda _: SampleDesk(), look=Look()))
