"""表单到办理: the typed values of a form become one call of the desk. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.asked.amending import right_facts
from bingliang.desk.acts.asked.receiving import ORDINARY
from bingliang.desk.amending import amend
from bingliang.desk.casework import (
    acceptance,
    clocks,
    commitment,
    decisions,
    deferral,
    delivery,
    dispatch,
    endings,
    opinion_receipt,
    pledge_bar,
)

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk

V = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Press:
    """一次按键: its id, the case, and the item where the act is about one; `seq` is the line that is put right."""

    request: str
    stream: str
    no: int | None
    seq: int = 0

    @property
    def item(self) -> int:
        """事项序号; an act about an item always has one."""
        if self.no is None:
            raise ValueError("没有选择事项，请先在泳道上选一项。")
        return self.no


def accept(desk: Desk, at: Press, v: V) -> Answer:
    """受理."""
    promised = {at.item: v["conditions"]} if "conditions" in v else None
    late = {at.item: deferral.Deferral(v["deferred_until"], v["credit_clean"])} if "deferred_until" in v else None
    said = acceptance.Said(v.get("pledge_checked", False), v.get("spot_reason", ""), v.get("way") == ORDINARY)
    return acceptance.accept(
        desk, at.request, at.stream, v["items"], v["on"],
        promised=promised, said=said, deferred=late,
    )  # fmt: skip


def finish_on_spot(desk: Desk, at: Press, v: V) -> Answer:
    """当场办结."""
    return decisions.finish_on_spot(desk, at.request, at.stream, at.item, _reply(v), receiver=v["receiver"])


def notify_once(desk: Desk, at: Press, v: V) -> Answer:
    """一次性告知."""
    rows = [{**row, "item": int(row["item"])} for row in v["defects"]]
    return acceptance.notify_once(desk, at.request, at.stream, v["on"], rows, until=v["until"])


def take_corrections(desk: Desk, at: Press, v: V) -> Answer:
    """补正收件."""
    keys = ("name", "originals", "copies")
    pieces = [{key: row[key] for key in keys} for row in v["pieces"] if row["back"]]
    if not pieces:
        raise ValueError("没有勾选交回的材料，请勾选这次交回了哪些。")
    return acceptance.take_corrections(
        desk, at.request, at.stream, v["on"], v["items"], complete=v["complete"], pieces=pieces
    )


def prolong_correction(desk: Desk, at: Press, v: V) -> Answer:
    """延长补正期限."""
    return acceptance.prolong_correction(
        desk, at.request, at.stream, v["items"], v["on"], until=v["until"], reason=v["reason"]
    )


def remark(desk: Desk, at: Press, v: V) -> Answer:
    """齐全性意见."""
    return acceptance.remark(desk, at.request, at.stream, at.item, v["on"], defects=v["defects"])


def formalise(desk: Desk, at: Press, v: V) -> Answer:
    """转正式收件."""
    return acceptance.formalise(desk, at.request, at.stream, at.item, v["on"], v["evidence"])


def stop(desk: Desk, at: Press, v: V) -> Answer:
    """特殊环节开始."""
    told = clocks.Step(v["name"], v["started_on"], v["served_on"], v["told_days"], v["cooperation"])
    return clocks.stop(desk, at.request, at.stream, at.item, told)


def resume(desk: Desk, at: Press, v: V) -> Answer:
    """特殊环节结束."""
    return clocks.resume(desk, at.request, at.stream, at.item, v["name"], v["result_on"])


def extend(desk: Desk, at: Press, v: V) -> Answer:
    """延长."""
    words = clocks.Extending(v["days"], v["approved_on"], v["approver"], v["reason"])
    return clocks.extend(desk, at.request, at.stream, at.item, words)


def extend_frame(desk: Desk, at: Press, v: V) -> Answer:
    """延长外框."""
    words = clocks.Extending(v["days"], v["approved_on"], v["approver"], v["reason"], frame=True)
    return clocks.extend(desk, at.request, at.stream, at.item, words)


def explain(desk: Desk, at: Press, v: V) -> Answer:
    """超时公开说明."""
    return clocks.explain(desk, at.request, at.stream, at.item, v["on"], v["reason"], remedy=v["remedy"])


def ask_opinion(desk: Desk, at: Press, v: V) -> Answer:
    """征求意见."""
    words = {key: v[key] for key in ("department", "days", "question")}
    return dispatch.ask_opinion(desk, at.request, at.stream, at.item, v["on"], **words)


def receive_opinion(desk: Desk, at: Press, v: V) -> Answer:
    """联系单签收."""
    place = int(v["slip"]) if str(v["slip"]).isdigit() else 0  # none is waiting: the act itself says so
    refused = v["signed"] == opinion_receipt.REFUSED
    witnesses = (v.get("witness", ""), v.get("second_witness", ""))
    signed = delivery.Served(receiver=v["receiver"], relation=opinion_receipt.SIGNER)
    left = delivery.Served(delivery.LEFT, v["receiver"], refusal=v.get("refusal", ""), witnesses=witnesses)
    return opinion_receipt.receive_opinion(
        desk, at.request, at.stream, at.item, place, v["on"], left if refused else signed
    )


def give_opinion(desk: Desk, at: Press, v: V) -> Answer:
    """回复意见."""
    agree = v["agree"] == "无意见"
    reply = dispatch.OpinionReply(
        v["department"], v["on"], v.get("opinion", "") or "无意见", v["document"], agree=agree
    )
    return dispatch.give_opinion(desk, at.request, at.stream, at.item, reply)


def forward(desk: Desk, at: Press, v: V) -> Answer:
    """转报."""
    words = {key: v[key] for key in ("to", "listed", "review")}
    return dispatch.forward(desk, at.request, at.stream, at.item, v["on"], **words)


def _reply(v: V) -> decisions.Reply:
    words = ("document", "reasons", "article", "content", "findings", "validity")
    return decisions.Reply(v["on"], **{key: v[key] for key in words if key in v})


def grant(desk: Desk, at: Press, v: V) -> Answer:
    """准予."""
    return decisions.grant(desk, at.request, at.stream, at.item, _reply(v))


def refuse(desk: Desk, at: Press, v: V) -> Answer:
    """不予许可."""
    return decisions.refuse(desk, at.request, at.stream, at.item, _reply(v))


def file_record(desk: Desk, at: Press, v: V) -> Answer:
    """备案完成."""
    return decisions.file_record(desk, at.request, at.stream, at.item, _reply(v))


def opine(desk: Desk, at: Press, v: V) -> Answer:
    """出具意见."""
    return decisions.opine(desk, at.request, at.stream, at.item, _reply(v))


def verify_pledge(desk: Desk, at: Press, v: V) -> Answer:
    """告知承诺核查."""
    true = v["true"] == "属实"
    words = {"note": v["note"], "followed": v.get("followed", "")}
    return decisions.verify_pledge(desk, at.request, at.stream, at.item, v["on"], true=true, **words)


def served(v: V) -> delivery.Served:
    """交付的情形 out of the fields of `asked.scene.handing`."""
    words = {key: v.get(key, "") for key in ("means", "receiver", "relation", "tracking", "refusal")}
    return delivery.Served(**words, witnesses=(v.get("witness", ""), v.get("second_witness", "")))


def repair_credit(desk: Desk, at: Press, v: V) -> Answer:
    """信用修复登记."""
    return pledge_bar.repair(desk, at.request, at.stream, at.item, v["on"], document=v["document"])


def deliver(desk: Desk, at: Press, v: V) -> Answer:
    """送达."""
    return delivery.deliver(desk, at.request, at.stream, at.item, v["on"], served(v))


def notify_collection(desk: Desk, at: Press, v: V) -> Answer:
    """通知领取."""
    return delivery.notify_collection(desk, at.request, at.stream, at.item, v["on"])


def not_required(desk: Desk, at: Press, v: V) -> Answer:
    """不受理告知."""
    return endings.tell_not_required(desk, at.request, at.stream, at.item, v["on"], v["reason"])


def decline(desk: Desk, at: Press, v: V) -> Answer:
    """不予受理."""
    declined = endings.Declined(v["ground"], v["reason"], v.get("right_body", ""), v.get("barred_until"))
    return endings.decline(desk, at.request, at.stream, at.item, v["on"], declined)


def withdraw(desk: Desk, at: Press, v: V) -> Answer:
    """撤件."""
    return endings.withdraw(desk, at.request, at.stream, v["items"], v["on"], v["reason"])


def return_held(desk: Desk, at: Press, v: V) -> Answer:
    """退还预收材料."""
    return endings.return_held(desk, at.request, at.stream, v["on"])


def commit(desk: Desk, at: Press, v: V) -> Answer:
    """限时办结承诺书."""
    return commitment.commit(desk, at.request, at.stream, v["on"], signatory=v["signatory"])


def close(desk: Desk, at: Press, v: V) -> Answer:
    """办结."""
    del v
    return decisions.close(desk, at.request, at.stream)


def put_right(desk: Desk, at: Press, v: V) -> Answer:
    """录入更正."""
    approved = amend.Approved(v["amend_reason"], v.get("approved_by", ""))
    return amend.amend(desk, at.request, at.stream, at.seq, right_facts(v), approved)
