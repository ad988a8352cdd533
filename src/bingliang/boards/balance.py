"""办件月报、旬报: a table that balances, and every figure of it knows its cases.

期初在办 + 受理 = 办结 + 撤件 + 终止 + 期末在办, item by item, for any period, body, item and tag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import fmean, median

from bingliang.boards.handled import Exit, Handled, Joined

Keys = tuple[tuple[str, int], ...]


class Column(StrEnum):
    """栏: what is counted, in the order of the table."""

    OPENING = "期初在办"
    RECEIVED = "收件"
    ACCEPTED = "受理"
    NOT_ACCEPTED = "不受理·不予受理"
    NOTICED = "一次性告知"
    DONE = "办结"
    WITHDRAWN = "撤件"
    ENDED = "终止"
    CLOSING = "期末在办"
    STOPPED = "其中特殊环节中"
    GRANTED = "准予"
    REFUSED = "不予"
    STATUTE_LATE = "法定超期"
    PROMISE_LATE = "承诺超时"
    EARLY = "提前办结"
    ONLINE = "网办件"


INCOMING = (Column.OPENING, Column.ACCEPTED)
OUTGOING = (Column.DONE, Column.WITHDRAWN, Column.ENDED, Column.CLOSING)
"""平衡式的两边."""


@dataclass(frozen=True, slots=True)
class Period:
    """期间: both days included."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Whether it lies within."""
        return day is not None and self.first <= day <= self.last

    @property
    def before(self) -> date:
        """The day before it begins."""
        return self.first - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Filter:
    """筛选: blank means all."""

    body: str = ""
    code: str = ""
    tag: str = ""

    def passes(self, one: Handled) -> bool:
        """Whether that item is counted."""
        return (
            (not self.body or one.body == self.body)
            and (not self.code or one.code == self.code)
            and (not self.tag or self.tag in one.tags)
        )

    def passes_case(self, one: Joined) -> bool:
        """Whether that case is counted among the spans."""
        return (
            (not self.body or self.body in one.bodies)
            and (not self.code or self.code in one.codes)
            and (not self.tag or self.tag in one.tags)
        )


@dataclass(frozen=True, slots=True)
class Rate:
    """比率: so many of so many; None when there is nothing to measure."""

    good: int
    of: int

    @property
    def percent(self) -> float | None:
        """百分比."""
        return self.good * 100 / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Spread:
    """一组用时: how many, mean, median and the values themselves, sorted, for the picture of their distribution."""

    values: tuple[int, ...] = ()

    @property
    def mean(self) -> float | None:
        """平均."""
        return fmean(self.values) if self.values else None

    @property
    def median(self) -> float | None:
        """中位."""
        return median(self.values) if self.values else None


@dataclass(frozen=True, slots=True)
class Row:
    """一行: a body, an item or the total; each cell holds the items that it counts."""

    label: str
    cells: Mapping[Column, Keys]
    statute_kept: Rate
    promise_kept: Rate
    early: Rate
    approval: Spread
    statutory: Spread
    promised: Spread
    outside: Spread
    applicant: Spread
    approval_limited: tuple[int, ...] = ()
    """审批用时 of those with a limit in law, for 提速率"""

    def count(self, column: Column) -> int:
        """一格的数."""
        return len(self.cells[column])

    @property
    def balance(self) -> tuple[int, int]:
        """平衡式的两边: what came in and what became of it."""
        return sum(map(self.count, INCOMING)), sum(map(self.count, OUTGOING))

    @property
    def faster(self) -> float | None:
        """提速率: how much less than the law allows, in per cent, of the items that have a limit in law."""
        if not self.statutory.values or not sum(self.statutory.values):
            return None
        return (1 - sum(self.approval_limited) / sum(self.statutory.values)) * 100

    @property
    def busy(self) -> bool:
        """有业务: anything counted at all."""
        return any(self.cells.values())


_Test = Callable[[Handled, Period], bool]


def left_by(one: Handled, period: Period, way: Exit) -> bool:
    """这样离开的: whether it left the table in the period, that way."""
    return one.exit is way and period.holds(one.left_on)


def _late(one: Handled, line: date | None, period: Period) -> bool:
    """超: gone out in the period after its day, or still in hand at its end and its day is over."""
    if line is None or one.accepted_on is None or one.accepted_on > period.last:
        return False
    if one.left_on is not None and one.left_on <= period.last:
        return period.holds(one.left_on) and one.exit is Exit.DONE and one.left_on > line
    return line < period.last


def _early(one: Handled, period: Period) -> bool:
    return (
        left_by(one, period, Exit.DONE)
        and one.promised_on is not None
        and one.left_on is not None
        and one.left_on < one.promised_on
    )


_TESTS: Mapping[Column, _Test] = {
    Column.OPENING: lambda one, period: one.in_hand(period.before),
    Column.RECEIVED: lambda one, period: period.holds(one.received_on),
    Column.ACCEPTED: lambda one, period: period.holds(one.accepted_on),
    Column.NOT_ACCEPTED: lambda one, period: period.holds(one.refused_on),
    Column.NOTICED: lambda one, period: period.holds(one.noticed_on),
    Column.DONE: lambda one, period: left_by(one, period, Exit.DONE),
    Column.WITHDRAWN: lambda one, period: left_by(one, period, Exit.WITHDRAWN),
    Column.ENDED: lambda one, period: left_by(one, period, Exit.ENDED),
    Column.CLOSING: lambda one, period: one.in_hand(period.last),
    Column.STOPPED: lambda one, period: one.stopped(period.last),
    Column.GRANTED: lambda one, period: left_by(one, period, Exit.DONE) and one.answer.startswith("准予"),
    Column.REFUSED: lambda one, period: left_by(one, period, Exit.DONE) and one.answer == "不予",
    Column.STATUTE_LATE: lambda one, period: _late(one, one.due_on, period),
    Column.PROMISE_LATE: lambda one, period: _late(one, one.promised_on, period),
    Column.EARLY: _early,
    Column.ONLINE: lambda one, period: period.holds(one.received_on) and one.channel == "网上",
}


def row(label: str, items: Sequence[Handled], period: Period) -> Row:
    """一行 of the table over these items."""
    cells = {column: tuple(one.key for one in items if test(one, period)) for column, test in _TESTS.items()}
    done = [one for one in items if left_by(one, period, Exit.DONE)]
    limited = [one for one in done if one.statutory is not None and one.approval is not None]
    return Row(
        label,
        cells,
        statute_kept=_kept(done, lambda one: one.due_on),
        promise_kept=_kept(done, lambda one: one.promised_on),
        early=Rate(len(cells[Column.EARLY]), sum(one.promised_on is not None for one in done)),
        approval=spread(one.approval for one in done),
        statutory=spread(one.statutory for one in limited),
        promised=spread(one.promised for one in done),
        outside=spread(one.outside for one in done),
        applicant=spread(one.applicant or None for one in done),
        approval_limited=tuple(one.approval or 0 for one in limited),
    )


def _kept(done: Iterable[Handled], line: Callable[[Handled], date | None]) -> Rate:
    days = [(one.left_on, line(one)) for one in done]
    lines = [(left, day) for left, day in days if day is not None and left is not None]
    return Rate(sum(left <= day for left, day in lines), len(lines))


def spread(values: Iterable[int | None]) -> Spread:
    """一组用时 of those that are known."""
    return Spread(tuple(sorted(value for value in values if value is not None)))
