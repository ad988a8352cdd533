"""A clerk in a process of his own, typing at a real window until somebody kills it; or one who comes back and reads.

typing_clerk.py DATABASE type      a known enterprise parked, then a new one typed letter by letter without an end
typing_clerk.py DATABASE read      what the intake page brings back, as one line of JSON
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bingliang import settings
from bingliang.desk.demo.story import CLERK, StoryClock
from bingliang.desk.desk import open_desk
from bingliang.desk.intake.visit import to_values
from bingliang.desk.reading import Reading
from bingliang.gui import style
from bingliang.gui.backstage import Backstage
from bingliang.gui.keys import Place
from bingliang.gui.pages.intake.page import IntakePage
from bingliang.gui.style import Look
from bingliang.gui.window import Window
from tests.gui.hand import KEY, write

NAME = "岳阳停电以后试验有限公司（虚构）\u202e'; DROP TABLE x;"
LETTER_MS = 40


def arrive(database: Path) -> tuple[Window, Backstage]:
    """The window at its first intake."""
    style.load_fonts(settings.factory().resources / "fonts")
    style.apply(style.application(), Look())
    backstage = Backstage(lambda error: f"{error}")
    window = Window(settings.factory().resources / "icons")
    window.furnish(backstage)
    window.show()
    window.activateWindow()
    desk = open_desk(database, CLERK, clock=StoryClock(), create=False)
    backstage.open(lambda: Reading(desk))
    until(lambda: backstage.ready and backstage.idle)
    return window, backstage


def until(met: object) -> None:
    """Events are handled until it is so."""
    loop = QEventLoop()
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: loop.quit() if met() else None)  # type: ignore[operator]  # nothing comes back
    timer.start()
    loop.exec()


def page_of(window: Window) -> IntakePage:
    page = window.room(Place.INTAKE)
    assert isinstance(page, IntakePage)
    return page


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def type_on(window: Window, backstage: Backstage) -> None:
    """Letters into the last field, each told with its time; ended by whoever kills the process."""
    page = page_of(window)
    press(KEY.Key_F2)
    until(lambda: page.visits.drafts is not None and backstage.idle)
    for initial in "dlk":
        write(initial)
    press(KEY.Key_Return)
    until(lambda: bool(page.now.enterprise) and not page._settle.isActive() and backstage.idle)
    press(KEY.Key_F2)
    write(NAME)
    until(lambda: backstage.idle)
    page.form.address.setFocus()
    count = 0
    timer = QTimer(interval=LETTER_MS)

    def letter() -> None:
        nonlocal count
        write(chr(ord("a") + count % 26))
        count += 1
        sys.stdout.write(f"{count} {time.monotonic()}\n")
        sys.stdout.flush()
        if count % 190 == 0:  # the field is full
            page.form.address.line.clear()

    timer.timeout.connect(letter)
    timer.start()
    until(lambda: False)


def read_back(window: Window, backstage: Backstage) -> None:
    page = page_of(window)
    press(KEY.Key_F2)
    until(lambda: page.visits.drafts is not None and backstage.idle)
    until(lambda: not page.now.blank and backstage.idle)
    found = [{"queue": one.queue, "visit": to_values(one.visit)} for one in page.visits.parked]
    sys.stdout.write(json.dumps({"visits": found, "notice": window.notice.text}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    application = QApplication([])
    {"type": type_on, "read": read_back}[sys.argv[2]](*arrive(Path(sys.argv[1])))
