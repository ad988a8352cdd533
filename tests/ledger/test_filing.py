"""网上申报: what one filing's own lines add up to."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.filing import fold_filing

AT = datetime(2026, 10, 12, 1, 26, tzinfo=UTC)
ENTERED: dict[str, Any] = {"number": "示范申报1号", "attachments": []}


def line(seq: int, act: str, facts: dict[str, Any]) -> Entry:
    return Entry("filing/1", seq, f"r{seq}", AT, "甲", "3", act, facts)


def test_an_act_of_a_later_program_changes_nothing() -> None:
    entered = line(1, "enter_filing", ENTERED)
    assert fold_filing([entered, line(2, "unheard_of", {})]) == fold_filing([entered])


def test_no_filing_without_its_entry() -> None:
    assert fold_filing([]) is None
    assert fold_filing([line(1, "take_filing", {"case": "case/1"})]) is None
