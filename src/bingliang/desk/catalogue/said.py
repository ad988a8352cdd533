"""事项的改动: what was typed on a sheet or stands in a table, made into a row of the zone's file; only what differs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.fields import ActForm, Values, typed
from bingliang.desk.errors import Faults
from bingliang.exchange.catalogue_zone import known_materials
from bingliang.ledger.catalogue import Unit

if TYPE_CHECKING:
    from bingliang.desk.catalogue.rows import Row
    from bingliang.ledger.catalogue import Catalogue, Item

CHECKED, UNCHECKED = "已核对到条文", "没有核对"
NEEDED, SOMETIMES = "必需", "需要时"
ZONE_MATERIAL = "M-ZONE-"
ARTICLE = re.compile(r"《.+》.*第.+条")
"""依据 that names its text and its article."""
_NAMED = re.compile(r"《.+》|令.*第.+条")
"""条文 that names its text, or the order of a ministry by its number."""
_CODE = re.compile(r"[A-Z]+\d*-\d+")
"""事项编码 as it stands before a name: S3-07, QY-01, P-03."""


def row_of(
    form: ActForm, values: Values, item: Item, catalogue: Catalogue, drafted: Sequence[Row] = ()
) -> tuple[Row, tuple[Row, ...]]:
    """成一行: only what differs from the item as it stands, and the materials nobody has registered yet. Faults all at once."""
    faults: list[tuple[str, str]] = []
    said, fresh = said_of(typed(form, values), catalogue, drafted, faults)
    if item.limit is not None and said["limit"] is None and not any(name == "limit_value" for name, _ in faults):
        gone = ("limit_value", "法定时限不能删去；没有查到条文的，请保留原数并选“没有核对”。")
        faults = [gone, *(one for one in faults if one[0] != "extension_value")]
    if faults:
        raise Faults(faults)
    now = as_said(item)
    row = {key: value for key, value in said.items() if value != now[key]}
    if "fee" in row and not said["fee"]["ground"]:
        raise Faults([("fee_ground", FEE_GROUND)])
    return {"code": item.code, **row}, fresh


FEE_GROUND = "收费（包括不收费）须有依据（《行政许可法》第五十八条或者专门规定），请写明。"


def said_of(
    v: Mapping[str, Any], catalogue: Catalogue, drafted: Sequence[Row], faults: list[tuple[str, str]]
) -> tuple[dict[str, Any], tuple[Row, ...]]:
    """所填的各栏 in the shape of the zone's file, and the materials that are new; what is wrong is added to `faults`."""
    fresh: list[Row] = []
    known = material_names(catalogue, drafted)
    said: dict[str, Any] = {
        "limit": _limit(v, faults),
        "extension": _extension(v, faults),
        "promise": _promise(v, faults),
        "legal_basis": [str(one["basis"]) for one in v["legal_basis"]],
        "materials": list(_materials(v["materials"], known, fresh, faults)),
        "prerequisites": list(_prerequisites(v["prerequisites"], catalogue, faults)),
        "special_steps": list(_steps(v["special_steps"], faults)),
        "fee": {"text": v["fee_text"], "ground": v["fee_ground"]},
    }
    if not said["legal_basis"]:
        faults.append(("legal_basis", "法定依据一条也没有，事项必须有依据，请至少写一条。"))
    return said, tuple(fresh)


def as_said(item: Item) -> dict[str, Any]:
    """事项 in the shape of the zone's file, field by field."""
    limit, promise, extension = item.limit, item.promise, item.extension
    return {
        "extension": _extension_row(extension.value, extension.unit.value, extension.approver, extension.article)
        if extension else {"withdrawn": True},
        "limit": _limit_row(limit.value, limit.unit.value, limit.start.value, limit.article, verified=limit.verified)
        if limit else None,
        "promise": _promise_row(promise.value, promise.unit.value, promise.start.value, steps=promise.with_special_steps)
        if promise else {"withdrawn": True},
        "legal_basis": list(item.legal_basis),
        "materials": [
            _material_row(one.code, one.source, one.originals, one.copies, when=one.when, needed=one.required)
            for one in item.materials
        ],
        "prerequisites": [
            {"items": list(one.items), "kind": one.kind.value, "ground": one.ground, **_if("detail", one.detail)}
            for one in item.prerequisites
        ],
        "special_steps": [
            {"name": one.name, "ground": one.ground, **_if("longest", one.longest), "unit": one.unit.value}
            for one in item.special_steps
        ],
        "fee": {"text": item.fee.text, "ground": item.fee.ground},
    }  # fmt: skip


def _if(key: str, value: object) -> dict[str, object]:
    return {key: value} if value else {}


def _limit_row(value: int, unit: str, start: str, article: str, *, verified: bool) -> Row:
    return {"value": value, "unit": unit, "start": start, "article": article, "verified": verified}


def _extension_row(value: int, unit: str, approver: str, article: str) -> Row:
    return {"value": value, "unit": unit, "approver": approver, "article": article}


def _promise_row(value: int, unit: str, start: str, *, steps: bool) -> Row:
    return {"value": value, "unit": unit, "start": start, **_if("with_special_steps", steps)}


def _material_row(code: str, source: str, originals: int, copies: int, *, when: str, needed: bool) -> Row:
    rest = {**_if("when", when), **({} if needed else {"required": False})}
    return {"code": code, "source": source, "originals": originals, "copies": copies, **rest}


