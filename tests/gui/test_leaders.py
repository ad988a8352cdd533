"""联系领导 by keys: the lines of the leaders, a visit recorded from there or from a project, the problem that names it."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from bingliang.desk.projects.leaders import leaders_of
from bingliang.desk.projects.rows import library
from bingliang.gui.pages.library.leader_list import LeaderList
from bingliang.gui.pages.library.page import LEADERS, PROJECTS, ProjectsPage
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, gone_to, settled, sheet_over

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
DEPUTY = "管委会副主任（分管数字经济）"


@pytest.fixture
def room(zone: Zone, press: Press) -> ProjectsPage:
    found = gone_to(zone, press, KEY.Key_X, ProjectsPage)
    press(KEY.Key_PageUp, CTRL)
    zone.settle()
    assert found.switch.value == LEADERS
    return found


def on(page: LeaderList, post: str) -> None:
    assert page.select(post)


def test_each_line_says_its_projects_problems_and_the_last_visit(zone: Zone, press: Press, room: ProjectsPage) -> None:
    page = room.leaders
    held = {row.post: row for row in page.table.rows_model.rows}
    head = held["管委会主任"]
    assert [tile.count for tile in page.tiles] == [4, 1, 2]
    assert (len(head.lines), head.open, head.when, head.month) == (2, 1, "12-11，7 天前", 2)
    assert held["管委会副主任（分管建设）"].when == "12-09，9 天前"
    assert "本月走访" in page.card.sum.text()
    on(page, "管委会主任")
    assert (
        "2026-12-11 现场办公 新能源汽车零部件产业园：听取用工和投产安排；提出要素〔2026〕" in page.detail._visits.text()
    )
    press(KEY.Key_2, ALT)
    zone.settle()
    assert [row.post for row in page.table.rows_model.rows] == [DEPUTY]
    press(KEY.Key_Return)
    zone.settle()
    assert room.switch.value == PROJECTS
    assert {row.profile.leader for row in room.projects.table.rows_model.rows} == {DEPUTY}


def test_a_visit_is_recorded_from_the_line_and_no_line_is_left_unvisited(
    zone: Zone, press: Press, room: ProjectsPage
) -> None:
    page = room.leaders
    on(page, DEPUTY)
    press(KEY.Key_B, CTRL)
    zone.settle()
    press(KEY.Key_1)
    sheet = sheet_over(zone, page.acts)
    mine = next(row for row in library(zone.desk).rows if row.profile.leader == DEPUTY)
    assert sheet.fields.values()["visited_project"] == mine.stream, "his own project stands first"
    sheet.fields._lines["visit_words"].editor.stop.setPlainText("看机房建设，没有问题")  # type: ignore[attr-defined]  # what it is, the test knows
    settled(zone, sheet)
    assert f"“{mine.name}”的第 1 次走访：2026-12-18 {DEPUTY} 走访。" in sheet.consequence.said
    confirmed(zone, press, sheet)
    assert [count for _, count in leaders_of(zone.desk).counts] == [4, 0, 2]
    assert "2026-12-18 走访" in page.detail._visits.text()


def test_the_detail_of_a_project_tells_its_visits(zone: Zone, room: ProjectsPage) -> None:
    detail = room.projects.detail
    room.turn_to(PROJECTS)
    room.projects.seek("新能源汽车零部件产业园")
    zone.settle()
    assert detail._visits_head.text() == "走访 1"
    assert detail._visits.text().startswith("2026-12-11 管委会主任 现场办公：听取用工和投产安排；提出要素〔2026〕")
    room.projects.seek("智能零部件生产线（虚构）")
    zone.settle()
    assert detail._visits_head.isHidden()


def test_the_list_is_written_out(zone: Zone, room: ProjectsPage, tmp_path: Path) -> None:
    room.leaders.export()
    dialog = room.leaders._dialog
    assert dialog is not None
    path = tmp_path / "联系领导.xlsx"
    dialog.fileSelected.emit(str(path))
    dialog.close()
    zone.qtbot.waitUntil(path.exists)
    zone.settle()
    assert load_workbook(path).sheetnames == ["联系领导", "走访"]
