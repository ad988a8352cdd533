"""Random limits, walked day by day by an independent clerk (oracle.py), who must come to the same day."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bingliang.exchange.notice_files import read_notices
from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import Unit
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits import Stop, Term, account, deducted, due, due_dates, due_on, remaining
from tests.mechanism.oracle import LateStop, earlier, last_day, wall_calendar

WORKDAYS = Path(__file__).parents[2] / "resources" / "workdays"
NOTICES = read_notices(WORKDAYS)
PUBLISHED = sorted({notice.published for notice in NOTICES})
AS_OF = [None, *(day - timedelta(n) for day in PUBLISHED[1:] for n in (0, 1))]


@lru_cache
def calendar(as_of: date | None = None) -> Calendar:
    return Calendar.of(NOTICES, as_of=as_of)


@st.composite
def terms(draw: st.DrawFn, units: tuple[Unit, ...] = tuple(Unit), latest: date = date(2027, 12, 31)) -> Term:
    start = draw(st.dates(date(2018, 1, 1), latest))
    value = draw(st.one_of(st.integers(0, 3), st.integers(0, 60)))
    pairs = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 25)), max_size=4))
    stops = tuple(Stop(start + timedelta(a), start + timedelta(a + n)) for a, n in pairs)
    extension = draw(st.one_of(st.just(0), st.integers(0, 20)))
    return Term(start, value, draw(st.sampled_from(units)), stops, extension, draw(st.booleans()), draw(st.booleans()))


def walked(term: Term, works: Callable[[date], bool], *, forgiving: bool = False) -> date:
    stops = [(stop.after, stop.until) for stop in term.stops]
    how = {
        "from_rolled": term.extension_from_rolled,
        "first_day_stops": term.stop_counts_first_day,
        "forgiving": forgiving,
    }
    if term.unit is Unit.NOT_STATED:
        return earlier(term.start, term.value, stops, term.extension, works, **how)
    return last_day(term.start, term.value, term.unit.value, stops, term.extension, works, **how)


D = date


@settings(max_examples=700)
@given(term=terms(), as_of=st.sampled_from(AS_OF))
@example(term=Term(D(2026, 11, 28), 0, Unit.WORKDAY, (Stop(D(2026, 11, 28), D(2026, 12, 2)),)), as_of=None)
@example(term=Term(D(2026, 11, 28), 0, Unit.WORKDAY, (), 3, True), as_of=None)
@example(term=Term(D(2026, 11, 28), 0, Unit.WORKDAY, (), 3), as_of=None)
@example(term=Term(D(2026, 11, 15), 20, Unit.DAY, (Stop(D(2026, 12, 6), D(2026, 12, 8)),), 5, True), as_of=None)
@example(term=Term(D(2026, 11, 15), 20, Unit.DAY, (Stop(D(2026, 12, 7), D(2026, 12, 9)),), 5, True, True), as_of=None)
def test_the_clerk_comes_to_the_same_day(term: Term, as_of: date | None) -> None:
    book = calendar(as_of)
    try:
        expected = walked(term, book.is_workday)
    except LateStop:
        with pytest.raises(Refusal, match="不能再自"):
            due_on(term, book)
        expected = walked(term, book.is_workday, forgiving=True)
        assert due_on(term, book, recorded=True) == expected
        assert due(term, book, recorded=True).on == expected
        return
    assert due_on(term, book) == expected
    assert due_on(term, book, recorded=True) == expected
    found = due(term, book)
    assert found.on == expected
    assert found.provisional is (expected > book.horizon)


@settings(max_examples=300)
@given(term=terms(), as_of=st.sampled_from(AS_OF))
def test_the_earliest_bound_is_the_same_limit_on_the_bound_calendar(term: Term, as_of: date | None) -> None:
    book = calendar(as_of)
    found = due(term, book, recorded=True)
    if found.provisional:
        assert found.earliest == walked(term, book.bound(term.start).is_workday, forgiving=True)
        assert found.earliest <= found.on
    else:
        assert found.earliest == found.on


@settings(max_examples=200)
@given(term=terms(latest=date(2026, 6, 30)))
def test_the_wall_calendar_of_the_notices_says_the_same(term: Term) -> None:
    expected = walked(term, wall_calendar(WORKDAYS), forgiving=True)
    if expected <= calendar().horizon:
        assert due_on(term, calendar(), recorded=True) == expected


@given(term=terms())
def test_stops_in_any_order_mean_the_same(term: Term) -> None:
    turned = replace(term, stops=term.stops[::-1])
    assert due_on(turned, calendar(), recorded=True) == due_on(term, calendar(), recorded=True)


@given(term=terms())
def test_not_stated_is_the_earlier_of_both(term: Term) -> None:
    found = due(replace(term, unit=Unit.NOT_STATED), calendar(), recorded=True)
    both = [due_on(replace(term, unit=unit), calendar(), recorded=True) for unit in (Unit.WORKDAY, Unit.DAY)]
    assert [found.by_workday, found.by_day] == both
    assert found.on == min(both)


def test_the_account_ends_with_the_limit_on_the_due_date_in_a_thousand_cases() -> None:
    dice = random.Random(20260301)
    for _ in range(1_000):
        start = date(2018, 1, 1) + timedelta(dice.randrange(3_600))
        stops = tuple(
            Stop(start + timedelta(a), start + timedelta(a + dice.randrange(15)))
            for a in (dice.randrange(30) for _ in range(dice.randrange(4)))
        )
        value, extension, unit = dice.randrange(1, 50), dice.choice((0, 0, 5, 15)), dice.choice(tuple(Unit))
        term = Term(start, value, unit, stops, extension, dice.random() < 0.3, dice.random() < 0.3)
        lines = account(term, calendar(), recorded=True)
        numbers = [line.number for line in lines if line.number is not None]
        assert numbers == list(range(1, value + extension + 1))
        assert lines[-1].on == due_on(term, calendar(), recorded=True)
        assert [line.on for line in lines] == [start + timedelta(n) for n in range(len(lines))]
        assert all(line.reason for line in lines if line.number is None)
        stopped = sum(line.reason == "停表" for line in lines)
        assert stopped == deducted(term, calendar())


@given(
    pairs=st.lists(st.tuples(st.dates(date(2018, 1, 1), date(2027, 12, 31)), st.integers(1, 90)), max_size=30),
)
def test_many_at_once_are_the_same_as_one_by_one(pairs: list[tuple[date, int]]) -> None:
    found = due_dates([start for start, _ in pairs], [n for _, n in pairs], calendar())
    assert found == [due_on(Term(start, n, Unit.WORKDAY), calendar()) for start, n in pairs]


@given(today=st.dates(date(2018, 2, 1), date(2027, 12, 1)), ahead=st.integers(-60, 60))
def test_remaining_workdays_are_counted_one_by_one(today: date, ahead: int) -> None:
    works, on = calendar().is_workday, today + timedelta(ahead)
    first, last = min(today, on), max(today, on)
    between = sum(works(first + timedelta(n)) for n in range(1, (last - first).days + 1))
    expected = between if on >= today else -max(between, 1)
    assert remaining(today, on, calendar()) == expected
