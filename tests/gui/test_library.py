"""集中开工、要素保障、拆分合并 by keys: what is missing stands beside the project, and every act says what follows first."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from bingliang.desk.projects.ceremony_view import ceremonies_of
from bingliang.desk.projects.problem_view import problems_of
from bingliang.desk.projects.rows import library
from bingliang.desk.supervision.rows import MatterFilter
from bingliang.gui.keys import Place
from bingliang.gui.pages.library.page import CEREMONIES, LEADERS, PROBLEMS, PROJECTS, ProjectsPage
from bingliang.gui.pages.library.sheets import ceremony_sheet, problem_sheet
from bingliang.gui.pages.supervision.page import SupervisionPage
from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.act_suggest import SuggestEditor
from bingliang.ledger.acts import Who
from tests.gui.conftest import Press, Zone
from tests.gui.sheet_hand import confirmed, gone_to, settled, sheet_over

KEY, ALT, CTRL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(zone: Zone, press: Press) -> ProjectsPage:
    return gone_to(zone, press, KEY.Key_X, ProjectsPage)


def fill(zone: Zone, sheet: Sheet, **values: str) -> None:
    """As pasted: QTest types Latin letters only."""
    for name, text in values.items():
        editor = sheet.fields._lines[name].editor
        box = editor.box if isinstance(editor, SuggestEditor) else editor.stop
        if hasattr(box, "setPlainText"):
            box.setPlainText(text)
        else:
            box.setText(text)  # type: ignore[attr-defined]  # a line
    settled(zone, sheet)


def turned(zone: Zone, press: Press, room: ProjectsPage, which: str) -> None:
    while room.switch.value != which:
        press(KEY.Key_PageDown, CTRL)
        zone.settle()


def test_four_pages_are_turned_by_one_key(zone: Zone, press: Press, room: ProjectsPage) -> None:
    seen = [room.switch.value]
    for _ in range(4):
        press(KEY.Key_PageDown, CTRL)
        zone.settle()
        seen.append(room.switch.value)
    press(KEY.Key_PageUp, CTRL)
    zone.settle()
    assert [*seen, room.switch.value] == [PROJECTS, CEREMONIES, PROBLEMS, LEADERS, PROJECTS, LEADERS]


def test_who_has_no_permit_is_not_ready_and_says_why(zone: Zone, press: Press, room: ProjectsPage) -> None:
    turned(zone, press, room, CEREMONIES)
    rows = room.ceremonies.table.rows_model.rows
    assert [(row.name, row.state, row.why) for row in rows] == [
        ("新能源汽车零部件产业园", "具备条件", ""), ("智能装备车间", "暂不具备", "施工许可没有记录"),
    ]  # fmt: skip
    assert [str(one.having) for one in room.ceremonies.detail.permits.rows_model.rows] == ["已取得"] * 7
    press(KEY.Key_Down)
    zone.settle()
    assert "施工许可没有记录（《建筑法》第七条；《建筑工程施工许可管理办法》第三条）" in (
        room.ceremonies.detail._sentence.accessibleName()
    )
    press(KEY.Key_Return)
    zone.settle()
    assert room.switch.value == PROJECTS
    current = room.projects.table.current()
    assert current is not None
    assert current.name == "智能装备车间"


def test_a_permit_from_elsewhere_makes_it_ready_and_too_early_it_is_not_confirmed(
    zone: Zone, press: Press, room: ProjectsPage
) -> None:
    turned(zone, press, room, CEREMONIES)
    press(KEY.Key_Insert)
    sheet = sheet_over(zone, room.ceremonies.acts)
    fill(zone, sheet, ceremony_project="智能装备车间", licence_number="430600202612150101（示范）", licence_on="12-15")
    assert "施工许可：已取得，430600202612150101（示范）。" in sheet.consequence.said
    confirmed(zone, press, sheet)
    assert {row.state for row in room.ceremonies.table.rows_model.rows} == {"具备条件"}
    batch = room.ceremonies.batch
    assert batch is not None
    room.ceremonies.acts.ask("confirm_ceremony", batch.stream)
    sheet = sheet_over(zone, room.ceremonies.acts)
    assert "定在2026-12-28，还没有到，不能确认" in sheet.consequence.said
    press(KEY.Key_Escape)
    zone.clock.now = zone.clock.now.replace(day=28)
    room.ceremonies.acts.ask("confirm_ceremony", batch.stream)
    sheet = sheet_over(zone, room.ceremonies.acts)
    assert "写入 2 个“开工”里程碑（2026-12-28）" in sheet.consequence.said
    confirmed(zone, press, sheet)
    assert {row.state for row in ceremonies_of(zone.desk, batch.stream).chosen.rows} == {"已开工"}  # type: ignore[union-attr]  # it is there, or the test fails
    assert zone.desk.store.verify().ok


def test_a_problem_from_a_visit_is_handed_over_reported_and_solved(
    zone: Zone, press: Press, room: ProjectsPage
) -> None:
    turned(zone, press, room, PROBLEMS)
    before = len(problems_of(zone.desk).rows)
    press(KEY.Key_Insert)
    sheet = sheet_over(zone, room.problems.acts)
    fill(
        zone, sheet, problem_project="磁力装备产业园", problem_words="需要 300 万元设备贷款", problem_wanted="300",
        problem_department="产发局", problem_days="5", problem_visitor="管委会主任",
    )  # fmt: skip
    assert "要素保障问题登记：交产发局，2026-12-25 前办结" in sheet.consequence.said
    confirmed(zone, press, sheet)
    current = room.problems.table.current()
    assert current is not None
    assert (current.words, len(problems_of(zone.desk).rows)) == ("需要 300 万元设备贷款", before + 1)
    press(KEY.Key_Return)
    zone.settle()
    press(KEY.Key_2)
    sheet = sheet_over(zone, room.problems.acts)
    assert sheet.form is not None
    assert sheet.form.name == "settle_problem"
    fill(zone, sheet, problem_amount="三百")
    assert "“三百”不是整数" in sheet.consequence.said
    fill(zone, sheet, problem_amount="300")
    confirmed(zone, press, sheet)
    press(KEY.Key_4, ALT)
    zone.settle()
    assert "解决 300 万元" in room.problems.detail._sentence.accessibleName()
    assert room.problems.foot.text().endswith("；已解决 2,100 万元")


def test_what_another_post_may_do_is_said(zone: Zone, press: Press, room: ProjectsPage) -> None:
    turned(zone, press, room, PROBLEMS)
    row = room.problems.table.current()
    assert row is not None
    assert row.late
    room.problems.acts.ask("supervise_problem", row.stream)
    zone.settle()
    assert "窗口无权办理“要素保障督办”，请由督查岗位办理" in zone.window.notice.text
    zone.desk.who = Who("督查专员", "后台", "督查")
    room.problems.acts.ask("supervise_problem", row.stream)
    sheet = sheet_over(zone, room.problems.acts)
    fill(zone, sheet, problem_request="三日内拿出兑现方案")
    confirmed(zone, press, sheet)
    assert dict(problems_of(zone.desk).counts)["督办待回复"] == 1  # type: ignore[index]  # a word is its filter


def test_the_list_is_sifted_by_any_word_a_tag_or_initials(zone: Zone, press: Press, room: ProjectsPage) -> None:
    press(KEY.Key_F4)
    QTest.keyClicks(room.projects.sift.box, "hndl")
    zone.settle()
    assert [row.name for row in room.projects.table.rows_model.rows] == ["新能源汽车零部件产业园"]
    press(KEY.Key_Escape)
    zone.settle()
    assert len(room.projects.table.rows_model.rows) == 12
    tag = next(one for one in room.commands() if one.word.startswith("标签：2+10标杆"))
    assert tag.note == "2 个"
    tag.act()
    zone.settle()
    assert {row.tags.split("、")[0] for row in room.projects.table.rows_model.rows} == {"2+10标杆"}
    room.projects.seek("没有这样的")
    zone.settle()
    assert "没有项目合“没有这样的”" in room.projects.state.text


def test_a_merger_says_what_moves_and_enter_does_not_do_it(zone: Zone, press: Press, room: ProjectsPage) -> None:
    rows = {row.name: row for row in library(zone.desk).rows}
    into, gone = rows["智能零部件生产线（虚构）"], rows["精密轴承（虚构）"]
    room.projects.acts.open("merge_projects", into)
    sheet = sheet_over(zone, room.projects.acts)
    fill(zone, sheet, merge_other=gone.name, merge_reason="同一投资主体，示范文〔2026〕8号")
    said = sheet.consequence.said
    assert f"“{gone.name}”（{gone.number}）并入“{into.name}”（{into.number}），此后不再单独计数。" in said
    assert "原来的项目号、项目代码和名称仍查得到" in said
    assert sheet.cancel_button.isDefault()
    confirmed(zone, press, sheet)
    assert len(library(zone.desk).rows) == 11
    assert [row.name for row in library(zone.desk, words=gone.number).rows] == [into.name]


def test_a_split_and_an_enterprise_that_is_absorbed_are_rehearsed(zone: Zone, room: ProjectsPage, press: Press) -> None:
    rows = {row.name: row for row in library(zone.desk).rows}
    room.projects.acts.open("split_project", rows["生产基地"])
    sheet = sheet_over(zone, room.projects.acts)
    fill(zone, sheet, split_name="卷材车间项目", split_investment="多", split_reason="分期")
    assert "请以万元为单位写整数" in sheet.consequence.said
    fill(zone, sheet, split_investment="26000")
    assert "投资：原项目 86,000 → 60,000 万元，新项目 26,000 万元，合计不变。" in sheet.consequence.said
    press(KEY.Key_Escape)
    room.projects.acts.open("merge_enterprises", rows["智能零部件生产线（虚构）"])
    sheet = sheet_over(zone, room.projects.acts)
    fill(zone, sheet, firm_stays="湖南威尔", firm_document="示范〔2026〕5号")
    assert (
        "的名义收件" in sheet.consequence.said
        or "找到" in sheet.consequence.said
        or "企业库里没有" in sheet.consequence.said
    )


def test_each_page_is_written_out_and_printed(zone: Zone, room: ProjectsPage, tmp_path: Path) -> None:
    for at, ask in enumerate((room.projects.export, room.projects.template)):
        ask()
        dialog = room.projects._dialog
        assert dialog is not None
        dialog.fileSelected.emit(str(tmp_path / f"{at}.xlsx"))
        dialog.close()
        path = tmp_path / f"{at}.xlsx"
        zone.qtbot.waitUntil(path.exists)
        zone.settle()
        behind = ["联系领导", "走访"] if ask == room.projects.export else []
        assert load_workbook(path).sheetnames == ["项目表", "取值", "填写说明", *behind]
    room.turn_to(CEREMONIES)
    zone.settle()
    batch = room.ceremonies.batch
    assert batch is not None
    assert ceremony_sheet(zone.desk, batch.stream).file.endswith(".pdf")
    room.turn_to(PROBLEMS)
    zone.settle()
    row = room.problems.table.current()
    assert row is not None
    assert problem_sheet(zone.desk, row.stream).loose


@pytest.mark.parametrize(
    ("subject", "page", "first"),
    [
        ("集中开工", CEREMONIES, "新能源汽车零部件产业园"),
        ("问题=已解决", PROBLEMS, "资金"),
        ("批次=洽谈", PROJECTS, "精密轴承（虚构）"),
        ("筛选=标签:集中开工第3批", PROJECTS, "智能装备车间"),
    ],
)
def test_other_rooms_lead_to_the_very_list(zone: Zone, subject: str, page: str, first: str) -> None:
    zone.window.go(Place.PROJECTS, subject)
    zone.settle()
    room = zone.window.page
    assert isinstance(room, ProjectsPage)
    row = room.view.table.current()
    assert room.switch.value == page
    assert first in (getattr(row, "name", ""), getattr(row, "kind", ""))


def test_late_problems_are_seen_in_the_room_of_supervision(zone: Zone) -> None:
    zone.window.go(Place.SUPERVISION)
    zone.settle()
    page = zone.window.page
    assert isinstance(page, SupervisionPage)
    page.filter_by(MatterFilter.ELSEWHERE)
    assert [(row.kind, row.rung, row.remaining) for row in page.table.rows_model.rows] == [
        ("要素保障", "超期未办结", -6)
    ]
    assert page.tiles[7].count == 1
    page.table.opened.emit(page.table.current())
    zone.settle()
    room = zone.window.page
    assert isinstance(room, ProjectsPage)
    chosen = room.problems.table.current()
    assert chosen is not None
    assert chosen.late == 6
