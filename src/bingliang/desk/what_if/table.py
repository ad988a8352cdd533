"""推演的表: departments, items and cases before and after one or two scenarios; screen, Excel and paper show this one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.boards.balance import Keys
from bingliang.boards.charts import Bar, pairs
from bingliang.boards.picture import Measure, Picture, Sheet
from bingliang.boards.what_if.effect import Effect, Line, Measures
from bingliang.desk.statistics.pictures import Chart
from bingliang.desk.statistics.table import Cell, Group, Shape

if TYPE_CHECKING:
    from bingliang.desk.what_if.year import Year

BEFORE = "过去"
_MEASURED: tuple[tuple[str, Shape, Callable[[Measures], float | None]], ...] = (
    ("审批用时中位", Shape.DAYS, lambda one: one.approval.median),
    ("审批用时平均", Shape.DAYS, lambda one: one.approval.mean),
    ("跨度用时中位", Shape.DAYS, lambda one: one.crossed.median),
    ("承诺时限内", Shape.SHARE, lambda one: one.kept.percent),
)
LATE = "会超时"
"""照过去的用时会超时的"""


@dataclass(frozen=True, slots=True)
class Row:
    """一行: a department, an item or all, and its cells in the order of the heads; `moved` when any scenario changes it."""

    label: str
    keys: Keys
    cells: tuple[Cell, ...]
    moved: bool
    total: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """比较表."""

    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def compared(found: Year, effects: Sequence[Effect], group: Group) -> Compared:
    """过去 and each scenario side by side; the total first, then what a scenario changes."""
    by = [one.bodies if group is Group.BODY else one.items for one in effects]
    heads = ["项数"]
    for name, _, _ in _MEASURED:
        heads += [f"{name}|{BEFORE}", *(f"{name}|{one.scenario.name}" for one in effects)]
    heads += [f"{LATE}|{one.scenario.name}" for one in effects]
    rows = [_row(found.names.get(lines[0].label, lines[0].label), lines) for lines in zip(*by, strict=True)]
    total = _row("合计", [one.total for one in effects], total=True)
    return Compared(tuple(heads), (total, *sorted(rows, key=lambda row: not row.moved)))


def _row(label: str, lines: Sequence[Line], *, total: bool = False) -> Row:
    first = lines[0]
    cells = [Cell(len(first.keys), Shape.COUNT, first.keys)]
    for _, shape, value in _MEASURED:
        cells.append(Cell(value(first.before), shape, first.keys))
        cells += [Cell(value(line.after), shape, first.keys) for line in lines]
    cells += [Cell(len(line.late), Shape.COUNT, line.late) for line in lines]
    return Row(label, first.keys, tuple(cells), any(line.moved for line in lines), total)


def chart(found: Year, tried: Effect) -> Chart:
    """跨度用时的分布 before and after, side by side for every stretch of workdays."""
    title = f"各件跨度用时（工作日）：{BEFORE}和{tried.scenario.name}"

    def laid(width: float, height: float, measure: Measure) -> Picture:
        source = f"来源：本区台账；{found.made_at:%Y-%m-%d %H:%M} 推演，不是承诺"
        return pairs(Sheet(title, source, width, height, measure), _bars(tried), BEFORE, tried.scenario.name)

    return Chart(title, laid)


_STRETCHES = ((0, 2), (3, 5), (6, 10), (11, 15), (16, 20), (21, 30), (31, 45), (46, 10_000))


def _bars(tried: Effect) -> list[Bar]:
    bars = []
    for first, last in _STRETCHES:
        now = [one for one in tried.cases if first <= one.after <= last]
        was = sum(first <= one.before <= last for one in tried.cases)
        name = f"{first}–{last}" if last < _STRETCHES[-1][1] else f"{first} 以上"
        bars.append(
            Bar(name, len(now), f"{was} → {len(now)} 件", tuple((one.stream, one.last[1]) for one in now), second=was)
        )
    return bars
