"""What a clerk does to a case by keys: counted presses, the sheet before the act, what is forbidden, the account of each day."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from bingliang.desk.decisions import Reply, grant
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.account import AccountView
from bingliang.gui.widgets.act_menu import ActMenu
from bingliang.ledger.case import ItemState
from bingliang.ledger.folding import fold
from tests.gui.conftest import Press, Zone

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


class Hand:
    """Counts the presses of a clerk at an open case."""

    def __init__(self, zone: Zone, press: Press) -> None:
        self.zone, self._press, self.count = zone, press, 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._press(key, modifiers)
        self.count += 1
        self.zone.settle()
        self.zone.qtbot.waitUntil(self._rehearsed)

    def _rehearsed(self) -> bool:
        """What was typed has been rehearsed: nothing is asked and no change waits to be asked about."""
        sheet = self.sheet
        return self.zone.backstage.idle and (sheet is None or not sheet._timer.isActive())

    @property
    def sheet(self) -> Sheet | None:
        found = self.zone.window.findChildren(Sheet)
        return next((one for one in found if one.isVisible()), None)

    @property
    def menu(self) -> ActMenu | None:
        return next((one for one in self.zone.window.findChildren(ActMenu) if one.isVisible()), None)


@pytest.fixture
def hand(zone: Zone, press: Press) -> Hand:
    return Hand(zone, press)


def opened(zone: Zone, project: str) -> str:
    stream = zone.stream(project)
    zone.window.open_case(stream)
    zone.settle()
    return stream


def state(zone: Zone, stream: str, no: int = 1) -> ItemState:
    with zone.desk.store.look() as look:
        case = fold(look.entries(stream))
    assert case is not None
    return case.items[no].state


def test_decision_takes_eight_keys_at_most(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, "泛能站")
    assert state(zone, stream) is ItemState.HANDLING
    hand.press(KEY.Key_D, CTRL_SHIFT)
    for _ in range(6):
        if hand.menu is not None:
            hand.press(KEY.Key_Return)
        elif hand.sheet is not None:
            hand.press(KEY.Key_Return, CTRL)
        if hand.sheet is None and hand.menu is None:
            break
    assert state(zone, stream) is ItemState.DECIDED
    assert hand.count <= 8
    assert "准予" in zone.window.notice.text


def test_delivery_takes_eight_keys_at_most(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, "磁力装备")
    assert state(zone, stream) is ItemState.DECIDED
    hand.press(KEY.Key_L, CTRL_SHIFT)
    assert hand.sheet is not None
    hand.press(KEY.Key_Return, CTRL)
    if hand.sheet is not None:  # who signs is not known: it is typed
        for key in (KEY.Key_A, KEY.Key_B):
            hand.press(key)
        hand.press(KEY.Key_Return, CTRL)
    assert state(zone, stream) is ItemState.DONE
    assert hand.count <= 8


def test_special_step_takes_eight_keys_at_most(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, "生物制剂")
    hand.press(KEY.Key_P, CTRL_SHIFT)
    assert hand.sheet is not None, zone.window.notice.text
    assert "专家评审" in str(hand.sheet.fields.values())
    hand.press(KEY.Key_Return, CTRL)
    if hand.sheet is not None:
        for key in (KEY.Key_5, KEY.Key_Return):
            hand.press(key)
        hand.press(KEY.Key_Return, CTRL)
    assert hand.sheet is None, hand.sheet.consequence.accessibleName()
    with zone.desk.store.look() as look:
        case = fold(look.entries(stream))
    assert case is not None
    assert case.items[1].steps
    assert hand.count <= 8


def test_enter_never_does_what_cannot_be_taken_back(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, "泛能站")
    hand.press(KEY.Key_B, CTRL)
    assert hand.menu is not None
    for key in (KEY.Key_C, KEY.Key_H, KEY.Key_S, KEY.Key_Return):  # 撤回申请
        hand.press(key)
    assert hand.sheet is not None
    assert hand.sheet.form is not None
    assert hand.sheet.form.name == "withdraw"
    for _ in range(12):
        if hand.sheet is None:
            break
        hand.press(KEY.Key_Return)
    assert state(zone, stream) is ItemState.HANDLING


def test_what_the_law_forbids_is_said_with_its_article(zone: Zone, hand: Hand) -> None:
    opened(zone, "泛能站")
    hand.press(KEY.Key_B, CTRL_SHIFT)  # 一次性告知, after acceptance
    assert hand.sheet is None
    assert "受理后不得再要求补正" in zone.window.notice.text
    assert "第七十二条" in zone.window.notice.text


def test_another_counter_in_between_brings_the_sheet_back_with_what_was_typed(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, "泛能站")
    hand.press(KEY.Key_B, CTRL)
    for key in (KEY.Key_C, KEY.Key_H, KEY.Key_S, KEY.Key_Return):
        hand.press(key)
    sheet = hand.sheet
    assert sheet is not None
    QApplication.processEvents()
    for letter in (KEY.Key_X, KEY.Key_Y):
        hand.press(letter)
    typed = sheet.fields.values()
    grant(zone.desk, "another/1", stream, 1, Reply(zone.desk.today(), content="准予"))
    hand.press(KEY.Key_Return, CTRL)
    assert hand.sheet is sheet, "the sheet stays"
    assert sheet.fields.values() == typed
    assert state(zone, stream) is ItemState.DECIDED


def test_account_of_each_day_is_one_key_away(zone: Zone, hand: Hand) -> None:
    opened(zone, "新能源汽车零部件")
    for _ in range(7):
        hand.press(KEY.Key_Down)
    hand.press(KEY.Key_E)
    view = next(one for one in zone.window.findChildren(AccountView) if one.isVisible())
    assert "特殊建设工程消防设计审查" in view.accessibleName()
    assert "11-25" in view._sum.text()
    hand.press(KEY.Key_Right)
    assert "承诺期限" in view._sum.text()
    assert "2026-11-13" in view._sum.text(), "nine workdays were deducted"
    stopped = [line for line in view.table.rows_model.rows if line.reason.startswith("停表")]
    assert f"{stopped[0].on:%m-%d}" == "10-27"
    assert f"{stopped[-1].on:%m-%d}" == "11-06"
    hand.press(KEY.Key_C, CTRL)
    assert "第7日" in QApplication.clipboard().text()
    hand.press(KEY.Key_Escape)
    assert not view.isVisible()
