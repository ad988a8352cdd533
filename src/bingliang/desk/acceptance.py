"""受理: answer what is complete, tell once what is not, accept, decline, or take note of a withdrawal.

An answer or the one notice is owed within each item's own period, otherwise silence accepts
(《行政许可法》第三十二条第一款第(四)项).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk import numbers
from bingliang.desk.dispatch import dispatch_all
from bingliang.desk.file import File, late_entry, opened
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, ItemState
from bingliang.ledger.catalogue import Handling, Item
from bingliang.mechanism.time_limits.start import acceptance_facts

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work


def formalise(desk: Desk, request: str, stream: str, no: int, on: date, evidence: str) -> Answer:
    """转正式收件 by hand: the outside document that the item waited for is here (`evidence`: its name and number)."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        file.item(no, "formalise", on)
        if not evidence.strip():
            raise ValueError("请填写前置件的名称和文号，作为转正式收件的凭据。")
        file.add("formalise", {"item": no, "on": on.isoformat(), "cause": evidence})
        return file

    return desk.act(request, "formalise", decide)


def remark(
    desk: Desk, request: str, stream: str, no: int, on: date, *, defects: Sequence[Mapping[str, Any]] = ()
) -> Answer:
    """齐全性意见 of the item's department before acceptance; no defects means complete. Silence means no remark."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        item = file.item(no, "remark", on)
        facts = {"item": no, "on": on.isoformat(), "department": item.department, "defects": [dict(d) for d in defects]}
        file.add("remark", facts)
        return file

    return desk.act(request, "remark", decide)


def notify_once(
    desk: Desk,
    request: str,
    stream: str,
    on: date,
    defects: Sequence[Mapping[str, Any]],
    *,
    until: date | None = None,
) -> Answer:
    """一次性告知: all defects of all items in one notice, a row per item and material, within each item's own period.

    `until` is the applicant's correction day; by default the zone's setting (补正期限, in workdays).
    A second notice is refused (《行政许可法》第三十二条第一款第(四)项).
    """

    def decide(work: Work) -> File:
        file = opened(work, stream)
        numbers_ = sorted({int(row["item"]) for row in defects})
        if not numbers_:
            raise ValueError("没有填写需要补正的内容；一次性告知必须一次列明全部补正内容。")
        for no in numbers_:
            file.item(no, "notify_once", on)
        days = int(file.catalogue.setting("correction_days", 10))
        last = until or file.calendar.workday(on, days)
        facts = {
            "items": numbers_,
            "on": on.isoformat(),
            "until": last.isoformat(),
            "defects": [dict(row) for row in defects],
        }
        file.add("notify_once", facts)
        file.paper("correction", on, tuple(numbers_))
        return file

    return desk.act(request, "notify_once", decide)


def take_corrections(
    desk: Desk,
    request: str,
    stream: str,
    on: date,
    items: Sequence[int],
    *,
    complete: bool,
    pieces: Sequence[Mapping[str, Any]],
) -> Answer:
    """补正收件: a partial return is recorded piece by piece; all in means that day is the acceptance day (32(1)(5))."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        for no in items:
            file.item(no, "take_corrections", on)
        facts = {
            "items": list(items),
            "on": on.isoformat(),
            "complete": complete,
            "pieces": [dict(piece) for piece in pieces],
        }
        file.add("take_corrections", facts)
        return file

    return desk.act(request, "take_corrections", decide)


