"""折叠: a case out of its entries, act by act. Unknown acts change nothing, so that old programs' lines stay readable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from bingliang.ledger.acts import Draft, Entry
from bingliang.ledger.case import (
    Acceptance,
    Case,
    CaseItem,
    Decision,
    Ending,
    ExtensionTaken,
    Facts,
    Opinion,
    Paper,
    StepTaken,
    Wait,
    day,
    limit_of,
    maybe_day,
)
from bingliang.ledger.catalogue import Handling, Limit, Start, Unit


def amended(entries: Iterable[Entry]) -> list[Entry]:
    """更正后的台账: each line with the facts that later 录入更正 put in their place; a struck line is dropped."""
    lines = list(entries)
    right: dict[int, dict[str, object]] = {}
    struck: set[int] = set()
    for entry in lines:
        if entry.act == "amend":
            facts: Facts = entry.facts
            right.setdefault(int(facts["seq"]), {}).update(facts.get("facts", {}))
            struck |= {int(facts["seq"])} if facts.get("strike") else set()
    return [
        replace(entry, facts={**entry.facts, **right[entry.seq]}) if entry.seq in right else entry
        for entry in lines
        if entry.seq not in struck
    ]


def fold(entries: Sequence[Entry]) -> Case | None:
    """折叠: the case that the entries add up to; None for an empty stream or a stream that is no case."""
    case: Case | None = None
    for entry in amended(entries):
        if entry.act in _OPENERS:
            case = _open(entry)
        elif case is not None:
            change = _CHANGES.get(entry.act)
            if change is not None:
                case = change(case, entry)
        if case is not None:
            case = replace(case, seq=entries[-1].seq)
    return case


def extended(entries: Sequence[Entry], drafts: Iterable[Draft], like: Entry) -> tuple[Entry, ...]:
    """加上待记各行: the entries with drafts appended, as they will stand once written (for deciding further)."""
    lines = list(entries)
    for draft in drafts:
        seq = lines[-1].seq + 1 if lines else 1
        lines.append(replace(like, stream=draft.stream, seq=seq, act=draft.act, facts=draft.facts, hash=""))
    return tuple(lines)


_OPENERS = frozenset({"receive", "migrate"})


def _open(entry: Entry) -> Case:
    facts: Facts = entry.facts
    items = {int(row["no"]): _new_item(row, day(facts["received_on"])) for row in facts["items"]}
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
        seq=entry.seq,
    )


def _new_item(row: Facts, received_on: date) -> CaseItem:
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
        acceptance=_acceptance(running),
        dispatched_on=day(running["accepted_on"]),
        steps=tuple(_step(row) for row in running.get("steps", ())),
        extension=_extension(running["extension"]) if running.get("extension") else None,
    )


def _acceptance(facts: Facts) -> Acceptance:
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
        promised_due=maybe_day(facts.get("promised_due")),
        joint=bool(facts.get("joint", False)),
    )


def _step(facts: Facts) -> StepTaken:
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


def _extension(facts: Facts) -> ExtensionTaken:
    return ExtensionTaken(
        int(facts["days"]), day(facts["approved_on"]), facts.get("approver", ""), facts.get("reason", "")
    )


ItemChange = Callable[[CaseItem, Facts], CaseItem]


def _on_item(change: ItemChange) -> Callable[[Case, Entry], Case]:
    def apply(case: Case, entry: Entry) -> Case:
        numbers = entry.facts.get("items") or [entry.facts["item"]]
        items = dict(case.items)
        for no in numbers:  # type: ignore[attr-defined]  # facts are JSON
            items[no] = change(items[no], entry.facts)
        return replace(case, items=MappingProxyType(items))

    return apply


def _remarked(item: CaseItem, facts: Facts) -> CaseItem:
    """齐全性意见: the department's last word counts; without defects it takes an earlier one back."""
    return replace(item, remarked_on=day(facts["on"]), remarks=tuple(facts.get("defects", ())))


def _notice(item: CaseItem, facts: Facts) -> CaseItem:
    defects = tuple(row for row in facts["defects"] if row["item"] == item.no)
    return replace(item, noticed_on=day(facts["on"]), correction_until=maybe_day(facts["until"]), defects=defects)


def _corrections(item: CaseItem, facts: Facts) -> CaseItem:
    return replace(item, corrected_on=day(facts["on"])) if facts["complete"] else item


def _resume(item: CaseItem, facts: Facts) -> CaseItem:
    steps = tuple(
        replace(step, result_on=day(facts["result_on"]))
        if step.result_on is None and step.name == facts["name"]
        else step
        for step in item.steps
    )
    return replace(item, steps=steps)


def _asked(item: CaseItem, facts: Facts) -> CaseItem:
    opinion = Opinion(facts["department"], day(facts["on"]), day(facts["reply_by"]), facts.get("question", ""))
    return replace(item, opinions=(*item.opinions, opinion))


def _replied(item: CaseItem, facts: Facts) -> CaseItem:
    opinions = tuple(
        replace(opinion, replied_on=day(facts["on"]), opinion=facts["opinion"])
        if opinion.department == facts["department"] and opinion.replied_on is None
        else opinion
        for opinion in item.opinions
    )
    return replace(item, opinions=opinions)


