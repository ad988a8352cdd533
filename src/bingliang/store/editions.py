"""版本: the numbered editions of calendar, catalogue, forms and zone, and what this process has loaded of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from sqlalchemy import Connection, bindparam, select

from bingliang.store.schema import edition, edition_file

Loader = Callable[[Mapping[str, str]], object]
"""装载: makes the object of one kind from the files of an edition; no files means the factory edition."""

_NUMBERS = select(edition.c.kind, edition.c.number).order_by(edition.c.kind)
_FILES = select(edition_file.c.name, edition_file.c.content).where(
    edition_file.c.kind == bindparam("kind"), edition_file.c.number == bindparam("number")
)


def edition_numbers(connection: Connection) -> dict[str, int]:
    """在用版号 of every kind."""
    return {row.kind: row.number for row in connection.execute(_NUMBERS)}


def edition_files(connection: Connection, kind: str, number: int) -> dict[str, str]:
    """一版的文件: name → content; empty for edition 0, which is the factory's."""
    rows = connection.execute(_FILES, {"kind": kind, "number": number})
    return {row.name: row.content for row in rows}


class Editions:
    """已装载的版本: kept by the process, made again when another counter has adopted a new one."""

    def __init__(self, load: Mapping[str, Loader]) -> None:
        """`load` names a maker for each kind."""
        self._load = dict(load)
        self._held: dict[str, tuple[int, object]] = {}
        self._lock = threading.Lock()

    def loaded(self, connection: Connection, kind: str, number: int) -> object:
        """The object of edition `number`; ValueError for a kind without a maker or an edition that cannot be read."""
        held = self._held.get(kind)
        if held is not None and held[0] == number:
            return held[1]
        with self._lock:
            held = self._held.get(kind)
            if held is None or held[0] != number:
                held = (number, self.made(kind, edition_files(connection, kind, number) if number else {}))
                self._held[kind] = held
        return held[1]

    def made(self, kind: str, files: Mapping[str, str]) -> object:
        """Makes an object from files without keeping it."""
        if kind not in self._load:
            raise ValueError(f"程序没有装载“{kind}”的方法，请核对版种名称。")
        return self._load[kind](files)

    def keep(self, kind: str, number: int, made: object) -> None:
        """Keeps what an act has just adopted, after its COMMIT."""
        with self._lock:
            self._held[kind] = (number, made)
