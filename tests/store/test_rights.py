"""The two roles of a shared database: the owner makes and upgrades the tables, the daily role adds to the ledger and no more."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from bingliang.store import schema
from bingliang.store.location import located
from bingliang.store.migrating import upgrade
from bingliang.store.moving import move
from bingliang.store.rights import APPEND_ONLY, daily_role, renew
from tests.databases import address_of
from tests.store.counter import note, opened, receive

UNDOING = (
    "UPDATE {table} SET act = 'x'",
    "UPDATE {table} SET act = 'x' WHERE false",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} ADD COLUMN more text",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "ALTER TABLE {table} OWNER TO CURRENT_USER",
    "DROP TABLE {table} CASCADE",
    "DROP TRIGGER tr_{table}_update ON {table}",
    "CREATE TRIGGER mine BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION append_only()",
    "CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    "SET session_replication_role = replica",
)
"""what would change a written line, or open the way to it"""


def named(address: str, role: str) -> str:
    return make_url(address).set(username=role).render_as_string(hide_password=False)


@pytest.fixture
def role(fresh_postgresql: str) -> Iterator[str]:
    """A name that the server does not have yet; gone afterwards."""
    name = f"clerk_{uuid.uuid4().hex[:8]}"
    yield name
    drop(fresh_postgresql, name)


def drop(address: str, *names: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for name in names:
            if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone():
                connection.execute(f"DROP OWNED BY {name}".encode())
                connection.execute(f"DROP ROLE {name}".encode())


@pytest.fixture
def owned(postgresql_server: str) -> Iterator[tuple[str, str]]:
    """An empty database whose owner is no superuser, and a name for a daily role."""
    owner, base = f"owner_{uuid.uuid4().hex[:8]}", f"owned_{uuid.uuid4().hex[:8]}"
    daily = owner.replace("owner", "daily")
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {owner} LOGIN CREATEROLE".encode())
        connection.execute(f"CREATE DATABASE {base} OWNER {owner} ENCODING 'UTF8' TEMPLATE template0".encode())
    yield named(address_of(postgresql_server, base), owner), daily
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {base} WITH (FORCE)".encode())
    drop(postgresql_server, daily, owner)


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_the_server_refuses_what_would_change_a_line(daily_postgresql: str, table: str) -> None:
    with opened(daily_postgresql) as store:
        receive(store, "按键-1", "case/1", item="A01", due="2026-03-09")
        note(store, "按键-2", "case/1")
        store.blobs.put(b"paper")
        assert store.verify().ok
        assert store.rebuild() == 0
        for statement in UNDOING:
            with store.engine.connect() as refused, pytest.raises(ProgrammingError) as why:
                refused.exec_driver_sql(statement.format(table=table))
            assert getattr(why.value.orig, "sqlstate", "") == "42501", statement
        note(store, "按键-3", "case/1")
        assert store.verify().ok


def test_each_role_is_told_what_it_has_too_much(daily_postgresql: str, fresh_postgresql: str, role: str) -> None:
    with opened(daily_postgresql) as store:
        held = store.rights
        assert held is not None
        assert (held.needless, held.sentence) == ((), "")
    with opened(fresh_postgresql) as store:
        assert store.rights is not None
        assert "超级用户" in store.rights.sentence
        assert "bingliang role --db" in store.rights.sentence
        assert daily_role(store.engine, role)
        with store.engine.begin() as connection:
            connection.exec_driver_sql(f"GRANT UPDATE (facts), DELETE ON ledger TO {role}")
    with opened(named(fresh_postgresql, role)) as store:
        assert store.rights is not None
        assert store.rights.needless == ("对台账有DELETE、UPDATE的权限",)
    with opened(fresh_postgresql) as store:
        assert not daily_role(store.engine, role), "known already: only narrowed"
    with opened(named(fresh_postgresql, role)) as store:
        assert store.rights is not None
        assert store.rights.sentence == ""


def test_an_embedded_database_has_no_roles(tmp_path: Path) -> None:
    with opened(tmp_path / "台账.db") as store:
        assert store.rights is None
        with store.engine.connect() as connection:
            assert renew(connection) == ()


def test_the_owner_upgrades_and_the_daily_role_is_told_so(owned: tuple[str, str]) -> None:
    owner, daily = owned
    engine = create_engine(located(owner).url)
    with engine.begin() as connection:
        upgrade(connection, "0005")  # before the table print_mark
    daily_role(engine, daily)
    for _ in range(2):
        with pytest.raises(ValueError, match=rf"从 0005 升级到 {schema.REVISION}，日常角色.*bingliang role --db"):
            opened(named(owner, daily))
        with engine.connect() as connection:
            assert connection.execute(schema.revision.select()).scalar_one() == "0005"
    engine.dispose()
    with opened(owner) as store:
        assert store.rights is not None
        assert store.rights.needless == ("是表的属主，可以停用只增不改的触发器、改表删表",)
    with opened(named(owner, daily)) as store:
        receive(store, "按键-1", "case/1")
        with store.engine.begin() as connection:
            connection.execute(schema.print_mark.insert(), {"sm3": "a", "n": 1, "job": "1", "counter": "3"})
        assert store.rights is not None
        assert store.rights.sentence == ""


def test_only_the_owner_makes_the_tables_and_moves_them_away(owned: tuple[str, str], tmp_path: Path) -> None:
    owner, daily = owned
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {daily} LOGIN".encode())
        connection.execute(b"REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    with pytest.raises(ValueError, match=r"数据库还是空的，角色.*没有建表的权限"):
        opened(named(owner, daily))
    with opened(owner) as store:
        assert not daily_role(store.engine, daily)
    with opened(named(owner, daily)) as source, opened(tmp_path / "回来.db") as target:
        receive(source, "按键-1", "case/1")
        with pytest.raises(ValueError, match="请用属主的地址"):
            move(source, target)
    with opened(owner) as source, opened(tmp_path / "回来.db") as target:
        assert move(source, target) == 1


def test_an_owner_who_may_not_make_roles_is_told_who_can(owned: tuple[str, str], postgresql_server: str) -> None:
    owner, daily = owned
    with psycopg.connect(postgresql_server, autocommit=True) as connection:
        connection.execute(f"ALTER ROLE {make_url(owner).username} NOCREATEROLE".encode())
    with opened(owner) as store, pytest.raises(ValueError, match=r"请数据库管理员先运行 CREATE ROLE"):
        daily_role(store.engine, daily)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "不能作角色的名称"),
        (" 前后有空格 ", "不能作角色的名称"),
        ('a"b', "不能作角色的名称"),
        ("很" * 22, "不能作角色的名称"),
        ("Postgres", "服务器自己用的名称"),
        ("pg_write_all_data", "服务器自己用的名称"),
    ],
)
def test_a_name_that_cannot_be_a_role(fresh_postgresql: str, name: str, said: str) -> None:
    with opened(fresh_postgresql) as store, pytest.raises(ValueError, match=said):
        daily_role(store.engine, name)


def test_the_owner_cannot_be_the_daily_role(owned: tuple[str, str]) -> None:
    owner, _ = owned
    with opened(owner) as store, pytest.raises(ValueError, match="就是表的属主"):
        daily_role(store.engine, str(make_url(owner).username))


def test_a_chinese_name_and_a_password_that_stands_in_no_log(fresh_postgresql: str, role: str) -> None:
    password, chinese = "窗 口'\"%1", f"窗口{role}%"
    try:
        with opened(fresh_postgresql) as store:
            assert daily_role(store.engine, chinese, password)
            with store.engine.connect() as connection:
                query = text("SELECT rolpassword FROM pg_authid WHERE rolname = :role")
                kept = connection.execute(query, {"role": chinese}).scalar_one()
        assert kept.startswith("SCRAM-SHA-256$")
        with opened(named(fresh_postgresql, chinese)) as store:
            note(store, "按键-1", "case/1")
    finally:
        with psycopg.connect(fresh_postgresql, autocommit=True) as connection:
            connection.execute(f'DROP OWNED BY "{chinese}"'.encode())
            connection.execute(f'DROP ROLE "{chinese}"'.encode())
