"""The database without the program: what a naive client, an auditor or a thief sees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import psycopg

from bingliang.store.sqlite import driver


def kind(where: str) -> str:
    """Which database, for the figures."""
    return "PostgreSQL" if where.startswith("postgresql") else "SQLite"


def plain_connection(where: str) -> Any:  # noqa: ANN401 - two drivers have no common type
    """A driver's connection with nothing of ours, each statement by itself."""
    if where.startswith("postgresql"):
        return psycopg.connect(where, autocommit=True)
    module, _ = driver()
    return module.connect(where, isolation_level=None, timeout=15)


class Plain:
    """The tables as they lie: `ask` and `do` with `?` for values, on either database."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.postgresql = where.startswith("postgresql")
        self.connection = plain_connection(where)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def _text(self, sql: str) -> str:
        return sql.replace("%", "%%").replace("?", "%s") if self.postgresql else sql

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows."""
        found: list[tuple[Any, ...]] = self.connection.execute(self._text(sql), values).fetchall()
        return found

    def one(self, sql: str, *values: object) -> Any:  # noqa: ANN401 - what the column holds
        """The first column of the only row."""
        ((found,),) = self.ask(sql, *values)
        return found

    def do(self, sql: str, *values: object) -> int:
        """Changes rows and says how many."""
        changed: int = self.connection.execute(self._text(sql), values).rowcount
        return changed

    def put(self, table: str, columns: Sequence[str], row: Sequence[object]) -> None:
        """One row."""
        names = ", ".join(f'"{name}"' for name in columns)
        self.do(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})", *row)

    def columns(self, table: str) -> list[str]:
        """The names of a table's columns."""
        cursor = self.connection.execute(f"SELECT * FROM {table} LIMIT 0")
        return [column[0] for column in cursor.description]

    def settled(self) -> None:
        """Waits until the server has noticed that all other clients are gone, killed ones included."""
        if not self.postgresql:
            return
        others = (
            "SELECT count(*), count(pg_sleep(0.02)) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
        for _ in range(500):
            if self.ask(others)[0][0] == 0:
                return
        raise AssertionError("a killed client is still being served")
