"""统计 on screen, by keys: a cell opens its cases, a name narrows, periods follow each other, files hold the same figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bingliang.boards.amounts import Measure
from bingliang.boards.balance import Column
from bingliang.desk.statistics.periods import Stretch
from bingliang.desk.statistics.table import ENQUIRED, HEADS, Band, Line
from bingliang.gui.keys import Place
from bingliang.gui.pages.statistics.page import StatisticsPage
from bingliang.gui.printing import Printing
from tests.gui.conftest import Press, Zone, focused
from tests.gui.presses import PdfPrinters
from tests.gui.sheet_hand import gone_to, settled

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NAMES = [head.name for head in HEADS]
DONE = NAMES.index(Column.DONE)


def arrived(zone: Zone, press: Press) -> StatisticsPage:
    page = gone_to(zone, press, KEY.Key_M, StatisticsPage)
    zone.qtbot.waitUntil(page.grid.hasFocus)
    return page


def lines(page: StatisticsPage) -> tuple[Line, ...]:
    assert page._table is not None
    return page._table.lines


def test_a_cell_opens_its_cases_and_a_case_its_page(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_4, ALT)
    zone.settle()
    total = lines(page)[-1]
    for _ in lines(page):
        press(KEY.Key_Down)
    for _ in range(DONE):
        press(KEY.Key_Right)
    assert page.grid.at == (len(lines(page)) - 1, DONE)
    assert page.grid.accessibleName() == f"合计，办结 {total.cells[DONE].text} 项"
    press(KEY.Key_Return)
    zone.settle()
    assert page.cases.hasFocus()
    assert [one.key for one in page.cases.rows_model.rows] == list(total.cells[DONE].keys)
    assert len(total.cells[DONE].keys) > 10
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.window.place is Place.CASE)
    zone.settle()
    press(KEY.Key_Escape)
    zone.settle()
    assert zone.window.page is page
    press(KEY.Key_Escape)
    assert page.grid.hasFocus()


def test_the_arrows_go_on_into_the_next_columns_and_a_time_opens_what_it_was_measured_on(
    zone: Zone, press: Press
) -> None:
    page = arrived(zone, press)
    press(KEY.Key_4, ALT)
    zone.settle()
    page.grid.choose(len(lines(page)) - 1, NAMES.index(Column.REFUSED))
    press(KEY.Key_Right)
    assert (page.grid.band, page.tableau.bands.value) == (Band.LIMITS, Band.LIMITS)
    at = NAMES.index(Measure.APPROVAL_MID)
    page.grid.choose(len(lines(page)) - 1, at)
    press(KEY.Key_Return)
    zone.settle()
    assert len(page.cases.rows_model.rows) == len(lines(page)[-1].cells[at].keys) > 10
    assert all(one.approval is not None for one in page.cases.rows_model.rows)
    press(KEY.Key_Escape)
    press(KEY.Key_9, ALT)
    assert page.grid.band is Band.SERVICE
    page.grid.choose(len(lines(page)) - 1, NAMES.index(ENQUIRED))
    press(KEY.Key_Return)
    zone.settle()
    assert zone.place() is Place.ENQUIRIES


def test_a_name_narrows_and_esc_widens(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_4, ALT)
    zone.settle()
    many, label = len(lines(page)), lines(page)[0].label
    press(KEY.Key_Left)
    press(KEY.Key_Return)
    zone.settle()
    assert [line.label for line in lines(page)] == [label, "合计"]
    press(KEY.Key_Escape)
    zone.settle()
    assert len(lines(page)) == many > 2


def test_periods_follow_each_other_and_items_take_the_place_of_departments(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    assert page._title.text() == "2026年12月（至12月18日）"
    opening = lines(page)[-1].cells[NAMES.index(Column.OPENING)].keys
    press(KEY.Key_PageUp, CTRL)
    zone.settle()
    assert page._title.text() == "2026年11月"
    assert lines(page)[-1].cells[NAMES.index(Column.CLOSING)].keys == opening
    press(KEY.Key_1, ALT)
    zone.settle()
    assert (page._stretch, page._title.text()) == (Stretch.TEN_DAYS, "2026年11月上旬")
    press(KEY.Key_0, ALT)
    assert [line.label for line in lines(page)][:-1] == [row.label for row in page._found.report.items]  # type: ignore[union-attr]  # it is there, or the test fails


def test_any_days_are_asked_for_on_a_sheet_that_counts_at_once(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_F4)
    zone.settle()
    sheet = page.acts.sheet
    assert sheet is not None
    QTest.keyClicks(focused(), "11-3")
    press(KEY.Key_Tab)
    QTest.keyClicks(focused(), "11-1")
    settled(zone, sheet)
    assert "早于" in sheet.consequence.said
    press(KEY.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    press(KEY.Key_Tab)
    focused().selectAll()  # type: ignore[attr-defined]  # what it is, the test knows
    QTest.keyClicks(focused(), "12-5")
    settled(zone, sheet)
    assert "收件" in sheet.consequence.said
    press(KEY.Key_Return, CTRL)
    zone.settle()
    assert not sheet.isVisible()
    assert page._title.text() == "2026年11月3日至2026年12月5日"
    press(KEY.Key_PageUp, CTRL)
    zone.settle()
    assert page._title.text() == "2026年10月1日至2026年11月2日"


def test_the_points_of_a_chart_are_walked_and_opened(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_4, ALT)
    zone.settle()
    press(KEY.Key_6, ALT)
    zone.settle()
    chart = page.gallery.charts[0]
    assert chart.hasFocus()
    assert chart.picture is not None
    busiest = max(range(12), key=lambda n: len(chart.picture.spots[n].keys))  # type: ignore[union-attr]  # it is there, or the test fails
    for _ in range(busiest):
        press(KEY.Key_Right)
    assert chart.at == busiest
    assert chart.picture.spots[busiest].words in chart.accessibleDescription()
    assert "来源：本区台账" in chart.accessibleDescription()
    press(KEY.Key_Return)
    zone.settle()
    assert [one.key for one in page.cases.rows_model.rows] == list(chart.picture.spots[busiest].keys)
    press(KEY.Key_Escape)
    assert page.grid.hasFocus()


def test_nothing_is_late_before_its_day(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    assert page._found is not None
    for one in page._found.behind(lines(page)[-1].cells[NAMES.index(Column.STATUTE_LATE)].keys):
        assert one.due_on is not None
        assert one.due_on < (one.left_on or zone.desk.today())


def test_the_files_are_saved_and_another_ending_is_refused(zone: Zone, press: Press, tmp_path: Path) -> None:
    page = arrived(zone, press)
    for name in ("十二月.xlsx", "十二月.pdf", "十二月.csv"):
        page.save_to(tmp_path / name)
        zone.settle()
    sheet = openpyxl.load_workbook(tmp_path / "十二月.xlsx")["按部门"]
    assert "2026年12月" in str(sheet["A1"].value)
    assert [cell.value for cell in sheet[2]] == ["部门", *NAMES]
    assert (tmp_path / "十二月.pdf").read_bytes().startswith(b"%PDF")
    page.save_to(tmp_path / "十二月.doc")
    zone.settle()
    assert not (tmp_path / "十二月.doc").exists()


def test_f8_prints_the_report_that_is_on_screen(zone: Zone, press: Press, tmp_path: Path) -> None:
    zone.window.settings = replace(zone.window.settings, paper_printer="窗口3 激光")
    printing = Printing(zone.window, printers=PdfPrinters(tmp_path), folder=lambda: tmp_path)
    arrived(zone, press)
    with zone.qtbot.waitSignal(printing.printed):
        press(KEY.Key_F8)
    assert any(path.read_bytes().startswith(b"%PDF") for path in tmp_path.rglob("*.pdf"))


def test_no_figure_of_the_headline_is_cut(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    for width, height in ((1280, 720), (1366, 768), (1440, 900)):
        zone.window.resize(width, height)
        zone.settle()
        assert page.headline.cut == ()
    zone.window.resize(2560, 1080)
    zone.settle()
    wide = page.headline.height()
    zone.window.resize(1280, 720)
    zone.settle()
    assert page.headline.height() > wide, "on a narrow screen a note takes a second line"
