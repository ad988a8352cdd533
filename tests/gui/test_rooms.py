"""Every room of the table can be gone to by key and by the navigation, and left again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox

from bingliang import settings
from bingliang.gui import keys
from bingliang.gui.keys import Place
from bingliang.gui.rooms import ROOMS, listed
from tests.gui.conftest import Press, Zone

PLACES = [room.place for room in listed()]


def test_every_room_has_its_icon() -> None:
    folder = settings.factory().resources / "icons"
    assert [room.icon for room in ROOMS if not (folder / f"{room.icon}.svg").is_file()] == []


@pytest.mark.parametrize("place", PLACES)
def test_room_is_gone_to_by_its_key_and_left_by_esc(zone: Zone, press: Press, place: Place) -> None:
    key = keys.named(f"go_{place.name.lower()}")
    QTest.keySequence(zone.window, QKeySequence(key.keys[0]))
    zone.settle()
    assert zone.window.place is place
    assert zone.window.panes()[1:], "F6 must lead somewhere on every page"
    focus = zone.window.focusWidget()
    assert focus is not None
    assert zone.window.page.isAncestorOf(focus), "typing must begin on the page"
    for _ in range(3):
        press(Qt.Key.Key_Escape)
        zone.settle()
    assert zone.window.place is Place.WORKLIST


def test_navigation_walks_to_every_room(zone: Zone, press: Press) -> None:
    for at, place in enumerate(PLACES):
        zone.window.navigation.setFocus()
        for _ in PLACES:
            press(Qt.Key.Key_Up)
        for _ in range(at):
            press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
        zone.settle()
        assert zone.window.place is place


@pytest.mark.parametrize("height", [900, 768, 720])
def test_a_low_screen_still_shows_every_room(zone: Zone, height: int) -> None:
    zone.window.resize(1366, height)
    zone.settle()
    shown = [what for _, what in zone.window.navigation._layout()]
    assert {what.place for what in shown if not isinstance(what, str)} >= set(PLACES)
    assert not isinstance(shown[-1], str), "a heading with nothing below it"


def test_what_is_chosen_in_the_navigation_is_never_below_its_edge(zone: Zone, press: Press) -> None:
    zone.window.resize(1366, 720)
    for stream in zone.streams[:8]:
        zone.window.open_case(stream)
        zone.settle()
    navigation = zone.window.navigation
    navigation.setFocus()
    for _ in navigation._entries():
        press(Qt.Key.Key_Down)
    last = navigation._entries()[-1]
    assert last.code, "the cases opened stand last"
    assert last in [what for _, what in navigation._layout()]


def test_back_goes_the_way_that_was_come(zone: Zone, press: Press) -> None:
    first, second = zone.streams[:2]
    zone.window.open_case(first)
    zone.settle()
    zone.window.open_case(second)
    zone.settle()
    press(Qt.Key.Key_Escape)
    zone.settle()
    assert zone.window.case_page.case is not None
    assert zone.window.case_page.case.stream == first
    press(Qt.Key.Key_Escape)
    assert zone.window.place is Place.WORKLIST


def test_good_news_and_refusals_stand_in_one_place_until_esc(zone: Zone, press: Press) -> None:
    zone.window.tell("已收件。")
    assert zone.window.notice.text == "已收件。"
    zone.window.say("不能办。")
    assert zone.window.notice.text == "不能办。"
    press(Qt.Key.Key_Escape)
    assert zone.window.notice.text == ""
    assert zone.window.place is Place.WORKLIST


def test_what_would_be_lost_is_asked_about_and_enter_stays(
    zone: Zone, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zone.window.page, "unsaved", lambda: "还有一件没有收完。")
    assert not zone.window.close()
    box = next(box for box in zone.window.findChildren(QMessageBox) if box.isVisible())
    assert "没有收完" in box.text()
    box.activateWindow()
    zone.qtbot.waitUntil(box.isActiveWindow)
    press(Qt.Key.Key_Return)
    assert zone.window.isVisible()
    assert not zone.window.close()
    box = next(box for box in zone.window.findChildren(QMessageBox) if box.isVisible())
    box.button(QMessageBox.StandardButton.Yes).click()
    assert not zone.window.isVisible()
