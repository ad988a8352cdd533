"""折叠: a case out of its entries, act by act. Unknown acts change nothing, so that old programs' lines stay readable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from bingliang.ledger import green, meetings
from bingliang.ledger.acts import Draft, Entry
from bingliang.ledger.altering import replace
from bingliang.ledger.case import (
    Aftermath,
    Case,
    CaseItem,
    Decision,
    Ending,
    Facts,
    Objection,
    Opinion,
    Paper,
    day,
    limit_of,
    maybe_day,
)
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.opening import acceptance_of, extension_of, new_item, open_case, step_of
from bingliang.ledger.own_matters import OwnMatter


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
    return onward(None, amended(entries), entries[-1].seq if entries else 0)


def onward(case: Case | None, entries: Iterable[Entry], seq: int) -> Case | None:
    """接着折叠: the case with these entries behind those it was folded from, none of which puts an earlier line right."""
    papers = case.papers if case is not None else ()
    for entry in entries:
        if entry.act in _OPENERS:
            case = open_case(entry)
            papers = case.papers
        elif case is None:
            continue
        elif entry.act in _ON_PAPERS:
            papers = _papers(papers, entry)
        else:
            change = _CHANGES.get(entry.act)
            case = case if change is None else change(case, entry)
    return None if case is None else replace(case, seq=seq, papers=papers)


def extended(entries: Sequence[Entry], drafts: Iterable[Draft], like: Entry) -> tuple[Entry, ...]:
    """加上待记各行: the entries with drafts appended, as they will stand once written (for deciding further)."""
    lines = list(entries)
    for draft in drafts:
        seq = lines[-1].seq + 1 if lines else 1
        lines.append(replace(like, stream=draft.stream, seq=seq, act=draft.act, facts=draft.facts, hash=""))
    return tuple(lines)


_OPENERS = frozenset({"receive", "migrate"})


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


def _noticed_again(item: CaseItem, facts: Facts) -> CaseItem:
    first = item.noticed_on
    return replace(_notice(item, facts), noticed_on=first, noticed_again=day(facts["on"]), corrected_on=None)


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
    opinion = Opinion(
        facts["department"], day(facts["on"]), maybe_day(facts.get("reply_by")), facts.get("question", ""),
        days=int(facts.get("days", 0)), sign_by=maybe_day(facts.get("sign_by")),
    )  # fmt: skip
    return replace(item, opinions=(*item.opinions, opinion))


def _signed_for(item: CaseItem, facts: Facts) -> CaseItem:
    """联系单签收: of the slip that the line counts; where the days run from it, it brings the day to answer by."""
    opinions = tuple(
        replace(one, received_on=day(facts["on"]), reply_by=maybe_day(facts.get("reply_by")) or one.reply_by)
        if place == facts["slip"]
        else one
        for place, one in enumerate(item.opinions, 1)
    )
    return replace(item, opinions=opinions)


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
        return replace(item, frame_extension=extension_of(facts))
    return replace(item, extension=extension_of(facts))


def _delivered(item: CaseItem, facts: Facts) -> CaseItem:
    return replace(item, delivered_on=day(facts["on"]), delivered_by=facts.get("means", ""))


def _given_back(item: CaseItem, facts: Facts) -> CaseItem:
    """材料退还 ends only what is still 预收 and can no longer begin; after a withdrawal the ending stands already."""
    return _ending("return_materials")(item, facts) if facts.get("ends") else item


def _verified(item: CaseItem, facts: Facts) -> CaseItem:
    followed = str(facts.get("followed", ""))
    return replace(item, verified_on=day(facts["on"]), verified_true=bool(facts["true"]), verified_follow=followed)


def _accepted(item: CaseItem, facts: Facts) -> CaseItem:
    return replace(
        _ordinarily(item, facts),
        acceptance=acceptance_of(facts),
        deferred_until=maybe_day(facts.get("deferred_until")),
        deferral_withdraws=bool(facts.get("deferral_withdraws", False)),
    )


def _renewing(item: CaseItem, facts: Facts) -> CaseItem:
    """延续: which permit, and until when it lasts."""
    return replace(item, renews=facts["document"], expires_on=day(facts["expires_on"]))


def _deemed(item: CaseItem, facts: Facts) -> CaseItem:
    return replace(_ordinarily(item, facts), acceptance=acceptance_of(facts))


def _ordinarily(item: CaseItem, facts: Facts) -> CaseItem:
    """普通程序: a 告知承诺件 that is accepted without a promise is handled like any other; there is nothing to check later."""
    return replace(item, handling=Handling.PROMISED, verification=None) if facts.get("ordinary") else item


def _superior(item: CaseItem, facts: Facts) -> CaseItem:
    return _decision("grant" if facts["granted"] else "refuse")(item, facts)


def _lapsed(item: CaseItem, facts: Facts) -> CaseItem:
    opinions = tuple(
        replace(one, lapsed_on=day(facts["on"])) if one.department == facts["department"] else one
        for one in item.opinions
    )
    return replace(item, opinions=opinions)


def _disowned(item: CaseItem, facts: Facts) -> CaseItem:
    said = Objection(item.department, day(facts["on"]), facts["ground"], facts.get("proposed", ""))
    return replace(item, objection=said)


def _ruled(item: CaseItem, facts: Facts) -> CaseItem:
    if item.objection is None:
        return item
    ruled = replace(item.objection, ruled_on=day(facts["on"]), ruled_to=facts["department"])
    # the body that has the power decides in its own name (《行政许可法》第二十二条)
    return replace(item, objection=ruled, department=facts["department"], body=facts["department"])


def _reassigned(item: CaseItem, facts: Facts) -> CaseItem:
    return replace(item, department=facts["department"], body=facts["department"])


def _righted(item: CaseItem, facts: Facts) -> CaseItem:
    """受理更正: another item in the place of the wrong one; the day of acceptance stays."""
    fresh = new_item({**facts["to"], "no": item.no, "mode": "formal"}, item.received_on or day(facts["on"]))
    taken = facts.get("acceptance")
    return replace(
        fresh,
        held_on=item.held_on,
        noticed_on=item.noticed_on,
        correction_until=item.correction_until,
        corrected_on=item.corrected_on,
        defects=item.defects,
        opinions=item.opinions,
        acceptance=acceptance_of(taken) if taken else None,
        righted_from=item.name,
    )


def _after(act: str) -> ItemChange:
    def later(item: CaseItem, facts: Facts) -> CaseItem:
        words = (facts["document"], facts.get("reason", ""), facts.get("article", ""))
        return replace(item, aftermath=(*item.aftermath, Aftermath(act, day(facts["on"]), *words)))

    return later


def _supplemented(case: Case, entry: Entry) -> Case:
    """容缺补齐: the pieces are in; the item is whole when none of its own is still out."""
    facts: Facts = entry.facts
    names, no = {piece["name"] for piece in facts["pieces"]}, facts["item"]
    rows = tuple({**row, "state": "齐"} if row["name"] in names else row for row in case.materials)
    out = any(row["state"] == "容缺" and no in row["for"] for row in rows)
    items = dict(case.items)
    if not out:
        items[no] = replace(items[no], supplemented_on=day(facts["on"]))
    return replace(case, materials=rows, items=MappingProxyType(items))


def _moved(case: Case, entry: Entry) -> Case:
    return replace(case, clerk=str(entry.facts["to"]))


def _materials(case: Case, entry: Entry) -> Case:
    pieces: Facts = {piece["name"]: piece for piece in entry.facts.get("pieces", ())}  # type: ignore[attr-defined]
    rows = tuple({**row, "state": "齐"} if row["name"] in pieces else row for row in case.materials)
    known = {row["name"] for row in case.materials}
    extra = tuple({**piece, "state": "齐"} for name, piece in pieces.items() if name not in known)
    return _on_item(_corrections)(replace(case, materials=rows + extra), entry)


PaperChange = Callable[[Paper, Facts], Paper]

_PAPERS: Mapping[str, PaperChange] = MappingProxyType(
    {
        "issue": lambda paper, facts: replace(paper, sm3=facts["sm3"], pages=int(facts["pages"])),
        "void": lambda paper, facts: replace(paper, void_reason=facts["reason"]),
        "void_row": lambda paper, facts: replace(
            paper, void_rows=(*paper.void_rows, f"《{facts['name']}》一行，{facts['reason']}")
        ),
        "sign": lambda paper, facts: replace(paper, signed_on=day(facts["on"])),
        "seal": lambda paper, facts: replace(paper, sealed_on=day(facts["on"])),
        "serve": lambda paper, facts: replace(paper, served_on=day(facts["on"]), served_by=str(facts.get("means", ""))),
        "file_copy": lambda paper, facts: replace(paper, returned=(*paper.returned, facts)),
    }
)
"""What may happen to a paper, by the act."""
_ON_PAPERS = frozenset({"draw_up", *_PAPERS})


def papers_of(entries: Iterable[Entry]) -> tuple[Paper, ...]:
    """文书 of any stream, a case or not, each as it stands."""
    papers: tuple[Paper, ...] = ()
    for entry in amended(entries):
        papers = _papers(papers, entry)
    return papers


def _papers(papers: tuple[Paper, ...], entry: Entry) -> tuple[Paper, ...]:
    facts: Facts = entry.facts
    if entry.act == "draw_up":
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
        return (*papers, paper)
    change = _PAPERS.get(entry.act)
    return papers if change is None else tuple(change(p, facts) if p.seq == facts["paper"] else p for p in papers)


def _applicant(case: Case, entry: Entry) -> Case:
    enterprise: Facts = entry.facts["enterprise"]  # type: ignore[assignment]  # facts are JSON
    return replace(case, enterprise=enterprise)


def _own_matter(case: Case, entry: Entry) -> Case:
    facts: Any = entry.facts
    on, code = day(facts["on"]), facts["code"]
    if facts["done"]:
        done = (replace(one, done_on=on) if one.code == code else one for one in case.own_matters)
        return replace(case, own_matters=tuple(done))
    words = {key: facts[key] for key in ("code", "name", "kind", "body", "agent")}
    return replace(case, own_matters=(*case.own_matters, OwnMatter(**words, on=on, limit=limit_of(facts["limit"]))))


def _slip(case: Case, entry: Entry) -> Case:
    return replace(case, hand_slip=str(entry.facts["slip"]), late_reason=case.late_reason or str(entry.facts["reason"]))


def _closed(case: Case, entry: Entry) -> Case:
    return replace(case, closed_on=day(entry.facts["on"]))


_CHANGES: Mapping[str, Callable[[Case, Entry], Case]] = MappingProxyType(
    {
        "formalise": _on_item(lambda item, facts: replace(item, received_on=day(facts["on"]))),
        "remark": _on_item(_remarked),
        "notify_once": _on_item(_notice),
        "notify_again": _on_item(_noticed_again),
        "prolong_correction": _on_item(lambda item, facts: replace(item, correction_until=day(facts["until"]))),
        "take_corrections": _materials,
        "note_renewal": _on_item(_renewing),
        "deem_renewed": _on_item(_decision("grant")),
        "accept": _on_item(_accepted),
        "deem_accepted": _on_item(_deemed),
        "not_required": _on_item(_ending("not_required")),
        "decline": _on_item(_ending("decline")),
        "withdraw": _on_item(_ending("withdraw")),
        "dispatch": _on_item(
            lambda item, facts: replace(
                item, dispatched_on=day(facts["on"]), department=facts.get("department") or item.department
            )
        ),
        "stop": _on_item(lambda item, facts: replace(item, steps=(*item.steps, step_of(facts)))),
        "resume": _on_item(_resume),
        "extend": _on_item(_extended),
        "return_materials": _on_item(_given_back),
        "ask_opinion": _on_item(_asked),
        "receive_opinion": _on_item(_signed_for),
        "give_opinion": _on_item(_replied),
        "forward": _on_item(lambda item, facts: replace(item, forwarded_on=day(facts["on"]))),
        "explain_overrun": _on_item(lambda item, facts: replace(item, explained_on=day(facts["on"]))),
        "verify_pledge": _on_item(_verified),
        "repair_credit": _on_item(lambda item, facts: replace(item, repaired_on=day(facts["on"]))),
        "notify_collection": _on_item(lambda item, facts: replace(item, notified_on=day(facts["on"]))),
        "deliver": _on_item(_delivered),
        "superior_result": _on_item(_superior),
        "opinion_lapsed": _on_item(_lapsed),
        "disown": _on_item(_disowned),
        "rule": _on_item(_ruled),
        "reassign": _on_item(_reassigned),
        "amend_acceptance": _on_item(_righted),
        "supplement": _supplemented,
        "convene": meetings.convened,
        "attend": meetings.on_meeting(meetings.spoke),
        "report_rectified": meetings.on_meeting(meetings.reported),
        "conclude": meetings.on_meeting(lambda one, facts: replace(one, concluded_on=day(facts["on"]))),
        "hand_over": _moved,
        **{act: _on_item(_after(act)) for act in ("amend_decision", "recall", "annul", "cancel")},
        "change_applicant": _applicant,
        "own_matter": _own_matter,
        "late_entry": _slip,
        "grant_green": green.granted,
        "end_green": green.ended,
        "close": _closed,
        **{act: _on_item(_decision(act)) for act in ("grant", "grant_deferred", "refuse", "file", "opine")},
    }
)
