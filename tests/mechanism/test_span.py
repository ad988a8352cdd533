"""跨度: what parallel handling took, what one after another would have taken, and the way through."""

from __future__ import annotations

from dataclasses import replace

from bingliang.desk.loading import factory_calendar
from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import Limit, Start, Unit
from bingliang.ledger.happened import Decision, Wait
from bingliang.mechanism.parallel_approval.span import span
from tests.clerk import accepted_on, case_of, day, item_in

CALENDAR = factory_calendar()


def test_nothing_to_measure_before_anything_is_accepted() -> None:
    unlimited = item_in(ItemState.HANDLING, acceptance=accepted_on("10-14", None))
    assert span(case_of(item_in(ItemState.RECEIVED), item_in(ItemState.ENDED), unlimited), CALENDAR) is None


def test_parallel_against_serial() -> None:
    first = item_in(ItemState.DONE)
    second = item_in(
        ItemState.DONE, acceptance=accepted_on("10-22"), decision=Decision("grant", day("10-30"), "示范2号")
    )
    second = replace(second, waits_for=(Wait(1, "《一》"),))
    measured = span(case_of(first, second, first), CALENDAR)
    assert measured is not None
    assert (measured.workdays, measured.serial, measured.saved) == (14, 16, 2)
    assert measured.path == (1, 2)
    assert (measured.ends_on, measured.expected) == (day("10-30"), False)


def test_an_open_item_enters_with_its_expected_day() -> None:
    promise = Limit(3, Unit.WORKDAY, Start.ACCEPTED)
    by_promise = item_in(ItemState.HANDLING, acceptance=accepted_on("10-14", promise=promise))
    measured = span(case_of(by_promise, item_in(ItemState.HANDLING)), CALENDAR)
    assert measured is not None
    assert (measured.ends_on, measured.expected, measured.serial) == (day("11-11"), True, 23)


def test_a_day_of_its_own_for_what_is_done_at_once_and_none_for_what_was_never_received() -> None:
    at_once = item_in(ItemState.DONE, acceptance=accepted_on("10-21"))
    filed = replace(item_in(ItemState.RECEIVED), decision=Decision("file", day("10-12"), "备1号"))
    never = replace(item_in(ItemState.WAITING), decision=Decision("file", day("10-12"), "备2号"))
    measured = span(case_of(at_once, filed, never), CALENDAR)
    assert measured is not None
    assert measured.serial == 2


def test_one_open_item_among_the_decided_makes_the_figure_an_expectation() -> None:
    promise = Limit(3, Unit.WORKDAY, Start.ACCEPTED)
    going = item_in(ItemState.HANDLING, acceptance=accepted_on("10-20", promise=promise))
    measured = span(case_of(item_in(ItemState.DONE), going), CALENDAR)
    assert measured is not None
    assert measured.expected is True


def test_what_was_withdrawn_after_acceptance_is_not_measured() -> None:
    withdrawn = item_in(ItemState.ENDED, acceptance=accepted_on("10-14"))
    assert span(case_of(withdrawn), CALENDAR) is None


def test_the_path_goes_through_the_prerequisite_that_came_last() -> None:
    early = item_in(ItemState.DONE, decision=Decision("grant", day("10-16"), "示范3号"))
    late = item_in(ItemState.DONE, decision=Decision("grant", day("10-23"), "示范4号"))
    gone = item_in(ItemState.ENDED)
    last = item_in(
        ItemState.DONE,
        acceptance=accepted_on("10-26"),
        decision=Decision("grant", day("10-30"), "示范5号"),
        waits_for=(Wait(2, "《二》"), Wait(1, "《一》"), Wait(3, "《三》"), Wait(None, "《合同》")),
    )
    measured = span(case_of(early, late, gone, last), CALENDAR)
    assert measured is not None
    assert measured.path == (2, 4)
