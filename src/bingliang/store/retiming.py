"""重算: which open items a new calendar moves. Plain limits are compared in bulk; only the rest is computed one by one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
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
    plain: list[tuple[StandingRow, date, date]] = []
    starts: list[date] = []
    values: list[int] = []
    for row in rows:
        terms: dict[str, Any] = json.loads(row.terms)
        if row.due_on and row.promised_on and not row.provisional and terms.keys() == _PLAIN and _simple(terms):
            plain.append((row, row.due_on, row.promised_on))
            starts += (date.fromisoformat(terms["s"][0]), date.fromisoformat(terms["p"][0]))
            values += (terms["s"][1] + terms["s"][4], terms["p"][1])
        else:
            doubtful.append(row)
    fresh = due_dates(starts, values, calendar)
    for place, (row, due_on, promised_on) in enumerate(plain):
        if fresh[2 * place] != due_on or fresh[2 * place + 1] != promised_on:
            doubtful.append(row)
    pairs = ((row, retimed(row, calendar)) for row in doubtful)
    return [(before, after) for before, after in pairs if before != after]


def _simple(terms: dict[str, Any]) -> bool:
    """Both lines run in workdays, without stops, for at least a day."""
    return all(terms[key][2] == Unit.WORKDAY.value and not terms[key][3] and terms[key][1] > 0 for key in ("s", "p"))
