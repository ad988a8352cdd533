"""流程再造 on screen, by keys: a change is typed, its effect stands beside it, two scenarios are compared, nothing is recorded."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bingliang.boards.what_if.change import LimitChange, OrderChange, Pace, PeriodChange, Scenario
from bingliang.gui.keys import Place
from bingliang.gui.pages.statistics.page import StatisticsPage
from bingliang.gui.pages.what_if.page import WhatIfPage
from bingliang.gui.sheet import Sheet
from bingliang.store.counting import counted
from tests.gui import looks
from tests.gui.conftest import Press, Zone, focused
from tests.gui.sheet_hand import gone_to, settled

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
DROP = OrderChange("S3-03", "S3-02", waits=False)


def arrived(zone: Zone, press: Press) -> WhatIfPage:
    gone_to(zone, press, KEY.Key_M, StatisticsPage)
    press(KEY.Key_R, CTRL)
    zone.settle()
    page = zone.window.page
    assert isinstance(page, WhatIfPage)
    return page


def recorded(zone: Zone) -> object:
    """How many lines, papers and acts there are."""
    with zone.desk.store.look() as look:
        return counted(look)


def opened(zone: Zone, page: WhatIfPage) -> Sheet:
    zone.qtbot.waitUntil(lambda: page._sheet is not None and page._sheet.isVisible())
    assert page._sheet is not None
    settled(zone, page._sheet)
    return page._sheet


def test_a_limit_is_typed_and_its_effect_stands_beside_it(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    before = recorded(zone)
    press(KEY.Key_Insert)
    sheet = opened(zone, page)
    assert "不是承诺" in sheet.consequence.said
    press(KEY.Key_Tab)
    QTest.keyClicks(focused(), "S2-05")
    press(KEY.Key_Return)
    press(KEY.Key_Return)
    while not focused().accessibleName().startswith("改为"):
        press(KEY.Key_Tab)
    QTest.keyClicks(focused(), "3")
    settled(zone, sheet)
    assert "环境影响报告表审批的承诺时限改为3个工作日" in sheet.consequence.said
    assert "照过去的用时会有" in sheet.consequence.said
    press(KEY.Key_Return, CTRL)
    zone.settle()
    assert not sheet.isVisible()
    assert page.scenario == Scenario("方案甲", (LimitChange("S2-05", 3),))
    assert recorded(zone) == before
    assert page.changes.table.hasFocus()
    press(KEY.Key_Delete, CTRL)
    zone.settle()
    assert page.scenario == Scenario("方案甲")


def test_two_scenarios_side_by_side_and_a_row_opens_its_cases(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    page.scenarios[0] = Scenario("方案甲", (DROP,))
    press(KEY.Key_2, ALT)
    zone.settle()
    page.scenarios[1] = Scenario("方案乙", (PeriodChange("S2-02", 0),), Pace.AS_IT_WAS)
    page.refresh()
    zone.settle()
    assert page._shown is not None
    assert page._shown.heads[1:4] == ("审批用时中位|过去", "审批用时中位|方案甲", "审批用时中位|方案乙")
    assert page._shown.rows[0].total
    assert [one.scenario.name for one in page._effects] == ["方案甲", "方案乙"]
    assert "方案乙" in page.changes.title.text()
    press(KEY.Key_1, ALT)
    zone.settle()
    assert "省下的工作日 3" in page.headline.accessibleName()
    table = page.table
    assert table is not None
    table.setFocus()
    press(KEY.Key_Return)
    zone.settle()
    assert page.cases.hasFocus()
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.window.place is Place.CASE)
    press(KEY.Key_Escape)
    zone.settle()
    assert zone.window.page is page
    press(KEY.Key_Escape)
    assert page._body.currentWidget() is page.table


def test_what_cannot_be_is_said_on_the_sheet_and_a_change_is_changed(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    page.scenarios[0] = Scenario("方案甲", (DROP,))
    page.refresh()
    zone.settle()
    page.changes.table.setFocus()
    press(KEY.Key_Return)
    sheet = opened(zone, page)
    assert sheet.form is not None
    values = sheet.fields.values()
    assert (values["ORDER.code"], values["ORDER.after"], values["ORDER.waits"]) == ("S3-03", "S3-02", "不再等")
    press(KEY.Key_Escape)
    zone.settle()
    assert page.scenario.changes == (DROP,)
    both = (OrderChange("S3-02", "S3-03", waits=True),)
    page.scenarios[0] = Scenario("方案甲", both)
    page.refresh()
    zone.settle()
    assert "互相等待" in page._state.accessibleName() + page._state.accessibleDescription()


def test_it_leaves_as_file(zone: Zone, press: Press, tmp_path: Path) -> None:
    page = arrived(zone, press)
    page.scenarios[0] = Scenario("方案甲", (DROP,))
    page.refresh()
    zone.settle()
    for name in ("推演.xlsx", "推演.pdf"):
        page.save_to(tmp_path / name)
        zone.settle()
    told = [
        str(row[2]) for row in openpyxl.load_workbook(tmp_path / "推演.xlsx")["方案和假设"].iter_rows(values_only=True)
    ]
    assert "建筑工程施工许可证核发不再等特殊建设工程消防设计审查。" in told
    assert (tmp_path / "推演.pdf").read_bytes().startswith(b"%PDF")


def test_nothing_is_cut_and_all_can_be_read(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    for width, height in ((1280, 720), (1440, 900)):
        zone.window.resize(width, height)
        for scenarios in (
            (Scenario("方案甲"), Scenario("方案乙")),
            (Scenario("方案甲", (DROP,)), Scenario("方案乙", (DROP,))),
        ):
            page.scenarios = list(scenarios)
            page.refresh()
            zone.settle()
            assert page.headline.cut == ()
            assert looks.cut(page) == []
            assert looks.faint(page) == []
            assert looks.outside(page) == []
            assert looks.nameless(page) == []
