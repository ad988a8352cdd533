"""A window on the sample desk, on a screen that needs no screen; keys go to whatever has the focus."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from bingliang import settings
from bingliang.desk.demo.demonstration import RIBBON, visit
from bingliang.desk.demo.story import CLERK, StoryClock
from bingliang.desk.desk import Desk, open_desk
from bingliang.desk.reading import Reading
from bingliang.gui import style
from bingliang.gui.app import Start, speak_chinese
from bingliang.gui.backstage import Backstage
from bingliang.gui.keys import Place
from bingliang.gui.source import Scope
from bingliang.gui.style import Look
from bingliang.gui.window import Window
from tests.gui.sample import SampleDesk
from tests.stories import copied

if TYPE_CHECKING:
    from tests.gui.cups import Cups

Press = Callable[..., None]


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    speak_chinese(qapp)
    style.load_fonts(settings.factory().resources / "fonts")
    style.apply(qapp, Look())
    return qapp


@pytest.fixture(autouse=True)
def no_widget_outlives_its_test() -> Iterator[None]:
    """A window that a test leaves behind is restyled and asked with every later one: eight of them took a second each."""
    yield
    if QApplication.instance() is not None:
        for left in QApplication.topLevelWidgets():
            left.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def press(qapp: QApplication) -> Press:
    """Types a key where a clerk's key would go."""

    def typed(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        target = qapp.focusWidget() or qapp.activeWindow()
        assert target is not None, "nothing has the focus"
        QTest.keyClick(target, key, modifiers)

    return typed


@pytest.fixture
def logged() -> list[BaseException]:
    """What would have been written to the log."""
    return []


@pytest.fixture
def backstage(qapp: QApplication, logged: list[BaseException]) -> Iterator[Backstage]:
    del qapp

    def log(error: BaseException) -> str:
        logged.append(error)
        return f"L{len(logged)}"

    made = Backstage(log)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, backstage: Backstage) -> Window:
    """The window before a desk is behind it."""
    made = Window(settings.factory().resources / "icons")
    made.furnish(backstage)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def desk() -> SampleDesk:
    return SampleDesk()


@pytest.fixture
def bench(qtbot: QtBot, window: Window, backstage: Backstage, desk: SampleDesk) -> Window:
    """The window with the sample desk open and its first case on screen."""
    backstage.open(lambda: desk)
    settle(qtbot, backstage)
    window.worklist.scope_to(Scope.ALL)
    settle(qtbot, backstage)
    return window


@dataclass
class Zone:
    """A real window on a real database: all sample stories told, the morning of 2026-12-18."""

    window: Window
    desk: Desk
    clock: StoryClock
    streams: tuple[str, ...]
    backstage: Backstage
    qtbot: QtBot

    def settle(self) -> None:
        """Everything asked has been answered."""
        settle(self.qtbot, self.backstage)

    def place(self) -> Place:
        """Where the window is now: read anew each time."""
        return self.window.place

    def stream(self, project: str) -> str:
        """The newest case of a project whose name contains the word."""
        from bingliang.ledger.folding import fold

        with self.desk.store.look() as look:
            cases = [case for stream in self.streams if (case := fold(look.entries(stream))) is not None]
        return max((case for case in cases if project in case.project["name"]), key=lambda c: c.received_on).stream


@pytest.fixture
def cups(server: Cups) -> Iterator[Cups]:
    """The print server that a module has started as `server`, nothing of an earlier test on it."""
    server.clear()
    yield server
    server.switch_on()


@pytest.fixture
def zone(
    qtbot: QtBot, window: Window, backstage: Backstage, told_zone: tuple[Path, tuple[str, ...]], tmp_path: Path
) -> Iterator[Zone]:
    """The window on the sample zone, whatever a test does to it."""
    told, streams = told_zone
    clock = StoryClock()
    desk = open_desk(copied(told, tmp_path / "示范区 #1"), CLERK, clock=clock, create=False)
    found = Zone(window, desk, clock, streams, backstage, qtbot)
    backstage.open(lambda: Reading(desk, ribbon=RIBBON))
    found.settle()
    window.worklist.scope_to(Scope.ALL)
    found.settle()
    yield found
    desk.close()


@pytest.fixture
def start(
    qtbot: QtBot,
    qapp: QApplication,
    workspace: Path,
    told_zone: tuple[Path, tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Start]:
    """The program as it starts on a copy of the sample zone, asking who is there."""
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace))
    copied(told_zone[0], workspace / "zone")
    made = Start(qapp, lambda wanted: visit(workspace / "zone" / "zone.db", wanted), Look())
    made.show()
    qtbot.waitUntil(lambda: made.identity is not None and made.identity.isVisible())
    assert made.identity is not None
    made.identity.activateWindow()
    yield made
    made.window.dismiss()
    made.backstage.close()


def settle(qtbot: QtBot, backstage: Backstage, longest: int = 5000) -> None:
    """Everything asked has been answered."""
    qtbot.waitUntil(lambda: backstage.idle, timeout=longest)
    for _ in range(3):  # a layout in a scroll area settles in rounds
        QApplication.processEvents()


def focused() -> QWidget:
    """What has the focus: where a clerk's letters would go."""
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


def held_up(begun: threading.Event, released: threading.Event, seconds: float = 5) -> Callable[..., None]:
    """Work for the backstage that tells when it has begun and lasts until it is released."""

    def work(*_: object) -> None:
        begun.set()
        released.wait(seconds)

    return work


def never(_: object) -> None:
    pytest.fail("this must not be called")
