"""办件月报: counted by hand on a small ledger; the balance holds on random ones; every cell knows its cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from bingliang.boards.balance import Column, Filter, Period, Row
from bingliang.boards.handled import Exit, Handled, Step, handled, joined
from bingliang.boards.statistics import report
from bingliang.desk.loading import factory_calendar
from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import Handling, Limit, Start, Unit
from bingliang.ledger.happened import Decision, Ending, StepTaken
from tests.clerk import accepted_on, case_of, day, item_in

CALENDAR = factory_calendar()
OCTOBER = Period(day("10-01"), day("10-31"))
NOVEMBER = Period(day("11-01"), day("11-30"))
THREE = Limit(3, Unit.WORKDAY, Start.ACCEPTED)


def one(no: int, accepted: str, left: str = "", way: Exit | None = Exit.DONE, **fields: object) -> Handled:
    made = Handled(
        *(f"case/{no}", 1, f"2026{no:04d}", "S3-09", "城市建筑垃圾处置核准", "city-management"),
        project="智能零部件生产线（虚构）", enterprise="岳阳示例精工有限公司（虚构）", tags=(), channel="窗口",
        handling=Handling.PROMISED, received_on=day(accepted), accepted_on=day(accepted),
        left_on=day(left) if left else None, exit=way if left else None, answer="准予" if left and way is Exit.DONE else "",
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]  # by name


LEDGER = (
    one(1, "09-28", "10-12", due_on=day("10-26"), promised_on=day("10-09"), approval=5, statutory=14, promised=4),
    one(2, "09-30", "11-03", due_on=day("10-30"), promised_on=day("11-03"), approval=18),
    one(3, "10-14", "10-21", due_on=day("11-11"), promised_on=day("10-21"), approval=5, statutory=20, promised=5),
    one(4, "10-15", "10-16", Exit.WITHDRAWN),
    one(5, "10-20", "10-23", answer="不予", approval=3, due_on=day("11-17"), promised_on=day("10-27"), statutory=20),
    one(6, "10-26"),
    one(7, "10-27", "10-30", Exit.ENDED),
    one(8, "11-02", "11-06", body="housing", code="S3-02", name="特殊建设工程消防设计审查"),
)
"""Counted by hand below."""


def counts(row: Row) -> dict[Column, int]:
    return {column: row.count(column) for column in Column if row.count(column)}


def test_october_counted_by_hand() -> None:
    total = report(LEDGER, (), OCTOBER).total
    assert counts(total) == {
        Column.OPENING: 2, Column.RECEIVED: 5, Column.ACCEPTED: 5, Column.DONE: 3, Column.PROMISED: 3,
        Column.WITHDRAWN: 1,
        Column.ENDED: 1, Column.CLOSING: 2, Column.GRANTED: 2, Column.REFUSED: 1,
        Column.STATUTE_LATE: 1, Column.PROMISE_LATE: 1, Column.EARLY: 1,
    }  # fmt: skip
    assert total.balance == (7, 7)


def test_every_cell_opens_its_cases() -> None:
    total = report(LEDGER, (), OCTOBER).total
    assert total.cells[Column.OPENING] == (("case/1", 1), ("case/2", 1))
    assert total.cells[Column.CLOSING] == (("case/2", 1), ("case/6", 1))
    assert total.cells[Column.STATUTE_LATE] == (("case/2", 1),)  # still in hand, and its day was 10-30
    assert total.cells[Column.PROMISE_LATE] == (("case/1", 1),)


def test_both_rates_and_the_times() -> None:
    total = report(LEDGER, (), OCTOBER).total
    assert (total.statute_kept.good, total.statute_kept.of) == (3, 3)
    assert (total.promise_kept.good, total.promise_kept.of) == (2, 3)
    assert total.promise_kept.percent == pytest.approx(66.67, abs=0.01)
    assert total.approval.values == (3, 5, 5)
    assert total.approval.mean == pytest.approx(13 / 3)
    assert total.approval.median == 5
    assert total.faster == pytest.approx((1 - 13 / 54) * 100)


def test_nothing_to_measure_is_no_rate() -> None:
    total = report(LEDGER, (), Period(day("12-01"), day("12-31"))).total
    assert (total.statute_kept.percent, total.approval.mean, total.approval.median, total.faster) == (None,) * 4


def test_what_closed_one_month_opens_the_next() -> None:
    october, november = report(LEDGER, (), OCTOBER).total, report(LEDGER, (), NOVEMBER).total
    assert november.cells[Column.OPENING] == october.cells[Column.CLOSING]


def test_by_body_and_item_with_the_idle_named() -> None:
    found = report(LEDGER, (), NOVEMBER, bodies=("city-management", "housing", "water"))
    assert [row.label for row in found.bodies] == ["city-management", "housing"]
    assert found.idle == ("water",)
    assert [row.label for row in found.items] == ["城市建筑垃圾处置核准", "特殊建设工程消防设计审查"]
    for column in Column:
        assert sum(row.count(column) for row in found.bodies) == found.total.count(column)


def test_filters() -> None:
    tagged = (*LEDGER, one(9, "11-03", tags=("百日会战",)))
    assert report(tagged, (), NOVEMBER, Filter(tag="百日会战")).total.count(Column.ACCEPTED) == 1
    assert report(tagged, (), NOVEMBER, Filter(body="housing")).total.count(Column.ACCEPTED) == 1
    assert report(tagged, (), NOVEMBER, Filter(code="S3-09")).total.count(Column.ACCEPTED) == 1


@pytest.mark.parametrize("seed", range(40))
def test_the_balance_holds_on_random_ledgers(seed: int) -> None:
    random = Random(seed)
    begin = date(2026, 1, 1)
    items = []
    for no in range(200):
        accepted = begin + timedelta(days=random.randint(0, 120)) if random.random() < 0.95 else None
        left = accepted + timedelta(days=random.randint(0, 60)) if accepted and random.random() < 0.8 else None
        way = random.choice(list(Exit)) if left else None
        body, code = random.choice("abc"), random.choice("xyz")
        items.append(
            replace(one(no, "01-01"), accepted_on=accepted, left_on=left, exit=way, body=body, code=code, name=code)
        )
    first = begin + timedelta(days=random.randint(-10, 130))
    found = report(items, (), Period(first, first + timedelta(days=random.randint(0, 90))))
    for row in (found.total, *found.bodies, *found.items):
        assert row.balance[0] == row.balance[1]
        # an item stands on each side of the balance once
        side = [
            key for column in (Column.DONE, Column.WITHDRAWN, Column.ENDED, Column.CLOSING) for key in row.cells[column]
        ]
        assert len(side) == len(set(side))


# ── from the file ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_item_of_a_case() -> None:
    done = item_in(ItemState.DONE, acceptance=accepted_on("10-14", promise=THREE))
    (found,) = handled(case_of(done), CALENDAR)
    assert (found.accepted_on, found.left_on, found.exit, found.answer) == (
        day("10-14"),
        day("10-21"),
        Exit.DONE,
        "准予",
    )
    assert (found.due_on, found.promised_on) == (day("11-11"), day("10-19"))
    assert (found.approval, found.statutory, found.promised) == (5, 20, 3)


def test_special_steps_are_left_out_of_the_time_and_named() -> None:
    step = StepTaken(
        "专家评审", "法", day("10-15"), day("10-15"), 5, Unit.WORKDAY, day("10-22"), result_on=day("10-20")
    )
    overlapping = replace(step, name="听证", started_on=day("10-16"), served_on=day("10-16"))
    item = item_in(ItemState.DONE, steps=(step, overlapping))
    (found,) = handled(case_of(item), CALENDAR)
    assert found.approval == 2  # 10-14 to 10-21 is five workdays, 10-15 to 10-20 three of them
    assert [(one_.name, one_.workdays) for one_ in found.steps] == [("专家评审", 3), ("听证", 2)]
    causes = report((found,), (), OCTOBER).steps
    assert [(cause.name, cause.workdays, cause.keys) for cause in causes] == [
        ("专家评审", 3, (("case/1", 1),)), ("听证", 2, (("case/1", 1),)),
    ]  # fmt: skip


def test_what_is_decided_higher_up_leaves_with_the_forwarding_and_its_time_is_outside() -> None:
    forwarded = item_in(
        ItemState.FORWARDED, Handling.FORWARDED, decision=Decision("grant", day("11-06"), "岳应急1号"), decided_by="市"
    )
    (found,) = handled(case_of(forwarded), CALENDAR)
    assert (found.left_on, found.exit, found.approval, found.outside) == (day("10-16"), Exit.DONE, 2, 15)


def test_the_applicants_own_time_and_the_reasons() -> None:
    defects = ({"material": "处置方案", "defect": "不符合法定形式：未盖章"}, {"material": "申请表", "defect": "缺少"})
    item = item_in(ItemState.DONE, noticed_on=day("10-12"), corrected_on=day("10-14"), defects=defects)
    (found,) = handled(case_of(item), CALENDAR)
    assert found.applicant == 2
    assert [(cause.name, len(cause.keys)) for cause in report((found,), (), OCTOBER).corrections] == [
        ("不符合法定形式", 1), ("缺少", 1),
    ]  # fmt: skip


def test_a_filing_comes_in_on_its_day_and_one_never_complete_never_comes_in() -> None:
    filed = item_in(ItemState.RECEIVED, Handling.FILING, decision=Decision("file", day("10-12"), "备1号"))
    correcting = item_in(ItemState.CORRECTING, Handling.FILING)
    given_up = replace(correcting, ending=Ending("withdraw", day("10-20"), "不办了"))
    found = handled(case_of(filed, correcting, given_up), CALENDAR)
    assert [(one_.accepted_on, one_.exit) for one_ in found] == [(day("10-12"), Exit.DONE), (None, None), (None, None)]


def test_refused_at_the_door_is_not_in_the_balance() -> None:
    declined = item_in(ItemState.ENDED, ending=Ending("decline", day("10-14"), "不属本机关职权"))
    total = report(handled(case_of(declined), CALENDAR), (), OCTOBER).total
    assert counts(total) == {Column.RECEIVED: 1, Column.NOT_ACCEPTED: 1}


def test_parallel_against_serial_and_who_came_last() -> None:
    first = item_in(ItemState.DONE)
    second = item_in(
        ItemState.DONE, code="S3-02", acceptance=accepted_on("10-22"), decision=Decision("grant", day("10-30"), "2号")
    )
    case = case_of(first, second)
    found = joined(case, CALENDAR)
    assert found is not None
    assert (found.crossed, found.serial, found.saved, found.last) == (14, 11, 0, ("S3-02", 2))
    told = report(handled(case, CALENDAR), (found,), OCTOBER)
    assert told.crossed.values == (14,)
    assert (told.bottlenecks[0].code, told.bottlenecks[0].last) == ("S3-02", (("case/1", 2),))
    assert joined(case_of(first, item_in(ItemState.HANDLING)), CALENDAR) is None


def test_stopped_at_the_end_of_the_period() -> None:
    step = Step("专家评审", "法", day("10-28"), day("11-10"), 9)
    waiting = one(1, "10-26", steps=(step,))
    assert report((waiting,), (), OCTOBER).total.count(Column.STOPPED) == 1
    assert report((waiting,), (), NOVEMBER).total.count(Column.STOPPED) == 0
