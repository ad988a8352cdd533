"""工作日历: every day of a year as a screen shows it: what kind of day, by which notice, how much falls due on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from bingliang.ledger.case import ItemState
from bingliang.ledger.festivals import SATURDAY, statutory_days
from bingliang.ledger.workdays import Calendar, Notice
from bingliang.mechanism.time_limits import WEEKDAYS

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.deadlines import Dates


class Kind(StrEnum):
    """日的种类: what a wall calendar prints in colours; 暂定 is a property besides."""

    WORKDAY = "工作日"
    WEEKEND = "周末"
    HOLIDAY = "法定节假日"
    OFF = "调休休息"
    MAKE_UP = "调休上班"

    @property
    def workday(self) -> bool:
        """上班与否."""
        return self in (Kind.WORKDAY, Kind.MAKE_UP)


class Line(StrEnum):
    """期限的种类: which line of an item falls due."""

    STATUTE = "法定"
    PROMISE = "承诺"
    RECEIPT = "受理或告知"
    CORRECTION = "补正"
    DELIVERY = "送达"
    WARNING = "预警"

    @property
    def short(self) -> str:
        """两字的叫法, for a narrow place."""
        return self.value[:2]


@dataclass(frozen=True, slots=True)
class DayRow:
    """一日: `words` says why it counts or rests, `notice` which notice says so, `due` how many items fall due by line."""

    on: date
    kind: Kind
    words: str
    festival: str
    notice: str
    provisional: bool
    due: tuple[tuple[Line, int], ...] = ()

    @property
    def weekday(self) -> str:
        """星期: 周一 to 周日."""
        return WEEKDAYS[self.on.weekday()]

    @property
    def deadlines(self) -> int:
        """到期条数."""
        return sum(number for _, number in self.due)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """一月: its days, the first of them on `days[0].on`."""

    year: int
    month: int
    days: tuple[DayRow, ...]

    @property
    def workdays(self) -> int:
        """工作日数."""
        return sum(day.kind.workday for day in self.days)


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """一份通知 of the year shown."""

    title: str
    number: str
    published: date
    days: int


@dataclass(frozen=True, slots=True)
class YearView:
    """一年: twelve months, the notices that rule them, and how far the calendar is certain."""

    year: int
    today: date
    horizon: date
    first: int
    last: int
    months: tuple[MonthRow, ...]
    notices: tuple[NoticeRow, ...]
    provisional: int

    @property
    def workdays(self) -> int:
        """全年工作日数."""
        return sum(month.workdays for month in self.months)

    def day(self, on: date) -> DayRow | None:
        """某日 of this year; None outside it."""
        return self.months[on.month - 1].days[on.day - 1] if on.year == self.year else None


@dataclass(frozen=True, slots=True)
class Deadline:
    """到期的一条: an item and its line on one day."""

    stream: str
    item: str
    code: str
    title: str
    enterprise: str
    project: str
    department: str
    line: Line
    provisional: bool


def year_view(desk: Desk, year: int) -> YearView:
    """全年日历 with the deadlines of open items on each day; ValueError for a year outside the calendar."""
    from bingliang.store.deadlines import grouped
    from bingliang.store.open_items import provisional_items

    with desk.store.look() as look:
        calendar: Calendar = look.loaded("calendar")
        first, last = _years(calendar)
        if not first <= year <= last:
            raise ValueError(f"工作日历只有{first}年至{last}年，没有{year}年，请改选年份。")
        due = _due(grouped(look, date(year, 1, 1), date(year, 12, 31)))
        return YearView(
            year,
            look.today,
            calendar.horizon,
            first,
            last,
            tuple(month_row(calendar, year, month, due) for month in range(1, 13)),
            tuple(_notice(one) for one in calendar.notices if one.year == year),
            provisional_items(look),
        )


def deadlines_on(desk: Desk, day: date) -> tuple[Deadline, ...]:
    """当日到期 of open items: statutory lines first, then promised ones, then the rest."""
    from bingliang.store.deadlines import falling

    with desk.store.look() as look:
        rows = falling(look, day)
    order = list(Line)
    found = [
        Deadline(
            row.stream, row.item, str(row.code), row.title, row.enterprise, row.project, row.department, line,
            row.provisional,
        )
        for row in rows
        for line, on in running(row.stage, row.due_on, row.promised_on, row.next_on, decided=row.decided_on is not None)
        if on == day
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (order.index(one.line), one.code, one.item)))


def running(
    stage: str, due: date | None, promised: date | None, near: date | None, *, decided: bool
) -> Iterator[tuple[Line, date]]:
    """在走的期限 of an item: once decided only the delivery; before acceptance also the answer that is owed."""
    if decided:
        if near is not None:
            yield Line.DELIVERY, near
        return
    if due is not None:
        yield Line.STATUTE, due
    if promised is not None:
        yield Line.PROMISE, promised
    if near is None:
        return
    if stage == ItemState.RECEIVED.value:
        yield Line.RECEIPT, near
    elif stage == ItemState.CORRECTING.value:
        yield Line.CORRECTION, near
    elif due is None and promised is None:
        yield Line.WARNING, near


def _due(groups: Sequence[Dates]) -> dict[date, Counter[Line]]:
    found: dict[date, Counter[Line]] = {}
    for stage, decided, due, promised, near, number in groups:
        for line, on in running(stage, due, promised, near, decided=decided):
            found.setdefault(on, Counter())[line] += number
    return found


def _years(calendar: Calendar) -> tuple[int, int]:
    """The years that the calendar has whole: a 元旦 that begins in December makes no year of it."""
    first = calendar.first
    return first.year + ((first.month, first.day) != (1, 1)), calendar.last.year


def month_row(calendar: Calendar, year: int, month: int, due: dict[date, Counter[Line]] | None = None) -> MonthRow:
    """一月 of a calendar; `due` counts what falls due on its days."""
    first = date(year, month, 1)
    days = []
    on = first
    while on.month == month:
        days.append(_day(calendar, on, (due or {}).get(on)))
        on += timedelta(1)
    return MonthRow(year, month, tuple(days))


def _day(calendar: Calendar, on: date, due: Counter[Line] | None) -> DayRow:
    if on < calendar.first:
        # the wall calendar begins before the first notice speaks; such a day is only a weekday
        kind = Kind.WEEKEND if on.weekday() >= SATURDAY else Kind.WORKDAY
        return DayRow(on, kind, "工作日历之前", "", "", provisional=False)
    notice = calendar.notice_of(on)
    lines = tuple((line, due[line]) for line in Line if due[line]) if due else ()
    return DayRow(
        on,
        _kind(calendar, on),
        calendar.describe(on),
        calendar.festival(on),
        notice.title if notice else "",
        not calendar.certain(on),
        lines,
    )


def _kind(calendar: Calendar, on: date) -> Kind:
    if calendar.is_workday(on):
        return Kind.MAKE_UP if on.weekday() >= SATURDAY else Kind.WORKDAY
    if on in _statutory(on.year):
        return Kind.HOLIDAY
    return Kind.WEEKEND if on.weekday() >= SATURDAY else Kind.OFF


@cache
def _statutory(year: int) -> frozenset[date]:
    return frozenset(day for days in statutory_days(year).values() for day in days)


def _notice(one: Notice) -> NoticeRow:
    days = sum(len(part.off) + len(part.work) for part in one.arrangements)
    return NoticeRow(one.title, one.document_number, one.published, days)
