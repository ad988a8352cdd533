"""分送: accepted items go to all their departments at once (《行政许可法》第二十六条第二款); dispatch starts no legal clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.file import File
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem
from bingliang.mechanism.parallel_approval.join import dispatchable

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work


def dispatch_all(file: File) -> None:
    """并联分送: every accepted item that is not yet at its department, on the day of the act."""
    for item in dispatchable(file.case):
        facts = {"item": item.no, "on": file.today.isoformat(), "department": item.department}
        file.add("dispatch", facts)


def ask_opinion(
    desk: Desk, request: str, stream: str, no: int, on: date, *, department: str, days: int, question: str
) -> Answer:
    """征求意见: a slip to another body, answered within `days` workdays; internal, stops no clock."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        file.item(no, "ask_opinion", on)
        if days < 1:
            raise ValueError("征求意见须写明答复期限，至少1个工作日。")
        reply_by = file.calendar.workday(on, days)
        if not department.strip() or not question.strip():
            raise ValueError("请填写向哪个单位征求意见和征求什么意见。")
        facts = {"item": no, "department": department, "reply_by": reply_by.isoformat(), "question": question}
        file.record("ask_opinion", on, facts)
        contact = file.catalogue.setting("opinion_contact")
        opinion = {"contact": contact, "department": department, "subject": question, "limit_text": f"{days}个工作日"}
        file.paper("opinion_request", on, (no,), opinion={**opinion, "reply_due": reply_by.isoformat()})
        return file

    return desk.act(request, "ask_opinion", decide)


@dataclass(frozen=True, slots=True)
class OpinionReply:
    """回执: the body's own number and words; `agree` when it has no remarks."""

    department: str
    on: date
    opinion: str
    document: str
    agree: bool = True


def may_hear(item: CaseItem) -> None:
    """可登记回复: some body has been asked and has not answered yet."""
    if all(one.replied_on is not None for one in item.opinions):
        raise Refusal(f"“{item.name}”没有向其他单位征求过意见，或其意见都已收到。", "《行政许可法》第二十六条第二款")


def give_opinion(desk: Desk, request: str, stream: str, no: int, reply: OpinionReply) -> Answer:
    """回复意见: the body's reply, and the counter's confirmation to it."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "give_opinion", reply.on)
        may_hear(item)
        file.own_opinion(reply.department)
        open_ = [one for one in item.opinions if one.department == reply.department and one.replied_on is None]
        if not open_:
            raise Refusal(f"没有向“{reply.department}”征求过意见，或其意见已经收到。", "《行政许可法》第二十六条第二款")
        if not reply.document.strip():
            raise ValueError(f"请填写“{reply.department}”回复的文号，没有文号不能登记意见。")
        facts = {"item": no, "department": reply.department, "opinion": reply.opinion, "document": reply.document}
        file.record("give_opinion", reply.on, facts)
        requests = [p for p in file.case.papers if p.form == "opinion_request" and no in p.items]
        asked_by = [p.number for p in requests if p.facts["opinion"]["department"] == reply.department]
        printed = {
            "request_number": asked_by[-1],
            "department": reply.department,
            "remarks": "" if reply.agree else reply.opinion,
            "agree": reply.agree,
        }
        printed |= {"subject": open_[0].question, "reply_due": open_[0].reply_by.isoformat()}
        printed |= {"reply_number": reply.document, "reply_date": reply.on.isoformat()}
        printed |= {"received_at": f"{file.work.now:%Y-%m-%dT%H:%M}"}
        for form in ("opinion_reply", "opinion_received"):
            file.paper(form, reply.on, (no,), opinion=printed)
        return file

    return desk.act(request, "give_opinion", decide)


def forward(desk: Desk, request: str, stream: str, no: int, on: date, *, to: str, listed: str) -> Answer:
    """转报: the zone hands an item decided higher up on, with the list of what goes along; its own time ends that day.

    The higher authority's time is 外部, counted neither for nor against the zone (《行政许可法》第四十三条).
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        file.item(no, "forward", on)
        if not to.strip() or not listed.strip():
            raise ValueError("请填写转报给哪个机关和转报的材料清单（或者签收单号）。")
        file.record("forward", on, {"item": no, "to": to, "listed": listed})
        return file

    return desk.act(request, "forward", decide)
