"""全程代办 by keys: the morning's list, a line in the log, an entrustment on its sheet, a successor, the export."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from bingliang.desk.agency.listing import AgencyFilter, agency
from bingliang.desk.finding import find
from bingliang.desk.supervision.assessing import assessment
from bingliang.gui.keys import Place
from bingliang.gui.pages.agency.page import AgencyPage
from bingliang.gui.pages.supervision.page import SupervisionPage
from bingliang.gui.printing import Printing
from bingliang.gui.rooms import start_of
from bingliang.ledger.acts import Who
from tests.gui.conftest import Press, Zone
from tests.gui.presses import PdfPrinters
from tests.gui.sheet_hand import confirmed, gone_to, settled, sheet_over

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def arrived(zone: Zone, press: Press, who: Who | None = None) -> AgencyPage:
    if who is not None:
        zone.desk.who = who
    return gone_to(zone, press, KEY.Key_A, AgencyPage)


def pasted(words: str) -> None:
    """As pasted: QTest types Latin letters only."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit):
        focus.insert(words)
    else:
        assert isinstance(focus, QPlainTextEdit)
        focus.insertPlainText(words)


def chosen(zone: Zone, page: AgencyPage, which: AgencyFilter) -> None:
    page.filter_by(which)
    zone.settle()


