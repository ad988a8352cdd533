"""联系领导的分线: each leader's post with the projects it is in touch with, their open problems, and when it last went there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk.projects import problems as tickets
from bingliang.desk.projects.index import Index, index
from bingliang.desk.projects.visits import raised
from bingliang.exchange.plain_tables import Plain, Value, write
from bingliang.mechanism.seven_batches import problems as rules

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.problem import Problem
    from bingliang.ledger.project import Enlisted
    from bingliang.store.look import Look

NOBODY = "没有填联系领导"
_LEADERS = (
    "联系领导（职务）", "项目（个）", "项目", "在办问题（个）", "超期问题（个）", "最近走访", "距今（天）", "本月走访（次）", "共走访（次）",
)  # fmt: skip
_VISITS = ("日期", "走访人（职务）", "形式", "到哪里", "情况", "提出的问题")


class LeaderFilter(StrEnum):
    """联系领导的筛选."""

    ALL = "全部联系领导"
    UNVISITED = "本月没有走访"
    PROBLEMS = "有在办问题"


@dataclass(frozen=True, slots=True)
class Paid:
    """一次走访: by whom, where to (`stream` empty for an enterprise without a project), what was raised by number."""

    on: date
    post: str
    form: str
    where: str
    stream: str
    words: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """他联系的一个项目."""

    stream: str
    name: str
    batch: str
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """清单的一行: `post` is empty for the projects that name no 联系领导; `paid` is newest first."""

    post: str
    lines: tuple[Line, ...]
    paid: tuple[Paid, ...]
    today: date

    @property
    def name(self) -> str:
        """职务."""
        return self.post or NOBODY

    @property
    def open(self) -> int:
        """在办问题."""
        return sum(one.open for one in self.lines)

    @property
    def late(self) -> int:
        """超期的问题."""
        return sum(one.late for one in self.lines)

    @property
    def last(self) -> date | None:
        """最近走访."""
        return self.paid[0].on if self.paid else None

    @property
    def since(self) -> int | None:
        """距今几天, by the calendar."""
        return (self.today - self.paid[0].on).days if self.paid else None

    @property
    def month(self) -> int:
        """本月走访几次."""
        return sum((one.on.year, one.on.month) == (self.today.year, self.today.month) for one in self.paid)

    @property
    def when(self) -> str:
        """最近走访的一句话."""
        if self.last is None:
            return "还没有走访" if self.post else "—"
        ago = f"{self.since} 天前" if self.since else "今天"
        return f"{self.last:%m-%d}，{ago}"

    @property
    def sentence(self) -> str:
        """一句话."""
        if not self.post:
            return f"{len(self.lines)} 个项目没有填联系领导，请办理“项目概况变更”填上。"
        late = f"（超期 {self.late} 个）" if self.late else ""
        held = f"联系 {len(self.lines)} 个项目，在办问题 {self.open} 个{late}" if self.lines else "没有联系的项目"
        return f"{held}；本月走访 {self.month} 次，最近走访：{self.when}。"


@dataclass(frozen=True, slots=True)
class Leaders:
    """联系领导: how many under each filter, the rows of the chosen one, and all their visits."""

    counts: tuple[tuple[LeaderFilter, int], ...]
    rows: tuple[LeaderRow, ...]

    @property
    def month(self) -> int:
        """本月走访, of the rows listed."""
        return sum(row.month for row in self.rows)


_TESTS: Mapping[LeaderFilter, Callable[[LeaderRow], bool]] = {
    LeaderFilter.ALL: lambda row: bool(row.lines or row.paid),
    LeaderFilter.UNVISITED: lambda row: bool(row.post) and not row.month,
    LeaderFilter.PROBLEMS: lambda row: row.open > 0,
}


def leaders_of(desk: Desk, which: LeaderFilter = LeaderFilter.ALL) -> Leaders:
    """联系领导 under one filter."""
    with desk.store.look() as look:
        rows = leader_rows(look)
    counts = tuple((one, sum(map(_TESTS[one], rows))) for one in LeaderFilter)
    return Leaders(counts, tuple(row for row in rows if _TESTS[which](row)))


def leader_rows(look: Look) -> tuple[LeaderRow, ...]:
    """各联系领导, the one with most projects first, the projects that name none last."""
    held, every = index(look), tickets.every(look)
    waiting: dict[str, list[Problem]] = {}
    for problem in every:
        if problem.open:
            waiting.setdefault(problem.project, []).append(problem)
    lines: dict[str, list[Line]] = {}
    for one in sorted(held.going_on, key=lambda one: one.number):
        lines.setdefault(one.profile.leader.strip(), []).append(_line(look, held, one, waiting))
    paid: dict[str, list[Paid]] = {}
    for call in paid_by(held, every):
        paid.setdefault(call.post, []).append(call)
    rows = (
        LeaderRow(post, tuple(lines.get(post, ())), tuple(paid.get(post, ())), look.today) for post in {**lines, **paid}
    )
    return tuple(sorted(rows, key=lambda row: (not row.post, -len(row.lines), row.post)))


def _line(look: Look, held: Index, one: Enlisted, waiting: Mapping[str, Sequence[Problem]]) -> Line:
    calendar = look.loaded("calendar")
    theirs = [problem for member in held.family(one) for problem in waiting.get(member.stream, ())]
    late = sum(bool(rules.days_late(problem, calendar, look.today)) for problem in theirs)
    return Line(one.stream, one.profile.name, one.batch, len(theirs), late)


def paid_by(held: Index, every: Sequence[Problem]) -> tuple[Paid, ...]:
    """全部走访, newest first: the registered ones, then those only a problem tells of; one post, day and place count once."""
    paid = [(one.stream, visit) for one in held.held.values() for visit in one.visits]
    numbers = raised(paid, every)
    found = []
    for stream, visit in paid:
        last = held.last(held.held[stream])
        found.append(
            Paid(
                visit.on,
                visit.post,
                visit.form,
                last.profile.name,
                last.stream,
                visit.words,
                numbers[stream, visit.seq],
            )
        )
    seen = {(one.post, one.on, one.stream) for one in found}
    forms = {source: form for form, source in rules.VISITS.items()}
    for problem in every:
        of = held.held.get(problem.project)
        place, where = "", problem.firm
        if of is not None:
            place, where = held.last(of).stream, held.last(of).profile.name
        key = (problem.visitor, problem.met_on, place or where)
        if problem.visitor and problem.source in forms and key not in seen:
            seen.add(key)
            form = forms[problem.source]
            found.append(Paid(problem.met_on, problem.visitor, form, where, place, problem.words, (problem.number,)))
    return tuple(sorted(found, key=lambda one: (one.on, one.post, one.where), reverse=True))


def tables_of(look: Look) -> tuple[Plain, ...]:
    """联系领导和走访 of the whole zone as tables."""
    return _tables(leader_rows(look))


def _tables(rows: Sequence[LeaderRow]) -> tuple[Plain, ...]:
    lines: tuple[tuple[Value, ...], ...] = tuple(
        (
            row.name, len(row.lines), "、".join(one.name for one in row.lines), row.open, row.late, row.last, row.since,
            row.month, len(row.paid),
        )
        for row in rows
    )  # fmt: skip
    paid = sorted((one for row in rows for one in row.paid), key=lambda one: one.on, reverse=True)
    calls: tuple[tuple[Value, ...], ...] = tuple(
        (one.on, one.post, one.form, one.where, one.words, "、".join(one.numbers)) for one in paid
    )
    return Plain("联系领导", _LEADERS, lines), Plain("走访", _VISITS, calls)


def export_leaders(rows: Sequence[LeaderRow], path: str) -> str:
    """导出 these rows and their visits; answers the path."""
    write(Path(path), _tables(rows))
    return path