def _ending(act: str) -> ItemChange:
    def end(item: CaseItem, facts: Facts) -> CaseItem:
        return replace(item, ending=Ending(act, day(facts["on"]), facts.get("reason", ""), facts.get("number", "")))

    return end


def _decision(act: str) -> ItemChange:
    def decide(item: CaseItem, facts: Facts) -> CaseItem:
        words = {key: facts.get(key, "") for key in ("reasons", "article", "content", "findings", "validity")}
        entered = maybe_day(facts.get("entered_on"))
        return replace(item, decision=Decision(act, day(facts["on"]), facts["document"], entered_on=entered, **words))

    return decide


def _extended(item: CaseItem, facts: Facts) -> CaseItem:
    if facts.get("frame"):
        return replace(item, frame_extension=_extension(facts))
    return replace(item, extension=_extension(facts))


def _delivered(item: CaseItem, facts: Facts) -> CaseItem:
    return replace(item, delivered_on=day(facts["on"]), delivered_by=facts.get("means", ""))


def _given_back(item: CaseItem, facts: Facts) -> CaseItem:
    """材料退还 ends only what is still 预收 and can no longer begin; after a withdrawal the ending stands already."""
    return _ending("return_materials")(item, facts) if facts.get("ends") else item


def _verified(item: CaseItem, facts: Facts) -> CaseItem:
    return replace(item, verified_on=day(facts["on"]), verified_true=bool(facts["true"]))


def _materials(case: Case, entry: Entry) -> Case:
    pieces: Facts = {piece["name"]: piece for piece in entry.facts.get("pieces", ())}  # type: ignore[attr-defined]
    rows = tuple({**row, "state": "齐"} if row["name"] in pieces else row for row in case.materials)
    known = {row["name"] for row in case.materials}
    extra = tuple({**piece, "state": "齐"} for name, piece in pieces.items() if name not in known)
    return _on_item(_corrections)(replace(case, materials=rows + extra), entry)


def _draw_up(case: Case, entry: Entry) -> Case:
    facts: Facts = entry.facts
    paper = Paper(
        seq=entry.seq,
        form=facts["form"],
        number=facts["number"],
        title=facts["title"],
        items=tuple(facts.get("items_on", ())),
        facts=facts["facts"],
        on=day(facts["on"]),
        edition=int(facts.get("edition", 0)),
    )
    return replace(case, papers=(*case.papers, paper))


def _on_paper(change: Callable[[Paper, Facts], Paper]) -> Callable[[Case, Entry], Case]:
    def apply(case: Case, entry: Entry) -> Case:
        papers = tuple(change(p, entry.facts) if p.seq == entry.facts["paper"] else p for p in case.papers)
        return replace(case, papers=papers)

    return apply


def _applicant(case: Case, entry: Entry) -> Case:
    enterprise: Facts = entry.facts["enterprise"]  # type: ignore[assignment]  # facts are JSON
    return replace(case, enterprise=enterprise)


def _closed(case: Case, entry: Entry) -> Case:
    return replace(case, closed_on=day(entry.facts["on"]))


_CHANGES: Mapping[str, Callable[[Case, Entry], Case]] = MappingProxyType(
    {
        "formalise": _on_item(lambda item, facts: replace(item, received_on=day(facts["on"]))),
        "remark": _on_item(_remarked),
        "notify_once": _on_item(_notice),
        "prolong_correction": _on_item(lambda item, facts: replace(item, correction_until=day(facts["until"]))),
        "take_corrections": _materials,
        "accept": _on_item(lambda item, facts: replace(item, acceptance=_acceptance(facts))),
        "deem_accepted": _on_item(lambda item, facts: replace(item, acceptance=_acceptance(facts))),
        "not_required": _on_item(_ending("not_required")),
        "decline": _on_item(_ending("decline")),
        "withdraw": _on_item(_ending("withdraw")),
        "dispatch": _on_item(
            lambda item, facts: replace(
                item, dispatched_on=day(facts["on"]), department=facts.get("department") or item.department
            )
        ),
        "stop": _on_item(lambda item, facts: replace(item, steps=(*item.steps, _step(facts)))),
        "resume": _on_item(_resume),
        "extend": _on_item(_extended),
        "return_materials": _on_item(_given_back),
        "ask_opinion": _on_item(_asked),
        "give_opinion": _on_item(_replied),
        "forward": _on_item(lambda item, facts: replace(item, forwarded_on=day(facts["on"]))),
        "explain_overrun": _on_item(lambda item, facts: replace(item, explained_on=day(facts["on"]))),
        "verify_pledge": _on_item(_verified),
        "notify_collection": _on_item(lambda item, facts: replace(item, notified_on=day(facts["on"]))),
        "deliver": _on_item(_delivered),
        "draw_up": _draw_up,
        "issue": _on_paper(lambda paper, facts: replace(paper, sm3=facts["sm3"], pages=int(facts["pages"]))),
        "void": _on_paper(lambda paper, facts: replace(paper, void_reason=facts["reason"])),
        "change_applicant": _applicant,
        "close": _closed,
        **{act: _on_item(_decision(act)) for act in ("grant", "grant_deferred", "refuse", "file", "opine")},
    }
)
