"""A/B角: who stands in for whom, from when to when, in which post; all arrangements out of the lines of one stream."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bingliang.ledger.acts import Entry, Principal, day, maybe_day

STREAM = "deputies"
"""流水名: one for the zone, so that two heads cannot name the same two at once without seeing each other."""
DEPUTY = "deputy_for"
"""The fact in which a line says for whom it was done: the A角's name."""


@dataclass(frozen=True, slots=True)
class Pair:
    """一对A/B角 as it is registered: `first` is the A角, `second` the B角, both in the same post (`role`, and for reviewers
    `office`). `both` ways: each stands in for the other. `until` None: until it is ended.
    """

    first: str
    second: str
    role: str
    office: str
    since: date
    until: date | None
    both: bool
    document: str


@dataclass(frozen=True, slots=True)
class Deputising(Pair):
    """登记了的一对: `no` is the line that registered it."""

    no: int
    by: str
    ended_on: date | None = None
    end_reason: str = ""

    def in_force(self, on: date) -> bool:
        """那天有效: from the first day to the last, and not on the day on which it was ended."""
        return self.since <= on and not self.over(on)

    def over(self, on: date) -> bool:
        """已经到期或者终止."""
        return (self.ended_on is not None and self.ended_on <= on) or (self.until is not None and self.until < on)

    def stands_for(self, name: str, on: date) -> Principal | None:
        """那天他代谁; None when he stands in for nobody here."""
        if not self.in_force(on):
            return None
        if name == self.second:
            return Principal(self.first, self.role, self.office)
        return Principal(self.second, self.role, self.office) if self.both and name == self.first else None


def fold_deputies(entries: Sequence[Entry]) -> tuple[Deputising, ...]:
    """折叠: every arrangement there ever was, in the order in which they were registered."""
    found: dict[int, Deputising] = {}
    for entry in entries:
        facts: Any = entry.facts
        if entry.act == "appoint_deputy":
            found[entry.seq] = Deputising(
                facts["first"], facts["second"], facts["role"], facts["office"], day(facts["since"]),
                maybe_day(facts["until"]), bool(facts["both"]), facts["document"], entry.seq, entry.by,
            )  # fmt: skip
        else:
            found[facts["no"]] = replace(found[facts["no"]], ended_on=day(facts["on"]), end_reason=facts["reason"])
    return tuple(found.values())


def principals(pairs: Iterable[Deputising], name: str, on: date) -> tuple[Principal, ...]:
    """他代的各位 on that day."""
    found = (one.stands_for(name, on) for one in pairs)
    return tuple(dict.fromkeys(one for one in found if one is not None))
