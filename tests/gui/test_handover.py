"""移交 by keys: several cases chosen in the worklist, handed over, taken by the other at his desk; A/B角 by a head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from bingliang.desk.acts.press import press as recorded
from bingliang.desk.handover import deputies, handing
from bingliang.desk.handover.deputy_forms import form_of as pair_form
from bingliang.desk.handover.forms import OF_ONE, form_of
from bingliang.desk.help import factory_help
from bingliang.gui.keys import Place
from bingliang.gui.pages.handover.page import HandoverPage
from bingliang.gui.pages.worklist.page import WorklistPage
from bingliang.gui.source import Scope
from bingliang.ledger.acts import Who
from bingliang.ledger.deputies import Pair
from bingliang.ledger.folding import fold
from bingliang.ledger.handover import PREFIX, HandoverState
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, sheet_over

KEY = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
OTHER = "综合窗口乙"


def worklist(zone: Zone) -> WorklistPage:
    """The list of one clerk's own cases, whoever the sample's clerk is."""
    zone.settle()
    page = zone.window.page
    assert isinstance(page, WorklistPage)
    return page


def own(zone: Zone) -> Sequence[str]:
    """The zone's clerk is the one whose cases are in hand; the streams of his first two."""
    page = worklist(zone)
    page.scope_to(Scope.ALL)
    zone.settle()
    rows = page.table.rows_model.rows
    zone.desk.who = replace(zone.desk.who, name=rows[0].clerk)
    page.scope_to(Scope.MINE)
    zone.settle()
    assert len(page.table.rows_model.rows) >= 2
    page.table.selectRow(0)
    page.table.setFocus()
    return [row.stream for row in page.table.rows_model.rows[:2]]


def arrived(zone: Zone, press: Press) -> HandoverPage:
    press(KEY.Key_J, ALT | SHIFT)
    zone.settle()
    page = zone.window.page
    assert isinstance(page, HandoverPage)
    return page


def clerks(zone: Zone, streams: Sequence[str]) -> set[str]:
    with zone.desk.store.look() as look:
        return {case.clerk for stream in streams if (case := fold(look.entries(stream))) is not None}


def handed(zone: Zone, streams: Sequence[str], to: str = OTHER) -> str:
    """Handed over at the desk; the stream of the list."""
    given = handing.Given(to, "轮岗")
    return str(handing.press(zone.desk, f"移交/{to}", handing.hand_over_many(streams, given))["streams"][0])


def test_two_chosen_cases_are_handed_over_and_taken_by_keys(zone: Zone, press: Press) -> None:
    streams = own(zone)
    page = worklist(zone)
    before = clerks(zone, streams)
    press(KEY.Key_Down, SHIFT)
    assert "已选 2 件" in page._sum.text()
    press(KEY.Key_H, CTRL | SHIFT)
    sheet = sheet_over(zone, page.chosen.handing)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    box.insert(OTHER)
    press(KEY.Key_Tab)
    zone.qtbot.waitUntil(lambda: f"移交{OTHER}" in sheet.consequence.said, timeout=10_000)
    assert "期限、承诺期限一律不动" in sheet.consequence.said
    zone.settle()
    confirmed(zone, press, sheet)
    zone.settle()
    assert clerks(zone, streams) == before, "until it is taken over it stays with the first"
    zone.desk.who = Who(OTHER, "5")
    room = arrived(zone, press)
    (row,) = room.lists.table.rows_model.rows
    assert (row.mine, row.count) == (True, 2)
    press(KEY.Key_Return)
    taking = sheet_over(zone, room.lists.acts)
    press(KEY.Key_Space)
    zone.qtbot.waitUntil(lambda: f"由{OTHER}承办" in taking.consequence.said, timeout=10_000)
    zone.settle()
    confirmed(zone, press, taking)
    zone.settle()
    assert clerks(zone, streams) == {OTHER}
    assert zone.desk.store.verify().ok


