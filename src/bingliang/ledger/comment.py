"""业主点评的台账: what the enterprise of one project said of each department in one period; signed, checked, answered.

点评 is the opposite of 好差评: it is signed, and its words are published with the enterprise's consent. Until its period is
over the words are sealed: no page reads them to anybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.case import day

PREFIX, ISSUES = "comment/", "comment_issue/"
"""流水名的开头 of the comments and of the issues in which they are published."""


@dataclass(frozen=True, slots=True)
class Said:
    """对一个部门的点评; `text` is what is published after the check, `hidden` why it is not."""

    department: str
    grade: int
    words: str
    text: str = ""
    hidden: str = ""
    answer: str = ""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """一张点评表: of which project and period, by whose signature, with or without consent to publication."""

    stream: str
    period: str
    project: str
    name: str
    firm: str
    signer: str
    signed_on: date
    consent: bool
    said: Mapping[str, Said]
    seq: int
    checked_on: date | None = None


def fold_comment(entries: Sequence[Entry]) -> Comment | None:
    """折叠: the comment out of its lines; entered anew within its period, the last one counts."""
    found: Comment | None = None
    for entry in entries:
        facts: Any = entry.facts
        if entry.act == "enter_comment":
            found = _entered(entry, facts)
        elif found is not None and entry.act == "check_comment":
            found = replace(found, said=_checked(found, facts), checked_on=day(facts["on"]))
        elif found is not None and entry.act == "answer_comment":
            found = replace(found, said=_answered(found, facts))
    return found


def _entered(entry: Entry, facts: Mapping[str, Any]) -> Comment:
    said = {row["department"]: Said(row["department"], int(row["grade"]), row["words"]) for row in facts["rows"]}
    return Comment(
        entry.stream, facts["period"], facts["project"], facts["name"], facts["firm"], facts["signer"],
        day(facts["signed_on"]), bool(facts["consent"]), MappingProxyType(said), entry.seq,
    )  # fmt: skip


def _checked(found: Comment, facts: Mapping[str, Any]) -> Mapping[str, Said]:
    told = {row["department"]: row for row in facts["rows"]}
    return MappingProxyType(
        {
            code: replace(one, text=told[code]["text"], hidden=told[code]["hidden"]) if code in told else one
            for code, one in found.said.items()
        }
    )


def _answered(found: Comment, facts: Mapping[str, Any]) -> Mapping[str, Said]:
    code = facts["department"]
    one = replace(found.said[code], answer=facts["words"], answered_on=day(facts["on"]))
    return MappingProxyType({**found.said, code: one})


@dataclass(frozen=True, slots=True)
class Published:
    """公布的一条, as frozen: the enterprise by name, since it consented."""

    firm: str
    project: str
    department: str
    grade: int
    text: str
    answer: str
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class Tally:
    """一个部门的合计: how many of each grade, 非常满意 first, those without consent included; `late` were not answered in time."""

    department: str
    counts: tuple[int, ...]
    late: int = 0

    @property
    def total(self) -> int:
        """点评数."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Issue:
    """一期点评, frozen: 期号, its period, texts and totals; `again` counts the corrections of it."""

    number: int
    period: str
    name: str
    on: date
    texts: tuple[Published, ...]
    tallies: tuple[Tally, ...]
    projects: int
    silent: tuple[str, ...]
    by: str
    again: int = 0
    reason: str = ""
    stream: str = ""
    seq: int = 0


def fold_issue(entries: Sequence[Entry]) -> Issue | None:
    """折叠: the issue as it was published last; None for another kind of stream."""
    if not entries or entries[-1].act != "publish_comments":
        return None
    last = entries[-1]
    facts: Any = last.facts
    texts = tuple(
        Published(
            row["firm"], row["project"], row["department"], int(row["grade"]), row["text"], row["answer"],
            day(row["answered_on"]) if row["answered_on"] else None,
        )
        for row in facts["texts"]
    )  # fmt: skip
    tallies = tuple(Tally(row["department"], tuple(row["counts"]), int(row["late"])) for row in facts["tallies"])
    return Issue(
        int(facts["issue"]), facts["period"], facts["name"], day(facts["on"]), texts, tallies, int(facts["projects"]),
        tuple(facts["silent"]), last.by, len(entries) - 1, facts["reason"], last.stream, last.seq,
    )  # fmt: skip
