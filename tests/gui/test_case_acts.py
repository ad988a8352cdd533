"""What a clerk does to a case by keys: counted presses, the sheet before the act, what is forbidden, what is offered while typing."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from bingliang.desk.casework.clocks import Step, stop
from bingliang.desk.casework.decisions import Reply, grant
from bingliang.gui.keys import Place
from bingliang.gui.widgets.drop import Drop
from bingliang.ledger.case import ItemState
from bingliang.ledger.folding import fold
from tests.gui.case_hand import CTRL, KEY, Hand, item, lines, opened
from tests.gui.conftest import Press, Zone

MOST = 8


@pytest.fixture
def hand(zone: Zone, press: Press) -> Hand:
    return Hand(zone, press)


def energy(zone: Zone) -> str:
    """XHD-1, the environmental report whose list has an expert review."""
    with zone.desk.store.look() as look:
        cases = [case for stream in zone.streams if (case := fold(look.entries(stream))) is not None]
    found = next(case for case in cases if case.items[1].code == "S2-04")
    zone.window.open_case(found.stream)
    zone.settle()
    return found.stream


# ── counted presses ───────────────────────────────────────────────────────────────────────────────────────────────


def test_whom_to_call_together_is_chosen_from_the_bodies_of_the_zone(zone: Zone, hand: Hand) -> None:
    """Typed by hand, a slip of the fingers stood on the notice as a department."""
    opened(zone, "泛能站")
    hand.act("zj")
    hand.press(KEY.Key_I, held=CTRL)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    hand.write("管理局")
    hand.press(KEY.Key_Down, KEY.Key_Return)
    with zone.desk.store.look() as look:
        assert box.text() in {one.name for one in look.loaded("catalogue").bodies.values()}


def test_decision_takes_three_keys(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, "泛能站")
    hand.chord(KEY.Key_D)
    assert [choice.word for choice in hand.menu.list.choices][:2] == ["准予", "不予许可"]
    hand.press(KEY.Key_Return)
    assert "送达期限为 2027-01-04〔暂定〕" in hand.sheet.consequence.said
    hand.confirm()
    assert item(zone, stream).state is ItemState.DECIDED
    assert hand.count == 3 <= MOST
    assert zone.window.notice.text.startswith("“准予”已办理：取水许可")
    assert "《准予行政许可决定书》" in zone.window.notice.text


def test_f8_never_prints_the_paper_of_another_enterprise(zone: Zone, hand: Hand) -> None:
    zone.window.printing.use(zone.stream("新能源汽车零部件"), 3)
    stream = opened(zone, "磁力装备")
    hand.press(KEY.Key_F8)
    zone.settle()
    assert zone.window.place is Place.PAPERS
    assert zone.window.notice.text == "这一件的文书列在左边：选好一份，再按 F8 打印。"
    assert zone.window.printing.last is not None
    assert zone.window.printing.last[0] == stream


def test_delivery_takes_two_keys_when_the_one_who_handed_in_signs(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, "磁力装备")
    hand.chord(KEY.Key_L)
    assert hand.sheet.fields.values()["receiver"] == "经办人丁（示范）"
    hand.confirm()
    assert item(zone, stream).state is ItemState.DONE
    assert item(zone, stream).delivered_by == "窗口领取"
    assert zone.window.notice.text.endswith("按 F8 打印《送达回证》，别的在文书（Alt+W）。")
    assert zone.window.printing.last is not None
    assert zone.window.printing.last[0] == stream
    log = zone.window.case_page._tabs.tables[0]
    assert log.rowAt(0) == 0, "what has just been recorded is in sight"
    assert log.rows_model.rows[0].act == "送达"
    assert hand.count == 2 <= MOST


def test_special_step_takes_five_keys_with_the_days_typed(zone: Zone, hand: Hand) -> None:
    stream = energy(zone)
    hand.chord(KEY.Key_P)
    hand.press(KEY.Key_1, KEY.Key_0)
    assert "此前已用或者已告知14个工作日" in hand.sheet.consequence.said, (
        "the reviews of one item keep the cap together"
    )
    hand.press(KEY.Key_Backspace, KEY.Key_Backspace, KEY.Key_6)
    assert "停表 6 个工作日，至 2026-12-28 止" in hand.sheet.consequence.said
    assert "承诺办结日由 2026-12-22 改为 2026-12-30（后移 6 个工作日）" in hand.sheet.consequence.said
    hand.confirm()
    step = item(zone, stream).steps[-1]
    assert (step.name, step.told_days, f"{step.told_until}") == ("专家评审", 6, "2026-12-28")
    assert hand.count == 7 <= MOST
    assert hand.nothing_open()


# ── the sheet ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_only_what_stands_on_the_right_can_be_confirmed(zone: Zone, hand: Hand, press: Press) -> None:
    """Typed and confirmed in one breath: the new dates have not been seen, so nothing is done yet."""
    stream = energy(zone)
    before = lines(zone, stream)
    hand.chord(KEY.Key_P)
    press(KEY.Key_5)
    press(KEY.Key_Return, CTRL)
    zone.settle()
    assert lines(zone, stream) == before
    assert "停表 5 个工作日" in hand.sheet.consequence.said
    hand.confirm()
    assert item(zone, stream).steps[-1].told_days == 5


def test_enter_never_does_what_cannot_be_taken_back(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, "泛能站")
    before = lines(zone, stream)
    hand.press(KEY.Key_B, held=CTRL)
    hand.press(KEY.Key_C, KEY.Key_H, KEY.Key_S, KEY.Key_Return)  # 撤回申请
    sheet = hand.sheet
    assert sheet.form is not None
    assert (sheet.form.name, sheet.cancel_button.isDefault(), sheet.act_button.isDefault()) == ("withdraw", True, False)
    hand.press(KEY.Key_X)
    for _ in range(6):
        if not sheet.isVisible():
            break
        hand.press(KEY.Key_Return)
    assert not sheet.isVisible(), "behind the last field Enter answers 取消"
    assert lines(zone, stream) == before
    assert item(zone, stream).state is ItemState.HANDLING


def test_enter_walks_the_fields_of_a_safe_sheet_to_the_act(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, "磁力装备")
    hand.chord(KEY.Key_L)
    for _ in range(4):  # receiver, means, relation, day
        assert item(zone, stream).state is ItemState.DECIDED
        hand.press(KEY.Key_Return)
    assert QApplication.focusWidget() is hand.sheet.act_button
    hand.press(KEY.Key_Return)
    assert item(zone, stream).state is ItemState.DONE
    assert hand.count <= MOST


def test_tab_stays_inside_the_sheet(zone: Zone, hand: Hand) -> None:
    energy(zone)
    hand.chord(KEY.Key_P)
    sheet = hand.sheet
    for _ in range(12):
        hand.press(KEY.Key_Tab)
        focus = QApplication.focusWidget()
        assert focus is not None
        assert sheet.isAncestorOf(focus)


def test_the_box_stands_free_where_no_act_fits(zone: Zone, hand: Hand) -> None:
    opened(zone, "泛能站")
    hand.press(KEY.Key_B, held=CTRL)
    hand.press(KEY.Key_Q, KEY.Key_Q, KEY.Key_Q)
    menu = hand.menu
    assert not menu.list.choices
    assert menu.box.geometry().bottom() < menu.list.geometry().top(), (
        "both lie on the card; the list is not over the box"
    )


def test_what_is_missing_is_said_in_place_and_nothing_is_done(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, "泛能站")
    before = lines(zone, stream)
    hand.chord(KEY.Key_D)
    hand.press(KEY.Key_2)  # 不予许可
    assert "不予行政许可决定书" in hand.sheet.consequence.said
    hand.confirm()
    lacking = [name for name, line in hand.sheet.fields._lines.items() if line.fault.text()]
    assert lacking == ["findings", "reasons", "article"]
    assert QApplication.focusWidget() is hand.sheet.fields._lines["findings"].editor.stop
    assert lines(zone, stream) == before


def test_an_earlier_day_asks_why_it_is_entered_now(zone: Zone, hand: Hand) -> None:
    opened(zone, "磁力装备")
    hand.chord(KEY.Key_L)
    line = hand.sheet.fields._lines["late_reason"]
    assert not line.isVisible()
    hand.sheet.fields.reach(hand.sheet.fields._lines["on"].editor.stop)
    hand.press(KEY.Key_1, KEY.Key_2, KEY.Key_1, KEY.Key_7)
    assert line.isVisible()
    assert "属于补录" in hand.sheet.consequence.said


def test_another_counter_in_between_brings_the_sheet_back_with_what_was_typed(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, "泛能站")
    hand.press(KEY.Key_B, held=CTRL)
    hand.press(KEY.Key_C, KEY.Key_H, KEY.Key_S, KEY.Key_Return, KEY.Key_X, KEY.Key_Y)
    sheet, typed = hand.sheet, hand.sheet.fields.values()
    grant(zone.desk, "another/1", stream, 1, Reply(zone.desk.today(), content="准予"))
    hand.confirm()
    assert hand.sheet is sheet, "the sheet stays"
    assert sheet.fields.values() == typed
    assert typed["reason"] == "xy"
    assert "3号窗口综合窗口甲已先办理了同一事务" in sheet.consequence.said
    assert "综合窗口甲：准予" in sheet.consequence.said
    assert "决定已经作出，申请人不能再撤件" in sheet.consequence.said
    assert not sheet.act_button.isEnabled()
    assert item(zone, stream).ending is None


def test_a_colleagues_step_changes_the_dates_and_they_are_shown_before_the_second_press(zone: Zone, hand: Hand) -> None:
    stream = energy(zone)
    hand.chord(KEY.Key_P)
    hand.press(KEY.Key_3)
    today = zone.desk.today()
    stop(zone.desk, "another/1", stream, 1, Step("专家评审", today, today, 3))
    hand.confirm()
    assert len(item(zone, stream).steps) == 2, "his and the one of November"
    assert "已先办理了同一事务" in hand.sheet.consequence.said
    hand.confirm()
    assert len(item(zone, stream).steps) == 3


# ── what the law forbids ──────────────────────────────────────────────────────────────────────────────────────────


def test_what_the_law_forbids_is_said_with_its_article(zone: Zone, hand: Hand) -> None:
    opened(zone, "泛能站")
    hand.chord(KEY.Key_B)  # 一次性告知, after acceptance
    assert hand.nothing_open()
    assert "受理后不得再要求补正" in zone.window.notice.text
    assert "《行政许可法》第三十二条、第七十二条" in zone.window.notice.text


def test_a_greyed_act_stays_in_the_menu_and_says_why(zone: Zone, hand: Hand) -> None:
    energy(zone)
    hand.press(KEY.Key_B, held=CTRL)
    hand.press(KEY.Key_G, KEY.Key_S)  # 公示
    (choice,) = hand.menu.list.choices
    assert choice.word == "公示"
    assert "不停止计时。（《行政许可法》第四十五条）" in choice.why_not
    hand.press(KEY.Key_Return)
    assert "不停止计时" in hand.menu._said.text()
    hand.press(KEY.Key_Escape)
    assert hand.nothing_open()
    assert zone.window.place is Place.CASE, "Esc closes the menu, not the case"


def test_the_menu_names_what_comes_next_and_opens_it_by_its_figure(zone: Zone, hand: Hand) -> None:
    opened(zone, "磁力装备")
    hand.press(KEY.Key_Return)  # on the lane
    first = hand.menu.list.choices[0]
    assert (first.heading, first.word, first.cap, first.tail) == ("下一步", "送达", "1", "Ctrl+Shift+L")
    hand.press(KEY.Key_1)
    assert hand.sheet.form is not None
    assert hand.sheet.form.name == "deliver"


def test_the_acts_work_beside_the_list_too(zone: Zone, hand: Hand) -> None:
    hand.press(KEY.Key_B, held=CTRL)
    assert hand.menu.width() >= 1000, "the sheet covers the room, not the narrow pane"
    assert hand.menu.list.choices[0].word == "超时公开说明"
    hand.press(KEY.Key_Escape)
    assert zone.window.place is Place.WORKLIST


# ── what is offered while typing ──────────────────────────────────────────────────────────────────────────────────


def test_materials_of_the_item_hang_below_the_line_and_esc_closes_the_list_before_the_sheet(
    zone: Zone, hand: Hand, press: Press
) -> None:
    stream = energy(zone)
    hand.press(KEY.Key_B, held=CTRL)
    hand.menu.box.setText("")
    for letter in "zqyj":  # 征求意见
        QTest.keyClicks(application_focus(), letter)
    zone.settle()
    hand.press(KEY.Key_Return)
    line = application_focus()
    assert isinstance(line, QLineEdit)
    press(KEY.Key_Down)
    offered = next(one for one in zone.window.findChildren(Drop) if one.isVisible())
    names = [choice.word for choice in offered.list.choices]
    assert "公安交管部门（示范）" in names
    assert all(names), "a body without a name cannot be asked"
    press(KEY.Key_Escape)
    assert not offered.isVisible()
    assert hand.sheet.isVisible()
    written = QInputMethodEvent()
    written.setCommitString("交管")  # as an input method hands it over
    QApplication.sendEvent(line, written)
    zone.settle()
    assert [choice.word for choice in offered.list.choices] == ["公安交管部门（示范）"]
    press(KEY.Key_Return)
    assert line.text() == "公安交管部门（示范）"
    press(KEY.Key_Escape)
    zone.settle()
    assert hand.nothing_open()
    assert item(zone, stream).opinions == ()


def test_what_went_through_goes_with_the_next_key_and_a_refusal_stays(zone: Zone, hand: Hand) -> None:
    opened(zone, "泛能站")
    zone.window.tell("“送达”已办理。")
    hand.press(KEY.Key_B, held=CTRL)
    assert zone.window.notice.text == ""
    hand.press(KEY.Key_Escape)
    zone.window.say("本项已受理，不能重复受理。")
    hand.press(KEY.Key_B, held=CTRL)
    assert zone.window.notice.text == "本项已受理，不能重复受理。"


def application_focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def test_the_strip_names_the_keys_of_the_card_while_it_lies_over_the_page(zone: Zone, hand: Hand) -> None:
    opened(zone, "泛能站")
    strip = zone.window.strip
    page = strip.accessibleName()
    assert "Ctrl+B 办理" in page
    hand.press(KEY.Key_B, held=CTRL)
    assert "Esc 关闭" in strip.accessibleName()
    assert "Ctrl+B" not in strip.accessibleName()
    hand.press(KEY.Key_Escape)
    assert strip.accessibleName() == page
    hand.chord(KEY.Key_D)
    hand.press(KEY.Key_Return)
    assert "Ctrl+Enter 准予" in strip.accessibleName()
    assert "Esc 取消" in strip.accessibleName()
    hand.press(KEY.Key_Escape)
    assert strip.accessibleName() == page


def test_a_sheet_just_opened_asks_for_what_is_missing_and_does_not_scold(zone: Zone, hand: Hand) -> None:
    energy(zone)
    hand.chord(KEY.Key_P)
    assert hand.sheet.consequence.said == "请填写“所需时间”。"
    assert "这样办不了" not in hand.sheet._status.text()
    hand.press(KEY.Key_0)
    assert "这样办不了" in hand.sheet._status.text()


def test_a_choice_among_many_is_a_line_that_takes_only_what_the_list_has(zone: Zone, hand: Hand) -> None:
    opened(zone, "泛能站")
    hand.act("slgz")
    assert hand.sheet.fields.values()["code"] == ""
    hand.write("竣工")
    assert hand.sheet.fields.values()["code"] == ""
    offered = next(one for one in zone.window.findChildren(Drop) if one.isVisible())
    wanted = offered.list.choices[0].word
    hand.press(KEY.Key_Return)
    assert hand.sheet.fields.values()["code"] == wanted.split()[0]
