"""咨询 by keys: from the palette or Alt+Z to the sheet, into the list and the count; one about a case leads to it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from bingliang.desk.complaints.forms import OF_ONE
from bingliang.desk.complaints.forms import form_of as complaint_form
from bingliang.desk.enquiry_log import form_of
from bingliang.desk.help import factory_help
from bingliang.desk.statistics.table import COMPLAINED, HEADS
from bingliang.gui.keys import Place
from bingliang.gui.page import Command
from bingliang.gui.pages.enquiries.page import EnquiriesPage
from bingliang.gui.pages.statistics.page import StatisticsPage
from bingliang.gui.widgets.act_menu import ActMenu
from bingliang.ledger.acts import Who
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, gone_to, settled, sheet_over

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
COMPLAINT_ACTS = ("register_complaint", *OF_ONE)


def arrived(zone: Zone, press: Press) -> EnquiriesPage:
    return gone_to(zone, press, KEY.Key_Z, EnquiriesPage)


def test_a_call_about_no_case_is_noted_by_keys_listed_and_counted(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    before = len(page.view.table.rows_model.rows)
    assert before >= 3, "the sample has some of both sorts"
    press(KEY.Key_4, ALT)  # a filter under which what is noted now does not stand
    zone.settle()
    press(KEY.Key_Insert)
    zone.settle()
    sheet = page.view.acts._sheet
    assert sheet is not None
    zone.qtbot.waitUntil(sheet.isVisible)
    for words in ("几号放假", "照通知"):
        box = QApplication.focusWidget()
        assert isinstance(box, QPlainTextEdit)
        box.insertPlainText(words)  # as an input method does; QTest types Latin letters only
        press(KEY.Key_Tab)
    zone.qtbot.waitUntil(lambda: "几号放假" in sheet.consequence.said, timeout=10_000)
    zone.settle()
    confirmed(zone, press, sheet)
    rows = page.view.table.rows_model.rows
    assert len(rows) == before + 1
    assert rows[0].question == "几号放假"
    assert page.view.table.current() == rows[0], "what was noted is in hand"
    press(KEY.Key_M, ALT)
    zone.settle()
    figures = zone.window.page
    assert isinstance(figures, StatisticsPage)
    assert f"咨询量 {before + 1} 次" in figures._source.text()


@pytest.mark.parametrize("on", [False, True], ids=["typing", "gone on to the button"])
def test_what_is_wrong_with_the_last_field_is_in_sight_on_a_low_screen(zone: Zone, press: Press, *, on: bool) -> None:
    zone.window.resize(1280, 720)
    page = arrived(zone, press)
    press(KEY.Key_PageDown, CTRL)
    zone.settle()
    press(KEY.Key_Insert)
    sheet = sheet_over(zone, page.view.acts)
    lines = sheet.fields._lines
    lines["complaint_words"].editor.stop.setPlainText("多要材料")  # type: ignore[attr-defined]  # several lines
    settled(zone, sheet)
    last = lines["complaint_until"]
    sheet.fields.reach(last.editor.stop)
    last.editor.stop.setText("20269945")  # type: ignore[attr-defined]  # a line
    if on:
        press(KEY.Key_Return)
    settled(zone, sheet)
    zone.qtbot.waitUntil(last.fault.isVisible)
    zone.settle()
    assert sheet.fields.verticalScrollBar().maximum() > 0, "this screen is low enough"
    assert last.fault.visibleRegion().boundingRect() == last.fault.rect()


def test_one_about_a_case_leads_to_the_case(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_4, ALT)
    zone.settle()
    (row,) = page.view.table.rows_model.rows
    press(KEY.Key_Return)
    zone.settle()
    assert zone.window.place == Place.CASE
    zone.window.go(Place.ENQUIRIES)
    zone.settle()
    page.view.choose("不属于办件")
    zone.settle()
    page.view.menu()
    zone.settle()
    assert zone.window.page is page, "there is no case to go to"
    assert row.stream


def test_the_palette_opens_the_sheet_from_anywhere(zone: Zone, press: Press) -> None:
    from bingliang.gui.palette_lines import of_window

    assert zone.window.place is Place.WORKLIST
    line = next(one for one in of_window(zone.window) if one.word == "咨询登记（不属于办件）")
    line.act()
    zone.settle()
    page = zone.window.page
    assert isinstance(page, EnquiriesPage)
    sheet = page.view.acts._sheet
    assert sheet is not None
    assert sheet.isVisible()
    press(KEY.Key_Escape)
    assert not sheet.isVisible()


def test_all_is_explained(zone: Zone) -> None:
    held = factory_help()
    assert [one.name for one in form_of(zone.desk).fields if held.of(f"act.enquire.{one.name}") is None] == []


def test_a_complaint_is_registered_by_keys_and_answered_by_the_supervisors(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_PageDown, CTRL)
    zone.settle()
    assert page.view is page.complaints
    assert [row.kind for row in page.view.table.rows_model.rows] == ["其他"], "the sample has one that waits"
    press(KEY.Key_Insert)
    zone.settle()
    sheet = page.view.acts._sheet
    assert sheet is not None
    zone.qtbot.waitUntil(sheet.isVisible)
    box = QApplication.focusWidget()
    assert isinstance(box, QPlainTextEdit)
    box.insertPlainText("多要材料，电话13900000009")
    zone.qtbot.waitUntil(lambda: "电话号码" in sheet.consequence.said, timeout=10_000)
    assert not sheet.act_button.isEnabled(), "nobody's telephone goes into the ledger"
    box.selectAll()
    box.insertPlainText("多要材料")
    zone.qtbot.waitUntil(lambda: "计入本期投诉" in sheet.consequence.said, timeout=10_000)
    zone.settle()
    confirmed(zone, press, sheet)
    row = page.view.table.current()
    assert row is not None
    assert (row.words, row.against) == ("多要材料", "窗口")
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: any(one.isVisible() for one in zone.window.findChildren(ActMenu)))
    assert not sheet.isVisible(), "the counter does not answer for itself; the menu says whose it is"
    press(KEY.Key_Escape)
    zone.desk.who = Who("督查专员", "后台", "督查")
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(sheet.isVisible)
    assert sheet.form is not None
    assert sheet.form.name == "answer_complaint"
    press(KEY.Key_Escape)
    press(KEY.Key_M, ALT)
    zone.settle()
    figures = zone.window.page
    assert isinstance(figures, StatisticsPage)
    assert "投诉 3 件，窗口 2" in figures._source.text()
    assert figures._table is not None
    at = [head.name for head in HEADS].index(COMPLAINED)
    figures.grid.choose(len(figures._table.lines) - 1, at)
    assert figures.grid.accessibleName() == "合计，投诉 3 件"
    figures.grid.setFocus()
    press(KEY.Key_Return)
    zone.settle()
    assert zone.window.page is page
    assert page.view is page.complaints


def test_the_supervisors_come_to_the_complaints_and_an_enquiry_has_no_acts(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    assert page.switch.value == "咨询"
    press(KEY.Key_B, CTRL)
    zone.settle()
    assert "投诉按 Ctrl+PgDn 换过去办" in zone.window.notice.text
    zone.window.go(Place.WORKLIST)
    zone.window.settings = replace(zone.window.settings, role="督查")
    zone.window.go(Place.ENQUIRIES)
    zone.settle()
    assert page.switch.value == "投诉"


def test_a_complaint_about_the_case_in_hand_has_its_number(zone: Zone, press: Press) -> None:
    zone.window.open_case(zone.stream("新能源汽车零部件"))
    zone.settle()
    found: list[Command] = []
    zone.window.page.ask_commands(found.extend)
    zone.settle()
    line = next(one for one in found if one.word == "投诉登记（针对本件）")
    line.act()
    page = zone.window.page
    assert isinstance(page, EnquiriesPage)
    sheet = sheet_over(zone, page.complaints.acts)
    assert sheet.form is not None
    assert (sheet.form.values["complaint_case"], sheet.form.values["complaint_against"]) == (line.note, "不动产")
    press(KEY.Key_Escape)


def test_a_complaint_leads_to_its_case(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_PageDown, CTRL)
    zone.settle()
    press(KEY.Key_O, CTRL)
    zone.settle()
    assert zone.window.place == Place.CASE
    zone.window.go(Place.ENQUIRIES, "投诉")
    zone.settle()
    press(KEY.Key_3, ALT)
    zone.settle()
    assert page.complaints.detail.view is not None
    assert "部分属实" in page.complaints.detail.view.answer
    press(KEY.Key_O, CTRL)
    zone.settle()
    assert zone.window.page is page, "it is about no case"
    page.complaints.show_rows((), "没有投诉", "")
    press(KEY.Key_O, CTRL)
    assert zone.window.notice.text == "还没有选中投诉，请先在左边选一件。"
    press(KEY.Key_B, CTRL)
    assert zone.window.notice.text == "还没有选中投诉；Ins 登记一件投诉。"


def test_all_about_complaints_is_explained(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    page.turn_to("投诉")
    zone.settle()
    held = factory_help()
    boss = replace(zone.desk, who=Who("督查专员", "后台", "督查"))
    stream = page.complaints.table.rows_model.rows[0].stream
    forms = [complaint_form(boss, name, "" if name == "register_complaint" else stream) for name in COMPLAINT_ACTS]
    keys = [f"act.{form.name}.{one.name}" for form in forms for one in form.fields]
    assert [key for key in keys if held.of(key) is None] == []
