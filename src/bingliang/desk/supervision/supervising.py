"""督办: urging, supervision, reply, review, account and appeal about one item of a case.

The lines stand on the matter's own stream; the papers, being about the item, on the case's, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.supervision import rules
from bingliang.desk.supervision.rules import LAW, PLATES, RED, YELLOW, grave
from bingliang.desk.supervision.terms import kinds
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.case import ItemState
from bingliang.ledger.matter import PASSED, RETURNED, Appeal, stream_of_matter

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.desk.file import File
    from bingliang.store.work import Work


@dataclass(frozen=True, slots=True)
class Ordered:
    """催办、督办的内容."""

    request: str
    reply_by: date
    light: str = YELLOW


def urge(desk: Desk, request: str, stream: str, no: int, told: Ordered) -> Answer:
    """催办: the 催办单 goes to the department that has the item; no limit moves by it."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        rules.may_urge(file, file.item(no, "urge"))
        return _order(file, no, "urge", told)

    return desk.act(request, "urge", decide)


def supervise(desk: Desk, request: str, stream: str, no: int, told: Ordered) -> Answer:
    """督办 (黄 or 红): red only for a breach of law, or after an order that was not answered in time."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "supervise")
        rules.may_supervise(file, item)
        if told.light == RED and not grave(file, item):
            raise Refusal(f"“{item.name}”只是承诺超时，没有超过法定期限，也没有督办未果，应当发黄牌。", LAW)
        return _order(file, no, "supervise", told)

    return desk.act(request, "supervise", decide)


def _order(file: File, no: int, act: str, told: Ordered) -> File:
    if not told.request.strip():
        raise ValueError("请写明要求做什么、做到什么程度。")
    if told.reply_by < file.today:
        raise ValueError(f"回复截止日{told.reply_by:%Y-%m-%d}早于今天，请核对。")
    told_words = {
        "level": PLATES.get(told.light, told.light),
        "request": told.request.strip("。"),
        "reply_by": told.reply_by.isoformat(),
    }
    file.paper("urging" if act == "urge" else "supervision", file.today, (no,), urging=told_words)
    return _add(file, no, act, light=told.light, request=told.request.strip("。"), reply_by=told.reply_by.isoformat())


def _add(file: File, no: int, act: str, **facts: Any) -> File:  # noqa: ANN401 - JSON
    """A line of the matter, behind those of the case."""
    stream = stream_of_matter(file.stream, no)
    given = {"case": file.stream, "item": no, "on": file.today.isoformat(), **facts}
    file.drafts.append(Draft(stream, act, given))
    return file


def reply_supervision(
    desk: Desk, request: str, stream: str, no: int, words: str, finish_by: date | None = None
) -> Answer:
    """督办回复: what was done, why it was late, until when it will be done."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "reply_supervision")
        order = rules.may_reply(file, item)
        if not words.strip():
            raise ValueError("请写明办理情况、原因和措施。")
        late = {"late": True} if file.today > order.reply_by else {}
        finish = {"finish_by": finish_by.isoformat()} if finish_by else {}
        return _add(file, no, "reply_supervision", words=words, order=order.seq, **finish, **late)

    return desk.act(request, "reply_supervision", decide)


def review_supervision(desk: Desk, request: str, stream: str, no: int, verdict: str, words: str) -> Answer:
    """督办复核: passed and done with, or sent back with a new day for the reply."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "review_supervision")
        order = rules.may_review(file, item)
        if verdict not in (PASSED, RETURNED):
            raise ValueError(f"复核结果只有“{PASSED}”和“{RETURNED}”两种。")
        if verdict == PASSED and item.state is ItemState.HANDLING and any(rules.late(file, item)):
            raise Refusal(f"“{item.name}”仍然超期没有办结，复核不能通过，请退回重做或者等办结以后再复核。", LAW)
        until = {} if verdict == PASSED else {"reply_by": rules.reply_by(file, "supervise").isoformat()}
        return _add(file, no, "review_supervision", verdict=verdict, words=words, order=order.seq, **until)

    return desk.act(request, "review_supervision", decide)


@dataclass(frozen=True, slots=True)
class Recorded:
    """登记的内容: `kind` is one of the violations, or 约谈、通报、移送; `against` 部门 or 窗口 or the office concerned."""

    kind: str
    words: str
    against: str = ""
    document: str = ""
    article: str = ""
    on: date | None = None


def hold_account(desk: Desk, request: str, stream: str, no: int, told: Recorded) -> Answer:
    """约谈、通报、移送登记: done by the competent office, kept here as a record with its document."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "hold_account")
        rules.may_hold_account(file, item)
        if told.kind not in rules.ACCOUNTS:
            raise ValueError(f"请从{'、'.join(rules.ACCOUNTS)}中选一种。")
        if not told.against.strip() or not told.document.strip():
            raise ValueError("请填写有权机关和文书文号；没有文书的不登记。")
        return _record(file, no, "hold_account", told)

    return desk.act(request, "hold_account", decide)


