"""看板 at the desk, on both databases: a campaign, its issues drafted, signed and frozen by whose post it is, and never changed after."""

from __future__ import annotations

from datetime import date

import pytest

from bingliang.boards.flags import BLACK, RED
from bingliang.desk.boards import campaigns, issues
from bingliang.desk.boards.offices import office_of
from bingliang.desk.errors import Faults
from bingliang.desk.projects import library as projects
from bingliang.desk.projects import problems, reshaping
from bingliang.desk.projects import view as project_view
from bingliang.desk.projects.investing import Report, invest
from bingliang.desk.projects.library import Plan
from bingliang.desk.projects.problems import Hand, Told
from bingliang.ledger.acts import Refusal
from bingliang.ledger.campaign import INVESTMENT, MILESTONE, PERMIT, Goal, stream_of_tenday
from bingliang.ledger.project import Profile
from bingliang.mechanism.public_rating import Span
from tests.clerk import FIRM, PROJECT, Clerk
from tests.desk.boards_hand import CITY, FIRST, GOALS, LAST, PERIOD, Room, frozen


def test_an_issue_is_reckoned_from_the_ledger_and_frozen_for_good(room: Room) -> None:
    project, other = room.enlisted(), room.enlisted("乙（虚构）", "")
    campaign = room.founded({project: GOALS, other: GOALS[2:]})
    room.clerk.on("11-02")
    room.press(room.clerk, invest(project, Report(date(2026, 10, 31), 336, "统计报表")))
    stream = frozen(room, campaign)
    made = room.issue(stream)
    head = made.header
    assert (head.number, head.name, head.first, head.last, head.day, head.days) == (
        1, "第1期", FIRST, date(2026, 10, 31), 11, 31,
    )  # fmt: skip
    row = next(one for one in made.projects if one.stream == project)
    assert (row.percent.text, row.flag, row.rank, row.whole.text) == ("63%", BLACK, 1, "28%")
    assert {source.stream for source in row.percent.sources} == {project, campaign}
    assert [goal.done.sources[0].seq for goal in row.goals] == [2, 1], "an unreached goal leads to where it was set"
    idle = next(one for one in made.projects if one.stream == other)
    assert (idle.percent.text, idle.flag, idle.target) == ("—", "", "本旬没有应完成的目标")
    assert (made.departments[0].name, made.departments[0].percent.text) == (CITY, "63%")
    before = made.facts()
    room.press(room.clerk, invest(project, Report(date(2026, 11, 1), 9999, "统计报表")))
    room.press(room.clerk, projects.describe(project, Profile("改名（虚构）", FIRM["name"]), ()))
    assert room.issue(stream).facts() == before, "what is frozen follows no later line"
    assert room.clerk.desk.store.verify().ok


def test_every_step_is_its_own_posts(room: Room) -> None:
    project = room.enlisted()
    campaign = room.founded({project: GOALS})
    with pytest.raises(Refusal, match="窗口无权办理“会战登记”，请由督查、管理员岗位办理"):
        room.press(room.clerk, campaigns.found_campaign(campaigns.Plan("乙", FIRST, LAST, {project: GOALS})))
    room.clerk.on("11-02")
    with pytest.raises(Refusal, match="领导无权办理“旬报起草”"):
        room.lead(issues.draft(campaign, PERIOD))
    stream = room.watch(issues.draft(campaign, PERIOD))
    with pytest.raises(Refusal, match="督查无权办理“旬报签发”，请由领导岗位办理"):
        room.watch(issues.sign(stream))
    with pytest.raises(Refusal, match="第1期还没有签发"):
        room.watch(issues.freeze(stream))
    room.lead(issues.sign(stream))
    with pytest.raises(Refusal, match="已于2026-11-02由管委会主任签发"):
        room.lead(issues.sign(stream))
    room.watch(issues.edit(stream, "导语。", "", {project: "加快"}))
    with pytest.raises(Refusal, match="还没有签发"):
        room.watch(issues.freeze(stream))
    with pytest.raises(Refusal, match="文字没有改动"):
        room.watch(issues.edit(stream, "导语。", "", {project: "加快 "}))
    room.lead(issues.sign(stream))
    room.watch(issues.freeze(stream))
    made = room.issue(stream)
    assert (made.lead, made.projects[0].note) == ("导语。", "加快")
    for act in (issues.edit(stream, "别的", "", {}), issues.freeze(stream)):
        with pytest.raises(Refusal, match=r"已经冻结|没有草稿"):
            room.watch(act)
    with pytest.raises(Refusal, match="已经冻结，不能再改"):
        room.lead(issues.sign(stream))


