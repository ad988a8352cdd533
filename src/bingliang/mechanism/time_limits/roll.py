"""提前与外框: deadlines that roll back («……前»), the frame of 45 workdays, and the workdays that are left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from sys import maxsize

from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import Unit
from bingliang.ledger.festivals import statutory_days
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.term import Due, Term, cn, due

FRAME = 45
"""统一、联合、集中办理的外框, workdays from acceptance (《行政许可法》第四十二条第二款)."""

FRAME_EXTENSION = 15
"""外框的最长延长, workdays, approved by the head of the government of the same level (同款)."""

LONGEST_REST = 9
"""The longest run of days off in any notice so far (春节 2026: 15 to 23 February)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """外框: the item's own line and the frame side by side; ``binding`` is the earlier of the two."""

    own: Due
    frame: Due

    @property
    def binding(self) -> Due:
        """约束日: a frame never lengthens an item's own limit."""
        return min(self.own, self.frame, key=lambda line: line.on)


def frame_45(own: Term, accepted: date, calendar: Calendar, *, extension: int = 0, recorded: bool = False) -> Frame:
    """外框: 45 workdays from ``accepted`` beside the item's own limit; the same stops stop both.

    Refusal for more than 15 workdays of extension, and for a stop that begins after either line has expired, unless
    ``recorded`` (see ``due_on``).
    """
    if extension > FRAME_EXTENSION:
        raise Refusal(
            f"统一、联合、集中办理最多延长{FRAME_EXTENSION}个工作日，不能延长{extension}个工作日",
            "《行政许可法》第四十二条第二款",
        )
    frame = Term(accepted, FRAME, Unit.WORKDAY, own.stops, extension)
    return Frame(due(own, calendar, recorded=recorded), due(frame, calendar, recorded=recorded))


def validity_due(expiry: date, calendar: Calendar) -> date:
    """届满前: the last workday up to the day of expiry; rolls back, never on (《行政许可法》第五十条)."""
    return calendar.on_or_before(expiry)


def renewal_due(term: Term, expiry: date, calendar: Calendar, *, recorded: bool = False) -> Due:
    """延续决定的期限: the earlier of the handling limit and the last workday before expiry (《行政许可法》第五十条).

    ``earliest`` also heeds days that a notice may still take out before the expiry.
    """
    handling = due(term, calendar, recorded=recorded)
    before = validity_due(expiry, calendar)
    earliest = min(handling.earliest, _earliest_before(expiry, calendar))
    if handling.on <= before:
        return replace(handling, earliest=earliest)
    provisional = not calendar.certain(expiry)
    basis = f"许可有效期至{cn(expiry)}，应在届满前作出决定，遇休息日提前，至迟{cn(before)}"
    if provisional:
        basis += f"；{cn(calendar.horizon)}以后的放假安排尚未公布，此日暂定，以国务院办公厅通知为准"
    return Due(before, provisional, earliest, f"{basis}（《行政许可法》第五十条）。", None, None, Unit.DAY)


def last_day_to_serve(before: date, clear_workdays: int, calendar: Calendar) -> date:
    """最迟送达日: leaves ``clear_workdays`` whole workdays between service and ``before`` (《行政许可法》第四十八条).

    ValueError for a negative number and outside the calendar.
    """
    if clear_workdays < 0:
        raise ValueError(f"提前的工作日数不能为负数（{clear_workdays}），请填写0或正整数。")
    return calendar.workday(before, -1 - clear_workdays)


def remaining(today: date, on: date, calendar: Calendar) -> int:
    """剩余工作日: 0 when ``on`` is today, negative from the day after it (at least one, also on a rest day)."""
    left = calendar.count(today, on)
    return min(left, -1) if today > on else left


def due_dates(starts: Sequence[date], values: Sequence[int], calendar: Calendar) -> list[date]:
    """成批到期日: ``due_on`` for many limits of at least one workday without stops.

    ValueError for a number below 1, for lists of different length and outside the calendar.
    """
    if values and min(values) < 1:
        raise ValueError(f"成批计算的期限至少为1个工作日，不能是{min(values)}。")
    # days before the calendar point far behind its end, so that no day has to be looked at twice
    places = [maxsize] * calendar.base + [count - 1 for count in calendar.cumulative]
    dates = calendar.dates
    try:
        return [dates[places[day] + n] for day, n in zip(map(date.toordinal, starts), values, strict=True)]
    except IndexError:
        span = f"{cn(calendar.first)}至{cn(calendar.last)}"
        raise ValueError(f"有期限超出工作日历（{span}），请核对起算日和天数。") from None
    except ValueError:
        raise ValueError(f"起算日有{len(starts)}个，期限有{len(values)}个，请逐项对应。") from None


def _earliest_before(expiry: date, calendar: Calendar) -> date:
    """The last workday up to ``expiry`` should a notice lay the longest rest around the festival next to it."""
    found = validity_due(expiry, calendar)
    for year in {expiry.year, min((expiry + timedelta(LONGEST_REST)).year, calendar.last.year)}:
        for group in statutory_days(year).values():
            spare = timedelta(LONGEST_REST - len(group))
            if group[0] - spare <= expiry <= group[-1] + spare:
                rest = max(group[0] - spare, expiry - timedelta(LONGEST_REST - 1))
                found = min(found, validity_due(rest - timedelta(1), calendar))
    settled = validity_due(min(expiry, calendar.horizon), calendar)
    return max(found, settled)
