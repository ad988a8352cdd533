"""预见: the frozen rows of the intake page: what F9 will do, item by item, before it is pressed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

TAKEN_OFF, GUEST = "不收", "合并办理"
"""Two ways of standing in the list beside 正式收件, 预收 and 随后送审."""


@dataclass(frozen=True, slots=True)
class ForeseenDate:
    """一个日期或者一句话: `on` None where the day is not known yet; `other` is the later reading of an undefined “日”."""

    on: date | None
    words: str
    provisional: bool = False
    basis: str = ""
    other: date | None = None


@dataclass(frozen=True, slots=True)
class ForeseenItem:
    """预见的一项: `mode` is the word on its chip, `reason` the sentence under it, `warning` what will go wrong."""

    no: int
    code: str
    name: str
    mode: str
    reason: str
    body: str
    department: str
    handling: str
    taken: bool
    answer: ForeseenDate
    statutory: ForeseenDate
    promised: ForeseenDate
    includes: tuple[str, ...] = ()
    warning: str = ""


@dataclass(frozen=True, slots=True)
class ForeseenMaterial:
    """合并材料清单的一行: `note` says what is not asked for today; `state` is blank until the clerk has looked."""

    key: str
    name: str
    items: tuple[int, ...]
    item_names: tuple[str, ...]
    originals: int
    copies: int
    pages: int
    checked: bool
    electronic: bool
    state: str
    required: bool
    deferrable: bool
    asked: bool
    note: str = ""
    source: str = ""
    own: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """前置文书: a document that an item of this visit needs and no item of it makes, or one the clerk entered.

    `number` is what proves it is held, blank while it is not; `typed` where the clerk said so and may take it back.
    `effect` is the sentence that says what it makes of the items that need it; `issuer` whose document it usually is.
    """

    item: str
    title: str
    needed_by: tuple[str, ...]
    ground: str
    number: str
    issuer: str = ""
    typed: bool = False
    effect: str = ""


@dataclass(frozen=True, slots=True)
class ListlessItem:
    """没有材料清单的事项: the clerk lists its materials himself; `listed` are those he has listed."""

    code: str
    name: str
    listed: int


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """情形问题: `answer` None while it has not been asked."""

    code: str
    text: str
    help: str
    source: str
    group: str
    rare: bool
    answer: bool | None


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """可选的阶段或者一件事."""

    code: str
    name: str
    bundle: bool = False


@dataclass(frozen=True, slots=True)
class AsideRow:
    """不列入的事项: why the counter does not take it today."""

    code: str
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PaperWord:
    """将出具的文书."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Foreseen:
    """预见: everything the page shows of one visit, made in one moment of the database."""

    today: date
    stage: str
    choices: tuple[ChoiceRow, ...]
    types: tuple[tuple[str, str], ...]
    items: tuple[ForeseenItem, ...] = ()
    materials: tuple[ForeseenMaterial, ...] = ()
    documents: tuple[DocumentRow, ...] = ()
    listless: tuple[ListlessItem, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    asides: tuple[AsideRow, ...] = ()
    papers: tuple[PaperWord, ...] = ()
    departments: tuple[str, ...] = ()
    faults: tuple[tuple[str, str], ...] = ()
    consent_needed: bool = False
    consented: bool = False
    channel: str = ""

    @property
    def taken(self) -> tuple[ForeseenItem, ...]:
        """将要收的事项."""
        return tuple(item for item in self.items if item.taken)

    def of(self, mode: str) -> int:
        """How many items will be received that way."""
        return sum(item.mode == mode and item.taken for item in self.items)

    @property
    def consent_owed(self) -> bool:
        """待同意预收: something waits, and the applicant has not signed that it may."""
        return self.consent_needed and not self.consented

    @property
    def unlooked(self) -> int:
        """还没有核对的材料: asked for today, required, and without the clerk's word."""
        return sum(row.asked and row.required and not row.state for row in self.materials)

    @property
    def lacking(self) -> int:
        """登记为缺的材料."""
        return sum(row.state == "缺" for row in self.materials)

    @property
    def missing(self) -> int:
        """还缺的前置文书: as many as have nothing that proves them."""
        return sum(not row.number for row in self.documents)

    @property
    def sentence(self) -> str:
        """按 F9 会怎样, in one sentence."""
        if not self.taken:
            return "还没有选事项。"
        kinds = (("正式收件", "正式收件"), ("预收", "预收"), ("随后送审", "随后送审"))
        parts = [f"{word} {count} 项" for mode, word in kinds if (count := self.of(mode))]
        guests = self.of(GUEST)
        parts += [f"合并办理 {guests} 项"] if guests else []
        return f"{'、'.join(parts)}，出具 {len(self.papers)} 份文书，材料交 {len(self.departments)} 个部门。"
