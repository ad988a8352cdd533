"""办件: where an item stands, and what its facts are read from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bingliang.ledger.case import ItemState, day, limit_facts, limit_of, maybe_day
from bingliang.ledger.catalogue import Limit, Start, Unit
from bingliang.ledger.happened import Decision
from tests.clerk import item_in


@pytest.mark.parametrize("state", ItemState)
def test_the_state_is_folded(state: ItemState) -> None:
    item = item_in(state)
    assert item.state is state
    assert item.open is (state not in {ItemState.DECIDED, ItemState.DONE, ItemState.ENDED})
    assert item.owes_delivery is (state in {ItemState.DECIDED, ItemState.DONE})


@pytest.mark.parametrize(
    ("act", "word", "handed_over"),
    [
        ("grant", "准予", True),
        ("grant_deferred", "准予（容缺）", True),
        ("refuse", "不予", True),
        ("file", "备案完成", False),
        ("opine", "出具意见", False),
    ],
)
def test_a_reply_in_one_word(act: str, word: str, handed_over: bool) -> None:  # noqa: FBT001 - the expected answer
    decision = Decision(act, date(2026, 10, 21), "示范1号")
    assert decision.word == word
    item = replace(item_in(ItemState.HANDLING), decision=decision)
    assert item.owes_delivery is handed_over
    assert item.state is (ItemState.DECIDED if handed_over else ItemState.DONE)


def test_dates_and_limits_in_facts() -> None:
    assert day("2026-10-12T09:26") == day(date(2026, 10, 12)) == date(2026, 10, 12)
    assert maybe_day("") is maybe_day(None) is None
    assert maybe_day("2026-10-12") == date(2026, 10, 12)
    limit = Limit(7, Unit.NOT_STATED, Start.RECEIVED, "《建筑法》第八条")
    assert limit_of(limit_facts(limit)) == limit
    assert limit_of(limit_facts(None)) is limit_of({}) is None