def record_violation(desk: Desk, request: str, stream: str, no: int, told: Recorded) -> Answer:
    """违规登记: one of the kinds, in words, with its article; it counts against the department or the counter."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        file.item(no, "record_violation")
        if told.kind not in kinds(file.catalogue):
            raise ValueError(f"违规类型请从下列各种中选：{'、'.join(kinds(file.catalogue))}。")
        if not told.words.strip():
            raise ValueError("请写明查实的事实。")
        return _record(file, no, "record_violation", told)

    return desk.act(request, "record_violation", decide)


def _record(file: File, no: int, act: str, told: Recorded) -> File:
    on = told.on or file.today
    if on > file.today:
        raise ValueError(f"日期{on:%Y-%m-%d}晚于今天，请核对。")
    words = {name: getattr(told, name) for name in ("kind", "words", "against", "document", "article")}
    return _add(file, no, act, **{**words, "on": on.isoformat()})


def appeal_mark(desk: Desk, request: str, stream: str, no: int, mark: str, ground: str, words: str) -> Answer:
    """考核申诉 or application for 免责, once for each mark."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "appeal_mark")
        if mark not in {one.key for one in rules.may_appeal(file, item)}:
            raise ValueError("请选一项可以申诉的记分。")
        if ground not in rules.GROUNDS or not words.strip():
            raise ValueError("请选申诉的理由，并写明事实和证据。")
        return _add(file, no, "appeal_mark", mark=mark, ground=ground, words=words)

    return desk.act(request, "appeal_mark", decide)


@dataclass(frozen=True, slots=True)
class Decided:
    """复查或者批准的结果."""

    mark: str
    upheld: bool
    words: str
    document: str = ""
    approver: str = ""


def decide_appeal(desk: Desk, request: str, stream: str, no: int, told: Decided) -> Answer:
    """申诉复查: upheld, the mark no longer counts; both stay to be read."""
    return _settle(desk, request, stream, no, told, act="decide_appeal")


def exempt(desk: Desk, request: str, stream: str, no: int, told: Decided) -> Answer:
    """免责批准: by a leader, with the document that approved it."""
    return _settle(desk, request, stream, no, told, act="exempt")


def _settle(desk: Desk, request: str, stream: str, no: int, told: Decided, *, act: str) -> Answer:
    exempting = act == "exempt"

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, act)
        found = rules.waiting(file, item, exempting=exempting)
        return _add(file, no, act, **may_settle(found, told, exempting=exempting))

    return desk.act(request, act, decide)


def may_settle(found: Iterable[Appeal], told: Decided, *, exempting: bool) -> dict[str, object]:
    """可定: one of the appeals that wait, with its reasons; a pardon names who approved it by which document."""
    if told.mark not in {one.mark for one in found}:
        raise ValueError("请选一项待处理的申诉。")
    if not told.words.strip():
        raise ValueError("请写明认定的事实和理由。")
    if exempting and told.upheld and not (told.document.strip() and told.approver.strip()):
        raise ValueError("批准免责请填写批准人职务和批准文件的文号。")
    outcome = rules.UPHELD if told.upheld else rules.DISMISSED
    more = {"document": told.document, "approver": told.approver} if exempting else {}
    return {"mark": told.mark, "outcome": outcome, "words": told.words, **more}
