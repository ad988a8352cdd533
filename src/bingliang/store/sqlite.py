"""嵌入式数据库: SQLite with every acknowledged line on the disk, and only versions whose WAL is sound."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType
from typing import IO, Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from bingliang.store.driver import driver as driver  # noqa: PLC0414 - told from here as well
from bingliang.store.holding import hold

BUSY_MS = 15_000
_FULL, _EXTRA = 2, 3


def sqlite_engine(path: Path, *, create: bool) -> Engine:
    """打开嵌入式库. ValueError with one sentence when the folder or the file cannot be used."""
    if path.is_dir():
        raise ValueError(f"“{path}”是文件夹，不是数据库文件，请写上数据库的文件名。")
    if not path.exists():
        if not create:
            raise ValueError(f"没有找到数据库“{path}”，请核对路径。")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ValueError(cannot_write(path)) from error
    module, wal = driver()
    held = None if wal else _alone(path)
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        module=module,
        connect_args={"isolation_level": None, "timeout": BUSY_MS / 1000},
    )
    _configure(engine, module, wal=wal)
    if held is not None:
        event.listen(engine, "engine_disposed", lambda _engine: held.close())
    return engine


def cannot_write(path: Path) -> str:
    """One sentence for a folder in which no ledger can be kept."""
    return f"数据文件夹“{path.parent}”不能写入，办件无法保存，请给当前用户写入权限，或改用另一个文件夹。"


def _configure(engine: Engine, module: ModuleType, *, wal: bool) -> None:
    synchronous = _FULL if wal else _EXTRA

    def connected(dbapi: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection has no common type
        cursor = dbapi.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        cursor.execute(f"PRAGMA journal_mode={'WAL' if wal else 'DELETE'}")
        cursor.execute(f"PRAGMA synchronous={synchronous}")
        cursor.execute("PRAGMA foreign_keys=ON")
        # REPLACE would otherwise delete a line of the ledger without asking the trigger.
        cursor.execute("PRAGMA recursive_triggers=ON")
        if cursor.execute("PRAGMA synchronous").fetchone()[0] < synchronous:
            raise RuntimeError("SQLite 没有接受 synchronous=FULL，断电可能丢失办件，程序不能继续。")
        if cursor.execute("PRAGMA foreign_keys").fetchone()[0] != 1:
            raise RuntimeError("SQLite 没有接受 foreign_keys=ON，程序不能继续。")
        cursor.close()

    def begun(connection: Connection) -> None:
        text = "BEGIN IMMEDIATE" if connection.get_execution_options().get("bingliang_writes", False) else "BEGIN"
        driver: Any = connection.connection.driver_connection
        try:
            # Not through SQLAlchemy: every look and every act begins here, and its machinery takes five times as long.
            driver.execute(text)
        except module.Error as error:
            raise DBAPIError.instance(text, None, error, module.Error, dialect=connection.dialect) from error

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)


def _alone(path: Path) -> IO[bytes]:
    """独占: without a sound WAL only one process may have the file; ValueError for the second."""
    lock = hold(path.with_name(f"{path.name}.lock"))
    if lock is None:
        raise ValueError(f"数据库“{path}”正由另一个程序使用，请先关闭它（进程 {os.getpid()} 未打开）。")
    return lock
