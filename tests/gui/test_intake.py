"""新收件 by keys: a known enterprise in twenty presses, every error at once, parked visits, drafts that outlive the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from bingliang.desk.drafts import drafts_folder
from bingliang.gui.keys import Place
from bingliang.gui.pages.intake import IntakePage
from bingliang.ledger.case import Case
from bingliang.ledger.folding import fold
from tests.gui.conftest import Press, Zone

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Hand:
    """A clerk's hand at the intake page; counts every press, each chord one."""

    def __init__(self, zone: Zone, press: Press) -> None:
        self.zone, self._press, self.count = zone, press, 0

    @property
    def page(self) -> IntakePage:
        page = self.zone.window.room(Place.INTAKE)
        assert isinstance(page, IntakePage)
        return page

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._press(key, modifiers)
        self.count += 1
        self.settle()

    def settle(self) -> None:
        self.zone.qtbot.waitUntil(lambda: not self.page._settle.isActive() and self.zone.backstage.idle)
        self.zone.settle()

    def types(self, text: str) -> None:
        for letter in text:
            self.press(KEY(ord(letter.upper())))


@pytest.fixture
def hand(zone: Zone, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path))
    return Hand(zone, press)


def cases(zone: Zone) -> list[Case]:
    with zone.desk.store.look() as look:
        found = [fold(look.entries(stream)) for stream in look.streams("case/")]
    return [case for case in found if case is not None]


def test_known_enterprise_is_received_in_twenty_presses(zone: Zone, hand: Hand) -> None:
    before = len(cases(zone))
    hand.press(KEY.Key_F2)
    hand.types("dlk")
    hand.press(KEY.Key_Return)
    assert "东龙" in hand.page._now.enterprise["name"], "its own record fills the rest"
    assert hand.page._now.handler.id_number
    assert hand.page._seen is not None
    while not hand.page.questions.hasFocus():
        hand.press(KEY.Key_F6)
        assert hand.count < 20
    hand.press(KEY.Key_Y)
    assert len(hand.page._seen.taken) >= 5, hand.page._seen.sentence
    hand.press(KEY.Key_Q, ALT)
    if hand.page._seen.consent_needed:
        hand.press(KEY.Key_Y, ALT)
    hand.press(KEY.Key_F9)
    assert len(cases(zone)) == before + 1, hand.zone.window.notice.text
    assert hand.count <= 20
    assert zone.window.place is Place.CASE
    assert "已收件" in zone.window.notice.text


def test_every_error_is_shown_at_once_in_its_place_and_nothing_is_received(zone: Zone, hand: Hand) -> None:
    before = len(cases(zone))
    hand.press(KEY.Key_F2)
    hand.press(KEY.Key_F9)
    wrong = [field.name for field in hand.page.form.fields if field.fault]
    assert {"enterprise.name", "enterprise.credit_code", "project.name", "handler.name", "handler.phone"} <= set(wrong)
    assert hand.page.form.enterprise.line.hasFocus(), "the first one has the focus"
    assert "没有填好" in zone.window.notice.text
    assert len(cases(zone)) == before


def test_materials_nobody_looked_at_are_not_claimed(zone: Zone, hand: Hand) -> None:
    before = len(cases(zone))
    hand.press(KEY.Key_F2)
    hand.types("xhd")
    hand.press(KEY.Key_Return)
    hand.press(KEY.Key_F9)
    assert len(cases(zone)) == before
    assert hand.page._now.enterprise["name"], "nothing typed is lost"


def test_second_press_of_f9_makes_no_second_case(zone: Zone, hand: Hand, press: Press) -> None:
    before = len(cases(zone))
    hand.press(KEY.Key_F2)
    hand.types("xhd")
    hand.press(KEY.Key_Return)
    hand.press(KEY.Key_Q, ALT)
    press(KEY.Key_F9)
    press(KEY.Key_F9)
    hand.settle()
    assert len(cases(zone)) == before + 1


def test_parked_visits_are_not_mixed_up(hand: Hand) -> None:
    hand.press(KEY.Key_F2)
    hand.types("xhd")
    hand.press(KEY.Key_Return)
    first = hand.page._now
    hand.press(KEY.Key_F2)
    assert hand.page._now.blank
    hand.types("dl")
    hand.press(KEY.Key_Return)
    assert "东龙" in hand.page._now.enterprise["name"]
    hand.press(KEY.Key_PageDown, CTRL)
    assert hand.page._now == first
    assert hand.page.form.enterprise.text == first.enterprise["name"]


def test_draft_is_kept_and_comes_back_in_another_window(zone: Zone, hand: Hand) -> None:
    hand.press(KEY.Key_F2)
    hand.types("xhd")
    hand.press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: not hand.page._keep.isActive())
    zone.settle()
    assert list(drafts_folder().glob("*.json"))
    again = IntakePage(zone.window)
    zone.qtbot.addWidget(again)
    again.enter()
    zone.qtbot.waitUntil(lambda: not again._now.blank)
    assert again._now == hand.page._now
    assert "恢复了 1 件" in zone.window.notice.text
