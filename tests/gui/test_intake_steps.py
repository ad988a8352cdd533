"""新收件 step by step, by keys alone: items, documents, materials of the clerk's own; what changed before F9; hostile names."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bingliang.desk.intake import entering
from bingliang.desk.intake.visit import Visit
from bingliang.desk.papers.hand_slips import reserve
from bingliang.gui.keys import Place
from bingliang.gui.pages.intake.steps import State, Step
from bingliang.gui.widgets.label import Paragraph
from bingliang.ledger.acts import Who
from bingliang.ledger.catalogue import Enterprise
from bingliang.store.endings import Outcome
from bingliang.store.work import Work
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.hand import ALT, CTRL, KEY, SHIFT, Hand, cases, write

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
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path))
    made = Hand(zone, press)
    made.press(KEY.Key_F2)
    return made


@pytest.fixture
def known(hand: Hand) -> Hand:
    """A known enterprise brought out, the stage proposed."""
    hand.types("dlk")
    hand.press(KEY.Key_Return)
    return hand


def told(hand: Hand, step: Step) -> str:
    return hand.page.steps.buttons[step].told.words


def panel(hand: Hand) -> str:
    """All that stands at the right."""
    return "\n".join(one.text() for one in hand.page.foresight.findChildren(Paragraph))


# ── steps ──


def test_steps_are_walked_by_enter_and_reached_by_their_numbers(known: Hand) -> None:
    page = known.page
    assert page.step is Step.WHO
    known.press(KEY.Key_Return)
    assert page.form.channel.line.hasFocus(), "the last field of the first step"
    seen = []
    for _ in range(4):
        known.press(KEY.Key_Return)
        seen.append(page.step)
    assert seen == [Step.SITUATION, Step.ITEMS, Step.DOCUMENTS, Step.MATERIALS]
    known.press(KEY.Key_Return)
    assert page.receive_button.hasFocus(), "after the last step the button"
    for at, step in enumerate(Step):
        known.press(KEY(int(KEY.Key_1) + at), ALT)
        assert page.step is step
        focus = QApplication.focusWidget()
        assert focus is not None
        assert page.parts.bodies[step].isAncestorOf(focus)


def test_shift_enter_walks_back_from_every_step(known: Hand) -> None:
    known.press(KEY.Key_5, ALT)
    seen = []
    for _ in range(4):
        known.press(KEY.Key_Return, SHIFT)
        seen.append(known.page.step)
    assert seen == [Step.DOCUMENTS, Step.ITEMS, Step.SITUATION, Step.WHO]


def test_leaving_the_page_writes_the_draft(known: Hand, tmp_path: Path) -> None:
    known.press(KEY.Key_2, ALT)
    known.press(KEY.Key_Y)
    known.press(KEY.Key_G, ALT)
    known.zone.settle()
    assert not known.page.visits.keeping
    (draft,) = (tmp_path / "drafts").glob("*.json")
    assert json.loads(draft.read_text("utf-8"))["visit"]["answers"] == dict(known.page.now.answers)


def test_f6_goes_round_through_all_steps(known: Hand) -> None:
    seen, beside = [], False
    for _ in range(7):  # five steps, what F9 will do, the navigation
        known.press(KEY.Key_F6)
        seen.append(known.page.step)
        beside = beside or known.page.foresight.hasFocus()
    assert set(seen) == set(Step), "none of them is left out"
    assert beside


def test_each_step_says_what_is_left_there(known: Hand) -> None:
    assert told(known, Step.WHO) == "已填好"
    assert known.page.seen is not None
    assert told(known, Step.MATERIALS) == f"未核 {known.page.seen.unlooked} 份"
    known.press(KEY.Key_Q, ALT)
    assert known.page.steps.buttons[Step.MATERIALS].told.state is State.DONE
    known.press(KEY.Key_5, ALT)
    known.press(KEY.Key_Space)
    assert told(known, Step.MATERIALS) == "缺 1 份"


# ── items ──


def test_an_item_is_added_by_its_initials_and_taken_off_again(known: Hand) -> None:
    before = [row.code for row in known.page.items.rows_model.rows]
    known.press(KEY.Key_3, ALT)
    known.press(KEY.Key_Insert)
    initials = next(one.initials for one in known.page.parts.item_entry._offered if one.initials.isalpha())
    known.types(initials[:3])
    choices = known.page.parts.item_entry.item.choices
    assert choices
    known.press(KEY.Key_Return)
    added = [row.code for row in known.page.items.rows_model.rows if row.code not in before]
    assert added == [choices[0].data]
    assert known.page.items.hasFocus()
    while (row := known.page.items.current()) is not None and row.code not in added:
        known.press(KEY.Key_Down)
    known.press(KEY.Key_Delete)
    assert [row.code for row in known.page.items.rows_model.rows] == before
    known.press(KEY.Key_Delete)
    row = known.page.items.current()
    assert row is not None
    assert not row.taken, "one of the stage stays there, not taken"
    known.press(KEY.Key_Space)
    assert len(known.page.seen.taken) == len(before)  # type: ignore[union-attr]


def test_esc_leaves_the_line_and_not_the_page(known: Hand) -> None:
    known.press(KEY.Key_3, ALT)
    known.press(KEY.Key_Insert)
    known.press(KEY.Key_Escape)
    known.press(KEY.Key_Escape)
    assert not known.page.parts.item_entry.isVisible()
    assert known.zone.window.place is Place.INTAKE
    assert known.page.items.hasFocus()


# ── documents ──


def planning(hand: Hand) -> Hand:
    """A new factory at the stage of the planning permit, whose land certificate is not in the ledger."""
    hand.page.fill(
        Visit(
            enterprise={"name": "岳阳新来试验有限公司（虚构）", "credit_code": "91430600000007771E"},
            project={"name": "新来的试验车间", "project_type": "SH-GY", "site": "示范路11号"},
            choice="2", answers={"Q-SCHEME": True}, hold_consent=True,
        )
    )  # fmt: skip
    hand.settle()
    return hand


def mode(hand: Hand, code: str) -> str:
    return next(row.mode for row in hand.page.items.rows_model.rows if row.code == code)


def test_a_document_entered_by_keys_turns_the_item_and_the_page_says_so(hand: Hand) -> None:
    planning(hand)
    assert mode(hand, "S2-02") == "预收"
    hand.press(KEY.Key_4, ALT)
    while (row := hand.page.documents.current()) is not None and row.item != "S1-10":
        hand.press(KEY.Key_Down)
    assert row is not None
    about = hand.page.parts.tables[Step.DOCUMENTS - 1]
    assert "只能预收" in about._about.text()
    hand.press(KEY.Key_Space)
    entry = hand.page.parts.document_entry
    assert entry.number.line.hasFocus(), "which document it is stands there already"
    hand.enter()
    hand.enter("12-25")
    hand.enter()
    assert entry.number.fault
    assert "晚于今天" in entry.on.fault, "all at once, each in its place"
    assert entry.number.line.hasFocus()
    hand.enter("湘（2026）岳阳市不动产权第0001号")
    QApplication.focusWidget().selectAll()  # type: ignore[union-attr]
    hand.enter("11-3")
    hand.enter()
    assert not entry.isVisible()
    assert mode(hand, "S2-02") == "正式收件"
    assert "有它" in about._about.text()
    assert "正式收件；没有它只能预收" in about._about.text()
    held = hand.page.now.documents["S1-10"]
    assert (held.number, held.on) == ("湘（2026）岳阳市不动产权第0001号", "2026-11-03")
    assert held.issuer
    hand.press(KEY.Key_Delete)
    assert mode(hand, "S2-02") == "预收"
    assert hand.page.now.documents == {}


def test_another_document_is_found_by_its_initials(known: Hand) -> None:
    known.press(KEY.Key_4, ALT)
    known.press(KEY.Key_Insert)
    known.types("xk")
    entry = known.page.parts.document_entry
    title = entry.title.choices[0].word
    known.press(KEY.Key_Return)
    assert entry.title.text == title
    known.enter("示范〔2026〕7号")
    known.enter("11-3")
    known.enter()
    assert [row.title for row in known.page.documents.rows_model.rows if row.typed] == [title]


def test_a_document_of_the_ledger_is_not_taken_back_here(known: Hand) -> None:
    known.press(KEY.Key_4, ALT)
    held = dict(known.page.now.held)
    assert held
    known.press(KEY.Key_Delete)
    assert known.page.now.held == held
    assert "台账" in known.zone.window.notice.text
    known.press(KEY.Key_Space)
    assert not known.page.parts.document_entry.isVisible()


# ── materials of the clerk's own ──


def test_an_item_without_a_list_is_received_with_the_clerks_own_materials(hand: Hand) -> None:
    before = len(cases(hand.zone))
    hand.types("xhd")
    hand.press(KEY.Key_Return)
    with hand.zone.desk.store.look() as look:
        items = look.loaded("catalogue").items
    bare = next(
        one.code for one in entering.item_choices(hand.zone.desk, hand.page.now) if not items[one.code].materials
    )
    hand.page.change(replace(hand.page.now, extra=(bare,)))
    hand.settle()
    assert "待自列" in told(hand, Step.MATERIALS)
    assert "没有材料清单" in panel(hand)
    hand.press(KEY.Key_Q, ALT)
    hand.press(KEY.Key_F9)
    assert len(cases(hand.zone)) == before, "it cannot be received empty"
    hand.press(KEY.Key_5, ALT)
    hand.press(KEY.Key_Insert)
    entry = hand.page.parts.material_entry
    assert entry.item.text == items[bare].name, "the item that lacks one is proposed"
    hand.enter()
    hand.enter()
    hand.enter()
    hand.enter()
    hand.enter()
    assert entry.name.fault, "a material without a name is none"
    hand.enter("按指南要交的图纸")
    hand.enter()
    for figure in "213":
        QApplication.focusWidget().selectAll()  # type: ignore[union-attr]
        hand.enter(figure)
    own = next(row for row in hand.page.materials.rows_model.rows if row.own)
    assert (own.name, own.originals, own.copies, own.pages, own.state) == ("按指南要交的图纸", 2, 1, 3, "齐")
    if hand.page.seen and hand.page.seen.consent_needed and not hand.page.now.hold_consent:
        hand.press(KEY.Key_Y, ALT)
    hand.press(KEY.Key_F9)
    assert len(cases(hand.zone)) == before + 1, hand.zone.window.notice.text
    made = max(cases(hand.zone), key=lambda case: case.code)
    assert "按指南要交的图纸" in [row["name"] for row in made.materials]


def test_no_material_is_asked_for_beyond_the_published_list(known: Hand) -> None:
    known.press(KEY.Key_5, ALT)
    known.press(KEY.Key_Insert)
    assert not known.page.parts.material_entry.isVisible()
    assert "第三十一条" in known.zone.window.notice.text


# ── what changed before F9 ──


def ready(hand: Hand) -> Hand:
    """All filled in and looked at, one press before the receipt."""
    hand.types("dlk")
    hand.press(KEY.Key_Return)
    hand.press(KEY.Key_Q, ALT)
    if hand.page.seen and hand.page.seen.consent_needed:
        hand.press(KEY.Key_Y, ALT)
    return hand


def test_after_midnight_f9_shows_old_and_new_and_asks_again(hand: Hand) -> None:
    ready(hand)
    before = len(cases(hand.zone))
    first = next(one for one in hand.page.seen.taken if one.answer.on)  # type: ignore[union-attr]
    hand.zone.clock.now += timedelta(days=3)
    hand.press(KEY.Key_F9)
    assert len(cases(hand.zone)) == before
    assert "不同" in hand.zone.window.notice.text
    said = panel(hand)
    assert "2026-12-18 → 2026-12-21" in said
    assert f"{first.answer.on:%Y-%m-%d} →" in said
    hand.press(KEY.Key_F9)
    assert len(cases(hand.zone)) == before + 1, hand.zone.window.notice.text
    assert max(cases(hand.zone), key=lambda case: case.code).received_on.isoformat() == "2026-12-21"


def test_a_day_that_turned_while_the_page_was_refreshed_is_asked_about_as_well(hand: Hand) -> None:
    ready(hand)
    before = len(cases(hand.zone))
    hand.zone.clock.now += timedelta(days=1)
    hand.press(KEY.Key_F5)
    assert "→ 2026-12-19" in panel(hand), "said at once"
    hand.press(KEY.Key_F9)
    assert len(cases(hand.zone)) == before, "and asked about at the press"
    hand.press(KEY.Key_F9)
    assert len(cases(hand.zone)) == before + 1


def test_what_another_counter_took_in_meanwhile_is_not_received_twice(hand: Hand) -> None:
    ready(hand)
    seen, visit = hand.page.seen, hand.page.now
    assert seen is not None
    other = replace(hand.zone.desk, who=Who("综合窗口乙", "5", "窗口"))
    alone = replace(visit, dropped=tuple(one.code for one in seen.taken[1:]), own=())
    entering.receive(other, "press/other", alone)
    hand.settle()
    before = len(cases(hand.zone))
    hand.press(KEY.Key_F9)
    assert len(cases(hand.zone)) == before
    assert seen.taken[0].name in panel(hand)
    assert "正在办" in panel(hand)
    assert seen.taken[0].code not in [one.code for one in hand.page.seen.taken]  # type: ignore[union-attr]
    hand.press(KEY.Key_Q, ALT)  # what the other item would have made is asked for now
    hand.press(KEY.Key_F9)
    made = max(cases(hand.zone), key=lambda case: case.code)
    assert len(cases(hand.zone)) == before + 1, hand.zone.window.notice.text
    assert seen.taken[0].code not in [one.code for one in made.items.values()]


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
        works.name for works in known.page.visits.here.known.projects[0].works if works.name  # type: ignore[union-attr]
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
    while (row := hand.page.form.id_number._drop.list.current()) and row.word != "护照":  # type: ignore[union-attr]
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
