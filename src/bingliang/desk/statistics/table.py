"""统计表: every column of the 月报 as one table, by department or by item; screen, paper, Excel and CSV all show this one.

A cell knows the items it counts or was measured on. What is asked or rated belongs to no single item, so that such a cell
names the room where it stands instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from bingliang.boards.amounts import Measure
from bingliang.boards.balance import INCOMING, OUTGOING, Column, Keys, Row

if TYPE_CHECKING:
    from bingliang.desk.statistics.figures import Figures

ENQUIRIES, RATINGS, COMPLAINTS = "咨询", "评议", "投诉"
"""房间 that a cell leads to, by the words of the window's own table."""
RATED = ("评价数", "主动评价率", "满意率", "差评", "差评已办结")
ENQUIRED, COMPLAINED = "咨询量", "投诉"
_ROOM = 4
"""So many characters stand beside each other in a heading."""
_FIRST_THREE = ("申请人", "一次性")


def broken(name: str, room: int = _ROOM) -> tuple[str, ...]:
    """栏目折行: at the bracket and the dot, then in pieces that fit; no line of one character is left over."""
    parts: list[str] = []
    for part in name.replace("（", "|").replace("）", "").replace("·", "·|").split("|"):
        if len(part.rstrip("·")) <= room:
            parts.append(part)
            continue
        while len(part) > _ROOM + 1:
            parts += broken(part[:_ROOM], room)
            part = part[_ROOM:]  # noqa: PLW2901 - the rest of it
        at = _ROOM - 1 if part.startswith(_FIRST_THREE) else 2
        parts += [part] if len(part) <= room else [part[:at], part[at:]]
    return tuple(parts)


class Band(StrEnum):
    """栏组: the columns are too many for one sheet of paper and for any screen."""

    FLOW = "收件和办结"
    LIMITS = "时限和用时"
    SERVICE = "服务和评价"


class Group(StrEnum):
    """分组: what a row is."""

    BODY = "按部门"
    ITEM = "按事项"


class Shape(StrEnum):
    """一栏是什么."""

    COUNT = "件"
    SHARE = "%"
    DAYS = "个工作日"


@dataclass(frozen=True, slots=True)
class Head:
    """栏目: `balanced` columns are the two sides of the balance; `note` is the formula, as it stands in the tooltip."""

    name: str
    band: Band
    shape: Shape = Shape.COUNT
    balanced: bool = False
    note: str = ""
    unit: str = "项"


@dataclass(frozen=True, slots=True)
class Cell:
    """一格: its value (None where there is nothing to measure), the items behind it or the room where they stand."""

    value: float | None
    shape: Shape = Shape.COUNT
    keys: Keys = ()
    room: str = ""

    @property
    def text(self) -> str:
        """一格的字: “—” where nothing was measured; a share that is not whole is never rounded up to 100."""
        if self.value is None:
            return "—"
        if self.shape is Shape.COUNT:
            return str(round(self.value))
        if self.shape is Shape.DAYS:
            return f"{self.value:.1f}"
        return percent(self.value)

    @property
    def opens(self) -> bool:
        """打得开: there is something behind it."""
        return bool(self.keys) or bool(self.room and self.value)


def percent(value: float) -> str:
    """百分比: 100% only when it is whole."""
    whole = f"{value:.1f}"
    return "100%" if value == 100 else f"{min(whole, '99.9', key=float) if value < 100 else whole}%"  # noqa: PLR2004 - a whole


@dataclass(frozen=True, slots=True)
class Line:
    """一行; `idle` names a department that had nothing to do."""

    label: str
    code: str
    cells: tuple[Cell, ...]
    total: bool = False
    idle: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """统计表."""

    group: Group
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]

    def places(self, band: Band) -> tuple[int, ...]:
        """一个栏组的各栏."""
        return tuple(n for n, head in enumerate(self.heads) if head.band is band)


