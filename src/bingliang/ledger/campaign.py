"""百日会战: a campaign with its projects and goals, and its ten-day issues, each out of the lines of its own stream."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.case import day

PREFIX, ISSUES = "campaign/", "tenday/"
"""流水名的开头 of the campaigns and of their issues."""
INVESTMENT, MILESTONE, PERMIT = "投资", "里程碑", "许可"
GOALS = (INVESTMENT, MILESTONE, PERMIT)


@dataclass(frozen=True, slots=True)
class Goal:
    """一项目标 of one project, due by the end of day `by`: cumulated `amount` in 万元 for 投资, else what must be there.

    `words` names the milestone, or the item of the catalogue for a 许可 (code, blank, name); `points` its weight among the project's goals.
    """

    kind: str
    words: str
    by: date
    amount: int = 0
    points: int = 1
    works: str = ""

    @property
    def key(self) -> str:
        """认的是什么: the code of the item for a 许可, which stays when the item is renamed; else its words."""
        return self.words.partition(" ")[0] if self.kind == PERMIT else self.words

    @property
    def name(self) -> str:
        """怎样读: a 许可 without its code."""
        said = self.words.partition(" ")[2] or self.words if self.kind == PERMIT else self.words
        return f"{self.works}{said}"

    def facts(self) -> dict[str, object]:
        """As they stand in a line."""
        return {
            "kind": self.kind, "words": self.words, "by": self.by.isoformat(), "amount": self.amount,
            "points": self.points, "works": self.works,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """参战的项目 with its goals; `seq` the line that set them last."""

    project: str
    name: str
    goals: tuple[Goal, ...]
    seq: int

    def facts(self) -> dict[str, object]:
        """As they stand in a line."""
        return {"project": self.project, "name": self.name, "goals": [one.facts() for one in self.goals]}


@dataclass(frozen=True, slots=True)
class Campaign:
    """会战 as it stands."""

    stream: str
    name: str
    first: date
    last: date
    targets: Mapping[str, Target]
    closed_on: date | None = None
    closed_why: str = ""

    @property
    def days(self) -> int:
        """一共几天."""
        return (self.last - self.first).days + 1

    def day(self, on: date) -> int:
        """第几天, the first day being 1; never past the end."""
        return min(max((on - self.first).days + 1, 0), self.days)


def fold_campaign(entries: Sequence[Entry]) -> Campaign | None:
    """折叠; None for a stream that is no campaign."""
    if not entries or entries[0].act != "found_campaign":
        return None
    facts: Any = entries[0].facts
    targets = {row["project"]: _target(row, entries[0].seq) for row in facts["projects"]}
    found = Campaign(entries[0].stream, facts["name"], day(facts["first"]), day(facts["last"]), targets)
    for entry in entries[1:]:
        more: Any = entry.facts
        if entry.act == "close_campaign":
            found = replace(found, closed_on=day(more["on"]), closed_why=more["reason"])
        else:
            rest = {key: one for key, one in found.targets.items() if key != more["project"]}
            kept = rest if more.get("struck") else {**rest, more["project"]: _target(more, entry.seq)}
            found = replace(found, targets=kept)
    return replace(found, targets=MappingProxyType(dict(found.targets)))


def _target(row: Mapping[str, Any], seq: int) -> Target:
    goals = tuple(
        Goal(one["kind"], one["words"], day(one["by"]), int(one["amount"]), int(one["points"]), one["works"])
        for one in row["goals"]
    )
    return Target(row["project"], row["name"], goals, seq)


# ── 旬报 ──


@dataclass(frozen=True, slots=True)
class Texts:
    """编辑的文字: the lead, a closing note, a sentence beside a project (by its stream)."""

    lead: str = ""
    note: str = ""
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exempted:
    """豁免 of the black flag of one project (its stream) or 责任单位 (its name), approved by a leader."""

    subject: str
    name: str
    reason: str
    approver: str
    document: str
    seq: int


@dataclass(frozen=True, slots=True)
class Frozen:
    """冻结的一版: the board's facts as they stand in `line`, which is never changed; `erratum` 0 is the issue itself."""

    board: Mapping[str, Any]
    erratum: int
    reason: str
    line: Entry