def test_no_issue_before_its_end_nor_outside_the_campaign(room: Room) -> None:
    campaign = room.founded({room.enlisted(): GOALS})
    with pytest.raises(Refusal, match="2026年12月上旬不在“百日会战”期间"):
        room.watch(issues.draft(campaign, "2026-12上"))
    with pytest.raises(Refusal, match="还没有开始"):
        room.watch(issues.draft(campaign, "2026-11中"))
    stream = room.watch(issues.draft(campaign, PERIOD))
    room.lead(issues.sign(stream))
    with pytest.raises(Refusal, match="到2026-10-31才结束"):
        room.watch(issues.freeze(stream))
    room.clerk.on("11-02")
    with pytest.raises(Refusal, match="那时这一旬还没有结束，请重新起草再签发"):
        room.watch(issues.freeze(stream))
    with room.clerk.desk.store.look() as look:
        assert issues.latest(look) is None
        assert issues.opened(issues.found(look, stream)) is None
        with pytest.raises(Refusal, match="没有这一期旬报"):
            issues.found(look, campaign)
        with pytest.raises(Refusal, match="没有这个会战"):
            campaigns.found(look, stream)
    assert frozen(room, campaign) == stream


def test_a_correction_is_a_further_version_with_its_reason(room: Room) -> None:
    project = room.enlisted()
    campaign = room.founded({project: GOALS})
    room.clerk.on("11-02")
    stream = frozen(room, campaign)
    with pytest.raises(Faults, match="更正要另出一版，请写明理由"):
        room.watch(issues.draft(campaign, PERIOD))
    room.press(room.clerk, projects.date_milestone(project, Plan("交地", actual=date(2026, 10, 30))))
    room.watch(issues.draft(campaign, PERIOD, "漏登交地"))
    room.watch(issues.draft(campaign, PERIOD))
    assert room.tenday(stream).state == "更正草稿，待签发"
    assert room.issue(stream).header.name == "第1期", "the boards show the version that is frozen"
    room.lead(issues.sign(stream))
    room.watch(issues.freeze(stream))
    assert [room.issue(stream, at).header.name for at in (0, 1)] == ["第1期", "第1期（更正1）"]
    assert [room.issue(stream, at).projects[0].percent.text for at in (0, 1)] == ["0%", "25%"]
    assert room.issue(stream).header.reason == "漏登交地"
    with pytest.raises(Refusal, match="第1期没有第2次更正"):
        room.issue(stream, 2)


def test_a_black_flag_is_exempted_by_a_leader_with_a_document(room: Room) -> None:
    project = room.enlisted()
    campaign = room.founded({project: GOALS})
    room.clerk.on("11-02")
    stream = room.watch(issues.draft(campaign, PERIOD))
    with pytest.raises(Refusal, match="督查无权办理“黑旗豁免”"):
        room.watch(issues.exempt(stream, project, "洪水", "主任", "〔2026〕9号"))
    with pytest.raises(Refusal, match="没有黑旗，不用豁免"):
        room.lead(issues.exempt(stream, "project/none", "洪水", "主任", "〔2026〕9号"))
    with pytest.raises(Faults) as wanting:
        room.lead(issues.exempt(stream, project, "", " ", ""))
    assert [field for field, _ in wanting.value.faults] == ["exempt_reason", "approver", "document"]
    room.lead(issues.exempt(stream, project, "洪水停工", "管委会主任", "〔2026〕9号"))
    room.lead(issues.exempt(stream, CITY, "洪水停工", "管委会主任", "〔2026〕9号"))
    room.lead(issues.sign(stream))
    room.watch(issues.freeze(stream))
    row = room.issue(stream).projects[0]
    assert (row.flag, row.exemption.document if row.exemption else "") == ("", "〔2026〕9号")
    assert "经管委会主任批准豁免：洪水停工" in row.flag_reason
    assert room.issue(stream).departments[0].flag == ""


