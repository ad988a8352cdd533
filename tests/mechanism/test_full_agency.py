"""《全程代办服务制度》: an agent helps, and never signs in the enterprise's place; what comes next, and what of it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bingliang.desk.loading import factory_calendar
from bingliang.ledger.acts import Refusal
from bingliang.ledger.agency import AGENT, CHIEF, MANDATE, Entrustment, Holding, Logged, Original, Post
from bingliang.ledger.case import CaseItem, ItemState, Paper
from bingliang.ledger.catalogue import Limit, Start, Unit
from bingliang.ledger.own_matters import ACCOMPANIED, DUTY, OwnMatter
from bingliang.ledger.project import Enlisted, Move, Profile, Tag
from bingliang.mechanism.full_agency import (
    NEVER,
    POWERS,
    AgencyWeights,
    chief_of,
    chiefs,
    counted,
    gaps,
    may_act,
    powers,
    steps,
    tally,
)
from tests.clerk import case_of, day, item_in

CALENDAR = factory_calendar()
TODAY = date(2026, 10, 20)
SIGNED = Paper(2, MANDATE, "代办第0001号", "代办委托书", (), {}, date(2026, 10, 12), signed_on=date(2026, 10, 12))
ONE = Entrustment(
    "agency/1", "代办第0001号", "岳阳示例精工有限公司（虚构）", "", "智能零部件（虚构）", "", "", "", "", "agent/1", POWERS, (),
    date(2026, 10, 12), date(2027, 10, 11), posts=("agent/1",),
)  # fmt: skip
TAKEN = replace(ONE, taken_on=date(2026, 10, 12), papers=(SIGNED,))
ENDED = replace(TAKEN, ended_on=date(2026, 10, 19), ended_by="委托企业")
HELD = replace(
    TAKEN,
    originals=(
        Original("营业执照", 1, date(2026, 10, 13), 1),
        Original("合同", 1, date(2026, 10, 13), 2, date(2026, 10, 14)),
    ),
)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises((Refusal, ValueError)) as said:
        act()
    return str(said.value)


# ── 帮办代办不包办 ──


@pytest.mark.parametrize("power", POWERS)
def test_what_the_entrustment_names(power: str) -> None:
    assert may_act(power, POWERS, None, TODAY) == power
    assert may_act(power, POWERS, TODAY, TODAY) == power


@pytest.mark.parametrize("power", NEVER)
def test_never_in_the_enterprises_place(power: str) -> None:
    assert "须由企业本人办理" in refused(lambda: may_act(power, POWERS, None, TODAY))


@pytest.mark.parametrize(("power", "scope"), [("领取", ("递交",)), ("评标", POWERS)])
def test_not_what_it_does_not_name(power: str, scope: tuple[str, ...]) -> None:
    assert "未载明" in refused(lambda: may_act(power, scope, None, TODAY))


def test_not_after_it_has_run_out() -> None:
    assert "已于2026-10-11到期" in refused(lambda: may_act("递交", POWERS, date(2026, 10, 11), TODAY))


def entrusts(
    scope: tuple[str, ...] = POWERS,
    on: str = "10-12",
    until: str = "2027-10-11",
    *,
    willing: bool = True,
    others: tuple[Entrustment, ...] = (),
) -> None:
    powers.may_entrust(scope, day(on), day(until), TODAY, others, voluntary=willing)


def test_an_entrustment_is_voluntary_names_powers_and_has_a_time() -> None:
    entrusts()
    entrusts(others=(ENDED, replace(ONE, until=date(2026, 10, 19))))
    assert "企业自愿" in refused(lambda: entrusts(willing=False))
    assert "至少选一项" in refused(lambda: entrusts(()))
    assert "晚于今天" in refused(lambda: entrusts(on="10-21"))
    assert "早于委托日期" in refused(lambda: entrusts(until="10-11"))
    assert "不能重复委托" in refused(lambda: entrusts(others=(ONE,)))


def test_it_is_taken_once_and_not_after_its_end() -> None:
    powers.may_take(ONE, TODAY, TODAY)
    assert "已于2026-10-12接办" in refused(lambda: powers.may_take(TAKEN, TODAY, TODAY))
    assert "由委托企业终止" in refused(lambda: powers.may_take(ENDED, TODAY, TODAY))
    assert "晚于今天" in refused(lambda: powers.may_take(ONE, day("10-21"), TODAY))
    assert "早于前一环节" in refused(lambda: powers.may_take(ONE, day("10-11"), TODAY))


def test_what_is_logged_lies_within_the_mandate() -> None:
    powers.may_log(TAKEN, "领取", TODAY, TODAY)
    powers.may_log(replace(TAKEN, powers=()), "走访", TODAY, TODAY)
    assert "还没有接办" in refused(lambda: powers.may_log(ONE, "递交", TODAY, TODAY))
    assert "须由企业本人办理" in refused(lambda: powers.may_log(TAKEN, "缴纳规费", TODAY, TODAY))
    assert "到期" in refused(lambda: powers.may_log(replace(TAKEN, until=day("10-19")), "递交", TODAY, TODAY))
    powers.may_log(replace(TAKEN, until=day("10-19")), "递交", day("10-19"), TODAY)
    unsigned = replace(TAKEN, papers=())
    powers.may_log(unsigned, "跟踪", TODAY, TODAY)
    for power in ("递交", "补正", "领取"):
        assert f"还没有登记签署，不能代为{power}" in refused(lambda: powers.may_log(unsigned, power, TODAY, TODAY))  # noqa: B023 - called at once
    later = replace(TAKEN, papers=(replace(SIGNED, signed_on=day("10-15")),))
    assert "2026-10-15才签署" in refused(lambda: powers.may_log(later, "递交", day("10-14"), TODAY))


def test_a_line_of_the_log_is_struck_with_a_reason() -> None:
    one = replace(TAKEN, log=logged("10-13"))
    powers.may_strike(one, 9, "记错了项目")
    assert "请写明更正的理由" in refused(lambda: powers.may_strike(one, 9, " "))
    assert "没有这一行" in refused(lambda: powers.may_strike(one, 8, "记错了"))


def test_originals_come_back_one_by_one_and_all_of_them_before_the_end() -> None:
    powers.may_hold(TAKEN, TODAY, TODAY)
    assert "不能再收存" in refused(lambda: powers.may_hold(replace(TAKEN, until=day("10-19")), TODAY, TODAY))
    powers.may_return(HELD, [1], TODAY, TODAY)
    assert "没有收存" in refused(lambda: powers.may_return(TAKEN, [1], TODAY, TODAY))
    assert "请勾选" in refused(lambda: powers.may_return(HELD, [], TODAY, TODAY))
    assert "第2份材料已经交还" in refused(lambda: powers.may_return(HELD, [1, 2], TODAY, TODAY))
    assert "《营业执照》，请先交还" in refused(lambda: powers.may_end(HELD, TODAY, TODAY))
    powers.may_end(TAKEN, TODAY, TODAY)


def test_another_post_needs_the_enterprises_consent_and_the_same_one_no_act() -> None:
    powers.may_pass(TAKEN, "agent/2", TODAY, TODAY, agreed=True)
    assert "须经委托的企业同意" in refused(lambda: powers.may_pass(TAKEN, "agent/2", TODAY, TODAY, agreed=False))
    assert "办理“代办岗位接任”" in refused(lambda: powers.may_pass(TAKEN, "agent/1", TODAY, TODAY, agreed=True))


# ── 首席代办专员 ──


def post(name: str = "建设交通局局长", *, kind: str = CHIEF, department: str = "housing", **more: Any) -> Post:  # noqa: ANN401 - any field of it
    return Post(f"agent/{name}", department, kind, "1", (name,), (Holding("局长甲", day("01-04"), ""),), **more)


def project(agent: str, *tags: Tag) -> Enlisted:
    profile = Profile("智能零部件（虚构）", "岳阳示例精工有限公司（虚构）", agent=agent, tags=tags)
    return Enlisted("project/1", "项目1号", profile, (Move("签约", TODAY, "", 1),))


KEY = Tag("2+10", "重点")


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        ("", "没有明确首席代办专员"),
        ("建设交通局局长、城管局局长", "写了2个（建设交通局局长、城管局局长），只能有一个"),
        ("城管局局长", "“城管局局长”没有登记为首席代办专员岗位"),
        ("代办岗", "“代办岗”没有登记为首席代办专员岗位"),
    ],
)
def test_a_key_project_has_exactly_one(agent: str, said: str) -> None:
    held = (post(), post("代办岗", kind=AGENT))
    found = gaps([project(agent, KEY)], held, {})
    assert [(gap.kind, gap.words) for gap in found] == [("项目", said)]
    assert gaps([project(agent)], held, {}) == (), "a project without a role of its own is nobody's gap"


def test_each_department_has_at_least_one() -> None:
    held = (post(), post("城管局局长", department="城管", closed_on=TODAY), post("市监局局长", department="市监局"))
    found = gaps([project("建设交通局局长", KEY)], held, {"housing": "建设交通局", "city": "城管", "market": "市监局"})
    assert [gap.name for gap in found] == ["城管"]


def test_a_renamed_post_keeps_its_projects() -> None:
    renamed = replace(post(), names=("建设交通局局长", "住建局局长"))
    assert chief_of("建设交通局局长", (renamed,)) is renamed
    assert chief_of("建设交通局局长", (replace(renamed, closed_on=TODAY),)) is None
    assert chief_of("建设交通局局长、城管局局长", (renamed,)) is None, "two are not one"


def test_a_key_project_is_not_left_without_its_one() -> None:
    before = project("建设交通局局长", KEY).profile
    chiefs.may_describe(before, replace(before, investment=1), (post(),))
    chiefs.may_describe(before, replace(before, agent="", tags=()), (post(),))
    chiefs.may_describe(before, replace(before, agent=""), ())
    assert "有且只有一个：没有明确" in refused(
        lambda: chiefs.may_describe(before, replace(before, agent=""), (post(),))
    )


def test_a_post_is_registered_once_and_taken_over_by_another_person() -> None:
    chiefs.may_open("建设交通局", "建设交通局局长", None)
    chiefs.may_open("建设交通局", "建设交通局局长", replace(post(), closed_on=TODAY))
    assert "已经登记" in refused(lambda: chiefs.may_open("建设交通局", "建设交通局局长", post()))
    chiefs.may_succeed(post(), "局长乙", TODAY, TODAY)
    assert "没有变动" in refused(lambda: chiefs.may_succeed(post(), "局长甲", TODAY, TODAY))
    assert "晚于今天" in refused(lambda: chiefs.may_succeed(post(), "局长乙", day("10-21"), TODAY))
    assert "早于前任" in refused(lambda: chiefs.may_succeed(post(), "局长乙", day("01-03"), TODAY))
    assert "撤销" in refused(lambda: chiefs.may_succeed(post(closed_on=TODAY), "局长乙", TODAY, TODAY))


def test_a_post_is_not_closed_while_somebody_would_be_left_without() -> None:
    mine, second = post(), post("建设交通局副局长")
    theirs = [project("建设交通局局长", KEY)]
    assert "就没有首席代办专员了" in refused(lambda: chiefs.may_close(mine, (mine, second), theirs, ()))
    assert "每个部门至少一个" in refused(lambda: chiefs.may_close(mine, (mine,), (), ()))
    work = [replace(ONE, post=mine.stream), replace(ENDED, post=mine.stream)]
    assert "还有1件在办的委托" in refused(lambda: chiefs.may_close(mine, (mine, second), (), work))
    chiefs.may_close(mine, (mine, second), [project("建设交通局局长")], ())
    agent = post("代办岗", kind=AGENT)
    chiefs.may_close(agent, (agent,), (), ())


# ── 下一步 ──


def todo(
    one: Entrustment, *items: CaseItem, own: tuple[OwnMatter, ...] = (), today: str = "10-20"
) -> list[tuple[str, object, bool, bool]]:
    case = replace(case_of(*items), own_matters=own)
    found = steps(one, [case], CALENDAR, day(today))
    return [(step.sentence, step.on, step.late(day(today)), step.today(day(today))) for step in found]


def test_before_it_is_taken_and_signed_that_comes_first() -> None:
    assert todo(ONE) == [
        ("请企业在代办委托书上签章", day("10-12"), True, True),
        ("接办这一委托，把服务卡交给企业", day("10-13"), True, True),
    ]
    assert todo(ENDED) == []


def test_corrections_collection_and_following_come_from_the_cases() -> None:
    correcting = replace(item_in(ItemState.CORRECTING), name="排水许可", correction_until=day("10-29"))
    decided = replace(item_in(ItemState.DECIDED), name="规划许可")
    handling = replace(item_in(ItemState.HANDLING), name="环评")
    done = item_in(ItemState.DONE)
    found = todo(TAKEN, correcting, decided, handling, done)
    assert [row[0] for row in found] == [
        "领取《规划许可》的结果",
        "补正《排水许可》：备齐要补正的材料",
        "跟踪《环评》（在办）",
    ]
    assert [row[3] for row in found] == [True, False, False]
    only = replace(TAKEN, matters=("环评",))
    assert [row[0] for row in todo(only, correcting, handling)] == ["跟踪《环评》（在办）"]
    without = replace(TAKEN, powers=("递交",))
    assert [row[3] for row in todo(without, correcting, decided)] == [False, False], "not entrusted, so only followed"


def test_own_matters_are_accompanied_or_reminded_of() -> None:
    limit = Limit(30, Unit.WORKDAY, Start.ACCEPTED)
    own = (
        OwnMatter("S5", "药品生产许可", ACCOMPANIED, "省药监", limit, day("10-12")),
        OwnMatter("S4", "竣工备案", DUTY, "住建", None, day("10-12")),
        OwnMatter("S6", "已办", DUTY, "住建", limit, day("10-12"), done_on=day("10-13")),
    )
    assert [row[:2] for row in todo(TAKEN, own=own)] == [
        ("陪办《药品生产许可》（省药监）", CALENDAR.workday(day("10-12"), 30)),
        ("提醒《竣工备案》由企业自办（住建）", None),
    ]


def test_material_still_held_and_a_mandate_that_runs_out_are_said() -> None:
    assert [row[0] for row in todo(HELD)] == ["收存着1份材料，用完即还"]
    assert [row[0] for row in todo(replace(TAKEN, until=day("10-25")))] == ["委托快到期：续签或者终止"]
    over = todo(replace(TAKEN, until=day("10-19")))
    assert over == [("委托已到期，没有权限了：续签或者终止", day("10-19"), True, True)]


def test_an_undated_and_a_forwarded_item_are_followed_without_a_day() -> None:
    waiting = replace(item_in(ItemState.WAITING), name="施工许可")
    assert todo(TAKEN, waiting)[0][1] is None


# ── 考核 ──

POSTS = {
    "agent/1": replace(
        post(), stream="agent/1", held=(Holding("局长甲", day("01-04"), ""), Holding("局长乙", day("10-15"), ""))
    )
}


def points(one: Entrustment, today: str = "10-20", **weights: int) -> list[tuple[str, str, str, object, int]]:
    rows = counted(one, POSTS, day(today), CALENDAR, AgencyWeights(**weights))
    return [(row.kind, row.side, row.person, row.on, row.points) for row in rows]


def logged(*days: str) -> tuple[Logged, ...]:
    return tuple(Logged(day(on), "跟踪", "跟踪", 20, "", "代办专员甲", 9) for on in days)


def test_not_taken_in_time_costs_the_post_and_who_held_it_then() -> None:
    assert points(ONE, "10-13") == []
    assert points(ONE) == [("代办未按时接办", "housing", "局长甲", day("10-14"), 1)]
    late = replace(ONE, taken_on=day("10-16"))
    assert points(late, untaken=3)[0][4] == 3
    assert points(TAKEN) == []
    assert points(replace(TAKEN, posts=("agent/1", "agent/2"), taken_on=None)) == [], "handed on, taken in time before"
    assert points(replace(ONE, posts=("agent/9",), post="agent/9"))[0][1:3] == ("", ""), (
        "a post nobody knows costs nobody"
    )


def test_a_long_silence_costs_whoever_holds_the_post() -> None:
    assert points(replace(TAKEN, log=logged("10-15", "10-22")), "10-28") == []
    assert points(TAKEN, "10-28") == [("代办长期无记录", "housing", "局长乙", day("10-27"), 1)]
    assert points(replace(TAKEN, ended_on=day("10-16")), "11-30") == [], "after its end nothing is owed"
    assert points(replace(TAKEN, log=logged("10-12")), "10-12") == []


def test_what_was_done_is_added_up() -> None:
    one = replace(ENDED, log=logged("10-13", "10-16"))
    found = tally(one, day("10-01"), day("10-31")).plus(tally(TAKEN, day("10-01"), day("10-31")))
    assert (found.taken, found.ended, found.in_hand, found.lines, found.minutes) == (2, 1, 1, 2, 40)
    assert tally(TAKEN, day("09-01"), day("09-30")).in_hand == 0
