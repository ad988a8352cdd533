"""部门任务: a reviewer's own list: what is wanted of his department, by when, nearest first.

Before acceptance a remark on completeness, after it a decision with document number (《行政许可法》第三十二条、第三十八条),
and an opinion where another department has asked for one. What waits for somebody else stands behind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk import words
from bingliang.desk.file import names_of
from bingliang.desk.offers import Offer, offers
from bingliang.desk.rows import Light, TaskFilter
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.folding import amended, fold
from bingliang.ledger.standing import Level, StandingRow
from bingliang.mechanism.overall import REVIEWER, ROLES, permit
from bingliang.mechanism.time_limits.clocks import SOON, Clocks, remark_by, stopped_on

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
    ANSWER = "征求意见回复"
    VERIFY = "告知承诺核查"
    ACCEPTANCE = "等窗口受理"
    CORRECTION = "等企业补正"
    HELD = "等前置件"
    SUPERIOR = "等上级结果"

    @property
    def owed(self) -> bool:
        """该本部门办: whether the department itself has to move."""
        return self in _OWED


_OWED = frozenset({Want.REMARK, Want.DECIDE, Want.FILE, Want.OPINE, Want.ANSWER, Want.VERIFY})
_OPINING = frozenset({Handling.REVIEW, Handling.CONVENED, Handling.OPINION, Handling.UTILITY})
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
            TaskFilter.ANSWER: self.want is Want.ANSWER,
            TaskFilter.WAITING: not owed,
        }[which]

    @property
    def key(self) -> tuple[str, int, int]:
        """认这一行: by stream, item and opinion."""
        return self.stream, self.no, self.opinion


@dataclass(frozen=True, slots=True)
class Tasks:
    """部门任务清单, nearest first; `complete` is False where a department has more than can be read at once."""

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
        asked = [
            row
            for name in dict.fromkeys(names_of(catalogue, office))
            for row in lists.worklist(
                look, lists.Wanted(level=Level.TASK, department=name), today=today, soon=soon, limit=MOST
            )
        ]
        reading = _Reading(look, catalogue, calendar, today)
        rows = [task for row in items if (task := reading.item(row)) is not None]
        rows += [reading.asked(row) for row in asked]
        rows += reading.pledges(office)
    return Tasks(body.short, today, tuple(sorted(rows, key=_order)), complete=len(items) < MOST)


def _order(task: Task) -> tuple[bool, date, str, int]:
    return (not task.want.owed, task.until or date.max, task.stream, task.no)


@dataclass(frozen=True)
class _Reading:
    """One reading of the department's rows: the same day, catalogue and calendar for all of them."""

    look: Look
    catalogue: Catalogue
    calendar: Calendar
    today: date

    def item(self, row: StandingRow) -> Task | None:
        state = ItemState(row.stage)
        if state is ItemState.RECEIVED:
            return self._received(row)
        if state is ItemState.HANDLING:
            want = Want.OPINE if self._handling(row) in _OPINING else Want.DECIDE
            return self._task(row, want, row.next_on, self._light(row))
        if state in _WAITING:
            want, light = _WAITING[state]
            return self._task(row, want, row.next_on, light)
        return None  # decided: the counter hands it over; a pledge is checked afterwards (see `pledge`)

    def pledges(self, office: str) -> list[Task]:
        """事中事后核查: notified commitments granted on their promise and not yet looked at (国办发〔2020〕42号).

        Most of them have been delivered, so that no list holds them any more: found by the numbers of their papers.
        """
        from bingliang.store import lists

        mine = {item.body for item in self.catalogue.items.values() if item.handling is Handling.PLEDGED}
        streams = {stream for body in sorted(mine) for stream in lists.numbered(self.look, f"告知承诺/{body}/", MOST)}
        rows = lists.rows_of(self.look, streams)
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
        until = _remark_by(item, self.catalogue, self.calendar)
        if self._remarked(row) or self.today > until:
            return self._task(row, Want.ACCEPTANCE, row.next_on, Light.OK)
        return self._task(row, Want.REMARK, until, self._near(until, 0))

    def asked(self, row: StandingRow) -> Task:
        late = row.next_on is not None and row.next_on < self.today
        light = Light.PROMISE_LATE if late else self._near(row.next_on, 0)
        return self._task(row, Want.ANSWER, row.next_on, light)

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
            item=row.title.removesuffix("（征求意见）"),
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
        )


def _remark_by(item: CaseItem, catalogue: Catalogue, calendar: Calendar) -> date:
    line = Clocks(item, calendar).completeness
    received = item.received_on or date.min
    days = int(catalogue.setting("completeness_check_days", 2))
    return remark_by(received, days, line.on if line else None, calendar)


@dataclass(frozen=True, slots=True)
class TaskView:
    """任务详情: what a reviewer reads before he answers: the sentence, the days, the materials, what was said before."""

    task: Task
    sentence: str
    body: str
    handling: str
    credit_code: str
    works: str
    stage: str
    days: tuple[tuple[str, str], ...]
    materials: tuple[tuple[str, str], ...]
    said: tuple[str, ...]


