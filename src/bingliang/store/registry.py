"""登记册: enterprises, projects and works, each in its newest version, with all earlier versions kept beside."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, or_, select

from bingliang.ledger.catalogue import Enterprise, Project, Works
from bingliang.store.chain import canonical
from bingliang.store.people import split_ref
from bingliang.store.prefix import begins
from bingliang.store.schema import enterprise, name_gram, project, registry_version

Pinyin = Callable[[str], tuple[str, str]]
"""拼音: name → (initials, full spelling), both lower case; injected, because the dictionary takes long to load."""

FOUND = 50
_SPELT = 2
"""As many initials as are sought within names; one alone would find nearly all."""

_ENTERPRISE = select(enterprise.c.record, enterprise.c.version)
_ENTERPRISE_BY_ID = _ENTERPRISE.where(enterprise.c.id == bindparam("id"))
_ENTERPRISE_BY_CODE = _ENTERPRISE.where(enterprise.c.credit_code == bindparam("code"))
_PROJECT = select(project.c.record, project.c.version)
_PROJECT_BY_ID = _PROJECT.where(project.c.id == bindparam("id"))
_PROJECT_BY_CODE = _PROJECT.where(project.c.code == bindparam("code"))
_PROJECTS_OF = _PROJECT.where(project.c.enterprise_id == bindparam("id")).order_by(project.c.id)
_VERSION = select(registry_version.c.record).where(
    registry_version.c.kind == bindparam("kind"),
    registry_version.c.id == bindparam("id"),
    registry_version.c.version == bindparam("version"),
)


def enterprise_record(held: Enterprise) -> str:
    """企业的登记文本."""
    return canonical(asdict(held))


def project_record(held: Project) -> str:
    """项目的登记文本, its works included."""
    return canonical(asdict(held))


def as_enterprise(record: str) -> Enterprise:
    """企业 from its record."""
    return Enterprise(**json.loads(record))


def as_project(record: str) -> Project:
    """项目 from its record."""
    read: dict[str, Any] = json.loads(record)
    read["tags"] = tuple(read["tags"])
    read["works"] = tuple(Works(**works) for works in read["works"])
    return Project(**read)


def enterprise_by_id(connection: Connection, held: str) -> tuple[Enterprise, int] | None:
    """企业 by id, with its version."""
    row = connection.execute(_ENTERPRISE_BY_ID, {"id": held}).first()
    return (as_enterprise(row.record), row.version) if row else None


def enterprise_by_code(connection: Connection, code: str) -> Enterprise | None:
    """企业 by 统一社会信用代码."""
    row = connection.execute(_ENTERPRISE_BY_CODE, {"code": code}).first()
    return as_enterprise(row.record) if row else None


def project_by_id(connection: Connection, held: str) -> tuple[Project, int] | None:
    """项目 by id, with its version."""
    row = connection.execute(_PROJECT_BY_ID, {"id": held}).first()
    return (as_project(row.record), row.version) if row else None


def project_by_code(connection: Connection, code: str) -> Project | None:
    """项目 by 项目代码."""
    row = connection.execute(_PROJECT_BY_CODE, {"code": code}).first()
    return as_project(row.record) if row else None


def projects_of(connection: Connection, enterprise_id: str) -> tuple[Project, ...]:
    """企业的项目."""
    return tuple(as_project(row.record) for row in connection.execute(_PROJECTS_OF, {"id": enterprise_id}))


def record_by_ref(connection: Connection, kind: str, ref: str) -> str:
    """某一版的登记文本 ("id#version"); ValueError when there is none."""
    held, version = split_ref(ref)
    found: str | None = connection.execute(_VERSION, {"kind": kind, "id": held, "version": version}).scalar()
    if found is None:
        raise ValueError(f"登记册里没有“{ref}”，请核对台账与登记册是否来自同一数据库。")
    return found


def find_enterprises(connection: Connection, text: str, limit: int = FOUND) -> tuple[Enterprise, ...]:
    """找企业 by a part of the name, by pinyin initials or by the beginning of the credit code.

    Initials may begin anywhere in the name: nobody types the region that most names begin with (dlk for 湖南东龙科技).
    """
    rows = connection.execute(_search(enterprise, enterprise.c.credit_code, "enterprise", text, limit)).all()
    spelt = text.strip().lower()
    if len(rows) < limit and len(spelt) >= _SPELT and spelt.isascii() and spelt.isalpha():
        within = enterprise.c.py_initials.contains(spelt, autoescape=True)
        order = (func.length(enterprise.c.name), enterprise.c.id)
        more = connection.execute(select(enterprise.c.record).where(within).order_by(*order).limit(limit)).all()
        rows = list({row.record: row for row in (*rows, *more)}.values())[:limit]
    return tuple(as_enterprise(row.record) for row in rows)


def find_projects(connection: Connection, text: str, limit: int = FOUND) -> tuple[Project, ...]:
    """找项目 by a part of the name, by pinyin initials or by the beginning of the code."""
    rows = connection.execute(_search(project, project.c.code, "project", text, limit))
    return tuple(as_project(row.record) for row in rows)


def _search(table: Any, code: Any, kind: str, text: str, limit: int) -> Select[Any]:  # noqa: ANN401 - columns of two tables
    wanted = text.strip()
    named = table.c.id.in_(with_name(kind, wanted).limit(limit))
    spelt = begins(table.c.py_initials, wanted.lower())
    coded = begins(code, wanted.upper())
    condition = or_(named, spelt, coded) if wanted.isascii() and wanted else named
    return select(table.c.record).where(condition).order_by(func.length(table.c.name), table.c.id).limit(limit)


def grams(name: str) -> list[str]:
    """二字组: every two neighbouring characters and the last one alone, in lower case."""
    folded = name.lower()
    return sorted({folded[place : place + 2] for place in range(len(folded))})


def with_name(kind: str, text: str) -> Select[Any]:
    """名称含有 `text` 的登记: ids; every pair of characters is looked up, then the whole is compared."""
    table = enterprise if kind == "enterprise" else project
    wanted = text.lower()
    if len(wanted) < 2:  # noqa: PLR2004 - a pair
        first = name_gram.alias()
        found = select(first.c.id).distinct().where(first.c.kind == kind)
        return found.where(begins(first.c.gram, wanted))
    pairs = [wanted[place : place + 2] for place in range(len(wanted) - 1)]
    found = select(table.c.id).where(table.c.names.contains(wanted, autoescape=True))
    for pair in dict.fromkeys(pairs):
        gram = name_gram.alias()
        found = found.join(gram, gram.c.id == table.c.id).where(gram.c.gram == pair, gram.c.kind == kind)
    return found


def gram_rows(kind: str, held: str, names: Iterable[str]) -> list[tuple[str, str, str]]:
    """二字组的行 of all `names` of one entry."""
    return [(gram, kind, held) for gram in sorted({gram for name in names for gram in grams(name)})]
