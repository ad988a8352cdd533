"""Databases in stock: prepared once in a run, copied for each test as files are copied."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable
from pathlib import Path

import psycopg

from bingliang.store.blobs import blob_folder
from tests.databases import address_of


class Stock:
    """A prepared database and its copies; `server` is None for files."""

    def __init__(self, server: str | None, folder: Path, template: str, prepare: Callable[[str], None]) -> None:
        self._server = server
        self._folder = folder
        self._names: list[str] = []
        self.anchor = folder / "没有封存.json"
        self.origin = self.copy(template) if server else str(folder / "备好.db")
        prepare(self.origin)

    def copy(self, origin: str = "") -> str:
        """A database of one's own, with all that was prepared."""
        name = f"stock_{uuid.uuid4().hex[:12]}"
        if self._server is None:
            target = self._folder / f"岳阳 用户 #{name}%20?.db"
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

    def clear(self) -> None:
        """All of it."""
        for name in self._names:
            self._forget(name)

    def _forget(self, name: str) -> None:
        assert self._server is not None
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
