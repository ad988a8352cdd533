"""现状的读写: the rows of the table as `StandingRow`s, and the statements that make the table follow a fold."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from bingliang.ledger.standing import StandingRow
from bingliang.store.schema import standing
from bingliang.store.standing_values import NAMES as NAMES  # noqa: PLC0414 - told from here as well
from bingliang.store.standing_values import as_text as as_text  # noqa: PLC0414 - as above
from bingliang.store.standing_values import as_texts as as_texts  # noqa: PLC0414 - as above
from bingliang.store.standing_values import read as read  # noqa: PLC0414 - as above
from bingliang.store.standing_values import stored as stored  # noqa: PLC0414 - as above

COLUMNS = tuple(standing.c[name] for name in NAMES)
KEY = ("stream", "item", "task")
_OF_STREAM = select(*COLUMNS).where(standing.c.stream == bindparam("stream"))


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
