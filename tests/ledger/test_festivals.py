"""节日: the lawful days off, before and since the revision of 2024."""

from __future__ import annotations

from datetime import date

import pytest

from bingliang.ledger.festivals import FIRST_YEAR, LAST_YEAR, statutory_days, substitute_days


def days(*texts: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(text) for text in texts)


def test_2027_has_thirteen_days_and_those_in_lieu() -> None:
    assert statutory_days(2027) == {
        "元旦": days("2027-01-01"),
        "春节": days("2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08"),
        "清明节": days("2027-04-05"),
        "劳动节": days("2027-05-01", "2027-05-02"),
        "端午节": days("2027-06-09"),
        "中秋节": days("2027-09-15"),
        "国庆节": days("2027-10-01", "2027-10-02", "2027-10-03"),
    }
    assert substitute_days(2027) == {
        "春节": days("2027-02-09", "2027-02-10"),
        "劳动节": days("2027-05-03", "2027-05-04"),
        "国庆节": days("2027-10-04", "2027-10-05"),
    }


def test_until_2024_there_were_eleven_days() -> None:
    assert sum(map(len, statutory_days(2024).values())) == 11
    assert sum(map(len, statutory_days(2025).values())) == 13
    assert statutory_days(2024)["春节"] == days("2024-02-10", "2024-02-11", "2024-02-12")
    assert statutory_days(2025)["春节"][0] == date(2025, 1, 28)


def test_before_the_revision_was_published_2025_too_had_eleven() -> None:
    assert sum(map(len, statutory_days(2025, known_on=date(2024, 11, 9)).values())) == 11
    assert sum(map(len, statutory_days(2025, known_on=date(2024, 11, 10)).values())) == 13
    assert sum(map(len, statutory_days(2024, known_on=date(2026, 1, 1)).values())) == 11


def test_a_day_that_is_two_festivals_at_once_gives_one_day_in_lieu() -> None:
    # 2050-10-01 is a Saturday; 2020-10-01 was 国庆节 and 中秋节 at once and a Thursday, 2020-10-03 a Saturday
    assert substitute_days(2020)["国庆节"] == days("2020-10-05")
    assert "中秋节" not in substitute_days(2020)


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_each_year_is_plausible(year: int) -> None:
    lawful = statutory_days(year)
    assert date(year, 1, 21) <= lawful["春节"][-3] <= date(year, 2, 21)
    assert lawful["清明节"][0] in (date(year, 4, 4), date(year, 4, 5))
    assert (lawful["中秋节"][0] - lawful["端午节"][0]).days in range(95, 130)
    in_lieu = [day for group in substitute_days(year).values() for day in group]
    weekend = {day for group in lawful.values() for day in group if day.weekday() > 4}
    assert len(in_lieu) == len(set(in_lieu)) == len(weekend)
    assert all(day.weekday() < 5 for day in in_lieu)


@pytest.mark.parametrize("year", [FIRST_YEAR - 1, LAST_YEAR + 1])
def test_a_year_outside_the_table_is_refused(year: int) -> None:
    with pytest.raises(ValueError, match=f"没有{year}年"):
        statutory_days(year)
