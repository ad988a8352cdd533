"""时钟: the database's time counts, never the counter's; dates are those of a constant +08:00."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, text

from bingliang.store.structure import BEIJING, SQLITE_NOW

Clock = Callable[[], datetime]
"""给定的时钟 (demo, tests): gives an aware datetime."""

_SQLITE = text(SQLITE_NOW)
_POSTGRESQL = text("SELECT clock_timestamp()")


def read_clock(connection: Connection) -> datetime:
    """数据库现在的时间, at +08:00."""
    postgresql = connection.dialect.name == "postgresql"
    return as_time(connection.execute(_POSTGRESQL if postgresql else _SQLITE).scalar_one())


def as_time(value: object) -> datetime:
    """A time as either driver gives it, at +08:00."""
    read = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return read.astimezone(BEIJING)


def stamp(moment: datetime) -> str:
    """时间文本 as the ledger keeps it: always microseconds and +08:00, so that it sorts and hashes as text."""
    return moment.astimezone(BEIJING).isoformat(timespec="microseconds")
