"""目录文件: the catalogue read from its TOML files in resources/catalogue/, checked as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from bingliang.exchange.catalogue_checks import Days, check
from bingliang.exchange.catalogue_rows import KINDS, Row, decoded, rows, tables
from bingliang.exchange.catalogue_values import (
    body_of,
    bundle_of,
    item_of,
    material_of,
    question_of,
    stage_of,
    type_of,
)
from bingliang.ledger.catalogue import Catalogue, Item, Material

FACTORY_TABLES = set(KINDS) - {"promise_notice"}


@dataclass(slots=True)
class Origins:
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
        only(top, FACTORY_TABLES, name)
    origins = Origins()

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


def _versions(found: Iterable[Row], shared: Mapping[str, Material], origins: Origins) -> dict[str, tuple[Item, ...]]:
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
    return {code: closed(sorted(items, key=lambda item: item.effective_from)) for code, items in gathered.items()}


def closed(items: list[Item]) -> tuple[Item, ...]:
    """前后相接: an open end closes on the day before the next version begins."""
    closed = [
        replace(item, effective_to=item.effective_to or later.effective_from - timedelta(1))
        for item, later in pairwise(items)
    ]
    return (*closed, items[-1])


def _produced(shared: Mapping[str, Material], catalogue: Catalogue, origins: Origins) -> None:
    for material in shared.values():
        for code in material.produced_by:
            if code not in catalogue.items:
                what = f"写了不存在的事项“{code}”，请改为目录中已有的编码。"
                raise ValueError(origins.sentence("material", material.code, "produced_by", what))


def only(top: Mapping[str, object], allowed: set[str], name: str) -> None:
    """只有可用的段; ValueError for any other."""
    for key in top:
        if key not in allowed:
            raise ValueError(f"目录文件“{name}”里有不认识的段“{key}”，可用的有：{'、'.join(sorted(allowed))}。")
