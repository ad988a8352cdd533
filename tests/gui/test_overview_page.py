"""机制总览 on the sample zone, by keys: eight panels walked by arrows, another project by initials, Enter to the case."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bingliang.desk.panels.values import NAMES
from bingliang.gui.keys import Place
from bingliang.gui.pages.overview import OverviewPage
from bingliang.gui.widgets.system_panel import SystemPanel
from tests.gui.conftest import Press, Zone

KEY, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(zone: Zone, press: Press) -> OverviewPage:
    press(KEY.Key_J, ALT)
    zone.settle()
    found = zone.window.page
    assert isinstance(found, OverviewPage)
    return found


def focused() -> int:
    panel = QApplication.focusWidget()
    return panel.no if isinstance(panel, SystemPanel) else 0


def typed(zone: Zone, press: Press, words: str) -> None:
    for letter in words:
        press(getattr(KEY, f"Key_{letter.upper()}"))
        zone.settle()


def test_the_most_urgent_project_stands_there_at_once(page: OverviewPage) -> None:
    assert page.shown is not None
    assert page.shown.name == "生物制剂研发与产业化"
    assert [panel.name for panel in page.panels] == list(NAMES)
    assert "整体工作机制：共3项，3项在办" in page._sentence.accessibleName()
    assert focused() == 1


@pytest.mark.usefixtures("page")
def test_arrows_walk_and_stay_inside(press: Press) -> None:
    walked = []
    for key in (KEY.Key_Right, KEY.Key_Down, KEY.Key_Left, KEY.Key_Left, KEY.Key_Down, KEY.Key_Up, KEY.Key_Up):
        press(key)
        walked.append(focused())
    assert walked == [2, 6, 5, 5, 5, 1, 1]


def test_every_panel_speaks_its_figure_and_its_lines(page: OverviewPage) -> None:
    spoken = [(panel.accessibleName(), panel.accessibleDescription()) for panel in page.panels]
    assert spoken[1][0] == "2 优化流程限时办结：0项按时办结；承诺超时 1 项，法定超期 0 项"
    assert "固定资产投资项目节能审查 承诺超时 7 日" in spoken[1][1]
    assert "陪办：药品生产许可证核发" in spoken[3][1]
    assert spoken[0][0] == "1 “七个一批”项目推进服务：签约批次；里程碑完成 2/4"


def test_another_project_by_its_initials(zone: Zone, page: OverviewPage, press: Press) -> None:
    press(KEY.Key_F4)
    zone.settle()
    assert page.box.hasFocus()
    assert page._list.choices[0].word == "生物制剂研发与产业化"
    typed(zone, press, "xnyqc")
    assert [one.word for one in page._list.choices] == ["新能源汽车零部件产业园"]
    press(KEY.Key_Return)
    zone.settle()
    assert page.shown is not None
    assert page.shown.name == "新能源汽车零部件产业园"
    assert page._popup.isHidden()
    assert focused() == 1


def test_esc_closes_the_choice_first(zone: Zone, page: OverviewPage, press: Press) -> None:
    press(KEY.Key_F4)
    zone.settle()
    typed(zone, press, "zzz")
    assert page._list.choices[0].word == "没有这样的项目"
    press(KEY.Key_Return)
    zone.settle()
    press(KEY.Key_Escape)
    assert page._popup.isHidden()
    assert focused() == 1
    places = [zone.window.place]
    press(KEY.Key_Escape)
    places.append(zone.window.place)
    assert places == [Place.OVERVIEW, Place.WORKLIST]


@pytest.mark.usefixtures("page")
def test_enter_opens_the_case_behind_the_gravest_line(zone: Zone, press: Press) -> None:
    press(KEY.Key_Right)
    press(KEY.Key_Return)
    zone.settle()
    places = [zone.window.place]
    assert zone.window.case_page.case is not None
    assert "节能审查" in zone.window.case_page.case.lanes[0].item_name
    press(KEY.Key_Escape)
    zone.settle()
    places.append(zone.window.place)
    assert places == [Place.CASE, Place.OVERVIEW]
    assert focused() == 2


@pytest.mark.usefixtures("page")
def test_a_system_without_a_case_says_what_it_keeps(zone: Zone, press: Press) -> None:
    press(KEY.Key_Return)
    zone.settle()
    assert zone.window.place is Place.OVERVIEW
    assert "里程碑完成 2/4" in zone.window.notice.text


def test_ctrl_and_a_figure_from_a_case_shows_its_project_under_that_system(zone: Zone, press: Press) -> None:
    zone.window.open_case(zone.stream("新能源汽车零部件"))
    zone.settle()
    press(KEY.Key_8, CTRL)
    zone.settle()
    page = zone.window.page
    assert isinstance(page, OverviewPage)
    assert page.shown is not None
    assert page.shown.name == "新能源汽车零部件产业园"
    assert focused() == 8
    press(KEY.Key_3, CTRL)
    assert focused() == 3


def test_refresh_keeps_project_and_focus(zone: Zone, page: OverviewPage, press: Press) -> None:
    press(KEY.Key_Down)
    press(KEY.Key_F5)
    zone.settle()
    assert focused() == 5
    assert page.shown is not None
    assert page.shown.name == "生物制剂研发与产业化"


def test_the_focused_panel_is_seen(zone: Zone, page: OverviewPage, press: Press) -> None:
    before: QImage = page.panels[1].grab().toImage()
    press(KEY.Key_Right)
    zone.settle()
    assert page.panels[1].grab().toImage() != before


def test_panels_tell_in_full_what_they_cut(page: OverviewPage) -> None:
    for panel in page.panels:
        assert panel.panel is not None
        assert all(line.text in panel.toolTip() and line.value in panel.toolTip() for line in panel.panel.lines)


def test_the_whole_zone_is_one_key_away_and_back(zone: Zone, page: OverviewPage, press: Press) -> None:
    before = page.shown
    press(KEY.Key_PageDown, CTRL)
    zone.qtbot.waitUntil(lambda: page.shown is not None and page.shown.id == "全区", timeout=20_000)
    zone.settle()
    assert page.shown is not None
    assert [one.panel.no for one in page.panels if one.panel] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert "12 个项目" in page._sentence.accessibleName()
    press(KEY.Key_PageDown, CTRL)
    zone.qtbot.waitUntil(lambda: page.shown is not None and before is not None and page.shown.id == before.id)


@pytest.mark.parametrize(
    ("no", "text", "place"),
    [
        (1, "要素保障超期", Place.PROJECTS),
        (2, "承诺超时", Place.WORKLIST),
        (7, "待督办", Place.SUPERVISION),
        (8, "已违诺", Place.PLEDGES),
        (4, "缺首席代办", Place.AGENCY),
    ],
)
def test_a_line_of_the_zone_leads_to_the_list_behind_it(
    zone: Zone, page: OverviewPage, press: Press, no: int, text: str, place: Place
) -> None:
    page.choose("全区")
    zone.qtbot.waitUntil(lambda: page.shown is not None and page.shown.id == "全区", timeout=20_000)
    zone.window.resize(1440, 900)
    zone.settle()
    page.show_system(no)
    panel = page.panels[no - 1]
    for _ in range(20):
        press(KEY.Key_PageDown)
        if panel.line is not None and panel.line.text == text:
            break
    assert panel.line is not None
    assert panel.line.text == text
    many = int(panel.line.value.split()[0])
    press(KEY.Key_Return)
    zone.settle()
    assert zone.window.place is place
    room = zone.window.page
    listed = room.view.table if place is Place.PROJECTS else room.table  # type: ignore[attr-defined]  # what it is, the test knows
    zone.qtbot.waitUntil(lambda: len(listed.rows_model.rows) == many)


def test_a_line_is_followed_by_a_click_too(zone: Zone, page: OverviewPage) -> None:
    page.choose("全区")
    zone.qtbot.waitUntil(lambda: page.shown is not None and page.shown.id == "全区", timeout=20_000)
    zone.window.resize(1440, 900)
    zone.settle()
    panel = page.panels[0]
    box, _ = next(one for one in panel._places if one[1].text.startswith("集中开工"))
    QTest.mouseMove(panel, box.center())
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=box.center())
    zone.settle()
    assert zone.window.place is Place.PROJECTS
