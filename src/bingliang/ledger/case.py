"""办件: what a case is. One case, many items; each item has its own receipt, acceptance and decision.

Nothing here computes a date: clocks are the business of `mechanism.time_limits`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.ledger.acts import day as day  # noqa: PLC0414 - told from here as well
from bingliang.ledger.acts import maybe_day as maybe_day  # noqa: PLC0414 - as above
from bingliang.ledger.bag import Bag, Kept
from bingliang.ledger.catalogue import Handling, Item, Limit, Start, Unit
from bingliang.ledger.happened import (
    Acceptance,
    Aftermath,
    Decision,
    Ending,
    ExtensionTaken,
    Meeting,
    Objection,
    Opinion,
    StepTaken,
    Wait,
)
from bingliang.ledger.own_matters import OwnMatter
from bingliang.ledger.standing import ItemState as ItemState  # noqa: PLC0414 - told from here as well

if TYPE_CHECKING:
    from bingliang.ledger.green import Green, Hastened
    from bingliang.ledger.handing import Handing

Facts = Mapping[str, Any]


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
    renewal_ahead: int = 0
    """届满几日前提出, as its own law says; 0: the thirty days of 第五十条"""
    renewal_ground: str = ""
    hastened: Hastened | None = None
    """绿色通道: the shorter promise"""
    clerk: str = ""
    """承办人 in the department: who of it first acted on the item, or took it over; blank while nobody has"""

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
    `errand` is the 来访 it came with (its stream), `bundle` the 一件事: code, name, items it brought, items `left` off.
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
    errand: str = ""
    bundle: Facts = field(default_factory=dict)
    held_at: str = ""
    """the counter of whoever took the case over; blank while it is with the counter that received it"""
    handings: tuple[Handing, ...] = ()
    bag: Bag = Bag()  # noqa: RUF009 - frozen
    kept: tuple[Kept, ...] = ()
    """留存待还的原件: kept by the counter and not given back yet"""
    archived_on: date | None = None
    seq: int = 0
    green: Green | None = None
    """绿色通道, one that is over included"""

    @property
    def goes_first(self) -> bool:
        """绿色通道还在."""
        return self.green is not None and self.green.in_force

    @property
    def desk(self) -> str:
        """现在的窗口: where its clerk sits now."""
        return self.held_at or self.counter


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
