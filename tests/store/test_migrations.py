"""A migrated database and a fresh one are the same, to the last trigger; a migration that fails leaves no trace."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.operations import Operations
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from bingliang.store import schema
from bingliang.store.location import located
from bingliang.store.migrating import MIGRATIONS, migrate, upgrade
from bingliang.store.preparing import create_all
from bingliang.store.sqlite import sqlite_engine
from tests.store.counter import opened, receive

PG_CATALOGUE = (
    """SELECT table_name, column_name, data_type, is_nullable, column_default, collation_name
       FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace""",
    "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "SELECT sequencename, increment_by::text FROM pg_sequences",
)


def empty_engine(where: str) -> Engine:
    location = located(where)
    return create_engine(location.url) if location.path is None else sqlite_engine(location.path, create=True)


def catalogue(connection: Connection) -> list[Any]:
    """Everything the database says of itself, in an order of its own."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT type, name, sql FROM sqlite_master")).all()
        return sorted((kind, name, " ".join((sql or "").replace('"', "").split())) for kind, name, sql in rows)
    return [sorted(map(tuple, connection.execute(text(query)))) for query in PG_CATALOGUE]


def writing(engine: Engine) -> Connection:
    return engine.connect().execution_options(bingliang_writes=True)


def parts(connection: Connection) -> list[Any]:
    """The catalogue with the clauses of each statement sorted: alembic writes checks before keys."""
    found = catalogue(connection)
    if connection.dialect.name == "sqlite":
        return [(kind, name, sorted(part.strip(" )") for part in sql.split(","))) for kind, name, sql in found]
    return found


@pytest.fixture
def two_empty(empty_database: str, tmp_path: Path) -> Iterator[tuple[Engine, Engine]]:
    one = empty_engine(empty_database)
    if one.dialect.name == "sqlite":
        two = empty_engine(str(tmp_path / "另一个.db"))
    else:
        two = create_engine(str(one.url.render_as_string(hide_password=False)))
    yield one, two
    two.dispose()
    one.dispose()


def test_a_migrated_database_equals_a_fresh_one(two_empty: tuple[Engine, Engine]) -> None:
    one, two = two_empty
    with writing(one) as connection, connection.begin() as transaction:
        upgrade(connection)
        migrated = parts(connection)
        kinds = connection.execute(schema.edition.select()).all()
        assert connection.execute(schema.revision.select()).scalar_one() == schema.REVISION
        transaction.rollback()
    with writing(two) as connection, connection.begin() as transaction:
        create_all(connection)
        fresh = parts(connection)
        assert connection.execute(schema.edition.select()).all() == kinds
        transaction.rollback()
    assert migrated == fresh


def test_the_comparison_sees_a_lost_trigger_and_a_lost_check(two_empty: tuple[Engine, Engine]) -> None:
    """The control: the comparison above can fail."""
    one, _ = two_empty
    with writing(one) as connection, connection.begin() as transaction:
        create_all(connection)
        before = parts(connection)
        on = " ON ledger" if one.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER tr_ledger_update{on}"))
        assert parts(connection) != before
        transaction.rollback()


def test_every_constraint_has_a_name() -> None:
    for table in schema.metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, (table.name, constraint)


def test_the_newest_migration_is_the_revision_of_the_program() -> None:
    assert max(file.name for file in (MIGRATIONS / "versions").glob("*.py"))[:4] == schema.REVISION


