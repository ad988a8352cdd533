"""新收件 step by step, by keys alone: items, documents, materials of the clerk's own; what changed before F9."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bingliang.desk.intake import entering
from bingliang.desk.intake.visit import Visit
from bingliang.desk.sealed import opened
from bingliang.gui.keys import Place
from bingliang.gui.pages.intake.steps import State, Step
from bingliang.ledger.acts import Who
from tests.gui.conftest import Press, Zone
from tests.gui.hand import ALT, KEY, SHIFT, Hand, at_intake, cases, panel, ready


@pytest.fixture
def hand(zone: Zone, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    return at_intake(zone, press, tmp_path, monkeypatch)


@pytest.fixture
def known(hand: Hand) -> Hand:
    """A known enterprise brought out, the stage proposed."""
    hand.types("dlk")
    hand.press(KEY.Key_Return)
    return hand


def told(hand: Hand, step: Step) -> str:
    return hand.page.steps.buttons[step].told.words


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
    assert not known.page.visits._keep.isActive()
    (draft,) = (tmp_path / "drafts").glob("*.json")
    assert json.loads(opened(draft.read_bytes()))["visit"]["answers"] == dict(known.page.now.answers)


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
    assert len(known.page.seen.taken) == len(before)  # type: ignore[union-attr]  # it is there, or the test fails


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
    QApplication.focusWidget().selectAll()  # type: ignore[union-attr]  # it is there, or the test fails
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
        QApplication.focusWidget().selectAll()  # type: ignore[union-attr]  # it is there, or the test fails
        hand.enter(figure)
    own = next(row for row in hand.page.materials.rows_model.rows if row.own)
    assert (own.name, own.originals, own.copies, own.pages, own.state) == ("按指南要交的图纸", 2, 1, 3, "齐")
    table = hand.page.materials
    table.selectRow(table.rows_model.place(own.key))
    table.setFocus()
    hand.press(KEY.Key_Space)
    hand.press(KEY.Key_7)
    assert "标为“缺”的没有交来，不填份数和页数" in hand.zone.window.notice.text
    gone = table.current()
    assert gone is not None
    assert (gone.originals, gone.copies, gone.pages, gone.state) == (0, 0, 0, "缺")
    hand.press(KEY.Key_Space)
    assert table.current() == own, "what was typed before counts again"
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


def test_after_midnight_f9_shows_old_and_new_and_asks_again(hand: Hand) -> None:
    ready(hand)
    before = len(cases(hand.zone))
    first = next(one for one in hand.page.seen.taken if one.answer.on)  # type: ignore[union-attr]  # it is there, or the test fails
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
    assert seen.taken[0].code not in [one.code for one in hand.page.seen.taken]  # type: ignore[union-attr]  # it is there, or the test fails
    hand.press(KEY.Key_Q, ALT)  # what the other item would have made is asked for now
    hand.press(KEY.Key_F9)
    made = max(cases(hand.zone), key=lambda case: case.code)
    assert len(cases(hand.zone)) == before + 1, hand.zone.window.notice.text
    assert seen.taken[0].code not in [one.code for one in made.items.values()]
