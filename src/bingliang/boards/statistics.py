"""一期统计: the balanced table by body and by item, and what stands behind its figures: corrections, special steps,
bottlenecks, and what handling in parallel has saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from bingliang.boards.amounts import Spread, spread
from bingliang.boards.balance import Filter, Keys, Period, Row, left_by, row
from bingliang.boards.handled import Exit, Handled, Joined

ALL = Filter()


@dataclass(frozen=True, slots=True)
class Cause:
    """一种原因: how often, how many workdays it took, and which items."""

    name: str
    keys: Keys
    workdays: int = 0
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """瓶颈事项: how often it came last in its case, and its own time."""

    code: str
    name: str
    last: Keys
    spread: Spread


@dataclass(frozen=True, slots=True)
class Saving:
    """并联的节省: the cases whose last decision fell in the period, of more than one item."""

    cases: tuple[Joined, ...] = ()

    @property
    def saved(self) -> int:
        """节省的工作日 together."""
        return sum(one.saved for one in self.cases)

    @property
    def serial(self) -> int:
        """串联要用的工作日."""
        return sum(one.serial for one in self.cases)


@dataclass(frozen=True, slots=True)
class Report:
    """一期统计."""

    period: Period
    chosen: Filter
    total: Row
    bodies: tuple[Row, ...]
    items: tuple[Row, ...]
    idle: tuple[str, ...]
    corrections: tuple[Cause, ...]
    steps: tuple[Cause, ...]
    bottlenecks: tuple[Bottleneck, ...]
    crossed: Spread
    nothing: Row
    """没有业务: the row of a department that had nothing to do"""
    saving: Saving = field(default_factory=Saving)


def report(
    items: Sequence[Handled],
    cases: Sequence[Joined],
    period: Period,
    chosen: Filter = ALL,
    bodies: Sequence[str] = (),
) -> Report:
    """统计 of one period; `bodies` are those that must be named even when they had nothing to do."""
    counted = [one for one in items if chosen.passes(one)]
    joint = [one for one in cases if chosen.passes_case(one) and period.holds(one.decided_on)]
    by_body = [row(body, found, period) for body, found in _grouped(counted, lambda one: one.body)]
    by_item = [row(name, found, period) for name, found in _grouped(counted, lambda one: one.name)]
    busy = [one for one in by_body if one.busy]
    known = {one.label for one in busy}
    return Report(
        period,
        chosen,
        total=row("合计", counted, period),
        bodies=tuple(busy),
        items=tuple(one for one in by_item if one.busy),
        idle=tuple(body for body in bodies if body not in known and not (chosen.body and body != chosen.body)),
        corrections=_corrections(counted, period),
        steps=_step_causes(counted, period),
        bottlenecks=_bottlenecks(counted, joint, period),
        crossed=spread(one.crossed for one in joint),
        nothing=row("", (), period),
        saving=Saving(tuple(one for one in joint if len(one.codes) > 1)),
    )


def _grouped(items: Iterable[Handled], by: Callable[[Handled], str]) -> list[tuple[str, list[Handled]]]:
    found: dict[str, list[Handled]] = {}
    for one in items:
        found.setdefault(by(one), []).append(one)
    return sorted(found.items())


def _corrections(items: Iterable[Handled], period: Period) -> tuple[Cause, ...]:
    """补正的原因: told in the period, by what was wrong."""
    found: dict[str, list[tuple[str, int]]] = {}
    for one in items:
        if period.holds(one.noticed_on):
            for _, defect in one.defects:
                found.setdefault(defect.split("：")[0] or "未写明", []).append(one.key)
    return _most(Cause(name, tuple(keys)) for name, keys in found.items())


def _step_causes(items: Iterable[Handled], period: Period) -> tuple[Cause, ...]:
    """特殊环节 by cause: begun in the period, with the workdays they stopped."""
    found: dict[tuple[str, str], list[tuple[tuple[str, int], int]]] = {}
    for one in items:
        for step in one.steps:
            if period.holds(step.after):
                found.setdefault((step.name, step.ground), []).append((one.key, step.workdays))
    return _most(
        Cause(name, tuple(key for key, _ in took), sum(days for _, days in took), ground)
        for (name, ground), took in found.items()
    )


def _most(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    return tuple(sorted(causes, key=lambda one: (-len(one.keys), one.name)))


def _bottlenecks(items: Sequence[Handled], joint: Sequence[Joined], period: Period) -> tuple[Bottleneck, ...]:
    last: dict[str, list[tuple[str, int]]] = {}
    for case in joint:
        if len(case.codes) > 1:
            last.setdefault(case.last[0], []).append((case.stream, case.last[1]))
    found: list[Bottleneck] = []
    for code, group in _grouped(items, lambda one: one.code):
        times = spread(one.approval for one in group if left_by(one, period, Exit.DONE))
        if times.values:
            found.append(Bottleneck(code, group[0].name, tuple(last.get(code, ())), times))
    return tuple(sorted(found, key=lambda one: (-len(one.last), -(one.spread.mean or 0), one.code)))
