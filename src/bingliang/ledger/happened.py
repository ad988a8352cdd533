"""事项经过: what was done about one item, each thing with its dates: acceptance, steps, opinions, decision, what came after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bingliang.ledger.catalogue import Limit, Unit


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