def test_the_late_stand_first_and_a_filter_is_one_key(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    rows = page.table.rows_model.rows
    assert [row.late for row in rows] == [True, False, False, False]
    assert page.detail.view is not None
    assert "2 步逾期" in page.detail.view.sentence
    assert [tile.count for tile in page.tiles] == [0, 1, 2, 1, 4, 1, 11, 1]
    press(KEY.Key_8, ALT)
    zone.settle()
    assert page.tiles[7].isChecked()
    assert [row.upper for row in page.table.rows_model.rows] == ["交警"]
    press(KEY.Key_B, CTRL)
    zone.settle()
    assert "由管理员办理“代办岗位登记”" in zone.window.notice.text


def test_an_agent_begins_here_with_his_own(zone: Zone, press: Press) -> None:
    assert start_of("代办") is Place.AGENCY
    zone.window.settings = replace(zone.window.settings, role="代办")
    page = arrived(zone, press, Who("代办专员乙", "6", "代办"))
    assert page.tiles[0].isChecked()
    assert [row.beneath for row in page.table.rows_model.rows] == ["代办专员乙"] * 3


def test_a_line_is_logged_from_the_menu(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_Down)
    zone.settle()
    press(KEY.Key_B, CTRL)
    zone.settle()
    press(KEY.Key_1)
    sheet = sheet_over(zone, page.acts)
    pasted("电话告知企业今天带委托书来领")
    settled(zone, sheet)
    assert "跟踪：电话告知企业今天带委托书来领，30分钟" in sheet.consequence.said
    confirmed(zone, press, sheet)
    assert page.detail.view is not None
    assert "跟踪：电话告知企业今天带委托书来领" in page.detail.view.history[0]


def test_what_is_never_entrusted_cannot_be_logged(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    page.acts.open("log_agency", page.table.rows_model.rows[1])
    sheet = sheet_over(zone, page.acts)
    kind = sheet.fields._lines["kind"].editor.field
    assert "须由企业本人办理" in next(one.barred for one in kind.choices if one.value == "缴纳规费")
    press(KEY.Key_Escape)
    zone.settle()
    assert not sheet.isVisible()


def test_a_project_is_entrusted_and_its_paper_printed(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    before = len(page.table.rows_model.rows)
    page.table.selectRow(before - 1)
    press(KEY.Key_Insert)
    sheet = sheet_over(zone, page.acts)
    pasted("药品生产线")
    settled(zone, sheet)
    assert "代办以企业自愿为前提" in sheet.consequence.said
    press(KEY.Key_Tab)
    press(KEY.Key_Space)
    settled(zone, sheet)
    assert "《代办委托书》" in sheet.consequence.said
    assert "缴纳规费；代办专员不得代行" in sheet.consequence.said
    confirmed(zone, press, sheet)
    assert "《代办委托书》（政务中心〔2026〕代办第0006号）已出具" in zone.window.notice.text
    assert len(page.table.rows_model.rows) == before + 1
    row = page.table.current()
    assert row is not None
    assert "药品生产线" in row.upper, "what was recorded is in hand"
    assert zone.desk.store.verify().ok


def test_the_counter_does_not_appoint_and_the_administrator_does(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_7, ALT)
    zone.settle()
    press(KEY.Key_B, CTRL)
    zone.settle()
    said = page.acts._menu
    assert said is not None
    press(KEY.Key_Escape)
    zone.settle()
    zone.desk.who = Who("系统管理员", "机房", "管理员")
    row = page.table.rows_model.rows[1]
    page.acts.open("succeed_agent", row)
    sheet = sheet_over(zone, page.acts)
    pasted("代办专员丁")
    settled(zone, sheet)
    assert "接任：代办专员丁，承接在办委托 3 件" in sheet.consequence.said
    confirmed(zone, press, sheet)
    assert {one.beneath for one in agency(zone.desk).under(AgencyFilter.OPEN)} == {"代办专员丁", "代办专员甲"}


def test_enter_goes_to_the_overview_and_ctrl_o_to_the_case(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_Down)
    zone.settle()
    press(KEY.Key_O, CTRL)
    zone.qtbot.waitUntil(lambda: zone.window.place is Place.CASE)
    zone.settle()
    press(KEY.Key_Escape)
    zone.settle()
    assert zone.window.page is page
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.window.place is Place.OVERVIEW)
    zone.settle()
    chosen(zone, page, AgencyFilter.ENDED)
    press(KEY.Key_4, CTRL)
    zone.settle()
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.window.page is page)
    zone.settle()
    assert page.tiles[4].isChecked(), "the fourth panel leads back to the entrustment of the project"


def test_its_paper_is_found_by_its_number_and_opens_the_entrustment(zone: Zone, press: Press) -> None:
    found = find(zone.desk, "政务中心[2026]代办第0004号", 5).papers
    assert [(one.title, one.project, one.code) for one in found] == [
        ("代办委托书", "磁力装备产业园", ""),
        ("代办服务卡", "磁力装备产业园", ""),
    ]
    page = arrived(zone, press)
    page.filter_by(AgencyFilter.GAPS)
    press(KEY.Key_W, ALT)
    zone.settle()
    zone.window.open_case(found[0].stream, found[0].project)
    zone.settle()
    assert zone.window.page is page
    assert page.table.current().number == "政务中心〔2026〕代办第0004号"  # type: ignore[union-attr]  # it is there, or the test fails


def test_f8_prints_the_last_paper_of_the_entrustment(zone: Zone, press: Press, tmp_path: Path) -> None:
    zone.window.settings = replace(zone.window.settings, paper_printer="窗口3 激光", slip_printer="窗口3 热敏")
    printing = Printing(zone.window, printers=PdfPrinters(tmp_path), folder=lambda: tmp_path)
    page = arrived(zone, press)
    press(KEY.Key_Down)
    zone.settle()
    assert page.detail.view is not None
    assert page.detail.view.papers[0][0] == "代办服务卡"
    with zone.qtbot.waitSignal(printing.printed):
        press(KEY.Key_F8)
    assert any(path.read_bytes().startswith(b"%PDF") for path in tmp_path.rglob("*.pdf"))


def test_a_mark_of_the_agents_leads_to_its_entrustment(zone: Zone, press: Press) -> None:
    found = assessment(zone.desk, "2026-12")
    mark = next(one for row in found.departments for one in row.marks if one.item == "全程代办")
    assert (mark.mark.kind, mark.enterprise) == ("代办未按时接办", "岳阳示例精工有限公司（虚构）")
    page = gone_to(zone, press, KEY.Key_U, SupervisionPage)
    page._to_line(mark)
    zone.settle()
    assert zone.window.place is Place.AGENCY
    assert zone.window.page.table.current().stream == mark.mark.stream  # type: ignore[attr-defined]  # what it is, the test knows


def test_it_is_exported(zone: Zone, press: Press, tmp_path: Path) -> None:
    page = arrived(zone, press)
    page.export_to(str(tmp_path / "代办.xlsx"))
    zone.settle()
    assert zone.window.notice.text == "已导出到 代办.xlsx。"
    assert (tmp_path / "代办.xlsx").stat().st_size > 5_000


def test_a_key_reaches_every_act(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    found: list[str] = []
    page.ask_commands(lambda commands: found.extend(one.word for one in commands))
    zone.settle()
    assert {"登记代办委托", "代办记录", "接办", "终止委托", "代办岗位登记", "代办：逾期"} <= set(found)