def task_view(desk: Desk, task: Task) -> TaskView:
    """任务详情 of one row; a Refusal when the case is gone."""
    with desk.store.look() as look:
        entries = look.entries(task.stream)
        case = fold(entries)
        if case is None or task.no not in case.items:
            raise Refusal("没有这一办件，请按 F5 刷新。")
        item = case.items[task.no]
        catalogue: Catalogue = look.loaded("catalogue")
        calendar: Calendar = look.loaded("calendar")
        body = catalogue.bodies[item.body]
        said = tuple(
            f"{words.spoken(line.at.date())}　{line.by}　{_said(line.facts)}"
            for line in amended(entries)
            if line.act == "remark" and line.facts.get("item") == item.no
        )
        return TaskView(
            task=task,
            sentence=_sentence(task, item, calendar, look.today),
            body=body.name or body.short,
            handling=item.handling.value,
            credit_code=str(case.enterprise["credit_code"]),
            works=str(case.works.get("name", "")),
            stage=case.stage,
            days=_days(item, catalogue, calendar),
            materials=_materials(case, item),
            said=said,
        )


def _said(facts: object) -> str:
    defects = facts.get("defects", ()) if hasattr(facts, "get") else ()
    if not defects:
        return "材料齐全，没有意见"
    return "；".join("，".join(str(row[key]) for key in ("material", "defect") if row.get(key)) for row in defects)


def _materials(case: Case, item: CaseItem) -> tuple[tuple[str, str], ...]:
    return tuple((str(row["name"]), str(row["state"])) for row in case.materials if item.no in row.get("for", ()))


def _days(item: CaseItem, catalogue: Catalogue, calendar: Calendar) -> tuple[tuple[str, str], ...]:
    clocks = Clocks(item, calendar)
    acceptance = item.acceptance
    found: list[tuple[str, date | None, bool]] = [
        ("收件", item.received_on, False),
        ("受理", acceptance.on if acceptance else None, False),
    ]
    if acceptance is None and item.received_on is not None and item.handling is not Handling.FILING:
        found.append(("齐全性意见截止", _remark_by(item, catalogue, calendar), False))
    for name, line in (
        ("窗口答复截止", clocks.completeness),
        ("承诺办结", clocks.promised),
        ("法定办结", clocks.statutory),
        ("告知承诺核查截止", None if item.verified_on else clocks.verification),
    ):
        found.append((name, line.on if line else None, bool(line and line.provisional)))
    return tuple((name, f"{on:%Y-%m-%d}{'（暂定）' if mark else ''}") for name, on, mark in found if on is not None)


def _sentence(task: Task, item: CaseItem, calendar: Calendar, today: date) -> str:
    """要什么、到哪天: one sentence to read aloud."""
    until = words.spoken(task.until) if task.until else ""
    name = f"《{item.name}》"
    if task.want is Want.REMARK:
        return f"请在{until}前对{name}的材料提出齐全性意见，不提即视为齐全，由窗口受理。"
    if task.want is Want.FILE:
        return f"{name}为备案，信息收齐即予备案，请登记备案文号。"
    if task.want is Want.ANSWER:
        return f"{task.asked}受邀就{name}提出意见，请在{until}前回复并写明文号。"
    if task.want is Want.VERIFY:
        late = "，已过期限，请尽快核查" if task.light is Light.PROMISE_LATE else ""
        return f"{name}凭告知承诺准予，请在{until}前核查承诺是否属实并登记结果{late}。"
    if task.want in (Want.DECIDE, Want.OPINE):
        return _handling_sentence(task, item, calendar, today)
    waits = {
        Want.ACCEPTANCE: f"{name}的齐全性意见已收到或已过期限，等窗口受理或一次告知。",
        Want.CORRECTION: f"{name}已一次告知，等企业补正" + (f"，至{until}。" if until else "。"),
        Want.HELD: f"{name}为预收，等{'、'.join(wait.text for wait in item.waits_for)}取得后转正式收件。",
        Want.SUPERIOR: f"{name}已转报上级，等上级结果。",
    }
    return waits[task.want]


def _handling_sentence(task: Task, item: CaseItem, calendar: Calendar, today: date) -> str:
    clocks, verb = Clocks(item, calendar), "出具意见" if task.want is Want.OPINE else "作出决定"
    step = stopped_on(item, today)
    parts = [f"请对《{item.name}》{verb}"]
    late = clocks.promise_late(today)
    if clocks.promised is not None:
        on = words.spoken(clocks.promised.on)
        parts.append(f"承诺日{on}已过{late}个工作日，须公开说明" if late else f"承诺{on}前办结")
    if clocks.statutory is not None:
        mark = "（暂定）" if clocks.statutory.provisional else ""
        parts.append(f"法定{words.spoken(clocks.statutory.on)}{mark}前办结")
    if step is not None:
        parts.append(f"“{step.name}”期间停表")
    return "，".join(parts) + "。"


def task_offers(desk: Desk, task: Task) -> tuple[Offer, ...]:
    """可办清单 of a reviewer for one task: the acts of his role, and 一次性告知, which after acceptance is nobody's.

    Why there is no correction after acceptance is said by the law, not by the role (《行政许可法》第三十二条、第七十二条).
    """
    mine = ROLES[REVIEWER]
    found = [
        one for one in offers(desk, task.stream).items.get(task.no, ()) if one.act in mine or one.name == "notify_once"
    ]
    with desk.store.look() as look:
        case = fold(look.entries(task.stream))
    item = case.items.get(task.no) if case else None
    if item is None or item.acceptance is None:
        return tuple(one for one in found if one.name != "notify_once")
    return tuple(_by_law(one, item) if one.name == "notify_once" else one for one in found)


def _by_law(offer: Offer, item: CaseItem) -> Offer:
    try:
        permit(offer.act, item)
    except Refusal as why:
        return replace(offer, forbidden=why.sentence, article=why.article)
    return offer
