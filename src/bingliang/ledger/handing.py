"""承办人: who has a case at the counter and an item in its department, as the lines tell; hand-overs that wait."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.altering import replace
from bingliang.ledger.case import Case


@dataclass(frozen=True, slots=True)
class Handing:
    """待接收的移交: by which list, from whom to whom; `items` those a reviewer hands over, none where it is the whole case."""

    stream: str
    number: str
    sender: str
    receiver: str
    items: tuple[int, ...] = ()


OFFICE = "by_office"
"""The fact in which a reviewer's line names his 部门, so that the ledger can tell who of it has an item."""


def taken_up(case: Case, entry: Entry) -> Case:
    """承办人 of the department: the first of it to act on an item has it."""
    office, facts = entry.facts[OFFICE], entry.facts
    named: Any = facts.get("items") or [facts.get("item")]
    fresh = {
        no: replace(case.items[no], clerk=entry.by)
        for no in named
        if no in case.items and not case.items[no].clerk and case.items[no].department == office
    }
    return replace(case, items=MappingProxyType({**case.items, **fresh})) if fresh else case


def handed(case: Case, entry: Entry) -> Case:
    """承办人移交: waits until it is taken over; a line of an older program, which knew no list, moves the case at once."""
    facts: Any = entry.facts
    if "list" not in facts:
        return replace(case, clerk=str(facts["to"]))
    one = Handing(facts["list"], facts["number"], facts["from"], facts["to"], tuple(facts.get("items", ())))
    return replace(case, handings=(*case.handings, one))


def taken_over(case: Case, entry: Entry) -> Case:
    """移交接收: from now on it is his, and at his counter."""
    facts: Any = entry.facts
    case = no_longer_handed(case, entry)
    if not facts.get("items"):
        return replace(case, clerk=facts["to"], held_at=entry.counter)
    items = {no: replace(case.items[no], clerk=facts["to"]) for no in facts["items"]}
    return replace(case, items=MappingProxyType({**case.items, **items}))


def no_longer_handed(case: Case, entry: Entry) -> Case:
    """移交了结: by whatever end, the list waits no more."""
    return replace(case, handings=tuple(one for one in case.handings if one.stream != entry.facts["list"]))
