"""投诉: one complaint out of the lines of its own stream: about whom and what, who answers it, until when, what came of it.

Who complained stands in no line: only what sort of person it was (《优化营商环境条例》's channels keep the name, we do not).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.case import day, maybe_day

PREFIX = "complaint/"
"""流水名的开头."""

CHANNELS = ("电话", "来访", "12345热线转办", "来信", "网上留言", "上级转办", "其他")
BY = ("企业", "办事群众", "代理机构", "匿名")
"""投诉人 by sort; a name, telephone or identity number is never asked for."""
TRUE, PARTLY, UNTRUE, ELSEWHERE = "属实", "部分属实", "不属实", "不属于本区受理"
OUTCOMES = (TRUE, PARTLY, UNTRUE, ELSEWHERE)
OPENING, ANSWERING = ("register_complaint", "reopen_complaint"), ("answer_complaint",)
"""在办、已答复: the acts after which a complaint is open, and those after which it is not."""


@dataclass(frozen=True, slots=True)
class Passed:
    """一次交办、移交: to which department (`office` its code, empty when it has none here), and why."""

    department: str
    office: str
    on: date
    reason: str
    seq: int


@dataclass(frozen=True, slots=True)
class Complaint:
    """投诉 as it stands; `against` is a department's code or 窗口, `case` the case it is about, empty when about none."""

    stream: str
    number: str
    on: date
    channel: str
    ticket: str
    by: str
    against: str
    kind: str
    words: str
    due: date
    passed: tuple[Passed, ...]
    case: str = ""
    outcome: str = ""
    answer: str = ""
    measure: str = ""
    answered_on: date | None = None
    reopened: int = 0

    @property
    def owner(self) -> Passed:
        """现在由谁答复."""
        return self.passed[-1]

    @property
    def open(self) -> bool:
        """还没有答复."""
        return self.answered_on is None

    @property
    def upheld(self) -> bool:
        """属实或者部分属实."""
        return self.outcome in (TRUE, PARTLY)


def fold_complaint(entries: Sequence[Entry]) -> Complaint | None:
    """折叠; None for a stream that is no 投诉."""
    if not entries or entries[0].act != "register_complaint":
        return None
    facts: Any = entries[0].facts
    found = Complaint(
        entries[0].stream, facts["number"], day(facts["on"]), facts["channel"], facts["ticket"], facts["by"],
        facts["against"], facts["kind"], facts["words"], day(facts["due"]), (_passed(entries[0]),),
        case=facts.get("case", ""),
    )  # fmt: skip
    for entry in entries[1:]:
        found = _after(found, entry)
    return found


def _after(found: Complaint, entry: Entry) -> Complaint:
    facts: Any = entry.facts
    if entry.act == "pass_complaint":
        return replace(found, passed=(*found.passed, _passed(entry)))
    if entry.act == "reopen_complaint":
        return replace(
            found, passed=(*found.passed, _passed(entry)), due=day(facts["due"]), outcome="", answer="", measure="",
            answered_on=None, reopened=found.reopened + 1,
        )  # fmt: skip
    return replace(
        found, outcome=facts["outcome"], answer=facts["answer"], measure=facts["measure"],
        answered_on=maybe_day(facts["on"]),
    )  # fmt: skip


def _passed(entry: Entry) -> Passed:
    facts: Any = entry.facts
    return Passed(facts["department"], facts["office"], day(facts["on"]), facts.get("reason", ""), entry.seq)
