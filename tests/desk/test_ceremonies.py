"""集中开工 at the desk: who has no 施工许可 stands in the batch and never on the list; the confirmation writes the milestone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bingliang.desk.acts.press import Press, press
from bingliang.desk.errors import Faults
from bingliang.desk.overview import overview
from bingliang.desk.overview import projects as choices
from bingliang.desk.projects import ceremonies, enterprises, reshaping
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.ceremony_forms import form_of
from bingliang.desk.projects.ceremony_view import Ceremonies, ceremonies_of
from bingliang.desk.projects.enterprises import Merger
from bingliang.desk.projects.library import Entrant
from bingliang.desk.projects.library_export import export_ceremony
from bingliang.desk.projects.library_papers import ceremony_paper
from bingliang.desk.projects.view import view
from bingliang.ledger.acts import Refusal, Who
from bingliang.ledger.ceremony import Licence, Listed
from bingliang.ledger.project import Profile
from bingliang.mechanism.seven_batches.starting import EXEMPTIONS
from tests.clerk import FIRM, PROJECT, Clerk

Do = Callable[[str, Press], str]
DAY = date(2026, 12, 28)
OTHER = {**FIRM, "id": "dianzi", "name": "岳阳示例电子有限公司（虚构）", "credit_code": "914306000000001150"}
OUTSIDE = Licence("430600202612100101（示范）", date(2026, 12, 10), "建设交通局（示范）")


@pytest.fixture
def do(clerk: Clerk) -> Do:
    clerk.on("12-18")

    def done(request: str, made: Press) -> str:
        return str(press(clerk.desk, request, made)["streams"][0])

    return done


def enlisted(do: Do, name: str = "智能零部件（虚构）", works: tuple[str, ...] = (), code: str = "") -> str:
    profile = Profile(name, FIRM["name"], credit_code=FIRM["credit_code"], code=code, investment=36000)
    return do(f"入库{name}", projects.enlist([Entrant(profile, "签约", date(2026, 11, 2), works)]))


def planned(do: Do, name: str = "集中开工第3批") -> str:
    return do(f"批次{name}", ceremonies.plan(ceremonies.Plan(name, DAY, "产业园")))


def shown(clerk: Clerk) -> Ceremonies:
    return ceremonies_of(clerk.desk)


def test_a_batch_is_planned_once_a_year_and_changed_until_it_is_confirmed(clerk: Clerk, do: Do) -> None:
    assert shown(clerk).chosen is None
    stream = planned(do)
    with pytest.raises(Refusal, match="2026年已经有“集中开工第3批”"):
        do("再", ceremonies.plan(ceremonies.Plan("集中开工第3批", date(2026, 12, 30))))
    with pytest.raises(Faults, match="请填写批次的名称"):
        do("空", ceremonies.plan(ceremonies.Plan(" ", DAY)))
    with pytest.raises(Faults, match="早于今天"):
        do("早", ceremonies.plan(ceremonies.Plan("第4批", date(2026, 12, 17))))
    with pytest.raises(Refusal, match="都没有改动"):
        do("同", ceremonies.change(stream, ceremonies.Plan("集中开工第3批", DAY, "产业园")))
    do("改", ceremonies.change(stream, ceremonies.Plan("集中开工第3批", date(2026, 12, 29))))
    found = shown(clerk).chosen
    assert found is not None
    assert (found.number, found.day, found.place) == ("集中开工〔2026〕1号", date(2026, 12, 29), "")
    assert "集中开工批次变更：集中开工第3批，2026-12-29" in found.history[0]
    assert clerk.desk.store.verify().ok


def test_without_a_permit_it_stands_in_the_batch_and_not_on_the_list(clerk: Clerk, do: Do) -> None:
    stream, project = planned(do), enlisted(do)
    do("列", ceremonies.enter(stream, Listed(project)))
    found = shown(clerk).chosen
    assert found is not None
    (row,) = found.rows
    assert (row.state, row.why, row.article) == (
        "暂不具备",
        "施工许可没有记录",
        "《建筑法》第七条；《建筑工程施工许可管理办法》第三条",
    )
    assert found.sentence == "2026-12-28，产业园：列入 1 个，具备开工条件 0 个，1 个暂不具备条件，不上名单。"
    with pytest.raises(Refusal, match="还没有具备开工条件的项目"):
        ceremony_paper(clerk.desk, stream)
    clerk.on("12-28")
    with pytest.raises(Refusal, match="不具备开工条件：施工许可没有记录"):
        do("确认", ceremonies.confirm(stream, [(project, "")]))


def test_a_permit_from_elsewhere_is_entered_and_the_beginning_confirmed_on_the_day(
    clerk: Clerk, do: Do, tmp_path: Path
) -> None:
    stream, ready, waiting = planned(do), enlisted(do), enlisted(do, "二期（虚构）")
    do("列甲", ceremonies.enter(stream, Listed(ready)))
    do("列乙", ceremonies.enter(stream, Listed(waiting)))
    do("许可", ceremonies.enter(stream, Listed(ready, licence=OUTSIDE)))
    with pytest.raises(Refusal, match="没有改动"):
        do("又", ceremonies.enter(stream, Listed(ready, licence=OUTSIDE)))
    found = shown(clerk).chosen
    assert found is not None
    assert [(row.name, row.state) for row in found.rows] == [
        ("智能零部件（虚构）", "具备条件"), ("二期（虚构）", "暂不具备"),
    ]  # fmt: skip
    assert (found.ready, found.investment) == (1, 36000)
    made = ceremony_paper(clerk.desk, stream)
    assert made.pdf.startswith(b"%PDF")
    assert (made.pages, made.name) == (1, "集中开工第3批")
    book = load_workbook(export_ceremony(found, str(tmp_path / "批次.xlsx")))
    sheet = book["集中开工第3批"]
    assert [cell.value for cell in sheet[2]][:2] == ["项目〔2026〕0001号", "智能零部件（虚构）"]
    assert sheet.cell(2, 6).value.date() == DAY  # type: ignore[union-attr]  # it is there, or the test fails
    with pytest.raises(Refusal, match="还没有到，不能确认"):
        do("早", ceremonies.confirm(stream, [(ready, "")]))
    clerk.on("12-28")
    with pytest.raises(Faults, match="至少勾选一个"):
        do("空", ceremonies.confirm(stream, []))
    do("确认", ceremonies.confirm(stream, [(ready, "")]))
    assert [(one.name, one.actual) for one in view(clerk.desk, ready).milestones] == [("开工", DAY)]
    assert view(clerk.desk, waiting).milestones == ()
    over = ceremonies_of(clerk.desk, stream).chosen
    assert over is not None
    assert [row.state for row in over.rows] == ["已开工", "没有开工"]
    assert over.sentence == "2026-12-28，产业园，已于 2026-12-28 确认开工 1 个。"
    assert "开工 1 个，没有开工 1 个" in over.history[0]
    with pytest.raises(Refusal, match="已于2026-12-28确认开工，不再改动"):
        do("移", ceremonies.strike(stream, (waiting, ""), "改期"))
    with pytest.raises(Refusal, match="已于2026-12-28开工，不用再列入"):
        do("四", ceremonies.enter(planned(do, "集中开工第4批"), Listed(ready)))
    assert clerk.desk.store.verify().ok


def test_works_are_listed_one_by_one_and_a_known_beginning_stays(clerk: Clerk, do: Do) -> None:
    stream, project = planned(do), enlisted(do, works=("甲车间", "乙车间"))
    with pytest.raises(Faults, match="从“智能零部件（虚构）”的单项工程里选一个：甲车间、乙车间"):
        do("整", ceremonies.enter(stream, Listed(project)))
    do("甲", ceremonies.enter(stream, Listed(project, "甲车间", Licence(exempt=EXEMPTIONS[0], document="示范文1号"))))
    do("乙", ceremonies.enter(stream, Listed(project, "乙车间", OUTSIDE)))
    do("早开", projects.date_milestone(project, projects.Plan("开工", actual=date(2026, 12, 17), works="乙车间")))
    clerk.on("12-28")
    do("确认", ceremonies.confirm(stream, [(project, "甲车间"), (project, "乙车间")]))
    assert [(one.works, one.actual) for one in view(clerk.desk, project).milestones] == [
        ("乙车间", date(2026, 12, 17)), ("甲车间", DAY),
    ]  # fmt: skip


def test_what_is_told_of_a_licence_must_hold(do: Do) -> None:
    stream, project = planned(do), enlisted(do)
    with pytest.raises(Faults, match="请填写施工许可证的核发日期"):
        do("一", ceremonies.enter(stream, Listed(project, licence=Licence("1号"))))
    with pytest.raises(Faults, match="还没有到"):
        do("二", ceremonies.enter(stream, Listed(project, licence=Licence("1号", date(2026, 12, 19)))))
    with pytest.raises(Refusal, match="只有两种"):
        do("三", ceremonies.enter(stream, Listed(project, licence=Licence(exempt="领导同意", document="纪要"))))


def test_taking_out_says_why(clerk: Clerk, do: Do) -> None:
    stream, project = planned(do), enlisted(do)
    with pytest.raises(Refusal, match="没有这个项目"):
        do("没", ceremonies.strike(stream, (project, ""), "改期"))
    do("列", ceremonies.enter(stream, Listed(project)))
    with pytest.raises(Faults, match="请写明移出的理由"):
        do("空", ceremonies.strike(stream, (project, ""), " "))
    do("移", ceremonies.strike(stream, (project, ""), "推迟到下一批"))
    found = shown(clerk).chosen
    assert found is not None
    assert (found.rows, found.sentence) == ((), "2026-12-28，产业园：列入 0 个，具备开工条件 0 个。")
    assert "移出集中开工批次：智能零部件（虚构），推迟到下一批" in found.history[0]


def test_the_permit_granted_at_this_counter_is_found_by_itself(clerk: Clerk, do: Do) -> None:
    clerk.on("11-10").receives("S3-03").accepts(1)
    clerk.on("12-18")
    stream = planned(do)
    project = enlisted(do, PROJECT["name"], code=PROJECT["code"])
    do("列", ceremonies.enter(stream, Listed(project)))
    before = shown(clerk).chosen
    assert before is not None
    assert before.rows[0].why == "施工许可办理中（建筑工程施工许可证核发）"
    clerk.grants(1)
    after = shown(clerk).chosen
    assert after is not None
    assert (after.rows[0].state, after.rows[0].why) == ("具备条件", "")


def test_the_zones_list_must_know_the_milestone(alone: Clerk) -> None:
    alone.on("12-18")
    stream = str(press(alone.desk, "批", ceremonies.plan(ceremonies.Plan("第1批", date(2026, 12, 18))))["streams"][0])
    alone.sets(project_milestones="签约、投产")
    with pytest.raises(Refusal, match="里程碑清单里没有“开工”"):
        press(alone.desk, "确认", ceremonies.confirm(stream, []))


def test_a_department_plans_nothing(clerk: Clerk, do: Do) -> None:
    clerk.desk.who = Who("审查人员", "后台", "部门", "water")
    with pytest.raises(Refusal, match="部门无权办理“集中开工批次登记”"):
        planned(do)
    with pytest.raises(Refusal, match="没有这个集中开工批次"), clerk.desk.store.look() as look:
        ceremonies.found(look, "ceremony/none")


def test_a_permit_granted_before_a_merger_counts_for_the_works_it_was_granted_to(clerk: Clerk, do: Do) -> None:
    clerk.on("11-10").receives("S3-03")
    clerk.on("11-11").accepts(1)
    clerk.on("11-13").grants(1, document="430600202611130101（示范）")
    clerk.on("12-18")
    into = enlisted(do, works=("一车间",))
    holder = enlisted(do, PROJECT["name"], code=PROJECT["code"])
    outer = enlisted(do, "总部园（虚构）", works=("办公楼",))
    stream = planned(do)
    do("合", reshaping.merge(into, [holder], "企业整合为一个项目，示范文〔2026〕7号"))
    do("又合", reshaping.merge(outer, [into], "企业整合为一个项目，示范文〔2026〕9号"))
    for works in ("办公楼", "一车间", PROJECT["name"]):
        do(f"列{works}", ceremonies.enter(stream, Listed(outer, works)))
    found = shown(clerk).chosen
    assert found is not None
    assert {row.works: row.state for row in found.rows} == {
        PROJECT["name"]: "具备条件", "一车间": "暂不具备", "办公楼": "暂不具备",
    }  # fmt: skip
    permit = next(row.permit for row in found.rows if row.works == PROJECT["name"])
    assert permit == "430600202611130101（示范） 2026-11-13"


def test_the_overview_of_the_project_that_goes_on_reads_the_cases_of_those_merged_into_it(clerk: Clerk, do: Do) -> None:
    clerk.on("11-10").receives("S3-03")
    other = {**PROJECT, "name": "二期（虚构）", "code": ""}
    clerk.receives("S3-07", project=other)
    clerk.on("12-18")
    into, gone = enlisted(do, PROJECT["name"], code=PROJECT["code"]), enlisted(do, "二期（虚构）")
    known = choices(clerk.desk, PROJECT["code"])[0].id
    assert overview(clerk.desk, known).facts[0] == ("办件", "1 件")
    do("合", reshaping.merge(into, [gone], "企业整合为一个项目，示范文〔2026〕7号"))
    assert overview(clerk.desk, known).facts[0] == ("办件", "2 件")
    merged = next(one.id for one in choices(clerk.desk, "") if one.name == "二期（虚构）")
    assert overview(clerk.desk, merged).facts[0] == ("办件", "1 件"), "what was merged away keeps its own"


def states(clerk: Clerk) -> dict[str, str]:
    found = shown(clerk).chosen
    assert found is not None
    return {row.works or row.name: row.state for row in found.rows}


def test_a_whole_project_does_not_begin_on_the_permit_of_one_merged_into_it(clerk: Clerk, do: Do) -> None:
    """Listed before or after the merger: what the other was granted stays with the 单项工程 that it became."""
    clerk.on("11-10").receives("S3-03")
    clerk.on("11-11").accepts(1)
    clerk.on("11-13").grants(1)
    clerk.on("12-18")
    into, holder = enlisted(do, "主体（虚构）"), enlisted(do, PROJECT["name"], code=PROJECT["code"])
    stream = planned(do)
    do("列主体", ceremonies.enter(stream, Listed(into)))
    assert states(clerk) == {"主体（虚构）": "暂不具备"}
    do("合", reshaping.merge(into, [holder], "企业整合为一个项目，示范文〔2026〕7号"))
    assert states(clerk) == {"主体（虚构）": "暂不具备"}
    do("列并入", ceremonies.enter(stream, Listed(into, PROJECT["name"])))
    assert states(clerk) == {"主体（虚构）": "暂不具备", PROJECT["name"]: "具备条件"}
    choices = next(
        one for one in form_of(clerk.desk, "list_for_ceremony", stream).fields if one.name == "ceremony_project"
    )
    assert [one.text for one in choices.choices] == ["主体（虚构）", f"主体（虚构） {PROJECT['name']}"]
    do("移", ceremonies.strike(stream, (into, ""), "改列下一批"))
    do("又列", ceremonies.enter(stream, Listed(into)))
    assert states(clerk)["主体（虚构）"] == "暂不具备", "it can be listed by itself after the merger too"


def test_a_permit_of_the_project_itself_is_not_that_of_the_one_merged_into_it(clerk: Clerk, do: Do) -> None:
    clerk.on("12-01")
    into, gone = enlisted(do, PROJECT["name"], code=PROJECT["code"]), enlisted(do, "并入的（虚构）")
    do("合", reshaping.merge(into, [gone], "企业整合为一个项目，示范文〔2026〕7号"))
    clerk.on("12-02").receives("S3-03")
    clerk.on("12-03").accepts(1)
    clerk.on("12-04").grants(1)
    clerk.on("12-18")
    stream = planned(do)
    for works in ("", "并入的（虚构）"):
        do(f"列{works}", ceremonies.enter(stream, Listed(into, works)))
    assert states(clerk) == {PROJECT["name"]: "具备条件", "并入的（虚构）": "暂不具备"}


def test_two_merged_enterprises_with_a_project_of_one_name_each_keep_their_permit(clerk: Clerk, do: Do) -> None:
    name = "标准厂房（虚构）"
    own = {**PROJECT, "id": "changfang", "name": name, "code": ""}
    clerk.on("11-10").receives("S3-03", project=own)
    clerk.on("11-11").accepts(1)
    clerk.on("11-13").grants(1)
    clerk.on("12-01").receives("S3-07", enterprise=OTHER, project={**own, "id": "dianzi"})
    clerk.on("12-18")
    holder = enlisted(do, name)
    profile = Profile(name, OTHER["name"], credit_code=OTHER["credit_code"])
    other = do("入库乙", projects.enlist([Entrant(profile, "签约", date(2026, 11, 2))]))
    stream = planned(do)
    for project in (holder, other):
        do(f"列{project}", ceremonies.enter(stream, Listed(project)))

    def ready() -> dict[str, str]:
        found = shown(clerk).chosen
        assert found is not None
        return {row.project: row.state for row in found.rows}

    before = ready()
    assert before == {holder: "具备条件", other: "暂不具备"}
    do("并", enterprises.merge(Merger(FIRM["name"], OTHER["name"], date(2026, 12, 17), "准予合并登记〔2026〕1号")))
    assert ready() == before
