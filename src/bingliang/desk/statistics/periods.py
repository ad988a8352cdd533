"""期间: the ten-day periods, months, quarters and years of the statistics, or any days from one to another."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from bingliang.boards.balance import Period

_TEN = 10


class Stretch(StrEnum):
    """期间的种类."""

    TEN_DAYS = "旬"
    MONTH = "月"
    QUARTER = "季"
    YEAR = "年"
    ANY = "任意"


def period_of(day: date, stretch: Stretch) -> Period:
    """那一天所在的旬、月、季、年; of 任意 that day alone."""
    if stretch is Stretch.ANY:
        return Period(day, day)
    if stretch is Stretch.YEAR:
        return Period(date(day.year, 1, 1), date(day.year, 12, 31))
    if stretch is Stretch.QUARTER:
        begin = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return Period(begin, _month_end(date(begin.year, begin.month + 2, 1)))
    month = Period(day.replace(day=1), _month_end(day))
    if stretch is Stretch.MONTH:
        return month
    place = min(2, (day.day - 1) // _TEN)
    begin = day.replace(day=1 + place * _TEN)
    return Period(begin, month.last if place == 2 else begin + timedelta(days=_TEN - 1))  # noqa: PLR2004 - 下旬


def neighbour(period: Period, stretch: Stretch, step: int) -> Period:
    """前一期、后一期; of 任意 as many days before or after."""
    if stretch is Stretch.ANY:
        many = timedelta(days=(period.last - period.first).days + 1) * step
        return Period(period.first + many, period.last + many)
    return period_of(period.before if step < 0 else period.last + timedelta(days=1), stretch)


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def named(period: Period, stretch: Stretch) -> str:
    """期间的名称."""
    first, last = period.first, period.last
    words = {
        Stretch.TEN_DAYS: f"{first:%Y}年{first.month}月{'上中下'[(first.day - 1) // _TEN]}旬",
        Stretch.MONTH: f"{first:%Y}年{first.month}月",
        Stretch.QUARTER: f"{first:%Y}年第{'一二三四'[(first.month - 1) // 3]}季度",
        Stretch.YEAR: f"{first:%Y}年",
        Stretch.ANY: f"{first:%Y}年{first.month}月{first.day}日至{last:%Y}年{last.month}月{last.day}日",
    }
    return words[stretch]
