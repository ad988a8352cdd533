"""期限与到期日: the only place where a due date is computed.

One definition for all units. The day of the start event is not counted; the N-th effective day after it is the last
day (《民法典》第二百零一条). An effective day lies in no stop (特殊环节) and, for a limit in workdays (《行政许可法》
第八十二条), is a workday. A last day that cannot be worked on rolls on to the next workday outside every stop
(《民法典》第二百零三条). Workdays are found in the calendar's prefix table, never by walking days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import Unit
from bingliang.ledger.workdays import Calendar

_WORKDAY = Unit.WORKDAY  # an enum member costs 30 ns through its class, this 5

Span = tuple[int, int]
"""停表区间: (after, until] as day ordinals."""


@dataclass(frozen=True, slots=True)
class Stop:
    """停表: the days in (after, until] do not count; effective dates, in the limit's own unit (《行政许可法》第四十五条)."""

    after: date
    until: date


@dataclass(frozen=True, slots=True)
class Term:
    """期限: ``value`` in ``unit`` from ``start`` (not counted), with its stops and the extension granted in time.

    ``extension`` is in the same unit and continues the same ledger, so that later stops still count.
    ``extension_from_rolled`` counts it from the rolled last day (default: from the unrolled one, the earlier).
    ``stop_counts_first_day`` reads a stop as [after, until]. Made once, ``spans`` holds the union of the stops.
    ValueError for a negative number; Refusal for a stop that ends before it begins or begins before ``start``.
    """

    start: date
    value: int
    unit: Unit
    stops: tuple[Stop, ...] = ()
    extension: int = 0
    extension_from_rolled: bool = False
    stop_counts_first_day: bool = False
    origin: int = field(init=False, repr=False, compare=False)
    spans: tuple[Span, ...] = field(init=False, repr=False, compare=False)
    latest: int = field(init=False, repr=False, compare=False)
    swift: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check what needs no calendar and fold the stops into disjoint spans."""
        if self.value < 0:
            raise ValueError(f"期限不能为负数（{self.value}），请填写0或正整数。")
        if self.extension < 0:
            raise ValueError(f"延长天数不能为负数（{self.extension}），请填写0或正整数。")
        origin = self.start.toordinal()
        object.__setattr__(self, "origin", origin)
        object.__setattr__(self, "spans", _union(self) if self.stops else ())
        object.__setattr__(self, "latest", max((s.after.toordinal() for s in self.stops), default=origin))
        # a limit in workdays that is not 0 has one leg and needs no rolling
        object.__setattr__(self, "swift", self.value and self.value + self.extension if self.unit is _WORKDAY else 0)


@dataclass(frozen=True, slots=True)
class Due:
    """到期日: ``on`` is the last lawful day; ``provisional`` 暂定 beyond the published notices.

    ``earliest`` is the earliest day a future notice could make of it; warnings run on it. ``by_workday`` and ``by_day``
    are both filled when the law does not state the unit; ``unit`` is the one that binds. ``basis`` is one sentence.
    """

    on: date
    provisional: bool
    earliest: date
    basis: str
    by_workday: date | None
    by_day: date | None
    unit: Unit


@dataclass(frozen=True, slots=True)
class Leg:
    """一段计数: ``n`` effective days after ``start`` end on ``last``, which rolls on to ``rolled``; day ordinals."""

    start: int
    n: int
    last: int
    rolled: int


def due(term: Term, calendar: Calendar, *, recorded: bool = False) -> Due:
    """到期日 with its certainty and its reason.

    A limit whose unit is not stated is computed both ways and the earlier binds: always the calendar days, because
    every effective workday is an effective day too. Errors and ``recorded`` as in ``due_on``.
    """
    on = due_on(term, calendar, recorded=recorded)
    way = legs(term, calendar, term.unit)
    provisional = not calendar.certain(on)
    earliest = date.fromordinal(legs(term, calendar.bound(term.start), term.unit)[-1].rolled) if provisional else on
    binds, by_workday, by_day = term.unit, None, None
    if term.unit is Unit.NOT_STATED:
        by_workday = date.fromordinal(legs(term, calendar, _WORKDAY)[-1].rolled)
        binds, by_day = Unit.DAY, on
    basis = _basis(term, way, calendar, by_workday)
    return Due(on, provisional, earliest, basis, by_workday, by_day, binds)


def due_on(term: Term, calendar: Calendar, *, recorded: bool = False) -> date:
    """到期日 alone, the fast path of ``due``.

    Refusal for a stop that begins after the limit has expired; with ``recorded`` such a stop is a written fact (it was
    lawful for another line, or before a new notice) and does nothing. ValueError outside the calendar.
    """
    n = term.swift
    base = calendar.base
    if n and term.origin >= base:
        # _nth_workday once more, in line: the call alone would cost as much as the whole sum without stops
        try:
            cumulative = calendar.cumulative
            place = cumulative[term.origin - base] + n - 1
            if not term.stops:
                return calendar.dates[place]
            ordinals = calendar.ordinals
            for after, until in term.spans:
                if after < ordinals[place]:
                    place += cumulative[until - base] - cumulative[after - base]
            if recorded or term.latest <= ordinals[place]:
                return calendar.dates[place]
            on = calendar.dates[place]
        except IndexError:
            raise ValueError(_beyond(term, calendar)) from None
    else:
        on = date.fromordinal(legs(term, calendar, term.unit)[-1].rolled)
        if recorded or not term.stops or term.latest <= on.toordinal():
            return on
    raise _late_stop(term, on)


def deducted(term: Term, calendar: Calendar) -> int:
    """扣除天数: the days the stops took out of the limit, in the unit that binds; overlaps once."""
    return _taken(legs(term, calendar, term.unit), term.unit, calendar)


def legs(term: Term, calendar: Calendar, unit: Unit) -> tuple[Leg, ...]:
    """各段计数: one leg, or two when the extension counts from the rolled last day; stops after expiry do nothing."""
    within(term, calendar)
    nth = _nth_workday if unit is _WORKDAY else _nth_day
    numbers = (term.value, term.extension) if term.extension_from_rolled else (term.value + term.extension,)
    found: list[Leg] = []
    start = term.origin
    try:
        for n in numbers:
            ahead = tuple((after, until) for after, until in term.spans if after >= start)
            last = nth(start, n, ahead, calendar) if n else start
            rolled = _roll(last, ahead, calendar)
            found.append(Leg(start, n, last, rolled))
            start = rolled
    except IndexError:
        raise ValueError(_beyond(term, calendar)) from None
    return tuple(found)


def within(term: Term, calendar: Calendar) -> None:
    """起算日在日历内: ValueError in the calendar's own words when the start lies outside."""
    calendar.is_workday(term.start)


