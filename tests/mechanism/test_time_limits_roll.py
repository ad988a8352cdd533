"""Deadlines that roll back, the frame of 45, what is left, many at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bingliang.exchange.notice_files import read_notices
from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import Unit
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits import (
    Stop,
    Term,
    due,
    due_dates,
    frame_45,
    last_day_to_serve,
    remaining,
    renewal_due,
    validity_due,
)

CALENDAR = Calendar.of(read_notices(Path(__file__).parents[2] / "resources" / "workdays"))


def workdays(start: date, value: int, *stops: Stop) -> Term:
    return Term(start, value, Unit.WORKDAY, stops)


@pytest.mark.parametrize(
    ("expiry", "last"),
    [
        (date(2026, 12, 18), date(2026, 12, 18)),
        (date(2026, 12, 19), date(2026, 12, 18)),
        (date(2026, 12, 20), date(2026, 12, 18)),
        (date(2026, 12, 21), date(2026, 12, 21)),
        (date(2026, 10, 7), date(2026, 9, 30)),
        (date(2026, 10, 10), date(2026, 10, 10)),
    ],
)
def test_a6_before_expiry_rolls_back(expiry: date, last: date) -> None:
    assert validity_due(expiry, CALENDAR) == last


@pytest.mark.parametrize(
    ("hearing", "clear", "served"),
    [
        (date(2026, 11, 13), 7, date(2026, 11, 3)),
        (date(2026, 11, 14), 7, date(2026, 11, 4)),
        (date(2026, 11, 16), 7, date(2026, 11, 4)),
        (date(2026, 11, 13), 0, date(2026, 11, 12)),
        (date(2026, 10, 12), 1, date(2026, 10, 9)),
        (date(2026, 10, 8), 0, date(2026, 9, 30)),
    ],
)
def test_clear_workdays_between_service_and_hearing(hearing: date, clear: int, served: date) -> None:
    assert last_day_to_serve(hearing, clear, CALENDAR) == served
    between = CALENDAR.count(served, hearing) - CALENDAR.is_workday(hearing)
    assert between == clear


def test_clear_workdays_are_no_negative_number() -> None:
    with pytest.raises(ValueError, match="提前的工作日数不能为负数（-1），请填写0或正整数。"):
        last_day_to_serve(date(2026, 11, 13), -1, CALENDAR)


@pytest.mark.parametrize(
    ("today", "on", "left"),
    [
        (date(2026, 11, 5), date(2026, 11, 6), 1),
        (date(2026, 11, 6), date(2026, 11, 6), 0),
        (date(2026, 11, 7), date(2026, 11, 6), -1),
        (date(2026, 11, 8), date(2026, 11, 6), -1),
        (date(2026, 11, 9), date(2026, 11, 6), -1),
        (date(2026, 11, 10), date(2026, 11, 6), -2),
        (date(2026, 11, 7), date(2026, 11, 9), 1),
    ],
)
def test_remaining(today: date, on: date, left: int) -> None:
    assert remaining(today, on, CALENDAR) == left


def test_a_renewal_follows_the_handling_limit_when_that_is_earlier() -> None:
    term = workdays(date(2026, 11, 2), 10)
    found = renewal_due(term, date(2026, 12, 20), CALENDAR)
    assert found == due(term, CALENDAR)
    assert renewal_due(term, date(2026, 11, 16), CALENDAR).basis == due(term, CALENDAR).basis
    assert renewal_due(term, date(2026, 11, 15), CALENDAR).on == date(2026, 11, 13)


def test_a_renewal_before_expiry_says_why() -> None:
    found = renewal_due(workdays(date(2026, 12, 1), 20), date(2026, 12, 20), CALENDAR)
    assert found.basis == (
        "许可有效期至2026年12月20日，应在届满前作出决定，遇休息日提前，至迟2026年12月18日（《行政许可法》第五十条）。"
    )
    assert (found.provisional, found.earliest, found.unit) == (False, date(2026, 12, 18), Unit.DAY)
    assert (found.by_workday, found.by_day) == (None, None)


@pytest.mark.parametrize(
    ("expiry", "on", "earliest"),
    [
        # 春节 2027 is 5 to 8 February by law; with nine days off it could reach from 31 January to 13 February
        (date(2027, 1, 29), date(2027, 1, 29), date(2027, 1, 29)),
        (date(2027, 1, 30), date(2027, 1, 29), date(2027, 1, 29)),
        (date(2027, 1, 31), date(2027, 1, 29), date(2027, 1, 29)),
        (date(2027, 2, 1), date(2027, 2, 1), date(2027, 1, 29)),
        (date(2027, 2, 12), date(2027, 2, 12), date(2027, 2, 3)),
        (date(2027, 2, 13), date(2027, 2, 12), date(2027, 2, 4)),
        (date(2027, 2, 14), date(2027, 2, 12), date(2027, 2, 12)),
        (date(2027, 2, 15), date(2027, 2, 15), date(2027, 2, 15)),
        # 元旦: what the notices of 2026 settle stays settled
        (date(2027, 1, 1), date(2026, 12, 31), date(2026, 12, 31)),
        (date(2027, 1, 8), date(2027, 1, 8), date(2026, 12, 31)),
        # 中秋节 2027 is Wednesday 15 September: from the 7th to the 23rd
        (date(2027, 9, 6), date(2027, 9, 6), date(2027, 9, 6)),
        (date(2027, 9, 7), date(2027, 9, 7), date(2027, 9, 6)),
        (date(2027, 9, 23), date(2027, 9, 23), date(2027, 9, 14)),
        (date(2027, 9, 24), date(2027, 9, 24), date(2027, 9, 24)),
        # 元旦 of the next year reaches back into December
        (date(2027, 12, 30), date(2027, 12, 30), date(2027, 12, 23)),
    ],
)
def test_a14_a_rest_still_to_be_announced_can_only_draw_the_date_nearer(expiry: date, on: date, earliest: date) -> None:
    found = renewal_due(workdays(date(2026, 12, 1), 1_000), expiry, CALENDAR)
    assert (found.on, found.provisional) == (on, True)
    assert found.earliest == earliest
    assert found.basis.endswith(
        "；2026年12月31日以后的放假安排尚未公布，此日暂定，以国务院办公厅通知为准（《行政许可法》第五十条）。"
    )


def test_a_renewal_at_the_end_of_the_calendar_needs_no_festival_beyond_it() -> None:
    found = renewal_due(workdays(date(2050, 12, 29), 1), date(2050, 12, 29), CALENDAR)
    assert (found.on, found.earliest) == (date(2050, 12, 29), date(2050, 12, 29))


def test_a_renewal_warns_on_the_earlier_of_both_bounds() -> None:
    found = renewal_due(workdays(date(2026, 12, 3), 45), date(2027, 2, 12), CALENDAR)
    assert (found.on, found.earliest) == (date(2027, 2, 11), date(2027, 2, 2))
    found = renewal_due(workdays(date(2027, 1, 18), 15), date(2027, 2, 12), CALENDAR)
    assert (found.on, found.earliest) == (date(2027, 2, 12), date(2027, 2, 3))


def test_a4_the_frame_and_its_extension() -> None:
    own = workdays(date(2026, 3, 2), 60)
    plain = frame_45(own, date(2026, 3, 2), CALENDAR)
    longer = frame_45(own, date(2026, 3, 2), CALENDAR, extension=15)
    assert (plain.frame.on, longer.frame.on) == (date(2026, 5, 8), date(2026, 5, 28))
    assert plain.binding == plain.frame
    assert frame_45(workdays(date(2026, 3, 2), 45), date(2026, 3, 2), CALENDAR).binding == plain.frame


def test_a4_the_frame_stops_for_the_same_steps() -> None:
    stop = Stop(date(2026, 3, 4), date(2026, 3, 6))
    frame = frame_45(workdays(date(2026, 3, 2), 5, stop), date(2026, 3, 2), CALENDAR)
    assert (frame.own.on, frame.frame.on) == (date(2026, 3, 11), date(2026, 5, 11))


def test_a4_the_frame_is_extended_by_fifteen_at_most() -> None:
    with pytest.raises(Refusal, match="最多延长") as refusal:
        frame_45(workdays(date(2026, 3, 2), 20), date(2026, 3, 2), CALENDAR, extension=16)
    assert refusal.value.sentence == "统一、联合、集中办理最多延长15个工作日，不能延长16个工作日"
    assert refusal.value.article == "《行政许可法》第四十二条第二款"


def test_recorded_stops_after_expiry_do_nothing() -> None:
    late = workdays(date(2026, 11, 2), 5, Stop(date(2026, 12, 1), date(2026, 12, 4)))
    expiry = date(2026, 12, 20)
    with pytest.raises(Refusal, match="期限已于"):
        frame_45(late, date(2026, 9, 1), CALENDAR)
    with pytest.raises(Refusal, match="期限已于"):
        renewal_due(late, expiry, CALENDAR)
    assert frame_45(late, date(2026, 9, 1), CALENDAR, recorded=True).own.on == date(2026, 11, 9)
    assert renewal_due(late, expiry, CALENDAR, recorded=True).on == date(2026, 11, 9)
    early = Term(date(2026, 11, 2), 60, Unit.WORKDAY, (Stop(date(2026, 12, 1), date(2026, 12, 4)),))
    with pytest.raises(Refusal, match="期限已于"):
        frame_45(early, date(2026, 9, 1), CALENDAR)
    assert frame_45(early, date(2026, 9, 1), CALENDAR, recorded=True).frame.on == date(2026, 11, 9)


def test_many_at_once_refuses_what_it_cannot_count() -> None:
    day = date(2026, 11, 2)
    assert due_dates([], [], CALENDAR) == []
    assert due_dates([CALENDAR.first, day], [1, 4], CALENDAR) == [date(2018, 1, 2), date(2026, 11, 6)]
    with pytest.raises(ValueError, match="成批计算的期限至少为1个工作日，不能是0。"):
        due_dates([day, day], [1, 0], CALENDAR)
    with pytest.raises(ValueError, match="起算日有1个，期限有2个，请逐项对应。"):
        due_dates([day], [1, 2], CALENDAR)
    with pytest.raises(ValueError, match="起算日有2个，期限有0个，请逐项对应。"):
        due_dates([day, day], [], CALENDAR)
    for start, n in ((date(2017, 12, 31), 1), (date(2051, 1, 1), 1), (day, 9_000), (date(1, 1, 1), 1)):
        with pytest.raises(
            ValueError, match="有期限超出工作日历（2018年1月1日至2050年12月31日），请核对起算日和天数。"
        ):
            due_dates([start], [n], CALENDAR)
