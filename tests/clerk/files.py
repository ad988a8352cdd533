"""Files without a database, for the pure rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.catalogue import Handling, Limit, Start, Unit
from bingliang.ledger.happened import Acceptance, Decision, Ending, Wait
from tests.clerk.sample import FIRM, PROJECT, day

TWENTY = Limit(20, Unit.WORKDAY, Start.ACCEPTED, "《行政许可法》第四十二条")
FIVE = Limit(5, Unit.WORKDAY, Start.RECEIVED, "《行政许可法》第三十二条第一款第（四）项")


def item_in(state: ItemState, handling: Handling = Handling.PROMISED, **fields: Any) -> CaseItem:  # noqa: ANN401 - any field of the item
    """一项 in that state: received on 10-12, accepted on 10-14, granted on 10-21, delivered on 10-22."""
    decision = Decision("grant", day("10-21"), "示范〔2026〕1号")
    item = CaseItem(
        no=1, code="S3-09", name="城市建筑垃圾处置核准", version=1, body="city-management", department="city-management",
        handling=handling, decided_by="区", licence=True, completeness=FIVE, waits_for=(), received_on=day("10-12"),
    )  # fmt: skip
    accepted = replace(item, acceptance=accepted_on("10-14"), dispatched_on=day("10-14"))
    made = {
        ItemState.WAITING: replace(item, received_on=None, held_on=day("10-12"), waits_for=(Wait(None, "《合同》"),)),
        ItemState.RECEIVED: item,
        ItemState.CORRECTING: replace(item, noticed_on=day("10-14"), correction_until=day("10-28")),
        ItemState.HANDLING: accepted,
        ItemState.FORWARDED: replace(accepted, forwarded_on=day("10-16")),
        ItemState.DECIDED: replace(accepted, decision=decision),
        ItemState.DONE: replace(accepted, decision=decision, delivered_on=day("10-22")),
        ItemState.ENDED: replace(item, ending=Ending("withdraw", day("10-14"), "建设方案调整")),
    }
    return replace(made[state], **fields)


def accepted_on(when: str, limit: Limit | None = TWENTY, promise: Limit | None = None, **fields: Any) -> Acceptance:  # noqa: ANN401 - any field of the acceptance
    """受理 on that day."""
    on = day(when)
    return Acceptance(on, on, limit, promise, on, "示范〔2026〕1号", promise_stops=True, number="示范受1号", **fields)


def case_of(*items: CaseItem, **fields: Any) -> Case:  # noqa: ANN401 - any field of the case
    """一件 of these items, numbered in their order."""
    numbered = {no: replace(item, no=no) for no, item in enumerate(items, 1)}
    made = Case(
        stream="case/1", code="20261012000182", received_on=day("10-12"), received_at="2026-10-12T09:26", channel="窗口",
        counter="3", clerk="综合窗口甲", enterprise=FIRM, project=PROJECT, works={}, stage="施工许可", handler="R1#1",
        items=numbered, materials=(),
    )  # fmt: skip
    return replace(made, **fields)
