"""工作日历: counted, rolled, replayed with the mid-year notices, and honest beyond the last notice."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bingliang.exchange.notice_files import read_notices
from bingliang.ledger.festivals import FESTIVALS
from bingliang.ledger.workdays import Arrangement, Calendar, Notice, check_notice

HERE = Path(__file__).parent
NOTICES = read_notices(HERE.parents[1] / "resources" / "workdays")
CALENDAR = Calendar.of(NOTICES)
NEXT_DAY = timedelta(1)


def day(text: str) -> date:
    return date.fromisoformat(text)


def walked(calendar: Calendar, start: date, n: int) -> date:
    """The n-th workday, one day after the other."""
    while n:
        start += NEXT_DAY
        n -= calendar.is_workday(start)
    return start


@cache
def as_of(published: date) -> Calendar:
    return Calendar.of(NOTICES, as_of=published)


PRACTICE = Notice(
    id="practice",
    title="演示文本，非国务院通知",
    document_number="",
    published=day("2026-12-18"),
    year=2027,
    arrangements=(
        Arrangement("元旦", tuple(date(2027, 1, n) for n in (1, 2, 3))),
        Arrangement("春节", tuple(date(2027, 2, n) for n in range(5, 13)), (day("2027-01-31"), day("2027-02-20"))),
    ),
)


@pytest.mark.parametrize(
    ("case", "start", "n", "due"),
    [
        ("V01", "2026-09-24", 20, "2026-10-29"),
        ("V02", "2026-02-13", 5, "2026-02-27"),
        ("V03", "2026-02-14", 1, "2026-02-24"),
        ("V04", "2026-02-15", 1, "2026-02-24"),
        ("V05b", "2019-04-29", 3, "2019-05-06"),
        ("V06", "2018-12-28", 3, "2019-01-03"),
        ("V07", "2026-02-12", 5, "2026-02-26"),
        ("V08a", "2026-09-01", 20, "2026-09-29"),
        ("V08b", "2026-09-29", 10, "2026-10-19"),
        ("V09a", "2026-03-02", 45, "2026-05-08"),
        ("V09b", "2026-05-08", 15, "2026-05-28"),
        ("V10a", "2026-09-10", 10, "2026-09-23"),
        ("V11", "2026-09-28", 10, "2026-10-16"),
        ("V14", "2026-04-29", 7, "2026-05-12"),
        ("V15", "2026-05-09", 1, "2026-05-11"),
    ],
)
def test_the_nth_workday(case: str, start: str, n: int, due: str) -> None:
    assert CALENDAR.workday(day(start), n) == day(due), case


@pytest.mark.parametrize(
    ("case", "start", "n", "due"),
    [
        ("V12", "2026-09-04", 30, "2026-10-08"),
        ("V13", "2026-08-29", 30, "2026-09-28"),
        ("V14b", "2026-04-29", 7, "2026-05-06"),
    ],
)
def test_a_calendar_day_limit_that_ends_on_a_rest_day_rolls_on(case: str, start: str, n: int, due: str) -> None:
    assert CALENDAR.on_or_after(day(start) + timedelta(n)) == day(due), case


def test_pauses_are_counted_in_workdays_from_the_day_after_they_begin() -> None:
    paused = CALENDAR.count(day("2026-09-15"), day("2026-09-29"))
    assert paused == 10
    assert CALENDAR.workday(day("2026-09-10"), 10 + paused) == day("2026-10-14")  # V10b
    closed = CALENDAR.count(day("2026-09-14"), day("2026-09-29"))
    assert closed == 11
    assert CALENDAR.workday(day("2026-09-10"), 10 + closed) == day("2026-10-15")  # V10c
    union = CALENDAR.count(day("2026-03-05"), day("2026-03-20"))
    assert union == 11
    assert CALENDAR.workday(day("2026-03-02"), 20 + union) == day("2026-04-15")  # V16


def test_the_mid_year_notice_of_2019_is_replayed() -> None:
    assert as_of(day("2019-03-21")).workday(day("2019-04-29"), 3) == day("2019-05-03")  # V05a
    assert as_of(day("2019-03-22")).workday(day("2019-04-29"), 3) == day("2019-05-06")  # V05b
    assert not as_of(day("2019-03-21")).is_workday(day("2019-04-28"))


def test_the_mid_year_notice_of_2020_is_replayed() -> None:
    before, after = as_of(day("2020-01-26")), as_of(day("2020-01-27"))
    assert before.is_workday(day("2020-01-31"))
    assert before.is_workday(day("2020-02-01"))
    assert not after.is_workday(day("2020-01-31"))
    assert not after.is_workday(day("2020-02-01"))
    assert after.is_workday(day("2020-01-19"))
    assert before.workday(day("2020-01-20"), 5) == day("2020-02-01")
    assert after.workday(day("2020-01-20"), 5) == day("2020-02-04")
    assert after.horizon == before.horizon == day("2020-12-31")


@pytest.mark.parametrize(
    ("year", "workdays"),
    [(2019, 250), (2020, 249), (2021, 250), (2022, 249), (2023, 249), (2024, 251), (2025, 248), (2026, 248)],
)
def test_the_workdays_of_a_year(year: int, workdays: int) -> None:
    assert CALENDAR.count(date(year - 1, 12, 31), date(year, 12, 31)) == workdays


def test_every_day_from_2018_to_2026_agrees_with_chinesecalendar() -> None:
    theirs = json.loads((HERE.parent / "data" / "workdays_by_chinesecalendar.json").read_text(encoding="utf-8"))
    for year, marks in theirs["years"].items():
        first = date(int(year), 1, 1)
        ours = "".join("01"[CALENDAR.is_workday(first + timedelta(n))] for n in range(len(marks)))
        assert ours == marks, year


@given(st.dates(date(2018, 1, 1), date(2040, 1, 1)), st.integers(1, 400))
def test_the_table_agrees_with_a_walk(start: date, n: int) -> None:
    due = CALENDAR.workday(start, n)
    assert due == walked(CALENDAR, start, n)
    assert CALENDAR.count(start, due) == n
    assert CALENDAR.count(due, start) == -n
    assert CALENDAR.dates[CALENDAR.cumulative[start.toordinal() - CALENDAR.base] + n - 1] == due
    assert CALENDAR.ordinals[CALENDAR.cumulative[start.toordinal() - CALENDAR.base] + n - 1] == due.toordinal()


@given(st.dates(date(2019, 1, 1), date(2040, 1, 1)), st.integers(1, 200))
def test_counting_back_is_the_other_way_round(start: date, n: int) -> None:
    before = CALENDAR.workday(start, -n)
    assert before < start
    assert sum(CALENDAR.is_workday(before + timedelta(k)) for k in range((start - before).days)) == n


@given(st.dates(date(2018, 1, 3), date(2050, 12, 1)))
def test_rolling_on_and_back(start: date) -> None:
    after, before = CALENDAR.on_or_after(start), CALENDAR.on_or_before(start)
    assert CALENDAR.is_workday(after)
    assert CALENDAR.is_workday(before)
    assert before <= start <= after
    assert (before == start) == (after == start) == CALENDAR.is_workday(start)
    assert CALENDAR.workday(start, 0) == after


def test_a_day_says_in_words_why_it_counts_or_rests() -> None:
    words = {
        "2026-10-12": "工作日",
        "2026-10-17": "周六",
        "2026-10-18": "周日",
        "2026-10-01": "国庆节放假",
        "2026-10-10": "调休上班（国庆节）",
        "2025-10-06": "国庆节、中秋节放假",
        "2027-01-01": "元旦（依放假办法，暂定）",
        "2027-02-10": "春节补假（依放假办法，暂定）",
    }
    assert {text: CALENDAR.describe(day(text)) for text in words} == words
    assert CALENDAR.bound().describe(day("2027-01-23")) == "可能调休上班（春节，最早）"


def test_a_day_names_its_notice() -> None:
    for text, title, mark in [
        ("2019-05-02", "国务院办公厅关于调整2019年劳动节假期安排的通知", "2019年3月22日"),
        ("2019-05-05", "国务院办公厅关于调整2019年劳动节假期安排的通知", "2019年3月22日"),
        ("2018-12-29", "国务院办公厅关于2019年部分节假日安排的通知", "2018年12月6日"),
        ("2025-01-26", "国务院办公厅关于2025年部分节假日安排的通知", "国办发明电〔2024〕12号"),
    ]:
        notice = CALENDAR.notice_of(day(text))
        assert notice is not None
        assert notice.basis == f"《{title}》（{mark}）"
    assert CALENDAR.notice_of(day("2026-10-12")) is None
    assert CALENDAR.notice_of(day("2027-01-01")) is None


def test_the_horizon_is_the_end_of_the_last_year_announced_in_full() -> None:
    assert CALENDAR.first == day("2018-01-01")
    assert CALENDAR.horizon == day("2026-12-31")
    assert CALENDAR.certain(day("2026-12-31"))
    assert not CALENDAR.certain(day("2027-01-01"))
    assert as_of(day("2025-11-03")).horizon == day("2025-12-31")
    assert as_of(day("2025-11-04")).horizon == day("2026-12-31")


def test_a_year_left_out_ends_the_horizon_before_it() -> None:
    without_2022 = Calendar.of(n for n in NOTICES if n.year != 2022)
    assert without_2022.horizon == day("2021-12-31")
    assert not without_2022.is_workday(day("2023-04-05"))
    assert without_2022.describe(day("2022-04-05")) == "清明节（依放假办法，暂定）"


def test_a_notice_of_a_single_year_begins_with_what_it_lists() -> None:
    only_2019 = Calendar.of(n for n in NOTICES if n.id == "2019")
    assert only_2019.first == day("2018-12-29")
    assert only_2019.is_workday(day("2018-12-29"))


def test_without_any_notice_nothing_is_certain() -> None:
    bare = Calendar.of(())
    assert bare.first == day("2015-01-01")
    assert bare.horizon == day("2014-12-31")
    assert not bare.certain(day("2026-10-12"))
    assert bare.describe(day("2026-10-01")) == "国庆节（依放假办法，暂定）"


def test_a_day_outside_the_calendar_is_refused() -> None:
    for outside in ("2017-12-31", "2051-01-01"):
        with pytest.raises(ValueError, match="超出工作日历（2018年1月1日至2050年12月31日）"):
            CALENDAR.is_workday(day(outside))
    with pytest.raises(ValueError, match="自2026年10月12日起数100000个工作日超出工作日历"):
        CALENDAR.workday(day("2026-10-12"), 100000)
    with pytest.raises(ValueError, match="自2018年1月5日起数-10个工作日超出工作日历"):
        CALENDAR.workday(day("2018-01-05"), -10)


def test_the_three_water_permits_before_and_after_the_practice_text() -> None:
    after = Calendar.of((*NOTICES, PRACTICE))
    moved = {
        start: (CALENDAR.workday(day(start), 45), after.workday(day(start), 45))
        for start in ("2026-12-02", "2026-12-03", "2026-12-08")
    }
    assert moved == {
        "2026-12-02": (day("2027-02-04"), day("2027-02-03")),
        "2026-12-03": (day("2027-02-11"), day("2027-02-04")),
        "2026-12-08": (day("2027-02-16"), day("2027-02-17")),
    }


def test_a_partial_notice_settles_the_days_up_to_two_weeks_before_the_next_festival() -> None:
    after = Calendar.of((*NOTICES, PRACTICE))
    assert after.horizon == day("2027-03-21")  # 清明节 2027-04-05 may still send make-up workdays ahead
    assert after.certain(after.workday(day("2026-12-08"), 45))
    assert after.bound().workday(day("2026-12-08"), 45) == day("2027-02-17")
    spring_only = replace(PRACTICE, arrangements=PRACTICE.arrangements[1:])
    assert Calendar.of((*NOTICES, spring_only)).horizon == day("2026-12-31")


def test_the_later_notice_stands_alone_even_when_it_joins_two_festivals() -> None:
    joined = Notice("j", "题", "", day("2026-08-01"), 2026, (Arrangement("中秋节、国庆节", (day("2026-10-01"),)),))
    calendar = Calendar.of((*NOTICES, joined))
    assert calendar.is_workday(day("2026-09-25"))
    assert calendar.is_workday(day("2026-10-02"))
    assert not calendar.is_workday(day("2026-09-20"))
    assert calendar.horizon == day("2026-12-31")


def test_the_earliest_bound_of_the_hero_case() -> None:
    assert CALENDAR.workday(day("2026-12-03"), 45) == day("2027-02-11")
    assert day("2027-02-01") <= CALENDAR.bound().workday(day("2026-12-03"), 45) <= day("2027-02-04")


def test_the_bound_is_made_once_and_is_its_own_bound() -> None:
    bound = CALENDAR.bound()
    assert bound is CALENDAR.bound()
    assert bound is CALENDAR.bound(CALENDAR.horizon)
    assert CALENDAR.bound(day("2027-01-25")) is CALENDAR.bound(day("2027-01-25"))
    assert bound.bound() is bound
    assert bound.earliest
    assert bound.horizon == CALENDAR.horizon
    assert Calendar.of(NOTICES, bound=True).ordinals == bound.ordinals


def test_a_limit_that_starts_beyond_the_horizon_still_meets_every_make_up_workday() -> None:
    assert CALENDAR.bound().workday(day("2027-01-25"), 6) == day("2027-02-02")
    assert CALENDAR.bound(day("2027-01-25")).workday(day("2027-01-25"), 6) == day("2027-01-31")


def test_within_the_horizon_the_bound_is_the_calendar() -> None:
    last = (CALENDAR.horizon - CALENDAR.first).days
    assert CALENDAR.bound().cumulative[: last + 1] == CALENDAR.cumulative[: last + 1]


@pytest.mark.parametrize("year", range(2019, 2027))
def test_the_true_date_was_never_earlier_than_the_bound(year: int) -> None:
    notice = next(n for n in NOTICES if n.id == str(year))
    before = Calendar.of(NOTICES, as_of=notice.published - NEXT_DAY)
    settled = before.horizon  # December make-up workdays of the coming notice lie within it and are not foreseen
    truths = [
        Calendar.of(
            replace(
                n, arrangements=tuple(replace(a, work=tuple(d for d in a.work if d > settled)) for a in n.arrangements)
            )
            if n.id == str(year)
            else n
            for n in NOTICES
            if n.published <= last
        )
        for last in (notice.published, date(year, 12, 31))
    ]
    gaps = []
    start = date(year - 1, 10, 1)
    while start <= date(year, 1, 31):
        bound = before.bound(start)
        for n in range(1, 61):
            earliest = bound.workday(start, n)
            assert all(earliest <= truth.workday(start, n) for truth in truths), (start, n)
            assert earliest <= before.workday(start, n)
            gaps.append(before.count(earliest, before.workday(start, n)))
        start += NEXT_DAY
    assert max(gaps) <= 6  # tight: never more than the make-up workdays of 元旦, 春节, 清明节 and 劳动节 together


@pytest.mark.parametrize("year", range(2019, 2027))
def test_the_bound_holds_through_the_whole_coming_year(year: int) -> None:
    notice = next(n for n in NOTICES if n.id == str(year))
    before = Calendar.of(NOTICES, as_of=notice.published - NEXT_DAY)
    truth = Calendar.of(NOTICES, as_of=notice.published)
    start = before.horizon
    for n in range(1, 240):
        assert before.bound().workday(start, n) <= truth.workday(start, n), n


def right() -> Notice:
    return Notice(
        "x", "题", "", day("2025-11-04"), 2026, (Arrangement("元旦", (day("2026-01-01"),), (day("2026-01-04"),)),)
    )


def test_a_right_notice_is_handed_back() -> None:
    assert check_notice(right()) == right()
    assert hash(right()) == hash(right())


@pytest.mark.parametrize(
    ("arrangements", "words"),
    [
        ((), "没有任何节日安排"),
        ((Arrangement("元旦", ()),), "“元旦”没有放假日期"),
        ((Arrangement("元旦", (day("2026-01-03"),), (day("2026-01-03"),)),), "2026年1月3日在“元旦”和“元旦”里重复"),
        (
            (Arrangement("元旦", (day("2026-01-01"),), (day("2026-01-05"),)),),
            "2026年1月5日是周一，调休上班只能是周六、周日",
        ),
        ((Arrangement("元旦", (day("2025-11-30"),)),), "“元旦”的2025年11月30日不属于2026年"),
        ((Arrangement("元旦", (day("2027-01-01"),)),), "不属于2026年"),
    ],
)
def test_a_wrong_notice_is_refused(arrangements: tuple[Arrangement, ...], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        check_notice(replace(right(), arrangements=arrangements))


def test_a_notice_published_after_all_its_days_is_refused() -> None:
    with pytest.raises(ValueError, match="公布日期2026年1月5日晚于通知里的最后一天2026年1月4日"):
        check_notice(replace(right(), published=day("2026-01-05")))


def test_the_shipped_notices_cover_every_festival_of_every_year() -> None:
    for year in range(2018, 2027):
        names = {name for n in NOTICES if n.year == year for a in n.arrangements for name in a.names}
        assert names == set(FESTIVALS), year
