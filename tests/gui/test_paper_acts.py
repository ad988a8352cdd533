"""文书页的办理 by keys: hand slips reserved and printed, one made void; a sign left blank, from the intake where it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QPageSize
from PySide6.QtTest import QTest

from bingliang.desk.help import factory_help
from bingliang.desk.loading import factory_forms
from bingliang.desk.papers import blanks, hand_slips
from bingliang.desk.papers import room as paper_room
from bingliang.desk.papers.hand_slips import SlipState
from bingliang.gui.devices.sheets import MM, Job, put
from bingliang.gui.keys import Place
from bingliang.gui.printing import Printing
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.printer_choice import PrinterChoice
from bingliang.paper.compose import Sizes, compose
from bingliang.paper.pages import page_count, page_sizes
from tests.gui.conftest import Press, Zone
from tests.gui.hand import CTRL, KEY, SHIFT, Hand, write
from tests.gui.looks import cut, faint, nameless
from tests.gui.presses import PdfPrinters
from tests.gui.sheet_hand import settled, sheet_over

RARE = "\U00020bb7"


def fills(zone: Zone, sheet: Sheet, name: str, text: str) -> None:
    box = sheet.fields._lines[name].editor.stop
    box.setFocus()
    write(text)
    settled(zone, sheet)


def slips(zone: Zone) -> dict[str, SlipState]:
    with zone.desk.store.look() as look:
        return {one.number: one.state for one in hand_slips.slips(look, look.today.year)}


def test_hand_slips_are_reserved_printed_and_one_is_made_void(zone: Zone, press: Press, tmp_path: Path) -> None:
    printers = PdfPrinters(tmp_path)
    printing = Printing(zone.window, printers=printers, folder=lambda: tmp_path)
    zone.window.go(Place.PAPERS)
    zone.settle()
    page = zone.window.page
    acts = page.acts  # type: ignore[attr-defined]  # what it is, the test knows
    before = slips(zone)
    press(KEY.Key_B, CTRL)
    zone.settle()
    press(KEY.Key_1)
    sheet = sheet_over(zone, acts)
    assert "编号 10 个" in sheet.consequence.said
    assert cut(sheet) == nameless(sheet) == faint(sheet) == []
    box = sheet.fields._lines["slip_count"].editor.stop
    box.setFocus()
    QTest.keyClick(box, KEY.Key_A, CTRL)
    fills(zone, sheet, "slip_count", "3")
    assert "编号 3 个" in sheet.consequence.said
    press(KEY.Key_Return, CTRL)
    zone.qtbot.waitUntil(lambda: isinstance(printing.dialog, PrinterChoice) and printing.dialog.isVisible())
    fresh = [number for number in slips(zone) if number not in before]
    assert len(fresh) == 3
    assert f"编号 {fresh[0]} 至 {fresh[-1]}" in zone.window.notice.text
    assert printing.dialog is not None
    printing.dialog.activateWindow()
    zone.qtbot.waitUntil(printing.dialog.isActiveWindow)
    with zone.qtbot.waitSignal(printing.printed):
        press(KEY.Key_Return)
    assert page_count(printers.files[0].read_bytes()) == 3
    zone.window.activateWindow()
    zone.qtbot.waitUntil(zone.window.isActiveWindow)
    acts.open(hand_slips.VOID)
    sheet = sheet_over(zone, acts)
    fills(zone, sheet, "slip_number", fresh[1])
    fills(zone, sheet, "slip_reason", "写坏")
    assert f"手工凭证{fresh[1]}作废" in sheet.consequence.said
    press(KEY.Key_Return, CTRL)
    zone.qtbot.waitUntil(lambda: slips(zone)[fresh[1]] is SlipState.VOID)
    zone.settle()
    assert not sheet.isVisible()


def test_a_name_that_cannot_be_printed_is_approved_where_it_is_told_and_the_visit_goes_on(
    zone: Zone, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path))
    hand = Hand(zone, press)
    hand.press(KEY.Key_F2)
    hand.press(KEY.Key_K, CTRL | SHIFT)
    zone.settle()
    assert "打印得出，不用留空" in zone.window.notice.text
    hand.enter(f"岳阳{RARE}祥新材有限公司（虚构）")
    page = hand.page

    def told() -> list[str]:
        assert page.seen is not None
        return [said for _, said in page.seen.faults if "U+20BB7" in said]

    assert len(told()) == 1
    assert "Ctrl+Shift+K" in told()[0]
    hand.press(KEY.Key_K, CTRL | SHIFT)
    sheet = sheet_over(zone, page.blank)
    assert sheet.form is not None
    assert sheet.form.values["blank_signs"] == RARE
    fills(zone, sheet, "blank_approver", "综合窗口负责人")
    assert "印成空格" in sheet.consequence.said
    hand.press(KEY.Key_F9)
    zone.qtbot.waitUntil(lambda: not sheet.isVisible())
    hand.settle()
    assert told() == []
    assert RARE in page.now.enterprise["name"], "the visit stands as it was"
    with zone.desk.store.look() as look:
        assert blanks.approved(look)[RARE].approver == "综合窗口负责人"


def test_every_field_of_every_sheet_is_explained(zone: Zone) -> None:
    held = factory_help()
    for name in paper_room.ORDER:
        form = paper_room.form_of(zone.desk, name)
        assert held.of(f"do.{name}") is not None
        assert [one.name for one in form.fields if held.of(f"act.{name}.{one.name}") is None] == []


@pytest.mark.usefixtures("qapp")
def test_an_a5_slip_goes_on_a5_paper(tmp_path: Path) -> None:
    form = factory_forms()["collection"]
    printers = PdfPrinters(tmp_path)
    printer = printers.open("窗口3 激光")
    put(printer, Job(compose(form, form.sample(), sizes=Sizes("A5")).pdf, "凭证", "领取通知"))
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A5
    assert {(round(wide / MM), round(high / MM)) for wide, high in page_sizes(printers.files[0].read_bytes())} == {
        (210, 148)
    }
