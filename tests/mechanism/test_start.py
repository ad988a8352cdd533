"""起算: from which day a limit runs, and what an acceptance copies for good."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bingliang.desk.loading import factory_calendar, factory_catalogue
from bingliang.ledger.case import CaseItem, ItemState
from bingliang.ledger.catalogue import Item, Limit, Promise, Start, Unit
from bingliang.mechanism.time_limits.start import acceptance_facts, started_on
from tests.clerk import day, item_in

CALENDAR = factory_calendar()
ITEM = factory_catalogue().items["S3-09"]
BY_RECEIPT = Limit(7, Unit.NOT_STATED, Start.RECEIVED, "《建筑法》第八条")


@pytest.mark.parametrize(
    ("limit", "item", "begins"),
    [
        (BY_RECEIPT, item_in(ItemState.RECEIVED), "10-12"),
        (BY_RECEIPT, item_in(ItemState.RECEIVED, corrected_on=day("10-13")), "10-13"),
        (BY_RECEIPT, item_in(ItemState.WAITING), "10-14"),
        (Limit(7, Unit.WORKDAY, Start.ACCEPTED), item_in(ItemState.RECEIVED), "10-14"),
        (Limit(7, Unit.WORKDAY, Start.COMPLETE), item_in(ItemState.RECEIVED), "10-14"),
    ],
)
def test_the_start_event_is_the_limits_own(limit: Limit, item: CaseItem, begins: str) -> None:
    assert started_on(item, limit, day("10-14")) == day(begins)


def facts(definition: Item, when: str = "10-14") -> dict[str, object]:
    return acceptance_facts(item_in(ItemState.RECEIVED), definition, day(when), CALENDAR, number="示范受1号")


def test_limit_and_promise_are_copied_with_their_dates() -> None:
    promise = Promise(3, Unit.WORKDAY, Start.ACCEPTED, "示范〔2026〕1号")
    found = facts(replace(ITEM, limit=BY_RECEIPT, promise=promise))
    assert (found["started_by"], found["started_on"], found["due"]) == ("received", "2026-10-12", "2026-10-19")
    assert (found["promised_from"], found["promised_due"], found["promise_ground"]) == (
        "2026-10-14", "2026-10-19", "示范〔2026〕1号",
    )  # fmt: skip
    assert found["provisional"] is False
    assert "entered_on" not in found


def test_without_limit_and_promise_no_date_is_written() -> None:
    found = facts(replace(ITEM, limit=None, promise=None))
    assert (found["limit"], found["promise"]) == (None, None)
    assert not {"due", "promised_due"} & set(found)


def test_a6_a_promise_never_ends_later_than_the_law() -> None:
    """建筑法第八条's seven calendar days from 09-30 end on 10-08; three workdays promised would end on 10-10."""
    seven = Limit(7, Unit.NOT_STATED, Start.ACCEPTED)
    promise = Promise(3, Unit.WORKDAY, Start.ACCEPTED, "示范〔2026〕1号")
    found = facts(replace(ITEM, limit=seven, promise=promise), "09-30")
    assert (found["due"], found["promised_due"]) == ("2026-10-08", "2026-10-08")
    found = facts(replace(ITEM, limit=seven, promise=promise))
    assert (found["due"], found["promised_due"]) == ("2026-10-21", "2026-10-19")


@pytest.mark.parametrize("when", ["12-10", "12-24"])
def test_a_date_beyond_the_last_notice_is_provisional_in_either_line(when: str) -> None:
    promise = Promise(7, Unit.WORKDAY, Start.ACCEPTED, "示范〔2026〕1号")
    limit = Limit(20, Unit.WORKDAY, Start.ACCEPTED)
    assert facts(replace(ITEM, limit=limit, promise=promise), when)["provisional"] is True


def test_silence_is_dated_twice() -> None:
    found = acceptance_facts(
        item_in(ItemState.RECEIVED), ITEM, day("10-12"), CALENDAR, deemed=True, entered_on=day("10-20")
    )
    assert (found["deemed"], found["accepted_on"], found["entered_on"]) == (True, "2026-10-12", "2026-10-20")


def test_without_limit_and_promise_nothing_is_provisional_deemed_or_joint() -> None:
    found = facts(replace(ITEM, limit=None, promise=None))
    assert (found["provisional"], found["deemed"], found["joint"]) == (False, False, False)
