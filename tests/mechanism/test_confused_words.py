"""The words that are confused (A9): whoever presses the wrong one reads in the refusal which one it should be."""

from __future__ import annotations

import pytest

from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from bingliang.mechanism.overall import permit
from tests.clerk import item_in

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
    item = item_in(state)
    assert item.state is state
    with pytest.raises(Refusal, match=INSTEAD[act][state]) as said:
        permit(act, item)
    assert "《行政许可法》" in said.value.article
