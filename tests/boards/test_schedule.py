"""倒排工期 as plain values: months around all days, days that run on as one stretch, how late in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bingliang.boards import schedule
from bingliang.boards.schedule import LATE, MILESTONE, OK, PERMIT, WARN, Plan, Section, Stretch, Task

DAY = date(2026, 12, 18)
PLAN = Plan("区", "project/1", "1", "项目", "企业", "局", "局长", "主任", "局长", "签约", DAY, ())


def test_the_span_is_whole_months_around_every_day() -> None:
    assert PLAN.span == (date(2026, 12, 1), date(2026, 12, 31))
    permit = Task(
        PERMIT, "许可", "局", None, None, due=date(2027, 2, 28), stretches=(Stretch(date(2026, 10, 31), None),)
    )
    assert permit.days == (date(2027, 2, 28), date(2026, 10, 31))
    milestone = Task(MILESTONE, "开工", "局", date(2026, 11, 5), DAY)
    full = replace(PLAN, sections=(Section("整体", (milestone,)), Section("许可", (permit,))))
    assert full.span == (date(2026, 10, 1), date(2027, 2, 28))
    assert schedule.span_of(full.sections[:1], DAY) == (date(2026, 11, 1), date(2026, 12, 31))


def test_days_that_follow_each_other_are_one_stretch() -> None:
    days = [date(2026, 12, n) for n in (13, 12, 19, 20, 26)]
    assert schedule.stretches_of(days) == (
        (date(2026, 12, 12), date(2026, 12, 13)),
        (date(2026, 12, 19), date(2026, 12, 20)),
        (date(2026, 12, 26), date(2026, 12, 26)),
    )
    assert schedule.stretches_of([]) == ()


@pytest.mark.parametrize(
    ("planned", "actual", "said"),
    [
        (None, None, ("没有排期", WARN)),
        (None, DAY, ("已完成", OK)),
        (DAY, DAY, ("按期完成", OK)),
        (date(2026, 12, 20), DAY, ("提前2天完成", OK)),
        (date(2026, 12, 11), DAY, ("迟7天完成", LATE)),
        (date(2026, 12, 17), None, ("已迟1天", LATE)),
        (DAY, None, ("就是今天", WARN)),
        (date(2027, 1, 2), None, ("还有15天", WARN)),
        (date(2027, 1, 3), None, ("还有16天", "")),
    ],
)
def test_how_far_a_milestone_is_in_words(planned: date | None, actual: date | None, said: tuple[str, str]) -> None:
    assert schedule.counted_down(planned, actual, DAY) == said
