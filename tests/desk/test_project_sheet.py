"""项目表: what is written out and brought in again changes nothing; what was changed in it is changed here, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from bingliang.desk.acts.fields import ActForm
from bingliang.desk.acts.press import press
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.export import export_projects, write_template
from bingliang.desk.projects.forms import brought_in, form_of
from bingliang.desk.projects.library import Entrant, Plan
from bingliang.desk.projects.rows import library
from bingliang.desk.projects.script import PROJECTS
from bingliang.desk.projects.table import ProjectTable, read_projects
from bingliang.desk.projects.view import view
from bingliang.ledger.acts import Refusal
from bingliang.ledger.project import Profile
from bingliang.mechanism.seven_batches import tag_of
from tests.clerk import Clerk

FULL = Profile(
    "产业园（虚构）", "岳阳示例新材有限公司（虚构）", credit_code="914306000000009919", code="2609-430600-04-01-100099",
    investment=120000, land="240.5", industry="汽车产业", chain="零部件", investor="上市公司", responsible="产发局",
    person="产发局局长", leader="管委会主任", agent="产发局局长", honours="省通报表扬", growth="入规、专精特新",
    tags=(tag_of("2+10标杆2026"), tag_of("189")),
)  # fmt: skip


@pytest.fixture
def told(alone: Clerk) -> Clerk:
    alone.on("12-18")
    plans = (
        Plan("签约", actual=date(2026, 7, 15)), Plan("开工", date(2026, 12, 28), works="甲车间"),
        Plan("开工", date(2027, 3, 1), works="乙车间"),
    )  # fmt: skip
    entrants = [
        Entrant(FULL, "签约", date(2026, 7, 15), ("甲车间", "乙车间"), plans),
        Entrant(Profile("=二期（虚构）", FULL.firm), "洽谈", date(2026, 11, 2)),
    ]
    press(alone.desk, "入库", projects.enlist(entrants))
    return alone


def written(clerk: Clerk, tmp_path: Path) -> Path:
    streams = [row.stream for row in library(clerk.desk).rows]
    return Path(export_projects(clerk.desk, streams, str(tmp_path / "项目表.xlsx")))


def read(clerk: Clerk, path: Path) -> ProjectTable:
    with clerk.desk.store.look() as look:
        return read_projects(look, path)


def columns(sheet: Any) -> dict[str, int]:  # noqa: ANN401 - openpyxl's sheet
    """Heading → column, with and without its remark."""
    found = {str(cell.value): at for at, cell in enumerate(sheet[1], 1)}
    return {**found, **{head.partition("（")[0]: at for head, at in found.items()}}


def changed(path: Path, **cells: object) -> Path:
    """The first row of the sheet with other cells; a letter names its column."""
    book = load_workbook(path)
    sheet: Any = book["项目表"]
    heads = columns(sheet)
    at = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, heads["项目名称"]).value == FULL.name)
    for head, value in cells.items():
        sheet.cell(at, heads[head], value)
    book.save(path)
    return path


def test_written_out_and_brought_in_again_nothing_changes(told: Clerk, tmp_path: Path) -> None:
    table = read(told, written(told, tmp_path))
    assert (table.entrants, table.updates, table.rejected, table.same) == ((), (), (), 2)
    assert table.unread == ()
    form = form_of(told.desk, "import_projects", path=str(tmp_path / "项目表.xlsx"))
    said = trial(told, form)
    assert said == "“项目表.xlsx·项目表”共 2 行：可以导入 0 行，更新 0 行，没有变化 2 行，退回 0 行。没有一行要记。"


def trial(clerk: Clerk, form: ActForm) -> str:
    found = PROJECTS.trial(clerk.desk, form, "", "试", form.values).rehearsed.consequence
    assert found is not None
    return found.sentences[0]


def test_the_sheet_has_real_days_lists_and_no_formula(told: Clerk, tmp_path: Path) -> None:
    sheet: Any = load_workbook(written(told, tmp_path))["项目表"]
    heads = columns(sheet)
    rows = {str(sheet.cell(row, heads["项目名称"]).value): row for row in (2, 3)}
    one = rows[FULL.name]
    assert sheet.cell(one, heads["总投资（万元）"]).value == 120000
    assert sheet.cell(one, heads["入库日期"]).is_date
    assert sheet.cell(one, heads["计划开工"]).value == "甲车间：2026-12-28；乙车间：2027-03-01"
    assert sheet.cell(rows["=二期（虚构）"], heads["项目名称"]).data_type == "s", "words, never a formula"
    rules = {
        str(rule.sqref).rstrip("0123456789").split("2:")[0]: rule for rule in sheet.data_validations.dataValidation
    }
    letter = sheet.cell(1, heads["批次"]).column_letter
    assert rules[letter].formula1 == "取值!$A$2:$A$8"
    assert rules[letter].showErrorMessage
    lists = load_workbook(tmp_path / "项目表.xlsx")["取值"]
    assert [lists.cell(row, 1).value for row in range(1, 9)] == [
        "批次",
        "谋划",
        "洽谈",
        "签约",
        "开工",
        "建设",
        "投产",
        "达产",
    ]


def test_a_row_that_was_changed_changes_just_that(told: Clerk, tmp_path: Path) -> None:
    path = changed(
        written(told, tmp_path), 总投资=130000, 批次="开工", 入库日期=date(2026, 12, 17), 产业="", 实际开工="甲车间：2026-12-17",
    )  # fmt: skip
    table = read(told, path)
    ((line, update),) = table.updates
    assert (line, table.same, table.rejected) == (2 if line == 2 else 3, 1, ())
    assert update.words == "概况、批次“签约”→“开工”、里程碑“甲车间开工”"
    press(told.desk, "导入", brought_in(table))
    row = next(row for row in library(told.desk).rows if row.name == FULL.name)
    assert (row.investment, row.batch, row.profile.industry) == (130000, "开工", "汽车产业"), (
        "an empty cell changes nothing"
    )
    assert [one.actual for one in view(told.desk, row.stream).milestones if one.works == "甲车间"] == [
        date(2026, 12, 17)
    ]
    assert read(told, path).good == 0, "brought in a second time, nothing is left to change"
    assert told.desk.store.verify().ok


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"批次": "谋划"}, "由“签约”到“谋划”是退回，请写明理由"),
        ({"批次": "上市"}, "不在本区“七个一批”字典中"),
        ({"批次": "开工", "入库日期": date(2026, 7, 1)}, "早于进入“签约”的2026-07-15"),
        ({"单项工程": "甲车间"}, "单项工程“乙车间”已登记里程碑，不能去掉"),
        ({"实际开工": "甲车间：2026-12-30"}, "还没有到"),
        ({"计划开工": "丙车间：2027-01-01"}, "没有单项工程“丙车间”"),
        ({"信用代码": "91430600000000991X"}, "校验"),
        ({"计划开工": "甲车间：明年"}, "“计划开工”“甲车间：明年”不是日期"),
        ({"入库日期": "去年"}, "“入库日期”“去年”不是日期"),
    ],
)
def test_a_row_that_cannot_be_says_why(told: Clerk, tmp_path: Path, cells: dict[str, object], said: str) -> None:
    table = read(told, changed(written(told, tmp_path), **cells))
    assert (table.updates, table.same) == ((), 1)
    assert said in " ".join(table.rejected[0].why)


def test_with_the_reason_beside_it_a_step_back_is_taken(told: Clerk, tmp_path: Path) -> None:
    path = changed(written(told, tmp_path), 批次="谋划", 流转理由="投资方调整方案", 入库日期=date(2026, 12, 18))
    press(told.desk, "退", brought_in(read(told, path)))
    assert {row.batch for row in library(told.desk).rows} == {"谋划", "洽谈"}


def test_what_was_changed_since_the_sheet_was_read_is_not_overwritten(told: Clerk, tmp_path: Path) -> None:
    table = read(told, changed(written(told, tmp_path), 总投资=130000))
    (_, update), *_ = table.updates
    with told.desk.store.look() as look:
        held = projects.found(look, update.project.stream)
    press(told.desk, "改名", projects.describe(held.stream, replace(held.profile, name="又改了名（虚构）"), held.works))
    with pytest.raises(Refusal, match="在读表以后又改过，没有导入"):
        press(told.desk, "导入", brought_in(table))


def test_a_project_is_known_by_its_number_although_its_name_has_changed(told: Clerk, tmp_path: Path) -> None:
    path = changed(written(told, tmp_path), 项目名称="产业园一期（虚构）", 项目代码="")
    ((_, update),) = read(told, path).updates
    assert (update.profile.name, update.profile.code) == ("产业园一期（虚构）", FULL.code)
    wrong = changed(written(told, tmp_path), 项目号="项目〔2026〕0099号", 项目代码="", 项目名称="没有的（虚构）")
    assert "新项目的项目号请留空" in read(told, wrong).rejected[0].why[0]


def test_the_empty_sheet_is_filled_in_and_brought_in(told: Clerk, tmp_path: Path) -> None:
    path = Path(write_template(told.desk, str(tmp_path / "空白项目表.xlsx")))
    book: Workbook = load_workbook(path)
    sheet = book["项目表"]
    assert sheet.max_row == 1
    heads = columns(sheet)
    for head, value in (
        ("项目名称", "三期（虚构）"),
        ("投资主体", FULL.firm),
        ("批次", "洽谈"),
        ("总投资（万元）", 500),
    ):
        sheet.cell(2, heads[head], value)
    book.save(path)
    ((_, entrant),) = read(told, path).entrants
    assert (entrant.profile.name, entrant.profile.investment, entrant.on) == ("三期（虚构）", 500, date(2026, 12, 18))
    assert any("一行一个项目" in str(cell.value) for cell in book["填写说明"]["A"])


def test_a_place_that_takes_no_file_is_said(told: Clerk, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="写不进去"):
        write_template(told.desk, str(tmp_path / "没有" / "表.xlsx"))


def test_what_an_enterprise_grows_into_is_sifted_and_industries_are_summed(told: Clerk) -> None:
    found = library(told.desk)
    assert ("企业培育", "专精特新", 1) in found.values
    assert [row.name for row in library(told.desk, words="企业培育:专精特新").rows] == ["产业园（虚构）"]
    assert found.industry_words() == "产业：汽车产业 1 个 12.00 亿元、没有填产业 1 个 0.00 亿元"
    assert found.industry_words(1) == "产业：汽车产业 1 个 12.00 亿元等 2 类"
    assert library(told.desk, "洽谈").industry_words() == ""