def accept(desk: Desk, request: str, stream: str, items: Sequence[int], on: date, *, late_reason: str = "") -> Answer:
    """受理 each item on its own day and send all of them to their departments at once; one paper per issuing body."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        for no in items:
            _accept_one(file, file.item(no, "accept", on), on, late_reason)
        dispatch_all(file)
        _acceptance_papers(file, items)
        return file

    return desk.act(request, "accept", decide)


def _accept_one(file: File, item: CaseItem, on: date, late_reason: str) -> None:
    definition: Item = file.catalogue.items[item.code]
    if item.handling is Handling.FILING:
        raise Refusal(
            f"“{item.name}”为备案，收到全部信息即备案，不作受理。", "《企业投资项目核准和备案管理条例》第十三条"
        )
    if item.corrected_on is not None and on != item.corrected_on:
        raise Refusal(
            f"补正材料已于{item.corrected_on:%Y-%m-%d}交齐，受理日应为该日，没有第二个期限。",
            "《行政许可法》第三十二条第一款第（五）项",
        )
    kind = "受理" if item.handling.has_acceptance_paper else "接收"
    number = numbers.document(file.catalogue.bodies[item.body], kind, file.today)
    facts = acceptance_facts(item, definition, on, file.calendar, number=number)
    file.add("accept", {**facts, **late_entry(file, on, late_reason)})


def _acceptance_papers(file: File, items: Sequence[int]) -> None:
    """受理通知书: one per issuing body by default (CASEWORK B1)."""
    by_body: dict[str, list[int]] = {}
    for no in items:
        item = file.case.items[no]
        if item.handling.has_acceptance_paper:
            by_body.setdefault(item.body, []).append(no)
    for numbers_ in by_body.values():
        file.paper("acceptance", file.today, tuple(numbers_))


def decline(
    desk: Desk, request: str, stream: str, no: int, on: date, ground: str, reason: str, *, right_body: str = ""
) -> Answer:
    """不予受理, only on the closed list of grounds, with reasons and remedies.

    Grounds: 不属本机关职权 (names the right body), 补正逾期 (not all handed in after the notice), 提供虚假材料 (第七十八条),
    限制期内再次申请 (第七十八条、第七十九条), 法律另有规定.
    """

    def decide(work: Work) -> File:
        file = opened(work, stream)
        item = file.item(no, "decline", on)
        article = DECLINE_GROUNDS.get(ground)
        if article is None:
            raise Refusal(
                f"“{ground}”不是不予受理的法定理由，可用理由：{'、'.join(DECLINE_GROUNDS)}。",
                "《行政许可法》第三十二条",
            )
        if ground == "不属本机关职权" and not right_body:
            raise ValueError("不属本机关职权的，应当告知向哪个机关申请，请填写该机关名称。")
        if ground == "补正逾期" and item.state is not ItemState.CORRECTING:
            raise Refusal(
                f"“{item.name}”未经一次性告知，不能以补正逾期不予受理。", "《行政许可法》第三十二条第一款第（四）项"
            )
        body = file.catalogue.bodies[item.body]
        number = numbers.document(body, "不予受理", file.today, str(no))
        facts = {"item": no, "on": on.isoformat(), "ground": ground, "article": article, "reason": reason}
        file.add("decline", {**facts, "right_body": right_body, "number": number})
        returned = file.paper("returned_materials", on, (no,))
        told = {**_refusal(ground, reason, right_body), "returned": returned}
        file.paper("non_acceptance", on, (no,), number=number, refusal=told, decision={"articles": article})
        return file

    return desk.act(request, "decline", decide)


def _refusal(ground: str, reason: str, right_body: str) -> dict[str, str]:
    """The ground ticked on the paper: just the one that applies."""
    fields = {
        "不属本机关职权": ("other_body", right_body),
        "补正逾期": ("not_corrected", reason),
        "提供虚假材料": ("false_material", reason),
        "限制期内再次申请": ("barred_until", reason),
        "法律另有规定": ("special_law", reason),
    }
    name, value = fields[ground]
    return {name: value}


DECLINE_GROUNDS: Mapping[str, str] = {
    "不属本机关职权": "《行政许可法》第三十二条第一款第（二）项",
    "补正逾期": "《行政许可法》第三十二条第一款第（四）项、第（五）项",
    "提供虚假材料": "《行政许可法》第七十八条",
    "限制期内再次申请": "《行政许可法》第七十八条、第七十九条",
    "法律另有规定": "《行政许可法》第三十二条",
}
"""不予受理的理由是闭合清单; anything else under this name is itself a breach (第七十二条第(一)项)."""


def tell_not_required(desk: Desk, request: str, stream: str, no: int, on: date, reason: str) -> Answer:
    """不受理告知: no permit is needed at all; told at once (《行政许可法》第三十二条第一款第(一)项)."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        file.item(no, "not_required", on)
        file.add("not_required", {"item": no, "on": on.isoformat(), "reason": reason})
        file.paper("not_required", on, (no,), refusal={"no_permit_ground": reason})
        return file

    return desk.act(request, "not_required", decide)


def withdraw(desk: Desk, request: str, stream: str, items: Sequence[int], on: date, reason: str) -> Answer:
    """撤件: the applicant's signed withdrawal before the decision; materials are handed back on a signed list."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        for no in items:
            file.item(no, "withdraw", on)
        file.add("withdraw", {"items": list(items), "on": on.isoformat(), "reason": reason})
        file.paper("withdrawal", on, tuple(items))
        file.add("return_materials", {"items": list(items), "on": on.isoformat()})
        file.paper("returned_materials", on, tuple(items))
        return file

    return desk.act(request, "withdraw", decide)