_FLOW = (
    Column.OPENING, Column.RECEIVED, Column.ACCEPTED, Column.NOT_ACCEPTED, Column.NOTICED, Column.DONE, Column.SPOT,
    Column.PROMISED, Column.FORWARDED, Column.FILED, Column.PLEDGED, Column.OTHER, Column.WITHDRAWN, Column.ENDED,
    Column.CLOSING, Column.STOPPED, Column.GRANTED, Column.REFUSED,
)  # fmt: skip
_LIMITS: tuple[Column | Measure, ...] = (
    Column.STATUTE_LATE, Column.PROMISE_LATE, Measure.STATUTE_KEPT, Measure.PROMISE_KEPT, Column.EARLY, Measure.EARLY,
    Measure.STATUTORY, Measure.PROMISED, Measure.APPROVAL, Measure.APPROVAL_MID, Measure.FASTER, Measure.CROSSED,
    Measure.CROSSED_MID, Measure.STOPS, Measure.OUTSIDE, Measure.OUTSIDE_MID, Measure.APPLICANT, Measure.APPLICANT_MID,
)  # fmt: skip
_SERVICE = (Column.ONLINE, Column.AFTER_HOURS, Column.GREEN, Column.BUNDLES)
_BALANCED = frozenset({*INCOMING, *OUTGOING})
_NOTES: dict[str, str] = {
    Column.NOT_ACCEPTED: "不需要许可而告知不受理的，和不予受理的",
    Column.FORWARDED: "上报件以转报为办结，上级的时间另计（《行政许可法》第四十三条）",
    Column.OTHER: "技术审查、召集、公共服务",
    Column.ENDED: "受理以后没有决定就终止的，撤件除外",
    Column.STOPPED: "期末在办里停止计时的",
    Column.STATUTE_LATE: "期内办结时已过法定应办结日的，和期末在办、法定应办结日已过的",
    Column.PROMISE_LATE: "期内办结时已过承诺办结日的，和期末在办、承诺办结日已过的",
    Measure.STATUTE_KEPT: "法定应办结日以前（含当日）办结的 ÷ 有法定时限的办结",
    Measure.PROMISE_KEPT: "承诺办结日以前（含当日）办结的 ÷ 有承诺时限的办结",
    Measure.EARLY: "早于承诺办结日办结的 ÷ 有承诺时限的办结",
    Measure.STATUTORY: "法定时限折成工作日，特殊环节不计",
    Measure.APPROVAL: "受理到办结的工作日，特殊环节不计",
    Measure.APPROVAL_MID: "受理到办结的工作日，特殊环节不计，取中位数",
    Measure.FASTER: "1 − 审批用时之和 ÷ 法定时限之和，只算有法定时限的",
    Measure.CROSSED: "从第一次收件（预收从预收那天）到办结的工作日，什么都计入",
    Measure.CROSSED_MID: "从第一次收件到办结的工作日，取中位数",
    Measure.STOPS: "有特殊环节的，停止计时的工作日",
    Measure.OUTSIDE: "转报到上级决定的工作日，不计入本区用时",
    Measure.APPLICANT: "一次性告知到补齐的工作日，是申请人的时间",
    Column.GREEN: "期内准予绿色通道的，准予以后收的按收件日；只带“绿色通道”标签、没有准予登记的，照旧按收件日计",
    Column.BUNDLES: "按一件事收的件数，一件算一次，它的各项照常按项计；部门各行是它参与的，合计不重复",
    Column.AFTER_HOURS: "收件渠道为延时的",
    COMPLAINED: "收到的、针对这个部门或者窗口的投诉；合计含针对窗口的",
    ENQUIRED: "问到这个部门的事项的咨询；合计含不针对事项的",
    "主动评价率": "评价数 ÷ 办结",
    "满意率": "（非常满意＋满意＋基本满意）÷ 评价数；评价数不足的不显示，隐去评价人",
}  # fmt: skip


def _head(one: Column | Measure, band: Band) -> Head:
    shape = Shape.COUNT if isinstance(one, Column) else Shape.SHARE if one.share else Shape.DAYS
    unit = "件" if one is Column.BUNDLES else "项"
    return Head(str(one), band, shape, isinstance(one, Column) and one in _BALANCED, _NOTES.get(one, ""), unit)


