"""目录文件: the catalogue read from its TOML files, and the zone's own file laid over it.

The factory edition lies in resources/catalogue/; what a zone decides (bodies, promises, special steps, fees, settings)
is one file of its own and never touches the factory files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from bingliang.exchange.catalogue_checks import Days, check
from bingliang.exchange.catalogue_rows import KINDS, Row, decoded, rows, tables
from bingliang.exchange.catalogue_values import (
    LEVELS,
    body_of,
    bundle_of,
    fee_of,
    item_of,
    limit_of,
    material_of,
    one_of,
    opinions_of,
    promise_of,
    question_of,
    stage_of,
    steps_of,
    type_of,
)
from bingliang.ledger.catalogue import Catalogue, Item, Material

FACTORY_TABLES = set(KINDS) - {"promise_notice"}
ZONE_TABLES = {"body", "item", "promise_notice", "settings"}


@dataclass(slots=True)
class _Origins:
    """出处簿: which row of which file an entry came from, so that a later check can still name its line."""

    rows: dict[tuple[str, str], Row] = field(default_factory=dict)

    def once(self, row: Row, code: str) -> None:
        """Remembers the row; a second one with the same code is refused."""
        key = (row.origin.kind, code)
        if key in self.rows:
            first = self.rows[key].origin
            row.wrong("code", f"与“{first.file}”第{first.line('code')}行重复，一个编码只能用一次，请改正其中一个。")
        self.rows[key] = row

    def sentence(self, kind: str, code: str, key: str, what: str) -> str:
        """出错的一句话, with file and line when the entry is in one of these files."""
        row = self.rows.get((kind, code))
        return f"事项目录中{KINDS[kind]}“{code}”的“{key}”{what}" if row is None else row.sentence(key, what)


def read_catalogue(files: Mapping[str, str], *, edition: int = 0, calendar: Days | None = None) -> Catalogue:
    """读取目录 (file name → text), checked; ValueError names file, line, entry and field.

    ``calendar`` compares promised and statutory limits over a whole year of it instead of plain weeks.
    """
    tops = {name: tables(text, name) for name, text in files.items()}
    for name, top in tops.items():
        _only(top, FACTORY_TABLES, name)
    origins = _Origins()

    def each(kind: str) -> Iterator[Row]:
        for name, top in tops.items():
            yield from rows(top, files[name], name, kind)

    def once(kind: str) -> Iterator[Row]:
        for row in each(kind):
            origins.once(row, row.text("code"))
            yield row

    shared = {row.text("code"): material_of(row) for row in once("material")}
    stages = tuple(stage_of(row) for row in once("stage"))
    types = [type_of(row) for row in once("project_type")]
    versions = _versions(each("item"), shared, origins)
    order = {stage.code: n for n, stage in enumerate(stages)}
    codes = sorted(versions, key=lambda code: order.get(versions[code][-1].stage, len(order)))
    catalogue = Catalogue(
        edition=edition,
        items={code: versions[code][-1] for code in codes},
        bodies={row.text("code"): body_of(row) for row in once("body")},
        stages=stages,
        project_types={code: name for code, name, _ in types},
        questions=tuple(question_of(row) for row in once("question")),
        bundles=tuple(bundle_of(row) for row in once("bundle")),
        type_rules={code: rule for code, _, rule in types},
        versions={code: versions[code] for code in codes},
    )
    check(catalogue, origins.sentence, calendar)
    _produced(shared, catalogue, origins)
    return catalogue


def read_catalogue_folder(folder: Path, *, edition: int = 0, calendar: Days | None = None) -> Catalogue:
    """读取目录文件夹: every .toml file in it, by name; ValueError when there is none or one is not UTF-8."""
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise ValueError(f"文件夹“{folder}”里没有目录文件（.toml），请检查路径。")
    files = {path.name: decoded(path.read_bytes(), path.name) for path in paths}
    return read_catalogue(files, edition=edition, calendar=calendar)


def overlay(catalogue: Catalogue, zone_text: str, name: str, *, calendar: Days | None = None) -> Catalogue:
    """区的文件 laid over the factory catalogue: bodies, promises, special steps, completeness, fees, settings.

    Checked again as a whole; ValueError names the zone's file, line, entry and field.
    """
    top = tables(zone_text, name)
    _only(top, ZONE_TABLES, name)
    origins = _Origins()
    bodies = dict(catalogue.bodies)
    for row in rows(top, zone_text, name, "body"):
        code = row.text("code")
        origins.once(row, code)
        bodies[code] = body_of(row, bodies.get(code))
    ground, published = _notice(top, zone_text, name)
    versions = dict(catalogue.versions)
    for row in rows(top, zone_text, name, "item"):
        code = row.text("code")
        origins.once(row, code)
        if code not in versions:
            row.wrong("code", "在事项目录中不存在，请核对编码。")
        changed = _zone_fields(row, versions[code][-1], ground, published)
        versions[code] = tuple(replace(item, **changed) for item in versions[code])  # type: ignore[arg-type]  # by name
    laid = replace(
        catalogue,
        bodies=bodies,
        items={code: versions[code][-1] for code in catalogue.items},
        versions=versions,
        settings={**catalogue.settings, **_settings(top, name)},
    )
    check(laid, origins.sentence, calendar)
    return laid


def _versions(found: Iterable[Row], shared: Mapping[str, Material], origins: _Origins) -> dict[str, tuple[Item, ...]]:
    """Items by code, each with its versions in the order of their days; an open end closes when the next begins."""
    gathered: dict[str, list[Item]] = {}
    for row in found:
        item = item_of(row, shared)
        known = gathered.setdefault(item.code, [])
        if not known:
            origins.once(row, item.code)
        elif any(item.effective_from == other.effective_from or item.version == other.version for other in known):
            row.wrong("code", "重复：同一事项的另一版须有自己的 version 和 effective_from，请改正。")
        known.append(item)
        if item.effective_to is not None and item.effective_to < item.effective_from:
            row.wrong("effective_to", "早于 effective_from，请改正。")
    return {code: _closed(sorted(items, key=lambda item: item.effective_from)) for code, items in gathered.items()}


def _closed(items: list[Item]) -> tuple[Item, ...]:
    closed = [
        replace(item, effective_to=item.effective_to or later.effective_from - timedelta(1))
        for item, later in pairwise(items)
    ]
    return (*closed, items[-1])


def _produced(shared: Mapping[str, Material], catalogue: Catalogue, origins: _Origins) -> None:
    for material in shared.values():
        for code in material.produced_by:
            if code not in catalogue.items:
                what = f"写了不存在的事项“{code}”，请改为目录中已有的编码。"
                raise ValueError(origins.sentence("material", material.code, "produced_by", what))


def _only(top: Mapping[str, object], allowed: set[str], name: str) -> None:
    for key in top:
        if key not in allowed:
            raise ValueError(f"目录文件“{name}”里有不认识的段“{key}”，可用的有：{'、'.join(sorted(allowed))}。")


def _notice(top: Mapping[str, object], text: str, name: str) -> tuple[str, date | None]:
    """The zone's one published notice, which grounds every promise that names no other."""
    if "promise_notice" not in top:
        return "", None
    row = rows({"promise_notice": [top["promise_notice"]]}, text, name, "promise_notice")[0]
    ground, published = row.text("ground"), row.day("published", None)
    row.finish()
    return ground, published


