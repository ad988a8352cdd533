"""事项目录: item, body, limit, material. Values only.

Item versions live by effective date; an accepted item keeps the version it was accepted under.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from bingliang.ledger.limits import ExtensionRule, Limit, Promise, Start, Unit


class Handling(StrEnum):
    """办理方式: decides an item's clocks, acts, papers and statistics."""

    SPOT = "即办件"
    PROMISED = "承诺件"
    FORWARDED = "上报件"
    FILING = "备案"
    PLEDGED = "告知承诺件"
    UTILITY = "公共服务"
    REVIEW = "技术审查"
    CONVENED = "召集"
    OPINION = "内部征求意见"
    DUTY = "申请人义务"
    REGIONAL = "区域评估"
    TRADE = "交易合同"

    @property
    def has_acceptance_paper(self) -> bool:
        """Whether acceptance owes a 受理通知书 (《行政许可法》第三十二条末款)."""
        return self in {Handling.SPOT, Handling.PROMISED, Handling.FORWARDED, Handling.PLEDGED}

    @property
    def has_completeness_clock(self) -> bool:
        """Whether the counter owes acceptance or one notice within the item's own period; filings are only guided."""
        return self.has_acceptance_paper or self is Handling.CONVENED

    @property
    def offered(self) -> bool:
        """Whether an enterprise can hand it in at the counter at all."""
        return self not in {Handling.REGIONAL, Handling.TRADE, Handling.DUTY, Handling.OPINION}


@dataclass(frozen=True, slots=True)
class SpecialStep:
    """特殊环节: name, legal ground for this item, longest time (None: the time told is the cap)."""

    name: str
    ground: str
    longest: int | None = None
    unit: Unit = Unit.WORKDAY


@dataclass(frozen=True, slots=True)
class StepCandidate:
    """待核的特殊环节: named somewhere, not verified as required by law for this item; it never stops a clock."""

    name: str
    source: str
    note: str = "待核"


@dataclass(frozen=True, slots=True)
class Opinion:
    """随件征求意见: another body's opinion inside this item, within `value` in `unit` of dispatch; stops no clock."""

    body: str
    value: int
    unit: Unit
    ground: str


class PrerequisiteKind(StrEnum):
    """前置关系的种类: closed list. Only 法定前置, 法定材料 and 程序前置 make an item wait."""

    STATUTORY = "法定前置"
    MATERIAL = "法定材料"
    PROCEDURAL = "程序前置"
    RELATED = "程序关联"
    TOGETHER = "合并办理"
    PARALLEL = "同步"

    @property
    def waits(self) -> bool:
        """Whether the item cannot be formally received before (预收)."""
        return self in {
            PrerequisiteKind.STATUTORY,
            PrerequisiteKind.MATERIAL,
            PrerequisiteKind.PROCEDURAL,
            PrerequisiteKind.RELATED,
        }


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """前置: any one of `items` satisfies it; `ground` is the article."""

    items: tuple[str, ...]
    kind: PrerequisiteKind
    ground: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """材料: `code` is shared by all items that need the same thing, so that it is handed in once.

    `produced_by`: the items any one of which has it as its result; then it follows from them and is not asked for.
    """

    code: str
    name: str
    source: str
    deferrable: bool = False
    required: bool = True
    originals: int = 1
    copies: int = 0
    sample: str = ""
    when: str = ""
    produced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fee:
    """收费: `text` is printed as it is; blank `ground` with 不收费 only where that is true."""

    text: str
    ground: str = ""


@dataclass(frozen=True, slots=True)
class IssuingBody:
    """落款机关: the body that signs, with capacity, seal and remedies (《行政许可法》第二十四条、行政复议法第二十四条).

    分局 and 窗口 are never an issuing body. A paper that needs one is refused while `missing()` is not empty.
    """

    code: str
    short: str
    name: str = ""
    capacity: str = ""
    capacity_line: str = ""
    capacity_until: date | None = None
    seal: str = ""
    reconsideration: str = ""
    court: str = ""
    online_channel: str = ""
    phone: str = ""
    supervision_phone: str = ""
    works_at: str = ""
    number_prefix: str = ""
    level: str = "区"
    decides: bool = True

    def missing(self, today: date | None = None) -> tuple[str, ...]:
        """缺项: the Chinese names of what must still be filled before any decision paper can be printed."""
        wanted = {
            "机关全称": self.name,
            "行政主体资格": self.capacity,
            "印章": self.seal,
            "行政复议机关": self.reconsideration,
            "管辖法院": self.court,
            "网上复议渠道": self.online_channel,
        }
        if self.capacity == "委托":
            wanted["委托公告文号"] = self.capacity_line
        return tuple(label for label, value in wanted.items() if not value) + self._lapsed(today)

    def _lapsed(self, today: date | None) -> tuple[str, ...]:
        lapsed = today is not None and self.capacity_until is not None and today > self.capacity_until
        return ("委托期限已届满",) if lapsed else ()


