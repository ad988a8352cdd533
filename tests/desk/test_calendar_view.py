"""The wall calendar of the counter: every day's kind and notice, and what falls due on it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bingliang.desk.calendar.view import Kind, Line, deadlines_on, year_view
from tests.clerk import Clerk


def test_a_year_has_every_day_once_with_its_kind(clerk: Clerk) -> None:
    clerk.on("12-18")
    view = year_view(clerk.desk, 2026)
    days = [day.on for month in view.months for day in month.days]
    assert days == [date(2026, 1, 1) + timedelta(n) for n in range(365)]
    kinds = {on: view.day(date(2026, *on)) for on in ((1, 1), (1, 2), (1, 4), (2, 18), (10, 10), (12, 18), (12, 19))}
    assert {on: row.kind for on, row in kinds.items() if row} == {
        (1, 1): Kind.HOLIDAY,
        (1, 2): Kind.OFF,
        (1, 4): Kind.MAKE_UP,
        (2, 18): Kind.HOLIDAY,
        (10, 10): Kind.MAKE_UP,
        (12, 18): Kind.WORKDAY,
        (12, 19): Kind.WEEKEND,
    }
    assert view.day(date(2027, 1, 1)) is None


def test_a_year_has_as_many_workdays_as_the_calendar_counts(clerk: Clerk) -> None:
    calendar = clerk.desk.calendar()
    for year in (2018, 2020, 2026, 2027):
        view = year_view(clerk.desk, year)
        assert view.workdays == calendar.count(date(year, 1, 1), date(year, 12, 31)) + calendar.is_workday(
            date(year, 1, 1)
        )
        assert all(day.kind.workday == calendar.is_workday(day.on) for month in view.months for day in month.days)


def test_beyond_the_horizon_every_day_is_provisional_and_no_notice_is_named(clerk: Clerk) -> None:
    clerk.on("12-18")
    view = year_view(clerk.desk, 2027)
    assert view.horizon == date(2026, 12, 31)
    assert view.notices == ()
    assert all(day.provisional and not day.notice for month in view.months for day in month.days)
    spring = view.day(date(2027, 2, 6))
    assert spring is not None
    assert (spring.kind, spring.words) == (Kind.HOLIDAY, "春节（依放假办法，暂定）")
    certain = year_view(clerk.desk, 2026)
    assert not any(day.provisional for month in certain.months for day in month.days)
    assert [notice.title for notice in certain.notices] == ["国务院办公厅关于2026年部分节假日安排的通知"]
    assert certain.notices[0].days > 30


def test_a_day_carries_the_lines_that_fall_due_on_it(clerk: Clerk) -> None:
    clerk.on("12-08").receives("S2-09").accepts(1)
    clerk.on("12-18")
    assert (clerk.promised(1), clerk.due(1)) == ("12-29", "2027-02-16")
    promised = year_view(clerk.desk, 2026).day(date(2026, 12, 29))
    statute = year_view(clerk.desk, 2027).day(date(2027, 2, 16))
    assert promised is not None
    assert statute is not None
    assert promised.due == ((Line.PROMISE, 1),)
    assert (statute.due, statute.deadlines) == (((Line.STATUTE, 1),), 1)
    (only,) = deadlines_on(clerk.desk, date(2027, 2, 16))
    assert (only.stream, only.line, only.provisional) == (clerk.stream, Line.STATUTE, True)
    assert deadlines_on(clerk.desk, date(2026, 12, 30)) == ()


def test_an_answer_that_is_owed_and_a_document_to_be_delivered_are_deadlines_too(clerk: Clerk) -> None:
    clerk.on("12-08").receives("S3-07")
    owed = next(row for row in clerk.rows() if row.item)
    assert owed.next_on is not None
    (receipt,) = [one for one in deadlines_on(clerk.desk, owed.next_on) if one.stream == clerk.stream]
    assert receipt.line is Line.RECEIPT
    clerk.accepts(1).on("12-09").grants(1)
    given = next(row for row in clerk.rows() if row.item)
    assert given.next_on is not None
    assert [one.line for one in deadlines_on(clerk.desk, given.next_on)] == [Line.DELIVERY]
    assert given.promised_on is not None
    assert deadlines_on(clerk.desk, given.promised_on) == (), "a decided item owes nothing but the delivery"


def test_the_counts_of_a_year_are_the_lists_of_its_days(clerk: Clerk) -> None:
    for when, item in (("12-02", "S2-09"), ("12-03", "S2-09"), ("12-08", "S3-07"), ("12-09", "S3-06")):
        clerk.on(when).receives(item).accepts(1)
    clerk.on("12-18")
    counted = 0
    for year in (2026, 2027):
        for month in year_view(clerk.desk, year).months:
            for day in month.days:
                if day.deadlines:
                    counted += day.deadlines
                    assert len(deadlines_on(clerk.desk, day.on)) == day.deadlines
    assert counted == 8


@pytest.mark.parametrize("year", [2017, 2051])
def test_a_year_outside_the_calendar_is_refused_in_one_sentence(clerk: Clerk, year: int) -> None:
    with pytest.raises(ValueError, match=f"工作日历只有2018年至2050年，没有{year}年，请改选年份。"):
        year_view(clerk.desk, year)
