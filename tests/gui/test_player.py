"""日日播: on the chosen screen and nowhere else; keys, a lost screen, and nothing done on the screen's thread."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bingliang.gui.boards.player import NO_SCREEN, Playing, _drawn, play, screen_for
from bingliang.paper.boards import sizes
from bingliang.settings import Settings
from tests.gui.boards_stand import Stand
from tests.gui.test_customer_screen import two_screens  # noqa: F401  # the fixture
from tests.gui.x11 import run_on
from tests.paper.boards import sample


@pytest.fixture
def stand(qapp: object) -> Iterator[Stand]:
    assert qapp is not None
    made = Stand(Settings())
    made.show()
    yield made
    made.leave()


def test_it_never_covers_the_counter_unasked(stand: Stand, qtbot: QtBot) -> None:
    play(cast("Any", stand), sample.issue(), slot="2026-12-18T08:30")
    assert stand.said == [NO_SCREEN]
    playing = stand.findChild(Playing)
    assert playing is not None
    assert playing.kiosk is None
    play(cast("Any", stand), sample.issue())
    qtbot.waitUntil(lambda: playing.kiosk is not None, timeout=20_000)
    kiosk = playing.kiosk
    assert kiosk is not None
    assert (kiosk.isFullScreen(), kiosk.accessibleDescription()) == (True, f"第1幅，共{kiosk.count}幅")
    assert "第8期" in kiosk.windowTitle()
    QTest.keyClick(kiosk, Qt.Key.Key_Left)
    assert kiosk.at == kiosk.count - 1
    with qtbot.waitSignal(kiosk.gone):
        QTest.keyClick(kiosk, Qt.Key.Key_Escape)
    assert playing.kiosk is None


def test_a_new_one_takes_the_place_of_the_one_that_plays(stand: Stand, qtbot: QtBot) -> None:
    begun: list[int] = []
    for time in range(2):
        play(cast("Any", stand), sample.issue(), begun=lambda time=time: begun.append(time))  # type: ignore[misc]  # its own time
        qtbot.waitUntil(lambda time=time: time in begun, timeout=20_000)  # type: ignore[misc]  # its own time
    shown = [one for one in QGuiApplication.topLevelWindows() if one.isVisible() and "日日播" in one.title()]
    assert len(shown) == 1
    playing = stand.findChild(Playing)
    assert playing is not None
    assert playing.kiosk is not None
    playing.kiosk.close()


def test_the_screen_named_in_the_settings_goes_first(stand: Stand) -> None:
    own = stand.screen()
    assert screen_for(own, "1", by_hand=False) is own, "told so"
    assert screen_for(own, "没有这块屏幕", by_hand=False) is None
    assert screen_for(own, "", by_hand=True) is own


@pytest.mark.parametrize(
    ("wide", "high"), [(1920, 1080), (640, 480), (800, 100), (15360, 4320), (1280, 384), (384, 1280)]
)
def test_a_screen_of_any_shape_is_drawn_for(wide: int, high: int) -> None:
    size = sizes.nearest(wide, high)
    assert size.wide >= sizes.LEAST[0]
    assert size.high >= sizes.LEAST[1]
    assert max(size.wide, size.high) <= sizes.MOST
    if wide >= sizes.LEAST[0] and high >= sizes.LEAST[1] and max(wide, high) <= sizes.MOST:
        assert (size.wide, size.high) == (wide, high)


@pytest.mark.parametrize(("wide", "high", "drawn"), [(1920, 1080, (1920, 1080)), (3840, 2160, (2667, 1500))])
def test_the_frames_of_a_large_screen_take_no_half_gigabyte(wide: int, high: int, drawn: tuple[int, int]) -> None:
    made = _drawn(sample.issue(), wide, high)
    assert {(one.width(), one.height()) for one in made.frames} == {drawn}
    assert sum(one.sizeInBytes() for one in made.frames) < 200_000_000


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="needs Xvfb, which packaging/dev.py installs")
def test_on_two_real_screens(two_screens: str) -> None:  # noqa: F811  # the fixture
    told = run_on(two_screens, "kiosk_on_x11.py", 120)
    assert told.stdout.splitlines() == [
        "screens=2 other=True fills=True whole=True keyboard=False gap=True clerk=True",
        "pixels=True colours=True",
        "at=1 hidden=True own=False back=True again=1",
        "halted=True gone=1 clerk=True",
        "every=True gone=1",
    ], told.stderr[-2000:]
