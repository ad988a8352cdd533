"""区的文件: what a zone decides, laid over the factory catalogue: bodies, promises, special steps, fees, settings.

An item written without a day is changed as it stands; written with `effective_from` it is a version of its own that
holds from that day, and everything before it stays as it was. The factory's files are never touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bingliang.exchange.catalogue_checks import Days, check
from bingliang.exchange.catalogue_files import Origins, closed, only
from bingliang.exchange.catalogue_rows import Row, rows, tables
from bingliang.exchange.catalogue_values import (
    LEVELS,
    body_of,
    extension_of,
    fee_of,
    item_of,
    limit_of,
    material_of,
    material_use,
    one_of,
    opinions_of,
    prerequisite_of,
    promise_of,
    steps_of,
)
from bingliang.ledger.catalogue import Catalogue, Item, Material, Prerequisite

ZONE_TABLES = {"body", "item", "material", "promise_notice", "settings"}
_PLAIN = ("body", "decided_by", "special_steps", "opinions", "legal_basis", "materials", "prerequisites", "document")
ZONE_ITEM = "Z-"
"""How the code of an item begins that the zone itself has added: no later factory edition uses it."""


def overlay(catalogue: Catalogue, zone_text: str, name: str, *, calendar: Days | None = None) -> Catalogue:
    """区的文件 laid over the factory catalogue.

    Checked again as a whole; ValueError names the zone's file, line, entry and field.
    """
    top = tables(zone_text, name)
    only(top, ZONE_TABLES, name)
    origins = Origins()
    bodies = dict(catalogue.bodies)
    for row in rows(top, zone_text, name, "body"):
        code = row.text("code")
        origins.once(row, code)
        bodies[code] = body_of(row, bodies.get(code))
    ground, published = _notice(top, zone_text, name)
    shared = known_materials(catalogue)
    for row in rows(top, zone_text, name, "material"):
        origins.once(row, row.text("code"))
        shared[row.text("code")] = material_of(row)
    laying = _Laying(dict(catalogue.versions), shared, ground, published, origins)
    found = rows(top, zone_text, name, "item")
    for row in sorted(found, key=lambda one: one.day("effective_from", None) or date.min):
        laying.lay(row)
    versions = laying.versions
    laid = replace(
        catalogue,
        bodies=bodies,
        items={code: versions[code][-1] for code in _in_order(catalogue, versions)},
        versions=versions,
        settings={**catalogue.settings, **_settings(top, name)},
    )
    check(laid, origins.sentence, calendar)
    return laid


def _in_order(catalogue: Catalogue, versions: Mapping[str, tuple[Item, ...]]) -> list[str]:
    """目录顺序: those of the factory as they stand, the zone's own at the end of their stage."""
    added = [code for code in versions if code not in catalogue.items]
    if not added:
        return list(catalogue.items)
    order = {stage.code: n for n, stage in enumerate(catalogue.stages)}
    return sorted([*catalogue.items, *added], key=lambda code: order.get(versions[code][-1].stage, len(order)))


def _prerequisites(row: Row) -> tuple[Prerequisite, ...]:
    return tuple(prerequisite_of(each) for each in row.parts("prerequisites"))


_LISTS: Mapping[str, Callable[[Row], object]] = {
    "special_steps": steps_of,
    "opinions": opinions_of,
    "legal_basis": lambda row: row.texts("legal_basis"),
    "prerequisites": _prerequisites,
}


