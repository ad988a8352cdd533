"""重做检索键: when a database was keyed by an older program, every enterprise and project is keyed anew, once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, Select, select, update

from bingliang.store import registry
from bingliang.store.names import KEYS, Pinyin, keys
from bingliang.store.schema import enterprise, name_gram, project
from bingliang.store.staged_rows import key_rows, names_of
from bingliang.store.statements import Statements, Wire

_RULES = select(name_gram.c.gram).where(name_gram.c.kind == "", name_gram.c.id == "")
_LOCK = 0x62696E68
"""Key of the advisory lock that lets one counter at a time do it."""


def rekey(engine: Engine, statements: Statements, pinyin: Pinyin) -> int:
    """重做检索键 if they are not of today's rules; returns how many entries were keyed."""
    with engine.connect() as connection:
        if connection.execute(_RULES).scalar() == KEYS:
            return 0
    with engine.connect().execution_options(bingliang_writes=True) as connection, connection.begin():
        if statements.postgresql:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
        if connection.execute(_RULES).scalar() == KEYS:
            return 0
        number = _enterprises(connection, statements, pinyin) + _projects(connection, statements, pinyin)
        connection.execute(name_gram.delete().where(name_gram.c.kind == "", name_gram.c.id == ""))
        connection.execute(name_gram.insert(), {"gram": KEYS, "kind": "", "id": ""})
        return number


def _enterprises(connection: Connection, statements: Statements, pinyin: Pinyin) -> int:
    wire = Wire(connection, statements)
    records = _held(connection, select(enterprise.c.record))
    for held in map(registry.as_enterprise, records):
        made = keys(names_of(held), pinyin)
        new = {"py_initials": made.initials, "py_full": made.full, "names": made.names}
        connection.execute(update(enterprise).where(enterprise.c.id == held.id).values(new))
        _replace(wire, held.id, key_rows("enterprise", held.id, made))
    return len(records)


def _projects(connection: Connection, statements: Statements, pinyin: Pinyin) -> int:
    wire = Wire(connection, statements)
    records = _held(connection, select(project.c.record))
    for held in map(registry.as_project, records):
        made = keys(names_of(held), pinyin)
        new = {"py_initials": made.initials, "names": made.names}
        connection.execute(update(project).where(project.c.id == held.id).values(new))
        _replace(wire, held.id, key_rows("project", held.id, made))
    return len(records)


def _held(connection: Connection, records: Select[Any]) -> list[str]:
    # Locked, so that no other counter saves one while its keys are made (SQLite has the whole file).
    return list(connection.execute(records.with_for_update()).scalars())


def _replace(wire: Wire, held: str, rows: list[tuple[str, str, str]]) -> None:
    with wire.together():
        wire.send([(wire.statements.drop_grams, [(held,)]), (wire.statements.insert(name_gram), rows)])
