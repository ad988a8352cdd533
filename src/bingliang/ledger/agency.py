"""代办: one entrustment, and one post of an agent, each out of the lines of its own stream.

An entrustment names a post, never a person: who holds the post stands in the post's own stream, so that a successor has
all open work from the day he takes it over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bingliang.ledger.acts import Entry
from bingliang.ledger.case import Paper, day
from bingliang.ledger.folding import papers_of

PREFIX, POSTS = "agency/", "agent/"
"""流水名的开头: of entrustments and of posts."""
CHIEF, AGENT = "首席代办专员", "代办专员"
ENTERPRISE = "委托企业"
MANDATE, CARD, HANDOVER = "agency_mandate", "agency_card", "agency_materials"
"""The papers of an entrustment: 委托书, 服务卡, 材料交接清单."""


def stream_of_post(department: str, name: str) -> str:
    """岗位的流水名."""
    return f"{POSTS}{uuid5(NAMESPACE_URL, f'{department}/{name}').hex}"


@dataclass(frozen=True, slots=True)
class Original:
    """收存的一份材料: `returned_on` is None while the agent has it."""

    name: str
    copies: int
    taken_on: date
    no: int
    returned_on: date | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """代办日志的一行: what was done on that day, about what, how long it took and what came of it."""

    on: date
    kind: str
    words: str
    minutes: int
    result: str
    by: str
    seq: int


@dataclass(frozen=True, slots=True)
class Entrustment:
    """代办委托 as it stands; `case` is empty when the whole project is entrusted, `matters` when no matter is left out."""

    stream: str
    number: str
    firm: str
    credit_code: str
    project: str
    project_code: str
    project_id: str
    case: str
    case_code: str
    post: str
    powers: tuple[str, ...]
    matters: tuple[str, ...]
    on: date
    until: date
    taken_on: date | None = None
    originals: tuple[Original, ...] = ()
    log: tuple[Logged, ...] = ()
    posts: tuple[str, ...] = ()
    ended_on: date | None = None
    ended_by: str = ""
    reason: str = ""
    result: str = ""
    papers: tuple[Paper, ...] = ()

    @property
    def open(self) -> bool:
        """没有终止."""
        return self.ended_on is None

    @property
    def held(self) -> tuple[Original, ...]:
        """还在代办专员手里的材料."""
        return tuple(one for one in self.originals if one.returned_on is None)

    def paper(self, form: str) -> Paper | None:
        """这种文书的最后一份."""
        return next((one for one in reversed(self.papers) if one.form == form), None)

    @property
    def signed_on(self) -> date | None:
        """委托书签署的日子."""
        paper = self.paper(MANDATE)
        return paper.signed_on if paper is not None else None

    @property
    def minutes(self) -> int:
        """日志上的用时."""
        return sum(one.minutes for one in self.log)


def fold_entrustment(entries: Sequence[Entry]) -> Entrustment | None:
    """折叠; None for a stream that is no entrustment."""
    if not entries or entries[0].act != "entrust":
        return None
    facts: Any = entries[0].facts
    words: dict[str, Any] = {name: str(facts[name]) for name in _WORDS}
    found = Entrustment(
        stream=entries[0].stream, **words, powers=tuple(facts["powers"]), matters=tuple(facts["matters"]),
        on=day(facts["on"]), until=day(facts["until"]), posts=(words["post"],),
    )  # fmt: skip
    for entry in entries[1:]:
        after = _AFTER.get(entry.act)
        found = after(found, entry.facts, entry) if after is not None else found
    return replace(found, papers=papers_of(entries))


_WORDS = (
    "number", "firm", "credit_code", "project", "project_code", "project_id", "case", "case_code", "post",
)  # fmt: skip


def _logged(one: Entrustment, facts: Any, entry: Entry) -> Entrustment:  # noqa: ANN401 - facts are JSON
    words = {name: str(facts[name]) for name in ("kind", "words", "result")}
    line = Logged(on=day(facts["on"]), minutes=int(facts["minutes"]), by=entry.by, seq=entry.seq, **words)
    return replace(one, log=(*one.log, line))


def _took(one: Entrustment, facts: Any, entry: Entry) -> Entrustment:  # noqa: ANN401 - as above
    del entry
    first = len(one.originals) + 1
    pieces = tuple(
        Original(str(row["name"]), int(row["copies"]), day(facts["on"]), no)
        for no, row in enumerate(facts["pieces"], first)
    )
    return replace(one, originals=(*one.originals, *pieces))


def _gave_back(one: Entrustment, facts: Any, entry: Entry) -> Entrustment:  # noqa: ANN401 - as above
    del entry
    back, on = frozenset(facts["back"]), day(facts["on"])
    pieces = tuple(replace(piece, returned_on=on) if piece.no in back else piece for piece in one.originals)
    return replace(one, originals=pieces)


def _passed(one: Entrustment, facts: Any, entry: Entry) -> Entrustment:  # noqa: ANN401 - as above
    del entry
    return replace(one, post=str(facts["to"]), posts=(*one.posts, str(facts["to"])), taken_on=None)


def _ended(one: Entrustment, facts: Any, entry: Entry) -> Entrustment:  # noqa: ANN401 - as above
    del entry
    words = {name: str(facts[name]) for name in ("by", "reason", "result")}
    return replace(one, ended_on=day(facts["on"]), ended_by=words["by"], reason=words["reason"], result=words["result"])


_AFTER: Mapping[str, Callable[[Entrustment, Any, Entry], Entrustment]] = {
    "take_entrustment": lambda one, facts, _: replace(one, taken_on=day(facts["on"])),
    "log_agency": _logged,
    "amend_agency": lambda one, facts, _: replace(one, log=tuple(x for x in one.log if x.seq != facts["line"])),
    "hold_originals": _took,
    "return_originals": _gave_back,
    "pass_entrustment": _passed,
    "end_entrustment": _ended,
}


TO_TAKE, TAKEN = ("entrust", "pass_entrustment"), ("take_entrustment", "end_entrustment")
"""待接: the acts after which an entrustment waits for an agent, and those after which it does not."""


# ── posts ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Holding:
    """一任: who holds the post since when, by which document."""

    holder: str
    since: date
    document: str


@dataclass(frozen=True, slots=True)
class Post:
    """代办岗位: of which department, 首席代办专员 or 代办专员; its names in the order they were used, the last one counts."""

    stream: str
    department: str
    kind: str
    phone: str
    names: tuple[str, ...]
    held: tuple[Holding, ...]
    closed_on: date | None = None

    @property
    def name(self) -> str:
        """岗位名称（职务）."""
        return self.names[-1]

    @property
    def holder(self) -> str:
        """现在任职的人员."""
        return self.held[-1].holder

    @property
    def open(self) -> bool:
        """没有撤销."""
        return self.closed_on is None

    @property
    def chief(self) -> bool:
        """首席代办专员的岗位."""
        return self.kind == CHIEF


def fold_post(entries: Sequence[Entry]) -> Post | None:
    """折叠; None for a stream that is no post."""
    if not entries or entries[0].act != "open_agent_post":
        return None
    facts: Any = entries[0].facts
    post = Post(
        entries[0].stream, str(facts["department"]), str(facts["kind"]), str(facts["phone"]), (str(facts["name"]),),
        (_holding(facts),),
    )  # fmt: skip
    for entry in entries[1:]:
        said: Any = entry.facts
        if entry.act == "succeed_agent":
            names = post.names if said["name"] == post.name else (*post.names, str(said["name"]))
            post = replace(post, names=names, phone=str(said["phone"]), held=(*post.held, _holding(said)))
        elif entry.act == "close_agent_post":
            post = replace(post, closed_on=day(said["on"]))
    return post


def _holding(facts: Any) -> Holding:  # noqa: ANN401 - as above
    return Holding(str(facts["holder"]), day(facts["on"]), str(facts["document"]))
