"""百日会战 of the sample zone: eight issues frozen, the roll of issue 8, what the owners said, November's commanders; each with its lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bingliang.boards.daily_broadcast import Issue
from bingliang.boards.figures import Figure, Source
from bingliang.boards.flag_roll import composed
from bingliang.boards.flags import BLACK, RED
from bingliang.boards.weekly_contest import FORTNIGHTLY, WEEKLY, Digest
from bingliang.desk.boards import campaigns, commanders, digests, issues
from bingliang.desk.boards.editors_page import write_bulletin, write_page
from bingliang.desk.boards.reckoning import reckon
from bingliang.ledger.campaign import Texts
from bingliang.mechanism.public_rating import Span
from bingliang.mechanism.supervision import Period
from tests.clerk import Clerk

ROLL = (
    ("岳阳东方雨虹防水技术有限责任公司（示范）", 106, RED), ("岳阳科美达磁力装备有限公司（示范）", 100, RED),
    ("湖南东龙科技有限公司（示范）", 97, ""), ("湖南数博环球科技有限公司（示范）", 92, ""),
    ("岳阳新华达制药有限公司（示范）", 88, ""), ("湖南科伦制药有限公司岳阳分公司（示范）", 81, ""),
    ("岳阳示例精工有限公司（虚构）", 63, BLACK),
)  # fmt: skip


@pytest.fixture(scope="module")
def eighth(told: Clerk) -> Issue:
    with told.desk.store.look() as look:
        made = issues.latest(look)
    assert made is not None
    return made


def test_the_hundred_days_and_their_issues(told: Clerk, eighth: Issue) -> None:
    with told.desk.store.look() as look:
        held = campaigns.every(look)[0]
        frozen = [one for one in issues.every(look) if one.frozen]
    assert (held.first, held.last, held.days, held.day(date(2026, 12, 18))) == (
        date(2026, 9, 23),
        date(2026, 12, 31),
        100,
        87,
    )
    assert [one.number for one in frozen] == [8, 7, 6, 5, 4, 3, 2, 1]
    assert [one.period for one in frozen][::7] == ["2026-12上", "2026-09下"]
    assert eighth.position is not None
    assert eighth.position.at.date() == date(2026, 12, 11)
    assert (eighth.header.last, eighth.header.mark) == (date(2026, 12, 10), "示范数据")


def test_the_roll_of_the_eighth_issue(eighth: Issue) -> None:
    assert tuple((one.firm, one.percent.value, one.flag) for one in eighth.projects) == ROLL
    assert (
        eighth.rule
        == "插旗规则（示范默认，由区确认）：旬进度达到100%的插红旗，低于80%或者有法定超期事项的插黑旗；经批准可以豁免黑旗。"
    )
    assert {one.overdue.text for one in eighth.projects} == {"0项"}


def test_black_flags_fall_on_the_invented_firm_alone(told: Clerk) -> None:
    with told.desk.store.look() as look:
        made = [issues.opened(one) for one in issues.every(look)]
        held = campaigns.every(look)[0]
        made.append(reckon(look, held, Span.of("2026-12中"), 9))
    drafted = composed(made[-1], Texts(), {}) if made[-1] is not None else None
    black = {row.firm for one in (*made, drafted) if one is not None for row in one.black()}
    assert black == {"岳阳示例精工有限公司（虚构）"}, "nor does a draft of the ten days that are running put one up"


def test_what_the_owners_said_and_what_was_solved(eighth: Issue) -> None:
    said = {(one.department, one.text, one.grade, one.answered_on) for one in eighth.comments}
    assert ("岳阳经开区建设交通局（示范）", "五项并联，少跑四趟", "非常满意", None) in said
    assert ("岳阳市生态环境局（示范）", "承诺晚了两天，当日公开说明了原因", "基本满意", date(2026, 12, 11)) in said
    solved = [one for one in eighth.problems if one.amount]
    assert [(one.project, one.amount, one.settled_on) for one in solved] == [
        ("生物制剂研发与产业化", 1800, date(2026, 12, 4))
    ]
    assert {one.label: one.figure.text for one in eighth.tiles} == {
        "参战项目": "7个", "平均旬进度": "90%", "本旬办结审批": "4项", "法定超期": "0项", "承诺超时": "2项", "新增问题": "1个",
        "解决问题": "1个", "落实资金": "1800万元",
    }  # fmt: skip


def figures(issue: Issue) -> list[Figure]:
    found = [one.figure for one in issue.tiles]
    found += [figure for row in issue.projects for figure in (row.percent, row.whole, row.overdue, row.permits)]
    found += [figure for row in issue.projects for goal in row.goals for figure in (goal.planned, goal.done)]
    return found + [
        figure for row in issue.departments for figure in (row.percent, row.projects, row.overdue, row.late)
    ]


def test_every_figure_of_an_issue_leads_to_its_lines(told: Clerk, eighth: Issue) -> None:
    """Nought and “—” have no line; every other figure has, and every line is there."""
    held = [one for one in figures(eighth) if one.value]
    assert len(held) > 40
    assert [one for one in held if not one.sources] == []
    lines: set[Source] = {source for one in held for source in one.sources}
    with told.desk.store.look() as look:
        missing = [one for one in lines if one.seq > len(look.entries(one.stream)) or not look.entries(one.stream)]
    assert missing == []
    assert {one.stream.partition("/")[0] for one in lines} >= {"project", "case", "problem", "campaign"}


def test_the_numbers_of_monday_the_fourteenth(told: Clerk, eighth: Issue) -> None:
    with told.desk.store.look() as look:
        monday = {one.kind: one for one in digests.every(look) if one.published_on == date(2026, 12, 14)}
    assert set(monday) == {WEEKLY, FORTNIGHTLY}
    assert monday[WEEKLY].number == 12
    assert (monday[WEEKLY].first, monday[WEEKLY].last) == (date(2026, 12, 7), date(2026, 12, 13))
    assert monday[FORTNIGHTLY].issue == eighth
    assert all(len(one.text) <= 500 for one in monday.values())


def test_the_editors_page_and_the_bulletin_are_files(told: Clerk, eighth: Issue, tmp_path: Path) -> None:
    with told.desk.store.look() as look:
        boards: list[Issue | Digest] = [eighth, *digests.every(look)[:2]]
    for at, board in enumerate(boards):
        (page,) = write_page(board, tmp_path / f"{at}.rtf")
        assert page.read_bytes().startswith(rb"{\rtf1")
        (text,) = write_bulletin(board, tmp_path / f"{at}.txt")
        assert 50 < len(text.read_text("utf-8-sig")) <= 502


def test_the_commanders_of_november(told: Clerk) -> None:
    with told.desk.store.look() as look:
        made = commanders.board(look, Period.of("2026-11"))
    assert made.position is not None
    assert len(made.rows) == 10
    donglong = next(one for one in made.rows if one.project == "新能源汽车零部件产业园")
    assert (donglong.person, donglong.leader, donglong.agent) == (
        "建设交通局局长",
        "管委会主任",
        "岳阳经开区建设交通局局长",
    )
    assert (donglong.month_goal, donglong.month_done.text, donglong.month_percent.text) == (
        "施工许可；3000万元", "2760万元", "92%",
    )  # fmt: skip
    assert [(one.rank, one.prize) for one in made.contest[:3]] == [(1, "一等奖"), (2, "二等奖"), (3, "三等奖")]
    assert {one.name for one in made.weights} == {"月目标完成率", "红旗", "黑旗", "解决企业问题", "超期和承诺超时"}