def _zone_fields(row: Row, item: Item, ground: str, published: date | None) -> dict[str, object]:
    """What a zone may say of an item; everything else stays the factory's."""
    changed: dict[str, object] = {}
    if row.has("body"):
        changed["body"] = row.text("body")
    if row.has("decided_by"):
        changed["decided_by"] = one_of(row, "decided_by", LEVELS, "")
    if row.has("special_steps"):
        changed["special_steps"] = steps_of(row)
    if row.has("opinions"):
        changed["opinions"] = opinions_of(row)
    promise = row.part("promise")
    if promise is not None:
        changed["promise"] = promise_of(promise, ground, published)
    for key in ("completeness", "verification"):
        limit = limit_of(row.part(key))
        if limit is not None:
            changed[key] = limit
    fee = fee_of(row.part("fee"))
    if fee is not None:
        changed["fee"] = fee
    changed.update(_confirmed(row, item))
    changed.update(_deferrable(row, item))
    row.taken.update({"body", "decided_by", "special_steps", "opinions"})
    row.finish()
    return changed


def _confirmed(row: Row, item: Item) -> dict[str, object]:
    """法定时限确认: the zone's legal staff take an unverified statutory limit as true, on a ground they name."""
    ground = row.text("confirmed", "")
    if not ground:
        return {}
    if item.limit is None:
        row.wrong("confirmed", "无从确认：该事项没有法定时限。")
    return {"limit": replace(item.limit, verified=True, note="；".join(filter(None, (item.limit.note, ground))))}


def _deferrable(row: Row, item: Item) -> dict[str, object]:
    """可容缺清单: material codes of this item that a published list lets come later."""
    part = row.part("deferrable")
    if part is None:
        return {}
    codes, ground = part.texts("materials"), part.text("ground")
    part.finish()
    for code in codes:
        if code not in {material.code for material in item.materials}:
            part.wrong("materials", f"中的“{code}”不是该事项的材料，请核对。")
    listed = (
        replace(m, deferrable=True, source=f"{m.source}；可容缺：{ground}") if m.code in codes else m
        for m in item.materials
    )
    return {"materials": tuple(listed)}


def _settings(top: Mapping[str, object], name: str) -> dict[str, object]:
    """区的设置: each a group with a value and its source."""
    found = top.get("settings", {})
    settings: dict[str, object] = {}
    for key, group in found.items() if isinstance(found, dict) else ():
        if not isinstance(group, dict) or "value" not in group or not group.get("source"):
            raise ValueError(f"目录文件“{name}”的设置“{key}”须有 value（内容）和 source（依据），请补上。")
        settings[key] = dict(group)
    return settings
