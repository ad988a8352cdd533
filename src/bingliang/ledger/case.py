"""办件: what a case is. One case, many items; each item has its own receipt, acceptance and decision.

Nothing here computes a date: clocks are the business of `mechanism.time_limits`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bingliang.ledger.catalogue import Handling, Item, Limit, Start, Unit
from bingliang.ledger.own_matters import OwnMatter

if TYPE_CHECKING:
    from bingliang.ledger.green import Green, Hastened

Facts = Mapping[str, Any]


class ItemState(StrEnum):
    """分办件状态: folded from the acts, never stored."""

    WAITING = "预收"
    RECEIVED = "待受理"
    CORRECTING = "待补正"
    HANDLING = "在办"
    FORWARDED = "已转报"
    DECIDED = "已决定"
    DONE = "已办结"
    ENDED = "已终止"


@dataclass(frozen=True, slots=True)
class Wait:
    """等待: `item` of this case (by number) or a `document` from outside that must exist before formal receipt."""

    no: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """受理: one per item; the limit is copied here, so that a later catalogue cannot rewrite the past.

    `outside` is the higher authority's own limit for an item that the zone only forwards.
    """

    on: date
    started_on: date
    limit: Limit | None
    promise: Limit | None
    promised_from: date
    promise_ground: str
    promise_stops: bool
    number: str
    deemed: bool = False
    entered_on: date | None = None
    promised_due: date | None = None
    joint: bool = False
    outside: Limit | None = None
    unified: str = ""
    """统一办理: the document by which it gets one decision with others; blank for an item decided by itself"""


@dataclass(frozen=True, slots=True)
class StepTaken:
    """特殊环节: counts only from the later of its start and the service of its notice, at most to the time told."""

    name: str
    ground: str
    started_on: date
    served_on: date
    told_days: int
    told_unit: Unit
    told_until: date
    result_on: date | None = None
    cooperation: str = ""


@dataclass(frozen=True, slots=True)
class ExtensionTaken:
    """延长: moves only the statutory line, once."""

    days: int
    approved_on: date
    approver: str
    reason: str
    from_rolled: bool = False


@dataclass(frozen=True, slots=True)
class Opinion:
    """征求意见: another body's opinion; internal time, stops no clock (《湖南省行政程序规定》第八十二条).

    `reply_by` is None while the days to answer have not begun: they run from the receipt (签收) and nobody has signed.
    """

    department: str
    asked_on: date
    reply_by: date | None
    question: str = ""
    replied_on: date | None = None
    opinion: str = ""
    lapsed_on: date | None = None
    days: int = 0
    sign_by: date | None = None
    received_on: date | None = None

    @property
    def open(self) -> bool:
        """还没有回复, nor has silence taken its place."""
        return self.replied_on is None and self.lapsed_on is None

    @property
    def unsigned(self) -> bool:
        """待签收: the days to answer wait for a signature, or for two witnesses that it was refused."""
        return self.open and self.reply_by is None


@dataclass(frozen=True, slots=True)
class Decision:
    """决定: act name, document number and document date."""

    act: str
    on: date
    document: str
    reasons: str = ""
    entered_on: date | None = None
    article: str = ""
    content: str = ""
    findings: str = ""
    validity: str = ""

    @property
    def word(self) -> str:
        """The reply in one word."""
        return {
            "grant": "准予",
            "grant_deferred": "准予（容缺）",
            "refuse": "不予",
            "file": "备案完成",
            "opine": "出具意见",
        }[self.act]


@dataclass(frozen=True, slots=True)
class Objection:
    """退分（职责异议）和裁定: a department says “not ours”; the applicant's clock runs on meanwhile."""

    department: str
    on: date
    ground: str
    proposed: str
    ruled_on: date | None = None
    ruled_to: str = ""


@dataclass(frozen=True, slots=True)
class Aftermath:
    """决定以后: 决定更正, 撤回 (第八条), 撤销 (第六十九条), 注销 (第七十条), each with the document that orders it."""

    act: str
    on: date
    document: str
    reason: str
    article: str