def test_permits_and_lateness_come_from_the_cases_of_the_project(clerk: Clerk) -> None:
    clerk.on("10-22").receives("S3-07").accepts(1)
    room = Room(clerk)
    permit = Goal(PERMIT, "S3-07 挖掘城市道路审批", date(2026, 11, 20))
    campaign = room.founded({room.enlisted(): (permit,)})
    clerk.on("11-02")
    late = room.issue(frozen(room, campaign)).projects[0]
    assert (late.percent.text, late.overdue.text) == ("—", "0项")
    tiles = {one.label: one.figure for one in room.issue(stream_of_tenday(campaign, PERIOD)).tiles}
    assert (tiles["承诺超时"].text, tiles["本旬办结审批"].text) == ("1项", "0项"), "promised 3 workdays from 10-22"
    assert tiles["承诺超时"].sources[0].stream == clerk.stream
    clerk.on("11-18").grants(1)
    clerk.on("11-21")
    made = room.issue(frozen(room, campaign, "2026-11中"))
    assert (made.projects[0].percent.text, made.projects[0].flag) == ("100%", RED)
    assert made.projects[0].permits.text == "1项"
    line = made.projects[0].goals[0].done.sources[0]
    with clerk.desk.store.look() as look:
        assert [one.act for one in look.entries(line.stream) if one.seq == line.seq] == ["grant"]