def _figure(v: Mapping[str, Any], key: str, word: str, faults: list[tuple[str, str]]) -> int | None:
    given = str(v[key]).strip()
    if given and (not given.isdecimal() or int(given) > 365):  # noqa: PLR2004 - no limit is longer than a year
        faults.append((key, f"{word}“{given}”应是 0 到 365 的整数，没有的留空。"))
        return None
    return int(given) if given else None


def _limit(v: Mapping[str, Any], faults: list[tuple[str, str]]) -> Row | None:
    value = _figure(v, "limit_value", "法定时限", faults)
    if value is None:
        return None
    if not v["limit_article"]:
        faults.append(("limit_article", "法定时限没有条文，请写明出自哪一条。"))
    return _limit_row(
        value, v["limit_unit"], v["limit_start"], v["limit_article"], verified=v["limit_checked"] == CHECKED
    )


def _extension(v: Mapping[str, Any], faults: list[tuple[str, str]]) -> Row:
    """延长: a figure of the law with its article and approver; none at all where the law gives none."""
    value = _figure(v, "extension_value", "延长", faults)
    if not value:
        if value == 0:
            faults.append(("extension_value", "延长0日就是不能延长，请留空。"))
        return {"withdrawn": True}
    article, approver = v["extension_article"], v["extension_approver"]
    if not str(v["limit_value"]).strip():
        faults.append(("extension_value", "没有法定时限的事项谈不上延长，请先写法定时限，或者把延长留空。"))
    if not _NAMED.search(article):
        faults.append(
            ("extension_article", "延长没有条文，请写明出自哪部法的哪一条（例：《行政许可法》第四十二条第一款）。")
        )
    if not approver:
        faults.append(("extension_approver", "请写明由谁批准延长（例：本行政机关负责人）。"))
    most = 15 if "第二款" in article else 10
    if "行政许可法》第四十二条" in article and (value > most or v["extension_unit"] != Unit.WORKDAY):
        faults.append(
            (
                "extension_value",
                f"《行政许可法》第四十二条的延长不超过{most}个工作日；法律、法规另有规定的，写明那一条。",
            )
        )
    return _extension_row(value, v["extension_unit"], approver, article)


def _promise(v: Mapping[str, Any], faults: list[tuple[str, str]]) -> Row:
    value = _figure(v, "promise_value", "承诺时限", faults)
    if value is None:
        return {"withdrawn": True}
    return _promise_row(value, v["promise_unit"], v["promise_start"], steps=bool(v["promise_steps"]))


def material_names(catalogue: Catalogue, drafted: Sequence[Row] = ()) -> dict[str, str]:
    """登记过的材料 and those of the draft: code → name."""
    known = {code: one.name for code, one in known_materials(catalogue).items()}
    return known | {str(one["code"]): str(one["name"]) for one in drafted}


def _materials(
    rows: Iterable[Mapping[str, Any]], known: Mapping[str, str], fresh: list[Row], faults: list[tuple[str, str]]
) -> Iterable[Row]:
    by_name = {name: code for code, name in known.items()}
    taken: set[str] = set()
    for row in rows:
        given = str(row["material"])
        code = next((one for one in (given.split(" ", maxsplit=1)[0], by_name.get(given, "")) if one in known), "")
        if not code:
            code = _new_code({*known, *(str(one["code"]) for one in fresh)})
            fresh.append({"code": code, "name": given})
        if code in taken:
            faults.append(("materials", f"材料“{given}”写了两次，请删去一行。"))
        if not row["source"]:
            faults.append(("materials", f"材料“{given}”没有来源依据，没有依据的材料不得索要。"))
        taken.add(code)
        needed = row["required"] == NEEDED
        yield _material_row(code, row["source"], row["originals"], row["copies"], when=row["when"], needed=needed)


def _new_code(known: set[str]) -> str:
    return next(code for n in range(1, 1000) if (code := f"{ZONE_MATERIAL}{n:03d}") not in known)


def _prerequisites(
    rows: Iterable[Mapping[str, Any]], catalogue: Catalogue, faults: list[tuple[str, str]]
) -> Iterable[Row]:
    for row in rows:
        # a name chosen from the list may have “、” in it; only its code counts
        named = _CODE.findall(str(row["before"])) or [str(row["before"])]
        unknown = [code for code in named if code not in catalogue.items]
        faults += [("prerequisites", f"目录中没有编码为“{code}”的事项，请从清单选。") for code in unknown]
        if not row["ground"]:
            faults.append(("prerequisites", f"前置“{row['before']}”没有依据，没有依据的不得作为前置。"))
        yield {"items": named, "kind": row["kind"], "ground": row["ground"], **_if("detail", row["detail"])}


def _steps(rows: Iterable[Mapping[str, Any]], faults: list[tuple[str, str]]) -> Iterable[Row]:
    for row in rows:
        longest = str(row["longest"]).strip()
        if longest and not longest.isdecimal():
            faults.append(("special_steps", f"特殊环节“{row['name']}”的最长时间“{longest}”应是整数，没有规定的留空。"))
            continue
        if not row["ground"]:
            faults.append(
                ("special_steps", f"特殊环节“{row['name']}”没有依据，没有依据的不停表（《行政许可法》第四十五条）。")
            )
        yield {"name": row["name"], "ground": row["ground"], **_if("longest", int(longest or 0)), "unit": row["unit"]}
