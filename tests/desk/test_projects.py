"""项目库 at the desk, on both databases: enlisting once, moving with reasons, days put right, a whole sheet or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bingliang.desk.errors import Faults
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.library import Entrant, Plan
from bingliang.desk.projects.rows import library
from bingliang.desk.projects.table import read_projects
from bingliang.desk.projects.view import view
from bingliang.ledger.acts import Refusal, Who
from bingliang.ledger.project import Profile
from bingliang.mechanism.seven_batches import tag_of
from tests.clerk import Clerk

FIRM, NAME = "岳阳示例新材有限公司（虚构）", "新材一期（虚构）"


def entrant(
    name: str = NAME, *, batch: str = "洽谈", on: date = date(2026, 10, 1), plans: tuple[Plan, ...] = ()
) -> Entrant:
    return Entrant(Profile(name, FIRM, investment=30000, tags=(tag_of("2+10重点2026"),)), batch, on, ("甲车间",), plans)


def enlisted(clerk: Clerk, request: str = "入库", **more: object) -> str:
    made = projects.enlist([entrant(**more)])  # type: ignore[arg-type]  # by name
    return str(projects.press(clerk.desk, request, made)["streams"][0])


def test_one_press_one_line_and_the_same_project_only_once(clerk: Clerk) -> None:
    clerk.on("11-02")
    stream = enlisted(clerk)
    assert enlisted(clerk) == stream
    with pytest.raises(Refusal, match=r"已在项目库（项目〔2026〕0001号，洽谈）"):
        enlisted(clerk, "再入库")
    assert [(row.number, row.batch) for row in library(clerk.desk).rows] == [("项目〔2026〕0001号", "洽谈")]
    assert clerk.desk.store.verify().ok


def test_back_or_over_a_batch_needs_a_reason_and_no_day_is_still_to_come(clerk: Clerk) -> None:
    clerk.on("11-02")
    stream = enlisted(clerk)

    def to(batch: str, on: date, reason: str = "") -> None:
        projects.press(clerk.desk, f"{batch}{on}{reason}", projects.move(stream, batch, on, reason))

    with pytest.raises(Refusal, match="由“洽谈”到“开工”是越过签约，请写明理由"):
        to("开工", date(2026, 11, 1))
    with pytest.raises(Refusal, match="早于进入“洽谈”的2026-10-01"):
        to("签约", date(2026, 9, 1))
    with pytest.raises(Refusal, match="晚于今天"):
        to("签约", date(2026, 11, 3))
    to("签约", date(2026, 11, 1))
    with pytest.raises(Refusal, match="由“签约”到“谋划”是退回"):
        to("谋划", date(2026, 11, 2))
    to("谋划", date(2026, 11, 2), "投资方调整方案")
    shown = view(clerk.desk, stream)
    assert shown.row.batch == "谋划"
    assert "批次流转至“谋划”，投资方调整方案" in shown.history[0]


def test_milestones_are_late_by_calendar_days_and_a_wrong_day_is_put_right(clerk: Clerk) -> None:
    clerk.on("11-02")
    stream = enlisted(clerk, plans=(Plan("开工", date(2026, 10, 30), works="甲车间"),))
    row = library(clerk.desk).rows[0]
    assert (row.coming, row.late) == ("甲车间开工", 3), "Saturday and Sunday count"
    with pytest.raises(Refusal, match="还没有到"):
        projects.press(
            clerk.desk, "早", projects.date_milestone(stream, Plan("开工", actual=date(2026, 11, 5), works="甲车间"))
        )
    projects.press(
        clerk.desk, "开工", projects.date_milestone(stream, Plan("开工", actual=date(2026, 11, 1), works="甲车间"))
    )
    assert library(clerk.desk).rows[0].late == 0
    line = 2
    made = projects.amend(stream, line, "actual", date(2026, 10, 31), "开工报告为31日")
    projects.press(clerk.desk, "更正", made)
    shown = view(clerk.desk, stream)
    assert [one.actual for one in shown.milestones] == [date(2026, 10, 31)]
    assert any("已更正：开工报告为31日" in said for said in shown.history)
    projects.press(clerk.desk, "撤", projects.amend(stream, line, "", None, "登记错了项目"))
    assert [one.actual for one in view(clerk.desk, stream).milestones] == [None]
    with pytest.raises(Refusal, match="入库这一行是项目的开头"):
        projects.press(clerk.desk, "撤一", projects.amend(stream, 1, "", None, "试"))
    assert clerk.desk.store.verify().ok


def test_faults_come_all_at_once_and_roles_hold(clerk: Clerk) -> None:
    clerk.on("11-02")
    wrong = Entrant(Profile("", FIRM, credit_code="9143060000000115X"), "上市", date(2026, 11, 3))
    with pytest.raises(Faults) as found:
        projects.press(clerk.desk, "错", projects.enlist([wrong]))
    assert {field for field, _ in found.value.faults} == {"name", "credit_code", "batch", "on"}
    clerk.desk.who = Who("审查人员", "后台", "部门", "water")
    with pytest.raises(Refusal, match="部门无权办理“项目入库”"):
        enlisted(clerk)


def test_a_sheet_is_sent_back_row_by_row_and_what_is_good_goes_in_at_once(alone: Clerk, tmp_path: Path) -> None:
    alone.on("11-02")
    path = tmp_path / "项目表.csv"
    path.write_text(
        "项目名称,投资主体,批次,总投资,计划开工,实际开工,信用代码\n"
        f"甲项目（虚构）,{FIRM},签约,1200,2026-11-20,,\n"
        f"甲项目（虚构）,{FIRM},签约,,,,\n"
        f"乙项目（虚构）,{FIRM},签约,,,2026-12-01,\n"
        f"丙项目（虚构）,{FIRM},上市,,2026-13-01,,91430600000000115X\n"
        f",{FIRM},签约,,,,\n",
        encoding="utf-8",
    )
    with alone.desk.store.look() as look:
        table = read_projects(look, path)
    assert [line for line, _ in table.entrants] == [2]
    assert {one.line: len(one.why) for one in table.rejected} == {3: 1, 4: 1, 5: 1, 6: 1}
    assert "与第2行是同一个项目" in table.rejected[0].why[0]
    assert "还没有到" in table.rejected[1].why[0]
    projects.press(alone.desk, "导入", projects.enlist([one for _, one in table.entrants]))
    row = library(alone.desk).rows[0]
    assert (row.name, row.coming_on) == ("甲项目（虚构）", date(2026, 11, 20))


def test_the_zones_own_batches_take_the_place_of_the_default(alone: Clerk) -> None:
    from bingliang.desk.zone.settings import set_point

    alone.on("11-02")
    stream = enlisted(alone)
    alone.desk.who = Who("管理员", "机房", "管理员")
    set_point(alone.desk, "批次", "project_batches", "包装、招商、签约、落地", "示范文件〔2026〕9号")
    counts = dict(library(alone.desk).counts)
    assert list(counts) == ["全部项目", "包装", "招商", "签约", "落地", "洽谈"], (
        "where a project stands is shown all the same"
    )
    projects.press(alone.desk, "转", projects.move(stream, "签约", date(2026, 11, 2)))
    assert library(alone.desk, "签约").rows[0].stream == stream
