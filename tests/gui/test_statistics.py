"""统计 on screen, by keys: a cell opens its cases, a name narrows, periods follow each other, the sheet is saved."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt

from bingliang.boards.balance import Column
from bingliang.desk.statistics.figures import Stretch
from bingliang.gui.keys import Place
from bingliang.gui.pages.statistics.page import StatisticsPage
from bingliang.gui.widgets.balance_grid import COLUMNS
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import gone_to

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def arrived(zone: Zone, press: Press) -> StatisticsPage:
    page = gone_to(zone, press, KEY.Key_M, StatisticsPage)
    zone.qtbot.waitUntil(page.grid.hasFocus)
    return page


def test_a_cell_opens_its_cases_and_a_case_its_page(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_4, ALT)
    zone.settle()
    total = page._rows()[-1][1]
    for _ in page._rows():
        press(KEY.Key_Down)
    for _ in COLUMNS[: COLUMNS.index(Column.DONE)]:
        press(KEY.Key_Right)
    assert page.grid.at == (len(page._rows()) - 1, COLUMNS.index(Column.DONE))
    assert page.grid.accessibleName() == f"合计，办结 {total.count(Column.DONE)} 项"
    press(KEY.Key_Return)
    zone.settle()
    assert page.cases.hasFocus()
    assert [one.key for one in page.cases.rows_model.rows] == list(total.cells[Column.DONE])
    assert total.count(Column.DONE) > 10
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.window.place is Place.CASE)
    zone.settle()
    press(KEY.Key_Escape)
    zone.settle()
    assert zone.window.page is page
    press(KEY.Key_Escape)
    assert page.grid.hasFocus()


def test_a_name_narrows_and_esc_widens(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_4, ALT)
    zone.settle()
    many = len(page._rows())
    label = page._rows()[0][1].label
    press(KEY.Key_Left)
    press(KEY.Key_Return)
    zone.settle()
    assert [row.label for _, row in page._rows()] == [label, "合计"]
    press(KEY.Key_Escape)
    zone.settle()
    assert len(page._rows()) == many > 2


def test_periods_follow_each_other_and_items_take_the_place_of_departments(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    assert page._title.text() == "2026年12月（至12月18日）"
    opening = page._rows()[-1][1].cells[Column.OPENING]
    press(KEY.Key_PageUp, CTRL)
    zone.settle()
    assert page._title.text() == "2026年11月"
    assert page._rows()[-1][1].cells[Column.CLOSING] == opening
    press(KEY.Key_1, ALT)
    zone.settle()
    assert (page._stretch, page._title.text()) == (Stretch.TEN_DAYS, "2026年11月上旬")
    press(KEY.Key_0, ALT)
    assert [name for name, _ in page._rows()][:-1] == [row.label for row in page._found.report.items]  # type: ignore[union-attr]


def test_nothing_is_late_before_its_day(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    assert page._found is not None
    for one in page._found.behind(page._rows()[-1][1].cells[Column.STATUTE_LATE]):
        assert one.due_on is not None
        assert one.due_on < (one.left_on or zone.desk.today())


def test_the_sheet_is_saved(zone: Zone, press: Press, tmp_path: Path) -> None:
    page = arrived(zone, press)
    page.save_to(tmp_path / "十二月.xlsx")
    zone.settle()
    sheet = openpyxl.load_workbook(tmp_path / "十二月.xlsx")["按部门"]
    assert "2026年12月" in str(sheet["A1"].value)
    assert [cell.value for cell in sheet[2]][:2] == ["部门", "期初在办"]


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


def test_nothing_is_cut_and_all_can_be_read(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    for width, height in ((1280, 720), (1440, 900)):
        zone.window.resize(width, height)
        zone.settle()
        assert looks.cut(page) == []
        assert looks.faint(page) == []
        assert looks.outside(page) == []
        assert looks.nameless(page) == []