@dataclass(frozen=True, slots=True)
class Voice:
    """到会意见 of one department: 一致, 有意见 or 缺席; a later one of the same department stands for the earlier."""

    department: str
    verdict: str
    on: date
    text: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Rectified:
    """整改完成报告 of the enterprise: which department looks again about which items, until when; `answered_on` once it has.

    `round` counts the department's objections before it, so that every report ends one stretch of 企业整改.
    """

    department: str
    on: date
    by: date
    days: int
    items: tuple[int, ...]
    round: int = 1
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """会审、联合踏勘、联合验收: departments called to one place and time about some items of the case."""

    no: int
    kind: str
    at: str
    place: str
    on: date
    items: tuple[int, ...]
    departments: tuple[str, ...]
    voices: tuple[Voice, ...] = ()
    concluded_on: date | None = None
    reports: tuple[Rectified, ...] = ()

    @property
    def reinspecting(self) -> tuple[Rectified, ...]:
        """等复验的: the enterprise has reported, the department has not looked again."""
        return tuple(one for one in self.reports if one.answered_on is None) if self.concluded_on is None else ()

    @property
    def rectifying(self) -> tuple[str, ...]:
        """企业整改中: departments whose objection the enterprise has not reported as put right yet."""
        reported = {one.department for one in self.reinspecting}
        return tuple(name for name in self.objecting if name not in reported)

    @property
    def silent(self) -> tuple[str, ...]:
        """还没有意见的部门."""
        return tuple(name for name in self.departments if name not in self.last)

    @property
    def objecting(self) -> tuple[str, ...]:
        """有意见、等复验的部门."""
        return tuple(name for name, voice in self.last.items() if voice.verdict == "有意见")

    @property
    def last(self) -> Mapping[str, Voice]:
        """每个部门最后的意见."""
        return {voice.department: voice for voice in self.voices}


@dataclass(frozen=True, slots=True)
class Ending:
    """终止: withdraw 撤件, decline 不予受理, not_required 不受理, return_materials 预收退回."""

    act: str
    on: date
    reason: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class CaseItem:
    """分办件: one item of a case."""

    no: int
    code: str
    name: str
    version: int
    body: str
    department: str
    handling: Handling
    decided_by: str
    licence: bool
    completeness: Limit
    waits_for: tuple[Wait, ...]
    verification: Limit | None = None
    held_on: date | None = None
    received_on: date | None = None
    remarked_on: date | None = None
    remarks: tuple[Facts, ...] = ()
    defects: tuple[Facts, ...] = ()
    noticed_on: date | None = None
    correction_until: date | None = None
    corrected_on: date | None = None
    acceptance: Acceptance | None = None
    dispatched_on: date | None = None
    steps: tuple[StepTaken, ...] = ()
    extension: ExtensionTaken | None = None
    frame_extension: ExtensionTaken | None = None
    opinions: tuple[Opinion, ...] = ()
    forwarded_on: date | None = None
    decision: Decision | None = None
    explained_on: date | None = None
    verified_on: date | None = None
    verified_true: bool | None = None
    notified_on: date | None = None
    delivered_on: date | None = None
    delivered_by: str = ""
    ending: Ending | None = None
    objection: Objection | None = None
    deferred_until: date | None = None
    deferral_withdraws: bool = False
    supplemented_on: date | None = None
    righted_from: str = ""
    noticed_again: date | None = None
    aftermath: tuple[Aftermath, ...] = ()
    verified_follow: str = ""
    repaired_on: date | None = None
    renews: str = ""
    """延续: the permit that this application renews, blank for a new one"""
    expires_on: date | None = None
    hastened: Hastened | None = None
    """绿色通道: the shorter promise"""

    @property
    def state(self) -> ItemState:
        """Where the item stands."""
        if self.ending is not None:
            return ItemState.ENDED
        if self.decision is not None:
            return ItemState.DONE if self.delivered_on or not self.owes_delivery else ItemState.DECIDED
        if self.acceptance is not None:
            return ItemState.HANDLING if self.forwarded_on is None else ItemState.FORWARDED
        return self._state_before_acceptance()

    def _state_before_acceptance(self) -> ItemState:
        if self.received_on is None:
            return ItemState.WAITING
        if self.noticed_on is not None and self.corrected_on is None:
            return ItemState.CORRECTING
        return ItemState.RECEIVED

    @property
    def unanswered(self) -> tuple[Facts, ...]:
        """待告知的齐全性意见: what the department found wanting and the applicant has not been told yet (第三十二条)."""
        return self.remarks if self.state is ItemState.RECEIVED and self.noticed_on is None else ()

    @property
    def owes_delivery(self) -> bool:
        """Whether the decision is a document that must be handed over (《行政许可法》第四十四条), and still stands."""
        owed = self.decision is not None and self.decision.act in {"grant", "grant_deferred", "refuse"}
        return owed and not self.gone

    @property
    def gone(self) -> bool:
        """许可已经不在: recalled, annulled or cancelled since; it gives nobody anything any more."""
        return any(one.act in {"recall", "annul", "cancel"} for one in self.aftermath)

    @property
    def open(self) -> bool:
        """Whether the department still owes a decision."""
        return self.decision is None and self.ending is None


