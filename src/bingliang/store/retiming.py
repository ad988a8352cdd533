"""重算: which open items a new calendar moves. Plain limits are compared in bulk; only the rest is computed one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from bingliang.ledger.catalogue import Unit
from bingliang.ledger.standing import StandingRow
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits import due_dates
from bingliang.store.projection import retimed

_PLAIN = {"s", "p", "next"}


def moved(rows: Iterable[StandingRow], calendar: Calendar) -> list[tuple[StandingRow, StandingRow]]:
    """移动的行: (before, after) of every item row whose dates the calendar changes."""
    doubtful: list[StandingRow] = []
    plain: list[StandingRow] = []
    starts: list[date] = []
    values: list[int] = []
    for row in rows:
        terms = None if row.provisional else _plain(row.terms)
        if terms is None:
            doubtful.append(row)
        else:
            plain.append(row)
            starts += terms[0]
            values += terms[1]
    fresh = due_dates(starts, values, calendar)
    for row, due_on, promised_on in zip(plain, fresh[::2], fresh[1::2], strict=True):
        if due_on != row.due_on or promised_on != row.promised_on:
            doubtful.append(row)
    pairs = ((row, retimed(row, calendar)) for row in doubtful)
    return [(before, after) for before, after in pairs if before != after]


@lru_cache(maxsize=8192)
def _plain(text: str) -> tuple[tuple[date, date], tuple[int, int]] | None:
    """Starts and lengths of the statutory and the promised line, where both run in workdays without stops.

    Items accepted on one day under one limit share this text, so that few texts are read.
    """
    terms: dict[str, Any] = json.loads(text)
    if terms.keys() != _PLAIN:
        return None
    lines = (terms["s"], terms["p"])
    if any(line[2] != Unit.WORKDAY.value or line[3] or line[1] < 1 for line in lines):
        return None
    starts = (date.fromisoformat(lines[0][0]), date.fromisoformat(lines[1][0]))
    return starts, (lines[0][1] + lines[0][4], lines[1][1])
