"""架上的袋: every bag by its shelf, who has those that are out, the late ones, and the originals still owed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk.bags.places import custodies
from bingliang.desk.casework.bags import owed, where
from bingliang.desk.lights import Light
from bingliang.desk.papers.volume_groups import number_of
from bingliang.desk.supervision.terms import listed
from bingliang.ledger.custody import Custody
from bingliang.ledger.standing import Level, StandingRow

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

MOST = 5000
"""So many open cases are listed at most."""
NO_SHELF = "没有上架"


class BagFilter(StrEnum):
    """材料袋的筛选."""

    SHELVED = "在架上"
    OUT = "在外"
    LATE = "逾期未还"
    OWED = "欠还原件"
    NOWHERE = "没有上架"
    ALL = "全部"


@dataclass(frozen=True, slots=True)
class BagRow:
    """一只材料袋; `late` in workdays past the day it was to come back."""

    stream: str
    code: str
    number: str
    project: str
    enterprise: str
    shelf: str
    place: str
    holder: str
    purpose: str
    since: date | None
    back_by: date | None
    late: int
    owed: str
    open: bool

    @property
    def light(self) -> Light:
        """状态灯: late, out, or at its place."""
        if self.late:
            return Light.PROMISE_LATE
        if self.holder:
            return Light.OUTSIDE
        return Light.COLLECT if self.owed else Light.OK if self.shelf else Light.WAITING

    @property
    def word(self) -> str:
        """状态的词, since a light's own word is about limits."""
        if self.late:
            return f"逾期 {self.late} 日"
        if self.holder:
            return "在外"
        return "欠还原件" if self.owed else "在架" if self.shelf else NO_SHELF


@dataclass(frozen=True, slots=True)
class Bags:
    """材料袋 under one filter (and on one shelf), with how many are under each; `shelves` in the order of the zone."""

    counts: tuple[tuple[BagFilter, int], ...]
    rows: tuple[BagRow, ...]
    shelves: tuple[str, ...]


_TESTS: Mapping[BagFilter, Callable[[BagRow], bool]] = {
    BagFilter.SHELVED: lambda row: bool(row.shelf) and not row.holder,
    BagFilter.OUT: lambda row: bool(row.holder),
    BagFilter.LATE: lambda row: bool(row.late),
    BagFilter.OWED: lambda row: bool(row.owed),
    BagFilter.NOWHERE: lambda row: not row.shelf and not row.holder,
    BagFilter.ALL: lambda row: bool(row.stream),
}


def bags_of(desk: Desk, which: BagFilter = BagFilter.SHELVED, shelf: str = "", stream: str = "") -> Bags:
    """材料袋 under one filter; `stream` is listed too, whatever became of its case."""
    with desk.store.look() as look:
        shelves = listed(look.loaded("catalogue"), "bag_shelves")
        rows = rows_of(look, shelves, stream)
    if shelf:
        rows = tuple(row for row in rows if row.shelf == shelf and not row.holder)
    counts = tuple((one, sum(map(_TESTS[one], rows))) for one in BagFilter)
    return Bags(counts, tuple(filter(_TESTS[which], rows)), shelves)


def rows_of(look: Look, shelves: Sequence[str], stream: str = "") -> tuple[BagRow, ...]:
    """各件的材料袋: of every case in hand, and of those closed that have one which is not in the archive yet; the late first."""
    from bingliang.store import finding, lists

    held = custodies(look)
    wanted = lists.Wanted(level=Level.CASE)
    cases = {one.stream: one for one in lists.worklist(look, wanted, today=look.today, soon=look.today, limit=MOST)}
    more = [one for one, custody in held.items() if custody.archived_on is None and one not in cases]
    also = finding.rows_of(look, [*more, *([stream] if stream and stream not in cases else [])])
    cases |= {one.stream: one for one in also if one.level is Level.CASE}
    calendar, today = look.loaded("calendar"), look.today
    rows = (row_of(one, held.get(one.stream, Custody()), calendar, today) for one in cases.values())
    order = {name: at for at, name in enumerate(shelves)}
    return tuple(sorted(rows, key=lambda row: (-row.late, order.get(row.shelf, len(order)), row.shelf, row.code)))


def row_of(case: StandingRow, held: Custody, calendar: Calendar, today: date) -> BagRow:
    """清单的一行."""
    loan = held.bag.loan
    late = calendar.count(loan.back_by, today) if loan and loan.back_by and loan.late(today) else 0
    return BagRow(
        stream=case.stream,
        code=str(case.code),
        number=number_of(str(case.code)),
        project=case.project or case.title,
        enterprise=case.enterprise,
        shelf=held.bag.shelf,
        place=where(held, today) or NO_SHELF,
        holder=loan.who if loan else "",
        purpose=loan.purpose if loan else "",
        since=loan.on if loan else held.bag.shelved_on,
        back_by=loan.back_by if loan else None,
        late=max(late, 1) if loan and loan.late(today) else 0,
        owed=owed(held),
        open=case.open,
    )


def facts_of(row: BagRow) -> Iterable[tuple[str, str]]:
    """要点 of one bag, beside the list."""
    yield "袋号", row.number
    yield "收件号", row.code
    yield "架位", row.shelf or "没有登记"
    yield "谁拿着", row.holder or "在窗口"
    yield ("取走日" if row.holder else "上架日"), f"{row.since:%Y-%m-%d}" if row.since else "—"
    yield "应归还日", f"{row.back_by:%Y-%m-%d}" if row.back_by else "—"
    yield "取走做什么", row.purpose or "—"
    yield "欠还的原件", row.owed or "没有"