@dataclass(frozen=True, slots=True)
class Paper:
    """文书: drawn up with its number and facts in the act's own transaction; issued when its PDF is stored."""

    seq: int
    form: str
    number: str
    title: str
    items: tuple[int, ...]
    facts: Facts
    on: date
    sm3: str = ""
    pages: int = 0
    void_reason: str = ""
    void_rows: tuple[str, ...] = ()
    """部分作废: each row of a paper about several items that holds no more, and why; the other rows stand"""
    edition: int = 0
    signed_on: date | None = None
    sealed_on: date | None = None
    served_on: date | None = None
    served_by: str = ""
    returned: tuple[Facts, ...] = ()
    """回件: scans and signed copies that came back, each with its SM3 and the name of its file."""


@dataclass(frozen=True, slots=True)
class Case:
    """办件: what one visit brought, with all its items, materials and papers.

    `joint` names the document by which its items are handled under 第二十六条 (统一、联合、集中办理); blank otherwise.
    """

    stream: str
    code: str
    received_on: date
    received_at: str
    channel: str
    counter: str
    clerk: str
    enterprise: Facts
    project: Facts
    works: Facts
    stage: str
    handler: str
    items: Mapping[int, CaseItem]
    materials: tuple[Facts, ...]
    papers: tuple[Paper, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    own_matters: tuple[OwnMatter, ...] = ()
    closed_on: date | None = None
    joint: str = ""
    migrated: bool = False
    hand_slip: str = ""
    """手工收件凭证 on which it was received while the program was off; blank otherwise"""
    late_reason: str = ""
    seq: int = 0
    green: Green | None = None
    """绿色通道, one that is over included"""

    @property
    def goes_first(self) -> bool:
        """绿色通道还在."""
        return self.green is not None and self.green.in_force


def day(value: object) -> date:
    """A legal date in the facts."""
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def maybe_day(value: object) -> date | None:
    """A legal date that may be missing."""
    return None if value in (None, "") else day(value)


def limit_of(facts: Facts | None) -> Limit | None:
    """期限 from its facts."""
    if not facts:
        return None
    return Limit(int(facts["value"]), Unit(facts["unit"]), Start(facts["start"]), facts.get("article", ""))


def limit_facts(limit: Limit | None) -> dict[str, object] | None:
    """期限 as facts."""
    if limit is None:
        return None
    return {"value": limit.value, "unit": limit.unit.value, "start": limit.start.value, "article": limit.article}


def definition_facts(item: Item) -> dict[str, object]:
    """事项 as facts: what a line of the ledger keeps of an item's version, so that it can be read without the catalogue."""
    return {
        "item": item.code,
        "version": item.version,
        "name": item.name,
        "body": item.body,
        "department": item.body,
        "handling": item.handling.value,
        "decided_by": item.decided_by,
        "licence": item.licence,
        "completeness": limit_facts(item.completeness),
        "verification": limit_facts(item.verification),
    }
