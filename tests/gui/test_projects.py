"""项目库 by keys: batches, the project behind a row, the sheet with its consequence, a table brought in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from bingliang.desk.casework.green import Granting
from bingliang.desk.help import factory_help
from bingliang.desk.projects import greening
from bingliang.desk.projects.ceremony_view import ceremonies_of
from bingliang.desk.projects.library_script import TITLES, form_of
from bingliang.desk.projects.problem_view import problems_of
from bingliang.desk.projects.rows import library
from bingliang.gui.keys import Place
from bingliang.gui.pages.library.page import ProjectsPage
from bingliang.gui.pages.library.project_list import ProjectList
from bingliang.ledger.acts import Who
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, gone_to, settled, sheet_over

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def room(zone: Zone, press: Press) -> ProjectsPage:
    return gone_to(zone, press, KEY.Key_X, ProjectsPage)


def arrived(zone: Zone, press: Press) -> ProjectList:
    return room(zone, press).projects


def test_the_late_ones_stand_first_and_a_batch_is_one_key(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    rows = page.table.rows_model.rows
    assert (rows[0].name, rows[0].late, rows[0].when) == ("智能零部件生产线（虚构）", 13, "迟 13 天")
    assert "1 个里程碑迟了" in page.card.sum.text()
    assert page.foot.text().splitlines()[0] == "招商：洽谈 1 个 4.00 亿元 → 签约 7 个 37.98 亿元 → 落地 4 个 16.30 亿元"
    press(KEY.Key_4, ALT)
    zone.settle()
    assert page.tiles[3].isChecked()
    assert {row.batch for row in page.table.rows_model.rows} == {"签约"}
    assert page.tiles[3].count == len(page.table.rows_model.rows) == 7


def test_enter_goes_to_the_overview_whose_first_tile_says_the_batch(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    shown = page.detail.view
    assert shown is not None
    assert shown.project_id
    press(KEY.Key_Return)
    zone.qtbot.waitUntil(lambda: zone.window.place is Place.OVERVIEW)
    zone.settle()
    panel = zone.window.page.shown.panels[0]  # type: ignore[attr-defined]  # what it is, the test knows
    assert (panel.figure, panel.light.value) == ("签约", "承诺超时")
    assert any("已迟 13 天" in line.value for line in panel.lines)


def test_a_milestone_is_dated_on_the_sheet_and_the_list_is_no_longer_late(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    press(KEY.Key_B, CTRL)
    zone.settle()
    press(KEY.Key_1)
    sheet = sheet_over(zone, page.acts)
    box = sheet.fields._lines["actual"].editor.stop
    box.setFocus()
    QTest.keyClicks(box, "12-17")
    settled(zone, sheet)
    assert "里程碑“交地”实际：— → 2026-12-17" in sheet.consequence.said
    confirmed(zone, press, sheet)
    assert library(zone.desk).late == 0
    assert "迟 12 天完成" in {row.state for row in page.detail.view.milestones}  # type: ignore[union-attr]  # it is there, or the test fails


def test_a_batch_whose_milestone_has_no_day_yet_is_warned_of(zone: Zone, press: Press) -> None:
    page = arrived(zone, press)
    row = page.table.rows_model.rows[0]
    page.acts.open("move_batch", row)
    zone.settle()
    sheet = sheet_over(zone, page.acts)
    assert "“签约” → “开工”" in sheet.consequence.said
    assert "里程碑“开工”还没有实际日期" in sheet.consequence.said


def test_a_table_is_previewed_row_by_row_before_it_is_brought_in(zone: Zone, press: Press, tmp_path: Path) -> None:
    book = Workbook()
    sheet_ = book.active
    assert sheet_ is not None
    sheet_.append(["项目名称", "投资主体", "批次", "总投资（万元）", "计划开工", "标签"])
    sheet_.append(["新材一期（虚构）", "岳阳示例新材有限公司（虚构）", "洽谈", 30000, "2027-05-01", "2+10重点2026"])
    sheet_.append(["新材二期（虚构）", "岳阳示例新材有限公司（虚构）", "上市", "三亿", "2027年", ""])
    sheet_.append(["智能零部件生产线（虚构）", "岳阳示例精工有限公司（虚构）", "签约", None, None, ""])
    path = tmp_path / "项目表.xlsx"
    book.save(path)
    page = arrived(zone, press)
    before = len(page.table.rows_model.rows)
    page.acts.open("import_projects")
    zone.settle()
    sheet = sheet_over(zone, page.acts)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    focus.insert(str(path))  # as pasted: QTest types Latin letters only
    settled(zone, sheet)
    said = sheet.consequence.said
    assert "可以导入 1 行，更新 0 行，没有变化 1 行，退回 1 行" in said
    assert "第3行 新材二期（虚构）：“总投资”“三亿”不是整数" in said
    assert "“计划开工”“2027年”不是日期" in said
    confirmed(zone, press, sheet)
    rows = page.table.rows_model.rows
    assert len(rows) == before + 1
    new = next(row for row in rows if row.name == "新材一期（虚构）")
    assert (new.tags, new.investment, new.coming) == ("2+10重点2026", 30000, "开工")
    assert zone.desk.store.verify().ok


def test_every_field_of_every_sheet_is_explained(zone: Zone) -> None:
    held, lacking = factory_help(), []
    zone.desk.who = Who("全岗位", "3", "系统")
    projects_of, batch = library(zone.desk).rows, ceremonies_of(zone.desk).chosen
    assert batch is not None
    problem = problems_of(zone.desk).rows[0].stream
    for name, title in TITLES.items():
        begins = name in ("enlist_project", "import_projects", "plan_ceremony", "raise_problem", "list_for_ceremony")
        of = batch.stream if "ceremony" in name else problem if "problem" in name else projects_of[3].stream
        if name == greening.END:
            given = Granting("抢险救灾（示范）", "示范〔2026〕1号", "管委会主任")
            made = greening.grant(of, date(2026, 12, 18), given)
            zone.desk.note("准予", made.act, made.decide)
        form = form_of(zone.desk, name, "" if begins else of)
        assert form.title == title
        assert held.topics[f"do.{name}"].title == title
        lacking += [key for one in form.fields if held.of(key := f"act.{name}.{one.name}") is None]
    assert lacking == []
