"""Databases in stock: prepared once in a run, copied for each test as files are copied."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from bingliang.store.blobs import blob_folder
from tests.databases import AWKWARD, address_of

TABLES = (
    *("request", "ledger", "number_series", "number", "edition", "edition_file"),
    *("standing", "blob", "blob_chunk"),
)
"""What a thief may lay hands on."""


class Stock:
    """A prepared database and its copies; `server` is None for files."""

    def __init__(self, server: str | None, folder: Path, template: str, prepare: Callable[[str], None]) -> None:
        self._server = server
        self._folder = folder
        self._names: list[str] = []
        self._lent = ""
        self.anchor = folder / "没有封存.json"
        self.origin = self.copy(template) if server else str(folder / "备好.db")
        prepare(self.origin)

    def copy(self, origin: str = "") -> str:
        """A database of one's own, with all that was prepared."""
        name = f"stock_{uuid.uuid4().hex[:12]}"
        if self._server is None:
            target = self._folder / f"岳阳 用户 {name} {AWKWARD}"
            shutil.copyfile(self.origin, target)
            if blob_folder(Path(self.origin)).exists():
                shutil.copytree(blob_folder(Path(self.origin)), blob_folder(target))
            return str(target)
        template = origin or self.origin.rpartition("/")[2].partition("?")[0]
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        self._names.append(name)
        return address_of(self._server, name)

    def drop(self, where: str) -> None:
        """A copy that is not needed any more."""
        if self._server is None:
            Path(where).unlink()
            shutil.rmtree(blob_folder(Path(where)), ignore_errors=True)
            return
        name = where.rpartition("/")[2].partition("?")[0]
        self._names.remove(name)
        self._forget(name)

    @contextmanager
    def lent(self) -> Iterator[str]:
        """A copy that is made good afterwards: a file is copied anew, a server's tables are filled again from a backup
        beside them, since making a database costs the server a hundred times as much.
        """
        if self._server is None:
            where = self.copy()
            yield where
            self.drop(where)
            return
        if not self._lent:
            self._lent = self.copy()
            self._restore("CREATE SCHEMA backup", *(f"CREATE TABLE backup.{one} AS TABLE {one}" for one in TABLES))
        yield self._lent
        self._restore(
            *(f"DELETE FROM {one}" for one in TABLES),
            *(f"INSERT INTO {one} SELECT * FROM backup.{one}" for one in TABLES),
        )

    def _restore(self, *statements: str) -> None:
        with psycopg.connect(self._lent) as connection:
            connection.execute("SET session_replication_role = 'replica'")
            connection.execute("SET synchronous_commit = off")
            for statement in statements:
                connection.execute(statement)

    def clear(self) -> None:
        """All of it."""
        for name in self._names:
            self._forget(name)

    def _forget(self, name: str) -> None:
        assert self._server is not None
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
