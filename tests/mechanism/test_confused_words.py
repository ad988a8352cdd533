"""The words that are confused (A9): whoever presses the wrong one reads in the refusal which one it should be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Acceptance, CaseItem, Decision, ItemState
from bingliang.ledger.catalogue import Handling, Limit, Start, Unit
from bingliang.mechanism.overall import permit
from tests.clerk import day

INSTEAD = {
    "not_required": {ItemState.CORRECTING: "撤件", ItemState.HANDLING: "受理更正", ItemState.DECIDED: "撤销"},
    "decline": {ItemState.WAITING: "撤件", ItemState.HANDLING: "准予或不予的决定", ItemState.DECIDED: "撤销"},
    "refuse": {ItemState.RECEIVED: "不予受理", ItemState.CORRECTING: "不予受理", ItemState.WAITING: "撤件"},
    "withdraw": {ItemState.DECIDED: "注销", ItemState.DONE: "注销"},
    "recall": {ItemState.HANDLING: "撤件"},
    "annul": {ItemState.HANDLING: "撤件"},
    "cancel": {ItemState.HANDLING: "撤件"},
}


@pytest.mark.parametrize(("act", "state"), [(act, state) for act, found in INSTEAD.items() for state in found])
def test_a9_whoever_presses_the_wrong_one_of_the_confused_words_reads_the_right_one(act: str, state: ItemState) -> None:
    item = shaped(state)
    assert item.state is state
    with pytest.raises(Refusal, match=INSTEAD[act][state]) as said:
        permit(act, item)
    assert "《行政许可法》" in said.value.article


def shaped(state: ItemState) -> CaseItem:
    """An item in that state, of the kind that knows all these words."""
    on = day("10-12")
    taken = Acceptance(on, on, None, None, on, "", promise_stops=True, number="受1")
    plain = CaseItem(
        no=1, code="S3-09", name="建筑垃圾处置", version=1, body="city-management", department="city-management",
        handling=Handling.PROMISED, decided_by="区", licence=True, completeness=Limit(5, Unit.WORKDAY, Start.RECEIVED),
        waits_for=(), held_on=on,
    )  # fmt: skip
    received = replace(plain, received_on=on)
    decided = replace(received, acceptance=taken, decision=Decision("grant", on, "准1"))
    return {
        ItemState.WAITING: plain,
        ItemState.RECEIVED: received,
        ItemState.CORRECTING: replace(received, noticed_on=on),
        ItemState.HANDLING: replace(received, acceptance=taken),
        ItemState.DECIDED: decided,
        ItemState.DONE: replace(decided, delivered_on=on),
    }[state]
