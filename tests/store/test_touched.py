"""一段时间里的办件, on both databases: whoever was in hand or left within it, said once more in Python; how far each has grown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from bingliang.ledger.acts import Draft
from bingliang.store import Outcome, Store
from bingliang.store.touched import touched
from tests.queries import overheard
from tests.store.counter import LI, LOAD
from tests.store.test_lists import rows_said

CASES = 120
BEGIN = date(2026, 1, 1)


def said(number: int) -> Mapping[str, object]:
    """Received one a day from New Year on; one in three still open, one in seven ended without a date."""
    received = BEGIN + timedelta(days=number)
    ended = None if number % 3 == 0 or number % 7 == 0 else received + timedelta(days=number % 40)
    return {
        "code": f"2026{number:06d}", "open": number % 3 == 0, "received_on": received.isoformat(),
        "ended_on": ended.isoformat() if ended else None,
    }  # fmt: skip


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with Store.open(database, project=rows_said, load=LOAD) as found:
        drafts = [Draft(f"case/{n:04d}", "receive", {"rows": [said(n)]}) for n in range(CASES)]
        found.act("按键-1", LI, "receive", lambda _work: Outcome(drafts))
        grown = [Draft(f"case/{n:04d}", "remark", {"rows": [said(n)]}) for n in range(0, CASES, 5)]
        found.act("按键-2", LI, "remark", lambda _work: Outcome(grown))
        yield found


def expected(first: date, last: date) -> list[tuple[str, int]]:
    found = []
    for n in range(CASES):
        row = said(n)
        ended = row["ended_on"]
        left_before = not row["open"] and ended is not None and str(ended) < first.isoformat()
        if not left_before and str(row["received_on"]) <= last.isoformat():
            found.append((f"case/{n:04d}", 2 if n % 5 == 0 else 1))
    return found


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 3, 10), date(2026, 3, 10)),
        (date(2025, 1, 1), date(2025, 12, 31)),
        (date(2026, 4, 1), date(9999, 1, 1)),
        (BEGIN, date(9999, 1, 1)),
    ],
)
def test_who_was_in_hand_or_left_within_it(store: Store, first: date, last: date) -> None:
    with store.look() as look:
        assert touched(look, first, last) == expected(first, last)


def test_up_to_today_no_row_of_the_table_and_no_line_of_the_ledger_is_read(tmp_path: Path) -> None:
    path = tmp_path / "台账.db"
    with overheard() as queries, Store.open(path, project=rows_said, load=LOAD) as store, store.look() as look:
        touched(look, BEGIN, date(9999, 1, 1))
        asked = [statement for _, statement in queries.heard if "max(" in statement]
        plan = look.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[0]}").fetchall()
    assert len(asked) == 1
    searched = [str(step[3]) for step in plan if "SEARCH" in str(step[3]) or "SCAN" in str(step[3])]
    assert searched
    assert all("COVERING INDEX" in step for step in searched), searched
