"""数据来源: what the window asks of the desk, and nothing more; every call runs on a worker thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bingliang.desk.rows import CaseView, Counts, ListFilter, Sorting, WorklistRow

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk as Acting
    from bingliang.desk.waiting import Waiting


class Scope(StrEnum):
    """范围: whose cases the list shows."""

    MINE = "我承办的"
    COUNTER = "本窗口"
    ALL = "全部"


USUAL = Sorting()
"""The order of a list that nobody has sorted."""


class Watching(Protocol):
    """守候: waits until somebody has written."""

    def wait(self, seconds: float) -> tuple[str, ...] | None:
        """等待 at most `seconds`: None when nothing was written."""

    def close(self) -> None:
        """不再守候."""


class Desk(Protocol):
    """柜台: read from worker threads only; the attributes may change with the day and with a notice."""

    @property
    def desk(self) -> Acting:
        """柜台 at which the pages' acts are done and their own questions asked."""

    @property
    def zone_name(self) -> str:
        """园区名称."""

    @property
    def counter(self) -> str:
        """窗口号."""

    @property
    def clerk(self) -> str:
        """窗口人员."""

    @property
    def today(self) -> date:
        """今天 by the database's clock, +08:00."""

    @property
    def workday_text(self) -> str:
        """“工作日” or “休息日”."""

    @property
    def banner(self) -> str:
        """提示 across the window, e.g. “2027 年节假日通知尚未录入，3 件暂定”; empty when there is none."""

    @property
    def ribbon(self) -> str:
        """“示范数据”, “练习” or empty for the real zone."""

    def counts(self, *, scope: str) -> Counts:
        """计数 of the tiles, within the scope the list shows."""

    def filings_waiting(self) -> int:
        """网上申报待预审几件."""

    def waiting(self) -> Sequence[Waiting]:
        """另有等待办的, in other rooms."""

    def unfinished(self) -> int:
        """没有收完的来件 of this machine."""

    def worklist(
        self, which: ListFilter, *, scope: str, after: object | None, limit: int, sorting: Sorting = USUAL
    ) -> Sequence[WorklistRow]:
        """清单的一页: at most `limit` rows behind the row `after` (the last `WorklistRow` shown; None: from the top)."""

    def case(self, stream: str) -> CaseView:
        """办件详情 of one stream."""

    def watch(self) -> Watching | None:
        """守候 what other counters write; None where nobody else can. Asked and waited for on a thread of its own."""

    def date_question(self) -> str:
        """日期的一问 while the machine's clock is far ahead of the ledger; else empty."""

    def confirm_date(self) -> None:
        """日期确认: recorded, and then what has followed in silence."""

    def new_day(self) -> bool:
        """新的一天: True once after each change of day, when what follows in silence has been recorded."""


@dataclass(frozen=True, slots=True)
class Heading:
    """页眉: what stands around the pages, read in one go on the worker."""

    zone_name: str
    counter: str
    clerk: str
    today: date
    workday_text: str
    banner: str
    ribbon: str


def heading(desk: Desk) -> Heading:
    """页眉 of the desk as it is now."""
    return Heading(
        desk.zone_name, desk.counter, desk.clerk, desk.today, desk.workday_text, desk.banner, desk.ribbon
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Workbench:
    """工作台: heading, tiles and first page of the list, answered together so that they agree with each other."""

    heading: Heading
    counts: Counts
    rows: tuple[WorklistRow, ...]
    complete: bool
    filings: int = 0
    """网上申报待预审几件"""


PAGE = 200
"""Rows asked for at once; more follow as the clerk scrolls."""


def workbench(
    desk: Desk, which: ListFilter, scope: Scope, shown: int = 0, sorting: Sorting = USUAL
) -> Workbench:  # fmt: skip
    """工作台 for one filter and scope, with at least as many rows as were shown before, so that nothing jumps."""
    limit = max(PAGE, shown)
    rows = tuple(desk.worklist(which, scope=scope, after=None, limit=limit, sorting=sorting))
    return Workbench(heading(desk), desk.counts(scope=scope), rows, len(rows) < limit, desk.filings_waiting())


def more(
    desk: Desk, which: ListFilter, scope: Scope, after: WorklistRow, sorting: Sorting = USUAL
) -> tuple[WorklistRow, ...]:  # fmt: skip
    """清单的下一页."""
    return tuple(desk.worklist(which, scope=scope, after=after, limit=PAGE, sorting=sorting))