def test_the_foot_of_the_worklist_says_that_something_waits_to_be_taken(zone: Zone, press: Press) -> None:
    streams = own(zone)
    zone.desk.who = replace(zone.desk.who, role="督查")
    listed = handed(zone, streams)
    zone.desk.who = Who(OTHER, "5")
    page = worklist(zone)
    page.refresh()
    zone.settle()
    button = page.waiting.buttons[Place.HANDOVER]
    zone.qtbot.waitUntil(button.isVisible)
    assert "移交待接收 1" in button.text()
    room = arrived(zone, press)
    assert [row.stream for row in room.lists.table.rows_model.rows] == [listed]
    press(KEY.Key_O, CTRL)
    zone.settle()
    assert zone.window.place is Place.CASE


def test_what_cannot_be_handed_over_is_said_in_one_sentence(zone: Zone, press: Press) -> None:
    streams = own(zone)
    page = worklist(zone)
    handed(zone, streams[:1])
    page.refresh()
    zone.settle()
    page.table.selectRow(0)
    press(KEY.Key_H, CTRL | SHIFT)
    sheet = sheet_over(zone, page.chosen.handing)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    box.insert("综合窗口丙")
    press(KEY.Key_Tab)
    zone.qtbot.waitUntil(lambda: "等接收" in sheet.consequence.said, timeout=10_000)
    press(KEY.Key_Escape)
    assert not sheet.isVisible()
    press(KEY.Key_J, ALT | SHIFT)
    zone.settle()
    room = zone.window.page
    assert isinstance(room, HandoverPage)
    press(KEY.Key_Insert)
    assert "Ctrl+Shift+H" in zone.window.notice.text


def test_a_head_says_who_stands_in_and_the_deputys_list_marks_it(zone: Zone, press: Press) -> None:
    streams = own(zone)
    first = next(iter(clerks(zone, streams)))
    zone.desk.who = Who("中心主任", "后台", "领导")
    room = arrived(zone, press)
    press(KEY.Key_PageDown, CTRL)
    zone.settle()
    assert room.view is room.pairs
    press(KEY.Key_Insert)
    sheet = sheet_over(zone, room.pairs.acts)
    for name in (first, OTHER):
        box = QApplication.focusWidget()
        assert isinstance(box, QLineEdit)
        box.insert(name)
        press(KEY.Key_Tab)
    zone.qtbot.waitUntil(lambda: f"{OTHER}代{first}" in sheet.consequence.said, timeout=10_000)
    zone.settle()
    confirmed(zone, press, sheet)
    zone.settle()
    (row,) = room.pairs.table.rows_model.rows
    assert room.pairs.table.current() == row
    assert (row.first, row.second) == (first, OTHER)
    zone.desk.who = Who(OTHER, "5")
    press(KEY.Key_G, ALT)
    zone.settle()
    page = worklist(zone)
    page.scope_to(Scope.MINE)
    zone.settle()
    rows = page.table.rows_model.rows
    assert {one.deputy_for for one in rows} == {first}
    column = page.table.rows_model.columns[1]
    assert f"代{first}" in column.speech(rows[0])  # type: ignore[misc]  # this column has one


def test_all_is_explained(zone: Zone) -> None:
    streams = own(zone)
    listed = handed(zone, streams)
    today = zone.desk.today()
    pair = Pair("综合窗口甲", OTHER, "窗口", "", today, today + timedelta(days=7), both=True, document="安排表（示范）")
    zone.desk.who = Who("中心主任", "后台", "领导")
    recorded(zone.desk, "AB角", deputies.appoint(pair))
    held = factory_help()
    forms = [form_of(zone.desk, name, listed) for name in OF_ONE] + [form_of(zone.desk, "hand_over", streams=streams)]
    forms += [pair_form(zone.desk, "appoint_deputy"), pair_form(zone.desk, "end_deputy", 1)]
    wanting = [
        f"{form.name}.{one.name}"
        for form in forms
        for one in form.fields
        if held.of(f"act.{form.name}.{one.name}") is None
    ]
    assert wanting == []
    with zone.desk.store.look() as look:
        one = handing.found(look, listed)
    assert one.stream.startswith(PREFIX)
    assert one.state is HandoverState.WAITING
