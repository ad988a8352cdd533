"""分送: accepted items go to all their departments at once (《行政许可法》第二十六条第二款); dispatch starts no legal clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.casework.clocks import not_backdated
from bingliang.desk.casework.opinion_receipt import SLIP, asked_facts, signed_words
from bingliang.desk.file import File
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem
from bingliang.ledger.happened import Opinion
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
        if not department.strip() or not question.strip():
            raise ValueError("请填写向哪个单位征求意见和征求什么意见。")
        runs = asked_facts(file, on, days)
        file.record("ask_opinion", on, {"item": no, "department": department, **runs, "question": question})
        contact = file.catalogue.setting("opinion_contact")
        opinion = {"contact": contact, "department": department, "subject": question, "limit_text": f"{days}个工作日"}
        rule = silence_rule(file)
        opinion["silence_rule"] = f"逾期未回复的，视为无不同意见（{rule}）" if rule else ""
        due = {"reply_due": runs["reply_by"]} if "reply_by" in runs else {"from_receipt": True}
        file.paper(SLIP, on, (no,), opinion={**opinion, **due})
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
        if reply.on < open_[0].asked_on:
            raise ValueError(f"回复的日期{reply.on:%Y-%m-%d}早于征求意见之日{open_[0].asked_on:%Y-%m-%d}，请核对。")
        received = open_[0].received_on
        if received is not None and reply.on < received:
            raise ValueError(f"回复的日期{reply.on:%Y-%m-%d}早于联系单签收之日{received:%Y-%m-%d}，请核对。")
        signed = signed_words(file, no, open_[0])
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
        due = open_[0].reply_by
        printed |= {"subject": open_[0].question, "reply_due": due.isoformat() if due else ""}
        printed |= {"reply_number": reply.document, "reply_date": reply.on.isoformat(), "signed": signed}
        printed |= {"received_at": f"{file.work.now:%Y-%m-%dT%H:%M}"}
        for form in ("opinion_reply", "opinion_received"):
            file.paper(form, reply.on, (no,), opinion=printed)
        return file

    return desk.act(request, "give_opinion", decide)


SILENCE = "区公布的并联审批规则"


def silence_rule(file: File) -> str:
    """逾期默认的规则及文号; empty while the zone has not published one: then silence means nothing between departments."""
    setting = file.catalogue.setting
    return str(setting("opinion_silence_rule", "")).strip() if setting("opinion_silence", False) else ""


def may_lapse(file: File, item: CaseItem) -> Sequence[Opinion]:
    """可登记逾期默认: the zone has published a rule, and a body let its day pass without a word."""
    if not silence_rule(file):
        raise Refusal(
            "本区没有公布逾期视为无意见的规则（或者没有登记文号），不答复不等于同意，请催办或者由窗口报告分管负责人。",
            SILENCE,
        )
    passed = [one for one in item.opinions if one.open and one.reply_by is not None and one.reply_by < file.today]
    waits = [one.department for one in item.opinions if one.unsigned]
    if not passed and waits:
        raise Refusal(
            f"{'、'.join(waits)}还没有签收联系单，答复期限没有起算，不能登记逾期默认；拒绝签收的，由两名见证人记明后起算。",
            SILENCE,
        )
    if not passed:
        raise Refusal(f"“{item.name}”没有逾期未答复的征求意见，不能登记逾期默认。", SILENCE)
    return passed


def lapse(desk: Desk, request: str, stream: str, no: int, on: date, *, department: str) -> Answer:
    """逾期默认: between departments only, under a published rule; it can be contested until the main decision.

    Never for the decision itself: silence is a permit only where 第五十条 or a special law says so.
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "opinion_lapsed", on)
        passed = may_lapse(file, item)
        if department not in {one.department for one in passed}:
            raise Refusal(f"“{department}”没有逾期未答复的征求意见，不能登记逾期默认。", SILENCE)
        due = min(one.reply_by for one in passed if one.reply_by is not None and one.department == department)
        if on <= due:
            raise ValueError(f"“{department}”的答复期限到{due:%Y-%m-%d}，当日答复也算按时，逾期默认的日期应在其后。")
        file.record("opinion_lapsed", on, {"item": no, "department": department, "rule": silence_rule(file)})
        return file

    return desk.act(request, "opinion_lapsed", decide)


def forward(
    desk: Desk, request: str, stream: str, no: int, on: date, *, to: str, listed: str, review: str = ""
) -> Answer:
    """转报: the zone hands an item decided higher up on, with the list of what goes along; its own time ends that day.

    The higher authority's time is 外部, counted neither for nor against the zone (《行政许可法》第四十三条).
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "forward", on)
        if not to.strip() or not listed.strip():
            raise ValueError("请填写转报给哪个机关和转报的材料清单（或者签收单号）。")
        not_backdated(file, item, on, "转报函")
        file.record("forward", on, {"item": no, "to": to, "listed": listed, "review": review})
        count = sum(item.no in row["for"] for row in file.case.materials)
        words = {"to": to, "listed": listed, "review": review, "count": count}
        words["contact"] = file.catalogue.setting("opinion_contact")
        file.paper("forwarding", on, (no,), forwarding=words)
        return file

    return desk.act(request, "forward", decide)


@dataclass(frozen=True, slots=True)
class SuperiorReply:
    """上级结果: what the higher authority decided, in its own document; nothing of ours is printed in its place."""

    on: date
    granted: bool
    document: str
    words: str = ""


def superior_result(desk: Desk, request: str, stream: str, no: int, reply: SuperiorReply) -> Answer:
    """上级结果 that came back to be handed over; its number and date are the higher authority's own."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "superior_result", reply.on)
        if not reply.document.strip():
            raise ValueError(f"请填写上级机关对“{item.name}”的结果文书的文号，没有文号不能登记。")
        if not reply.granted and not reply.words.strip():
            raise ValueError("上级不予许可的，请照其决定书填写理由，以便告知申请人。")
        if item.forwarded_on is not None and reply.on < item.forwarded_on:
            raise ValueError(f"上级结果的日期{reply.on:%Y-%m-%d}早于转报日{item.forwarded_on:%Y-%m-%d}，请核对。")
        facts = {"item": no, "granted": reply.granted, "document": reply.document, "reasons": reply.words}
        file.record("superior_result", reply.on, facts)
        file.follow()
        return file

    return desk.act(request, "superior_result", decide)
