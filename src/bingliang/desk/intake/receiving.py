"""收件: take in one visit, answer what is complete, tell once what is not, accept.

收件不等于受理: an answer or the one notice is owed within each item's own period, otherwise silence accepts
(《行政许可法》第三十二条第一款第(四)项).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bingliang.desk import numbers, registry
from bingliang.desk.casework.green import inherit
from bingliang.desk.desk import stream_of
from bingliang.desk.errands.joining import join
from bingliang.desk.errors import Faults
from bingliang.desk.file import File
from bingliang.desk.intake.checks import check, folded
from bingliang.desk.online.filings import take
from bingliang.desk.papers.late_slips import HandSlip, enter
from bingliang.desk.projects.enterprises import refuse_absorbed
from bingliang.ledger.case import definition_facts
from bingliang.ledger.catalogue import Catalogue
from bingliang.ledger.identifiers import credit_code
from bingliang.mechanism.parallel_approval.selection import Mode, Plan, PlannedItem, plan

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer, Desk
    from bingliang.store.look import Look
    from bingliang.store.work import Work


PAPERS = ("checklist", "truthfulness", "receipt", "slip80")
"""收件时出具的文书, in this order."""
APPLICATION = "bundle_application"
"""一件事申请表: one form for all its items."""


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
    kept: bool = False
    """核对后留存的原件: owed back"""


@dataclass(frozen=True, slots=True)
class Bearer:
    """交件人: who hands in, by what identity, with what authority. Number and phone never enter the ledger's facts."""

    name: str
    id_type: str = "居民身份证"
    id_number: str = ""
    phone: str = ""
    authorised: bool = True


@dataclass(frozen=True, slots=True)
class Intake:
    """收件单: what the page holds when the clerk presses 受理.

    `items` are codes in the order of the receipt; `held` maps an item to the document already held (its number);
    `hold_consent` is the applicant's signed consent that items whose prerequisite is missing are 预收. `joint` names the
    document by which the items are handled under 第二十六条 (统一、联合、集中办理), which adds the frame of 45 workdays.
    `filing` is the stream of the 网上申报 that this is; it counts from the day of its entry into the system. `slip` is the
    hand slip on which it was received while the program was off, at `received_at`.
    """

    enterprise: Mapping[str, Any]
    project: Mapping[str, Any]
    stage: str
    items: tuple[str, ...]
    materials: tuple[Handed, ...]
    handler: Bearer
    received_at: datetime
    held: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, bool] = field(default_factory=dict)
    works: Mapping[str, Any] = field(default_factory=dict)
    channel: str = "窗口"
    hold_consent: bool = False
    agent: Mapping[str, Any] = field(default_factory=dict)
    joint: str = ""
    filing: str = ""
    slip: HandSlip | None = None
    bundle: Mapping[str, Any] = field(default_factory=dict)
    """一件事: code, name, what it brought and what of that is not taken in; empty for a stage or single items"""
    beside: str = ""
    """同一来访: the stream of the case that the same agent handed in before it"""
    queue: int = 0


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


def receive(
    desk: Desk, request: str, intake: Intake, agreed: Callable[[Look], None] | None = None
) -> Answer:  # fmt: skip
    """收件: one case for the whole visit, each item 正式收件 or 预收; prints receipt, slip and 材料真实性承诺书.

    Faults when the form is wrong; a Refusal when an item cannot be handed in at all. `agreed` looks once more, in the
    transaction that writes, whether all is as it stood on the page, and raises when it is not.
    """

    def decide(work: Work) -> File:
        if agreed is not None:
            agreed(work)
        catalogue = _catalogue(work)
        check(intake, catalogue, work.now, lambda: _plan(catalogue, intake))
        file = File(work, stream_of(request), (), late_reason=desk.late_reason)
        on = intake.received_at.date()
        if intake.filing:
            take(file, intake.filing)
            # no 补录: the line that entered the filing was written when it came
            file.add("receive", {**_facts(work, intake), "received_on": on.isoformat(), "filing": intake.filing})
            on = file.today
        else:
            file.late_reason = intake.slip.reason if intake.slip else file.late_reason
            file.record("receive", on, _facts(work, intake), key="received_on")
        inherit(file)
        if intake.beside:
            join(file, intake.beside, intake.handler, intake.queue)
        if intake.slip:
            enter(file, intake.slip, numbers.case(intake.received_at.date()))
        kept = [
            {"name": row.name, "count": max(row.originals, 1), "kept": True}
            for row in intake.materials
            if row.kept and row.state != "缺"
        ]
        told: dict[str, dict[str, Any]] = {"checklist": {"checklist": {"situation": _situation(catalogue, intake)}}}
        if kept:
            told["receipt"] = {"case": {"kept": "、".join(f"《{one['name']}》{one['count']}份" for one in kept)}}
        for form in papers_of(intake):
            file.paper(form, on, (), **told.get(form, {}))
        if kept:  # behind the papers, which belong to the receipt
            file.add("check_originals", {"on": on.isoformat(), "pieces": kept, "bearer": intake.handler.name})
        if intake.slip:
            file.follow()  # what lapsed while nobody could enter it has lapsed all the same
        return file

    return desk.act(request, "receive", decide)


