"""An independent clerk with a wall calendar: walks day by day, crosses days out, knows nothing of the engine.

Only for tests. Slow on purpose; shares no code with the time limits or with the work calendar.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

ONE = timedelta(days=1)
Works = Callable[[date], bool]
Stops = Iterable[tuple[date, date]]


class LateStop(Exception):
    """A stop that begins when the limit has already expired."""


def wall_calendar(folder: Path, as_of: date = date.max) -> Works:
    """Reads the notices as a person would: later ones are written over earlier ones, festival by festival."""
    sheet: dict[tuple[int, str], tuple[set[date], set[date]]] = {}
    notices = [tomllib.loads(path.read_text(encoding="utf-8-sig")) for path in folder.glob("*.toml")]
    for notice in sorted(notices, key=lambda n: n["published"]):
        if notice["published"] > as_of:
            continue
        for festival in notice["festival"]:
            sheet[notice["year"], festival["name"]] = (set(festival["off"]), set(festival.get("work", [])))
    off = {day for days, _ in sheet.values() for day in days}
    work = {day for _, days in sheet.values() for day in days}
    return lambda day: day in work or (day.isoweekday() <= 5 and day not in off)


def walk(start: date, number: int, counts: Callable[[date], bool]) -> date:
    """The day on which the clerk has counted to ``number``, beginning the day after ``start``."""
    day = start
    while number:
        day += ONE
        if counts(day):
            number -= 1
    return day


def last_day(
    start: date,
    value: int,
    unit: str,
    stops: Stops,
    extension: int,
    works: Works,
    *,
    from_rolled: bool = False,
    first_day_stops: bool = False,
    forgiving: bool = False,
) -> date:
    """The due date; stops are told to the clerk one after the other, as they happen."""
    crossed: set[date] = set()

    def counts(day: date) -> bool:
        return day not in crossed and (unit != "workday" or works(day))

    def rolled(day: date) -> date:
        while day in crossed or not works(day):
            day += ONE
        return day

    def now() -> date:
        if from_rolled:
            return rolled(walk(rolled(walk(start, value, counts)), extension, counts))
        return rolled(walk(start, value + extension, counts))

    for after, until in sorted(stops):
        if after > now():
            if forgiving:
                continue
            raise LateStop
        day = after if first_day_stops and after > start else after + ONE
        while day <= until:
            crossed.add(day)
            day += ONE
    return now()


def earlier(start: date, value: int, stops: Stops, extension: int, works: Works, **how: bool) -> date:
    """Both readings of a limit whose unit the law does not state; the earlier one."""
    stops = list(stops)
    return min(last_day(start, value, unit, stops, extension, works, **how) for unit in ("workday", "calendar_day"))
