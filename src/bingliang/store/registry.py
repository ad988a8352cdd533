"""登记册: enterprises, projects and works, each in its newest version, with all earlier versions kept beside."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Integer, Select, bindparam, func, literal, select, text, union_all

from bingliang.ledger.register import Enterprise, Project, Works
from bingliang.store.chain import canonical
from bingliang.store.names import CORE, FULL, HEAD, PART, folded, half_width
from bingliang.store.prefix import LAST
from bingliang.store.schema import enterprise, name_gram, project, standing

FOUND = 50

CANDIDATES = 2_000
"""How many entries of each way of being found are compared; more only where a word stands in more names than that."""

_ENTERPRISE = select(enterprise.c.record, enterprise.c.version)
_ENTERPRISE_BY_ID = _ENTERPRISE.where(enterprise.c.id == bindparam("id"))
_ENTERPRISE_BY_CODE = _ENTERPRISE.where(enterprise.c.credit_code == bindparam("code"))
_PROJECT = select(project.c.record, project.c.version)
_PROJECT_BY_ID = _PROJECT.where(project.c.id == bindparam("id"))
_PROJECT_BY_CODE = _PROJECT.where(project.c.code == bindparam("code"))
_PROJECTS_OF = _PROJECT.where(project.c.enterprise_id == bindparam("id")).order_by(project.c.id)


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


def find_enterprises(connection: Connection, text: str, limit: int = FOUND) -> tuple[Enterprise, ...]:
    """找企业 by a part of its name or former name, by pinyin or by the beginning of the credit code, best first."""
    return tuple(as_enterprise(record) for record in _found(connection, "enterprise", text, limit))


def find_projects(connection: Connection, text: str, limit: int = FOUND) -> tuple[Project, ...]:
    """找项目 by a part of the name, by pinyin or by the beginning of the code, best first."""
    return tuple(as_project(record) for record in _found(connection, "project", text, limit))


def _found(connection: Connection, kind: str, typed: str, limit: int) -> list[str]:
    wanted, code = folded(typed), half_width(typed).strip().upper()
    if not wanted:
        return []
    values = {"wanted": wanted, "beyond": wanted + LAST, "code": code, "beyond_code": code + LAST, "limit": limit}
    pairs = list(dict.fromkeys(wanted[place : place + 2] for place in range(len(wanted) - 1)))
    values |= {f"pair{number}": pair for number, pair in enumerate(pairs)}
    values["escaped"] = _escaped(wanted)
    statement = _search(kind, len(pairs), spelt=wanted.isascii())
    return list(connection.execute(statement, values).scalars())


def _escaped(wanted: str) -> str:
    return "".join(f"/{sign}" if sign in "/%_" else sign for sign in wanted)


@lru_cache(maxsize=128)
def _search(kind: str, pairs: int, *, spelt: bool) -> Select[Any]:
    """Best first: by code, by the beginning of the name or 字号, by its initials, by a part, by the full spelling; then
    who has most cases, then the shortest name.
    """
    table, code, owner = (
        (enterprise, enterprise.c.credit_code, standing.c.enterprise_id)
        if kind == "enterprise"
        else (project, project.c.code, standing.c.project_id)
    )
    ways = [_keyed(kind, HEAD, 1), _containing(kind, table, pairs)]
    if spelt:
        coded = select(table.c.id, _rank(0)).where(code >= bindparam("code"), code < bindparam("beyond_code"))
        ways += [_some(coded), _keyed(kind, CORE, 2), _keyed(kind, FULL, 5)]
        # One initial within a name would find nearly all of them.
        ways += [_keyed(kind, PART, 4)] if pairs else []
    every = union_all(*ways).subquery()
    best = select(every.c.id, func.min(every.c.rank).label("rank")).group_by(every.c.id).subquery()
    cases = select(func.count()).select_from(standing).where(text("level = 'case'"), owner == table.c.id)
    order = (best.c.rank, cases.scalar_subquery().desc(), func.length(table.c.name), table.c.id)
    found = select(table.c.record).join(best, best.c.id == table.c.id)
    return found.order_by(*order).limit(bindparam("limit"))


def _rank(number: int) -> Any:  # noqa: ANN401 - a labelled literal
    return literal(number, Integer, literal_execute=True).label("rank")


def _some(ways: Select[Any]) -> Select[Any]:
    return select(ways.limit(literal(CANDIDATES, Integer, literal_execute=True)).subquery())


def _keyed(kind: str, key: str, rank: int) -> Select[Any]:
    here = name_gram.c.gram
    within = (name_gram.c.kind == f"{kind}/{key}", here >= bindparam("wanted"), here < bindparam("beyond"))
    return _some(select(name_gram.c.id, _rank(rank)).where(*within))


def _containing(kind: str, table: Any, pairs: int) -> Select[Any]:  # noqa: ANN401 - two tables
    """名称含有这几个字: every pair of characters is looked up, then the whole is compared."""
    if not pairs:
        first = (name_gram.c.gram >= bindparam("wanted"), name_gram.c.gram < bindparam("beyond"))
        return _some(select(name_gram.c.id, _rank(3)).distinct().where(name_gram.c.kind == kind, *first))
    found = select(table.c.id, _rank(3)).where(table.c.names.contains(bindparam("escaped"), escape="/"))
    for number in range(pairs):
        gram = name_gram.alias()
        same = (gram.c.gram == bindparam(f"pair{number}"), gram.c.kind == kind)
        found = found.join(gram, gram.c.id == table.c.id).where(*same)
    return _some(found)
