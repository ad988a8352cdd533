"""The boards: figures keep their lines through the freezing, flags follow the printed rule, the contest its weights."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest

from bingliang.boards.commanders import (
    BLACK_FLAGS,
    PROGRESS,
    CommanderRow,
    Commanders,
    Weight,
    commanders_of,
    contest,
    mean,
)
from bingliang.boards.daily_broadcast import (
    CommentRow,
    DepartmentRow,
    Header,
    Issue,
    Position,
    ProblemRow,
    ProjectRow,
    issue_of,
)
from bingliang.boards.figures import NONE, Figure, Source, Tile, joined, whole
from bingliang.boards.flag_roll import composed, roll
from bingliang.boards.flags import BLACK, RED, Exemption, Rule
from bingliang.boards.playing import Played, Schedule, Slot, must_play, next_play
from bingliang.boards.progress import Done, Reached, due, percent, reached
from bingliang.boards.weekly_contest import FORTNIGHTLY, Digest, News, digest_of, said_of, short
from bingliang.ledger.campaign import INVESTMENT, MILESTONE, PERMIT, Goal, Texts

BEIJING = timezone(timedelta(hours=8))
LINE = Source("project/1", 3, "完成投资")
PLAN = Source("campaign/1", 1, "会战目标")


def figure(value: int) -> Figure:
    return Figure(f"{value}%", value, (LINE,))


def project(number: str, value: int | None, overdue: int = 0) -> ProjectRow:
    late = Figure.count((Source("case/1"),) * overdue, "项")
    shown = figure(value) if value is not None else NONE
    return ProjectRow(
        f"project/{number}", number, f"项目{number}", "企业", "建设局", "局长", "主任", shown, shown, overdue=late
    )


def issue(*rows: ProjectRow) -> Issue:
    header = Header(
        "某区", "百日会战", "campaign/1", 8, "2026-12上", "2026年12月上旬", date(2026, 12, 1), date(2026, 12, 10),
        datetime(2026, 12, 10, 23, 59, tzinfo=BEIJING), 79, 100,
    )  # fmt: skip
    departments = (DepartmentRow("建设局", figure(60), *(Figure("0", 0),) * 4), DepartmentRow("水利局", *(NONE,) * 5))
    made = Issue(header, "旬报导语。", (Tile("项目", figure(1)),), rows, departments)
    return composed(made, Texts(), {})


# ── progress ──


def test_progress_is_points_reached_of_points_due() -> None:
    goals = (
        Goal(INVESTMENT, "完成投资", date(2026, 9, 30), 100, 3),
        Goal(INVESTMENT, "完成投资", date(2026, 10, 10), 400, 3),
        Goal(MILESTONE, "交地", date(2026, 10, 8), works="A"),
        Goal(PERMIT, "S3-03 施工许可证", date(2026, 10, 20)),
    )
    done = Done(336, (LINE,), (Reached(MILESTONE, "交地", "B", date(2026, 10, 1), LINE),))
    rows = reached(due(goals, date(2026, 10, 10)), done, PLAN)
    assert [(row.planned.text, row.done.text, row.ratio) for row in rows] == [
        ("累计400万元", "336万元", 84),
        ("10-08前", "未完成", 0),
    ]
    assert percent(rows) == Figure("63%", 63, (LINE, PLAN)), "works A is not handed over by the day of works B"
    permit = Reached(PERMIT, "S3-03", "", date(2026, 10, 18), Source("case/1", 7))
    late = replace(permit, on=date(2026, 10, 19))
    last = reached(due(goals, date(2026, 10, 20)), replace(done, reached=(late, permit)), PLAN)
    assert last[-1].done == Figure("10-18完成", 1, (Source("case/1", 7),))
    assert percent(()) == NONE
    assert percent(reached(due(goals, date(2026, 9, 1)), done, PLAN)) == NONE
    assert whole(1, 0) == 0


# ── flags ──


@pytest.mark.parametrize(
    ("value", "overdue", "flag"),
    [(106, 0, RED), (100, 0, RED), (99, 0, ""), (80, 0, ""), (79, 0, BLACK), (106, 1, BLACK), (None, 0, "")],
)
def test_flags_follow_the_rule_and_say_why(value: int | None, overdue: int, flag: str) -> None:
    row = issue(project("1", value, overdue)).projects[0]
    assert (row.flag, bool(row.flag_reason)) == (flag, True)


def test_the_rule_stands_beneath_with_its_source() -> None:
    assert issue(project("1", 90)).rule == (
        "插旗规则（示范默认，由区确认）：旬进度达到100%的插红旗，低于80%或者有法定超期事项的插黑旗；经批准可以豁免黑旗。"
    )
    lenient = Rule(95, 60, statute=False, source="区考核办")
    assert lenient.words == "插旗规则（区考核办）：旬进度达到95%的插红旗，低于60%的插黑旗；经批准可以豁免黑旗。"
    assert lenient.flag(figure(95), Figure("1项", 1))[0] == RED


def test_an_exemption_takes_the_black_flag_down_and_stays_to_be_read() -> None:
    spared = Exemption("洪水停工", "管委会主任", "〔2026〕9号", Source("tenday/1", 3))
    draft = issue(project("1", 63), project("2", 106))
    made = composed(
        draft,
        Texts("新导语。", "注", {"project/1": "已复工"}),
        {"project/1": spared, "project/2": spared, "建设局": spared},
    )
    black = next(one for one in made.projects if one.number == "1")
    assert (black.flag, black.exemption, black.note) == ("", spared, "已复工")
    assert black.flag_reason == "旬进度63%，低于80%；经管委会主任批准豁免：洪水停工"
    assert next(one for one in made.projects if one.number == "2").exemption is None, "a red flag needs none"
    assert (made.departments[0].flag, made.departments[0].exemption) == ("", spared)
    assert (made.lead, made.note, draft.lead) == ("新导语。", "注", "旬报导语。")


def test_the_roll_ranks_equals_alike_and_counts_its_flags() -> None:
    shown = roll(issue(project("3", 63), project("1", 106), project("2", 106), project("4", None)))
    assert [(one.number, one.rank) for one in shown.projects] == [("1", 1), ("2", 1), ("3", 3), ("4", 4)]
    assert (shown.red, shown.black) == (2, 1)
    assert [one.name for one in shown.departments] == ["建设局", "水利局"]


# ── freezing ──


def test_a_frozen_issue_opens_again_exactly_as_it_was() -> None:
    spared = {"project/1": Exemption("洪水", "主任", "〔2026〕9号", Source("tenday/1", 3))}
    row = replace(project("1", 63), goals=reached((Goal(MILESTONE, "交地", date(2026, 12, 5)),), Done(), PLAN))
    made = replace(
        composed(issue(row, project("2", None)), Texts(), spared),
        problems=(ProblemRow("已解决", "项目", "企业", "资金", "缺", "局", date(2026, 12, 1), date(2026, 12, 9), 60, 60,
                             "解决", date(2026, 12, 4), (LINE,)),),
        comments=(CommentRow("企业", "项目", "局", "满意", "好", source=LINE),),
    )  # fmt: skip
    at = Position("tenday/1", 4, "00ff00ff", datetime(2026, 12, 11, 9, tzinfo=BEIJING), "督查专员")
    again = issue_of(replace(made, position=at).facts(), at)
    assert again == replace(made, position=at)
    assert issue_of({**made.facts(), "later": 1}) == made, "a word that a later program writes is no fault"
    assert (again.header.name, again.header.day_of) == ("第8期", "第79天/共100天")
    assert replace(again.header, erratum=1).name == "第8期（更正1）"
    assert again.black() == ()
    assert joined((again.projects[0].percent,))


# ── phone bulletin ──


def test_the_short_text_keeps_whole_sentences_within_its_measure() -> None:
    comments = (CommentRow("东龙", "项目", "建设局", "满意", "少跑四趟"), CommentRow("东龙", "项目", "局", "满意", ""))
    solved = ProblemRow("已解决", "项", "企", "资金", "缺", "局", date(2026, 12, 1), date(2026, 12, 9), 0, 1800, "解决",
                        date(2026, 12, 4), (LINE,))  # fmt: skip
    made = replace(issue(project("1", 106), project("2", 63)), comments=comments, problems=(solved,))
    text = "".join(said_of(made))
    for said in (
        "第8期（截至12月10日，第79天/共100天）",
        "红旗：项目1（106%）。",
        "黑旗：项目2（63%）。",
        "落实1800万元",
        "“少跑四趟”（满意）",
    ):
        assert said in text
    plain = "".join(said_of(replace(issue(project("1", 90)), lead="", problems=(replace(solved, amount=0),))))
    assert "旗：" not in plain
    assert "解决企业问题1个。" in plain
    assert "解决企业问题" not in "".join(said_of(issue(project("1", 90))))
    assert short(("一二三。", "四五六。"), 8) == "一二三。四五六。"
    cut = short(("一二三。", "四五六七八。", "九十"), 11)
    assert cut == "一二三。（其余见长图）"
    assert len(short(("一" * 30,), 5)) == 5


def test_a_digest_is_frozen_with_the_issue_it_carries() -> None:
    news = (News("项目", "企业", "局", (Figure("完成投资100万元", None, (LINE,)),)),)
    made = Digest(FORTNIGHTLY, "某区", 6, date(2026, 12, 14), date(2026, 12, 1), date(2026, 12, 10), "导语", news=news,
                  issue=issue(project("1", 106)))  # fmt: skip
    assert digest_of(made.facts()) == made
    assert made.name == "“百日会战”旬报 第6期"


# ── commanders ──


def test_the_contest_follows_its_weights_and_gives_prizes_by_rank() -> None:
    weights = (Weight(PROGRESS, "完成率", 60), Weight(BLACK_FLAGS, "黑旗", -5))
    found = {
        "甲": {PROGRESS: figure(100)}, "乙": {PROGRESS: figure(90), BLACK_FLAGS: Figure("1", 1, (LINE,))},
        "丙": {PROGRESS: figure(100)}, "丁": {BLACK_FLAGS: Figure("1", 1)},
    }  # fmt: skip
    rows = contest(found, weights, ("一等奖",))
    assert [(one.name, one.total, one.rank, one.prize) for one in rows] == [
        ("丙", 60, 1, "一等奖"), ("甲", 60, 1, "一等奖"), ("乙", 49, 3, ""), ("丁", -5, 4, ""),
    ]  # fmt: skip
    assert mean([figure(90), NONE, figure(95)]) == Figure("93%", 93, (LINE,))
    assert mean([NONE]) == NONE


def test_a_month_is_frozen_whole() -> None:
    row = CommanderRow(
        "project/1", "1", "项目", "企业", "投产", "局", "局长", "主任", "局长", "竣工", figure(1), figure(50), figure(9)
    )
    made = Commanders("某区", "责任分工表", "2026-11", "2026年11月", date(2026, 11, 30), (row,), erratum=1)
    assert commanders_of(made.facts()) == made
    assert made.name == "2026年11月（更正1）"
    assert replace(made, erratum=0).name == "2026年11月"


# ── playing ──


SCHEDULE = Schedule.of("17:30、08:30")


def at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=BEIJING)


def test_each_time_is_played_once_and_not_long_after() -> None:
    assert SCHEDULE.times == (time(8, 30), time(17, 30))
    assert must_play(SCHEDULE, at(18, 8, 29), (), workday=True) is None
    slot = must_play(SCHEDULE, at(18, 8, 50), (), workday=True)
    assert slot == Slot(at(18, 8, 30))
    assert slot.key == "2026-12-18T08:30"
    played = Played(slot.key, "tenday/1", 4, at(18, 8, 50))
    assert must_play(SCHEDULE, at(18, 8, 51), (played,), workday=True) is None
    assert must_play(SCHEDULE, at(18, 9, 1), (), workday=True) is None, "the machine was switched on too late"
    assert must_play(SCHEDULE, at(18, 17, 30), (played,), workday=True) == Slot(at(18, 17, 30))
    assert must_play(SCHEDULE, at(19, 8, 30), (), workday=False) is None
    always = replace(SCHEDULE, rest_days=True)
    assert must_play(always, at(19, 8, 30), (), workday=False) == Slot(at(19, 8, 30))


def test_the_next_time_is_on_the_next_workday() -> None:
    assert next_play(SCHEDULE, at(18, 8, 50), (True,)) == Slot(at(18, 17, 30))
    assert next_play(SCHEDULE, at(18, 17, 30), (True, False, False, True)) == Slot(at(21, 8, 30))
    assert next_play(replace(SCHEDULE, rest_days=True), at(18, 18, 0), (True, False)) == Slot(at(19, 8, 30))
    assert next_play(SCHEDULE, at(18, 18, 0), (True, False)) is None


def test_times_that_cannot_be_read_are_said_in_a_sentence() -> None:
    assert Schedule.of("08：30，17:30").times == (time(8, 30), time(17, 30))
    with pytest.raises(ValueError, match="播放时刻“早上”没有看懂"):
        Schedule.of("早上")
