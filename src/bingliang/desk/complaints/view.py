"""投诉的清单: complaints by where they stand, the late ones first; one of them whole; and their count in a period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk.complaints import handling
from bingliang.desk.lights import Light
from bingliang.ledger.acts import ACTS
from bingliang.ledger.folding import fold
from bingliang.ledger.rating import COUNTER
from bingliang.ledger.roles import REVIEWER
from bingliang.mechanism.supervision import complaints as rules

if TYPE_CHECKING:
    from bingliang.boards.balance import Period
    from bingliang.desk.desk import Desk
    from bingliang.ledger.acts import Entry
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.complaint import Complaint
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

YEAR = timedelta(days=365)
"""Complaints not written to for a year are not listed, unless they wait; they stay in the ledger and in 统计."""
SOON = 1
"""A deadline within so many workdays is shown as near; for the screen alone."""


class ComplaintFilter(StrEnum):
    """投诉的筛选."""

    OPEN = "待答复"
    LATE = "逾期未答复"
    ANSWERED = "已答复"
    UPHELD = "核查属实"
    ALL = "近一年"


@dataclass(frozen=True, slots=True)
class ComplaintRow:
    """清单的一行; `late` in workdays, `remaining` until the deadline, None once answered."""

    stream: str
    number: str
    kind: str
    words: str
    against: str
    department: str
    office: str
    channel: str
    on: date
    due: date
    remaining: int | None
    provisional: bool
    late: int
    outcome: str
    upheld: bool
    answered_on: date | None
    case: str
    light: Light

    @property
    def when(self) -> str:
        """期限或者结果的一句话."""
        if self.answered_on is not None:
            return self.outcome + (f"，迟 {self.late} 个工作日" if self.late else "")
        mark = "〔暂定〕" if self.provisional else ""
        return f"逾期 {self.late} 个工作日" if self.late else f"{self.due:%m-%d}{mark}，余 {self.remaining} 日"


@dataclass(frozen=True, slots=True)
class Complaints:
    """投诉 under one filter, with how many are under each."""

    counts: tuple[tuple[ComplaintFilter, int], ...]
    rows: tuple[ComplaintRow, ...]


@dataclass(frozen=True, slots=True)
class ComplaintView:
    """一件投诉 whole."""

    row: ComplaintRow
    sentence: str
    facts: tuple[tuple[str, str], ...]
    answer: str
    history: tuple[str, ...]


_TESTS: Mapping[ComplaintFilter, Callable[[ComplaintRow], bool]] = {
    ComplaintFilter.OPEN: lambda row: row.answered_on is None,
    ComplaintFilter.LATE: lambda row: row.answered_on is None and bool(row.late),
    ComplaintFilter.ANSWERED: lambda row: row.answered_on is not None,
    ComplaintFilter.UPHELD: lambda row: row.upheld,
    ComplaintFilter.ALL: lambda row: bool(row.stream),
}


def complaints_of(desk: Desk, which: ComplaintFilter = ComplaintFilter.OPEN) -> Complaints:
    """投诉 under one filter; a reviewer sees what his own department answers."""
    with desk.store.look() as look:
        rows = rows_of(look)
    if desk.who.role == REVIEWER:
        rows = tuple(row for row in rows if row.office == desk.who.office)
    counts = tuple((one, sum(map(_TESTS[one], rows))) for one in ComplaintFilter)
    return Complaints(counts, tuple(filter(_TESTS[which], rows)))


def rows_of(look: Look) -> tuple[ComplaintRow, ...]:
    """各件投诉 of a year, and all that wait; those that wait first, the longest late before all."""
    held = {one.stream: one for one in handling.open_ones(look)}
    held |= {one.stream: one for one in handling.since(look, look.today - YEAR)}
    rows = (_row(look, one) for one in held.values())
    return tuple(sorted(rows, key=lambda row: (row.answered_on is not None, row.due, row.number)))


def _row(look: Look, one: Complaint) -> ComplaintRow:
    catalogue: Catalogue = look.loaded("catalogue")
    calendar: Calendar = look.loaded("calendar")
    late = rules.days_late(one, calendar, look.today)
    remaining = calendar.count(look.today, one.due) if one.open and not late else None
    return ComplaintRow(
        stream=one.stream, number=one.number, kind=one.kind, words=one.words,
        against=handling.name_of(catalogue, one.against), department=one.owner.department, office=one.owner.office,
        channel=one.channel, on=one.on, due=one.due, remaining=remaining, provisional=not calendar.certain(one.due),
        late=late, outcome=one.outcome, upheld=one.upheld, answered_on=one.answered_on, case=one.case,
        light=_light(one, late, remaining),
    )  # fmt: skip


def _light(one: Complaint, late: int, remaining: int | None) -> Light:
    if one.answered_on is not None:
        return Light.DONE
    if remaining is None or late:
        return Light.PROMISE_LATE
    return Light.SOON if remaining <= SOON else Light.OK


def complaint_view(desk: Desk, stream: str) -> ComplaintView:
    """一件投诉; a Refusal when there is none."""
    with desk.store.look() as look:
        one = handling.found(look, stream)
        row = _row(look, one)
        case = fold(look.entries(one.case)) if one.case else None
        history = tuple(f"{entry.facts['on']} {told(entry)} · {entry.by}" for entry in reversed(look.entries(stream)))
    about = f"{case.code} {case.project['name']}" if case is not None else ""
    facts = (
        ("被投诉的一方", row.against),
        ("承办单位", row.department),
        ("渠道", one.channel),
        ("工单号", one.ticket),
        ("投诉人", one.by),
        ("收到日期", f"{one.on:%Y-%m-%d}"),
        ("答复期限", f"{one.due:%Y-%m-%d}{'〔暂定〕' if row.provisional else ''}"),
        ("办件", about),
    )
    answer = "" if one.open else f"{one.outcome}。{one.answer}" + (f"\n纠正：{one.measure}" if one.measure else "")
    return ComplaintView(row, _sentence(one, row), facts, answer, history)


def _sentence(one: Complaint, row: ComplaintRow) -> str:
    owner = one.owner.department
    if one.answered_on is not None:
        late = f"，比期限迟 {row.late} 个工作日" if row.late else ""
        return f"{owner}{one.answered_on:%Y-%m-%d}已答复：{one.outcome}{late}。"
    mark = "〔暂定〕" if row.provisional else ""
    when = f"已逾期 {row.late} 个工作日" if row.late else f"还有 {row.remaining} 个工作日"
    again = f"第{one.reopened}次重新交办，" if one.reopened else ""
    return f"{again}{owner}核查，{one.due:%Y-%m-%d}{mark}前答复，{when}。"


def told(entry: Entry) -> str:
    """一行流水 in words."""
    facts = entry.facts
    title = ACTS[entry.act].title
    if entry.act == "register_complaint":
        return f"{title}：{facts['kind']}，交{facts['department']}，{facts['due']} 前答复"
    if entry.act == "pass_complaint":
        return f"{title}：交{facts['department']}，{facts['reason']}"
    if entry.act == "reopen_complaint":
        return f"{title}：交{facts['department']}，{facts['due']} 前答复，{facts['reason']}"
    late = f"（迟 {facts['late']} 个工作日）" if facts.get("late") else ""
    return f"{title}：{facts['outcome']}{late}，{facts['answer']}"


# ── 统计 ──


@dataclass(frozen=True, slots=True)
class Complained:
    """一期的投诉: how many came in, and of those how many were answered, proved true, were or are late; by side."""

    total: int = 0
    answered: int = 0
    upheld: int = 0
    late: int = 0
    sides: tuple[tuple[str, int], ...] = ()

    @property
    def words(self) -> str:
        """一句话."""
        if not self.total:
            return "投诉 0 件"
        counter = f"，窗口 {self.of(COUNTER)}" if self.of(COUNTER) else ""
        return f"投诉 {self.total} 件{counter}（已答复 {self.answered}，属实 {self.upheld}，逾期 {self.late}）"

    def of(self, side: str) -> int:
        """一方被投诉了几件."""
        return dict(self.sides).get(side, 0)


def count(look: Look, period: Period, side: str = "") -> Complained:
    """投诉 of a period, by the day on which it came in; with `side`, those about it alone."""
    calendar: Calendar = look.loaded("calendar")
    held = [one for one in handling.since(look, period.first) if period.holds(one.on) and side in ("", one.against)]
    sides: Iterable[str] = sorted({one.against for one in held})
    return Complained(
        len(held), sum(not one.open for one in held), sum(one.upheld for one in held),
        sum(rules.days_late(one, calendar, look.today) > 0 for one in held),
        tuple((one, sum(other.against == one for other in held)) for one in sides),
    )  # fmt: skip
