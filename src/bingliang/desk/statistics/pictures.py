"""统计的图: which charts a period has, out of the same figures as its table; each is laid out for whatever plane it is shown on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.boards.amounts import Measure as Measured
from bingliang.boards.charts import Bar, columns, distribution, rows
from bingliang.boards.picture import Measure, Picture, Sheet

if TYPE_CHECKING:
    from bingliang.boards.balance import Keys
    from bingliang.desk.statistics.figures import Figures, Month

Laid = Callable[[float, float, Measure], Picture]
"""排一张图: width, height and how wide a word is."""


@dataclass(frozen=True, slots=True)
class Chart:
    """一张图 of the statistics: its title, how it is laid out, and what one of its points stands for."""

    title: str
    laid: Laid


def charts(found: Figures, months: Sequence[Month]) -> tuple[Chart, ...]:
    """各图, the most asked for first."""
    source = f"来源：本区台账；{found.made_at:%Y-%m-%d %H:%M}"
    total = found.report.total
    timed = _timed(found)
    return (
        _chart("逐月办结（项）", source, lambda sheet: columns(sheet, _months(found, months), " 项")),
        _chart(
            "审批用时的分布（项）", source,
            lambda sheet: distribution(sheet, timed, total.approval.mean or 0, float(total.approval.median or 0)),
        ),
        _chart("各部门审批用时和法定时限（工作日）", source,
               lambda sheet: rows(sheet, _bodies(found), first="审批用时平均", second="法定时限平均")),
        _chart("瓶颈事项：同一件里最后办结的次数", source, lambda sheet: rows(sheet, _bottlenecks(found))),
        _chart("补正和特殊环节的原因", source, lambda sheet: rows(sheet, _causes(found))),
        _chart("并联比串联省下的（工作日）", source,
               lambda sheet: rows(sheet, _savings(found), first="并联实际", second="串联须")),
    )  # fmt: skip


def _chart(title: str, source: str, draw: Callable[[Sheet], Picture]) -> Chart:
    return Chart(title, lambda width, height, measure: draw(Sheet(title, source, width, height, measure)))


def _timed(found: Figures) -> list[tuple[int, Keys]]:
    by_days: dict[int, list[tuple[str, int]]] = {}
    for key in found.report.total.measured.get(Measured.APPROVAL, ()):
        days = found.items[key].approval
        if days is not None:
            by_days.setdefault(days, []).append(key)
    return [(days, tuple(keys)) for days, keys in sorted(by_days.items())]


def _months(found: Figures, months: Sequence[Month]) -> list[Bar]:
    period = found.report.period
    return [
        Bar(f"{one.first.month}月", len(one.done), str(len(one.done)), one.done,
            chosen=(one.first.year, one.first.month) in {(day.year, day.month) for day in (period.first, period.last)}
            or period.first <= one.first <= period.last)
        for one in months
    ]  # fmt: skip


def _bodies(found: Figures) -> list[Bar]:
    bars = [
        Bar(
            found.body(row.label), row.approval.mean or 0,
            f"平均 {row.approval.mean:.1f}，中位 {row.approval.median:g}，{len(row.approval.values)} 项",
            row.measured.get(Measured.APPROVAL, ()), second=row.statutory.mean,
        )
        for row in found.report.bodies if row.approval.values
    ]  # fmt: skip
    return sorted(bars, key=lambda bar: -bar.value)


def _bottlenecks(found: Figures) -> list[Bar]:
    held = [one for one in found.report.bottlenecks if one.last] or list(found.report.bottlenecks)
    return [
        Bar(one.name, len(one.last) or one.spread.mean or 0,
            f"{len(one.last)} 次，平均 {one.spread.mean or 0:.1f} 日，中位 {one.spread.median or 0:g} 日", one.last)
        for one in held
    ]  # fmt: skip


def _causes(found: Figures) -> list[Bar]:
    report = found.report
    names = [one.name for one in report.steps]
    twice = {name for name in names if names.count(name) > 1}
    bars = [Bar(f"补正：{one.name}", len(one.keys), f"{len(one.keys)} 次", one.keys) for one in report.corrections]
    bars += [
        Bar(
            f"特殊环节：{one.name}（{one.ground}）" if one.name in twice else f"特殊环节：{one.name}",
            len(one.keys),
            f"{len(one.keys)} 次，{one.workdays} 日",
            one.keys,
        )
        for one in report.steps
    ]
    return sorted(bars, key=lambda bar: -bar.value)


def _savings(found: Figures) -> list[Bar]:
    cases = sorted(found.report.saving.cases, key=lambda one: -one.saved)
    return [
        Bar(f"{one.project} {one.case}", one.crossed, f"{one.serial} → {one.crossed}，省 {one.saved}", one.keys, second=one.serial)
        for one in cases
    ]  # fmt: skip
