"""来访 by keys: one agent, two enterprises, nothing mixed up; the summary, the list, the scanner, handing over together."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from bingliang.desk.casework import acceptance, decisions
from bingliang.desk.errands.papers import SLIP, errand_paper
from bingliang.gui.keys import Place
from bingliang.gui.pages.enquiries.page import EnquiriesPage
from bingliang.gui.pages.find import FindPage
from bingliang.ledger.case import Case, ItemState
from bingliang.ledger.errand import fold_errand
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.hand import ALT, CTRL, KEY, SHIFT, Hand, at_intake, cases, ready


@pytest.fixture
def hand(zone: Zone, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    return at_intake(zone, press, tmp_path, monkeypatch)


def newest(zone: Zone) -> Case:
    return max(cases(zone), key=lambda case: case.code)


def receives(hand: Hand) -> Case:
    """F9, and the case that is on screen then."""
    hand.press(KEY.Key_F9)
    hand.zone.qtbot.waitUntil(lambda: hand.zone.window.place is Place.CASE)
    hand.zone.settle()
    return newest(hand.zone)


def second(hand: Hand) -> Case:
    """The next enterprise of the same agent, from the case that was taken in."""
    hand.press(KEY.Key_N, CTRL | SHIFT)
    hand.zone.settle()
    assert hand.zone.window.place is Place.INTAKE
    hand.types("kmd")
    hand.press(KEY.Key_Return)
    hand.press(KEY.Key_Q, ALT)
    if hand.page.seen and hand.page.seen.consent_needed:
        hand.press(KEY.Key_Y, ALT)
    assert hand.page.seen is not None
    assert hand.page.seen.faults == ()
    return receives(hand)


def test_the_agent_alone_goes_over_to_the_next_firm(hand: Hand) -> None:
    ready(hand)
    before = hand.page.now
    first = receives(hand)
    hand.press(KEY.Key_N, CTRL | SHIFT)
    hand.zone.settle()
    now, here = hand.page.now, hand.page.visits.here
    assert now.handler == before.handler
    assert (now.beside, here.queue) == (first.stream, 1)
    assert not any((now.project, now.marks, now.answers, now.choice, now.works, now.documents))
    assert not any(now.enterprise.values())
    assert hand.page.form.together.isVisible()
    assert hand.page.form.together.isChecked()
    assert not looks.cut(hand.page)


def test_somebody_else_in_between_gets_his_own_number_and_no_visit(hand: Hand) -> None:
    ready(hand)
    first = receives(hand)
    hand.press(KEY.Key_N, CTRL | SHIFT)
    hand.press(KEY.Key_F2)
    assert hand.page.now.blank
    assert hand.page.visits.titles() == ((1, "未填企业"), (2, "未填企业"))
    assert not hand.page.form.together.isVisible()
    hand.press(KEY.Key_PageDown, CTRL)
    assert hand.page.now.beside == first.stream


def test_the_tick_taken_away_makes_it_a_case_of_its_own(hand: Hand) -> None:
    ready(hand)
    receives(hand)
    hand.press(KEY.Key_N, CTRL | SHIFT)
    hand.page.form.together.setFocus()
    hand.press(KEY.Key_Space)
    assert hand.page.now.beside == ""


def test_without_a_case_there_is_nothing_to_go_on_with(hand: Hand) -> None:
    hand.press(KEY.Key_N, CTRL | SHIFT)
    assert "还没有收过件" in hand.zone.window.notice.text
    assert hand.page.now.blank


def test_two_firms_are_one_visit_listed_scanned_and_handed_over(hand: Hand) -> None:
    zone = hand.zone
    ready(hand)
    first, then = receives(hand), second(hand)
    assert then.enterprise["name"] != first.enterprise["name"]
    with zone.desk.store.look() as look:
        errand = fold_errand(look.entries(then.errand))
    assert errand is not None
    assert errand.cases == (first.stream, then.stream)
    assert f"来访 {errand.number}，第 2 件" in zone.window.notice.text
    # the list
    zone.window.go(Place.ENQUIRIES, then.errand)
    zone.settle()
    page = zone.window.page
    assert isinstance(page, EnquiriesPage)
    row = page.errands.table.current()
    assert row is not None
    assert row.many == "2 家 2 件"
    assert not looks.cut(page)
    # Enter lists the cases, and so does the scanner
    hand._press(KEY.Key_Return)
    QApplication.processEvents()  # Enter opens in the next round, and only then is anything asked
    zone.settle()
    found = zone.window.page
    assert isinstance(found, FindPage)
    assert [one.row.stream for one in found.table.rows_model.rows] == [first.stream, then.stream]
    zone.window.go(Place.WORKLIST)
    zone.window.aids.wedge.scanned.emit(errand.number)
    zone.settle()
    assert zone.window.place is Place.FIND
    assert found.title.text() == f"来访 {errand.number}"
    # one result is ready, and goes over the counter
    accepted = next(no for no, item in first.items.items() if item.state is ItemState.RECEIVED and item.licence)
    acceptance.accept(zone.desk, "受理", first.stream, [accepted], zone.desk.today())
    decisions.grant(zone.desk, "准予", first.stream, accepted, decisions.Reply(zone.desk.today(), content="准予"))
    zone.window.go(Place.ENQUIRIES, then.errand)
    zone.settle()
    hand._press(KEY.Key_L, CTRL | SHIFT)
    zone.settle()
    sheet = page.errands.acts._sheet
    assert sheet is not None
    assert sheet.isVisible()
    assert not looks.cut(sheet)
    hand._press(KEY.Key_Space)
    zone.qtbot.waitUntil(lambda: sheet.ready)
    hand._press(KEY.Key_Return, CTRL)
    zone.settle()
    zone.qtbot.waitUntil(lambda: not sheet.isVisible())
    zone.settle()
    delivered = next(case for case in cases(zone) if case.stream == first.stream)
    assert delivered.items[accepted].delivered_on == zone.desk.today()
    assert errand_paper(zone.desk, then.errand, SLIP).pages == 1