@dataclass(frozen=True, slots=True)
class TenDay:
    """一期旬报 on its stream: the versions frozen, and the draft in hand, if there is one, with who signed it."""

    stream: str
    campaign: str
    period: str
    number: int
    frozen: tuple[Frozen, ...] = ()
    draft: Mapping[str, Any] | None = None
    drafted_on: date | None = None
    reason: str = ""
    texts: Texts = Texts()
    exempted: tuple[Exempted, ...] = ()
    signed_by: str = ""
    signed_on: date | None = None

    @property
    def state(self) -> str:
        """办到哪里."""
        if self.draft is None:
            return f"已冻结（更正{len(self.frozen) - 1}）" if len(self.frozen) > 1 else "已冻结"
        word = "已签发，待冻结" if self.signed_on is not None else "草稿，待签发"
        return f"更正{word}" if self.frozen else word


def stream_of_tenday(campaign: str, period: str) -> str:
    """一期旬报的流水名."""
    return f"{ISSUES}{campaign.removeprefix(PREFIX)}/{period}"


def fold_tenday(entries: Sequence[Entry]) -> TenDay | None:
    """折叠; None for a stream that is no 旬报."""
    if not entries or entries[0].act != "draft_issue":
        return None
    facts: Any = entries[0].facts
    found = TenDay(entries[0].stream, facts["campaign"], facts["period"], int(facts["number"]))
    for entry in entries:
        found = _after(found, entry)
    return found


def _after(found: TenDay, entry: Entry) -> TenDay:
    facts: Any = entry.facts
    if entry.act == "draft_issue":
        reason = facts["reason"] or (found.reason if found.draft is not None else "")
        on = day(facts["on"])
        return replace(found, draft=facts["board"], drafted_on=on, reason=reason, signed_by="", signed_on=None)
    if entry.act == "edit_issue":
        texts = Texts(facts["lead"], facts["note"], MappingProxyType(dict(facts["notes"])))
        return replace(found, texts=texts, signed_by="", signed_on=None)
    if entry.act == "exempt_flag":
        words = {name: str(facts[name]) for name in ("subject", "name", "reason", "approver", "document")}
        rest = tuple(one for one in found.exempted if one.subject != words["subject"])
        one = Exempted(**words, seq=entry.seq)
        return replace(found, exempted=(*rest, one), signed_by="", signed_on=None)
    if entry.act == "sign_issue":
        return replace(found, signed_by=entry.by, signed_on=day(facts["on"]))
    made = Frozen(facts["board"], len(found.frozen), facts["reason"], entry)
    return replace(found, frozen=(*found.frozen, made), draft=None, reason="", signed_by="", signed_on=None)


# ── 周周比, 点将台 ──

DIGESTS, MONTHS, GOAL_YEARS = "digest/", "commanders/", "goals/"


@dataclass(frozen=True, slots=True)
class Published:
    """刊发、公布的一期 of 周周比 or 点将台: every version of it, the last one last."""

    stream: str
    versions: tuple[Frozen, ...]


def fold_published(entries: Sequence[Entry]) -> Published | None:
    """折叠; None for a stream that is neither."""
    if not entries or entries[0].act not in ("publish_digest", "publish_commanders"):
        return None
    versions = [Frozen(_board(entry), at, _reason(entry), entry) for at, entry in enumerate(entries)]
    return Published(entries[0].stream, tuple(versions))


def _board(entry: Entry) -> Mapping[str, Any]:
    facts: Any = entry.facts
    board: Mapping[str, Any] = facts["board"]
    return board


def _reason(entry: Entry) -> str:
    return str(entry.facts["reason"])


@dataclass(frozen=True, slots=True)
class YearGoal:
    """年度目标 of one project: in words, in 万元, and twelve monthly goals each in words and 万元."""

    project: str
    words: str
    amount: int
    months: tuple[tuple[str, int], ...]
    seq: int


def fold_goals(entries: Sequence[Entry]) -> Mapping[str, YearGoal]:
    """一年的目标 by project, each as it was set last."""
    found: dict[str, YearGoal] = {}
    for entry in entries:
        facts: Any = entry.facts
        months = tuple((str(words), int(amount)) for words, amount in facts["months"])
        found[facts["project"]] = YearGoal(facts["project"], facts["words"], int(facts["amount"]), months, entry.seq)
    return found
