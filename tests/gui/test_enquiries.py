"""咨询 by keys: from the palette or Alt+Z to the sheet, into the list and the count; one about a case leads to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from bingliang.desk.enquiry_log import form_of
from bingliang.desk.help import factory_help
from bingliang.gui.keys import Place
from bingliang.gui.pages.enquiries import EnquiriesPage
from bingliang.gui.pages.statistics.page import StatisticsPage
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, gone_to

KEY, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


def arrived(zone: Zone, press: Press) -> EnquiriesPage:
    return gone_to(zone, press, KEY.Key_Z, EnquiriesPage)


def test_a_call_about_no_case_is_noted_by_keys_listed_and_counted(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    before = len(page.view.table.rows_model.rows)
    assert before >= 3, "the sample has some of both sorts"
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
    press(KEY.Key_M, ALT)
    zone.settle()
    figures = zone.window.page
    assert isinstance(figures, StatisticsPage)
    assert f"咨询量 {before + 1} 次" in figures._source.text()


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


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)])
def test_nothing_is_cut_and_all_is_explained(zone: Zone, press: Press, size: tuple[int, int]) -> None:
    zone.window.resize(*size)
    page = arrived(zone, press)
    assert looks.cut(page) == []
    assert looks.outside(page) == []
    assert looks.nameless(page) == []
    held = factory_help()
    assert [one.name for one in form_of(zone.desk).fields if held.of(f"act.enquire.{one.name}") is None] == []
