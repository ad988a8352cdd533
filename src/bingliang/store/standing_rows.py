"""现状的读写: a `StandingRow` as a row of the table and back, and the statements that make the table follow a fold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from bingliang.ledger.acts import Number
from bingliang.ledger.standing import Level, StandingRow, Waiting
from bingliang.store.schema import FAR, standing

NAMES = tuple(field.name for field in fields(StandingRow))
COLUMNS = tuple(standing.c[name] for name in NAMES)
KEY = ("stream", "item", "task")
FLAGS = ("provisional", "stopped", "outside", "open", "promise_broken", "statute_broken")

_SORTED = tuple(NAMES.index(name) for name in ("due_on", "promised_on", "next_on"))
_FLAGS = tuple(NAMES.index(name) for name in FLAGS)
_LEVEL, _WAITING, _TAGS = (NAMES.index(name) for name in ("level", "waiting", "tags"))
_VALUES = attrgetter(*NAMES)
_CODE = NAMES.index("code")
_OF_STREAM = select(*COLUMNS).where(standing.c.stream == bindparam("stream"))


def stored(row: StandingRow, texts: Mapping[Number, str]) -> tuple[object, ...]:
    """存入的值, in the order of `NAMES`; `texts` gives the numbers that were drawn."""
    values: list[Any] = list(_VALUES(row))
    values[_CODE] = texts[row.code] if isinstance(row.code, Number) else row.code
    for place in _SORTED:
        values[place] = values[place] or FAR
    for place in _FLAGS:
        values[place] = int(values[place])
    values[_LEVEL], values[_WAITING] = row.level.value, row.waiting.value
    values[_TAGS] = "\n".join(row.tags)
    return tuple(values)


def read(row: Row[Any] | Sequence[Any]) -> StandingRow:
    """读出的一行: the inverse of `stored`."""
    values = list(row)
    for place in _SORTED:
        if values[place] == FAR:
            values[place] = None
    for place in _FLAGS:
        values[place] = bool(values[place])
    values[_LEVEL], values[_WAITING] = Level(values[_LEVEL]), Waiting(values[_WAITING])
    values[_TAGS] = tuple(values[_TAGS].split("\n")) if values[_TAGS] else ()
    return StandingRow(*values)


def standing_of(connection: Connection, stream: str) -> tuple[StandingRow, ...]:
    """一条流水的现状, case row first."""
    found = [read(row) for row in connection.execute(_OF_STREAM, {"stream": stream})]
    return tuple(sorted(found, key=key_of))


def key_of(row: StandingRow) -> tuple[str, str, str]:
    """主键: (stream, item, task)."""
    return (row.stream, row.item, row.task)


def changed(
    before: Iterable[StandingRow], after: Iterable[StandingRow]
) -> tuple[list[StandingRow], list[tuple[str, str, str]]]:
    """差别: the rows to write and the keys to delete, so that `before` becomes `after`."""
    old = {key_of(row): row for row in before}
    new = {key_of(row): row for row in after}
    return [row for key, row in new.items() if old.get(key) != row], [key for key in old if key not in new]


def as_text(value: object) -> object:
    """SQLite keeps a date as its text."""
    return value.isoformat() if isinstance(value, date) else value
