"""联系单签收: the body that was asked signs for the slip, or two witnesses see that it would not (A12).

By default the time to answer runs from the day on which the slip was sent; where the zone has set it so, from the receipt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.casework.delivery import LEFT, Served, handed
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.case import CaseItem, Paper
from bingliang.ledger.happened import Opinion
from bingliang.ledger.roles import REVIEWER

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work

ARTICLE = ACTS["receive_opinion"].article
SLIP = "opinion_request"
SIGNER = "承办部门指定的签收人"
SIGNED, REFUSED = "签收", "拒绝签收"


def asked_facts(file: File, on: date, days: int) -> dict[str, Any]:
    """征求意见的期限: the day fixed when the slip is sent, or the days that run from its receipt and the day to sign by."""
    if file.catalogue.setting("opinion_from_receipt", False):
        return {"days": days, "sign_by": file.calendar.workday(on, 1).isoformat()}
    return {"reply_by": file.calendar.workday(on, days).isoformat()}


def unsigned(item: CaseItem) -> Sequence[tuple[int, Opinion]]:
    """还没有签收的联系单 with their places, in the order in which they were sent."""
    return [(place, one) for place, one in enumerate(item.opinions, 1) if one.open and one.received_on is None]


def may_receive(item: CaseItem) -> Sequence[tuple[int, Opinion]]:
    """可登记签收: a slip is out that nobody has signed for, answered or let pass."""
    found = unsigned(item)
    if not found:
        raise Refusal(f"“{item.name}”没有等待签收的联系单：没有发过，或者都已签收、回复。", ARTICLE)
    return found


def receive_opinion(desk: Desk, request: str, stream: str, no: int, place: int, on: date, served: Served) -> Answer:
    """联系单签收 or 拒绝签收; `place` counts the slips of the item. The slip itself is served by it."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        waiting = dict(may_receive(file.item(no, "receive_opinion", on)))
        if place not in waiting:
            raise Refusal("这份联系单已经签收、回复，或者没有发过，请刷新后再选。", ARTICLE)
        file.own_opinion(waiting[place].department)
        if served.means == LEFT and file.work.who.role == REVIEWER:
            raise Refusal("拒绝签收由送达的窗口和两名见证人记明，部门不能自己登记拒收。", ARTICLE)
        facts = handed(served)
        record(file, no, place, on, facts)
        slip = next((one for one in _slips(file, no, waiting[place].department) if one.served_on is None), None)
        if slip is not None:
            file.record("serve", on, {"paper": slip.seq, "number": slip.number, "name": slip.title, **facts})
        return file

    return desk.act(request, "receive_opinion", decide)


def record(file: File, no: int, place: int, on: date, facts: Mapping[str, Any]) -> None:
    """记签收: the day from which the time to answer runs where it had not begun."""
    one = file.case.items[no].opinions[place - 1]
    if on < one.asked_on:
        raise ValueError(f"签收的日期{on:%Y-%m-%d}早于联系单送出之日{one.asked_on:%Y-%m-%d}，请核对。")
    runs = {"reply_by": file.calendar.workday(on, one.days).isoformat()} if one.reply_by is None else {}
    file.record("receive_opinion", on, {"item": no, "slip": place, "department": one.department, **facts, **runs})


def served_as_paper(file: File, paper: Paper, on: date, facts: Mapping[str, Any]) -> None:
    """按文书送达登记的联系单: its service is the receipt, whichever of the two sheets it was entered in."""
    for no in paper.items:
        asked = paper.facts["opinion"]["department"]
        place = next((place for place, one in unsigned(file.case.items[no]) if one.department == asked), 0)
        if place:
            record(file, no, place, on, facts)


def _slips(file: File, no: int, department: str) -> Sequence[Paper]:
    found = (one for one in file.case.papers if one.form == SLIP and no in one.items and not one.void_reason)
    return [one for one in found if one.facts["opinion"]["department"] == department]


def signed_words(file: File, no: int, one: Opinion) -> str:
    """签收情况 as the papers of the answer say it: when, and by whom or before which witnesses; blank while unsigned."""
    place = next((at for at, other in enumerate(file.case.items[no].opinions, 1) if other == one), 0)
    lines = [
        entry for entry in file.entries
        if entry.act == "receive_opinion" and (entry.facts["item"], entry.facts["slip"]) == (no, place)
    ]  # fmt: skip
    if one.received_on is None or not lines:
        return ""
    facts: Any = lines[-1].facts
    seen = facts.get("witnesses")
    return f"{one.received_on:%Y-%m-%d}" + (
        f"拒绝签收，见证人{'、'.join(seen)}" if seen else f"{facts['receiver']}签收"
    )