def cn(day: date) -> str:
    """日期, as a sentence writes it: 2026年9月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _late_stop(term: Term, on: date) -> Refusal:
    late = min(stop.after for stop in term.stops if stop.after > on)
    return Refusal(
        f"期限已于{cn(on)}届满，不能再自{cn(late)}起停表，请核对停表日期",
        "《行政许可法》第四十二条、第四十五条",
    )


def _union(term: Term) -> tuple[Span, ...]:
    """停表的并集: disjoint and in order, so that overlapping stops never count double."""
    covered, lead = term.origin, int(term.stop_counts_first_day)
    spans: list[Span] = []
    for stop in sorted(term.stops, key=lambda s: s.after):
        if stop.until < stop.after:
            raise Refusal(
                f"停表的结束日{cn(stop.until)}早于开始日{cn(stop.after)}，请核对停表日期", "《行政许可法》第四十五条"
            )
        if stop.after < term.start:
            raise Refusal(
                f"停表开始日{cn(stop.after)}早于起算日{cn(term.start)}，受理前不得停表，请核对停表日期",
                "《行政许可法》第四十五条",
            )
        after = max(stop.after.toordinal() - lead, covered)
        covered = max(stop.until.toordinal(), after)
        spans.append((after, covered))
    return tuple(spans)


def _nth_workday(start: int, n: int, spans: tuple[Span, ...], calendar: Calendar) -> int:
    base, cumulative, ordinals = calendar.base, calendar.cumulative, calendar.ordinals
    place = cumulative[start - base] + n - 1
    for after, until in spans:
        if after < ordinals[place]:
            place += cumulative[until - base] - cumulative[after - base]
    return ordinals[place]


def _nth_day(start: int, n: int, spans: tuple[Span, ...], _calendar: Calendar) -> int:
    last = start + n
    for after, until in spans:
        if after < last:
            last += until - after
    return last


def _roll(last: int, spans: tuple[Span, ...], calendar: Calendar) -> int:
    """顺延: ``last``, or the first workday after it that lies in no stop."""
    rolled = _workday_from(last, calendar)
    for after, until in spans:
        if after < rolled <= until:
            rolled = _workday_from(until + 1, calendar)
    return rolled


def _workday_from(ordinal: int, calendar: Calendar) -> int:
    place = calendar.cumulative[ordinal - calendar.base]
    if calendar.ordinals[place - 1] == ordinal:
        return ordinal
    return calendar.ordinals[place]


def _beyond(term: Term, calendar: Calendar) -> str:
    last = cn(calendar.last)
    return f"自{cn(term.start)}起的期限或停表超出工作日历（止于{last}），请核对天数和停表日期，或录入该年的节假日通知。"


def _taken(way: tuple[Leg, ...], unit: Unit, calendar: Calendar) -> int:
    """What the legs passed over beyond the days they counted."""
    if unit is not _WORKDAY:
        return sum(leg.last - leg.start - leg.n for leg in way)
    cumulative, base = calendar.cumulative, calendar.base
    return sum(cumulative[leg.last - base] - cumulative[leg.start - base] - leg.n for leg in way)


def _basis(term: Term, way: tuple[Leg, ...], calendar: Calendar, by_workday: date | None) -> str:
    """依据: one sentence that a clerk can say at the counter."""
    text = f"自{cn(term.start)}起（当日不计）{term.value}{term.unit.text}"
    if taken := _taken(way, term.unit, calendar):
        text += f"，扣除停表{taken}{term.unit.text}"
    if term.extension:
        text += f"，延长{term.extension}{term.unit.text}"
    last, on = date.fromordinal(way[-1].last), date.fromordinal(way[-1].rolled)
    if last != on:
        text += f"，末日{cn(last)}（{calendar.describe(last)}）不能办理，顺延"
    text += f"至{cn(on)}届满"
    if by_workday:
        text += f"；法条未写明“日”的单位，按自然日为{cn(on)}、按工作日为{cn(by_workday)}，以较早者为准"
    if not calendar.certain(on):
        text += f"；{cn(calendar.horizon)}以后的放假安排尚未公布，此日暂定，以国务院办公厅通知为准"
    articles = "《民法典》第二百零一条、第二百零三条"
    if term.unit is _WORKDAY:
        articles = "《行政许可法》第八十二条、" + articles
    return f"{text}（{articles}）。"