def papers_of(intake: Intake) -> tuple[str, ...]:
    """收件时出具的文书 of this one; by a 一件事 its one form comes first."""
    return (APPLICATION, *PAPERS) if intake.bundle else PAPERS


def _catalogue(work: Work) -> Catalogue:
    found: Catalogue = work.loaded("catalogue")
    return found


def _situation(catalogue: Catalogue, intake: Intake) -> str:
    """办事情形 in words: the type of project and the stage."""
    kind = catalogue.project_types[str(intake.project["project_type"])]
    return f"{kind}　{intake.stage}".strip()


def _facts(work: Work, intake: Intake) -> dict[str, object]:
    from bingliang.store.people import Person

    on = intake.received_at.date()
    planned = _planned(work, intake)
    numbered = {code: no for no, code in enumerate((code for code in intake.items if code in planned), 1)}
    handler = folded(intake.handler)
    person = work.save_person(Person(handler.name, handler.id_type, handler.id_number, handler.phone))
    enterprise, project, works = _registered(work, intake)
    return {
        "code": numbers.case(on),
        "received_at": intake.received_at.isoformat(timespec="minutes"),
        "channel": intake.channel,
        "counter": work.who.counter,
        "clerk": work.who.name,
        "enterprise": enterprise,
        "project": project,
        "works": works,
        "stage": intake.stage,
        "handler": person,
        "handler_authorised": handler.authorised,
        "agent": dict(intake.agent),
        "hold_consent": intake.hold_consent,
        "answers": dict(intake.answers),
        "held": dict(intake.held),
        "items": [item_facts(planned[code], numbered, consent=intake.hold_consent) for code in numbered],
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
                **({"kept": True} if row.kept else {}),
            }
            for no, row in enumerate(intake.materials, 1)
        ],
        "joint": intake.joint,
        **({"bundle": dict(intake.bundle)} if intake.bundle else {}),
    }


def _registered(work: Work, intake: Intake) -> tuple[dict[str, object], dict[str, object], dict[str, object]]:
    """企业、项目、单项工程 as facts, registered when they are new, named by their registered ids."""
    given = {**intake.enterprise, "credit_code": credit_code(str(intake.enterprise["credit_code"]))}
    enterprise = registry.enterprise(work, given)
    if enterprise.name != given["name"]:
        sentence = (
            f"信用代码{enterprise.credit_code}登记的名称是“{enterprise.name}”，与所填“{given['name']}”不符，请核对。"
        )
        raise Faults([("enterprise.name", sentence)])
    refuse_absorbed(work, enterprise)
    name = str(intake.works.get("name", ""))
    project = registry.project(work, intake.project, name, enterprise.id)
    works = next(({"id": one.id, "name": one.name} for one in project.works if one.name == name), {})
    return {**given, "id": enterprise.id}, {**intake.project, "id": project.id}, dict(works)


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


def item_facts(planned: PlannedItem, numbered: Mapping[str, int], *, consent: bool) -> dict[str, object]:
    """收件的一项 as facts. Without consent to 预收 it is received formally and must be told once what it lacks."""
    item = planned.item
    hold = planned.mode is Mode.FOLLOW or (planned.mode is Mode.HOLD and consent)
    return {
        "no": numbered[item.code],
        **definition_facts(item),
        "mode": "hold" if hold else "formal",
        "reason": planned.reason,
        "includes": list(planned.includes),
        "waits_for": [
            {"no": numbered.get(wait.item), "text": f"《{wait.document}》"} for wait in planned.waits_for if hold
        ],
    }
