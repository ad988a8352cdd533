"""人员: versioned rows of persons. Facts name "id#version", so that an erasure the law asks for breaks no hash."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from bingliang.store.schema import person

ERASED = "（已依法删除）"


@dataclass(frozen=True, slots=True)
class Person:
    """人员: what identifies a person; the only place where a number or a phone is kept."""

    name: str
    id_type: str = ""
    id_number: str = ""
    phone: str = ""
    id: str = ""
    version: int = 0

    @property
    def ref(self) -> str:
        """引用: "id#version", as facts name it."""
        return f"{self.id}#{self.version}"


_COLUMNS = (person.c.name, person.c.id_type, person.c.id_number, person.c.phone, person.c.id, person.c.version)
_ONE = select(*_COLUMNS).where(person.c.id == bindparam("id"), person.c.version == bindparam("version"))
_NEWEST = select(*_COLUMNS).where(person.c.id == bindparam("id")).order_by(person.c.version.desc()).limit(1)
_BY_NUMBER = (
    select(*_COLUMNS)
    .where(person.c.id_number == bindparam("id_number"), person.c.id_type == bindparam("id_type"))
    .order_by(person.c.id, person.c.version.desc())
    .limit(1)
)


def split_ref(ref: str) -> tuple[str, int]:
    """拆引用: "id#version" → (id, version); ValueError otherwise."""
    held, _, version = ref.rpartition("#")
    if not held or not version.isdigit():
        raise ValueError(f"引用“{ref}”写法有误，应为“编号#版本”。")
    return held, int(version)


def person_by_ref(connection: Connection, ref: str) -> Person:
    """按引用找人; ValueError when there is none."""
    held, version = split_ref(ref)
    row = connection.execute(_ONE, {"id": held, "version": version}).first()
    if row is None:
        raise ValueError(f"没有找到人员“{ref}”，请核对台账与人员表是否来自同一数据库。")
    return Person(*row)


def newest(connection: Connection, held: str) -> Person | None:
    """最新一版 of a person."""
    row = connection.execute(_NEWEST, {"id": held}).first()
    return Person(*row) if row else None


def person_by_number(connection: Connection, id_type: str, id_number: str) -> Person | None:
    """按证件找人, in the newest version."""
    row = connection.execute(_BY_NUMBER, {"id_type": id_type, "id_number": id_number}).first()
    return newest(connection, row.id) if row else None
