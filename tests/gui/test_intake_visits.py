"""新收件: several visits side by side, known names, what is scanned, hostile names, hand slips entered afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bingliang.desk.intake import entering
from bingliang.desk.papers.hand_slips import reserve
from bingliang.gui.keys import Place
from bingliang.gui.pages.intake.steps import Step
from bingliang.gui.widgets.label import Paragraph
from bingliang.ledger.register import Enterprise
from bingliang.store.endings import Outcome
from bingliang.store.work import Work
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.hand import ALT, CTRL, KEY, Hand, at_intake, cases, panel, ready, write

HOSTILE = {
    "长": "岳阳" + "超长名称之" * 19 + "有限公司",
    "反向": "岳阳\u202e司公限有\u202c（虚构）",
    "图形": "岳阳🏗️建设👨\u200d👩\u200d👧有限公司",
    "换行": "岳阳示例\n建设\r\n有限公司",
    "像语句": "'; DROP TABLE enterprise; --（虚构）",
    "像网页": "<b>岳阳</b>&amp;<script>alert(1)</script>公司",
    "助记符": "岳阳 A&B && C 公司",
}


@pytest.fixture
def hand(zone: Zone, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    return at_intake(zone, press, tmp_path, monkeypatch)


@pytest.fixture
def known(hand: Hand) -> Hand:
    """A known enterprise brought out, the stage proposed."""
    hand.types("dlk")
    hand.press(KEY.Key_Return)
    return hand


# ── several visits, known names ──


def test_parked_visits_stand_side_by_side(known: Hand) -> None:
    assert not known.page.queue.isVisible()
    known.press(KEY.Key_F2)
    assert [button.text() for button in known.page.queue.buttons][1:] == ["2 号　未填企业"]
    assert known.page.queue.buttons[1].isChecked()
    known.press(KEY.Key_PageDown, CTRL)
    assert known.page.queue.buttons[0].isChecked()
    assert "东龙" in known.page.now.enterprise["name"]


def test_a_line_half_entered_does_not_go_over_to_another_visit(known: Hand) -> None:
    known.press(KEY.Key_3, ALT)
    known.press(KEY.Key_Insert)
    known.types("pm")
    known.press(KEY.Key_F2)
    known.press(KEY.Key_3, ALT)
    assert not known.page.parts.item_entry.isVisible()
    assert known.page.now.blank


def test_f9_does_not_pass_over_a_line_half_entered(hand: Hand) -> None:
    ready(hand)
    before = len(cases(hand.zone))
    hand.press(KEY.Key_4, ALT)
    hand.press(KEY.Key_Insert)
    hand.press(KEY.Key_1, ALT)
    hand.press(KEY.Key_F9)
    assert len(cases(hand.zone)) == before
    assert "前置文书" in hand.zone.window.notice.text
    assert hand.page.step is Step.DOCUMENTS
    hand.press(KEY.Key_Escape)
    hand.press(KEY.Key_F9)
    assert len(cases(hand.zone)) == before + 1, hand.zone.window.notice.text


def test_a_receipt_that_comes_while_another_visit_is_typed_leaves_that_one_on_screen(hand: Hand) -> None:
    before = len(cases(hand.zone))
    hand.types("xhd")
    hand.press(KEY.Key_Return)
    hand.press(KEY.Key_F2)
    ready(hand)
    hand.press(KEY.Key_F2)
    hand.enters("岳阳第三家试验有限公司（虚构）")
    hand.press(KEY.Key_PageDown, CTRL)
    hand.press(KEY.Key_PageDown, CTRL)
    assert "东龙" in hand.page.now.enterprise["name"]
    here = hand.page.visits.here
    done = entering.receive(hand.zone.desk, here.key, here.visit)  # the worker has done it
    hand.press(KEY.Key_PageDown, CTRL)
    hand.page.received(here, done)  # and the answer comes only now
    hand.settle()
    assert len(cases(hand.zone)) == before + 1
    assert hand.zone.window.place is Place.INTAKE
    assert hand.page.now.enterprise["name"] == "岳阳第三家试验有限公司（虚构）"
    assert [one.queue for one in hand.page.visits.parked] == [1, 3]
    assert "已收件" in hand.zone.window.notice.text


def test_a_renamed_enterprise_is_found_by_its_old_name_and_shown_as_such(hand: Hand) -> None:
    with hand.zone.desk.store.look() as look:
        firm = next(one for one in look.find_enterprises("东龙", 5) if "科技" in one.name)
    old, new = firm.name, "岳阳更名以后科技有限公司（示范）"
    hand.zone.desk.store.act(
        "rename", hand.zone.desk.who, "receive", _renaming(replace(firm, name=new, former_name=old))
    )  # fmt: skip
    hand.enters(old)
    (choice,) = (one for one in hand.page.form.enterprise.choices if one.word == new)
    assert f"曾用名：{old}" in choice.note
    hand.press(KEY.Key_Return)
    assert hand.page.now.enterprise["name"] == new
    notes = "\n".join(one.text() for one in hand.page.form.enterprise.findChildren(Paragraph))
    assert f"曾用名：{old}" in notes


def _renaming(firm: Enterprise) -> Callable[[Work], Outcome]:
    def decide(work: Work) -> Outcome:
        work.save_enterprise(firm)
        return Outcome((), {})

    return decide


def test_the_works_of_a_project_are_a_choice(known: Hand) -> None:
    form = known.page.form
    assert form.project.choices
    assert [one.word for one in form.works.choices] == [
        works.name for works in known.page.visits.here.known.projects[0].works if works.name  # type: ignore[union-attr]  # it is there, or the test fails
    ]  # fmt: skip
    form.works.setFocus()
    known.press(KEY.Key_F4)
    known.press(KEY.Key_Return)
    assert known.page.now.works == form.works.choices[0].word


# ── scanned ──


def test_a_credit_code_that_is_scanned_finds_its_enterprise_wherever_the_focus_is(hand: Hand) -> None:
    hand.press(KEY.Key_2, ALT)
    hand.page.form.address.setFocus()
    write("914306000000001150\r")
    hand.settle()
    assert "东龙" in hand.page.now.enterprise["name"]
    assert hand.page.now.enterprise.get("address", "") != "914306000000001150"


def test_a_card_that_is_scanned_goes_into_its_field(known: Hand) -> None:
    known.page.form.id_number.setFocus()
    write("11010519491231002X\r")
    known.settle()
    assert known.page.now.handler.id_number == "11010519491231002X"
    assert known.page.form.authorised.hasFocus(), "and on to the next"


def test_a_passport_is_a_card_as_well(hand: Hand) -> None:
    hand.page.form.id_number.setFocus()
    hand.enters("E1234567")
    hand.press(KEY.Key_F9)
    assert "18位" in hand.page.form.id_number.fault
    hand.page.form.id_number.setFocus()
    hand.press(KEY.Key_F4)
    while (row := hand.page.form.id_number._drop.list.current()) and row.word != "护照":  # type: ignore[union-attr]  # it is there, or the test fails
        hand.press(KEY.Key_Down)
    hand.press(KEY.Key_Return)
    assert hand.page.form.id_number.line.accessibleName() == "护照号码"
    assert (hand.page.now.handler.id_type, hand.page.now.handler.id_number) == ("护照", "E1234567")
    assert not hand.page.form.id_number.fault
    hand.press(KEY.Key_F2)
    assert hand.page.form.id_number.word == "身份证号码", "another visit, another card"


def test_a_rest_day_is_received_as_such_and_a_letter_as_a_letter(hand: Hand) -> None:
    hand.zone.clock.now += timedelta(days=1)  # a Saturday
    ready(hand)
    assert hand.page.form.channel.text == "延时"
    hand.page.form.channel.setFocus()
    hand.press(KEY.Key_F4)
    hand.press(KEY.Key_Down)
    hand.press(KEY.Key_Return)
    assert hand.page.form.channel.text == "邮寄"
    hand.press(KEY.Key_F9)  # the page was opened on the Friday: the other day is asked about
    hand.press(KEY.Key_F9)
    made = max(cases(hand.zone), key=lambda case: case.code)
    assert (made.received_on.isoformat(), made.channel) == ("2026-12-19", "邮寄"), hand.zone.window.notice.text


# ── hostile names ──


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_a_name_whatever_it_is_stays_one_line_of_text(hand: Hand, name: str) -> None:
    QApplication.clipboard().setText(name)
    hand.press(KEY.Key_V, CTRL)
    kept = hand.page.now.enterprise["name"]
    assert "\n" not in kept
    assert "\u202e" not in kept
    assert len(kept) <= 200
    hand.press(KEY.Key_F2)
    assert len(hand.page.queue.buttons) == 2
    wrong = [*looks.cut(hand.zone.window), *looks.outside(hand.zone.window.page)]
    assert wrong == []
    hand.press(KEY.Key_PageDown, CTRL)
    assert hand.page.now.enterprise["name"] == kept
    hand.page.form.code.setFocus()
    line = hand.page.form.enterprise.line
    assert line.cursorPosition() == 0, "a long name shows its beginning"
    assert len(kept) <= 12 or line.toolTip() == line.text()
    hand.press(KEY.Key_F9)
    assert "没有填好" in hand.zone.window.notice.text
    assert looks.cut(hand.zone.window) == []


# ── a hand slip entered afterwards ──


def test_a_hand_slip_is_entered_with_its_own_time_by_keys(hand: Hand) -> None:
    reserve(hand.zone.desk, "领号", 1, "停电备用")
    ready(hand)
    form = hand.page.form
    assert not any(field.isVisible() for field in form.slip)
    form.by_hand.setFocus()
    hand.press(KEY.Key_Space)
    assert form.slip[0].line.hasFocus()
    hand.press(KEY.Key_F9)
    assert all(field.fault for field in form.slip), "each of the four is asked for in its place"
    form.slip[0].setFocus()
    hand.enter("99:99")
    assert "不是收件时间" in form.slip[0].fault
    form.slip[0].setFocus()
    hand.enter("12-19 9:30")
    assert "晚于" in form.slip[0].fault
    form.slip[0].setFocus()
    hand.enter("12-16 15:40")
    assert form.slip[1].line.hasFocus()
    hand.enter("SG-2026-0009")
    assert "没有领过号" in form.slip[1].fault
    form.slip[1].setFocus()
    hand.enter("SG-2026-0001")
    hand.enter("停电")
    hand.enter("综合窗口负责人")
    assert form.choice.line.hasFocus()
    hand.press(KEY.Key_F9)
    assert "2026-12-25 → 2026-12-23" in panel(hand), "other dates than those shown are shown first"
    hand.press(KEY.Key_F9)
    made = max(cases(hand.zone), key=lambda case: case.seq if case.hand_slip else 0)
    assert (made.received_at[:16], made.hand_slip, made.late_reason) == (
        "2026-12-16T15:40", "SG-2026-0001", "停电",
    ), hand.zone.window.notice.text  # fmt: skip


def test_a_slip_that_is_not_one_after_all_leaves_no_trace(hand: Hand) -> None:
    ready(hand)
    form = hand.page.form
    form.by_hand.setFocus()
    hand.press(KEY.Key_Space)
    form.by_hand.setFocus()
    hand.press(KEY.Key_Space)
    assert not any(field.isVisible() for field in form.slip)
    hand.press(KEY.Key_F9)
    assert not any(case.hand_slip for case in cases(hand.zone))
