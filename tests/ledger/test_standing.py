"""现状: a row is named by stream, item and task, and says nothing by itself."""

from __future__ import annotations

from bingliang.ledger.standing import Level, StandingRow, Waiting


def test_a_bare_row() -> None:
    row = StandingRow("case/1", Level.CASE)
    assert (row.item, row.task, row.waiting, row.open) == ("", "", Waiting.NOTHING, True)
    assert (row.due_on, row.next_on, row.segments, row.terms) == (None, None, "[]", "{}")
