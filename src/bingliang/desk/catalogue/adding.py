"""新增事项: an item that the factory's catalogue does not have, said in full for the draft; its code is the zone's own.

A zone adds what a law, a regulation or the rule of a higher authority has set; it sets no licence of its own
(《行政许可法》第十四条至第十七条), therefore every basis names the text and its article.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.catalogue.said import ARTICLE, FEE_GROUND, as_said, said_of
from bingliang.desk.errors import Faults
from bingliang.exchange.catalogue_checks import EVERY_TYPE
from bingliang.exchange.catalogue_values import LEVELS
from bingliang.exchange.catalogue_zone import ZONE_ITEM
from bingliang.ledger.catalogue import Handling, Item

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bingliang.desk.catalogue.rows import Row
    from bingliang.ledger.catalogue import Catalogue

LICENCE = "01行政许可"
TYPES = (LICENCE, "07行政确认", "10其他行政权力", "20公共服务事项", "备案")
SETTING = "《行政许可法》第十七条"


def new_code(catalogue: Catalogue, drafted: Iterable[str]) -> str:
    """下一个编码 of the zone's own."""
    taken = {*catalogue.items, *drafted}
    return next(code for n in range(1, 1000) if (code := f"{ZONE_ITEM}{n:02d}") not in taken)


def blank(catalogue: Catalogue, code: str) -> Item:
    """空白的事项, from which the sheet begins."""
    body = next(iter(catalogue.bodies))
    types = tuple(catalogue.project_types)
    return Item(code, "", LICENCE, Handling.PROMISED, catalogue.stages[0].code, body, types, (), None)


def head_fields(catalogue: Catalogue, item: Item) -> tuple[Field, ...]:
    """新增时才问的栏, before those that every item has."""
    types = [code for code in catalogue.project_types if code != EVERY_TYPE]
    applied = range(len(types)) if EVERY_TYPE in item.project_types else map(types.index, item.project_types)
    offered = (one for one in Handling if one.offered)
    fresh = not item.name
    return (
        Field("item_code", "编码", default=item.code, readonly=True, help="本区新增的事项由程序编号，以 Z- 开头，以后不变。"),
        Field("item_name", "事项名称", default=item.name, help="照设定它的法律、法规或者上级目录的名称写。"),
        Field("item_type", "事项类型", Kind.CHOICE, item.kind, choices=tuple(Choice(one, one) for one in TYPES),
              help=f"行政许可只能由法律、法规和国务院决定设定，园区不能自己设定（{SETTING}）。", folded=True),
        Field("item_handling", "办理方式", Kind.CHOICE, item.handling.value,
              choices=tuple(Choice(one.value, one.value) for one in offered), folded=True,
              help="决定它的时限、行为和文书；不清楚的先问法制。"),
        Field("item_body", "落款机关", Kind.CHOICE, "" if fresh else item.body, folded=True,
              choices=tuple(Choice(code, body.short, body.name) for code, body in catalogue.bodies.items())),
        Field("item_level", "决定层级", Kind.CHOICE, item.decided_by, choices=tuple(Choice(one, one) for one in LEVELS)),
        Field("item_stage", "阶段", Kind.CHOICE, "" if fresh else item.stage, folded=True,
              choices=tuple(Choice(one.code, one.name) for one in catalogue.stages),
              help="收件时随这个阶段列出；市政公用和投产以后的选相应的阶段。"),
        Field("item_types", "适用的项目类型", Kind.ITEMS, tuple(applied),
              choices=tuple(Choice(str(at), catalogue.project_types[code]) for at, code in enumerate(types)),
              help="不适用的去掉勾；收件时只对勾选的类型列出。"),
        Field("item_result", "结果文书", default=item.result, help="办结以后给申请人的证件或者文书的名称。"),
    )  # fmt: skip


def new_row(
    form: ActForm, values: Values, catalogue: Catalogue, drafted: Sequence[Row] = ()
) -> tuple[Row, tuple[Row, ...]]:
    """成一行 of the zone's file, in full, and the materials nobody has registered yet. Faults all at once."""
    v = typed(form, values)
    faults: list[tuple[str, str]] = []
    head = _head(v, catalogue, faults)
    said, fresh = said_of(v, catalogue, drafted, faults)
    if not said["fee"]["ground"]:
        faults.append(("fee_ground", FEE_GROUND))
    if said["legal_basis"] and not any(ARTICLE.search(one) for one in said["legal_basis"]):
        faults.append(("legal_basis", "法定依据要写到法律、法规、规章的名称和条（例：《××条例》第××条）。"))
    if head["type"] == LICENCE and said["limit"] is None:
        faults.append(("limit_value", "行政许可没有法定时限的，按《行政许可法》第四十二条写20个工作日，并写明条文。"))
    if faults:
        raise Faults(faults)
    nothing = as_said(replace(blank(catalogue, head["code"]), fee=replace(blank(catalogue, head["code"]).fee, text="")))
    kept = {key: value for key, value in said.items() if value is not None and value != nothing[key]}
    limit = said["limit"]
    checked = bool(limit) and bool(limit["verified"])
    return {**head, **kept, "verified": checked or limit is None}, fresh


def _head(v: Mapping[str, Any], catalogue: Catalogue, faults: list[tuple[str, str]]) -> dict[str, Any]:
    name, code = str(v["item_name"]).strip(), str(v["item_code"])
    if any(one.name == name and held != code for held, one in catalogue.items.items()):
        faults.append(("item_name", f"目录里已经有“{name}”，要改它的请选中它修改。"))
    types = [held for held in catalogue.project_types if held != EVERY_TYPE]
    chosen = [types[at] for at in v["item_types"]]
    return {
        "code": code,
        "name": name,
        "type": v["item_type"],
        "handling": v["item_handling"],
        "stage": v["item_stage"],
        "body": v["item_body"],
        "department": catalogue.bodies[v["item_body"]].short if v["item_body"] in catalogue.bodies else "",
        "decided_by": v["item_level"],
        "project_types": [EVERY_TYPE] if len(chosen) == len(types) else chosen,
        "licence": v["item_type"] == LICENCE,
        "result": v["item_result"],
        "source": ["本区新增，依据见法定依据和公布文件"],
    }


def is_new(row: Row) -> bool:
    """新增的一行 of a draft."""
    return "name" in row
