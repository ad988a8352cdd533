"""驱动: the SQLite that the embedded database is read and written with."""

from __future__ import annotations

import sys
from types import ModuleType


def wal_is_sound(version: tuple[int, ...]) -> bool:
    """WAL 可用: whether this SQLite has the repair of the WAL-reset fault (3.51.3, and 3.50.7 and 3.44.6 of the branches)."""
    branches = (((3, 51, 3), (4,)), ((3, 50, 7), (3, 51)), ((3, 44, 6), (3, 45)))
    return any(repaired <= version < end for repaired, end in branches)


def driver() -> tuple[ModuleType, bool]:
    """驱动: the wheel's SQLite where there is one, else Python's; and whether its WAL may be used."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        from sqlite3 import dbapi2
    module: ModuleType = dbapi2
    sound = wal_is_sound(tuple(module.sqlite_version_info))
    if not sound and getattr(sys, "frozen", False):
        # A bundle is made with the wheel's SQLite; another one means that files were taken away or exchanged.
        raise ValueError(f"程序自带的 SQLite 是 {module.sqlite_version}，不是随程序分发的版本，请重新安装本程序。")
    return module, sound