@dataclass(slots=True)
class _Laying:
    """逐条叠加 of the zone's items: the versions as they are so far."""

    versions: dict[str, tuple[Item, ...]]
    shared: Mapping[str, Material]
    ground: str
    published: date | None
    origins: Origins

    def lay(self, row: Row) -> None:
        """One row of the zone's file; rows come in the order of their days, those without one first."""
        code, since = row.text("code"), row.day("effective_from", None)
        if code not in self.versions:
            self._add(row, code, since)
            return
        # a later check names the first row of an item; each day of it may be written once
        self.origins.once(row, code if since is None else f"{code}/{since:%Y-%m-%d}")
        self.origins.rows.setdefault(("item", code), row)
        known = self.versions[code]
        if since is None:
            changed = self._fields(row, known[-1])
            self.versions[code] = tuple(replace(item, **changed) for item in known)  # type: ignore[arg-type]  # by name
            return
        if since <= known[0].effective_from:
            row.wrong("effective_from", f"应晚于上一版的{known[0].effective_from:%Y-%m-%d}，请改正。")
        if not row.text("document", ""):
            row.wrong("document", "没有填写，事项的新版须写明公布文件的名称和文号。")
        at = max(n for n, item in enumerate(known) if item.effective_from <= since)
        base, later = known[at], known[at + 1 :]
        changed = self._fields(row, base)
        if base.effective_from == since:  # the law changed on this very day: the zone's words lie over the law's
            fresh, earlier = replace(base, **changed), known[:at]  # type: ignore[arg-type]  # by name
        else:
            fresh = replace(base, **changed, version=base.version + 1, effective_from=since, effective_to=None)  # type: ignore[arg-type]  # by name
            earlier = (*known[:at], replace(base, effective_to=None))
        self.versions[code] = closed([*earlier, fresh, *(_carried(base, changed, one) for one in later)])

    def _add(self, row: Row, code: str, since: date | None) -> None:
        """新增事项: written in full, from its day on, under the paper that published it."""
        if not code.startswith(ZONE_ITEM):
            row.wrong("code", f"在事项目录中不存在，请核对编码；本区新增事项的编码以“{ZONE_ITEM}”开头。")
        if since is None:
            row.wrong("effective_from", "没有填写，新增的事项须写明从哪天起。")
        document = row.text("document")
        promise = row.part("promise")
        self.origins.once(row, code)
        made = item_of(row, self.shared)
        gone = promise is None or promise.flag("withdrawn", default=False)
        said = None if promise is None or gone else promise_of(promise, document or self.ground, self.published)
        self.versions[code] = (replace(made, promise=said, document=document, version=1, effective_to=None),)

    def _fields(self, row: Row, item: Item) -> dict[str, object]:
        changed = _zone_fields(row, item, row.text("document", "") or self.ground, self.published, self.shared)
        return {**changed, "document": row.text("document", "") or item.document}


def _carried(base: Item, changed: Mapping[str, object], later: Item) -> Item:
    """沿用: what the zone decided stays when the law changes later, but for what that law itself says otherwise."""
    kept = {name: value for name, value in changed.items() if getattr(later, name) == getattr(base, name)}
    return replace(later, **kept, version=later.version + 1)  # type: ignore[arg-type]  # by name


def known_materials(catalogue: Catalogue) -> dict[str, Material]:
    """登记过的材料 by code, as all items share them."""
    found: dict[str, Material] = {}
    for versions in catalogue.versions.values():
        for item in versions:
            for one in item.materials:
                found.setdefault(one.code, replace(one, source="", deferrable=False, required=True, when=""))
    return found


def _notice(top: Mapping[str, object], text: str, name: str) -> tuple[str, date | None]:
    """The zone's one published notice, which grounds every promise that names no other."""
    if "promise_notice" not in top:
        return "", None
    row = rows({"promise_notice": [top["promise_notice"]]}, text, name, "promise_notice")[0]
    ground, published = row.text("ground"), row.day("published", None)
    row.finish()
    return ground, published


def _zone_fields(
    row: Row, item: Item, ground: str, published: date | None, shared: Mapping[str, Material]
) -> dict[str, object]:
    """What a zone may say of an item; everything else stays the factory's."""
    changed: dict[str, object] = {key: read(row) for key, read in _LISTS.items() if row.has(key)}
    if row.has("body"):
        changed["body"] = row.text("body")
    if row.has("decided_by"):
        changed["decided_by"] = one_of(row, "decided_by", LEVELS, "")
    if row.has("materials"):
        changed["materials"] = _materials(row, item, shared)
    promise = row.part("promise")
    if promise is not None:
        # a promise that is withdrawn leaves the statutory limit alone
        gone = promise.flag("withdrawn", default=False)
        changed["promise"] = None if gone else promise_of(promise, ground, published)
    extension = row.part("extension")
    if extension is not None:
        gone = extension.flag("withdrawn", default=False)
        changed["extension"] = None if gone else extension_of(extension)
    for key in ("limit", "completeness", "verification"):
        limit = limit_of(row.part(key))
        if limit is not None:
            changed[key] = limit
    fee = fee_of(row.part("fee"))
    if fee is not None:
        changed["fee"] = fee
    after = replace(item, **changed)  # type: ignore[arg-type]  # by name
    changed.update(_confirmed(row, after))
    changed.update(_deferrable(row, after))
    row.taken.update((*_PLAIN, "code", "effective_from"))
    row.finish()
    return changed


def _materials(row: Row, item: Item, shared: Mapping[str, Material]) -> tuple[Material, ...]:
    """材料清单 in full; what a published list lets come later stays so."""
    later = {one.code for one in item.materials if one.deferrable}
    found = (material_use(each, shared) for each in row.parts("materials"))
    return tuple(replace(one, deferrable=one.code in later) for one in found)


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