@pytest.mark.parametrize("step", [0, 1, 5, 12, 20, 30, 36])
def test_a_migration_that_fails_leaves_the_database_as_before(
    two_empty: tuple[Engine, Engine], step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault after the n-th statement of the first migration."""
    engine, _ = two_empty
    done = 0
    real = Operations.invoke

    def failing(self: Operations, operation: Any) -> Any:  # noqa: ANN401 - as alembic has it
        nonlocal done
        found = real(self, operation)
        done += 1
        if done > step:
            raise RuntimeError("注入的故障")
        return found

    monkeypatch.setattr(Operations, "invoke", failing)
    with engine.connect() as connection:
        before = catalogue(connection)
    with pytest.raises(RuntimeError, match="注入的故障"):
        migrate(engine)
    with engine.connect() as connection:
        assert catalogue(connection) == before
    monkeypatch.undo()
    migrate(engine)
    with engine.connect() as connection:
        assert connection.execute(schema.revision.select()).scalar_one() == schema.REVISION


def test_the_lists_of_an_older_program_are_made_anew(tmp_path: Path) -> None:
    new, old = tmp_path / "新.db", tmp_path / "旧.db"
    with opened(new) as store:
        receive(store, "收件", "case/1")
        with store.look() as look:
            rows = look.standing("case/1")
    assert rows
    engine = empty_engine(str(old))
    with writing(engine) as connection, connection.begin():
        upgrade(connection, "0004")
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
    engine.dispose()
    with closing(sqlite3.connect(old)) as base, base:
        base.execute("ATTACH ? AS new", (str(new),))
        for table in set(tables) - {"alembic_version", "standing"}:
            base.execute(f"INSERT OR REPLACE INTO main.{table} SELECT * FROM new.{table}")
    with opened(old) as store, store.look() as look:
        assert look.standing("case/1") == rows
    assert old.with_name("旧.db.before-0004").exists()


def test_a_broken_foreign_key_undoes_the_migration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = sqlite_engine(tmp_path / "台账.db", create=True)
    real = upgrade

    def orphaned(connection: Connection, target: str = "head") -> None:
        real(connection, target)
        connection.execute(text("INSERT INTO edition_file VALUES ('没有这一种', 1, 'x', 'y')"))

    monkeypatch.setattr("bingliang.store.migrating.upgrade", orphaned)
    with pytest.raises(ValueError, match="升级已全部撤销"):
        migrate(engine)
    with engine.connect() as connection:
        assert catalogue(connection) == []
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
    engine.dispose()


def test_an_embedded_database_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "台账.db"
    with opened(path) as store:
        receive(store, "按键-1", "case/1")
        migrate(store.engine, path)
    copy = tmp_path / f"台账.db.before-{schema.REVISION}"
    with opened(copy) as kept, kept.look() as look:
        assert look.answer("按键-1") == {"code": "经开受〔2026〕第0001号"}


def test_a_newer_database_is_refused_untouched(database: str) -> None:
    with opened(database) as store:
        receive(store, "按键-1", "case/1")
        with store.engine.begin() as connection:
            connection.execute(schema.revision.update().values(version_num="0999"))
    with pytest.raises(
        ValueError, match=f"由更新版本的程序建立（结构 0999，本程序 {schema.REVISION}），请先升级本程序"
    ):
        opened(database)


def test_an_older_database_is_brought_up_to_date(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(database) as store:
        receive(store, "按键-1", "case/1")
    monkeypatch.setattr(schema, "REVISION", "0998")
    with opened(database) as store:
        # There is no 0998: alembic was asked, found nothing to do, and all lines are there.
        assert store.answer("按键-1") == {"code": "经开受〔2026〕第0001号"}


def test_a_database_of_another_program_is_refused(empty_database: str) -> None:
    engine = empty_engine(empty_database)
    with writing(engine) as connection, connection.begin():
        connection.execute(text("CREATE TABLE goods (id integer)"))
    engine.dispose()
    with pytest.raises(ValueError, match="别的程序的表"):
        opened(empty_database)


def test_nothing_is_made_when_it_must_be_there(empty_database: str) -> None:
    with pytest.raises(ValueError, match=r"没有找到数据库|还没有台账"):
        opened(empty_database, create=False)
    if "://" not in empty_database:
        assert not Path(empty_database).exists()
    opened(empty_database).close()
    opened(empty_database, create=False).close()


def test_two_counters_make_one_database(empty_database: str) -> None:
    code = "import sys; from tests.store.counter import opened; opened(sys.argv[1]).close()"
    command = [sys.executable, "-c", code, empty_database]
    running = [subprocess.Popen(command, cwd=Path(__file__).parents[2], env=_path()) for _ in range(4)]
    assert [one.wait(60) for one in running] == [0, 0, 0, 0]
    with opened(empty_database) as store, store.look() as look:
        assert sorted(look.editions()) == ["calendar", "catalogue", "forms", "zone"]


def _path() -> dict[str, str]:
    import os

    root = Path(__file__).parents[2]
    return {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{root / 'src'}"}


def test_opening_does_not_load_alembic_nor_the_other_driver(tmp_path: Path) -> None:
    code = (
        "import sys, bingliang.store; "
        "assert not {'sqlalchemy', 'alembic', 'psycopg'} & set(sys.modules), 'import bingliang.store'; "
        "from tests.store.counter import opened; opened(sys.argv[1]).close(); "
        "assert not {'alembic', 'psycopg', 'sqlalchemy.orm'} & set(sys.modules), sorted(sys.modules)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "x.db")]
    subprocess.run(command, cwd=Path(__file__).parents[2], env=_path(), check=True, timeout=60)


def test_a_ledger_of_the_first_structure_gains_its_indices_and_loses_nothing(empty_database: str) -> None:
    engine = empty_engine(empty_database)
    with writing(engine) as connection, connection.begin():
        upgrade(connection, "0001")
        before = set(catalogue_names(connection))
    with writing(engine) as connection, connection.begin():
        connection.execute(text("INSERT INTO request VALUES ('按键-0', '2026-10-12', '李窗口', 'receive', '{}')"))
        connection.execute(
            text(
                "INSERT INTO ledger VALUES (1, 'case/1', 1, '按键-0', '2026-10-12', '李窗口', '3', 'draw_up', '{}', 'h')"
            )
        )
    migrate(engine)
    with engine.connect() as connection:
        after = set(catalogue_names(connection))
        added = {name for name in after - before if "print_mark" not in name}
        assert added == {
            "ix_ledger_bagged",
            "ix_ledger_check",
            "ix_ledger_drawn",
            "ix_ledger_enquired",
            "ix_standing_applicant",
            "ix_standing_clerk",
            "ix_standing_green",
            "ix_standing_pledged",
            "ix_standing_pledges",
            "ix_ledger_voided",
            "ix_name_gram_id",
        }
        assert before <= after
        assert connection.execute(text("SELECT count(*) FROM ledger")).scalar_one() == 1
        assert connection.execute(schema.revision.select()).scalar_one() == schema.REVISION
        connection.rollback()
        append_only = connection.begin()
        with pytest.raises(DBAPIError, match="append-only"):
            connection.execute(text("UPDATE ledger SET act = 'void'"))
        append_only.rollback()
    engine.dispose()
    opened(empty_database, create=False).close()


def catalogue_names(connection: Connection) -> list[str]:
    """Tables, indices and triggers by name."""
    if connection.dialect.name == "sqlite":
        return list(connection.execute(text("SELECT name FROM sqlite_master")).scalars())
    queries = (
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
        "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    )
    return [name for query in queries for name in connection.execute(text(query)).scalars()]
