"""终止: what ends without a decision: 不予受理, 不受理, 撤件, and the return of what was only held.

不受理 (no permit is needed) ≠ 不予受理 (a decision with remedies) ≠ 不予许可; 撤件 is the applicant's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from bingliang.desk import numbers
from bingliang.desk.casework.acceptance import returned
from bingliang.desk.casework.law_named import named
from bingliang.desk.file import File
from bingliang.desk.online.arrived import arrived
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, ItemState
from bingliang.mechanism.parallel_approval.join import stranded
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work

DECLINE_GROUNDS: Mapping[str, str] = MappingProxyType(
    {
        "不属本机关职权": "《行政许可法》第三十二条第一款第（二）项",
        "补正逾期": "《行政许可法》第三十二条第一款第（四）项、第（五）项",
        "提供虚假材料": "《行政许可法》第七十八条",
        "限制期内再次申请": "《行政许可法》第七十八条、第七十九条",
        "法律另有规定": "《行政许可法》第三十二条",
    }
)
"""不予受理的理由是闭合清单; anything else under this name is itself a breach (第七十二条第(一)项)."""


@dataclass(frozen=True, slots=True)
class Declined:
    """不予受理的内容: one of DECLINE_GROUNDS with its reason; the right body, or until when the applicant is barred."""

    ground: str
    reason: str
    right_body: str = ""
    barred_until: date | None = None


def decline(desk: Desk, request: str, stream: str, no: int, on: date, declined: Declined) -> Answer:
    """不予受理, only on the closed list of grounds, with reasons and remedies."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        item = file.item(no, "decline", on)
        _may_decline(file, item, on, declined)
        article = DECLINE_GROUNDS[declined.ground]
        body = file.catalogue.bodies[item.body]
        number = numbers.document(body, "不予受理", file.today, str(no))
        facts = {"item": no, "ground": declined.ground, "article": article, "reason": declined.reason}
        file.record("decline", on, {**facts, "right_body": declined.right_body, "number": number})
        told = {**_ticked(declined), "returned": file.paper("returned_materials", on, (no,))}
        file.paper("non_acceptance", on, (no,), number=number, refusal=told, decision={"articles": article})
        return file

    return desk.act(request, "decline", decide)


def _may_decline(file: File, item: CaseItem, on: date, declined: Declined) -> None:
    ground = declined.ground
    if ground not in DECLINE_GROUNDS:
        raise Refusal(
            f"“{ground}”不是不予受理的法定理由，可用理由：{'、'.join(DECLINE_GROUNDS)}。", "《行政许可法》第三十二条"
        )
    if not declined.reason.strip():
        raise ValueError("不予受理须说明理由，请补充填写。")
    if ground == "法律另有规定":
        named(declined.reason, "不予受理的依据")
    if ground == "不属本机关职权" and not declined.right_body.strip():
        raise ValueError("不属本机关职权的，应当告知向哪个机关申请，请填写该机关名称。")
    if ground == "限制期内再次申请" and (declined.barred_until is None or declined.barred_until < on):
        raise ValueError("限制期内再次申请的，请填写限制申请的届满日，且不早于今天。")
    if ground == "补正逾期":
        _overdue(file, item, on)


def _overdue(file: File, item: CaseItem, on: date) -> None:
    article = "《行政许可法》第三十二条第一款第（四）项"
    if item.state is not ItemState.CORRECTING:
        raise Refusal(f"“{item.name}”未经一次性告知，不能以补正逾期不予受理。", article)
    until = item.correction_until
    if until is not None and on <= (last := file.calendar.on_or_after(until)):
        raise Refusal(f"“{item.name}”的补正期限到{last:%Y-%m-%d}才届满，届满日交来的也算按时。", article)
    wanted = {str(row["material"]) for row in item.defects} - returned(file)
    came = arrived(file, wanted, Clocks(item, file.calendar).correction or on)
    if came is not None:
        raise Refusal(
            f"“{item.name}”的{'、'.join(came.names)}已于{came.on:%Y-%m-%d}随网上补正包按时到达，还没有登记补正收件，不能以补正逾期不予受理；"
            "请先在网上预审登记。",
            "法释〔2009〕20号第六条第二款；《行政许可法》第三十二条第一款第（五）项",
        )


