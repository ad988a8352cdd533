"""部门任务: a reviewer's own list: what is wanted of his department, by when, nearest first.

Before acceptance a remark on completeness, after it a decision with document number (《行政许可法》第三十二条、第三十八条),
and an opinion where another department has asked for one. What waits for somebody else stands behind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk.file import names_of
from bingliang.desk.handover.deputies import principals_of
from bingliang.desk.rows import Light, TaskFilter
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import CaseItem, ItemState
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.folding import amended, fold
from bingliang.ledger.roles import REVIEWER
from bingliang.ledger.standing import ATTENDING, RECTIFYING, REINSPECTING, SIGNING, Level, StandingRow
from bingliang.mechanism.time_limits.clocks import SOON, Clocks, remark_by

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

MOST = 1000
"""Rows of one department read at once; whoever has more than that sees the nearest of them, and is told so."""


class Want(StrEnum):
    """要什么: what the department owes, or what it is waiting for."""

    REMARK = "齐全性意见"
    DECIDE = "决定"
    FILE = "备案"
    OPINE = "出具意见"
    SIGN = "签收联系单"
    ANSWER = "征求意见回复"
    VERIFY = "告知承诺核查"
    ATTEND = "到会意见"
    REINSPECT = "复验"
    RECTIFY = "等企业整改"
    ACCEPTANCE = "等窗口受理"
    CORRECTION = "等企业补正"
    HELD = "等前置件"
    SUPERIOR = "等上级结果"
    MEETING = "等窗口汇总结论"

    @property
    def owed(self) -> bool:
        """该本部门办: whether the department itself has to move."""
        return self in _OWED


_OWED = frozenset({Want.REMARK, Want.DECIDE, Want.FILE, Want.OPINE, Want.SIGN, Want.ANSWER, Want.VERIFY}) | {
    Want.ATTEND,
    Want.REINSPECT,
}
_ASKED = {
    SIGNING: Want.SIGN, ATTENDING: Want.ATTEND, RECTIFYING: Want.RECTIFY, REINSPECTING: Want.REINSPECT,
}  # fmt: skip
"""阶段 of a task of its own → what is wanted of whoever was asked or called."""
_OPINING = frozenset({Handling.REVIEW, Handling.OPINION, Handling.UTILITY})
_WAITING = {
    ItemState.WAITING: (Want.HELD, Light.WAITING),
    ItemState.CORRECTING: (Want.CORRECTION, Light.APPLICANT),
    ItemState.FORWARDED: (Want.SUPERIOR, Light.OUTSIDE),
}


@dataclass(frozen=True, slots=True)
class Task:
    """部门任务的一行. `asked` names the body by which an opinion was asked; empty for an item of the department's own."""

    stream: str
    no: int
    opinion: int
    code: str
    item: str
    project: str
    enterprise: str
    want: Want
    light: Light
    until: date | None
    remaining: int | None
    promised_on: date | None
    due_on: date | None
    provisional: bool
    received_on: date | None
    asked: str = ""
    deputy_for: str = ""
    """代谁: the A角 of the department whose item it is or that was asked, where the person at the desk is the deputy"""
    green: bool = False

    @property
    def next_on(self) -> date | None:
        """要紧的日子, by which the remaining days are counted."""
        return self.until

    def under(self, which: TaskFilter) -> bool:
        """归在哪一格."""
        owed = self.want.owed
        return {
            TaskFilter.OWED: owed,
            TaskFilter.LATE: owed and self.light in (Light.PROMISE_LATE, Light.STATUTE_LATE),
            TaskFilter.SOON: owed and self.light is Light.SOON,
            TaskFilter.REMARK: self.want is Want.REMARK,
            TaskFilter.DECIDE: self.want in (Want.DECIDE, Want.FILE, Want.OPINE, Want.VERIFY),
            TaskFilter.ANSWER: self.want in (Want.SIGN, Want.ANSWER, Want.ATTEND, Want.REINSPECT),
            TaskFilter.WAITING: not owed,
        }[which]

    @property
    def key(self) -> tuple[str, int, int]:
        """认这一行: by stream, item and opinion."""
        return self.stream, self.no, self.opinion


