"""开库: makes the tables of a new database, brings an older one up to date, refuses what this program cannot read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import DBAPIError, OperationalError

from bingliang.store import schema
from bingliang.store.append_only import triggers_for
from bingliang.store.location import Location
from bingliang.store.names import KEYS
from bingliang.store.rights import refuse_making, refuse_upgrade, renew
from bingliang.store.trouble import Trouble, trouble_of


def open_engine(location: Location, *, create: bool, migrated: Callable[[Connection], object] | None = None) -> Engine:
    """连接数据库 and see to it that its tables are those of this program; `migrated` is called within a migration.

    ValueError, one sentence: no such file, not writable, not reachable, not ours, newer than this program, unsafe server.
    """
    if location.path is None:
        from bingliang.store.postgresql import postgresql_engine

        engine = postgresql_engine(location.url)
    else:
        from bingliang.store.sqlite import sqlite_engine

        engine = sqlite_engine(location.path, create=create)
    try:
        _prepare(engine, location, create=create, migrated=migrated)
    except DBAPIError as error:
        engine.dispose()
        raise ValueError(_sentence(location, error)) from error
    except BaseException:  # no connection stays open behind a start that failed
        engine.dispose()
        raise
    return engine


def _prepare(
    engine: Engine, location: Location, *, create: bool, migrated: Callable[[Connection], object] | None
) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            from bingliang.store.postgresql import refuse_unsafe

            refuse_unsafe(connection)
        found = revision_of(connection)
    if found == schema.REVISION:
        return
    if found is None:
        if not create:
            raise ValueError(f"“{location.shown}”里还没有台账，请先用本程序打开一次，或核对数据库地址。")
        _create(engine)
    elif found > schema.REVISION:
        raise ValueError(
            f"数据库“{location.shown}”由更新版本的程序建立（结构 {found}，本程序 {schema.REVISION}），请先升级本程序，数据没有改动。"
        )
    else:
        from bingliang.store.migrating import migrate

        with engine.connect() as connection:
            refuse_upgrade(connection, found, schema.REVISION)
        migrate(engine, location.path, after=partial(_renewed, migrated))


def _renewed(migrated: Callable[[Connection], object] | None, connection: Connection) -> None:
    """New tables are for the counters' daily roles too, in the same transaction."""
    if migrated is not None:
        migrated(connection)
    renew(connection)


def revision_of(connection: Connection) -> str | None:
    """结构版本 in the database, None while it is empty; ValueError when it holds the tables of something else."""
    present = set(inspect(connection).get_table_names())
    if not present:
        return None
    if not {"alembic_version", "ledger"} <= present:
        raise ValueError("这个数据库里是别的程序的表，不是本程序的台账，请换一个空的数据库。")
    found: str = connection.execute(schema.revision.select()).scalar_one()
    return found


def _create(engine: Engine) -> None:
    with engine.connect().execution_options(bingliang_writes=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            from bingliang.store.migrating import alone

            alone(connection)
        if revision_of(connection) is None:
            refuse_making(connection)
            create_all(connection)


def create_all(connection: Connection) -> None:
    """建表: tables, triggers, the sequence of line numbers, edition 0 of every kind, and the revision."""
    dialect = connection.dialect.name
    schema.metadata.create_all(connection, tables=schema.tables_for(dialect), checkfirst=False)
    if dialect == "postgresql":
        schema.LEDGER_ID.create(connection)
    for statement in triggers_for(dialect):
        connection.exec_driver_sql(statement.replace("%", "%%") if dialect == "postgresql" else statement)
    connection.execute(schema.edition.insert(), [{"kind": kind, "number": 0} for kind in schema.KINDS])
    connection.execute(schema.name_gram.insert(), {"gram": KEYS, "kind": "", "id": ""})
    connection.execute(schema.revision.insert(), {"version_num": schema.REVISION})


def _sentence(location: Location, error: DBAPIError) -> str:
    words = str(error.orig).strip().splitlines()[0] if str(error.orig).strip() else type(error.orig).__name__
    if location.path is not None:
        return _embedded(location.path, trouble_of(error), words)
    if "does not exist" in words:
        return f"数据库“{location.shown}”或其用户不存在，请由管理员先建好，再启动本程序。"
    if trouble_of(error) is Trouble.BUSY:
        return (
            f"数据库“{location.shown}”的表正被占用：多半是另一个窗口正在升级结构，或者管理员正在维护；"
            "数据没有改动，请等一两分钟，再打开一次本程序。"
        )
    if isinstance(error, OperationalError):
        return f"连不上数据库“{location.shown}”（{words}），请检查网络、地址和口令。"
    return f"数据库“{location.shown}”打不开（{words}），请联系管理员。"


def _embedded(path: Path, trouble: Trouble, words: str) -> str:
    if trouble is Trouble.READ_ONLY:
        from bingliang.store.sqlite import cannot_write

        return cannot_write(path)
    if trouble is Trouble.BUSY:
        return f"数据库“{path}”正被占用，请稍后再打开。"
    if trouble is Trouble.FULL:
        return f"存放数据库“{path}”的磁盘已满或不能读写，请清理或更换磁盘。"
    if "not a database" in words or "malformed" in words:
        return f"“{path}”不是可用的数据库文件（{words}），请核对路径，或从备份恢复。"
    return f"数据库“{path}”打不开（{words}），请核对路径。"
