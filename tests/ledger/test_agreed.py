"""A promise by contract or policy is folded out of its lines; another stream is none."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.agreed import KEPT, fold_agreed

FACTS: dict[str, Any] = {
    "kind": "招商协议", "enterprise": "某企业", "project": "某项目", "document": "某协议", "words": "交地",
    "owner": "某局", "until": "2026-10-20", "on": "2026-09-01",
}  # fmt: skip


def line(seq: int, act: str, facts: dict[str, Any]) -> Entry:
    return Entry("agreed/1", seq, "press", datetime(2026, 9, 1, 9, tzinfo=UTC), "某人", "3", act, facts)


def test_what_was_recorded_and_what_became_of_it() -> None:
    open_ = fold_agreed([line(1, "record_promise", FACTS)])
    assert open_ is not None
    assert (open_.until, open_.outcome, open_.settled_on) == (date(2026, 10, 20), "", None)
    settled = {"outcome": KEPT, "on": "2026-10-16", "proof": "交地确认书", "reason": ""}
    kept = fold_agreed([line(1, "record_promise", FACTS), line(2, "settle_promise", settled)])
    assert kept is not None
    assert (kept.outcome, kept.settled_on, kept.proof, kept.words) == (KEPT, date(2026, 10, 16), "交地确认书", "交地")


def test_another_stream_is_no_promise() -> None:
    assert fold_agreed([]) is None
    assert fold_agreed([line(1, "enlist_project", {})]) is None