@dataclass(frozen=True, slots=True)
class Tasks:
    """部门任务清单, 绿色通道 before all others, then nearest first; `complete` is False where a department has more than can be read at once."""

    department: str
    today: date
    rows: tuple[Task, ...]
    complete: bool

    def under(self, which: TaskFilter) -> tuple[Task, ...]:
        """这一格的各行."""
        return tuple(row for row in self.rows if row.under(which))


def tasks(desk: Desk) -> Tasks:
    """部门任务 of the person's own department; a Refusal when he has none."""
    from bingliang.store import lists

    office = desk.who.office
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        body = catalogue.bodies.get(office)
        if body is None:
            raise Refusal("还没有登记所属部门，请重新选择岗位和所属部门。", "《整体工作机制》角色表")
        calendar: Calendar = look.loaded("calendar")
        today, soon = look.today, calendar.workday(look.today, SOON)
        wanted = lists.Wanted(level=Level.ITEM, department=office)
        items = lists.worklist(look, wanted, today=today, soon=soon, limit=MOST)
        firsts = tuple(one for one in principals_of(look, desk.who.name) if one.role == REVIEWER)
        items += [
            row
            for one in firsts
            if one.office != office  # what is his own department's stands here already
            for row in lists.worklist(
                look, replace(wanted, department=one.office, clerks=(one.name,)), today=today, soon=soon, limit=MOST
            )
        ]
        theirs = {one.office: one.name for one in firsts if one.office != office}
        asked = [
            (row, first)
            for asked_of, first in ((office, ""), *theirs.items())
            for name in dict.fromkeys(names_of(catalogue, asked_of))
            for row in lists.worklist(
                look, lists.Wanted(level=Level.TASK, department=name), today=today, soon=soon, limit=MOST
            )
        ]
        reading = _Reading(look, catalogue, calendar, today, frozenset(one.name for one in firsts))
        rows = [task for row in items if (task := reading.item(row)) is not None]
        rows += [replace(reading.asked(row), deputy_for=first) for row, first in asked]
        rows += reading.pledges(office)
    return Tasks(body.short, today, tuple(sorted(rows, key=_order)), complete=len(items) < MOST)


def _order(task: Task) -> tuple[bool, bool, date, str, int]:
    return (not task.want.owed, not task.green, task.until or date.max, task.stream, task.no)


