"""决定: each department decides its own item, with document number and document date; a refusal ends nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk import numbers
from bingliang.desk.casework import deferral
from bingliang.desk.casework.acceptance import accept_one, complete, spot_is_over
from bingliang.desk.casework.clocks import not_backdated
from bingliang.desk.casework.delivery import Served, hand_over
from bingliang.desk.casework.dispatch import dispatch_all
from bingliang.desk.casework.hearing import heard
from bingliang.desk.casework.law_named import named
from bingliang.desk.file import File
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem
from bingliang.ledger.catalogue import Handling
from bingliang.mechanism.parallel_approval.join import close as join
from bingliang.mechanism.parallel_approval.unified import not_alone

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

KINDS = {"grant": "准予", "grant_deferred": "准予", "refuse": "不予"}
"""文号的种类, for the replies whose paper we print ourselves."""
PAPERS = {"grant": "grant", "grant_deferred": "grant", "refuse": "refusal"}


@dataclass(frozen=True, slots=True)
class Reply:
    """部门答复: document date and number (blank: ours is drawn), and what it says.

    `findings` 查明的事实, `reasons` and `article` for a refusal; `content` and `validity` for a grant.
    """

    on: date
    document: str = ""
    reasons: str = ""
    article: str = ""
    content: str = ""
    findings: str = ""
    validity: str = ""


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
        file = desk.opened(work, stream)
        record_reply(file, file.item(no, act, reply.on), act, reply)
        file.follow()
        return file

    return desk.act(request, act, decide)


def record_reply(file: File, item: CaseItem, act: str, reply: Reply) -> None:
    """登记答复 and draw up the decision where we print it ourselves."""
    may_decide(file, item, act, reply.on)
    if act == "refuse":
        named(reply.article, "不予许可的依据")
    _number_free(file, item, act, reply.document)
    if act in KINDS and not reply.document:
        not_backdated(file, item, reply.on, "决定书（部门当日确已作出的，请填写其文号）")
    act = written(item, act)
    number: object = reply.document
    if not reply.document:
        if act not in KINDS:
            raise ValueError(f"请填写“{item.name}”的文号，没有文号不能登记答复。")
        number = numbers.document(file.catalogue.bodies[item.body], KINDS[act], file.today, str(item.no))
    facts = {"item": item.no, "document": number, "reasons": reply.reasons, "article": reply.article}
    facts |= {"content": reply.content, "findings": reply.findings, "validity": reply.validity}
    file.record(act, reply.on, facts)
    if act in PAPERS and (item.licence or act == "refuse"):
        file.paper(PAPERS[act], reply.on, (item.no,), number=number)


def written(item: CaseItem, act: str) -> str:
    """记作哪一种: what was accepted with pieces still out and is granted now that all are in, is 容缺通过 to the nation."""
    return "grant_deferred" if act == "grant" and item.deferred_until is not None else act


def _number_free(file: File, item: CaseItem, act: str, document: str) -> None:
    """文号可用: not one that the program draws itself, and no other decision of this case has it."""
    if numbers.ours(document, file.catalogue.bodies.values()):
        raise ValueError(f"文号“{document}”属于本系统的号段，由系统依次取号，不能手填；请把文号留空。")
    others = [one for one in file.case.items.values() if one.no != item.no and one.decision is not None]
    if act in KINDS and document and any(one.decision and one.decision.document == document for one in others):
        raise ValueError(f"文号“{document}”已经用在本件的另一份决定上，一号不能两用，请核对。")


def may_decide(file: File, item: CaseItem, act: str, on: date | None = None, *, together: bool = False) -> None:
    """可作决定: nothing deferred is still out, no step, dispute or hearing is going on, and an item decided higher up has
    been forwarded. What is set to 统一办理 is decided `together` only.
    """
    if act in PAPERS and not together:
        not_alone(file.case, file.catalogue, item)
    deferred = deferral.wanting(file.case, item.no)
    if act == "grant" and deferred:
        raise Refusal(f"容缺材料（{'、'.join(deferred)}）尚未补齐，不得准予。", deferral.ARTICLE)
    if act == "file":
        complete(file, item)
    _nothing_pending(item)
    if act in PAPERS:
        heard(file, item, on or file.today)
    if act == "grant":
        _put_right(file, item)
    if act == "opine" and item.handling is Handling.CONVENED:
        raise Refusal(
            f"“{item.name}”的意见由会审、踏勘、验收的汇总结论作出，请先召集各部门，意见齐了再汇总结论。",
            "《行政许可法》第二十六条第二款",
        )
    if item.handling is Handling.FORWARDED and item.decided_by != "区" and item.forwarded_on is None:
        raise Refusal(f"“{item.name}”由{item.decided_by}级决定，请先办理转报。", "《行政许可法》第四十三条")


def _nothing_pending(item: CaseItem) -> None:
    going = next((step for step in item.steps if step.result_on is None), None)
    if going is not None:
        raise Refusal(
            f"“{item.name}”的{going.name}还没有结果，依法需要的环节没有完成不能作出决定，请先登记特殊环节结束。",
            "《行政许可法》第四十五条、第六十九条第一款第（三）项",
        )
    if item.objection is not None and item.objection.ruled_on is None:
        raise Refusal(
            f"“{item.name}”的职责异议还没有裁定，由哪个机关决定没有确定，请先由牵头单位裁定；申请人的期限照常计算。",
            "区职责分工规定；《行政许可法》第六十九条第一款第（二）项",
        )


def _put_right(file: File, item: CaseItem) -> None:
    """整改已经复验: what the deciding body itself found wanting at the meeting has been found in order."""
    name = file.catalogue.bodies[item.body].name
    for meeting in file.case.meetings:
        if meeting.concluded_on is None and item.no in meeting.items and name in meeting.objecting:
            raise Refusal(
                f"{name}在{meeting.kind}中对“{item.name}”提出的整改还没有复验合格，不能准予；期限照常计算。",
                "《行政许可法》第三十八条第一款",
            )


def finish_on_spot(desk: Desk, request: str, stream: str, no: int, reply: Reply, *, receiver: str) -> Answer:
    """当场办结: a 即办件 is accepted, granted and handed over in one press, on the day of receipt.

    Refusal on a later day: it is then accepted like any other item, with the reason (《行政许可法》第三十四条第二款).
    """

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "accept", reply.on)
        may_finish(file, item, reply.on)
        accept_one(file, item, reply.on)
        dispatch_all(file)
        record_reply(file, file.item(no, "grant", reply.on), "grant", reply)
        file.item(no, "deliver", reply.on)
        hand_over(file, no, reply.on, Served(receiver=receiver))
        return file

    return desk.act(request, "grant", decide)


def may_finish(file: File, item: CaseItem, on: date) -> None:
    """可当场办结: only a 即办件, and only on the day of its receipt (《行政许可法》第三十四条第二款)."""
    article = "《行政许可法》第三十四条第二款"
    if item.handling is not Handling.SPOT:
        raise Refusal(f"“{item.name}”为{item.handling.value}，不能当场办结。", article)
    if spot_is_over(file, item, on):
        raise Refusal(f"“{item.name}”未在收件当日办结，请按承诺件受理并注明原因。", article)


def may_verify(item: CaseItem) -> None:
    """可核查: once."""
    if item.verified_on is not None:
        raise Refusal(f"“{item.name}”的承诺已于{item.verified_on:%Y-%m-%d}核查。", "国办发〔2020〕42号")


FOLLOWED = ("责令限期整改", "撤销决定并追究责任")
"""承诺不实以后: what the body does next; both go into the register (国办发〔2020〕42号)."""


def verify_pledge(
    desk: Desk, request: str, stream: str, no: int, on: date, *, true: bool, note: str, followed: str = ""
) -> Answer:
    """告知承诺核查: result 属实 or 不实, within its own period; 不实 says what follows (国办发〔2020〕42号)."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "verify_pledge", on)
        may_verify(item)
        if not note.strip():
            raise ValueError("请写明核查的方式和所见，核查结果要归档。")
        if not true and followed not in FOLLOWED:
            raise ValueError(f"承诺不实的，请写明随后怎样处理：{'或者'.join(FOLLOWED)}。")
        file.record("verify_pledge", on, {"item": no, "true": true, "note": note, "followed": "" if true else followed})
        return file

    return desk.act(request, "verify_pledge", decide)


def close(desk: Desk, request: str, stream: str) -> Answer:
    """办结: the join; refused with the list of what is missing, department by department."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        names = {code: body.short for code, body in file.catalogue.bodies.items()}
        draft = join(file.case, file.today, file.calendar, names)
        file.add(draft.act, draft.facts)
        return file

    return desk.act(request, "close", decide)
