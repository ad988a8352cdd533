"""决定: each department decides its own item, with document number and document date; a refusal ends nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk import numbers
from bingliang.desk.file import File, late_entry, opened
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem
from bingliang.ledger.catalogue import Handling
from bingliang.mechanism.parallel_approval.join import close as join

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

KINDS = {"grant": "准予", "refuse": "不予"}
"""文号的种类, for the replies whose paper we print ourselves."""
PAPERS = {"grant": "grant", "refuse": "refusal"}


@dataclass(frozen=True, slots=True)
class Reply:
    """部门答复: document date and number (blank: ours is drawn), what it says, late reason when entered later.

    `findings` 查明的事实, `reasons` and `article` for a refusal; `content` and `validity` for a grant.
    """

    on: date
    document: str = ""
    reasons: str = ""
    article: str = ""
    content: str = ""
    findings: str = ""
    validity: str = ""
    late_reason: str = ""


def grant(desk: Desk, request: str, stream: str, no: int, reply: Reply) -> Answer:
    """准予: in writing (《行政许可法》第三十八条第一款)."""
    return _decide(desk, request, stream, no, "grant", reply)


def refuse(desk: Desk, request: str, stream: str, no: int, reply: Reply) -> Answer:
    """不予: in writing, with reasons, article and remedies (《行政许可法》第三十八条第二款)."""
    if not reply.reasons.strip() or not reply.article.strip():
        raise ValueError("不予许可须说明理由和依据条款，请补充填写（《行政许可法》第三十八条第二款）。")
    return _decide(desk, request, stream, no, "refuse", reply)


def file_record(desk: Desk, request: str, stream: str, no: int, reply: Reply) -> Answer:
    """备案完成: complete information is the filing (《企业投资项目核准和备案管理条例》第十三条); no acceptance, no refusal."""
    return _decide(desk, request, stream, no, "file", reply)


def opine(desk: Desk, request: str, stream: str, no: int, reply: Reply) -> Answer:
    """出具意见: a technical review or a body's opinion, e.g. 审查合格."""
    return _decide(desk, request, stream, no, "opine", reply)


def _decide(desk: Desk, request: str, stream: str, no: int, act: str, reply: Reply) -> Answer:
    def decide(work: Work) -> File:
        file = opened(work, stream)
        item = file.item(no, act, reply.on)
        _may_decide(file, item, act)
        number: object = reply.document
        if not reply.document:
            if act not in KINDS:
                raise ValueError(f"请填写“{item.name}”的文号，没有文号不能登记答复。")
            number = numbers.document(file.catalogue.bodies[item.body], KINDS[act], file.today, str(no))
        facts = {"item": no, "on": reply.on.isoformat(), "document": number, "reasons": reply.reasons}
        facts |= {"article": reply.article, "content": reply.content}
        file.add(act, {**facts, **late_entry(file, reply.on, reply.late_reason)})
        if act in PAPERS and (item.licence or act == "refuse"):
            decision = {"content": reply.content, "facts": reply.findings, "articles": reply.article}
            decision |= {"validity": reply.validity} if reply.validity else {}
            file.paper(PAPERS[act], reply.on, (no,), number=number, decision=decision)
        file.follow()
        return file

    return desk.act(request, act, decide)


def _may_decide(file: File, item: CaseItem, act: str) -> None:
    deferred = [row["name"] for row in file.case.materials if row["state"] == "容缺" and item.no in row["for"]]
    if act == "grant" and deferred:
        raise Refusal(f"容缺材料（{'、'.join(deferred)}）尚未补齐，不得准予。", "国发〔2022〕5号；区容缺受理办法")
    if act == "grant" and item.decided_by != "区" and item.handling is Handling.FORWARDED and item.forwarded_on is None:
        raise Refusal(f"“{item.name}”由{item.decided_by}级决定，请先办理转报。", "《行政许可法》第四十三条")


def verify_pledge(desk: Desk, request: str, stream: str, no: int, on: date, *, true: bool, note: str) -> Answer:
    """告知承诺核查: result 属实 or 不实, within its own period (国办发〔2020〕42号)."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        item = file.item(no, "verify_pledge", on)
        if item.verification is None:
            raise Refusal(f"“{item.name}”不是告知承诺件，没有核查环节。", "国办发〔2020〕42号")
        file.add("verify_pledge", {"item": no, "on": on.isoformat(), "true": true, "note": note})
        return file

    return desk.act(request, "verify_pledge", decide)


def close(desk: Desk, request: str, stream: str) -> Answer:
    """办结: the join; refused with the list of what is missing, department by department."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        draft = join(file.case, file.today, file.calendar)
        file.add(draft.act, draft.facts)
        return file

    return desk.act(request, "close", decide)
