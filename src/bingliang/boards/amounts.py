"""量: rates and spreads of times, and which figures the statistics measure on what was 办结."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from statistics import fmean, median

from bingliang.boards.handled import Handled


class Measure(StrEnum):
    """量: rates and times, each over those of the 办结 for which it is known."""

    STATUTE_KEPT = "按时办结率"
    PROMISE_KEPT = "承诺兑现率"
    EARLY = "提前办结率"
    STATUTORY = "平均法定工作日"
    PROMISED = "平均承诺工作日"
    APPROVAL = "审批用时（平均）"
    APPROVAL_MID = "审批用时（中位）"
    FASTER = "提速率"
    CROSSED = "跨度用时（平均）"
    CROSSED_MID = "跨度用时（中位）"
    STOPS = "特殊环节（平均）"
    OUTSIDE = "外部用时（平均）"
    OUTSIDE_MID = "外部用时（中位）"
    APPLICANT = "申请人用时（平均）"
    APPLICANT_MID = "申请人用时（中位）"

    @property
    def share(self) -> bool:
        """百分比, not workdays."""
        return self in {Measure.STATUTE_KEPT, Measure.PROMISE_KEPT, Measure.EARLY, Measure.FASTER}


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


def spread(values: Iterable[int | None]) -> Spread:
    """一组用时 of those that are known."""
    return Spread(tuple(sorted(value for value in values if value is not None)))


def limited(one: Handled) -> bool:
    """有法定时限的, with its own time known."""
    return one.statutory is not None and one.approval is not None


def _promised(one: Handled) -> bool:
    return one.promised_on is not None


MEASURED: Mapping[Measure, Callable[[Handled], bool]] = {
    Measure.STATUTE_KEPT: lambda one: one.due_on is not None,
    Measure.PROMISE_KEPT: _promised,
    Measure.EARLY: _promised,
    Measure.STATUTORY: limited,
    Measure.PROMISED: lambda one: one.promised is not None,
    Measure.APPROVAL: lambda one: one.approval is not None,
    Measure.APPROVAL_MID: lambda one: one.approval is not None,
    Measure.FASTER: limited,
    Measure.CROSSED: lambda one: one.crossed is not None,
    Measure.CROSSED_MID: lambda one: one.crossed is not None,
    Measure.STOPS: lambda one: bool(one.stopped_days),
    Measure.OUTSIDE: lambda one: one.outside is not None,
    Measure.OUTSIDE_MID: lambda one: one.outside is not None,
    Measure.APPLICANT: lambda one: bool(one.applicant),
    Measure.APPLICANT_MID: lambda one: bool(one.applicant),
}
"""which items each figure is measured on"""
