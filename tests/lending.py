"""A PostgreSQL database lent to one test after the other: its rows are put back, since making and dropping one costs the
server half a second each time. One whose structure a test has changed is dropped, and the next test gets a new one.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, LiteralString

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy.engine import make_url

_STRUCTURE: LiteralString = """
    SELECT 'pg_class', count(*), sum(xmin::text::bigint) FROM pg_class
    UNION ALL SELECT 'pg_attribute', count(*), sum(xmin::text::bigint) FROM pg_attribute
    UNION ALL SELECT 'pg_attrdef', count(*), sum(xmin::text::bigint) FROM pg_attrdef
    UNION ALL SELECT 'pg_constraint', count(*), sum(xmin::text::bigint) FROM pg_constraint
    UNION ALL SELECT 'pg_index', count(*), sum(xmin::text::bigint) FROM pg_index
    UNION ALL SELECT 'pg_namespace', count(*), sum(xmin::text::bigint) FROM pg_namespace
    UNION ALL SELECT 'pg_proc', count(*), sum(xmin::text::bigint) FROM pg_proc
    UNION ALL SELECT 'pg_trigger', count(*), sum(xmin::text::bigint) FROM pg_trigger
    UNION ALL SELECT 'pg_database', count(*), sum(xmin::text::bigint) FROM pg_database WHERE datname = current_database()
    UNION ALL SELECT 'pg_db_role_setting', count(*), sum(s.xmin::text::bigint)
        FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase WHERE d.datname = current_database()
"""
"""Every change of a table, trigger, right or setting writes one of these rows anew."""
_OTHERS: LiteralString = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)

_NOTHING = 21
"""bytes of COPY's binary form before the first row and after the last"""


class Lending:
    """The databases of one kind on a server, each as `prepare` left it."""

    def __init__(self, server: str, template: str, prepare: Callable[[str], None] | None = None) -> None:
        self._server, self._template, self._prepare = server, template, prepare
        self._free: list[_Held] = []

    @contextmanager
    def lent(self) -> Iterator[str]:
        """The address of a database for one test."""
        held = self._free.pop() if self._free else self._made()
        yield held.address
        if held.put_back():
            self._free.append(held)
        else:
            self._drop(held.name)

    def clear(self) -> None:
        """All of them."""
        while self._free:
            self._drop(self._free.pop().name)

    def _made(self) -> _Held:
        name = f"test_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(
                SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY WAL_LOG").format(
                    Identifier(name), Identifier(self._template)
                )
            )
        address = make_url(self._server).set(database=name).render_as_string(hide_password=False)
        if self._prepare is not None:
            self._prepare(address)
        return _Held(name, address)

    def _drop(self, name: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


class _Held:
    """One database, and what was in it."""

    def __init__(self, name: str, address: str) -> None:
        self.name, self.address = name, address
        self._rows: dict[str, bytes] = {}
        with psycopg.connect(address) as connection:
            connection.execute("SET synchronous_commit = off")
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            self._tables = [str(table) for (table,) in tables]
            for table in self._tables:
                with connection.cursor().copy(
                    SQL("COPY {} TO STDOUT (FORMAT BINARY)").format(Identifier(table))
                ) as out:
                    self._rows[table] = b"".join(bytes(part) for part in out)
            names = connection.execute("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'").fetchall()
            self._sequences = {str(name): self._stand(connection, str(name)) for (name,) in names}
            self._structure = self._structure_of(connection)

    def put_back(self) -> bool:
        """The rows as they were; False when a test has changed more than rows."""
        with psycopg.connect(self.address) as connection:
            connection.execute(_OTHERS)
            if self._structure_of(connection) != self._structure:
                return False
            connection.execute("SET synchronous_commit = off")
            connection.execute("SET session_replication_role = 'replica'")  # neither our triggers nor foreign keys
            connection.execute(SQL(";").join(SQL("DELETE FROM {}").format(Identifier(one)) for one in self._tables))
            for table, rows in self._rows.items():
                if len(rows) > _NOTHING:
                    with connection.cursor().copy(
                        SQL("COPY {} FROM STDIN (FORMAT BINARY)").format(Identifier(table))
                    ) as into:
                        into.write(rows)
            for name, (last, called) in self._sequences.items():
                connection.execute("SELECT setval(%s::regclass, %s, %s)", (name, last, called))
        return True

    @staticmethod
    def _stand(connection: psycopg.Connection[Any], sequence: str) -> tuple[int, bool]:
        found = connection.execute(SQL("SELECT last_value, is_called FROM {}").format(Identifier(sequence))).fetchone()
        assert found is not None
        return int(found[0]), bool(found[1])

    @staticmethod
    def _structure_of(connection: psycopg.Connection[Any]) -> list[tuple[Any, ...]]:
        return connection.execute(_STRUCTURE).fetchall()
