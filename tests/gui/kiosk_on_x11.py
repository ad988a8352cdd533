"""日日播 on two real screens, started as a process of its own by test_player.py; prints what is seen, line by line."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest

from bingliang.gui.app import application
from bingliang.gui.boards.kiosk import Kiosk
from bingliang.gui.boards.player import Playing, play
from bingliang.paper.boards import daily
from tests.gui.boards_stand import Stand
from tests.gui.heartbeat import HeartBeat
from tests.paper.boards import sample

PATIENCE_S = 20.0


def wait_for(seen: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not seen():
        assert time.monotonic() < until, "it does not come"
        QTest.qWait(5)


def tell(**seen: object) -> None:
    print(" ".join(f"{name}={value}" for name, value in seen.items()), flush=True)


def standing(clerk: Stand) -> Kiosk:
    playing = clerk.findChild(Playing)
    assert playing is not None
    wait_for(lambda: playing.kiosk is not None and playing.kiosk.isVisible())
    assert playing.kiosk is not None
    return playing.kiosk


def by_schedule(clerk: Stand) -> None:
    """It stands on the other screen by itself, whole, in that screen's own pixels, and takes no keyboard."""
    begun: list[str] = []
    beat = HeartBeat()
    play(cast("Any", clerk), sample.issue(), slot="2026-12-18T08:30", begun=lambda: begun.append("begun"))
    kiosk = standing(clerk)
    wait_for(lambda: bool(begun))
    other = kiosk.screen()
    QTest.qWait(100)
    seen = other.grabWindow(0).toImage()
    tell(
        screens=len(QGuiApplication.screens()),
        other=other is not clerk.screen(),
        fills=kiosk.size() == other.size(),
        whole=kiosk.isFullScreen(),
        keyboard=kiosk.isActiveWindow(),
        gap=beat.stop() < 100,
        clerk=clerk.isVisible(),
    )
    first = kiosk.grab().toImage()
    size = other.size()
    points = [(x, y) for x in range(5, size.width(), 97) for y in range(5, size.height(), 61)]
    tell(
        pixels=all(seen.pixelColor(*at) == first.pixelColor(*at) for at in points),
        colours=len({seen.pixelColor(*at).name() for at in points}) > 4,
    )


def walked(clerk: Stand) -> None:
    """Keys turn the frames; a screen that is taken away hides it, one that comes back shows it where it was."""
    kiosk = standing(clerk)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(kiosk, key)
    at = kiosk.at
    screen, app = kiosk.screen(), cast("QGuiApplication", QGuiApplication.instance())
    app.screenRemoved.emit(screen)
    hidden = not kiosk.isVisible() and not kiosk.playing
    app.screenAdded.emit(clerk.screen())
    own = kiosk.isVisible()
    app.screenAdded.emit(screen)
    tell(at=at, hidden=hidden, own=own, back=kiosk.isVisible() and kiosk.screen() is screen, again=kiosk.at)
    QTest.keyClick(kiosk, Qt.Key.Key_Space)
    halted = not kiosk.playing
    QTest.keyClick(kiosk, Qt.Key.Key_Space)
    gone = QSignalSpy(kiosk.gone)
    QTest.keyClick(kiosk, Qt.Key.Key_Escape)
    tell(halted=halted, gone=gone.count(), clerk=clerk.isVisible())


def once(clerk: Stand) -> None:
    """Left alone it plays every frame once and goes."""
    daily.SECONDS = 1
    short = replace(sample.issue(), departments=(), problems=(), comments=())
    play(cast("Any", clerk), short, slot="2026-12-18T17:30")
    kiosk = standing(clerk)
    gone, seen = QSignalSpy(kiosk.gone), set[int]()
    count = kiosk.count

    def over() -> bool:
        seen.add(kiosk.at)
        return bool(gone.count())

    wait_for(over)
    tell(every=seen == set(range(count)), gone=gone.count())


if __name__ == "__main__":
    app = application()
    window = Stand()
    window.setGeometry(app.screens()[0].availableGeometry())
    window.show()
    window.activateWindow()
    wait_for(window.isActiveWindow)
    for part in (by_schedule, walked, once):
        part(window)
    window.leave()
    sys.exit(0)
