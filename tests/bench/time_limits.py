"""期限的速度: one due date against the bare table expression; a million against numpy's busday_offset."""

from __future__ import annotations

import random
from datetime import date, timedelta

from bingliang.desk.loading import factory_calendar
from bingliang.ledger.catalogue import Unit
from bingliang.mechanism.time_limits import Stop, Term, due_dates, due_on
from tests.bench.measuring import Bench, Figure, compared

SINGLE, BULK = 20_000, 1_000_000


def _starts(count: int, seed: int) -> list[date]:
    chosen = random.Random(seed)
    first = date(2021, 1, 1)
    return [first + timedelta(days=chosen.randrange(1000)) for _ in range(count)]


def due_single() -> Figure:
    """Two stops each, as the product computes it, over the table expression without any."""
    calendar = factory_calendar()
    chosen = random.Random(1)
    terms: list[Term] = []
    for start in _starts(SINGLE, 2):
        n = chosen.randrange(5, 41)
        stops = tuple(Stop(start + timedelta(days=a), start + timedelta(days=a + 4)) for a in (2, 4))
        terms.append(Term(start, n, Unit.WORKDAY, stops))
    plain = [(term.start, term.value) for term in terms]
    base, cumulative, dates = calendar.base, calendar.cumulative, calendar.dates

    def ours() -> None:
        for term in terms:
            due_on(term, calendar)

    def floor() -> None:
        for start, n in plain:
            dates[cumulative[start.toordinal() - base] + n - 1]

    return compared(5.0, ours, floor)


def due_bulk() -> Figure:
    """A million deadlines in plain Python over numpy.busday_offset with every rest day as a holiday."""
    import numpy as np

    calendar = factory_calendar()
    starts = _starts(BULK, 3)
    chosen = random.Random(4)
    values = [chosen.randrange(1, 41) for _ in range(BULK)]
    days = [calendar.first + timedelta(days=n) for n in range((calendar.horizon - calendar.first).days)]
    rest = np.array([day for day in days if not calendar.is_workday(day)], dtype="datetime64[D]")
    table = np.busdaycalendar(weekmask="1111111", holidays=rest)
    where, lengths = np.array(starts, dtype="datetime64[D]"), np.array(values)

    def floor() -> object:
        # rolls a rest day back, so that the first day counted is the next workday
        return np.busday_offset(where, lengths, roll="backward", busdaycal=table)

    same = [day.isoformat() for day in due_dates(starts[:2000], values[:2000], calendar)]
    if same != [str(day) for day in floor()[:2000]]:  # type: ignore[index]  # an array
        raise AssertionError("两种算法的结果不同，比较没有意义。")
    return compared(0.6, lambda: due_dates(starts, values, calendar), floor, 5)


BENCHES = (
    Bench("due_single", 5.0, "one due date with two stops / bare table expression", due_single),
    Bench("due_bulk", 0.6, "1,000,000 due dates / numpy.busday_offset", due_bulk),
)
