"""事项的文字: every field of one version of an item in words, the same for the detail, the comparison and the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from bingliang.ledger.catalogue import Handling, Item, Limit, Material, Prerequisite, Promise, SpecialStep, Unit

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue

NONE = "无"
UNKNOWN = "没有查到，以办事指南为准"


@dataclass(frozen=True, slots=True)
class Change:
    """一栏的前后: an empty side means that nothing stood there."""

    field: str
    before: str
    after: str


def span(value: int, unit: Unit) -> str:
    """期限的数: “20个工作日”, “当日”."""
    return "当日" if value == 0 else f"{value}{unit.text}"


def limit_words(limit: Limit | None) -> str:
    """法定时限 with its start."""
    return f"{span(limit.value, limit.unit)}，自{limit.start.text}起" if limit else UNKNOWN


def promise_words(promise: Promise | None) -> str:
    """承诺时限."""
    if promise is None:
        return NONE
    steps = "，含特殊环节" if promise.with_special_steps else ""
    return f"{span(promise.value, promise.unit)}，自{promise.start.text}起{steps}"


def material_words(one: Material) -> str:
    """一份材料."""
    copies = f"原件{one.originals}份" + (f"、复印件{one.copies}份" if one.copies else "")
    needed = "" if one.required else f"，{one.when or '需要时'}"
    return f"{one.name}（{copies}{needed}{'，可容缺' if one.deferrable else ''}；{one.source}）"


def prerequisite_words(one: Prerequisite, names: Mapping[str, str]) -> str:
    """一条前置: any one of its items does."""
    items = "或".join(f"{code}{names.get(code, '')}" for code in one.items)
    return f"{one.kind}：{items}{f'（{one.detail}）' if one.detail else ''}；{one.ground}"


def step_words(one: SpecialStep) -> str:
    """一个特殊环节."""
    return f"{one.name}{f'不超过{one.longest}{one.unit.text}' if one.longest else ''}（{one.ground}）"


def forwarding_words(item: Item) -> str:
    """转报: who decides, where it is not the zone."""
    if item.handling is not Handling.FORWARDED:
        return NONE
    return f"由{item.decided_by}级决定，本区转报；上级的时间记为外部"


def checked_words(item: Item) -> str:
    """核对: whether limit and text were verified against the article."""
    doubts = doubts_of(item)
    return "；".join(doubts) if doubts else "已核对"


def doubts_of(item: Item) -> tuple[str, ...]:
    """待核之处 of an item, each in a few words."""
    limit = item.limit
    found = []
    if limit is None and item.handling.has_acceptance_paper:
        found.append("没有查到法定时限")
    if limit is not None and limit.unit is Unit.NOT_STATED:
        found.append("法条只写“日”，没有写明是不是工作日")
    if limit is not None and not limit.verified:
        found.append(limit.note or "时限没有核对到条文")
    if not item.verified:
        found.append("事项内容没有全部核对")
    return (*found, *(f"特殊环节“{one.name}”待核" for one in item.candidates))


def _lines(found: Iterable[str]) -> str:
    return "\n".join(found) or NONE


_FIELDS: Mapping[str, Callable[[Item, Mapping[str, str]], str]] = MappingProxyType(
    {
        "名称": lambda i, _: i.name,
        "办理方式": lambda i, _: i.handling.value,
        "法定时限": lambda i, _: limit_words(i.limit),
        "时限依据": lambda i, _: i.limit.article if i.limit else "",
        "核对": lambda i, _: checked_words(i),
        "承诺时限": lambda i, _: promise_words(i.promise),
        "承诺依据": lambda i, _: i.promise.ground if i.promise else "",
        "延长": lambda i, _: (
            f"{i.extension.value}{i.extension.unit.text}，{i.extension.approver}批准（{i.extension.article}）" if i.extension else NONE
        ),
        "齐全性期限": lambda i, _: f"{span(i.completeness.value, i.completeness.unit)}（{i.completeness.article}）",
        "特殊环节": lambda i, _: _lines(map(step_words, i.special_steps)),
        "前置": lambda i, names: _lines(prerequisite_words(one, names) for one in i.prerequisites),
        "材料": lambda i, _: _lines(map(material_words, i.materials)),
        "收费": lambda i, _: f"{i.fee.text}{f'（{i.fee.ground}）' if i.fee.ground else ''}",
        "征求意见": lambda i, _: _lines(
            f"{one.body}，{span(one.value, one.unit)}（{one.ground}）" for one in i.opinions
        ),
        "核查期限": lambda i, _: limit_words(i.verification) if i.verification else NONE,
        "转报": lambda i, _: forwarding_words(i),
        "法定依据": lambda i, _: _lines(i.legal_basis),
        "公布文件": lambda i, _: i.document,
    }
)  # fmt: skip


def words_of(item: Item, catalogue: Catalogue) -> dict[str, str]:
    """一版事项 in words, field by field, the 落款机关 by its name."""
    names = {code: one.name for code, one in catalogue.items.items()}
    found = {field: make(item, names) for field, make in _FIELDS.items()}
    body = catalogue.bodies[item.body]
    return {**found, "落款机关": body.name or body.short, "决定层级": item.decided_by}


def changes(before: Item, after: Item, old: Catalogue, new: Catalogue) -> tuple[Change, ...]:
    """两版之间: the fields that differ."""
    a, b = words_of(before, old), words_of(after, new)
    return tuple(Change(field, a[field], b[field]) for field in b if a[field] != b[field])
