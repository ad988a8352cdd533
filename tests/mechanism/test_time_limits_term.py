"""What a limit refuses, and what it says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bingliang.exchange.notice_files import read_notices
from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import Unit
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits import Due, Stop, Term, deducted, due, due_on

CALENDAR = Calendar.of(read_notices(Path(__file__).parents[2] / "resources" / "workdays"))
MONDAY = date(2026, 11, 2)


def nov(day: int) -> date:
    return date(2026, 11, day)


def workdays(value: int, *stops: tuple[int, int], extension: int = 0, start: date = MONDAY) -> Term:
    return Term(start, value, Unit.WORKDAY, tuple(Stop(nov(a), nov(b)) for a, b in stops), extension)


def days(value: int, *stops: tuple[int, int], extension: int = 0, start: date = MONDAY) -> Term:
    return Term(start, value, Unit.DAY, tuple(Stop(nov(a), nov(b)) for a, b in stops), extension)


# November 2026 has no holiday: 2 is a Monday, 7/8, 14/15, 21/22 are weekends.


@pytest.mark.parametrize(
    ("term", "last", "taken"),
    [
        (workdays(0), 2, 0),
        (workdays(0, start=nov(7)), 9, 0),
        (workdays(0, extension=1), 3, 0),
        (workdays(0, start=nov(7), extension=1), 9, 0),
        (workdays(0, (7, 9), start=nov(7)), 10, 0),
        (workdays(1), 3, 0),
        (workdays(4), 6, 0),
        (workdays(5), 9, 0),
        (workdays(1, start=nov(6)), 9, 0),
        (workdays(1, start=nov(8)), 9, 0),
        (workdays(4, extension=1), 9, 0),
        # a stop begins on the start day, in the middle, on the eve of the last day, on the last day
        (workdays(4, (2, 3)), 9, 1),
        (workdays(4, (3, 4)), 9, 1),
        (workdays(4, (5, 6)), 9, 1),
        (workdays(4, (6, 9)), 6, 0),
        # it ends on, before and after the day that was the last one
        (workdays(4, (3, 6)), 11, 3),
        (workdays(4, (3, 5)), 10, 2),
        (workdays(4, (3, 9)), 12, 4),
        # empty, on rest days only, twice, overlapping, touching, one in the other
        (workdays(4, (3, 3)), 6, 0),
        (workdays(5, (6, 8)), 9, 0),
        (workdays(4, (3, 4), (3, 4)), 9, 1),
        (workdays(4, (3, 5), (4, 6)), 11, 3),
        (workdays(4, (3, 4), (4, 5)), 10, 2),
        (workdays(4, (3, 6), (4, 5)), 11, 3),
        (workdays(4, (4, 5), (3, 6)), 11, 3),
        (workdays(4, (3, 4), (5, 6)), 10, 2),
        # the first stop makes the room for the second
        (workdays(4, (5, 6), (9, 10)), 9, 1),
        (workdays(4, (5, 9), (10, 11)), 10, 2),
        (workdays(4, (6, 9), extension=1), 10, 1),
        (days(0), 2, 0),
        (days(0, start=nov(7)), 9, 0),
        (days(1), 3, 0),
        (days(4), 6, 0),
        (days(5), 9, 0),
        (days(6), 9, 0),
        (days(7), 9, 0),
        (days(5, extension=1), 9, 0),
        (days(5, extension=3), 10, 0),
        (days(4, (2, 3)), 9, 1),
        (days(4, (5, 6)), 9, 1),
        (days(4, (6, 9)), 6, 0),
        (days(4, (3, 9)), 12, 6),
        # while it rolls on, a stop can only push the workday it rolls to
        (days(5, (7, 8)), 9, 0),
        (days(5, (7, 9)), 10, 0),
        (days(5, (8, 9)), 10, 0),
        (days(5, (8, 12)), 13, 0),
        (days(5, (8, 13)), 16, 0),
        (days(5, (9, 10)), 9, 0),
        (days(5, (7, 9), (9, 10)), 11, 0),
        (days(5, (8, 9), (10, 11)), 10, 0),
    ],
)
def test_boundaries(term: Term, last: int, taken: int) -> None:
    assert due_on(term, CALENDAR) == nov(last)
    assert due(term, CALENDAR).on == nov(last)
    assert deducted(term, CALENDAR) == taken


@pytest.mark.parametrize(
    ("rolled", "closed", "term", "last"),
    [
        (True, False, days(5, extension=1), 10),
        (True, False, days(5, extension=0), 9),
        (True, False, days(5, (7, 9), extension=1), 11),
        (True, False, days(5, (9, 10), extension=1), 11),
        (True, False, days(5, (10, 11), extension=2), 12),
        (True, False, workdays(0, start=nov(7), extension=1), 10),
        (True, False, workdays(4, (6, 9), extension=1), 10),
        (False, True, workdays(4, (4, 4)), 9),
        (False, True, workdays(4, (3, 4)), 10),
        (False, True, workdays(4, (2, 3)), 9),
        (False, True, workdays(4, (2, 2)), 6),
        (False, True, workdays(4, (6, 6)), 9),
        (False, True, workdays(4, (3, 4), (5, 5)), 11),
        (False, True, days(5, (9, 9)), 10),
    ],
)
def test_the_two_settings(*, rolled: bool, closed: bool, term: Term, last: int) -> None:
    changed = Term(term.start, term.value, term.unit, term.stops, term.extension, rolled, closed)
    assert due_on(changed, CALENDAR) == nov(last)


@pytest.mark.parametrize(
    ("term", "expired", "late"),
    [
        (workdays(4, (7, 9)), 6, 7),
        (workdays(4, (9, 9)), 6, 9),
        (workdays(4, (10, 11), (9, 9)), 6, 9),
        (workdays(4, (5, 6), (10, 11)), 9, 10),
        (workdays(4, (6, 9), (10, 11)), 6, 10),
        (workdays(0, (3, 4)), 2, 3),
        (days(5, (10, 11)), 9, 10),
        (days(5, (7, 9), (11, 12)), 10, 11),
    ],
)
def test_a5_no_stop_when_the_limit_has_expired(term: Term, expired: int, late: int) -> None:
    sentence = f"期限已于2026年11月{expired}日届满，不能再自2026年11月{late}日起停表，请核对停表日期"
    for act in (due, due_on):
        with pytest.raises(Refusal, match="期限已于") as refusal:
            act(term, CALENDAR)
        assert refusal.value.sentence == sentence
        assert refusal.value.article == "《行政许可法》第四十二条、第四十五条"
        assert act(term, CALENDAR, recorded=True) is not None
    assert due_on(term, CALENDAR, recorded=True) == nov(expired)


def test_a5_no_stop_before_acceptance() -> None:
    with pytest.raises(Refusal, match="早于起算日") as refusal:
        workdays(4, (2, 3), start=nov(3))
    assert refusal.value.sentence == "停表开始日2026年11月2日早于起算日2026年11月3日，受理前不得停表，请核对停表日期"
    assert refusal.value.article == "《行政许可法》第四十五条"


def test_a5_no_stop_that_ends_before_it_begins() -> None:
    with pytest.raises(Refusal, match="早于开始日") as refusal:
        workdays(4, (4, 3))
    assert refusal.value.sentence == "停表的结束日2026年11月3日早于开始日2026年11月4日，请核对停表日期"
    assert refusal.value.article == "《行政许可法》第四十五条"


@pytest.mark.parametrize(
    ("value", "extension", "sentence"),
    [
        (-1, 0, "期限不能为负数（-1），请填写0或正整数。"),
        (1, -1, "延长天数不能为负数（-1），请填写0或正整数。"),
    ],
)
def test_no_negative_number(value: int, extension: int, sentence: str) -> None:
    with pytest.raises(ValueError, match="不能为负数") as wrong:
        workdays(value, extension=extension)
    assert str(wrong.value) == sentence


@pytest.mark.parametrize("unit", list(Unit))
def test_a_start_before_the_calendar_is_named(unit: Unit) -> None:
    eve = date.fromordinal(CALENDAR.first.toordinal() - 1)
    for value in (0, 1, 4_000):
        with pytest.raises(ValueError, match=r"2017年12月31日超出工作日历（2018年1月1日至2050年12月31日）"):
            due_on(Term(eve, value, unit), CALENDAR)
    assert due_on(Term(CALENDAR.first, 0, unit), CALENDAR) == date(2018, 1, 2)
    assert due_on(Term(CALENDAR.first, 1, unit), CALENDAR) == date(2018, 1, 2)


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("value", [9_000, 10**40])
def test_a_limit_beyond_the_calendar_is_named(unit: Unit, value: int) -> None:
    with pytest.raises(ValueError, match="超出工作日历") as wrong:
        due_on(Term(MONDAY, value, unit), CALENDAR)
    assert str(wrong.value) == (
        "自2026年11月2日起的期限或停表超出工作日历（止于2050年12月31日），请核对天数和停表日期，或录入该年的节假日通知。"
    )


@pytest.mark.parametrize("unit", list(Unit))
def test_a_stop_beyond_the_calendar_is_named(unit: Unit) -> None:
    with pytest.raises(ValueError, match="止于2050年12月31日"):
        due_on(Term(MONDAY, 3, unit, (Stop(MONDAY, date(2099, 1, 1)),)), CALENDAR)


def test_a_start_after_the_calendar_is_named() -> None:
    for value in (0, 1):
        with pytest.raises(ValueError, match="超出工作日历"):
            due_on(Term(date(2051, 1, 1), value, Unit.WORKDAY), CALENDAR)


def test_the_basis_is_one_sentence_a_clerk_can_say() -> None:
    plain = "（《行政许可法》第八十二条、《民法典》第二百零一条、第二百零三条）。"
    assert due(workdays(4), CALENDAR) == Due(
        nov(6),
        False,
        nov(6),
        "自2026年11月2日起（当日不计）4个工作日至2026年11月6日届满" + plain,
        None,
        None,
        Unit.WORKDAY,
    )
    assert due(workdays(4, (3, 4), extension=2), CALENDAR).basis == (
        "自2026年11月2日起（当日不计）4个工作日，扣除停表1个工作日，延长2个工作日至2026年11月11日届满" + plain
    )
    assert due(days(4, (3, 4)), CALENDAR).basis == (
        "自2026年11月2日起（当日不计）4个自然日，扣除停表1个自然日，末日2026年11月7日（周六）不能办理，"
        "顺延至2026年11月9日届满（《民法典》第二百零一条、第二百零三条）。"
    )
    # the first last day (a Saturday) is not the one that is said: the extension ends on a Sunday
    assert due(Term(MONDAY, 5, Unit.DAY, (), 6, extension_from_rolled=True), CALENDAR).basis == (
        "自2026年11月2日起（当日不计）5个自然日，延长6个自然日，末日2026年11月15日（周日）不能办理，"
        "顺延至2026年11月16日届满（《民法典》第二百零一条、第二百零三条）。"
    )
    found = due(Term(MONDAY, 5, Unit.NOT_STATED, (), 6, extension_from_rolled=True), CALENDAR)
    assert (found.by_day, found.by_workday) == (nov(16), nov(17))
    assert due(Term(nov(12), 7, Unit.NOT_STATED), CALENDAR).basis == (
        "自2026年11月12日起（当日不计）7日至2026年11月19日届满；法条未写明“日”的单位，按自然日为2026年11月19日、"
        "按工作日为2026年11月23日，以较早者为准（《民法典》第二百零一条、第二百零三条）。"
    )


def test_a14_a_date_beyond_the_notices_says_so() -> None:
    found = due(Term(date(2026, 12, 31), 10, Unit.WORKDAY), CALENDAR)
    assert (found.on, found.provisional) == (date(2027, 1, 15), True)
    assert "2026年12月31日以后的放假安排尚未公布，此日暂定，以国务院办公厅通知为准" in found.basis
    assert not due(Term(date(2026, 12, 30), 1, Unit.WORKDAY), CALENDAR).provisional
    assert due(Term(date(2026, 12, 31), 1, Unit.WORKDAY), CALENDAR).provisional


def test_a_term_is_a_value() -> None:
    assert workdays(4, (3, 4)) == workdays(4, (3, 4))
    assert len({workdays(4, (3, 4)), workdays(4, (3, 4)), workdays(4)}) == 2
    assert "spans" not in repr(workdays(4))
