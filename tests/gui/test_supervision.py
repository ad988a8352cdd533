"""督办 on screen, by keys: the ladder as a list, the supervisors' sheet, other posts greyed with the reason, the frozen ranking."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from bingliang.desk.supervision.rows import MatterFilter
from bingliang.gui.keys import Place
from bingliang.gui.pages.rating.page import RatingPage
from bingliang.gui.pages.settings.page import SettingsPage
from bingliang.gui.pages.settings.roles import RolesPane, may, posts
from bingliang.gui.pages.supervision.page import SupervisionPage
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_menu import ActMenu
from bingliang.ledger.acts import ACTS, Who
from bingliang.ledger.folding import fold
from bingliang.ledger.roles import ROLES
from tests.gui import looks
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, gone_to, sheet_over

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
BOSS = Who("督查专员", "后台", "督查")


def arrived(zone: Zone, press: Press, who: Who | None = BOSS) -> SupervisionPage:
    if who is not None:
        zone.desk.who = who
    return gone_to(zone, press, KEY.Key_U, SupervisionPage)


def over(zone: Zone, kind: type[Sheet | ActMenu]) -> Sheet | ActMenu:
    return next(one for one in zone.window.findChildren(kind) if one.isVisible())


def test_the_morning_shows_who_is_near_and_who_is_over(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    assert [(row.state, row.rung, row.item) for row in page.table.rows_model.rows] == [
        (MatterFilter.SUPERVISE, "承诺超期", "固定资产投资项目节能审查"),
        (MatterFilter.URGE, "承诺到期", "建设工程竣工联合验收"),
        (MatterFilter.URGE, "承诺临期", "环境影响报告书审批"),
    ]
    assert page.detail.view is not None
    assert [step.title for step in page.detail.view.steps] == ["承诺临期预警", "承诺到期预警", "承诺超期预警"]
    for at, which in enumerate(MatterFilter):
        press(KEY(KEY.Key_1 + at), ALT)
        zone.settle()
        assert page.tiles[at].count == page.table.rows_model.rowCount() or not page.table.rows_model.rows
        assert page.card.head.text() == which


def test_enter_opens_the_next_sheet_and_ctrl_enter_sends_the_order(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    row = page.table.current()
    assert row is not None
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: any(one.isVisible() for one in zone.window.findChildren(Sheet)))
    zone.settle()
    sheet = over(zone, Sheet)
    assert isinstance(sheet, Sheet)
    assert sheet.form is not None
    assert sheet.form.title == "督办"
    zone.qtbot.waitUntil(lambda: "督办单" in sheet.consequence.said)
    assert looks.cut(zone.window) == []
    press(KEY.Key_Return, CTRL)
    zone.settle()
    assert not sheet.isVisible()
    with zone.desk.store.look() as look:
        case = fold(look.entries(row.stream))
    assert case is not None
    assert case.papers[-1].title == "督办单"
    assert case.papers[-1].sm3
    assert {one.state for one in page.table.rows_model.rows if one.key == row.key} == {MatterFilter.REPLY}


@pytest.mark.parametrize(
    "who", [Who("综合窗口甲", "3"), Who("分管副主任", "后台", "领导"), Who("系统管理员", "后台", "管理员")]
)
def test_other_posts_read_the_same_list_and_are_told_whose_act_it_is(zone: Zone, press: Press, who: Who) -> None:
    arrived(zone, press, who)
    press(KEY.Key_B, CTRL)
    zone.settle()
    menu = over(zone, ActMenu)
    assert isinstance(menu, ActMenu)
    greyed = {choice.word: choice.why_not for choice in menu.list.choices}
    assert f"{who.role}无权办理“催办”，请由督查岗位办理" in greyed["催办"]
    press(KEY.Key_Escape)
    assert not menu.isVisible()


def test_a_published_month_is_frozen_and_every_point_leads_to_its_case(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_PageDown, CTRL)
    zone.settle()
    pane = page.assessing
    assert pane.found is not None
    assert (pane.found.period.written, pane.found.issue) == ("2026-11", 1)
    assert "已冻结" in pane._sentence.text()
    late = next(row for row in pane.table.rows_model.rows if row.marks)
    pane.table.selectRow(pane.table.rows_model.place(late.name))
    zone.settle()
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(pane.marks.hasFocus)
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.window.place is Place.CASE)
    zone.settle()
    log = zone.window.page.case._tabs.tables[0]  # type: ignore[attr-defined]  # what it is, the test knows
    assert log.hasFocus()
    assert log.current().seq == late.marks[0].mark.seq, "the very line, not only its case"
    press(KEY.Key_Escape)
    zone.settle()
    assert zone.window.place is Place.SUPERVISION


def test_a_running_month_is_not_published(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_PageDown, CTRL)
    zone.settle()
    page.assessing.period.setCurrentIndex(0)
    page.assessing.asked.emit(page.assessing.written)
    zone.settle()
    press(KEY.Key_F9)
    zone.settle()
    assert "期满以后才能公布" in zone.window.notice.text
    assert not any(one.isVisible() for one in zone.window.findChildren(Sheet))


def test_what_is_on_screen_is_exported_with_real_dates(zone: Zone, press: Press, tmp_path: Path) -> None:
    page = arrived(zone, press)
    path = tmp_path / "督办件.xlsx"
    page.export_to(str(path))
    zone.settle()
    sheet = load_workbook(path).active
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == 3
    assert all(isinstance(row[8], Cell) and row[8].is_date for row in rows)


def test_the_seventh_panel_leads_here(zone: Zone, press: Press) -> None:
    stream = zone.stream("生物制剂")
    zone.window.go(Place.OVERVIEW, f"{stream}#7")
    zone.settle()
    QApplication.processEvents()
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.window.place is Place.SUPERVISION)
    zone.settle()


def test_the_table_of_posts_stands_in_the_settings(zone: Zone) -> None:
    zone.window.go(Place.SETTINGS, "roles")
    zone.settle()
    page = zone.window.page
    assert isinstance(page, SettingsPage)
    pane = page._panes["roles"]
    assert isinstance(pane, RolesPane)
    assert [act.name for act in pane.table.rows_model.rows] == list(ACTS)
    assert {(role, act.name) for act in ACTS.values() for role in posts() if may(role, act) == "可以"} == {
        (role, name) for role in posts() for name in ROLES[role]
    }
    assert looks.cut(zone.window) == []


def test_a_point_of_the_agents_or_the_ratings_is_appealed_from_the_marks_and_leads_to_its_line(
    zone: Zone, press: Press
) -> None:
    page = arrived(zone, press, Who("代办专员甲", "6", "代办"))
    press(KEY.Key_PageDown, CTRL)
    zone.settle()
    press(KEY.Key_B, CTRL)
    zone.settle()
    page.assessing.period.setCurrentIndex(page.assessing.period.findData("2026-12"))
    page.assessing.asked.emit("2026-12")
    zone.settle()
    row = next(one for one in page.assessing.found.rows("部门") if one.name == "政务中心")  # type: ignore[union-attr]  # it is there, or the test fails
    page.assessing.table.selectRow(page.assessing.table.rows_model.place(row.name))
    page.assessing.marks.selectRow(0)
    page.assessing.marks.setFocus()
    press(KEY.Key_B, CTRL)
    zone.settle()
    menu = over(zone, ActMenu)
    assert isinstance(menu, ActMenu)
    press(KEY.Key_Return)
    sheet = sheet_over(zone, page.acts)
    assert sheet.form is not None
    assert (sheet.form.name, sheet.form.subject) == ("appeal_mark", "代办未按时接办 1 分")
    box = next(one for one in sheet.findChildren(QPlainTextEdit) if one.isVisible())
    box.insertPlainText("企业自己要求暂停，有函")
    zone.qtbot.waitUntil(lambda: "由督查岗位复查" in sheet.consequence.said, timeout=10_000)
    assert looks.cut(sheet) == []
    zone.settle()
    confirmed(zone, press, sheet)
    (mark,) = (one.mark for row in page.assessing.found.departments for one in row.marks if row.name == "政务中心")  # type: ignore[union-attr]  # it is there, or the test fails
    assert mark.asked, "the assessment is asked for anew"
    zone.desk.who = BOSS
    press(KEY.Key_PageDown, CTRL)
    zone.settle()
    press(KEY.Key_6, ALT)
    zone.settle()
    (waiting,) = page.table.rows_model.rows
    assert (waiting.word, waiting.no, waiting.department) == ("全程代办", 0, "政务中心")
    assert page.detail.view is not None
    assert [step.title for step in page.detail.view.steps] == ["考核申诉"]
    assert looks.cut(page) == []
    page.table.setFocus()
    press(KEY.Key_Return)
    again = sheet_over(zone, page.acts)
    assert again.form is not None
    assert again.form.name == "decide_appeal"


def test_a_point_of_a_rating_leads_to_the_rating(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_PageDown, CTRL)
    zone.settle()
    page.assessing.period.setCurrentIndex(page.assessing.period.findData("2026-12"))
    page.assessing.asked.emit("2026-12")
    zone.settle()
    assert page.assessing.found is not None
    mark = next(
        one
        for row in page.assessing.found.departments
        for one in row.marks
        if one.mark.kind == "差评属实" and row.name == "城管"
    )
    page.assessing.opened.emit(mark)
    zone.settle()
    assert zone.window.place == Place.RATING
    rating = zone.window.page
    assert isinstance(rating, RatingPage)
    row = rating.table.current()
    assert row is not None
    assert row.stream == mark.mark.stream
