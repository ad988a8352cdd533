"""要素保障的规则: workdays, rungs that are reached once, and outcomes that have to be accounted for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bingliang.desk.loading import factory_calendar
from bingliang.ledger.acts import Refusal
from bingliang.ledger.problem import Handed, Ordered, Problem, Progress
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.seven_batches import problems as rules

TODAY = date(2026, 12, 18)


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return factory_calendar()


def problem(due: date = date(2026, 12, 16), **more: object) -> Problem:
    handed = Handed("产发局", "industry", due, date(2026, 12, 1), "", 1)
    made = Problem(
        "problem/1", "要素〔2026〕0001号", "甲（虚构）", "", "资金", "缺口", "领导走访", date(2026, 12, 1), "", 0,
        date(2026, 12, 1), (handed,),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]  # by name


def test_a_deadline_is_workdays_from_tomorrow_or_a_day(calendar: Calendar) -> None:
    assert rules.deadline(calendar, TODAY, 1, None) == date(2026, 12, 21), "over the weekend"
    assert rules.deadline(calendar, TODAY, 0, date(2026, 12, 20)) == date(2026, 12, 20)
    with pytest.raises(Refusal, match="至少 1 个"):
        rules.deadline(calendar, TODAY, 0, None)
    with pytest.raises(Refusal, match="早于交办的2026-12-18"):
        rules.deadline(calendar, TODAY, 0, date(2026, 12, 17))


def test_late_in_workdays_by_now_or_when_it_was_settled(calendar: Calendar) -> None:
    assert rules.days_late(problem(), calendar, TODAY) == 2
    assert rules.days_late(problem(TODAY), calendar, TODAY) == 0
    assert rules.days_late(problem(settled_on=date(2026, 12, 17)), calendar, TODAY) == 1


def test_each_rung_is_reached_once(calendar: Calendar) -> None:
    del calendar
    assert rules.rungs(problem(TODAY), TODAY) == ("到期",)
    assert rules.rungs(problem(warned=("到期",)), TODAY) == ("超期",)
    assert rules.rungs(problem(settled_on=TODAY), TODAY) == ()


def test_an_outcome_has_to_be_accounted_for() -> None:
    rules.may_settle(problem(), "解决", "", 1800)
    rules.may_settle(problem(), "部分解决", "余下的由产发局续办", 800)
    for outcome, reason, amount, said in (
        ("办好", "", 0, "结果只有"),
        ("部分解决", " ", 5, "要写明理由"),
        ("不能解决", "政策不允许", 5, "不填解决金额"),
    ):
        with pytest.raises(Refusal, match=said):
            rules.may_settle(problem(), outcome, reason, amount)
    with pytest.raises(Refusal, match="已于2026-12-18办结"):
        rules.may_settle(problem(settled_on=TODAY, outcome="解决"), "解决", "", 0)


def test_handing_on_says_why_and_settled_ones_are_reopened() -> None:
    rules.may_hand(problem(), "自规", TODAY, "属用地")
    with pytest.raises(Refusal, match="没有改动"):
        rules.may_hand(problem(), "产发局", date(2026, 12, 16), "续")
    with pytest.raises(Refusal, match="请写明移交"):
        rules.may_hand(problem(), "自规", TODAY, "")
    rules.may_reopen(problem(settled_on=TODAY))
    with pytest.raises(Refusal, match="还在办"):
        rules.may_reopen(problem())


def test_supervision_waits_for_the_deadline_and_for_its_own_reply(calendar: Calendar) -> None:
    rules.may_supervise(problem(), calendar, TODAY)
    with pytest.raises(Refusal, match="还没有过"):
        rules.may_supervise(problem(TODAY), calendar, TODAY)
    waiting = problem(orders=(Ordered(date(2026, 12, 17), "报进展", date(2026, 12, 22), 3),))
    with pytest.raises(Refusal, match="不必重复督办"):
        rules.may_supervise(waiting, calendar, TODAY)
    rules.may_supervise(waiting, calendar, date(2026, 12, 23))
    answered = replace(waiting, progress=(Progress(TODAY, "已约银行", "甲", 4),))
    rules.may_supervise(answered, calendar, TODAY)


def test_every_form_of_a_visit_is_a_source_of_problems() -> None:
    assert set(rules.VISITS.values()) <= set(rules.SOURCES)
