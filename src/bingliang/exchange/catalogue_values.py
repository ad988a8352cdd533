"""目录条目: one entry of a catalogue file made into a value of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

from bingliang.exchange.catalogue_rows import Row
from bingliang.ledger.catalogue import (
    Bundle,
    ExtensionRule,
    Fee,
    Handling,
    IssuingBody,
    Item,
    Limit,
    Material,
    Opinion,
    Prerequisite,
    PrerequisiteKind,
    Promise,
    Question,
    SpecialStep,
    Stage,
    Start,
    StepCandidate,
    TypeRule,
    Unit,
)

CAPACITIES = ("法定职权", "法律法规授权", "委托", "派出机构", "技术机构", "服务企业")
"""行政主体资格: closed list; only 委托 asks for an announcement (《行政许可法》第二十四条)."""

LEVELS = ("区", "市", "省")

Shared = Mapping[str, Material]


def item_of(row: Row, shared: Shared) -> Item:
    """事项 of one ``[[item]]``."""
    item = Item(
        code=row.text("code"),
        name=row.text("name"),
        kind=row.text("type"),
        handling=row.choice("handling", Handling),
        stage=row.text("stage"),
        body=row.text("body"),
        project_types=row.texts("project_types"),
        legal_basis=row.texts("legal_basis"),
        limit=limit_of(row.part("limit")),
        extension=extension_of(row.part("extension")),
        special_steps=steps_of(row),
        prerequisites=tuple(prerequisite_of(each) for each in row.parts("prerequisites")),
        materials=tuple(material_use(each, shared) for each in row.parts("materials")),
        result=row.text("result"),
        validity=row.text("validity", ""),
        decided_by=one_of(row, "decided_by", LEVELS, "区"),
        verification=limit_of(row.part("verification")),
        licence=row.flag("licence", default=True),
        aliases=row.texts("aliases"),
        source=row.texts("source"),
        verified=row.flag("verified", default=False),
        note=row.text("note", ""),
        effective_from=row.day("effective_from", None) or date(2019, 1, 1),
        effective_to=row.day("effective_to", None),
        version=row.number("version", 1),
        department=row.text("department"),
        zone_department=row.text("zone_department", ""),
        lead=row.flag("lead", default=False),
        effect=row.text("effect", ""),
        duty=limit_of(row.part("duty")),
        candidates=tuple(_candidate(each) for each in row.parts("candidates")),
        opinions=opinions_of(row),
        document=row.text("document", ""),
    )
    completeness, fee = limit_of(row.part("completeness")), fee_of(row.part("fee"))
    item = replace(item, completeness=completeness or item.completeness, fee=fee or item.fee)
    row.finish()
    for key in ("project_types", "legal_basis", "source"):
        if not row.texts(key):
            row.wrong(key, "没有填写，请补上。")
    return item


def limit_of(row: Row | None) -> Limit | None:
    """期限 of a group of fields; a limit names its article."""
    if row is None:
        return None
    limit = Limit(
        row.number("value"),
        row.choice("unit", Unit),
        row.choice("start", Start),
        row.text("article"),
        row.flag("verified", default=True),
        row.text("note", ""),
    )
    row.finish()
    return limit


def promise_of(row: Row, ground: str, published: date | None) -> Promise:
    """承诺时限: its own ground, or that of the zone's notice; without any it is refused."""
    unit = row.choice("unit", Unit, Unit.WORKDAY)
    if unit is Unit.NOT_STATED:
        row.wrong("unit", "没有写明是工作日还是自然日，承诺必须写明单位。")
    promise = Promise(
        row.number("value"),
        unit,
        row.choice("start", Start, Start.ACCEPTED),
        row.text("ground", ground),
        row.day("published", published),
        row.flag("with_special_steps", default=False),
    )
    row.finish()
    if not promise.ground:
        row.wrong("ground", "没有依据，承诺时限须写明公布文件的名称和文号（《优化营商环境条例》第三十六条）。")
    return promise


def steps_of(row: Row) -> tuple[SpecialStep, ...]:
    """特殊环节清单: each with the article that requires it for this item (《行政许可法》第四十五条)."""
    steps = []
    for each in row.parts("special_steps"):
        if not each.table.get("ground"):
            name = each.table.get("name", "")
            each.wrong("ground", f"没有填写，特殊环节“{name}”须写明依法需要的依据（《行政许可法》第四十五条）。")
        longest = each.number("longest") if each.has("longest") else None
        each.taken.add("longest")
        unit = each.choice("unit", Unit, Unit.WORKDAY)
        steps.append(SpecialStep(each.text("name"), each.text("ground"), longest, unit))
        each.finish()
    return tuple(steps)


def fee_of(row: Row | None) -> Fee | None:
    """收费: the words printed, with their ground."""
    if row is None:
        return None
    fee = Fee(row.text("text"), row.text("ground"))
    row.finish()
    return fee


