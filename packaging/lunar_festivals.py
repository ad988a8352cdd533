"""节日表的生成: prints the table of bingliang/ledger/festivals.py, each row found by two independent libraries.

Run once in an environment of its own: ``pip install lunar_python==1.4.8 LunarCalendar==0.0.9`` (both MIT; lunardate
is GPL and not for us), then ``python packaging/lunar_festivals.py``. Neither library is shipped.
"""

from __future__ import annotations

from datetime import date
from typing import Any

FIRST, LAST = 2015, 2050


def by_tables(year: int) -> tuple[date, date, date, date]:
    """春节, 清明, 端午, 中秋 by lunar_python (tables of the Purple Mountain rules)."""
    from lunar_python import Lunar  # type: ignore[import-not-found]  # not in our environment

    def day(solar: Any) -> date:  # noqa: ANN401  the library has no types
        return date(solar.getYear(), solar.getMonth(), solar.getDay())

    spring, dragon, moon = (day(Lunar.fromYmd(year, m, d).getSolar()) for m, d in ((1, 1), (5, 5), (8, 15)))
    return spring, day(Lunar.fromYmd(year, 1, 1).getJieQiTable()["清明"]), dragon, moon


def by_astronomy(year: int) -> tuple[date, date, date, date]:
    """The same by LunarCalendar: its lunar table, and 清明 from the sun's longitude by ephem."""
    from lunarcalendar import Converter, Lunar  # type: ignore[import-not-found]  # not in our environment
    from lunarcalendar.solarterm import QingMing  # type: ignore[import-not-found]  # not in our environment

    spring, dragon, moon = (Converter.Lunar2Solar(Lunar(year, m, d)) for m, d in ((1, 1), (5, 5), (8, 15)))
    found = (date(s.year, s.month, s.day) for s in (spring, QingMing(year), dragon, moon))
    return tuple(found)  # type: ignore[return-value]  # four of four


def main() -> None:
    """印出节日表; stops at the first year on which the two do not agree."""
    for year in range(FIRST, LAST + 1):
        days = by_tables(year)
        if days != by_astronomy(year):
            raise SystemExit(f"{year}: {days} != {by_astronomy(year)}")
        print(f"    {year}: ({', '.join(str(day.month * 100 + day.day) for day in days)}),")


if __name__ == "__main__":
    main()
