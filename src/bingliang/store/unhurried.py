"""不等落盘: for a database whose contents can be made again, a COMMIT need not wait for the disk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event


@contextmanager
def unwaiting(engine: Engine) -> Iterator[None]:
    """Within it the connections of `engine` do not wait for the disk; afterwards all is written and they wait again."""
    sqlite = engine.dialect.name == "sqlite"
    off = "PRAGMA synchronous=OFF" if sqlite else "SET synchronous_commit = off"

    def taken(dbapi: Any, _record: object, _proxy: object) -> None:  # noqa: ANN401 - a DBAPI connection has no common type
        cursor = dbapi.cursor()
        cursor.execute(off)
        cursor.close()
        if not sqlite:
            dbapi.commit()  # the setting is the session's; what comes next begins its own transaction

    engine.dispose()
    event.listen(engine, "checkout", taken)
    try:
        yield
    finally:
        event.remove(engine, "checkout", taken)
        engine.dispose()  # the next connection is opened anew, with FULL
        if sqlite:
            with engine.connect() as connection:
                driver: Any = connection.connection.driver_connection
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