@dataclass(frozen=True, slots=True)
class Item:
    """事项: one approval item in one version. `limit` None: no statutory limit is known (A7 fallback warns on screen).

    `department` is the kind of department the law names, `zone_department` the one known to work the item in the zone;
    `effect` is what follows from silence or lapse; `duty` is the enterprise's own period, never a department's;
    an item without `materials` asks for the clerk's own list; `document` is the 文号 that put a zone's version in force.
    """

    code: str
    name: str
    kind: str
    handling: Handling
    stage: str
    body: str
    project_types: tuple[str, ...]
    legal_basis: tuple[str, ...]
    limit: Limit | None
    extension: ExtensionRule | None = None
    promise: Promise | None = None
    completeness: Limit = Limit(5, Unit.WORKDAY, Start.RECEIVED, "《行政许可法》第三十二条第一款第（四）项")  # noqa: RUF009 - frozen
    special_steps: tuple[SpecialStep, ...] = ()
    prerequisites: tuple[Prerequisite, ...] = ()
    materials: tuple[Material, ...] = ()
    fee: Fee = Fee("以办事指南为准")
    result: str = ""
    validity: str = ""
    decided_by: str = "区"
    verification: Limit | None = None
    licence: bool = True
    aliases: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    verified: bool = True
    note: str = ""
    effective_from: date = date(2019, 1, 1)
    effective_to: date | None = None
    version: int = 1
    department: str = ""
    zone_department: str = ""
    lead: bool = False
    effect: str = ""
    duty: Limit | None = None
    candidates: tuple[StepCandidate, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """情形引导: a yes/no question; `yes` and `no` name the items added by the answer.

    Of the questions of one `group` at most one is answered yes; `rare` ones may be folded on screen.
    """

    code: str
    text: str
    help: str
    source: str
    stages: tuple[str, ...]
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    project_types: tuple[str, ...] = ()
    group: str = ""
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """一件事: a named set of items with one form."""

    code: str
    name: str
    items: tuple[str, ...]
    questions: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """阶段: 0 策划落地, 1–4 the four stages of 国办发〔2018〕33号, 5 投产, P 市政公用."""

    code: str
    name: str
    lead: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class TypeRule:
    """项目类型规则: `kind_of` names wider types whose items apply too, `waived` items not required and why, `merged` stages."""

    kind_of: tuple[str, ...] = ()
    waived: Mapping[str, str] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """目录一版: everything an intake needs, under one edition number."""

    edition: int
    items: Mapping[str, Item]
    bodies: Mapping[str, IssuingBody]
    stages: tuple[Stage, ...]
    project_types: Mapping[str, str]
    questions: tuple[Question, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)
    type_rules: Mapping[str, TypeRule] = field(default_factory=dict)
    versions: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)

    def item_on(self, code: str, day: date) -> Item:
        """当日有效的版本 of an item; ValueError for an unknown item or a day on which no version is in force."""
        if code not in self.items:
            raise ValueError(f"事项目录中没有编码为“{code}”的事项，请核对编码。")
        for item in self.versions.get(code, (self.items[code],)):
            if item.effective_from <= day and (item.effective_to is None or day <= item.effective_to):
                return item
        raise ValueError(f"事项“{code}{self.items[code].name}”在{day:%Y-%m-%d}没有有效版本，请核对生效日期。")

    def in_force(self, code: str, day: date) -> bool:
        """当日是否有效: whether the item is known and a version of it holds on that day."""
        held = self.versions.get(code, (self.items[code],) if code in self.items else ())
        return any(
            item.effective_from <= day and (item.effective_to is None or day <= item.effective_to) for item in held
        )

    def on(self, code: str, day: date) -> Item:
        """当日的版本; where none is in force on that day, the one that comes next, else the newest: for lists, which
        must show every item, and for cases older than the catalogue.
        """
        if code not in self.items:
            return self.item_on(code, day)  # which says that there is none
        held = self.versions.get(code, (self.items[code],))
        return next((item for item in held if item.effective_to is None or day <= item.effective_to), held[-1])

    def setting(self, key: str, default: object = "") -> Any:  # noqa: ANN401  # settings are TOML values
        """区设置 by its name, without its source; `default` where the zone has not set it."""
        found = self.settings.get(key, default)
        return found["value"] if isinstance(found, Mapping) and "value" in found else found

    def body_of(self, item: str) -> IssuingBody:
        """落款机关 of an item."""
        return self.bodies[self.items[item].body]


__all__ = [
    "Bundle", "Catalogue", "ExtensionRule", "Fee", "Handling", "IssuingBody", "Item", "Limit", "Material", "Opinion",
    "Prerequisite", "PrerequisiteKind", "Promise", "Question", "SpecialStep", "Stage", "Start", "StepCandidate",
    "TypeRule", "Unit",
]  # fmt: skip
"""with the words of a period, which stand in a file of their own"""
