"""Somebody who holds the database: takes the triggers off, changes what he likes and puts them back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest

from bingliang.store.chain import Line
from tests.reliability.plain import Plain

Place = tuple[str, int | None]
"""Where a fault is: stream and line; ("", None) when no line can be blamed, (stream, None) for any line of it."""

NOWHERE: Place = ("", None)
COLUMNS = Line.__slots__[:-1]


class Thief(Plain):
    """All tables are open to him."""

    @contextmanager
    def unlocked(self) -> Iterator[None]:
        """Without triggers and foreign keys; the triggers are there again afterwards, as if nothing had been."""
        self._is_locked()
        if self.postgresql:
            self.do("SET session_replication_role = 'replica'")
            query = (
                "SELECT tgname, tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger "
                "WHERE NOT tgisinternal AND tgname LIKE 'tr_%'"
            )
            drop = "DROP TRIGGER {0} ON {1}"
        else:
            self.do("PRAGMA foreign_keys = OFF")
            query = "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
            drop = "DROP TRIGGER {0}"
        triggers = self.ask(query)
        assert len(triggers) >= 4
        for name, table, _ in triggers:
            self.do(drop.format(name, table))
        yield
        for _, _, made in triggers:
            self.do(made)

    def _is_locked(self) -> None:
        for table in ("ledger", "request"):
            for statement in (f"UPDATE {table} SET act = 'grant'", f"DELETE FROM {table}"):
                with pytest.raises(Exception, match="append-only"):
                    self.do(statement)

    def lines(self, stream: str) -> list[Line]:
        """A stream as it lies."""
        names = ", ".join(f'"{name}"' for name in Line.__slots__)
        return [Line(*row) for row in self.ask(f"SELECT {names} FROM ledger WHERE stream = ? ORDER BY seq", stream)]

    def last(self, stream: str) -> Line:
        """Its last line."""
        return self.lines(stream)[-1]

    def change(self, line: Line, column: str, value: object) -> None:
        """One column of one line."""
        assert self.do(f'UPDATE ledger SET "{column}" = ? WHERE id = ?', value, line.id) == 1

    def insert(self, line: Line) -> None:
        """A line of his own."""
        self.put("ledger", Line.__slots__, [getattr(line, name) for name in Line.__slots__])

    def free_id(self) -> int:
        """A line number that nobody has."""
        found: int = self.one("SELECT max(id) + 7 FROM ledger")
        return found

    def rechain(self, stream: str) -> None:
        """Makes every hash of a stream right again; he knows how."""
        before = ""
        for line in self.lines(stream):
            before = line.digest(before)
            self.change(line, "hash", before)

    def place_of(self, request: str, *, last: bool = False) -> Place:
        """The first line of a press in the order of streams, or the one written last."""
        order = "id DESC" if last else "stream, seq"
        found = self.ask(f"SELECT stream, seq FROM ledger WHERE request = ? ORDER BY {order}", request)
        return found[0][0], found[0][1]

    def named(self, sm3: str) -> Place:
        """The line that names the bytes."""
        ((stream, seq),) = self.ask("SELECT stream, seq FROM ledger WHERE act = 'issue' AND facts LIKE ?", f"%{sm3}%")
        return stream, seq


@dataclass(frozen=True, slots=True)
class Tampering:
    """篡改: what is done, and where `verify` must say that something is wrong."""

    name: str
    do: Callable[[Thief], set[Place]]


def altered(value: object) -> object:
    """The smallest change: the next number, the other flag, one character."""
    if isinstance(value, int):
        return value + 1
    words = str(value)
    if digits := list(re.finditer(r"\d", words)):
        place = digits[-1].start()
        return words[:place] + str((int(words[place]) + 1) % 10) + words[place + 1 :]
    return words + "甲"


def with_fact(line: Line, **facts: object) -> Line:
    """The line with other facts."""
    held: dict[str, Any] = {**json.loads(line.facts), **facts}
    return replace(line, facts=json.dumps(held, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
