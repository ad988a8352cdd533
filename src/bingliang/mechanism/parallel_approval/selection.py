"""选定事项: one visit's items, their order, who is received formally and who waits, and one merged material list.

An item whose statutory prerequisite is not issued is 预收: received formally now, silence would accept it five days later
and its limit would run out before the prerequisite exists (《行政许可法》第三十二条第一款第(四)项).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from bingliang.ledger.catalogue import (
    Catalogue,
    Handling,
    Item,
    Material,
    Prerequisite,
    PrerequisiteKind,
    Question,
)
from bingliang.mechanism.parallel_approval.situation import Need, Situation

BY_LAW = "《行政许可法》第三十二条"


class Mode(StrEnum):
    """收件方式: formally, held until the last prerequisite is issued, or (technical reviews) sent on after it."""

    FORMAL = "正式收件"
    HOLD = "预收"
    FOLLOW = "随后送审"


@dataclass(frozen=True, slots=True)
class Wait:
    """等待: `item` is the item of this visit that must come first, blank when the document is missing altogether."""

    documents: tuple[str, ...]
    kind: PrerequisiteKind
    ground: str
    item: str = ""
    question: str = ""

    @property
    def document(self) -> str:
        """缺的文书: any one of them is enough."""
        return "或者".join(self.documents)

    @property
    def text(self) -> str:
        """One clause of the reason."""
        asked = f"；请先回答“{self.question}”" if self.question else ""
        named = "或者".join(f"《{document}》" for document in self.documents)
        return f"{named}（{self.kind.value}，{self.ground}{asked}）"


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """清单中的一项: `includes` are the items handled together with it under 合并办理."""

    no: int
    item: Item
    mode: Mode
    waits_for: tuple[Wait, ...]
    reason: str
    includes: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """事项编码."""
        return self.item.code

    @property
    def waits(self) -> tuple[str, ...]:
        """等什么: item codes of this visit, or names of documents that are missing."""
        return tuple(wait.item or wait.document for wait in self.waits_for)


@dataclass(frozen=True, slots=True)
class MergedMaterial:
    """合并后的一份材料: handed in once for all of `for_items`.

    `held` is the evidence when it exists already; `follows` are the items of this visit whose result it is. Neither is
    asked for today. `deferrable` only when it is so for every item that requires it.
    """

    code: str
    name: str
    for_items: tuple[str, ...]
    required: bool
    deferrable: bool
    originals: int
    copies: int
    sources: tuple[str, ...]
    when: tuple[str, ...] = ()
    held: str = ""
    follows: tuple[str, ...] = ()

    @property
    def asked_today(self) -> bool:
        """是否今天要交."""
        return not self.held and not self.follows


@dataclass(frozen=True, slots=True)
class Aside:
    """不列入的事项: why the counter does not take it, with the article."""

    item: str
    name: str
    sentence: str
    article: str


@dataclass(frozen=True, slots=True)
class Plan:
    """办理清单: `without_list` are the items whose materials the clerk must list; `unanswered` questions may add items."""

    items: tuple[PlannedItem, ...]
    materials: tuple[MergedMaterial, ...]
    asides: tuple[Aside, ...] = ()
    unanswered: tuple[Question, ...] = ()
    stages: tuple[str, ...] = ()
    merged_ground: str = ""
    without_list: tuple[str, ...] = ()

    def of(self, mode: Mode) -> tuple[str, ...]:
        """某一收件方式的事项编码, in order."""
        return tuple(each.code for each in self.items if each.mode is mode)


def plan(
    catalogue: Catalogue,
    *,
    project_type: str,
    answers: Mapping[str, bool],
    held: Mapping[str, str],
    day: date,
    stages: Sequence[str] = (),
    bundle: str = "",
    items: Sequence[str] = (),
) -> Plan:
    """办理清单 for whole stages, for a 一件事, or for items the clerk picked (exactly one of the three).

    ``held`` maps an item to the document already held (number or evidence). Stages that the project type merges come
    together. Refusal when an item is not offered to this project, ValueError for words the catalogue does not know.
    """
    situation = Situation(catalogue, project_type, answers, held, day)
    if sum(map(bool, (stages, bundle, items))) != 1:
        raise ValueError("请选定阶段、一件事或者具体事项中的一种，不能都不选，也不能同时选。")
    if items:
        chosen = _Chosen(tuple(_offered(situation, code) for code in dict.fromkeys(items)))
    elif bundle:
        chosen = _by_bundle(situation, bundle)
    else:
        chosen = _by_stages(situation, stages)
    planned = _planned(situation, chosen.items)
    merged = not set(situation.rule.merged).isdisjoint(chosen.stages)
    return Plan(
        items=planned,
        materials=_merged(situation, planned),
        asides=chosen.asides,
        unanswered=tuple(question for question in chosen.asked if question.code not in answers),
        stages=chosen.stages,
        merged_ground=situation.rule.source if merged else "",
        without_list=tuple(item.code for item in _all(situation, planned) if not item.materials),
    )


# ── which items ───────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class _Chosen:
    items: tuple[Item, ...]
    asides: tuple[Aside, ...] = ()
    asked: tuple[Question, ...] = ()
    stages: tuple[str, ...] = ()


def _offered(situation: Situation, code: str) -> Item:
    item = situation.item(code)
    refusal = situation.why_not(item)
    if refusal is not None:
        raise refusal
    return item


def _by_bundle(situation: Situation, code: str) -> _Chosen:
    bundle = next((each for each in situation.catalogue.bundles if each.code == code), None)
    if bundle is None:
        raise ValueError(f"目录中没有编码为“{code}”的一件事，请重新选择。")
    asked = tuple(each for each in situation.questions if each.code in bundle.questions)
    named = dict.fromkeys(chain(bundle.items, *(each.yes + each.no for each in asked)))
    always = set(bundle.items)
    items = [situation.item(code) for code in named if code in always or situation.need(code) is Need.YES]
    return _sorted_out(situation, items, asked)


def _by_stages(situation: Situation, stages: Iterable[str]) -> _Chosen:
    """The stages asked for, and those merged with one of them, in order (国办发〔2018〕33号(六))."""
    known = [stage.code for stage in situation.catalogue.stages]
    wanted = set(stages)
    unknown = sorted(wanted - set(known))
    if unknown:
        raise ValueError(f"目录中没有编码为“{unknown[0]}”的阶段，请重新选择。")
    if not wanted.isdisjoint(situation.rule.merged):
        wanted.update(situation.rule.merged)
    asked = tuple(each for each in situation.questions if not wanted.isdisjoint(each.stages))
    needed = {Need.ALWAYS, Need.YES}
    items = [item for item in situation.in_force() if item.stage in wanted and situation.need(item.code) in needed]
    return _sorted_out(situation, items, asked, tuple(code for code in known if code in wanted))


def _sorted_out(
    situation: Situation, items: Iterable[Item], asked: tuple[Question, ...], stages: tuple[str, ...] = ()
) -> _Chosen:
    """What the counter takes, and beside it what it does not, each with the reason; what is held needs neither."""
    chosen, asides = [], []
    for item in items:
        refusal = situation.why_not(item)
        if refusal is None:
            chosen.append(item)
        elif item.code not in situation.held and (situation.applies(item) or item.code in situation.rule.waived):
            asides.append(Aside(item.code, item.name, refusal.sentence, refusal.article))
    return _Chosen(tuple(chosen), tuple(asides), asked, stages)


# ── in which order, and which of them wait ────────────────────────────────────────────────────────────────────────


def _planned(situation: Situation, chosen: Iterable[Item]) -> tuple[PlannedItem, ...]:
    place = {code: n for n, code in enumerate(situation.catalogue.items)}
    items = {item.code: item for item in sorted(chosen, key=lambda item: place[item.code])}
    hosts = _hosts(items)
    waits = {
        code: _waits(situation, [item, *(items[guest] for guest in hosts if hosts[guest] == code)], items, hosts)
        for code, item in items.items()
        if code not in hosts
    }
    return tuple(
        _one(no, items[code], waits[code], tuple(guest for guest in hosts if hosts[guest] == code))
        for no, code in enumerate(_order(waits), start=1)
    )


def _hosts(items: Mapping[str, Item]) -> dict[str, str]:
    """合并办理: an item handled together with another one of the visit → that other one."""
    hosts: dict[str, str] = {}
    for code, item in items.items():
        for rule in item.prerequisites:
            if rule.kind is PrerequisiteKind.TOGETHER and code not in hosts:
                # One that carries guests itself is never carried by another.
                free = [each for each in rule.items if each in items and each not in hosts.values()]
                hosts.update(dict.fromkeys(free, code))
    return hosts


def _waits(
    situation: Situation, group: Sequence[Item], items: Mapping[str, Item], hosts: Mapping[str, str]
) -> tuple[Wait, ...]:
    found: dict[str, Wait] = {}
    own = {item.code for item in group}
    for rule in chain.from_iterable(item.prerequisites for item in group):
        wait = _wait(situation, rule, items, hosts)
        if wait is not None and wait.item not in own:
            found.setdefault(wait.item or wait.document, wait)
    return tuple(found.values())


def _wait(situation: Situation, rule: Prerequisite, items: Mapping[str, Item], hosts: Mapping[str, str]) -> Wait | None:
    """What one prerequisite still asks for; None when it does not wait, is held, or does not concern this project."""
    if not rule.kind.waits or any(code in situation.held for code in rule.items):
        return None
    options = [
        situation.item(code)
        for code in rule.items
        if situation.applies(situation.item(code)) and situation.need(code) is not Need.NO
    ]
    here = [item for code, item in items.items() if code in rule.items]
    if here:
        first = here[0]
        return Wait((first.result,), rule.kind, rule.ground, hosts.get(first.code, first.code))
    if not options:
        return None
    open_ones = [item.code for item in options if situation.need(item.code) is Need.UNANSWERED]
    question = situation.question_about(open_ones[0]).text if len(open_ones) == len(options) else ""
    documents = tuple(dict.fromkeys(item.result for item in options))
    return Wait(documents, rule.kind, rule.ground, question=question)


def _order(waits: Mapping[str, tuple[Wait, ...]]) -> list[str]:
    """Prerequisites first, otherwise as in the catalogue; the catalogue was checked to have no cycle."""
    left, placed = list(waits), list[str]()
    while left:
        ready = (code for code in left if all(wait.item not in left for wait in waits[code]))
        code = next(ready, left[0])
        left.remove(code)
        placed.append(code)
    return placed


def _one(no: int, item: Item, waits: tuple[Wait, ...], guests: tuple[str, ...]) -> PlannedItem:
    if not waits:
        return PlannedItem(no, item, Mode.FORMAL, (), f"没有尚缺的前置，可以正式收件（{BY_LAW}）。", guests)
    missing = "、".join(wait.text for wait in waits)
    if item.handling is Handling.REVIEW:
        return PlannedItem(no, item, Mode.FOLLOW, waits, f"须先取得{missing}，取得后随即送审。", guests)
    reason = f"须先取得{missing}，今天先预收，取得之日转为正式收件（{BY_LAW}）。"
    return PlannedItem(no, item, Mode.HOLD, waits, reason, guests)


# ── one material list ─────────────────────────────────────────────────────────────────────────────────────────────


def _all(situation: Situation, planned: Iterable[PlannedItem]) -> list[Item]:
    """The planned items and those handled together with them."""
    return [item for each in planned for item in (each.item, *map(situation.item, each.includes))]


def _merged(situation: Situation, planned: tuple[PlannedItem, ...]) -> tuple[MergedMaterial, ...]:
    uses: dict[str, dict[str, Material]] = {}
    items = _all(situation, planned)
    for item in items:
        for material in item.materials:
            uses.setdefault(material.code, {})[item.code] = material
    here = {item.code for item in items}
    return tuple(_merge(situation, code, use, here) for code, use in uses.items())


def _merge(situation: Situation, code: str, uses: Mapping[str, Material], here: set[str]) -> MergedMaterial:
    each = list(uses.values())
    makers = each[0].produced_by
    evidence = [situation.held[maker] for maker in makers if maker in situation.held]
    follows = () if evidence else tuple(maker for maker in makers if maker in here)
    asking = [use for use in each if use.required] or each
    return MergedMaterial(
        code=code,
        name=each[0].name,
        for_items=tuple(uses),
        required=any(use.required for use in each),
        deferrable=all(use.deferrable for use in asking),
        originals=max(use.originals for use in each),
        copies=max(use.copies for use in each),
        sources=tuple(dict.fromkeys(use.source for use in each)),
        when=tuple(dict.fromkeys(use.when for use in each if use.when)),
        held=evidence[0] if evidence else "",
        follows=follows,
    )


__all__ = ["Aside", "MergedMaterial", "Mode", "Plan", "PlannedItem", "Wait", "plan"]
