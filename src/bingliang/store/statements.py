"""语句: the texts of the hot statements, made once per database, and the driver calls that send them.

The lines of an act go to the driver directly: the compiler and the result machinery of SQLAlchemy would cost more than
SQLite needs to write them. On PostgreSQL they travel in one pipeline, so that a drawn number is locked for one round
trip only.
"""

# ruff: noqa: S608 - every name here is one of our own tables or columns, every value travels as a parameter

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Dialect, Table

from bingliang.store import schema
from bingliang.store.standing_rows import KEY, NAMES, as_texts

CHANNEL = "changed"
NOTICE_BYTES = 7_000

Batch = tuple[str, Sequence[Sequence[object]]]


class Statements:
    """语句 of one kind of database."""

    def __init__(self, dialect: Dialect) -> None:
        """Writes each text once."""
        self.postgresql = dialect.name == "postgresql"
        self._quote = dialect.identifier_preparer.quote
        self._mark = "%s" if self.postgresql else "?"
        # On PostgreSQL the driver is told to leave BEGIN to `Wire`: its own is waited for before anything else is sent.
        self.writing: dict[str, Any] = {"bingliang_writes": True}
        if self.postgresql:
            self.writing["isolation_level"] = "AUTOCOMMIT"
        self.request = self.insert(schema.request)
        self.line = self.insert(schema.ledger)
        self.number = self.insert(schema.number)
        self.standing = self.upsert(schema.standing, KEY, NAMES)
        self.drop_standing = f"DELETE FROM standing WHERE {' AND '.join(f'{key} = {self._mark}' for key in KEY)}"
        self.erase = (
            f"UPDATE person SET name = {self._mark}, id_type = '', id_number = '', phone = '' WHERE id = {self._mark}"
        )
        self.adopt = f"UPDATE edition SET number = {self._mark} WHERE kind = {self._mark}"
        self.drop_grams = f"DELETE FROM name_gram WHERE id = {self._mark}"
        editions = "SELECT kind, number FROM edition ORDER BY kind"
        self.editions_held = f"{editions} FOR SHARE" if self.postgresql else editions
        self.held_for_adopting = f"{editions} FOR UPDATE" if self.postgresql else editions
        self.answer = f"SELECT answer FROM request WHERE id = {self._mark}"
        if self.postgresql:
            self.opening = f"SELECT clock_timestamp(), nextval('ledger_id'), ({self.answer}), NULL"
        else:
            self.opening = (
                "SELECT strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now'), "
                f"(SELECT coalesce(max(id), 0) + 1 FROM ledger), ({self.answer}), "
                "(SELECT at FROM ledger ORDER BY id DESC LIMIT 1)"
            )

    def insert(self, table: Table, columns: Sequence[str] = ()) -> str:
        """INSERT of all columns of `table`, in their order."""
        names = columns or [column.name for column in table.columns]
        return f"INSERT INTO {table.name} ({', '.join(map(self._quote, names))}) VALUES ({', '.join([self._mark] * len(names))})"

    def upsert(self, table: Table, key: Sequence[str], columns: Sequence[str] = ()) -> str:
        """INSERT that overwrites the row of the same key."""
        names = columns or [column.name for column in table.columns]
        sets = ", ".join(f"{self._quote(name)} = excluded.{self._quote(name)}" for name in names if name not in key)
        return f"{self.insert(table, names)} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {sets}"

    def draw(self, series: int) -> str:
        """取号: raises `series` counters at once, in the order given; RETURNING the last number of each."""
        rows = ", ".join([f"({self._mark}, {self._mark})"] * series)
        return (
            f"INSERT INTO number_series (series, last) VALUES {rows} "
            "ON CONFLICT (series) DO UPDATE SET last = number_series.last + excluded.last RETURNING series, last"
        )


class Wire:
    """线路: sends batches through the driver connection of a transaction that SQLAlchemy has begun."""

    def __init__(self, connection: Connection, statements: Statements) -> None:
        """`connection` must be within its transaction."""
        self.statements = statements
        driver = connection.connection.driver_connection
        assert driver is not None  # noqa: S101 - a live connection has its driver's
        self._driver: Any = driver

    @contextmanager
    def together(self) -> Iterator[None]:
        """一次往返: what is sent inside travels together on PostgreSQL."""
        if self.statements.postgresql:
            with self._driver.pipeline():
                yield
        else:
            yield

    def begin(self) -> None:
        """BEGIN, travelling with what is sent behind it (PostgreSQL; SQLite has begun when the connection was asked for)."""
        if self.statements.postgresql:
            self._driver.execute("BEGIN ISOLATION LEVEL READ COMMITTED")

    def send(self, batches: Sequence[Batch]) -> None:
        """Writes each batch, in order."""
        if self.statements.postgresql:
            with self._driver.cursor() as cursor:
                for text, rows in batches:
                    for row in rows:
                        cursor.execute(text, row)
            return
        cursor = self._driver.cursor()
        for text, rows in batches:
            cursor.executemany(text, [as_texts(row) for row in rows] if text is self.statements.standing else rows)
        cursor.close()

    def ask(self, text: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401 - a driver's cursor has no common type
        """Sends one question; read its result when those sent together have come back."""
        return self._driver.execute(text, values)

    def tell(self, streams: Sequence[str]) -> None:
        """通知其他窗口 which streams have grown, when this transaction is committed (PostgreSQL only)."""
        if self.statements.postgresql and streams:
            # The limit of a notification is 8,000 bytes; listeners ask again when it names nothing.
            payload = "\n".join(streams)
            told = payload if len(payload.encode()) < NOTICE_BYTES else ""
            self._driver.execute("SELECT pg_notify(%s, %s)", (CHANNEL, told))

    def commit(self) -> None:
        """COMMIT, travelling with what was sent before it."""
        self._driver.execute("COMMIT")
