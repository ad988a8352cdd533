"""开卷: the values a case begins with, read from the facts of a line: items, acceptance, special steps, extension."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from bingliang.ledger.acts import Entry
from bingliang.ledger.case import Case, CaseItem, Facts, day, limit_of, maybe_day
from bingliang.ledger.catalogue import Handling, Limit, Start, Unit
from bingliang.ledger.happened import Acceptance, ExtensionTaken, StepTaken, Wait


def open_case(entry: Entry) -> Case:
    """办件 as it was received or taken over."""
    facts: Facts = entry.facts
    items = {int(row["no"]): new_item(row, day(facts["received_on"])) for row in facts["items"]}
    return Case(
        stream=entry.stream,
        code=facts["code"],
        received_on=day(facts["received_on"]),
        received_at=str(facts.get("received_at", facts["received_on"])),
        channel=str(facts.get("channel", "窗口")),
        counter=str(facts.get("counter", entry.counter)),
        clerk=str(facts.get("clerk", entry.by)),
        enterprise=facts["enterprise"],
        project=facts["project"],
        works=facts.get("works") or {},
        stage=str(facts.get("stage", "")),
        handler=str(facts.get("handler", "")),
        items=MappingProxyType(items),
        materials=tuple(facts.get("materials", ())),
        joint=str(facts.get("joint", "")),
        migrated=entry.act == "migrate",
        late_reason=str(facts.get("late_reason", "")),
        bundle=facts.get("bundle") or {},
        seq=entry.seq,
    )


def new_item(row: Facts, received_on: date) -> CaseItem:
    """分办件 as it was received."""
    waits = tuple(Wait(wait.get("no"), wait["text"]) for wait in row.get("waits_for", ()))
    completeness = limit_of(row["completeness"])
    if completeness is None:
        completeness = Limit(5, Unit.WORKDAY, Start.RECEIVED)
    item = CaseItem(
        no=int(row["no"]),
        code=row["item"],
        name=row["name"],
        version=int(row.get("version", 1)),
        body=row["body"],
        department=row.get("department") or row["body"],
        handling=Handling(row["handling"]),
        decided_by=row.get("decided_by", "区"),
        licence=bool(row.get("licence", True)),
        completeness=completeness,
        waits_for=waits,
        verification=limit_of(row.get("verification")),
        held_on=received_on if row["mode"] == "hold" else None,
        received_on=received_on if row["mode"] == "formal" else None,
    )
    return _running(item, row["running"]) if row.get("running") else item


def _running(item: CaseItem, running: Facts) -> CaseItem:
    """迁入: a case that was already running keeps its old number, dates, pauses and basis."""
    return replace(
        item,
        acceptance=acceptance_of(running),
        dispatched_on=day(running["accepted_on"]),
        steps=tuple(step_of(row) for row in running.get("steps", ())),
        extension=extension_of(running["extension"]) if running.get("extension") else None,
    )


def acceptance_of(facts: Facts) -> Acceptance:
    """受理 from its facts."""
    return Acceptance(
        on=day(facts["accepted_on"]),
        started_on=day(facts["started_on"]),
        limit=limit_of(facts.get("limit")),
        promise=limit_of(facts.get("promise")),
        promised_from=day(facts.get("promised_from") or facts["accepted_on"]),
        promise_ground=facts.get("promise_ground", ""),
        promise_stops=bool(facts.get("promise_stops", True)),
        number=facts.get("number", ""),
        deemed=bool(facts.get("deemed", False)),
        entered_on=maybe_day(facts.get("entered_on")),
        joint=bool(facts.get("joint", False)),
        outside=limit_of(facts.get("outside")),
        unified=str(facts.get("unified", "")),
    )


def step_of(facts: Facts) -> StepTaken:
    """特殊环节 from its facts."""
    return StepTaken(
        name=facts["name"],
        ground=facts["ground"],
        started_on=day(facts["started_on"]),
        served_on=day(facts["served_on"]),
        told_days=int(facts["told_days"]),
        told_unit=Unit(facts.get("told_unit", "workday")),
        told_until=day(facts["told_until"]),
        result_on=maybe_day(facts.get("result_on")),
        cooperation=facts.get("cooperation", ""),
    )


def extension_of(facts: Facts) -> ExtensionTaken:
    """延长 from its facts."""
    who, why = facts.get("approver", ""), facts.get("reason", "")
    rolled = bool(facts.get("from_rolled", False))
    return ExtensionTaken(int(facts["days"]), day(facts["approved_on"]), who, why, rolled)
