"""升级结构: brings an older database to this program's tables, all or nothing, on a connection of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from bingliang.store import schema
from bingliang.store.trouble import Trouble, trouble_of

MIGRATIONS = Path(__file__).with_name("migrations")

_MIGRATING = 0x62696E67
"""Key of the advisory lock that lets one counter at a time make or migrate the tables."""
BEING_UPGRADED = "另一个窗口正在升级数据库的结构，还没有做完，本窗口没有改动数据；请等一两分钟，再打开一次本程序。"


def migrate(
    engine: Engine,
    path: Path | None = None,
    *,
    target: str = "head",
    after: Callable[[Connection], object] | None = None,
) -> None:
    """升级到 `target`. An embedded database is copied first (`<name>.before-<revision>`); PostgreSQL needs its own dump.

    `after` is called once the tables are new, in the same transaction; not when another counter has migrated meanwhile.
    ValueError when a foreign key is broken afterwards; on any error the tables are as before.
    """
    if path is not None:
        _copy(engine, path)
    connection = engine.connect().execution_options(bingliang_writes=True)
    with connection:
        _foreign_keys(connection, on=False)
        try:
            with connection.begin():
                if engine.dialect.name == "postgresql":
                    alone(connection)
                before = connection.execute(schema.revision.select()).scalar() if after is not None else None
                upgrade(connection, target)
                if after is not None and before != connection.execute(schema.revision.select()).scalar():
                    after(connection)
                _check_foreign_keys(connection)
        finally:
            _foreign_keys(connection, on=True)


def alone(connection: Connection) -> None:
    """一次一个窗口: waits for another counter that makes or migrates the tables; ValueError when that takes too long."""
    try:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
    except DBAPIError as error:
        if trouble_of(error) is not Trouble.BUSY:
            raise
        raise ValueError(BEING_UPGRADED) from error


def upgrade(connection: Connection, target: str = "head", step: Callable[[], None] | None = None) -> None:
    """Runs alembic within the transaction of `connection`; `step` is called after each revision (for tests)."""
    from alembic import command
    from alembic.config import Config

    configuration = Config(attributes={"connection": connection, "step": step})
    configuration.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    configuration.set_main_option("path_separator", "newline")
    command.upgrade(configuration, target)


def _copy(engine: Engine, path: Path) -> None:
    with engine.connect() as connection:
        before = connection.execute(schema.revision.select()).scalar()
        connection.rollback()
        copy = path.with_name(f"{path.name}.before-{before or 'none'}")
        copy.unlink(missing_ok=True)
        # Not within a transaction: VACUUM INTO is the only copy that contains what still lies in the WAL.
        driver = connection.connection.driver_connection
        if driver is None:
            raise RuntimeError("数据库连接已断开，没有升级，请重新启动程序。")
        driver.execute("VACUUM INTO ?", (str(copy),))


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    """With foreign keys on, the DROP TABLE of a rebuilt table would silently delete its children."""
    if connection.dialect.name != "sqlite":
        return
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA foreign_keys={'ON' if on else 'OFF'}")


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise ValueError(f"升级后“{broken[0][0]}”表有 {len(broken)} 行失去对应的上级行，升级已全部撤销，请联系开发者。")
