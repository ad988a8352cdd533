"""收件: take in one visit, answer what is complete, tell once what is not, accept.

收件不等于受理: an answer or the one notice is owed within each item's own period, otherwise silence accepts
(《行政许可法》第三十二条第一款第(四)项).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bingliang.desk import numbers
from bingliang.desk.dispatch import dispatch_all
from bingliang.desk.errors import Faults
from bingliang.desk.file import File, late_entry, opened
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, ItemState, limit_facts
from bingliang.ledger.catalogue import Handling, Item
from bingliang.ledger.identifiers import credit_code, project_code
from bingliang.mechanism.time_limits.start import acceptance_facts

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store import Work


@dataclass(frozen=True, slots=True)
class Choice:
    """所办事项: `hold` tells 预收; `waits` are item codes of the same visit or names of outside documents."""

    item: str
    hold: bool = False
    waits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Handed:
    """交来的材料: one row of the merged list; `serves` are item codes; `state` 齐, 缺 or 容缺."""

    name: str
    serves: tuple[str, ...]
    originals: int = 1
    copies: int = 0
    electronic: bool = False
    pages: int = 0
    checked: bool = False
    state: str = "齐"
    code: str = ""


@dataclass(frozen=True, slots=True)
class Handler:
    """经办人: who hands in, by what identity, with what authority. Number and phone never enter the ledger's facts."""

    name: str
    id_type: str = "居民身份证"
    id_number: str = ""
    phone: str = ""
    authorised: bool = True


@dataclass(frozen=True, slots=True)
class Intake:
    """收件单: what the page holds when the clerk presses 受理."""

    enterprise: Mapping[str, Any]
    project: Mapping[str, Any]
    stage: str
    choices: tuple[Choice, ...]
    materials: tuple[Handed, ...]
    handler: Handler
    received_at: datetime
    works: Mapping[str, Any] = field(default_factory=dict)
    channel: str = "窗口"
    hold_consent: bool = False
    agent: Mapping[str, Any] = field(default_factory=dict)
    late_reason: str = ""


def receive(desk: Desk, request: str, intake: Intake) -> Answer:
    """收件: one case for the whole visit, each item 正式收件 or 预收; prints receipt, slip and 材料真实性承诺书.

    Faults when the form is wrong; a Refusal when an item cannot be handed in at all.
    """

    def decide(work: Work) -> File:
        _check(work, intake)
        file = File(work, desk.stream_of(request), ())
        file.add("receive", _facts(work, intake))
        on = intake.received_at.date()
        file.paper("receipt", on)
        file.paper("truthfulness", on)
        file.paper("slip80", on)
        return file

    return desk.act(request, "receive", decide)


def _check(work: Work, intake: Intake) -> None:
    faults: list[tuple[str, str]] = []
    _fault(faults, "enterprise.credit_code", lambda: credit_code(str(intake.enterprise.get("credit_code", ""))))
    if not str(intake.enterprise.get("name", "")).strip():
        faults.append(("enterprise.name", "企业名称未填,请按营业执照填写。"))
    if intake.project.get("code"):
        _fault(faults, "project.code", lambda: project_code(str(intake.project["code"])))
    if intake.received_at.date() > work.today:
        faults.append(
            ("received_at", f"收件日期{intake.received_at:%Y-%m-%d}晚于今天{work.today:%Y-%m-%d},请核对收件时间。")
        )
    if not intake.handler.name.strip():
        faults.append(("handler.name", "交件人姓名未填,请填写来窗口的经办人。"))
    _check_choices(work, intake, faults)
    if faults:
        raise Faults(faults)
    late_entry(File(work, "", ()), intake.received_at.date(), intake.late_reason)


def _check_choices(work: Work, intake: Intake, faults: list[tuple[str, str]]) -> None:
    if not intake.choices:
        faults.append(("choices", "没有选择事项,请至少选择一项。"))
    chosen = [choice.item for choice in intake.choices]
    for choice in intake.choices:
        item = work.catalogue.items.get(choice.item)
        if item is None:
            faults.append(("choices", f"目录中没有事项“{choice.item}”,请重新选择。"))
        elif not item.handling.offered:
            article = item.legal_basis[0] if item.legal_basis else ""
            raise Refusal(f"“{item.name}”属于{item.handling.value},不向企业收件。", article)
        elif chosen.count(choice.item) > 1:
            faults.append(("choices", f"“{item.name}”重复选择,请只保留一项。"))
        elif choice.hold and not intake.hold_consent:
            faults.append(("hold_consent", f"“{item.name}”为预收,须经申请人签字同意;不同意的应在期限内一次性告知。"))


def _fault(faults: list[tuple[str, str]], name: str, check: Any) -> None:  # noqa: ANN401  # any checker of one field
    try:
        check()
    except ValueError as error:
        faults.append((name, str(error)))


