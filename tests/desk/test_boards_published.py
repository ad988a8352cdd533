"""周周比 and 点将台 at the desk, on both databases: what is made of the frozen issues, and published."""

from __future__ import annotations

from datetime import date

import pytest

from bingliang.boards.weekly_contest import Digest
from bingliang.desk.boards import commanders, digests, pages, view
from bingliang.desk.errors import Faults
from bingliang.desk.projects import library as projects
from bingliang.desk.projects import problems
from bingliang.desk.projects.investing import Report, invest
from bingliang.desk.projects.library import Plan
from bingliang.desk.projects.problems import Hand, Told
from bingliang.ledger.acts import Refusal
from bingliang.mechanism.supervision import Period
from tests.desk.boards_hand import CITY, GOALS, Room, frozen

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