@dataclass(frozen=True)
class _Reading:
    """One reading of the department's rows: the same day, catalogue and calendar for all of them."""

    look: Look
    catalogue: Catalogue
    calendar: Calendar
    today: date
    firsts: frozenset[str]
    """for whom of the departments the person is the deputy today"""

    def item(self, row: StandingRow) -> Task | None:
        state = ItemState(row.stage)
        if state is ItemState.RECEIVED:
            return self._received(row)
        if state is ItemState.HANDLING:
            return self._task(row, self._wanted(row), row.next_on, self._light(row))
        if state in _WAITING:
            want, light = _WAITING[state]
            return self._task(row, want, row.next_on, light)
        return None  # decided: the counter hands it over; a pledge is checked afterwards (see `pledge`)

    def _wanted(self, row: StandingRow) -> Want:
        """要什么 of an item in hand: a meeting's word is drawn up at the counter from what those called have said."""
        handling = self._handling(row)
        if handling is Handling.CONVENED:
            return Want.MEETING
        return Want.OPINE if handling in _OPINING else Want.DECIDE

    def pledges(self, office: str) -> list[Task]:
        """事中事后核查: notified commitments granted on their promise and not yet looked at (国办发〔2020〕42号).

        Most of them have been delivered, so that no list holds them any more: found by the numbers of their papers.
        """
        from bingliang.store import finding

        mine = {item.body for item in self.catalogue.items.values() if item.handling is Handling.PLEDGED}
        streams = {stream for body in sorted(mine) for stream in finding.numbered(self.look, f"告知承诺/{body}/", MOST)}
        rows = finding.rows_of(self.look, streams)
        own = [row for row in rows if row.level is Level.ITEM and row.department == office and row.decided_on]
        return [task for row in own if (task := self._pledge(row)) is not None]

    def _pledge(self, row: StandingRow) -> Task | None:
        case = fold(self.look.entries(row.stream))
        item = case.items[int(row.item)] if case else None
        if item is None or item.verified_on is not None or item.decision is None or item.decision.act == "refuse":
            return None
        line = Clocks(item, self.calendar).verification
        if line is None:
            return None
        late = line.on < self.today
        light = Light.PROMISE_LATE if late else self._near(line.earliest, SOON)
        return self._task(row, Want.VERIFY, line.earliest, light)

    def _received(self, row: StandingRow) -> Task:
        """Before acceptance. Few rows of a department stand here, so that their lines may be read."""
        case = fold(self.look.entries(row.stream))
        item = case.items[int(row.item)] if case else None
        if item is None or item.received_on is None:
            return self._task(row, Want.ACCEPTANCE, row.next_on, Light.OK)
        if item.handling is Handling.FILING:
            return self._task(row, Want.FILE, row.received_on, self._near(row.received_on, 0))
        until = remark_until(item, self.catalogue, self.calendar)
        if self._remarked(row) or self.today > until:
            return self._task(row, Want.ACCEPTANCE, row.next_on, Light.OK)
        return self._task(row, Want.REMARK, until, self._near(until, 0))

    def asked(self, row: StandingRow) -> Task:
        late = row.next_on is not None and row.next_on < self.today
        light = Light.PROMISE_LATE if late else self._near(row.next_on, 0)
        want = _ASKED.get(row.stage, Want.ANSWER)
        return self._task(row, want, row.next_on, light if want.owed else Light.APPLICANT)

    def _remarked(self, row: StandingRow) -> bool:
        lines = amended(self.look.entries(row.stream))
        return any(line.act == "remark" and line.facts.get("item") == int(row.item) for line in lines)

    def _handling(self, row: StandingRow) -> Handling | None:
        """By the item's name: a standing row has no code, and the word is all that hangs on it."""
        named = (item.handling for item in self.catalogue.items.values() if item.name == row.title)
        return next(named, None)

    def _light(self, row: StandingRow) -> Light:
        if row.due_on is not None and row.due_on < self.today:
            return Light.STATUTE_LATE
        if row.promised_on is not None and row.promised_on < self.today:
            return Light.PROMISE_LATE
        return Light.STOPPED if row.stopped else self._near(row.next_on, SOON)

    def _near(self, until: date | None, workdays: int) -> Light:
        near = until is not None and self.calendar.count(self.today, until) <= workdays
        return Light.SOON if near else Light.OK

    def _task(self, row: StandingRow, want: Want, until: date | None, light: Light) -> Task:
        return Task(
            stream=row.stream,
            no=int(row.item),
            opinion=int(row.task or 0),
            code=str(row.code),
            item=row.title.rpartition("（")[0] if row.level is Level.TASK else row.title,
            project=row.project,
            enterprise=row.enterprise,
            want=want,
            light=light,
            until=until,
            remaining=None if until is None else self.calendar.count(self.today, until),
            promised_on=row.promised_on,
            due_on=row.due_on,
            provisional=until is not None and not self.calendar.certain(until),
            received_on=row.received_on,
            asked=row.department if row.task else "",
            green=row.green,
            deputy_for=row.clerk if row.clerk in self.firsts and not row.task else "",
        )


def remark_until(item: CaseItem, catalogue: Catalogue, calendar: Calendar) -> date:
    """齐全性意见截止: the check's own days, always inside the item's period."""
    line = Clocks(item, calendar).completeness
    received = item.received_on or date.min
    days = int(catalogue.setting("completeness_check_days", 2))
    return remark_by(received, days, line.on if line else None, calendar)
