"""A reviewer's own start page on the sample zone, by keys: what is wanted, the sheet that gives it, what the law forbids."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from bingliang.desk.rows import TaskFilter
from bingliang.gui.keys import Place
from bingliang.gui.pages.department.page import DepartmentPage
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_menu import ActMenu
from bingliang.gui.widgets.label import Words
from bingliang.ledger.acts import Who
from bingliang.ledger.case import ItemState
from bingliang.ledger.folding import fold
from tests.clerk import Clerk
from tests.gui import looks
from tests.gui.conftest import Press, Zone

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


class Reviewer:
    """At his own department's page; the desk behind the window is his."""

    def __init__(self, zone: Zone, press: Press, office: str) -> None:
        self.zone, self._press = zone, press
        zone.desk.who = Who("审查人员", "后台", "部门", office)
        zone.window.go(Place.DEPARTMENT)
        zone.settle()

    @property
    def page(self) -> DepartmentPage:
        page = self.zone.window.page
        assert isinstance(page, DepartmentPage)
        return page

    @property
    def items(self) -> list[str]:
        return [row.item for row in self.page.table.rows_model.rows]

    @property
    def sheet(self) -> Sheet | None:
        return next((one for one in self.zone.window.findChildren(Sheet) if one.isVisible()), None)

    @property
    def menu(self) -> ActMenu | None:
        return next((one for one in self.zone.window.findChildren(ActMenu) if one.isVisible()), None)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._press(key, modifiers)
        self.zone.settle()
        self.zone.qtbot.waitUntil(self._still)

    def _still(self) -> bool:
        sheet = self.sheet
        return self.zone.backstage.idle and (sheet is None or not sheet._timer.isActive())

    def counts(self) -> dict[TaskFilter, int | None]:
        return {which: tile.count for which, tile in zip(TaskFilter, self.page.tiles, strict=True)}


@pytest.fixture
def received(zone: Zone) -> Clerk:
    """Something that waits for its completeness check: 城管's, received this morning at the counter."""
    return Clerk(replace(zone.desk), zone.clock).receives("S3-07", "S3-09")


def test_tasks_by_remaining_days(zone: Zone, press: Press) -> None:
    water = Reviewer(zone, press, "water")
    assert [row.remaining for row in water.page.table.rows_model.rows] == [3, 4, 7]
    assert water.page.card.head.text() == "农水 · 待本部门办"
    assert water.counts()[TaskFilter.DECIDE] == 3
    assert water.page.table.hasFocus()
    assert water.page.detail.view is not None
    assert water.page.detail.view.sentence.startswith("请对《取水许可（取水申请批准）》作出决定，承诺12月23日前办结")
    water.press(KEY.Key_Down)
    assert water.page.detail.view.task.project == "药品生产线"


def test_alt_and_a_figure_filter_and_an_empty_tile_says_so(zone: Zone, press: Press) -> None:
    reform = Reviewer(zone, press, "reform")
    assert reform.counts()[TaskFilter.LATE] == 1
    reform.press(KEY.Key_2, ALT)
    assert reform.items == ["固定资产投资项目节能审查"]
    reform.press(KEY.Key_4, ALT)
    assert reform.items == []
    assert "没有“齐全性意见”的任务" in reform.page.state.text
    assert reform.page.state.hasFocus()
    reform.press(KEY.Key_1, ALT)
    assert reform.page.table.hasFocus()


def test_a_remark_before_acceptance_and_complete_means_no_row(zone: Zone, press: Press, received: Clerk) -> None:
    city = Reviewer(zone, press, "city-management")
    assert city.counts()[TaskFilter.REMARK] == 2
    assert city.page.detail.act.text() == "提出齐全性意见（Enter）"
    city.press(KEY.Key_Return)
    assert city.sheet is not None
    assert city.sheet.form is not None
    assert city.sheet.form.title == "齐全性意见"
    city.press(KEY.Key_Return, CTRL)
    assert city.sheet is None
    assert city.counts()[TaskFilter.REMARK] == 1
    assert city.counts()[TaskFilter.WAITING] == 1
    line = received.line("remark")
    assert (line.by, line.facts["defects"]) == ("审查人员", [])
    assert "“齐全性意见”已办理" in zone.window.notice.text


