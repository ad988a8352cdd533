"""《督办考核制度》: what the file itself tells against the counter and the departments."""

from __future__ import annotations

from dataclasses import replace

from bingliang.desk.loading import factory_calendar
from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import Limit, Start, Unit
from bingliang.ledger.happened import Decision
from bingliang.mechanism.supervision import findings
from tests.clerk import accepted_on, case_of, day, item_in

CALENDAR = factory_calendar()
THREE = Limit(3, Unit.WORKDAY, Start.ACCEPTED)


def found(item: object, today: str) -> list[tuple[str, str, int, bool]]:
    rows = findings(case_of(item), day(today), CALENDAR)  # type: ignore[arg-type]  # an item
    return [(row.kind, row.against, row.workdays, row.settled) for row in rows]


def test_nothing_against_an_item_in_time() -> None:
    assert found(item_in(ItemState.HANDLING), "10-30") == []


def test_a_missed_notice_is_the_counters() -> None:
    assert found(item_in(ItemState.HANDLING, acceptance=accepted_on("10-12", deemed=True)), "10-30") == [
        ("逾期未告知", "窗口", 0, True)
    ]


def test_b4_a_broken_promise_is_settled_by_its_explanation() -> None:
    item = item_in(ItemState.HANDLING, acceptance=accepted_on("10-14", promise=THREE))
    assert found(item, "10-21") == [("承诺超时", "city-management", 2, False)]
    assert found(replace(item, explained_on=day("10-21")), "10-21") == [("承诺超时", "city-management", 2, True)]


def test_a_breach_of_law_is_open_until_decided() -> None:
    item = item_in(ItemState.HANDLING)
    assert found(item, "11-13") == [("法定超期", "city-management", 2, False)]
    decided = replace(item, decision=Decision("grant", day("11-12"), "示范1号"))
    assert found(decided, "11-13") == [("法定超期", "city-management", 1, True)]


def test_a_late_delivery_is_the_counters() -> None:
    item = item_in(ItemState.DECIDED)
    assert found(item, "11-04") == []
    assert found(item, "11-06") == [("送达超期", "窗口", 2, False)]
    assert found(replace(item, delivered_on=day("11-05")), "12-01") == [("送达超期", "窗口", 1, True)]
