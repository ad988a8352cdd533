"""项目库: one project of the library out of the lines of its own stream: who, what, in which batch, which milestones when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.green import Green, green_of, over

PREFIX = "project/"
"""流水名的开头."""


@dataclass(frozen=True, slots=True)
class Tag:
    """标签: of which set (“2+10”), in which role (标杆, 重点), of which year; a role and a year may be wanting."""

    name: str
    role: str = ""
    year: int = 0

    @property
    def text(self) -> str:
        """As it is written in a list and in the zone's sheet."""
        return f"{self.name}{self.role}{self.year or ''}"


@dataclass(frozen=True, slots=True)
class Profile:
    """项目概况 as the zone's own sheet has it; `investment` in 万元, `land` in 亩, persons by their posts."""

    name: str
    firm: str
    credit_code: str = ""
    code: str = ""
    investment: int = 0
    land: str = ""
    industry: str = ""
    chain: str = ""
    investor: str = ""
    responsible: str = ""
    person: str = ""
    leader: str = ""
    agent: str = ""
    honours: str = ""
    growth: str = ""
    tags: tuple[Tag, ...] = ()

    def facts(self) -> dict[str, object]:
        """As they stand in a line of the ledger; what is empty is left out."""
        kept = {name: getattr(self, name) for name in TEXTS if getattr(self, name)}
        tags = [[one.name, one.role, one.year] for one in self.tags]
        return {**kept, "investment": self.investment, "tags": tags}


TEXTS = (
    "name", "firm", "credit_code", "code", "land", "industry", "chain", "investor", "responsible", "person", "leader",
    "agent", "honours", "growth",
)  # fmt: skip
"""The fields of a profile that are plain text."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """里程碑 of one 单项工程 (empty: of the whole project): the day it is planned for and the day it came about."""

    works: str
    name: str
    planned: date | None = None
    actual: date | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """流转: into a batch, on a day, with the reason for a step back or a leap."""

    to: str
    on: date
    reason: str
    seq: int


@dataclass(frozen=True, slots=True)
class Invested:
    """完成投资 up to that day since the report before it, in 万元, and by which figures (统计报表, 业主报告 ...)."""

    on: date
    amount: int
    source: str
    seq: int


@dataclass(frozen=True, slots=True)
class Visit:
    """走访: the day, the leader's post (never a name), in which form, what was seen and said; `problems` by their numbers."""

    on: date
    post: str
    form: str
    words: str
    problems: tuple[str, ...]
    seq: int

    @property
    def text(self) -> str:
        """哪天、谁、怎样."""
        return f"{self.on:%Y-%m-%d} {self.post} {self.form}"