def _ticked(declined: Declined) -> dict[str, str]:
    """The ground ticked on the paper: just the one that applies."""
    until = declined.barred_until.isoformat() if declined.barred_until else ""
    fields = {
        "不属本机关职权": ("other_body", declined.right_body),
        "补正逾期": ("not_corrected", declined.reason),
        "提供虚假材料": ("false_material", declined.reason),
        "限制期内再次申请": ("barred_until", until),
        "法律另有规定": ("special_law", declined.reason),
    }
    name, value = fields[declined.ground]
    return {name: value}


def tell_not_required(desk: Desk, request: str, stream: str, no: int, on: date, reason: str) -> Answer:
    """不受理告知: no permit is needed at all; told at once (《行政许可法》第三十二条第一款第(一)项)."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        file.item(no, "not_required", on)
        if not reason.strip():
            raise ValueError("请写明依法不需要取得许可的依据，告知书上要印。")
        file.record("not_required", on, {"item": no, "reason": reason})
        file.paper("not_required", on, (no,), refusal={"no_permit_ground": reason})
        return file

    return desk.act(request, "not_required", decide)


def withdraw(desk: Desk, request: str, stream: str, items: Sequence[int], on: date, reason: str) -> Answer:
    """撤件: the applicant's signed withdrawal before the decision; materials are handed back on a signed list."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        if not items:
            raise ValueError("没有选择要撤回的事项，请至少选择一项。")
        for no in items:
            _hides_nothing(file, file.item(no, "withdraw", on), on)
        if not reason.strip():
            raise ValueError("请照撤回申请书填写撤回原因。")
        file.record("withdraw", on, {"items": list(items), "reason": reason})
        file.paper("withdrawal", on, tuple(items))
        file.record("return_materials", on, {"items": list(items)})
        file.paper("returned_materials", on, tuple(items))
        return file

    return desk.act(request, "withdraw", decide)


def _hides_nothing(file: File, item: CaseItem, on: date) -> None:
    """不得抹掉超期: a withdrawal entered after a limit ran out does not take effect before that day."""
    lines = Clocks(item, file.calendar)
    for kind, line in (("法定应办结日", lines.statutory), ("承诺办结日", lines.promised)):
        if line is not None and on <= line.on < file.today:
            raise Refusal(
                f"“{item.name}”的{kind}{line.on:%Y-%m-%d}已过，补录为{on:%Y-%m-%d}撤件会抹掉已经发生的超期；"
                "请以今天登记，撤回申请书上的日期写在撤回原因里。",
                "《行政许可法》第四十二条、第七十四条",
            )


def may_return(file: File) -> Sequence[CaseItem]:
    """可退还的预收: items that can no longer begin; a Refusal when there are none."""
    found = stranded(file.case)
    if not found:
        raise Refusal("没有因前置件不成而无法启动的预收事项，无需退还。", "《行政许可法》第三十一条")
    return found


def return_held(desk: Desk, request: str, stream: str, on: date) -> Answer:
    """退还预收: items whose prerequisite was refused or ended can no longer begin; their materials go back with a paper."""

    def decide(work: Work) -> File:
        file = desk.opened(work, stream)
        found = may_return(file)
        numbers_ = [item.no for item in found]
        for no in numbers_:
            file.item(no, "return_materials", on)
        file.record(
            "return_materials", on, {"items": numbers_, "ends": True, "reason": "前置件未能取得，预收的材料退还"}
        )
        file.paper("returned_materials", on, tuple(numbers_))
        return file

    return desk.act(request, "return_materials", decide)
