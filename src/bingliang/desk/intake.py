"""收件: take in one visit, answer what is complete, tell once what is not, accept.

收件不等于受理: an answer or the one notice is owed within each item's own period, otherwise silence accepts
(《行政许可法》第三十二条第一款第(四)项).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bingliang.desk import numbers
from bingliang.desk.desk import stream_of
from bingliang.desk.dispatch import dispatch_all
from bingliang.desk.errors import Faults
from bingliang.desk.file import File, late_entry, opened
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, ItemState, limit_facts
from bingliang.ledger.catalogue import Catalogue, Handling, Item
from bingliang.ledger.identifiers import credit_code, project_code
from bingliang.mechanism.parallel_approval.selection import Mode, Plan, PlannedItem, plan
from bingliang.mechanism.time_limits.start import acceptance_facts

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.work import Work


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
    """收件单: what the page holds when the clerk presses 受理.

    `items` are codes in the order of the receipt; `held` maps an item to the document already held (its number);
    `hold_consent` is the applicant's signed consent that items whose prerequisite is missing are 预收.
    """

    enterprise: Mapping[str, Any]
    project: Mapping[str, Any]
    stage: str
    items: tuple[str, ...]
    materials: tuple[Handed, ...]
    handler: Handler
    received_at: datetime
    held: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, bool] = field(default_factory=dict)
    works: Mapping[str, Any] = field(default_factory=dict)
    channel: str = "窗口"
    hold_consent: bool = False
    agent: Mapping[str, Any] = field(default_factory=dict)
    late_reason: str = ""


def asked(catalogue: Catalogue, intake: Intake, *, missing: Collection[str] = ()) -> tuple[Handed, ...]:
    """合并材料清单 of this visit, each material once: those asked for today or held already; `missing` are marked 缺."""
    found = _plan(catalogue, intake)
    rows: list[Handed] = []
    for material in found.materials:
        if not material.required or (material.follows and not material.held):
            continue
        state = "缺" if material.name in missing else "齐"
        counts = (0, 0) if state == "缺" else (material.originals, material.copies)
        rows.append(Handed(material.name, material.for_items, *counts, state=state, code=material.code))
    return tuple(rows)


def with_materials(intake: Intake, materials: tuple[Handed, ...]) -> Intake:
    """The same visit with its materials."""
    return replace(intake, materials=materials)


def receive(desk: Desk, request: str, intake: Intake) -> Answer:
    """收件: one case for the whole visit, each item 正式收件 or 预收; prints receipt, slip and 材料真实性承诺书.

    Faults when the form is wrong; a Refusal when an item cannot be handed in at all.
    """

    def decide(work: Work) -> File:
        _check(work, intake)
        file = File(work, stream_of(request), ())
        file.add("receive", _facts(work, intake))
        on = intake.received_at.date()
        file.paper("truthfulness", on)
        file.paper("receipt", on)
        file.paper("slip80", on)
        return file

    return desk.act(request, "receive", decide)


def _catalogue(work: Work) -> Catalogue:
    found: Catalogue = work.loaded("catalogue")
    return found


def _setting(work: Work, key: str, default: object) -> object:
    found = _catalogue(work).settings.get(key, default)
    return found["value"] if isinstance(found, Mapping) else found


def _check(work: Work, intake: Intake) -> None:
    faults: list[tuple[str, str]] = []
    _fault(faults, "enterprise.credit_code", lambda: credit_code(str(intake.enterprise.get("credit_code", ""))))
    if not str(intake.enterprise.get("name", "")).strip():
        faults.append(("enterprise.name", "企业名称未填，请按营业执照填写。"))
    if intake.project.get("code"):
        _fault(faults, "project.code", lambda: project_code(str(intake.project["code"])))
    if intake.received_at.date() > work.today:
        faults.append(
            ("received_at", f"收件日期{intake.received_at:%Y-%m-%d}晚于今天{work.today:%Y-%m-%d}，请核对收件时间。")
        )
    if not intake.handler.name.strip():
        faults.append(("handler.name", "交件人姓名未填，请填写来窗口的经办人。"))
    _check_items(work, intake, faults)
    if faults:
        raise Faults(faults)
    late_entry(File(work, "", ()), intake.received_at.date(), intake.late_reason)


def _check_items(work: Work, intake: Intake, faults: list[tuple[str, str]]) -> None:
    if not intake.items:
        faults.append(("items", "没有选择事项，请至少选择一项。"))
    for code in dict.fromkeys(intake.items):
        item = _catalogue(work).items.get(code)
        if item is None:
            faults.append(("items", f"目录中没有事项“{code}”，请重新选择。"))
        elif intake.items.count(code) > 1:
            faults.append(("items", f"“{item.name}”重复选择，请只保留一项。"))


def _fault(faults: list[tuple[str, str]], name: str, check: Any) -> None:  # noqa: ANN401  # any checker of one field
    try:
        check()
    except ValueError as error:
        faults.append((name, str(error)))


def _facts(work: Work, intake: Intake) -> dict[str, object]:
    from bingliang.store.people import Person

    on = intake.received_at.date()
    planned = _planned(work, intake)
    numbered = {code: no for no, code in enumerate((code for code in intake.items if code in planned), 1)}
    late = late_entry(File(work, "", ()), on, intake.late_reason)
    handler = intake.handler
    person = work.save_person(Person(handler.name, handler.id_type, handler.id_number, handler.phone))
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
        "items": [_item_facts(planned[code], numbered, intake.hold_consent) for code in numbered],
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


def _planned(work: Work, intake: Intake) -> Mapping[str, PlannedItem]:
    """各项如何收: formally, 预收, or sent on later, by the prerequisites of the catalogue in force that day."""
    found = _plan(_catalogue(work), intake)
    return {planned.code: planned for planned in found.items}


def _plan(catalogue: Catalogue, intake: Intake) -> Plan:
    return plan(
        catalogue,
        project_type=str(intake.project.get("project_type", "")),
        items=intake.items,
        answers=intake.answers,
        held=intake.held,
        day=intake.received_at.date(),
    )


def _item_facts(planned: PlannedItem, numbered: Mapping[str, int], consent: bool) -> dict[str, object]:  # noqa: FBT001  # one caller
    """One item of the receipt. Without consent to 预收 it is received formally and must be told once what it lacks."""
    item = planned.item
    hold = planned.mode is Mode.FOLLOW or (planned.mode is Mode.HOLD and consent)
    return {
        "no": numbered[item.code],
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
        "mode": "hold" if hold else "formal",
        "reason": planned.reason,
        "includes": list(planned.includes),
        "waits_for": [
            {"no": numbered.get(wait.item), "text": f"《{wait.document}》"} for wait in planned.waits_for if hold
        ],
    }


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
        days = int(str(_setting(work, "correction_days", 10)))
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