def _facts(work: Work, intake: Intake) -> dict[str, object]:
    on = intake.received_at.date()
    numbered = {choice.item: no for no, choice in enumerate(intake.choices, 1)}
    late = late_entry(File(work, "", ()), on, intake.late_reason)
    handler = intake.handler
    person = work.person(handler.name, id_type=handler.id_type, id_number=handler.id_number, phone=handler.phone)
    return {
        "code": numbers.case(on),
        "received_on": on.isoformat(),
        "received_at": intake.received_at.isoformat(timespec="minutes"),
        "channel": intake.channel,
        "counter": work.who.counter,
        "clerk": work.who.name,
        "enterprise": {**intake.enterprise, "credit_code": credit_code(str(intake.enterprise["credit_code"]))},
        "project": dict(intake.project),
        "works": dict(intake.works),
        "stage": intake.stage,
        "handler": person,
        "handler_authorised": handler.authorised,
        "agent": dict(intake.agent),
        "hold_consent": intake.hold_consent,
        "items": [_item_facts(work, choice, numbered) for choice in intake.choices],
        "materials": [
            {
                "no": no,
                "code": row.code,
                "name": row.name,
                "for": [numbered[item] for item in row.serves if item in numbered],
                "originals": row.originals,
                "copies": row.copies,
                "electronic": row.electronic,
                "pages": row.pages,
                "checked": row.checked,
                "state": row.state,
            }
            for no, row in enumerate(intake.materials, 1)
        ],
        **late,
    }


def _item_facts(work: Work, choice: Choice, numbered: Mapping[str, int]) -> dict[str, object]:
    item = work.catalogue.items[choice.item]
    return {
        "no": numbered[choice.item],
        "item": item.code,
        "version": item.version,
        "name": item.name,
        "body": item.body,
        "department": item.body,
        "handling": item.handling.value,
        "decided_by": item.decided_by,
        "licence": item.licence,
        "completeness": limit_facts(item.completeness),
        "verification": limit_facts(item.verification),
        "mode": "hold" if choice.hold else "formal",
        "waits_for": [_wait(work, code, numbered) for code in choice.waits],
    }


def _wait(work: Work, code: str, numbered: Mapping[str, int]) -> dict[str, object]:
    if code not in numbered:
        return {"no": None, "text": code}
    item = work.catalogue.items[code]
    return {"no": numbered[code], "text": f"《{item.result or item.name}》"}


def formalise(desk: Desk, request: str, stream: str, no: int, on: date, evidence: str) -> Answer:
    """转正式收件 by hand: the outside document that the item waited for is here (`evidence`: its name and number)."""

    def decide(work: Work) -> File:
        file = opened(work, stream)
        file.item(no, "formalise", on)
        if not evidence.strip():
            raise ValueError("请填写前置件的名称和文号,作为转正式收件的凭据。")
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
            raise ValueError("没有填写需要补正的内容;一次性告知必须一次列明全部补正内容。")
        for no in numbers_:
            file.item(no, "notify_once", on)
        days = int(str(work.catalogue.settings.get("correction_days", 10)))
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
            f"“{item.name}”为备案,收到全部信息即备案,不作受理。", "《企业投资项目核准和备案管理条例》第十三条"
        )
    if item.corrected_on is not None and on != item.corrected_on:
        raise Refusal(
            f"补正材料已于{item.corrected_on:%Y-%m-%d}交齐,受理日应为该日,没有第二个期限。",
            "《行政许可法》第三十二条第一款第(五)项",
        )
    number = numbers.document(file.catalogue.bodies[item.body], "受理", file.today, str(item.no))
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
                f"“{ground}”不是不予受理的法定理由,可用理由:{'、'.join(DECLINE_GROUNDS)}。", "《行政许可法》第三十二条"
            )
        if ground == "不属本机关职权" and not right_body:
            raise ValueError("不属本机关职权的,应当告知向哪个机关申请,请填写该机关名称。")
        if ground == "补正逾期" and item.state is not ItemState.CORRECTING:
            raise Refusal(
                f"“{item.name}”未经一次性告知,不能以补正逾期不予受理。", "《行政许可法》第三十二条第一款第(四)项"
            )
        body = file.catalogue.bodies[item.body]
        number = numbers.document(body, "不予受理", file.today, str(no))
        facts = {"item": no, "on": on.isoformat(), "ground": ground, "article": article, "reason": reason}
        file.add("decline", {**facts, "right_body": right_body, "number": number})
        file.paper("non_acceptance", on, (no,), refusal=_refusal(ground, reason, right_body))
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
    "不属本机关职权": "《行政许可法》第三十二条第一款第(二)项",
    "补正逾期": "《行政许可法》第三十二条第一款第(四)项、第(五)项",
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
