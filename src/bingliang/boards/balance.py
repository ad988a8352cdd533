"""办件月报、旬报: a table that balances, and every figure of it knows its cases.

期初在办 + 受理 = 办结 + 撤件 + 终止 + 期末在办, item by item, for any period, body, item and tag.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from bingliang.boards.amounts import MEASURED, Measure, Rate, Spread, limited, spread
from bingliang.boards.handled import Exit, Handled, Joined
from bingliang.ledger.catalogue import Handling

Keys = tuple[tuple[str, int], ...]


class Column(StrEnum):
    """栏: what is counted, in the order of the table."""

    OPENING = "期初在办"
    RECEIVED = "收件"
    ACCEPTED = "受理"
    NOT_ACCEPTED = "不受理·不予受理"
    NOTICED = "一次性告知"
    DONE = "办结"
    SPOT = "即办件"
    PROMISED = "承诺件"
    FORWARDED = "上报件"
    FILED = "备案"
    PLEDGED = "告知承诺件"
    OTHER = "其他"
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
    AFTER_HOURS = "延时服务件"
    GREEN = "绿色通道件"
    BUNDLES = "一件事件"


INCOMING = (Column.OPENING, Column.ACCEPTED)
OUTGOING = (Column.DONE, Column.WITHDRAWN, Column.ENDED, Column.CLOSING)
"""平衡式的两边."""
KINDS: Mapping[Column, frozenset[Handling]] = {
    Column.SPOT: frozenset({Handling.SPOT}),
    Column.PROMISED: frozenset({Handling.PROMISED}),
    Column.FORWARDED: frozenset({Handling.FORWARDED}),
    Column.FILED: frozenset({Handling.FILING}),
    Column.PLEDGED: frozenset({Handling.PLEDGED}),
}
"""办结按办理方式分: together with 其他 (技术审查, 召集, 公共服务) they are all that was 办结."""


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
    crossed: Spread = field(default_factory=Spread)
    stops: Spread = field(default_factory=Spread)
    measured: Mapping[Measure, Keys] = field(default_factory=dict)
    """which items each figure was measured on"""

    def value(self, measure: Measure) -> float | None:
        """一个量: per cent or workdays; None where nothing was measured."""
        found = _VALUES[measure](self)
        return None if found is None else float(found)

    def count(self, column: Column) -> int:
        """一格的数: items, but of 一件事 the cases, since it is one whatever the number of its items."""
        keys = self.cells[column]
        return len({stream for stream, _ in keys}) if column is Column.BUNDLES else len(keys)

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


_VALUES: Mapping[Measure, Callable[[Row], float | None]] = {
    Measure.STATUTE_KEPT: lambda row: row.statute_kept.percent,
    Measure.PROMISE_KEPT: lambda row: row.promise_kept.percent,
    Measure.EARLY: lambda row: row.early.percent,
    Measure.STATUTORY: lambda row: row.statutory.mean,
    Measure.PROMISED: lambda row: row.promised.mean,
    Measure.APPROVAL: lambda row: row.approval.mean,
    Measure.APPROVAL_MID: lambda row: row.approval.median,
    Measure.FASTER: lambda row: row.faster,
    Measure.CROSSED: lambda row: row.crossed.mean,
    Measure.CROSSED_MID: lambda row: row.crossed.median,
    Measure.STOPS: lambda row: row.stops.mean,
    Measure.OUTSIDE: lambda row: row.outside.mean,
    Measure.OUTSIDE_MID: lambda row: row.outside.median,
    Measure.APPLICANT: lambda row: row.applicant.mean,
    Measure.APPLICANT_MID: lambda row: row.applicant.median,
}
_Test = Callable[[Handled, Period], bool]


def left_by(one: Handled, period: Period, way: Exit) -> bool:
    """这样离开的: whether it left the table in the period, that way."""
    return one.exit is way and period.holds(one.left_on)


def touches(one: Handled, period: Period) -> bool:
    """Whether any column of that period could count it: still in hand, or something of it fell on or after the first day."""
    days = (one.left_on, one.accepted_on, one.received_on, one.noticed_on, one.refused_on, one.green_on, one.bundled_on)
    return (one.accepted_on is not None and one.left_on is None) or any(
        day is not None and day >= period.first for day in days
    )


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


_KNOWN = frozenset().union(*KINDS.values())


def _of_kind(kinds: frozenset[Handling]) -> _Test:
    return lambda one, period: left_by(one, period, Exit.DONE) and one.handling in kinds


_TESTS: Mapping[Column, _Test] = {
    Column.OPENING: lambda one, period: one.in_hand(period.before),
    Column.RECEIVED: lambda one, period: period.holds(one.received_on),
    Column.ACCEPTED: lambda one, period: period.holds(one.accepted_on),
    Column.NOT_ACCEPTED: lambda one, period: period.holds(one.refused_on),
    Column.NOTICED: lambda one, period: period.holds(one.noticed_on),
    Column.DONE: lambda one, period: left_by(one, period, Exit.DONE),
    **{column: _of_kind(kinds) for column, kinds in KINDS.items()},
    Column.OTHER: lambda one, period: left_by(one, period, Exit.DONE) and one.handling not in _KNOWN,
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
    Column.AFTER_HOURS: lambda one, period: period.holds(one.received_on) and one.channel == "延时",
    Column.GREEN: lambda one, period: period.holds(one.green_on),
    Column.BUNDLES: lambda one, period: period.holds(one.bundled_on),
}


def row(label: str, items: Sequence[Handled], period: Period) -> Row:
    """一行 of the table over these items."""
    cells = {column: tuple(one.key for one in items if test(one, period)) for column, test in _TESTS.items()}
    done = [one for one in items if left_by(one, period, Exit.DONE)]
    by_law = [one for one in done if limited(one)]
    return Row(
        label,
        cells,
        statute_kept=kept(done, lambda one: one.due_on),
        promise_kept=kept(done, lambda one: one.promised_on),
        early=Rate(len(cells[Column.EARLY]), sum(one.promised_on is not None for one in done)),
        approval=spread(one.approval for one in done),
        statutory=spread(one.statutory for one in by_law),
        promised=spread(one.promised for one in done),
        outside=spread(one.outside for one in done),
        applicant=spread(one.applicant or None for one in done),
        approval_limited=tuple(one.approval or 0 for one in by_law),
        crossed=spread(one.crossed for one in done),
        stops=spread(one.stopped_days or None for one in done),
        measured={measure: tuple(one.key for one in done if test(one)) for measure, test in MEASURED.items()},
    )


def kept(done: Iterable[Handled], line: Callable[[Handled], date | None]) -> Rate:
    """按时的比率: out by their day, of those that have one."""
    days = [(one.left_on, line(one)) for one in done]
    lines = [(left, day) for left, day in days if day is not None and left is not None]
    return Rate(sum(left <= day for left, day in lines), len(lines))
