"""新收件 by keys: a known enterprise in twenty presses, every error at once, parked visits, drafts that outlive the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.desk.intake.drafts import drafts_folder
from bingliang.gui.keys import Place
from bingliang.gui.pages.intake.page import IntakePage
from tests.gui.conftest import Press, Zone
from tests.gui.hand import ALT, CTRL, KEY, Hand, cases


@pytest.fixture
def hand(zone: Zone, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path))
    return Hand(zone, press)


def test_known_enterprise_is_received_in_twenty_presses(zone: Zone, hand: Hand) -> None:
    """From the empty worklist, the enterprise by three initials, each chord one. Measured: 9 presses, no field typed."""
    before = len(cases(zone))
    hand.press(KEY.Key_F2)
    hand.types("dlk")
    hand.press(KEY.Key_Return)
    assert "东龙" in hand.page.now.enterprise["name"], "its own record fills the rest"
    assert hand.page.now.handler.id_number
    assert hand.page.seen is not None
    while not hand.page.questions.hasFocus():
        hand.press(KEY.Key_F6)
        assert hand.count < 20
    hand.press(KEY.Key_Y)
    assert len(hand.page.seen.taken) >= 5, hand.page.seen.sentence
    hand.press(KEY.Key_Q, ALT)
    if hand.page.seen.consent_needed:
        hand.press(KEY.Key_Y, ALT)
    hand.press(KEY.Key_F9)
    assert len(cases(zone)) == before + 1, hand.zone.window.notice.text
    assert hand.count <= 20
    assert zone.window.place is Place.CASE
    assert "已收件" in zone.window.notice.text


def test_new_enterprise_is_received_in_forty_five_presses(zone: Zone, hand: Hand) -> None:
    """A new enterprise, its project and its bearer, from the empty worklist to the receipt.

    Counted: every key and every chord one, every Enter and every choice in a list one; the text of a field (typed through
    the input method, or scanned like the credit code and the card) one entry each. `raw` counts each sign of those texts
    as well: the letters and figures a clerk without scanner and card reader strikes for them come on top of the presses.
    Measured: 35 presses, of them 10 texts; raw 149.
    """
    before = len(cases(zone))
    hand.press(KEY.Key_F2)
    hand.enter("岳阳新来试验有限公司（虚构）")
    hand.enter("91430600000007771E")
    hand.enter("法定代表人丙（虚构）")
    hand.enter("岳阳经济技术开发区示范路11号（虚构）")
    hand.enter("新来的试验车间")
    hand.press(KEY.Key_F4)
    for _ in range(3):
        hand.press(KEY.Key_Down)
    hand.press(KEY.Key_Return)
    hand.enter()  # no project code yet
    hand.enter("一号车间")
    hand.enter("岳阳经开区示范路11号（虚构）")
    hand.enter("经办人丙（虚构）")
    hand.enter("13900000017")
    hand.enter("11010519491231002X")
    hand.press(KEY.Key_Space)
    hand.enter()
    hand.press(KEY.Key_F4)
    hand.press(KEY.Key_Down)
    hand.press(KEY.Key_Return)
    assert hand.page.seen is not None
    assert len(hand.page.seen.taken) >= 2, hand.page.seen.sentence
    hand.press(KEY.Key_Q, ALT)
    if hand.page.seen.consent_needed:
        hand.press(KEY.Key_Y, ALT)
    hand.press(KEY.Key_F9)
    assert len(cases(zone)) == before + 1, hand.zone.window.notice.text
    assert hand.count <= 45, (hand.count, hand.raw)
    made = max(cases(zone), key=lambda case: case.code)
    assert made.enterprise["name"] == "岳阳新来试验有限公司（虚构）"
    assert made.works["name"] == "一号车间"


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
    assert hand.page.now.enterprise["name"], "nothing typed is lost"


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
    first = hand.page.now
    hand.press(KEY.Key_F2)
    assert hand.page.now.blank
    hand.types("dl")
    hand.press(KEY.Key_Return)
    assert "东龙" in hand.page.now.enterprise["name"]
    hand.press(KEY.Key_PageDown, CTRL)
    assert hand.page.now == first
    assert hand.page.form.enterprise.text == first.enterprise["name"]


def test_draft_is_kept_and_comes_back_in_another_window(zone: Zone, hand: Hand) -> None:
    hand.press(KEY.Key_F2)
    hand.types("xhd")
    hand.press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: not hand.page.visits._keep.isActive())
    zone.settle()
    assert list(drafts_folder().glob("*.json"))
    again = IntakePage(zone.window)
    zone.qtbot.addWidget(again)
    again.enter()
    zone.qtbot.waitUntil(lambda: not again.now.blank)
    assert again.now == hand.page.now
    assert "恢复了 1 件" in zone.window.notice.text
    zone.window.go(Place.WORKLIST)
    zone.window.worklist.refresh()
    zone.settle()
    zone.settle()
    button = zone.window.worklist.waiting.buttons[Place.INTAKE]
    assert button.isVisible(), "after a power cut the list itself says that something was being received"
    assert "没有收完的来件 1" in button.text()