@dataclass(frozen=True, slots=True)
class Kin:
    """另一个项目: what a split or a merger names of the project at its other end."""

    stream: str
    number: str
    name: str
    firm: str = ""
    code: str = ""
    on: date = date.min

    def facts(self) -> dict[str, str]:
        """As they stand in a line."""
        return {
            "stream": self.stream, "number": self.number, "name": self.name, "firm": self.firm, "code": self.code,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Enlisted:
    """入库项目 as it stands: the last of `moves` is where it is; `put_right` names the lines that were corrected, with why.

    `merged` names the project it was merged into, which ends it; `absorbed` those merged into it, `origin` the one it was
    split from, `parts` those split from it.
    """

    stream: str
    number: str
    profile: Profile
    moves: tuple[Move, ...]
    works: tuple[str, ...] = ()
    milestones: Mapping[tuple[str, str], Milestone] = field(default_factory=dict)
    put_right: Mapping[int, str] = field(default_factory=dict)
    merged: Kin | None = None
    absorbed: tuple[Kin, ...] = ()
    origin: Kin | None = None
    parts: tuple[Kin, ...] = ()
    invested: tuple[Invested, ...] = ()
    visits: tuple[Visit, ...] = ()
    firms: tuple[tuple[str, str], ...] = ()
    """投资主体 (name and credit code) that it has had, the first one first"""
    green: Green | None = None
    """绿色通道, which its cases received from then on have as well; one that is over included"""

    @property
    def ended(self) -> str:
        """已并入别的项目: in words; empty while the project goes on."""
        one = self.merged
        return f"已于{one.on:%Y-%m-%d}并入“{one.name}”（{one.number}）" if one is not None else ""

    @property
    def batch(self) -> str:
        """所在批次."""
        return self.moves[-1].to

    @property
    def since(self) -> date:
        """进入这一批次的日子."""
        return self.moves[-1].on

    def of(self, name: str) -> tuple[Milestone, ...]:
        """The milestone of that name in every 单项工程 that has it."""
        return tuple(one for one in self.milestones.values() if one.name == name)


def fold_project(entries: Sequence[Entry]) -> Enlisted | None:
    """折叠: the project out of its lines, each as it was put right last; None for another kind of stream."""
    if not entries or entries[0].act != "enlist_project":
        return None
    right = {int(entry.facts["line"]): entry.facts for entry in entries if entry.act == "amend_project"}  # type: ignore[call-overload]  # JSON
    found = _enlisted(entries[0], _righted(entries[0], right))
    for entry in entries[1:]:
        if not right.get(entry.seq, {}).get("struck"):
            found = _after(found, entry, _righted(entry, right))
    return replace(found, put_right={seq: str(facts["reason"]) for seq, facts in right.items()})


def _righted(entry: Entry, right: Mapping[int, Mapping[str, Any]]) -> Mapping[str, Any]:
    return {**entry.facts, **right.get(entry.seq, {}).get("facts", {})}


def _enlisted(entry: Entry, facts: Mapping[str, Any]) -> Enlisted:
    profile = as_profile(facts)
    made = Enlisted(
        stream=entry.stream,
        number=str(facts["number"]),
        profile=profile,
        firms=((profile.firm, profile.credit_code),),
        moves=(Move(facts["batch"], date.fromisoformat(facts["on"]), "", entry.seq),),
        works=tuple(facts["works"]),
        origin=_kin(facts["origin"], facts["on"]) if facts.get("origin") else None,
    )
    return _dated(made, entry, facts["milestones"])


def _after(found: Enlisted, entry: Entry, facts: Mapping[str, Any]) -> Enlisted:
    if entry.act == "move_batch":
        move = Move(facts["to"], date.fromisoformat(facts["on"]), facts["reason"], entry.seq)
        return replace(found, moves=(*found.moves, move))
    if entry.act == "set_milestone":
        return _dated(found, entry, [facts])
    if entry.act == "describe_project":
        profile = as_profile(facts)
        firms = dict.fromkeys((*found.firms, (profile.firm, profile.credit_code)))
        return replace(found, profile=profile, works=tuple(facts["works"]), firms=tuple(firms))
    if entry.act in ("grant_project_green", "end_project_green"):
        return replace(found, green=green_of(facts) if entry.act == "grant_project_green" else over(found.green, facts))
    return _told(found, entry, facts)


def _told(found: Enlisted, entry: Entry, facts: Mapping[str, Any]) -> Enlisted:
    """登记和分合: investment reported, a visit paid, a split, a merger."""
    if entry.act == "report_investment":
        one = Invested(date.fromisoformat(facts["on"]), int(facts["amount"]), str(facts["source"]), entry.seq)
        return replace(found, invested=(*found.invested, one))
    if entry.act == "visit_project":
        seen = Visit(date.fromisoformat(facts["on"]), str(facts["post"]), str(facts["form"]), str(facts["words"]),
                     tuple(facts["problems"]), entry.seq)  # fmt: skip
        return replace(found, visits=(*found.visits, seen))
    if entry.act in ("split_project", "merge_projects"):
        return _split(found, facts) if entry.act == "split_project" else _merged(found, entry, facts)
    return found


def _split(found: Enlisted, facts: Mapping[str, Any]) -> Enlisted:
    """拆分: what stays behind."""
    profile = replace(found.profile, investment=int(facts["investment"]), land=str(facts["land"]))
    part = _kin(facts["into"], facts["on"])
    works = tuple(facts["works"])
    kept = {key: one for key, one in found.milestones.items() if not one.works or one.works in works}
    return replace(found, profile=profile, works=works, milestones=kept, parts=(*found.parts, part))


def _merged(found: Enlisted, entry: Entry, facts: Mapping[str, Any]) -> Enlisted:
    """合并: the line of the one that ends, or of the one that goes on."""
    if facts.get("into"):
        return replace(found, merged=_kin(facts["into"], facts["on"]))
    joined = tuple(_kin(one, facts["on"]) for one in facts["from"])
    grown = replace(found, profile=as_profile(facts), works=tuple(facts["works"]), absorbed=(*found.absorbed, *joined))
    return _dated(grown, entry, facts["milestones"])


def _kin(facts: Mapping[str, Any], on: str) -> Kin:
    return Kin(**{name: str(facts[name]) for name in ("stream", "number", "name", "firm", "code")},
               on=date.fromisoformat(on))  # fmt: skip


def _dated(found: Enlisted, entry: Entry, rows: Sequence[Mapping[str, Any]]) -> Enlisted:
    """里程碑: a day that a row leaves out stays as it was."""
    milestones = dict(found.milestones)
    for row in rows:
        key = (row["works"], row["name"])
        before = milestones.get(key, Milestone(*key))
        planned, actual = (date.fromisoformat(row[name]) if row.get(name) else None for name in ("planned", "actual"))
        milestones[key] = Milestone(*key, planned or before.planned, actual or before.actual, entry.seq)
    return replace(found, milestones=milestones)


def as_profile(facts: Mapping[str, Any]) -> Profile:
    """概况 out of the facts of a line."""
    texts = {name: str(facts.get(name, "")) for name in TEXTS}
    tags = tuple(Tag(*row) for row in facts.get("tags", ()))
    return Profile(**texts, investment=int(facts.get("investment", 0)), tags=tags)
