"""一个大区: all sample stories with their papers and 100,000 cases beside them, and the real window in front of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from bingliang.desk.demo.demonstration import RIBBON, demonstrate
from bingliang.desk.demo.story import CLERK, StoryClock
from bingliang.desk.desk import Desk, open_desk
from bingliang.desk.reading import Reading
from tests.bench.measuring import scratch
from tests.bench.standing import fill

if TYPE_CHECKING:
    from bingliang.gui.backstage import Backstage
    from bingliang.gui.window import Window

CASES = 100_000
FIRST = date(2026, 11, 16)
"""The cases begin in the weeks around the morning on which the stories end, so that next year's notice moves some."""


@dataclass(frozen=True)
class Told:
    """The database of the stories alone, and the same with the cases beside them, which have their rows in the list only."""

    alone: Path
    full: Path
    streams: tuple[str, ...]


@cache
def told() -> Told:
    """Made once for each run of the benches."""
    folder = scratch()
    alone, full = folder / "stories" / "zone.db", folder / "full" / "zone.db"
    alone.parent.mkdir()
    desk, summary = demonstrate(alone)
    desk.close()
    shutil.copytree(alone.parent, full.parent)
    desk = opened(full)
    fill(desk, CASES, FIRST)
    desk.close()
    return Told(alone, full, summary.streams)


def opened(where: Path) -> Desk:
    """The desk of the stories' clerk on their last morning."""
    return open_desk(where, CLERK, clock=StoryClock(), create=False)


@dataclass
class Counter:
    """窗口: the window with the worklist of everybody on screen."""

    window: Window
    backstage: Backstage
    desk: Desk
    streams: tuple[str, ...]

    def during(self, doing: Callable[[], object], ready: Callable[[], bool] = lambda: True) -> float:
        """Does it, lets Qt's own event loop run until everything asked is answered and `ready`; milliseconds until then."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop, watch = QEventLoop(), QTimer(interval=1)
        watch.timeout.connect(lambda: loop.quit() if self.backstage.idle and ready() else None)
        begin = perf_counter()
        doing()
        watch.start()
        loop.exec()
        self.window.repaint()
        return (perf_counter() - begin) * 1000


@contextmanager
def counter() -> Iterator[Counter]:
    """The window as the program makes it, on a screen that needs no screen."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from bingliang import settings
    from bingliang.gui import style
    from bingliang.gui.app import application
    from bingliang.gui.backstage import Backstage
    from bingliang.gui.source import Scope
    from bingliang.gui.style import Look
    from bingliang.gui.warming import warm, warm_rooms
    from bingliang.gui.window import Window

    app = application()
    resources = settings.factory().resources
    style.load_fonts(resources / "fonts")
    style.apply(app, Look())
    backstage = Backstage(_raise)
    window = Window(resources / "icons")
    window.furnish(backstage)
    window.show()
    desk = opened(told().full)
    warm()  # as at every start of the program
    made = Counter(window, backstage, desk, told().streams)
    made.during(lambda: backstage.open(lambda: Reading(desk, ribbon=RIBBON)), lambda: backstage.ready)
    made.during(lambda: backstage.warm(warm_rooms))
    made.during(lambda: window.worklist.scope_to(Scope.ALL))
    try:
        yield made
    finally:
        window._sure = True
        window.close()
        desk.close()


def _raise(error: BaseException) -> str:
    raise error
