"""A window on the sample desk, on a screen that needs no screen; keys go to whatever has the focus."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bingliang import settings
from bingliang.gui import style
from bingliang.gui.app import speak_chinese
from bingliang.gui.backstage import Backstage
from bingliang.gui.source import Scope
from bingliang.gui.style import Look
from bingliang.gui.window import Window
from tests.gui.sample import SampleDesk

Press = Callable[..., None]


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    speak_chinese(qapp)
    style.load_fonts(settings.factory().resources / "fonts")
    style.apply(qapp, Look())
    return qapp


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


def settle(qtbot: QtBot, backstage: Backstage) -> None:
    """Everything asked has been answered."""
    qtbot.waitUntil(lambda: backstage.idle, timeout=5000)
    for _ in range(3):  # a layout in a scroll area settles in rounds
        QApplication.processEvents()


def never(_: object) -> None:
    pytest.fail("this must not be called")
