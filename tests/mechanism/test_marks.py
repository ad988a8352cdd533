"""记分: which lines of the ledger cost whom a point."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bingliang.desk.loading import factory_calendar
from bingliang.ledger.acts import Entry
from bingliang.ledger.case import CaseItem, ItemState
from bingliang.mechanism.supervision.marks import marks
from tests.clerk import case_of, day, item_in

CALENDAR = factory_calendar()
LATE = {"item": 1, "late_reason": "停电", "entered_on": "2026-10-19"}


def line(seq: int, act: str, by: str, counter: str, facts: dict[str, Any]) -> Entry:
    at = datetime(2026, 10, 11 + seq, 1, 26, tzinfo=UTC)
    return Entry("case/1", seq, f"r{seq}", at, by, counter, act, facts)


RECEIVED = line(1, "receive", "窗口甲", "3", {"items": []})


def found(item: CaseItem, today: str, *entries: Entry) -> list[tuple[str, str, str, object, int]]:
    rows = marks(case_of(item), [RECEIVED, *entries], {}, day(today), CALENDAR)
    return [(row.kind, row.side, row.person, row.on, row.seq) for row in rows]


def test_a_late_delivery_costs_the_counter_and_rests_on_the_decision() -> None:
    item, granted = item_in(ItemState.DECIDED), line(2, "grant", "科员乙", "city-management", {"item": 1})
    due = day("11-04")
    assert found(item, "11-04", granted) == []
    assert found(item, "11-05", granted) == [("送达超期", "窗口", "", CALENDAR.workday(due, 1), 2)]
    assert found(replace(item, delivered_on=due), "12-01", granted) == []


def test_a_late_entry_costs_whoever_wrote_it_late() -> None:
    item = item_in(ItemState.HANDLING)
    counter, department = (
        line(2, "accept", "窗口甲", "3", LATE),
        line(2, "accept", "科员乙", "city-management", LATE),
    )
    assert found(item, "10-30", counter) == [("事后补录", "窗口", "窗口甲", day("10-19"), 2)]
    assert found(item, "10-30", department) == [("事后补录", "city-management", "科员乙", day("10-19"), 2)]


def test_a_late_entry_about_several_items_counts_once_for_the_first() -> None:
    item = item_in(ItemState.HANDLING)
    late = line(2, "close", "窗口甲", "3", {"items": [2, 1], "late_reason": "停电"})
    rows = marks(case_of(item, item), [RECEIVED, late], {}, day("10-30"), CALENDAR)
    assert [(row.item, row.on) for row in rows] == [(2, day("10-13"))]


def test_a_late_entry_about_the_whole_case_counts_for_its_first_item() -> None:
    item = item_in(ItemState.HANDLING)
    late = line(2, "close", "窗口甲", "3", {"late_reason": "停电"})
    rows = marks(case_of(item, item), [RECEIVED, late], {}, day("10-30"), CALENDAR)
    assert [row.item for row in rows] == [1]
