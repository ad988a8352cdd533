"""Golden cases: the dates were written down before the program; the wall calendar of the oracle checks them again."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bingliang.exchange.notice_files import read_notices
from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import Unit
from bingliang.ledger.workdays import Arrangement, Calendar, Notice
from bingliang.mechanism.time_limits import Stop, Term, due, due_on, frame_45, renewal_due, validity_due
from tests.mechanism.oracle import earlier, last_day, wall_calendar

ROOT = Path(__file__).parents[2]
NOTICES = read_notices(ROOT / "resources" / "workdays")
UNITS = {"workday": Unit.WORKDAY, "day": Unit.DAY, "not_stated": Unit.NOT_STATED}

DEMO_2027 = Notice(
    "2027",
    "演示：关于2027年春节假期安排的通知",
    "",
    date(2026, 12, 10),
    2027,
    (
        Arrangement("元旦", (date(2027, 1, 1),)),
        Arrangement("春节", tuple(date(2027, 2, n) for n in range(5, 13)), (date(2027, 1, 31), date(2027, 2, 20))),
    ),
)


def cases(name: str) -> list[Any]:
    table = json.loads((ROOT / "tests" / "data" / name).read_text(encoding="utf-8"))
    return [pytest.param(case, id=f"{case['id']}{case.get('part', '')}") for case in table["cases"]]


def term_of(case: dict[str, Any]) -> Term:
    stops = tuple(Stop(*map(date.fromisoformat, pause.split(":"))) for pause in case.get("pauses", ()))
    return Term(
        date.fromisoformat(case["from"]),
        case["days"],
        UNITS[case.get("unit", "workday")],
        stops,
        case.get("extend", 0),
        case.get("extend_from_rolled", False),
        case.get("first_day_stops", False),
    )


def calendar_of(case: dict[str, Any]) -> Calendar:
    as_of = case.get("as_of")
    return Calendar.of(NOTICES, as_of=date.fromisoformat(as_of) if as_of else None)


@pytest.mark.parametrize("case", [*cases("deadline_vectors.json"), *cases("deadline_cases.json")])
def test_counted_by_hand(case: dict[str, Any]) -> None:
    found = due(term_of(case), calendar_of(case))
    assert found.on == date.fromisoformat(case["expected"])
    assert found.on == due_on(term_of(case), calendar_of(case))
    assert found.provisional is case.get("provisional", False)
    assert found.earliest <= found.on
    assert (found.earliest == found.on) or found.provisional


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in (*cases("deadline_vectors.json"), *cases("deadline_cases.json"))
        if not case.values[0].get("provisional")  # the wall calendar ends with the last notice
    ],
)
def test_counted_again_on_the_wall_calendar(case: dict[str, Any]) -> None:
    term = term_of(case)
    works = wall_calendar(ROOT / "resources" / "workdays", date.fromisoformat(case.get("as_of", "9999-12-31")))
    stops = [(stop.after, stop.until) for stop in term.stops]
    how = {"from_rolled": term.extension_from_rolled, "first_day_stops": term.stop_counts_first_day}
    if term.unit is Unit.NOT_STATED:
        found = earlier(term.start, term.value, stops, term.extension, works, **how)
    else:
        found = last_day(term.start, term.value, term.unit.value, stops, term.extension, works, **how)
    assert found == date.fromisoformat(case["expected"])


def test_all_cases_are_there() -> None:
    assert len(cases("deadline_vectors.json")) == 22
    assert {case.values[0]["id"] for case in cases("deadline_cases.json")} == {
        *(f"RT{n:02d}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 15, 16, 17)),
    }


CALENDAR = Calendar.of(NOTICES)


def test_a8_unit_not_stated_shows_both_and_the_earlier_binds() -> None:
    found = due(Term(date(2026, 11, 12), 7, Unit.NOT_STATED), CALENDAR)
    assert (found.by_day, found.by_workday) == (date(2026, 11, 19), date(2026, 11, 23))
    assert (found.on, found.unit) == (date(2026, 11, 19), Unit.DAY)


def test_a4_the_frame_never_lengthens_an_items_own_limit() -> None:
    frame = frame_45(Term(date(2026, 11, 2), 20, Unit.WORKDAY), date(2026, 11, 2), CALENDAR)
    assert (frame.own.on, frame.frame.on, frame.binding) == (date(2026, 11, 30), date(2027, 1, 5), frame.own)


def test_a6_a_renewal_is_due_before_expiry_never_after() -> None:
    assert validity_due(date(2026, 12, 20), CALENDAR) == date(2026, 12, 18)
    found = renewal_due(Term(date(2026, 12, 1), 20, Unit.WORKDAY), date(2026, 12, 20), CALENDAR)
    assert found.on == date(2026, 12, 18)
    assert due_on(Term(date(2026, 12, 1), 20, Unit.WORKDAY), CALENDAR) == date(2026, 12, 29)


def test_a14_a_notice_may_move_a_provisional_date_forward_but_never_before_its_bound() -> None:
    term = Term(date(2026, 12, 3), 45, Unit.WORKDAY)
    before, after = due(term, CALENDAR), due(term, Calendar.of((*NOTICES, DEMO_2027)))
    assert before.provisional
    assert after.on == date(2027, 2, 4)
    assert before.earliest <= after.on < before.on


def test_rt14_no_stop_after_expiry() -> None:
    late = Term(date(2026, 11, 2), 20, Unit.WORKDAY, (Stop(date(2026, 12, 1), date(2026, 12, 4)),))
    with pytest.raises(Refusal, match="期限已于2026年11月30日届满，不能再自2026年12月1日起停表") as refusal:
        due(late, CALENDAR)
    assert refusal.value.article == "《行政许可法》第四十二条、第四十五条"


@pytest.mark.parametrize(
    ("start", "before", "after"),
    [
        # 2019: 劳动节 one day, then four with 28 April and 5 May worked
        ("2019-04-26", "2019-04-30", "2019-04-29"),
        ("2019-04-29", "2019-05-02", "2019-05-05"),
        ("2019-04-30", "2019-05-03", "2019-05-06"),
        # 2020: 春节 until 30 January with 1 February worked, then until 2 February
        ("2020-01-22", "2020-01-31", "2020-02-03"),
        ("2020-01-23", "2020-02-01", "2020-02-04"),
    ],
)
def test_the_mid_year_notices_of_2019_and_2020(start: str, before: str, after: str) -> None:
    term = Term(date.fromisoformat(start), 2, Unit.WORKDAY)
    year = start[:4]
    eve, day = {"2019": ((2019, 3, 21), (2019, 3, 22)), "2020": ((2020, 1, 26), (2020, 1, 27))}[year]
    assert due_on(term, Calendar.of(NOTICES, as_of=date(*eve))) == date.fromisoformat(before)
    assert due_on(term, Calendar.of(NOTICES, as_of=date(*day))) == date.fromisoformat(after)
