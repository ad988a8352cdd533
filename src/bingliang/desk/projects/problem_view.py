"""要素保障的清单: the problems by where they stand, the late ones first, with counts and amounts; one of them whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk.lights import Light
from bingliang.desk.projects import problems
from bingliang.desk.projects.index import Index, index
from bingliang.ledger.acts import ACTS
from bingliang.ledger.problem import PARTLY, SOLVED, UNSOLVED
from bingliang.ledger.roles import REVIEWER
from bingliang.mechanism.seven_batches import problems as rules

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.acts import Entry
    from bingliang.ledger.problem import Problem
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

SOON = 2
"""A deadline within so many workdays is shown as near; for the screen alone."""


class ProblemFilter(StrEnum):
    """要素保障的筛选."""

    OPEN = "在办问题"
    LATE = "超期未办结"
    SUPERVISED = "督办待回复"
    SOLVED = "已解决"
    PARTLY = "部分解决"
    UNSOLVED = "不能解决"
    ALL = "全部问题"


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """清单的一行; amounts in 万元, `late` in workdays, `remaining` until the deadline, None once settled."""

    stream: str
    number: str
    kind: str
    words: str
    firm: str
    project: str
    project_stream: str
    department: str
    office: str
    source: str
    visitor: str
    met_on: date
    raised_on: date
    due: date
    remaining: int | None
    provisional: bool
    late: int
    wanted: int
    outcome: str
    amount: int
    settled_on: date | None
    supervised: bool
    light: Light
    visit: str = ""
    """the visit on which it was raised"""

    @property
    def when(self) -> str:
        """迟早的一句话."""
        if self.settled_on is not None:
            return f"{self.settled_on:%m-%d} {self.outcome}" + (f"，迟 {self.late} 日" if self.late else "")
        return f"超期 {self.late} 日" if self.late else f"{self.due:%m-%d} 到期"


@dataclass(frozen=True, slots=True)
class Problems:
    """要素保障: how many under each filter, the rows of the chosen one, amounts of all."""

    counts: tuple[tuple[ProblemFilter, int], ...]
    rows: tuple[ProblemRow, ...]
    wanted: int
    solved: int
    by_kind: tuple[tuple[str, int, int], ...]
    """kind, how many, 万元 solved"""

    @property
    def words(self) -> str:
        """合计的一句话."""
        kinds = " · ".join(f"{name} {count} 个" for name, count, _ in self.by_kind)
        money = f"；已解决 {self.solved:,} 万元" if self.solved else ""
        return f"{kinds}{money}"


@dataclass(frozen=True, slots=True)
class ProblemView:
    """一个问题 whole: its cells and its lines, the newest first."""

    row: ProblemRow
    sentence: str
    facts: tuple[tuple[str, str], ...]
    history: tuple[str, ...]


def under(rows: Sequence[ProblemRow], which: ProblemFilter) -> tuple[ProblemRow, ...]:
    """筛选."""
    return tuple(row for row in rows if _TESTS[which](row))


_TESTS: Mapping[ProblemFilter, Callable[[ProblemRow], bool]] = {
    ProblemFilter.OPEN: lambda row: row.settled_on is None,
    ProblemFilter.LATE: lambda row: row.settled_on is None and row.late > 0,
    ProblemFilter.SUPERVISED: lambda row: row.supervised,
    ProblemFilter.SOLVED: lambda row: row.outcome == SOLVED,
    ProblemFilter.PARTLY: lambda row: row.outcome == PARTLY,
    ProblemFilter.UNSOLVED: lambda row: row.outcome == UNSOLVED,
    ProblemFilter.ALL: lambda row: bool(row.stream),
}


def problems_of(desk: Desk, which: ProblemFilter = ProblemFilter.OPEN) -> Problems:
    """要素保障 under one filter; a reviewer sees those of his own department."""
    with desk.store.look() as look:
        rows = rows_of(look)
    if desk.who.role == REVIEWER:
        rows = tuple(row for row in rows if row.office == desk.who.office)
    counts = tuple((one, len(under(rows, one))) for one in ProblemFilter)
    held = dict.fromkeys((row.kind for row in rows), 0)
    by_kind = tuple(
        (kind, sum(row.kind == kind for row in rows), sum(row.amount for row in rows if row.kind == kind))
        for kind in held
    )
    return Problems(counts, under(rows, which), sum(r.wanted for r in rows), sum(r.amount for r in rows), by_kind)


def rows_of(look: Look) -> tuple[ProblemRow, ...]:
    """全部问题, those most overdue first, what is settled last."""
    held = index(look)
    calendar: Calendar = look.loaded("calendar")
    rows = (_row(one, held, calendar, look.today) for one in problems.every(look))
    return tuple(sorted(rows, key=lambda row: (row.settled_on is not None, row.due, row.number)))


def _row(one: Problem, held: Index, calendar: Calendar, today: date) -> ProblemRow:
    project = held.held.get(one.project)
    last = held.last(project) if project is not None else None
    late = rules.days_late(one, calendar, today)
    remaining = calendar.count(today, one.due) if one.open else None
    return ProblemRow(
        stream=one.stream, number=one.number, kind=one.kind, words=one.words, firm=one.firm,
        project=last.profile.name if last else "", project_stream=last.stream if last else "",
        department=one.owner.department, office=one.owner.office, source=one.source, visitor=one.visitor,
        met_on=one.met_on, raised_on=one.raised_on, due=one.due, remaining=remaining,
        provisional=not calendar.certain(one.due), late=late, wanted=one.wanted, outcome=one.outcome, amount=one.amount,
        settled_on=one.settled_on, supervised=one.unanswered is not None, light=_light(one, late, remaining),
        visit=_visit(one, held),
    )  # fmt: skip


def _visit(one: Problem, held: Index) -> str:
    """哪次走访提出: named by the problem, or by the visit."""
    project = held.held.get(one.project)
    visits = project.visits if project is not None else ()
    return next((visit.text for visit in visits if visit.seq == one.visit or one.number in visit.problems), "")


def _light(one: Problem, late: int, remaining: int | None) -> Light:
    if remaining is None:
        return Light.DONE if one.outcome == SOLVED else Light.STOPPED
    return Light.PROMISE_LATE if late else Light.SOON if remaining <= SOON else Light.OK


def problem_view(desk: Desk, stream: str) -> ProblemView:
    """一个问题; a Refusal when there is none."""
    with desk.store.look() as look:
        one = problems.found(look, stream)
        row = _row(one, index(look), look.loaded("calendar"), look.today)
        history = tuple(f"{entry.facts['on']} {told(entry)} · {entry.by}" for entry in reversed(look.entries(stream)))
    return ProblemView(row, _sentence(one, row), _facts(one, row), history)


def _sentence(one: Problem, row: ProblemRow) -> str:
    owner = one.owner
    if one.settled_on is not None:
        money = f"，解决 {one.amount:,} 万元" if one.amount else ""
        return f"{one.settled_on:%Y-%m-%d} {owner.department}办结：{one.outcome}{money}。"
    order = one.unanswered
    if order is not None:
        return f"{owner.department}承办，{order.on:%m-%d} 已督办，请在 {order.reply_by:%m-%d} 前报进展。"
    mark = "〔暂定〕" if row.provisional else ""
    when = f"已超期 {row.late} 个工作日" if row.late else f"还有 {row.remaining} 个工作日"
    return f"{owner.department}承办，{one.due:%Y-%m-%d}{mark} 到期，{when}。"


def _facts(one: Problem, row: ProblemRow) -> tuple[tuple[str, str], ...]:
    return (
        ("企业", one.firm),
        ("项目", row.project),
        ("种类", one.kind),
        ("来源", f"{one.source} {one.met_on:%Y-%m-%d}"),
        ("走访人（职务）", one.visitor),
        ("走访", row.visit),
        ("需要金额", f"{one.wanted:,} 万元" if one.wanted else ""),
        ("解决金额", f"{one.amount:,} 万元" if one.amount else ""),
        ("理由", one.reason),
    )


def told(entry: Entry) -> str:
    """一行流水 in words."""
    facts = entry.facts
    title = ACTS[entry.act].title
    if entry.act in ("raise_problem", "hand_problem", "reopen_problem"):
        reason = f"，{facts['reason']}" if facts["reason"] else ""
        return f"{title}：交{facts['department']}，{facts['due']} 前办结{reason}"
    if entry.act == "report_problem":
        return f"{title}：{facts['words']}"
    if entry.act == "supervise_problem":
        return f"{title}：{facts['request']}，{facts['reply_by']} 前回复"
    if entry.act == "warn_problem":
        return f"{title}：{facts['rung']}（期限 {facts['due']}，{facts['department']}）"
    money = f"，{facts['amount']} 万元" if facts["amount"] else ""
    reason = f"，{facts['reason']}" if facts["reason"] else ""
    return f"{title}：{facts['outcome']}{money}{reason}"
