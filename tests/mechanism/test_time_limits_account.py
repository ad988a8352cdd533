"""The account: every day from the start to the due date, as the clerk reads it to the applicant."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bingliang.exchange.notice_files import read_notices
from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import Unit
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits import Stop, Term, account, due_on

CALENDAR = Calendar.of(read_notices(Path(__file__).parents[2] / "resources" / "workdays"))
NOTICE = "国务院办公厅关于2026年部分节假日安排的通知"


def lines(term: Term) -> list[str]:
    return [line.text for line in account(term, CALENDAR)]


def test_rest_days_stops_and_make_up_days_are_named() -> None:
    stops = (Stop(date(2026, 9, 25), date(2026, 9, 28)),)
    assert lines(Term(date(2026, 9, 24), 5, Unit.WORKDAY, stops)) == [
        "2026-09-24  周四  起算当日不计",
        f"2026-09-25  周五  中秋节放假  {NOTICE}",
        f"2026-09-26  周六  中秋节放假  {NOTICE}",
        f"2026-09-27  周日  中秋节放假  {NOTICE}",
        "2026-09-28  周一  停表",
        "2026-09-29  周二  第1日",
        "2026-09-30  周三  第2日",
        f"2026-10-01  周四  国庆节放假  {NOTICE}",
        f"2026-10-02  周五  国庆节放假  {NOTICE}",
        f"2026-10-03  周六  国庆节放假  {NOTICE}",
        f"2026-10-04  周日  国庆节放假  {NOTICE}",
        f"2026-10-05  周一  国庆节放假  {NOTICE}",
        f"2026-10-06  周二  国庆节放假  {NOTICE}",
        f"2026-10-07  周三  国庆节放假  {NOTICE}",
        "2026-10-08  周四  第3日",
        "2026-10-09  周五  第4日",
        f"2026-10-10  周六  第5日  调休上班（国庆节）  {NOTICE}",
    ]


def test_a_calendar_day_limit_rolls_on_and_skips_a_stop() -> None:
    stops = (Stop(date(2026, 11, 4), date(2026, 11, 5)), Stop(date(2026, 11, 8), date(2026, 11, 9)))
    assert lines(Term(date(2026, 11, 2), 4, Unit.DAY, stops)) == [
        "2026-11-02  周一  起算当日不计",
        "2026-11-03  周二  第1日",
        "2026-11-04  周三  第2日",
        "2026-11-05  周四  停表",
        "2026-11-06  周五  第3日",
        "2026-11-07  周六  第4日",
        "2026-11-08  周日  休息日，顺延",
        "2026-11-09  周一  停表，顺延",
        "2026-11-10  周二  末日11月7日不能办理，顺延至此",
    ]


def test_calendar_days_count_on_holidays_and_make_up_days_alike() -> None:
    assert lines(Term(date(2026, 10, 6), 4, Unit.DAY)) == [
        f"2026-10-06  周二  起算当日不计  {NOTICE}",
        f"2026-10-07  周三  第1日  {NOTICE}",
        "2026-10-08  周四  第2日",
        "2026-10-09  周五  第3日",
        f"2026-10-10  周六  第4日  {NOTICE}",
    ]


def test_an_extension_from_the_rolled_day_goes_on_counting_there() -> None:
    assert lines(Term(date(2026, 12, 3), 2, Unit.DAY, (), 1, extension_from_rolled=True)) == [
        "2026-12-03  周四  起算当日不计",
        "2026-12-04  周五  第1日",
        "2026-12-05  周六  第2日",
        "2026-12-06  周日  休息日，顺延",
        "2026-12-07  周一  末日12月5日不能办理，顺延至此",
        "2026-12-08  周二  第3日",
    ]


def test_that_setting_says_nothing_without_an_extension() -> None:
    plain, settled = (Term(date(2026, 12, 3), 2, Unit.DAY, (), 0, rolled) for rolled in (False, True))
    assert lines(settled) == lines(plain)


def test_zero_days_is_the_day_itself_or_the_next_workday() -> None:
    assert lines(Term(date(2026, 11, 27), 0, Unit.WORKDAY)) == ["2026-11-27  周五  0日，当日届满"]
    assert lines(Term(date(2026, 11, 28), 0, Unit.WORKDAY)) == [
        "2026-11-28  周六  0日，休息日，顺延",
        "2026-11-29  周日  休息日，顺延",
        "2026-11-30  周一  末日11月28日不能办理，顺延至此",
    ]


def test_a14_days_beyond_the_notices_are_marked() -> None:
    assert lines(Term(date(2026, 12, 31), 1, Unit.WORKDAY)) == [
        "2026-12-31  周四  起算当日不计",
        "2027-01-01  周五  元旦（依放假办法，暂定）〔暂定〕",
        "2027-01-02  周六  休息日〔暂定〕",
        "2027-01-03  周日  休息日〔暂定〕",
        "2027-01-04  周一  第1日〔暂定〕",
    ]


def test_the_account_of_a_late_stop_is_refused_unless_it_is_a_written_fact() -> None:
    late = Term(date(2026, 11, 2), 2, Unit.WORKDAY, (Stop(date(2026, 11, 5), date(2026, 11, 6)),))
    with pytest.raises(Refusal, match="期限已于"):
        account(late, CALENDAR)
    assert account(late, CALENDAR, recorded=True)[-1].on == due_on(late, CALENDAR, recorded=True) == date(2026, 11, 4)