def opinions_of(row: Row) -> tuple[Opinion, ...]:
    """随件征求意见."""
    opinions = []
    for each in row.parts("opinions"):
        unit = each.choice("unit", Unit, Unit.WORKDAY)
        opinions.append(Opinion(each.text("body"), each.number("value"), unit, each.text("ground")))
        each.finish()
    return tuple(opinions)


def one_of(row: Row, key: str, words: tuple[str, ...], default: str) -> str:
    """一栏文字 out of a closed list."""
    value = row.text(key, default)
    if value != default and value not in words:
        row.wrong(key, f"是“{value}”，只能是以下之一：{'、'.join(words)}。")
    return value


def extension_of(row: Row | None) -> ExtensionRule | None:
    """延长: how long, by whose approval, under which article."""
    if row is None:
        return None
    rule = ExtensionRule(row.number("value"), row.choice("unit", Unit), row.text("approver"), row.text("article"))
    row.finish()
    return rule


def _candidate(row: Row) -> StepCandidate:
    candidate = StepCandidate(row.text("name"), row.text("source"), row.text("note", "待核"))
    row.finish()
    return candidate


def prerequisite_of(row: Row) -> Prerequisite:
    """前置 of one group of fields."""
    items, kind = row.texts("items"), row.choice("kind", PrerequisiteKind)
    found = Prerequisite(items, kind, row.text("ground"), row.text("detail", ""))
    row.finish()
    if not items:
        row.wrong("items", "没有填写，请写明哪些事项（任一）是前置。")
    return found


def material_use(row: Row, shared: Shared) -> Material:
    """材料 as one item asks for it, out of those registered."""
    code = row.text("code")
    if code not in shared:
        row.wrong("code", f"是“{code}”，材料目录中没有这个编码，请先在 [[material]] 中登记。")
    material = replace(
        shared[code],
        source=row.text("source"),
        required=row.flag("required", default=True),
        originals=row.number("originals", shared[code].originals),
        copies=row.number("copies", shared[code].copies),
        when=row.text("when", ""),
    )
    row.finish()
    return material


def material_of(row: Row) -> Material:
    """材料 of one ``[[material]]``: what all items share; each item adds its own source."""
    material = Material(
        row.text("code"),
        row.text("name"),
        source="",
        originals=row.number("originals", 1),
        copies=row.number("copies", 0),
        sample=row.text("sample", ""),
        produced_by=row.texts("produced_by"),
    )
    row.finish()
    return material


def body_of(row: Row, standing: IssuingBody | None = None) -> IssuingBody:
    """落款机关 of one ``[[body]]``; over one that stands already, only the fields written are replaced."""
    body = standing or IssuingBody(row.text("code"), row.text("short"))
    row.taken.add("code")
    words = [each.name for each in fields(IssuingBody) if each.name not in {"code", "capacity_until", "decides"}]
    written = {key: row.text(key, "") for key in words if row.has(key)}
    row.taken.update(words)
    one_of(row, "capacity", CAPACITIES, "")
    one_of(row, "level", LEVELS, "")
    until, decides = row.day("capacity_until", body.capacity_until), row.flag("decides", default=body.decides)
    row.finish()
    return replace(body, **written, capacity_until=until, decides=decides)


def stage_of(row: Row) -> Stage:
    """阶段 of one ``[[stage]]``."""
    stage = Stage(row.text("code"), row.text("name"), row.text("lead"), row.text("source", ""))
    row.finish()
    return stage


def type_of(row: Row) -> tuple[str, str, TypeRule]:
    """项目类型 of one ``[[project_type]]``: code, name and its rule."""
    waived = {}
    for each in row.parts("waived"):
        waived[each.text("item")] = each.text("ground")
        each.finish()
    rule = TypeRule(row.texts("kind_of"), waived, row.texts("merged"), row.text("source", ""))
    code, name = row.text("code"), row.text("name")
    row.finish()
    return code, name, rule


def question_of(row: Row) -> Question:
    """情形问题 of one ``[[question]]``."""
    question = Question(
        row.text("code"),
        row.text("text"),
        row.text("help", ""),
        row.text("source"),
        row.texts("stages"),
        row.texts("yes"),
        row.texts("no"),
        row.texts("project_types"),
        row.text("group", ""),
        row.flag("rare", default=False),
    )
    row.finish()
    return question


def bundle_of(row: Row) -> Bundle:
    """一件事 of one ``[[bundle]]``."""
    name, items = row.text("name"), row.texts("items")
    bundle = Bundle(row.text("code"), name, items, row.texts("questions"), row.text("source", ""))
    row.finish()
    if not items:
        row.wrong("items", "没有填写，一件事至少要有一个事项。")
    return bundle
