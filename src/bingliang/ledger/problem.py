"""要素保障: one problem of an enterprise out of the lines of its own stream: what is wanted, who owns it, until when, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.case import day

PREFIX = "problem/"
"""流水名的开头."""

SOLVED, PARTLY, UNSOLVED = "解决", "部分解决", "不能解决"
OUTCOMES = (SOLVED, PARTLY, UNSOLVED)
OPENING, SETTLING = ("raise_problem", "reopen_problem"), ("settle_problem",)
"""在办、办结: the acts after which a problem is open, and those after which it is not."""


@dataclass(frozen=True, slots=True)
class Handed:
    """一次交办、移交: to which department (`office` its code, empty when it has none here), until when and why."""

    department: str
    office: str
    due: date
    on: date
    reason: str
    seq: int


@dataclass(frozen=True, slots=True)
class Progress:
    """一次进展."""

    on: date
    words: str
    by: str
    seq: int


@dataclass(frozen=True, slots=True)
class Ordered:
    """一次督办: what is asked, until when; a progress behind it is the reply."""

    on: date
    request: str
    reply_by: date
    seq: int


@dataclass(frozen=True, slots=True)
class Problem:
    """要素保障问题 as it stands; amounts in 万元, `project` the stream in the project library, empty when it has none."""

    stream: str
    number: str
    firm: str
    project: str
    kind: str
    words: str
    source: str
    met_on: date
    visitor: str
    wanted: int
    raised_on: date
    handed: tuple[Handed, ...]
    progress: tuple[Progress, ...] = ()
    orders: tuple[Ordered, ...] = ()
    warned: tuple[str, ...] = ()
    outcome: str = ""
    reason: str = ""
    amount: int = 0
    settled_on: date | None = None
    visit: int = 0
    """the line of the project's stream that is the visit on which it was raised; 0 where none is named"""

    @property
    def owner(self) -> Handed:
        """现在由谁办."""
        return self.handed[-1]

    @property
    def due(self) -> date:
        """办结期限, of whoever has it now."""
        return self.owner.due

    @property
    def open(self) -> bool:
        """在办."""
        return self.settled_on is None

    @property
    def unanswered(self) -> Ordered | None:
        """还没有回复的督办: no progress has been reported behind it."""
        last = self.orders[-1] if self.orders else None
        return last if last is not None and self.open and all(one.seq < last.seq for one in self.progress) else None


def fold_problem(entries: Sequence[Entry]) -> Problem | None:
    """折叠; None for a stream that is no 要素保障问题."""
    if not entries or entries[0].act != "raise_problem":
        return None
    facts: Any = entries[0].facts
    found = Problem(
        entries[0].stream, facts["number"], facts["firm"], facts["project"], facts["kind"], facts["words"],
        facts["source"], day(facts["met_on"]), facts["visitor"], facts["wanted"], day(facts["on"]),
        (_handed(entries[0]),), visit=int(facts.get("visit", 0)),
    )  # fmt: skip
    for entry in entries[1:]:
        found = _after(found, entry)
    return found


def _after(found: Problem, entry: Entry) -> Problem:
    facts: Any = entry.facts
    if entry.act == "hand_problem":
        return replace(found, handed=(*found.handed, _handed(entry)), warned=())
    if entry.act == "report_problem":
        step = Progress(day(facts["on"]), facts["words"], entry.by, entry.seq)
        return replace(found, progress=(*found.progress, step))
    if entry.act == "supervise_problem":
        order = Ordered(day(facts["on"]), facts["request"], day(facts["reply_by"]), entry.seq)
        return replace(found, orders=(*found.orders, order))
    if entry.act == "warn_problem":
        return replace(found, warned=(*found.warned, facts["rung"]))
    if entry.act == "reopen_problem":
        return replace(found, outcome="", reason="", amount=0, settled_on=None, handed=(*found.handed, _handed(entry)),
                       warned=())  # fmt: skip
    return replace(
        found, outcome=facts["outcome"], reason=facts["reason"], amount=facts["amount"], settled_on=day(facts["on"])
    )


def _handed(entry: Entry) -> Handed:
    facts: Any = entry.facts
    return Handed(
        facts["department"], facts["office"], day(facts["due"]), day(facts["on"]), facts.get("reason", ""), entry.seq
    )
