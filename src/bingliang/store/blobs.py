"""字节存放: papers, scans and signed copies, named by their SM3. A folder beside an embedded database; a chunked table
on PostgreSQL. Bytes are stored before the line that names them, so that no line names what is not there.
"""

from __future__ import annotations

import os
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, bindparam, select
from sqlalchemy.exc import DBAPIError

from bingliang.placing import put_in_place
from bingliang.store.chain import sm3
from bingliang.store.schema import blob, blob_chunk
from bingliang.store.trouble import refuse

CHUNK = 1 << 20
_NAME = 64


class Blobs(ABC):
    """字节存放处."""

    def put(self, data: bytes) -> str:
        """存入: returns the SM3; the same bytes are kept once. Durable when it returns."""
        name = sm3(data)
        if not self.has(name):
            self._write(name, data)
        return name

    def get(self, name: str) -> bytes:
        """取出 and check. ValueError when there is nothing of that name or the bytes were changed."""
        data = self._read(_checked(name))
        if data is None:
            raise ValueError(
                f"没有找到文书原件（SM3 {name[:12]}…）：依法销毁的不再有，见“设置 → 个人信息”；别的请从备份恢复。"
            )
        if sm3(data) != name:
            raise ValueError(f"文书原件（SM3 {name[:12]}…）已被改动，请从备份恢复。")
        return data

    def bad(self) -> Iterator[str]:
        """坏件: the names whose bytes are not those that were stored."""
        for name in self.names():
            try:
                self.get(name)
            except ValueError:
                yield name

    @abstractmethod
    def has(self, name: str) -> bool:
        """Whether something of that name is stored (its bytes are checked by `get`)."""

    @abstractmethod
    def names(self) -> Iterator[str]:
        """All names, sorted."""

    @abstractmethod
    def drop(self, name: str) -> None:
        """销毁 the bytes of that name, if they are there; for what the law has erased, and nothing else."""

    @abstractmethod
    def _read(self, name: str) -> bytes | None: ...

    @abstractmethod
    def _write(self, name: str, data: bytes) -> None: ...


def blob_folder(database: Path) -> Path:
    """原件文件夹 beside an embedded database."""
    return database.with_name(f"{database.name}.blobs")


class BlobFolder(Blobs):
    """文件夹: `<database>.blobs/ab/cdef…`."""

    def __init__(self, folder: Path) -> None:
        """Made at the first `put`."""
        self.folder = folder

    def path(self, name: str) -> Path:
        """Where the bytes of `name` lie."""
        return self.folder / _checked(name)[:2] / name[2:]

    def has(self, name: str) -> bool:
        """As `Blobs.has`."""
        return self.path(name).is_file()

    def names(self) -> Iterator[str]:
        """As `Blobs.names`; a file that a killed writer left half-written is passed over, its name ends in .new."""
        for shelf in sorted(self.folder.glob("[0-9a-f][0-9a-f]")):
            for file in sorted(shelf.iterdir()):
                if file.suffix != ".new":
                    yield shelf.name + file.name

    def drop(self, name: str) -> None:
        """As `Blobs.drop`."""
        self.path(name).unlink(missing_ok=True)

    def _read(self, name: str) -> bytes | None:
        try:
            return self.path(name).read_bytes()
        except FileNotFoundError:
            return None

    def _write(self, name: str, data: bytes) -> None:
        target = self.path(name)
        fresh = target.with_name(f"{target.name}.{os.getpid()}-{threading.get_ident()}.new")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with fresh.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            self._place(fresh, target)
            for folder in (target.parent, self.folder, self.folder.parent):
                _sync_folder(folder)
        except OSError as error:
            fresh.unlink(missing_ok=True)
            raise ValueError(
                f"文书原件不能存入“{self.folder}”（{error.strerror}），请检查磁盘空间和写入权限。"
            ) from error

    @staticmethod
    def _place(fresh: Path, target: Path) -> None:
        try:
            put_in_place(fresh, target)
        except PermissionError:
            if not target.is_file():
                raise
            # Another counter has stored the same bytes meanwhile, and somebody reads them: on Windows they stay.
            fresh.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows has no way to sync a folder; NTFS journals the rename.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class BlobTable(Blobs):
    """表: chunks of one MiB on PostgreSQL."""

    _CHUNKS = select(blob_chunk.c.bytes).where(blob_chunk.c.sm3 == bindparam("sm3")).order_by(blob_chunk.c.no)

    def __init__(self, engine: Engine) -> None:
        """`engine` of the shared database."""
        self._engine = engine

    def has(self, name: str) -> bool:
        """As `Blobs.has`."""
        with self._engine.connect() as connection:
            return connection.execute(select(blob.c.sm3).where(blob.c.sm3 == _checked(name))).first() is not None

    def names(self) -> Iterator[str]:
        """As `Blobs.names`; bytes without an entry are named too, and found bad."""
        with self._engine.connect() as connection:
            entries = set(connection.execute(select(blob.c.sm3)).scalars())
            chunks = set(connection.execute(select(blob_chunk.c.sm3).distinct()).scalars())
        yield from sorted(entries | chunks)

    def drop(self, name: str) -> None:
        """As `Blobs.drop`."""
        with self._engine.begin() as connection:
            connection.execute(blob_chunk.delete().where(blob_chunk.c.sm3 == _checked(name)))
            connection.execute(blob.delete().where(blob.c.sm3 == name))

    def _read(self, name: str) -> bytes | None:
        with self._engine.connect() as connection:
            size = connection.execute(select(blob.c.size).where(blob.c.sm3 == name)).scalar()
            if size is None:
                return None
            data = b"".join(connection.execute(self._CHUNKS, {"sm3": name}).scalars())
        # A wrong size is a change too, though the bytes may be right.
        return data if len(data) == size else data + b"\0"

    def _write(self, name: str, data: bytes) -> None:
        try:
            with self._engine.begin() as connection:
                self._insert(connection, name, data)
        except DBAPIError as error:
            refuse(error)

    def _insert(self, connection: Connection, name: str, data: bytes) -> None:
        from sqlalchemy.dialects.postgresql import insert

        # RETURNING tells for certain whether another counter was first; the row count did not.
        entry = insert(blob).values(sm3=name, size=len(data)).on_conflict_do_nothing().returning(blob.c.sm3)
        if connection.execute(entry).first() is None:
            return  # Another counter has stored the same bytes in the meantime.
        for no, start in enumerate(range(0, len(data), CHUNK)):
            piece = {"sm3": name, "no": no, "bytes": data[start : start + CHUNK]}
            connection.execute(blob_chunk.insert(), piece)


def _checked(name: str) -> str:
    if len(name) != _NAME or not set(name) <= set("0123456789abcdef"):
        raise ValueError(f"“{name}”不是 SM3 值，应为 64 位十六进制数字。")
    return name