def _shape(name: str) -> Shape:
    return Shape.SHARE if name.endswith("率") else Shape.COUNT


def _said(name: str) -> Head:
    return Head(name, Band.SERVICE, _shape(name), note=_NOTES.get(name, ""), unit="件" if name == COMPLAINED else "次")


HEADS: tuple[Head, ...] = (
    *(_head(one, Band.FLOW) for one in _FLOW),
    *(_head(one, Band.LIMITS) for one in _LIMITS),
    *(_head(one, Band.SERVICE) for one in _SERVICE),
    _said(ENQUIRED),
    *(_said(name) for name in RATED),
    _said(COMPLAINED),
)


def table(found: Figures, group: Group = Group.BODY) -> Table:
    """统计表 of a period: the busy rows, the departments without business by name, and the total."""
    report = found.report
    if group is Group.ITEM:
        codes = {name: code for code, name in found.known.items()}
        lines = [Line(row.label, codes.get(row.label, ""), _cells(row, _nothing())) for row in report.items]
    else:
        lines = [Line(found.body(row.label), row.label, _cells(row, _asked(found, row))) for row in report.bodies]
        nobody = report.nothing
        lines += [
            Line(found.body(code), code, _cells(nobody, _asked(found, nobody, code)), idle=True) for code in report.idle
        ]
    lines.append(Line("合计", "", _cells(report.total, _asked_of_all(found)), total=True))
    return Table(group, HEADS, tuple(lines))


def _cells(row: Row, service: Sequence[Cell]) -> tuple[Cell, ...]:
    return (*(_cell(row, one) for one in (*_FLOW, *_LIMITS, *_SERVICE)), *service)


def _cell(row: Row, one: Column | Measure) -> Cell:
    if isinstance(one, Column):
        return Cell(row.count(one), Shape.COUNT, row.cells[one])
    return Cell(row.value(one), Shape.SHARE if one.share else Shape.DAYS, row.measured.get(one, ()))


def _nothing() -> tuple[Cell, ...]:
    """An item is neither asked about nor rated as such in these figures."""
    return (Cell(None), *(Cell(None, _shape(name)) for name in RATED), Cell(None))


def _asked(found: Figures, row: Row, code: str = "") -> tuple[Cell, ...]:
    body = code or row.label
    rated = found.rated(body)
    asked = Cell(found.enquired.of(body), room=ENQUIRIES)
    complained = Cell(found.complained.of(body), room=COMPLAINTS)
    if rated is None:
        return (asked, *(Cell(None, _shape(name)) for name in RATED), complained)
    rate = rated.rate
    return (asked, *_rated(rate.total, row.count(Column.DONE), rate.percent, rate.bad, rated.closed), complained)


def _asked_of_all(found: Figures) -> tuple[Cell, ...]:
    every, total = found.satisfied, found.report.total
    by_body = sum(one.rate.total for side, one in found.ratings.items() if side in found.bodies)
    cells = _rated(every.rate.total, total.count(Column.DONE), every.rate.percent, every.rate.bad, every.closed)
    active = Cell(_share(by_body, total.count(Column.DONE)), Shape.SHARE, room=RATINGS)
    asked, complained = Cell(found.enquired.total, room=ENQUIRIES), Cell(found.complained.total, room=COMPLAINTS)
    return (asked, cells[0], active, *cells[2:], complained)


def _rated(many: int, done: int, content: float | None, bad: int, closed: int) -> tuple[Cell, ...]:
    values = partial(Cell, room=RATINGS)
    return (
        values(many, Shape.COUNT), values(_share(many, done), Shape.SHARE), values(content, Shape.SHARE),
        values(bad, Shape.COUNT), values(closed, Shape.COUNT),
    )  # fmt: skip


def _share(part: int, whole: int) -> float | None:
    return min(100.0, part * 100 / whole) if whole else None
