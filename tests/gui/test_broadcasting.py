"""到点播: once at its time on a machine set to do so, noted when it stands on the screen; the settings of it by keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from bingliang.desk.boards import playing
from bingliang.gui.boards.kiosk import Kiosk
from bingliang.gui.boards.player import NO_SCREEN, Playing
from bingliang.gui.keys import Place
from bingliang.gui.pages.settings.board import OTHER, BoardForm
from bingliang.gui.pages.settings.page import SettingsPage
from bingliang.settings import Settings, journal
from tests.gui.conftest import Zone


@pytest.fixture
def at_half_past_eight(zone: Zone, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Zone:
    """The demonstration's morning is 08:50: the time of 08:30 has come and is not too long ago."""
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace))
    zone.window.settings = replace(zone.window.settings, board="on", board_screen="1")
    return zone


def look(zone: Zone) -> None:
    assert zone.window.broadcasting is not None
    zone.window.broadcasting.look()
    zone.settle()


def kiosk(zone: Zone) -> Kiosk | None:
    held = zone.window.findChild(Playing)
    return held.kiosk if held is not None else None


def test_it_plays_once_and_notes_it(at_half_past_eight: Zone, qtbot: QtBot) -> None:
    zone = at_half_past_eight
    look(zone)
    qtbot.waitUntil(lambda: kiosk(zone) is not None, timeout=20_000)
    shown = kiosk(zone)
    assert shown is not None
    assert "第8期" in shown.windowTitle()
    qtbot.waitUntil(lambda: len(playing.read(journal())) == 1, timeout=20_000)
    noted = playing.read(journal())[0]
    assert noted.slot == "2026-12-18T08:30"
    assert noted.seq
    assert not shown.isActiveWindow(), "whoever is typing keeps the keyboard"
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    with qtbot.waitSignal(shown.gone):
        QTest.keyClick(shown, Qt.Key.Key_Escape)
    look(zone)
    assert kiosk(zone) is None, "it has been played"
    assert len(playing.read(journal())) == 1


def test_a_machine_that_is_not_set_to_play_does_not(at_half_past_eight: Zone) -> None:
    zone = at_half_past_eight
    zone.window.settings = replace(zone.window.settings, board="off")
    look(zone)
    assert kiosk(zone) is None
    assert not journal().exists()


def test_without_another_screen_it_is_said_once(at_half_past_eight: Zone, monkeypatch: pytest.MonkeyPatch) -> None:
    zone = at_half_past_eight
    said: list[str] = []
    monkeypatch.setattr(zone.window, "say", said.append)
    zone.window.settings = replace(zone.window.settings, board_screen="")
    for _ in range(3):
        look(zone)
    assert said == [NO_SCREEN]
    assert kiosk(zone) is None


def test_the_settings_of_it(zone: Zone, qtbot: QtBot) -> None:
    zone.window.go(Place.SETTINGS, "board")
    zone.settle()
    form = cast("SettingsPage", zone.window.page).findChild(BoardForm)
    assert form is not None
    assert form.screen_choice.itemText(0) == OTHER
    assert form.screen_choice.count() == 2
    assert "×" in form.screen_choice.itemText(1)
    form.screen_choice.setFocus()
    with qtbot.waitSignal(zone.window.saving) as saved:
        QTest.keyClick(form.screen_choice, Qt.Key.Key_Down)
    assert saved.args is not None
    assert saved.args[0].board_screen == "1"
    zone.window.settings = replace(zone.window.settings, board_screen="HDMI-9")
    form.show_screens()
    assert form.screen_choice.currentText() == "HDMI-9（现在没有接上）"


def test_pixels_that_are_none_are_not_saved(zone: Zone) -> None:
    zone.window.go(Place.SETTINGS, "board")
    zone.settle()
    form = cast("SettingsPage", zone.window.page).findChild(BoardForm)
    assert form is not None
    taken: list[Settings] = []
    form.taken.connect(taken.append)
    size = next(one for one in form.findChildren(QLineEdit) if one.accessibleName() == "导出图片的点数")
    size.setText("很大")
    form.save()
    assert "“很大”不是屏幕的点数" in zone.window.notice.text
    assert taken == []
    size.setText("1280x384")
    form.save()
    assert [one.board_size for one in taken] == ["1280x384"]
