"""现状的存取值: a `StandingRow` as the values that the table holds, and back; whatever library reads the table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, make_dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from bingliang.ledger.acts import Number
from bingliang.ledger.standing import Level, StandingRow, Waiting
from bingliang.store.structure import FAR

NAMES = tuple(field.name for field in fields(StandingRow))
FLAGS = ("provisional", "stopped", "outside", "open", "promise_broken", "statute_broken", "green")

_SORTED = tuple(NAMES.index(name) for name in ("due_on", "promised_on", "next_on"))
_DATES = tuple(NAMES.index(name) for name in NAMES if name.endswith("_on"))
_FLAGS = tuple(NAMES.index(name) for name in FLAGS)
_LEVEL, _WAITING, _TAGS = (NAMES.index(name) for name in ("level", "waiting", "tags"))
_VALUES = attrgetter(*NAMES)
_CODE = NAMES.index("code")


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


class _Days(dict[Any, date | None]):
    """日期: a stored date (its text on SQLite) → date, None for 无期限; the same few hundred days come again and again."""

    def __missing__(self, stored_day: Any) -> date | None:  # noqa: ANN401 - a date, its text or NULL
        day = date.fromisoformat(stored_day) if isinstance(stored_day, str) else stored_day
        self[stored_day] = found = None if day == FAR else day
        return found


_days = _Days()
_LEVELS = {level.value: level for level in Level}
_WAITINGS = {waiting.value: waiting for waiting in Waiting}


# A frozen dataclass sets its 35 fields through object.__setattr__ (3.6 µs); its loose twin has the same slots and is
# made in 0.5 µs, then becomes the frozen one.
_Loose: Any = make_dataclass("_Loose", NAMES, slots=True)


def read(row: Sequence[Any]) -> StandingRow:
    """读出的一行: the inverse of `stored`. Written out, because a list reads a hundred at a time."""
    # fmt: off
    (
        stream, level, item, task, code, title, enterprise, enterprise_id, project, project_id, department, body,
        counter, clerk, stage, received_on, accepted_on, due_on, promised_on, next_on, provisional, stopped, outside,
        is_open, waiting, ended_on, decided_on, promise_broken, statute_broken, items_total, items_done, segments,
        terms, tags, green,
    ) = row
    found = _Loose(
        stream, _LEVELS[level], item, task, code, title, enterprise, enterprise_id, project, project_id, department,
        body, counter, clerk, stage, _days[received_on], _days[accepted_on], _days[due_on], _days[promised_on],
        _days[next_on], provisional == 1, stopped == 1, outside == 1, is_open == 1, _WAITINGS[waiting],
        _days[ended_on], _days[decided_on], promise_broken == 1, statute_broken == 1, items_total, items_done,
        segments, terms, tuple(tags.split("\n")) if tags else (), green == 1,
    )
    # fmt: on
    found.__class__ = StandingRow
    row_read: StandingRow = found
    return row_read


def as_texts(row: Sequence[Any]) -> list[Any]:
    """一行的文本日期: a row as `stored` made it, for SQLite."""
    values = list(row)
    for place in _DATES:
        if (on := values[place]) is not None:
            values[place] = on.isoformat()
    return values


def as_text(value: object) -> object:
    """SQLite keeps a date as its text."""
    return value.isoformat() if isinstance(value, date) else value
