"""算式: one line per day from the start to the due date, as a clerk would count it on a wall calendar.

The lines are read off the same legs that give the due date; nothing is computed a second time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bingliang.ledger.catalogue import Unit
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.term import Leg, Term, due_on, legs

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


@dataclass(frozen=True, slots=True)
class Line:
    """算式一行: the day counts as ``number``, or ``reason`` says why it does not.

    ``reason`` may also explain a counted day (调休上班). ``notice`` names the notice that rules the day;
    ``provisional`` marks a day beyond the published notices (暂定).
    """

    on: date
    number: int | None
    reason: str
    notice: str
    provisional: bool

    @property
    def weekday(self) -> str:
        """星期: 周一 to 周日."""
        return WEEKDAYS[self.on.weekday()]

    @property
    def text(self) -> str:
        """一行字: date, weekday, number or reason, notice, 〔暂定〕."""
        words = [self.on.isoformat(), self.weekday]
        if self.number is not None:
            words.append(f"第{self.number}日")
        words += [word for word in (self.reason, self.notice) if word]
        return "  ".join(words) + ("〔暂定〕" if self.provisional else "")


def account(term: Term, calendar: Calendar, *, recorded: bool = False) -> tuple[Line, ...]:
    """算式 of a limit, from its start to its due date; the errors and ``recorded`` of ``due_on``.

    The last number is the limit and its extension; where the law does not state the unit, calendar days are shown,
    for they bind.
    """
    due_on(term, calendar, recorded=recorded)
    way = legs(term, calendar, term.unit)
    lines = [_line(term.origin, None, _start_words(way[0], calendar), calendar)]
    number = 0
    for leg in way:
        for day in range(leg.start + 1, leg.last + 1):
            reason = _passed_over(day, term, calendar)
            counts = not reason
            number += counts
            words = reason or (_named(day, calendar) if term.unit is Unit.WORKDAY else "")
            lines.append(_line(day, number if counts else None, words, calendar))
        lines += _rolling(leg, term, calendar)
    return tuple(lines)


def _start_words(leg: Leg, calendar: Calendar) -> str:
    if leg.n:
        return "起算当日不计"
    if leg.rolled == leg.start:
        return "0日，当日届满"
    return f"0日，{_rest(date.fromordinal(leg.start), calendar)}，顺延"


def _rolling(leg: Leg, term: Term, calendar: Calendar) -> Iterator[Line]:
    """顺延的各日, after the last counted day of a leg up to the workday it rolls on to."""
    for day in range(leg.last + 1, leg.rolled):
        yield _line(day, None, f"{_stopped(day, term) or _rest(date.fromordinal(day), calendar)}，顺延", calendar)
    if leg.rolled > leg.last:
        last = date.fromordinal(leg.last)
        yield _line(leg.rolled, None, f"末日{last.month}月{last.day}日不能办理，顺延至此", calendar)


def _passed_over(day: int, term: Term, calendar: Calendar) -> str:
    """Why a day is not an effective day of the term's unit; empty when it counts."""
    on = date.fromordinal(day)
    if term.unit is Unit.WORKDAY and not calendar.is_workday(on):
        return _rest(on, calendar)
    return _stopped(day, term)


def _rest(on: date, calendar: Calendar) -> str:
    """休息日 with its name, where a notice or the law has given it one."""
    words = calendar.describe(on)
    return "休息日" if words == WEEKDAYS[on.weekday()] else words


def _stopped(day: int, term: Term) -> str:
    return "停表" if any(after < day <= until for after, until in term.spans) else ""


def _named(day: int, calendar: Calendar) -> str:
    """调休上班 of a counted day; empty for an ordinary workday."""
    on = date.fromordinal(day)
    return calendar.describe(on) if WEEKDAYS[on.weekday()] in {"周六", "周日"} else ""


def _line(day: int, number: int | None, reason: str, calendar: Calendar) -> Line:
    on = date.fromordinal(day)
    notice = calendar.notice_of(on)
    return Line(on, number, reason, notice.title if notice else "", not calendar.certain(on))