def test_what_is_late_by_law_is_black_whatever_the_progress(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-07").accepts(1)
    room = Room(clerk)
    project = room.enlisted()
    campaign = room.founded({project: (Goal(INVESTMENT, "完成投资", date(2026, 11, 20), 100),)})
    clerk.on("11-20")
    room.press(clerk, invest(project, Report(date(2026, 11, 20), 200, "统计报表")))
    clerk.on("11-23")
    made = room.issue(frozen(room, campaign, "2026-11中"))
    assert (made.projects[0].percent.text, made.projects[0].flag) == ("200%", BLACK)
    assert made.projects[0].flag_reason == "有法定超期事项1项"
    assert (made.departments[0].flag, made.departments[0].overdue.text) == (BLACK, "1项")


def test_problems_stand_in_the_issue_of_their_days(room: Room) -> None:
    project = room.enlisted()
    campaign = room.founded({project: GOALS})
    hand = Hand("城管", 5)
    streams = [
        str(room.press(room.clerk, problems.raise_problem(
            Told("资金", words, "企业反映", date(2026, 10, 22), "", hand, project, wanted=60)))["streams"][0])
        for words in ("缺口甲", "缺口乙")
    ]  # fmt: skip
    room.clerk.on("11-03")
    frozen(room, campaign)
    room.press(room.clerk, problems.settle(streams[0], "解决", "", 60))
    room.clerk.on("11-11")
    made = room.issue(frozen(room, campaign, "2026-11上"))
    assert [(one.state, one.words, one.amount) for one in made.problems] == [
        ("已解决", "缺口甲", 60),
        ("在办", "缺口乙", 0),
    ]
    assert made.departments[0].problems.text == "1个"
    tiles = {one.label: one.figure.text for one in made.tiles}
    assert (tiles["新增问题"], tiles["解决问题"], tiles["落实资金"]) == ("0个", "1个", "60万元")
    assert "解决企业问题1个、落实资金60万元" in made.lead
    first = room.issue(stream_of_tenday(campaign, PERIOD))
    assert [one.state for one in first.problems] == ["新增", "新增"]
    room.clerk.on("11-21")
    assert [one.words for one in room.issue(frozen(room, campaign, "2026-11中")).problems] == ["缺口乙"]


def test_a_campaign_that_makes_no_sense_is_refused_with_every_fault(room: Room) -> None:
    project = room.enlisted()

    def faults(*goals: Goal, name: str = "会战", last: date = LAST) -> list[str]:
        with pytest.raises(Faults) as wrong:
            room.watch(campaigns.found_campaign(campaigns.Plan(name, FIRST, last, {project: goals} if goals else {})))
        return [said for _, said in wrong.value.faults]

    assert len(faults(name=" ", last=date(2026, 10, 1))) == 3
    said = faults(
        Goal("别的", "甲", date(2027, 1, 1), points=0), Goal(INVESTMENT, "完成投资", LAST), Goal(MILESTONE, "剪彩", LAST),
        Goal(PERMIT, "没有的", LAST),
    )  # fmt: skip
    assert len(said) == 6
    assert any("没有写累计完成多少万元" in one for one in said)
    assert any("不在本区的里程碑字典中" in one for one in said)
    with pytest.raises(Refusal, match="参战的项目不在项目库"):
        room.founded({"project/none": GOALS})
    room.founded({project: GOALS})
    with pytest.raises(Refusal, match="2026-10-21开始的“百日会战”已经登记"):
        room.founded({project: GOALS})


def test_goals_are_changed_with_a_reason_until_the_campaign_is_closed(room: Room) -> None:
    project, other = room.enlisted(), room.enlisted("乙（虚构）", "")
    campaign = room.founded({project: GOALS})

    def change(stream: str, *goals: Goal, why: str = "漏登") -> None:
        room.watch(campaigns.set_target(campaign, stream, goals, why))

    with pytest.raises(Faults, match="请写明为什么变更"):
        change(other, *GOALS, why=" ")
    with pytest.raises(Refusal, match="没有参加“百日会战”"):
        change(other)
    with pytest.raises(Refusal, match="目标没有改动"):
        change(project, *GOALS)
    with pytest.raises(Refusal, match="项目库里没有这个项目"):
        change("project/none", *GOALS)
    change(other, *GOALS)
    change(project, why="停建")
    with room.clerk.desk.store.look() as look:
        held = campaigns.every(look)[0]
        assert list(held.targets) == [other]
        assert [one.written for one in campaigns.spans(held, date(2026, 11, 2))] == ["2026-11上", "2026-10下"]
    with pytest.raises(Faults, match="提前结束请写明理由"):
        room.watch(campaigns.close(campaign, ""))
    room.clerk.on("11-23")
    stream = frozen(room, campaign)
    room.watch(campaigns.close(campaign, ""))
    with pytest.raises(Refusal, match="已于2026-11-23结束，不再变更"):
        change(other)
    with pytest.raises(Refusal, match="不再出新的旬报"):
        room.watch(issues.draft(campaign, "2026-11上"))
    assert room.watch(issues.draft(campaign, PERIOD, "更正")) == stream, "what was wrong may still be put right"


def test_projects_that_became_one_stand_in_one_row_with_both_their_goals(room: Room) -> None:
    one, two = room.enlisted(), room.enlisted("乙（虚构）", "")
    campaign = room.founded({one: GOALS, two: (Goal(INVESTMENT, "完成投资", date(2026, 11, 10), 600, 2),)})
    room.clerk.on("11-02")
    room.press(room.clerk, invest(one, Report(date(2026, 10, 31), 300, "统计报表")))
    room.press(room.clerk, invest(two, Report(date(2026, 10, 31), 200, "统计报表")))
    room.press(room.clerk, reshaping.merge(one, [two], "合并为一个项目，示范〔2026〕7号"))
    room.clerk.on("11-11")
    (row,) = room.issue(frozen(room, campaign, "2026-11上")).projects
    assert (row.stream, row.name) == (one, PROJECT["name"])
    assert [(goal.planned.text, goal.done.text) for goal in row.goals] == [
        ("累计1000万元", "500万元"),
        ("10-31前", "未完成"),
    ]
    assert {source.stream for source in row.goals[0].done.sources} == {one, two}


def test_investment_is_reported_day_after_day_with_its_source(room: Room) -> None:
    project = room.enlisted()
    report = Report(date(2026, 10, 20), 100, "统计报表")
    with pytest.raises(Faults) as wrong:
        room.press(room.clerk, invest(project, Report(date(2026, 12, 1), 0, "")))
    assert len(wrong.value.faults) == 3
    room.press(room.clerk, invest(project, report))
    with pytest.raises(Refusal, match="已经报到2026-10-20"):
        room.press(room.clerk, invest(project, report))
    shown = project_view.view(room.clerk.desk, project)
    assert ("完成投资", "累计 100 万元（报到 2026-10-20）") in shown.facts
    assert "完成投资登记：100 万元，统计报表" in shown.history[0]
    room.press(room.clerk, projects.amend(project, 2, "", None, "多写一个零"))
    assert ("完成投资", "") in project_view.view(room.clerk.desk, project).facts


def test_a_number_counts_from_the_first_ten_days(room: Room) -> None:
    campaign = room.founded({room.enlisted(): GOALS})
    with room.clerk.desk.store.look() as look:
        held = campaigns.found(look, campaign)
    spans = ("2026-10下", "2026-11上", "2026-11中", "2026-11下", "2026-10中")
    assert [campaigns.number_of(held, Span.of(one)) for one in spans] == [1, 2, 3, 0, 0]


def test_the_office_behind_a_name(clerk: Clerk) -> None:
    with clerk.desk.store.look() as look:
        assert office_of(look, CITY) == office_of(look, "城管") == "city-management"
        assert office_of(look, "岳阳市生态环境局经开区分局（示范）") == office_of(look, "岳阳市生态环境局") == "ecology"
        assert office_of(look, "人社部门") == office_of(look, "") == ""
