"""看板 at the desk, on both databases: a campaign, its issues drafted, signed and frozen by whose post it is, and never changed after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from bingliang.boards.daily_broadcast import Issue
from bingliang.boards.flags import BLACK, RED
from bingliang.boards.weekly_contest import Digest
from bingliang.desk.acts.press import Press, press
from bingliang.desk.boards import campaigns, commanders, digests, issues, pages, view
from bingliang.desk.boards.offices import office_of
from bingliang.desk.errors import Faults
from bingliang.desk.projects import library as projects
from bingliang.desk.projects import problems, reshaping
from bingliang.desk.projects import view as project_view
from bingliang.desk.projects.investing import Report, invest
from bingliang.desk.projects.library import Entrant, Plan
from bingliang.desk.projects.problems import Hand, Told
from bingliang.ledger.acts import Refusal
from bingliang.ledger.campaign import INVESTMENT, MILESTONE, PERMIT, Goal, TenDay, stream_of_tenday
from bingliang.ledger.project import Profile
from bingliang.mechanism.public_rating import Span
from bingliang.mechanism.seven_batches import tag_of
from bingliang.mechanism.supervision import Period
from tests.clerk import FIRM, PROJECT, Clerk

FIRST, LAST = date(2026, 10, 21), date(2026, 11, 20)
PERIOD, CITY = "2026-10下", "岳阳经开区城市管理局（示范）"
GOALS = (
    Goal(INVESTMENT, "完成投资", date(2026, 10, 31), 400, 3),
    Goal(MILESTONE, "交地", date(2026, 10, 31)),
    Goal(INVESTMENT, "完成投资", date(2026, 11, 20), 900, 3),
)


class Room:
    """看板室: the same database, each act by the post that may do it."""

    def __init__(self, clerk: Clerk) -> None:
        self.clerk = clerk
        self.supervisor = clerk.another("督查", "督查", "督查专员")
        self.leader = clerk.another("领导", "领导", "管委会主任")
        self.presses = 0

    def press(self, who: Clerk, made: Press) -> Mapping[str, Any]:
        self.presses += 1
        return press(who.desk, f"看板/{self.presses}", made)

    def watch(self, made: Press) -> str:
        return str(self.press(self.supervisor, made)["streams"][0])

    def lead(self, made: Press) -> str:
        return str(self.press(self.leader, made)["streams"][0])

    def enlisted(
        self, name: str = PROJECT["name"], code: str = PROJECT["code"], *plans: Plan, tag: str = "2+10"
    ) -> str:
        profile = Profile(name, FIRM["name"], code=code, responsible=CITY, person="局长", tags=(tag_of(tag),))
        return str(
            self.press(self.clerk, projects.enlist([Entrant(profile, "签约", date(2026, 10, 1), (), plans)]))[
                "streams"
            ][0]
        )

    def founded(self, goals: Mapping[str, tuple[Goal, ...]], name: str = "百日会战") -> str:
        return self.watch(campaigns.found_campaign(campaigns.Plan(name, FIRST, LAST, goals)))

    def issue(self, stream: str, edition: int | None = None) -> Issue:
        with self.clerk.desk.store.look() as look:
            made = issues.opened(issues.found(look, stream), edition)
        assert made is not None
        return made

    def tenday(self, stream: str) -> TenDay:
        with self.clerk.desk.store.look() as look:
            return issues.found(look, stream)


@pytest.fixture
def room(clerk: Clerk) -> Room:
    clerk.on("10-22")
    return Room(clerk)


def frozen(room: Room, campaign: str, period: str = PERIOD) -> str:
    stream = room.watch(issues.draft(campaign, period))
    room.lead(issues.sign(stream))
    return room.watch(issues.freeze(stream))


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


# ── 周周比 ──


def published(room: Room) -> list[Digest]:
    with room.clerk.desk.store.look() as look:
        return list(digests.every(look))


def test_the_weekly_number_tells_the_seven_days_before(room: Room) -> None:
    project = room.enlisted()
    room.enlisted("没有标签的（虚构）", "", tag="汽车产业")
    room.clerk.on("11-02")
    told = Told("资金", "缺口", "企业反映", date(2026, 11, 1), "", Hand("城管", 5, on=date(2026, 11, 1)), project)
    raised = str(room.press(room.clerk, problems.raise_problem(told))["streams"][0])
    room.press(room.clerk, problems.settle(raised, "解决", "", 60, date(2026, 11, 1)))
    told = Told("用工", "招工", "企业反映", date(2026, 11, 1), "", Hand("城管", 5, on=date(2026, 11, 1)), project)
    room.press(room.clerk, problems.raise_problem(told))
    room.press(room.clerk, invest(project, Report(date(2026, 10, 31), 100, "统计报表")))
    room.press(room.clerk, invest(project, Report(date(2026, 11, 2), 200, "统计报表")))
    room.press(room.clerk, projects.date_milestone(project, Plan("交地", actual=date(2026, 10, 30))))
    on = date(2026, 11, 2)
    room.watch(digests.publish("weekly", on, number=12))
    made = published(room)[0]
    assert (made.name, made.first, made.last) == ("省市重大产业项目周报 第12期", date(2026, 10, 26), date(2026, 11, 1))
    assert [figure.text for figure in made.news[0].sentences] == [
        "完成投资100万元", "交地2026-10-30", "资金问题解决，落实60万元", "提出用工问题，由岳阳经开区城市管理局（示范）办",
    ]  # fmt: skip
    assert all(figure.sources for figure in made.news[0].sentences)
    assert "1个重点项目中1个有新进展，完成投资100万元" in made.lead
    with pytest.raises(Faults, match="更正请写明理由"):
        room.watch(digests.publish("weekly", on))
    with pytest.raises(Faults, match="短文有600字，最多500字"):
        room.watch(digests.publish("weekly", on, text="字" * 600, reason="改"))
    room.watch(digests.publish("weekly", on, "新导语。", "短文。", reason="改"))
    assert [(one.number, one.lead, one.text) for one in published(room)] == [(12, "新导语。", "短文。")]
    key = f"weekly|{on}"
    shown = [view.view(room.clerk.desk, pages.CONTEST, key, at) for at in (0, 1, None)]
    assert ["新导语" in one.words for one in shown] == [False, True, True]
    assert shown[0].versions == ("原刊", "更正1"), "what was published first is still there to be read"
    with pytest.raises(Faults, match="还没有到"):
        room.watch(digests.publish("weekly", date(2026, 11, 9)))
    room.clerk.on("11-09")
    room.watch(digests.publish("weekly", date(2026, 11, 9)))
    assert published(room)[0].number == 13
    assert "完成投资200万元" in published(room)[0].text
    room.clerk.on("11-23")
    room.watch(digests.publish("weekly", date(2026, 11, 23)))
    assert published(room)[0].lead == "11月16日至11月22日，1个重点项目中0个有新进展。"


def test_the_two_weekly_number_carries_each_frozen_issue_once(room: Room) -> None:
    campaign = room.founded({room.enlisted(): GOALS})
    room.clerk.on("11-02")
    with pytest.raises(Refusal, match="还没有冻结的旬报"):
        room.watch(digests.publish("fortnightly", date(2026, 11, 2)))
    stream = frozen(room, campaign)
    room.watch(digests.publish("fortnightly", date(2026, 11, 2)))
    made = published(room)[0]
    assert made.issue == room.issue(stream)
    assert made.issue.position is not None
    room.clerk.on("11-09")
    with pytest.raises(Refusal, match="已经刊发过，没有新的旬报"):
        room.watch(digests.publish("fortnightly", date(2026, 11, 9)))


# ── 点将台 ──


def months(*amounts: int) -> list[tuple[str, int]]:
    return [("", 0)] * (12 - len(amounts)) + [("主体", amount) for amount in amounts]


def test_a_month_is_reckoned_against_its_goals_and_frozen(room: Room) -> None:
    project = room.enlisted()
    campaign = room.founded({project: GOALS})
    october = Period.of("2026-10")
    with pytest.raises(Refusal, match="到2026-10-31才期满"):
        room.watch(commanders.publish(october))
    room.clerk.on("11-02")
    with pytest.raises(Refusal, match="还没有登记项目的年度目标"):
        room.watch(commanders.publish(october))
    goal = commanders.Given(project, "竣工投产", 1000, months(400, 300, 300))
    room.watch(commanders.set_goals(2026, goal))
    with pytest.raises(Refusal, match="目标没有改动"):
        room.watch(commanders.set_goals(2026, goal))
    room.press(room.clerk, invest(project, Report(date(2026, 10, 31), 360, "统计报表")))
    room.press(room.clerk, projects.date_milestone(project, Plan("交地", actual=date(2026, 10, 30))))
    frozen(room, campaign)
    room.watch(commanders.publish(october))
    with room.clerk.desk.store.look() as look:
        made = commanders.board(look, october)
        assert [one.month for one in commanders.published(look)] == ["2026-10"]
    row = made.rows[0]
    assert (row.annual, row.month_goal, row.month_done.text, row.month_percent.text, row.total.text) == (
        "竣工投产", "主体；400万元", "360万元；交地", "90%", "360万元（36%）",
    )  # fmt: skip
    assert len(row.months) == 12
    first = made.contest[0]
    assert (first.name, first.prize, {one.name: one.points for one in first.points}["月目标完成率"]) == (
        CITY,
        "一等奖",
        54,
    )
    assert "劳动竞赛计分（示范默认，由区确认）" in made.rule
    room.press(room.clerk, invest(project, Report(date(2026, 11, 1), 100, "统计报表")))
    with pytest.raises(Faults, match="更正公布请写明理由"):
        room.watch(commanders.publish(october))
    room.watch(commanders.publish(october, "漏登"))
    with room.clerk.desk.store.look() as look:
        assert [one.name for one in commanders.versions(look, october)] == ["2026年10月", "2026年10月（更正1）"]
        assert commanders.board(look, Period.of("2026-11"), live=True).position is None
        assert commanders.versions(look, Period.of("2026-11")) == ()
        with pytest.raises(ValueError, match="还没有开始"):
            commanders.reckon(look, Period.of("2027-01"))
        with pytest.raises(ValueError, match="逐月公布"):
            commanders.may_publish(look, Period.of("2026Q3"))


def test_goals_that_make_no_sense_are_refused(room: Room) -> None:
    project = room.enlisted()
    with pytest.raises(Refusal, match="项目库里没有这个项目"):
        room.watch(commanders.set_goals(2026, commanders.Given("project/none", "投产", 0, months())))
    with pytest.raises(Faults) as wrong:
        room.watch(commanders.set_goals(2026, commanders.Given(project, " ", 0, months()[:3])))
    assert len(wrong.value.faults) == 2
    with pytest.raises(Faults, match="各月目标合计超过年度目标100万元"):
        room.watch(commanders.set_goals(2026, commanders.Given(project, "投产", 100, months(60, 60))))


def test_the_office_behind_a_name(clerk: Clerk) -> None:
    with clerk.desk.store.look() as look:
        assert office_of(look, CITY) == office_of(look, "城管") == "city-management"
        assert office_of(look, "岳阳市生态环境局经开区分局（示范）") == office_of(look, "岳阳市生态环境局") == "ecology"
        assert office_of(look, "人社部门") == office_of(look, "") == ""


def test_a_number_counts_from_the_first_ten_days(room: Room) -> None:
    campaign = room.founded({room.enlisted(): GOALS})
    with room.clerk.desk.store.look() as look:
        held = campaigns.found(look, campaign)
    spans = ("2026-10下", "2026-11上", "2026-11中", "2026-11下", "2026-10中")
    assert [campaigns.number_of(held, Span.of(one)) for one in spans] == [1, 2, 3, 0, 0]