def test_the_decision_with_its_number_after_acceptance(zone: Zone, press: Press) -> None:
    water = Reviewer(zone, press, "water")
    chosen = water.page.table.current()
    assert chosen is not None
    water.press(KEY.Key_Return)
    assert water.menu is not None, "准予 or 不予: the reviewer chooses"
    water.press(KEY.Key_1)
    assert water.sheet is not None
    assert water.sheet.form is not None
    assert water.sheet.form.title == "准予"
    water.press(KEY.Key_Return, CTRL)
    assert water.sheet is None
    with zone.desk.store.look() as look:
        case = fold(look.entries(chosen.stream))
    assert case is not None
    assert case.items[1].state is ItemState.DECIDED
    assert case.items[1].decision is not None
    assert case.items[1].decision.document
    assert len(water.items) == 2
    assert water.page.table.hasFocus()


def test_no_correction_after_acceptance_and_the_law_says_why(zone: Zone, press: Press) -> None:
    water = Reviewer(zone, press, "water")
    assert not water.page.detail._rule.isHidden()
    water.press(KEY.Key_B, CTRL)
    assert water.menu is not None
    forbidden = next(one for one in water.menu._offers if one.name == "notify_once")
    assert "受理后不得再要求补正" in forbidden.forbidden
    assert "第七十二条" in forbidden.article
    assert "送达" not in {one.title for one in water.menu._offers}, "what the counter does is not in his menu"
    water.press(KEY.Key_Escape)
    assert water.menu is None
    assert zone.window.place is Place.DEPARTMENT


def test_what_waits_for_others_cannot_be_answered(zone: Zone, press: Press, received: Clerk) -> None:
    received.accepts(1)
    received.tells_once((2, "建筑垃圾处置方案"))
    city = Reviewer(zone, press, "city-management")
    city.press(KEY.Key_7, ALT)
    assert city.page.detail.view is not None
    assert not city.page.detail.act.isEnabled()
    city.press(KEY.Key_Return)
    assert city.sheet is None
    assert "等企业补正，本部门现在不用办理" in zone.window.notice.text


def test_the_whole_case_is_one_key_away(zone: Zone, press: Press) -> None:
    water = Reviewer(zone, press, "water")
    chosen = water.page.table.current()
    assert chosen is not None
    water.press(KEY.Key_O, CTRL)
    assert zone.window.place is Place.CASE
    assert zone.window.case_page.case is not None
    assert zone.window.case_page.case.stream == chosen.stream


def test_refresh_moves_nothing(zone: Zone, press: Press) -> None:
    water = Reviewer(zone, press, "water")
    water.press(KEY.Key_Down)
    chosen = water.page.table.current()
    water.press(KEY.Key_F5)
    assert water.page.table.current() == chosen
    assert water.page.table.hasFocus()


def test_who_has_no_department_is_told(zone: Zone) -> None:
    zone.window.go(Place.DEPARTMENT)
    zone.settle()
    page = zone.window.page
    assert isinstance(page, DepartmentPage)
    assert "还没有登记所属部门" in page.state.text
    assert QApplication.focusWidget() is page.state


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900)], ids=str)
def test_nothing_on_the_page_is_cut(zone: Zone, press: Press, size: tuple[int, int]) -> None:
    """With real tasks and the real names of bodies, whichever task is chosen."""
    zone.window.resize(*size)
    water = Reviewer(zone, press, "water")
    for _ in water.page.table.rows_model.rows:
        cut = [label.text() for label in water.page.detail.findChildren(Words) if label.isVisible() and label.cut()]
        assert cut == []
        assert looks.cut(water.page) == []
        water.press(KEY.Key_Down)
