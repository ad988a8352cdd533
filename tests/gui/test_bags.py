"""材料袋 by the scanner and by keys: put away, lent, brought back, a shelf taken stock of; every step on the ledger."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from bingliang.desk.bags.stock import Found, stream_of
from bingliang.gui.keys import Place
from bingliang.gui.pages.bags.page import SHELVES, STOCK, BagsPage
from bingliang.gui.pages.case.room import CaseRoom
from bingliang.gui.sheet import Sheet
from bingliang.ledger.bag import BORROWER, SHELF, code_of
from bingliang.ledger.case import Case
from bingliang.ledger.folding import fold
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, settled, sheet_over
from tests.gui.test_scanner import Typist

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
ALT_SHIFT = ALT | Qt.KeyboardModifier.ShiftModifier
FIRST, SECOND, THIRD = "甲架1层", "甲架2层", "甲架3层"


class Scanner:
    """A scanner at the window: what it reads has been dealt with when it comes back."""

    def __init__(self, zone: Zone) -> None:
        self._zone, self._typist = zone, Typist()

    def reads(self, code: str) -> None:
        self._typist.now += 1_000
        self._typist.strikes(code, 5)
        self._zone.settle()

    def shelf(self, name: str) -> None:
        self.reads(code_of(SHELF, name))

    def borrower(self, name: str) -> None:
        self.reads(code_of(BORROWER, name))


@pytest.fixture
def scanner(zone: Zone) -> Scanner:
    return Scanner(zone)


def room(zone: Zone) -> BagsPage:
    zone.window.go(Place.BAGS)
    zone.settle()
    page = zone.window.page
    assert isinstance(page, BagsPage)
    return page


def case(zone: Zone, stream: str) -> Case:
    with zone.desk.store.look() as look:
        found = fold(look.entries(stream))
    assert found is not None
    return found


def listed(page: BagsPage) -> list[str]:
    return [row.code for row in page.shelves.table.rows_model.rows]


def test_the_sample_has_bags_on_shelves_one_late_and_one_with_an_original_owed(zone: Zone, press: Press) -> None:
    page = room(zone)
    assert page.shelves.table.rows_model.rowCount() == 3
    press(KEY.Key_3, ALT)
    zone.settle()
    (row,) = page.shelves.table.rows_model.rows
    assert row.holder == "建设交通局审查岗"
    assert row.late == 2
    assert page.shelves.detail.sentence.endswith("已逾期2个工作日，请催还。")
    press(KEY.Key_4, ALT)
    zone.settle()
    assert "还欠申请人原件" in page.shelves.detail.sentence


def test_a_bag_is_put_away_lent_and_brought_back_by_scans(zone: Zone, press: Press, scanner: Scanner) -> None:
    stream = zone.stream("生物制剂")
    page = room(zone)
    scanner.reads(case(zone, stream).code)
    assert page.shelves.table.current() is not None
    assert page.shelves.table.current().stream == stream  # type: ignore[union-attr]  # just asserted
    scanner.shelf(THIRD)
    sheet = sheet_over(zone, page.shelves.acts)
    assert sheet.fields.values()["shelf"] == THIRD
    scanner.shelf(SECOND)  # the right one after all, into the sheet that stands open
    settled(zone, sheet)
    assert sheet.fields.values()["shelf"] == SECOND
    confirmed(zone, press, sheet)
    assert case(zone, stream).bag.shelf == SECOND
    scanner.borrower("档案岗")
    sheet = sheet_over(zone, page.shelves.acts)
    assert sheet.fields.values()["to"] == "档案岗"
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    box = QApplication.focusWidget()
    assert isinstance(box, QLineEdit)
    box.insert("扫描入库")  # as an input method does
    settled(zone, sheet)
    confirmed(zone, press, sheet)
    assert case(zone, stream).bag.loan is not None
    scanner.shelf(FIRST)
    sheet = sheet_over(zone, page.shelves.acts)
    assert sheet.form is not None
    assert sheet.form.name == "return_bag"
    assert sheet.fields.values()["by"] == "档案岗"
    confirmed(zone, press, sheet)
    assert (case(zone, stream).bag.shelf, case(zone, stream).bag.loan) == (FIRST, None)


def test_a_shelf_scanned_at_an_open_case_puts_its_bag_away(zone: Zone, press: Press, scanner: Scanner) -> None:
    stream = zone.stream("生物制剂")
    zone.window.open_case(stream)
    zone.settle()
    scanner.shelf(THIRD)
    page = zone.window.page
    assert isinstance(page, CaseRoom)
    sheet = page.case.acts._sheet
    assert isinstance(sheet, Sheet)
    settled(zone, sheet)
    assert sheet.fields.values()["shelf"] == THIRD
    confirmed(zone, press, sheet)
    assert "材料袋在甲架3层" in page.case._firm.text()
    scanner.shelf(THIRD)
    settled(zone, sheet)
    assert "已经在甲架3层" in sheet.consequence.said
    press(KEY.Key_Escape)
    press(KEY.Key_D, ALT_SHIFT)
    zone.settle()
    assert chosen(zone) == stream


def chosen(zone: Zone) -> str:
    """Whose bag is chosen in the room."""
    page = zone.window.page
    assert isinstance(page, BagsPage)
    row = page.shelves.table.current()
    return row.stream if row is not None else ""


def test_from_the_worklist_the_key_leads_to_the_bag_of_the_case_in_hand(zone: Zone, press: Press) -> None:
    now = zone.window.worklist.detail.case
    assert now is not None
    press(KEY.Key_D, ALT_SHIFT)
    zone.settle()
    assert chosen(zone) == now.stream
    press(KEY.Key_O, CTRL)
    zone.settle()
    assert zone.place() == Place.CASE


def test_a_shelf_scanned_anywhere_else_shows_what_stands_on_it(zone: Zone, press: Press, scanner: Scanner) -> None:
    scanner.shelf(FIRST)
    page = zone.window.page
    assert isinstance(page, BagsPage)
    assert {row.shelf for row in page.shelves.table.rows_model.rows} == {FIRST}
    assert len(listed(page)) == 3
    press(KEY.Key_F4)
    zone.settle()
    assert page.shelves.shelf == SECOND
    scanner.borrower("档案岗")
    assert "请先扫材料袋的袋签" in zone.window.notice.text
    scanner.reads(code_of(SHELF, "不在的架"))
    assert "已经不在区的设置里" in zone.window.notice.text


def test_a_shelf_is_taken_stock_of(zone: Zone, press: Press, scanner: Scanner) -> None:
    page = room(zone)
    there = listed(page)
    late = zone.stream("生物制剂")
    press(KEY.Key_PageDown, CTRL)
    zone.settle()
    scanner.reads(there[0])
    assert "请先扫架位标签" in zone.window.notice.text
    scanner.shelf(FIRST)
    stock = page.stock
    assert [row.found for row in stock.table.rows_model.rows] == [Found.MISSING] * 3
    scanner.reads(there[0])
    scanner.reads(there[0])
    assert "已经扫过了" in zone.window.notice.text
    scanner.reads(case(zone, late).code)
    assert [row.found for row in stock.table.rows_model.rows] == [
        Found.STRANGE,
        Found.MISSING,
        Found.MISSING,
        Found.THERE,
    ]
    assert stock.foot.text().startswith("甲架1层应有3只，扫到1只，缺2只，多1只。")
    scanner.shelf(SECOND)
    assert "盘到一半" in zone.window.notice.text
    stock.select(late)
    stock.focus()
    press(KEY.Key_Return)
    sheet = sheet_over(zone, stock.acts)
    assert sheet.fields.values()["shelf"] == FIRST
    confirmed(zone, press, sheet)
    assert [row.found for row in stock.table.rows_model.rows].count(Found.THERE) == 2
    press(KEY.Key_F9)
    zone.settle()
    assert "盘点已登记：甲架1层应有4只，扫到2只，缺2只。" in zone.window.notice.text
    with zone.desk.store.look() as look:
        line = look.entries(stream_of(FIRST))[-1]
    assert line.facts["missing"] == there[1:]
    assert line.facts["strange"] == []
    assert "上次盘点 2026-12-18，缺2只、多0只" in stock.card.sum.text()


def test_what_is_no_bag_at_the_counter_is_said(zone: Zone, press: Press, scanner: Scanner) -> None:
    from bingliang.ledger.identifiers import case_code

    page = room(zone)
    gone = case_code(zone.clock.now.date(), 77)
    scanner.reads(gone)
    assert f"没有收件号为“{gone}”的在办件" in zone.window.notice.text
    press(KEY.Key_PageDown, CTRL)
    zone.settle()
    scanner.shelf(FIRST)
    scanner.reads(gone)
    assert "不是在窗口的材料袋" in zone.window.notice.text
    assert page.stock.codes == []


@pytest.mark.parametrize("size", [(1440, 900), (1366, 768), (1280, 720)])
def test_it_looks_as_a_page_should(zone: Zone, scanner: Scanner, size: tuple[int, int]) -> None:
    page = room(zone)
    for which in (SHELVES, STOCK):
        page.turn_to(which)
        zone.window.resize(*size)
        zone.settle()
        if which == STOCK:
            scanner.shelf(FIRST)
        for fault in (looks.cut, looks.outside, looks.nameless, looks.faint):
            assert fault(page) == [], (which, size)
    assert zone.place() == Place.BAGS
