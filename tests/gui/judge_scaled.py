"""Judges every room of the demo zone in a process of its own, started with another scale of the screen; prints the faults as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from bingliang import settings
from bingliang.desk.demo.demonstration import visit
from bingliang.gui import style
from bingliang.gui.app import application
from bingliang.gui.backstage import Backstage
from bingliang.gui.keys import Place
from bingliang.gui.rooms import ROOMS
from bingliang.gui.source import Scope
from bingliang.gui.style import Look
from bingliang.gui.window import Window
from tests.gui import looks


def judged(database: Path, stream: str, pictures: Path | None = None) -> dict[str, list[str]]:
    """Faults by room, at 1280×720 logical pixels; the ratio of the screen goes along, to show that it was scaled."""
    app = application()
    resources = settings.factory().resources
    style.load_fonts(resources / "fonts")
    style.apply(app, Look())
    faults: list[str] = []

    def log(error: BaseException) -> str:
        faults.append(repr(error))
        return "L"

    backstage = Backstage(log)
    window = Window(resources / "icons")
    window.furnish(backstage)
    window.resize(1280, 720)
    window.show()
    reading = visit(database, settings.Settings(clerk="综合窗口甲", counter="3"))
    backstage.open(lambda: reading)
    _settle(app, backstage)
    window.worklist.scope_to(Scope.ALL)
    found = {"屏幕": [f"{window.devicePixelRatioF():g}"]}
    for room in ROOMS:
        window.go(room.place, stream if room.place is Place.CASE else "")
        _settle(app, backstage)
        found[str(room.place)] = [*looks.cut(window), *looks.outside(window.page)]
        if pictures is not None:
            window.grab().save(str(pictures / f"{room.place.name.lower()}.png"))
    window.close()
    reading.desk.close()
    return {**found, "日志": faults}


def _settle(app: QApplication, backstage: Backstage) -> None:
    while not backstage.idle:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
    for _ in range(3):
        app.processEvents()


if __name__ == "__main__":
    pictures = Path(sys.argv[3]) if sys.argv[3:] else None
    print(json.dumps(judged(Path(sys.argv[1]), sys.argv[2], pictures), ensure_ascii=False))
