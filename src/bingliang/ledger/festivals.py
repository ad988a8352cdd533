"""节日: which days 《全国年节及纪念日放假办法》 itself makes days off, before any notice has spoken.

The table below is made by ``packaging/lunar_festivals.py`` (lunar_python 1.4.8, MIT), which checks every row against
a second library (LunarCalendar 0.0.9, MIT). Change the script, not the table.
"""

from __future__ import annotations

from datetime import date, timedelta

FESTIVALS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")

SATURDAY = 5
"""周六 as date.weekday() counts: this day and the next are the weekend."""

REVISION_2024 = date(2024, 11, 10)
"""第四次修订公布日: 13 days instead of 11 (除夕 and 5 月 2 日), in force from 2025-01-01."""

# year: (春节 = 农历正月初一, 清明, 端午, 中秋), each as month * 100 + day
_TABLE = {
    2015: (219, 405, 620, 927),
    2016: (208, 404, 609, 915),
    2017: (128, 404, 530, 1004),
    2018: (216, 405, 618, 924),
    2019: (205, 405, 607, 913),
    2020: (125, 404, 625, 1001),
    2021: (212, 404, 614, 921),
    2022: (201, 405, 603, 910),
    2023: (122, 405, 622, 929),
    2024: (210, 404, 610, 917),
    2025: (129, 404, 531, 1006),
    2026: (217, 405, 619, 925),
    2027: (206, 405, 609, 915),
    2028: (126, 404, 528, 1003),
    2029: (213, 404, 616, 922),
    2030: (203, 405, 605, 912),
    2031: (123, 405, 624, 1001),
    2032: (211, 404, 612, 919),
    2033: (131, 404, 601, 908),
    2034: (219, 405, 620, 927),
    2035: (208, 405, 610, 916),
    2036: (128, 404, 530, 1004),
    2037: (215, 404, 618, 924),
    2038: (204, 405, 607, 913),
    2039: (124, 405, 527, 1002),
    2040: (212, 404, 614, 920),
    2041: (201, 404, 603, 910),
    2042: (122, 404, 622, 928),
    2043: (210, 405, 611, 917),
    2044: (130, 404, 531, 1005),
    2045: (217, 404, 619, 925),
    2046: (206, 404, 608, 915),
    2047: (126, 405, 529, 1004),
    2048: (214, 404, 615, 922),
    2049: (202, 404, 604, 911),
    2050: (123, 404, 623, 930),
}

FIRST_YEAR, LAST_YEAR = min(_TABLE), max(_TABLE)


def statutory_days(year: int, *, known_on: date | None = None) -> dict[str, tuple[date, ...]]:
    """法定放假日: the days of each festival named by 《全国年节及纪念日放假办法》第二条, before any 补假.

    ``known_on`` reads the law as it stood on that day; without it, as it is in force in ``year``.
    ValueError for a year outside the table.
    """
    if year not in _TABLE:
        raise ValueError(f"节日表只有{FIRST_YEAR}年至{LAST_YEAR}年，没有{year}年，请更新程序。")
    spring, tomb, dragon, moon = (date(year, value // 100, value % 100) for value in _TABLE[year])
    thirteen = year >= REVISION_2024.year + 1 and (known_on is None or known_on >= REVISION_2024)
    return {
        "元旦": (date(year, 1, 1),),
        "春节": tuple(spring + timedelta(n) for n in range(-1 if thirteen else 0, 3)),
        "清明节": (tomb,),
        "劳动节": (date(year, 5, 1), date(year, 5, 2)) if thirteen else (date(year, 5, 1),),
        "端午节": (dragon,),
        "中秋节": (moon,),
        "国庆节": (date(year, 10, 1), date(year, 10, 2), date(year, 10, 3)),
    }


def substitute_days(year: int, *, known_on: date | None = None) -> dict[str, tuple[date, ...]]:
    """补假: the weekdays off in lieu of statutory days on a Saturday or Sunday (同办法第六条).

    The law leaves open which weekdays; every notice so far has taken the next ones, and so does this.
    """
    days = statutory_days(year, known_on=known_on)
    taken = {day for group in days.values() for day in group}
    found: dict[str, tuple[date, ...]] = {}
    counted: set[date] = set()
    for festival, group in days.items():
        owed = sum(day.weekday() >= SATURDAY and day not in counted for day in group)
        counted.update(group)
        day = group[-1]
        given: list[date] = []
        while len(given) < owed:
            day += timedelta(1)
            if day.weekday() < SATURDAY and day not in taken:
                taken.add(day)
                given.append(day)
        if given:
            found[festival] = tuple(given)
    return found
