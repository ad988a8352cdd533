"""算期限: what the command line asks of the time limits; no case, no act, nothing written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from bingliang.desk.desk import open_desk
from bingliang.exchange.notice_files import read_notices
from bingliang.ledger.acts import Who
from bingliang.ledger.workdays import Calendar, Notice
from bingliang.mechanism.time_limits import WEEKDAYS, Due, Line, Term, account, due
from bingliang.settings import factory


@dataclass(frozen=True, slots=True)
class Day:
    """日历一日: whether it is a workday, in words, under which notice."""

    on: date
    workday: bool
    words: str
    notice: str
    provisional: bool

    @property
    def weekday(self) -> str:
        """星期: 周一 to 周日."""
        return WEEKDAYS[self.on.weekday()]


def notices(db: str | None = None) -> tuple[Notice, ...]:
    """节假日通知: those delivered with the program, or those of the database ``db``, which is never created."""
    if db is not None:
        with contextlib.closing(open_desk(db, Who("命令行", "0", "管理员"), create=False)) as desk:
            return desk.calendar().notices
    return read_notices(factory().resources / "workdays")


def calendar_of(db: str | None = None, as_of: date | None = None) -> Calendar:
    """工作日历 from the notices published by ``as_of``; ValueError when there was none yet."""
    known = notices(db)
    first = min(notice.published for notice in known)
    if as_of is not None and as_of < first:
        raise ValueError(
            f"截至{as_of.isoformat()}还没有任何一份节假日通知（最早一份公布于{first.isoformat()}），请改用此后的日期。"
        )
    return Calendar.of(known, as_of=as_of)


def reckon(term: Term, calendar: Calendar) -> tuple[Due, tuple[Line, ...]]:
    """到期日与算式 of one limit; Refusal and ValueError of the engine."""
    return due(term, calendar), account(term, calendar)


def days(first: date, last: date, calendar: Calendar) -> tuple[Day, ...]:
    """日历 from ``first`` to ``last``, both included; ValueError when turned round or outside the calendar."""
    if last < first:
        raise ValueError(f"止日{last.isoformat()}早于起日{first.isoformat()}，请核对日期。")
    calendar.is_workday(first)
    calendar.is_workday(last)
    return tuple(_days(first, last, calendar))


def _days(first: date, last: date, calendar: Calendar) -> Iterator[Day]:
    for n in range((last - first).days + 1):
        on = first + timedelta(n)
        notice = calendar.notice_of(on)
        words = calendar.describe(on)
        plain = words == WEEKDAYS[on.weekday()]
        yield Day(
            on,
            calendar.is_workday(on),
            "休息日" if plain else words,
            notice.title if notice else "",
            not calendar.certain(on),
        )
