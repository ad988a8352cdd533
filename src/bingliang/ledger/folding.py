"""折叠: a case out of its entries, act by act. Unknown acts change nothing, so that old programs' lines stay readable."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from bingliang.ledger import custody, green, handing, meetings
from bingliang.ledger.acts import Draft, Entry
from bingliang.ledger.altering import replace
from bingliang.ledger.case import Case, Facts, Paper, day, limit_of
from bingliang.ledger.item_changes import ON_ITEM, ItemChange, corrected
from bingliang.ledger.opening import open_case
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
            case = handing.taken_up(case, entry) if handing.OFFICE in entry.facts else case
    return None if case is None else replace(case, seq=seq, papers=papers)


def extended(entries: Sequence[Entry], drafts: Iterable[Draft], like: Entry) -> tuple[Entry, ...]:
    """加上待记各行: the entries with drafts appended, as they will stand once written (for deciding further)."""
    lines = list(entries)
    for draft in drafts:
        seq = lines[-1].seq + 1 if lines else 1
        lines.append(replace(like, stream=draft.stream, seq=seq, act=draft.act, facts=draft.facts, hash=""))
    return tuple(lines)


_OPENERS = frozenset({"receive", "migrate"})


def _on_item(change: ItemChange) -> Callable[[Case, Entry], Case]:
    def apply(case: Case, entry: Entry) -> Case:
        numbers = entry.facts.get("items") or [entry.facts["item"]]
        items = dict(case.items)
        for no in numbers:  # type: ignore[attr-defined]  # facts are JSON
            items[no] = change(items[no], entry.facts)
        return replace(case, items=MappingProxyType(items))

    return apply


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


def _materials(case: Case, entry: Entry) -> Case:
    pieces: Facts = {piece["name"]: piece for piece in entry.facts.get("pieces", ())}  # type: ignore[attr-defined]  # JSON
    rows = tuple({**row, "state": "齐"} if row["name"] in pieces else row for row in case.materials)
    known = {row["name"] for row in case.materials}
    extra = tuple({**piece, "state": "齐"} for name, piece in pieces.items() if name not in known)
    return _on_item(corrected)(replace(case, materials=rows + extra), entry)


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
        **{act: _on_item(change) for act, change in ON_ITEM.items()},
        "take_corrections": _materials,
        "supplement": _supplemented,
        "convene": meetings.convened,
        "attend": meetings.on_meeting(meetings.spoke),
        "report_rectified": meetings.on_meeting(meetings.reported),
        "conclude": meetings.on_meeting(lambda one, facts: replace(one, concluded_on=day(facts["on"]))),
        "hand_over": handing.handed,
        "take_over": handing.taken_over,
        "hand_back": handing.no_longer_handed,
        "call_back": handing.no_longer_handed,
        "change_applicant": _applicant,
        "own_matter": _own_matter,
        "late_entry": _slip,
        "grant_green": green.granted,
        "end_green": green.ended,
        "join_errand": lambda case, entry: replace(case, errand=str(entry.facts["errand"])),
        "close": _closed,
        **custody.CHANGES,
    }
)
