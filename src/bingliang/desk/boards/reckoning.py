"""旬报的数字: one issue reckoned from the ledger as it stands, by the day of its cut-off, every figure with its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from bingliang.boards.commanders import mean
from bingliang.boards.daily_broadcast import CommentRow, DepartmentRow, Header, Issue, ProblemRow, ProjectRow
from bingliang.boards.figures import Figure, Source, Tile, joined
from bingliang.boards.progress import RULE, Done, Reached, due, percent, reached
from bingliang.desk.boards import terms
from bingliang.desk.boards.offices import office_of
from bingliang.desk.boards.problem_rows import problem_rows
from bingliang.desk.projects.cases import cases_for
from bingliang.desk.projects.index import index
from bingliang.ledger.campaign import INVESTMENT, MILESTONE, PERMIT, Campaign, Goal, Target
from bingliang.mechanism.public_rating import Grade, Span
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from bingliang.desk.projects.index import Index
    from bingliang.ledger.case import Case, CaseItem
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.project import Enlisted
    from bingliang.store.look import Look

GRANTED = frozenset({"grant", "grant_deferred", "file", "opine"})


@dataclass(frozen=True, slots=True)
class Seen:
    """一个项目查到的: what is done, which of its items are late, and which were decided in the 旬; items by department."""

    enlisted: Enlisted
    done: Done
    overdue: tuple[tuple[str, Source], ...]
    late: tuple[tuple[str, Source], ...]
    decided: tuple[Source, ...]


def reckon(look: Look, campaign: Campaign, span: Span, number: int) -> Issue:
    """一期旬报 as the ledger stands: projects, departments, problems and comments by the end of the 旬."""
    catalogue: Catalogue = look.loaded("catalogue")
    first, last = max(span.first, campaign.first), min(span.last, campaign.last)
    held = index(look)
    targets: dict[str, list[Target]] = {}
    for target in campaign.targets.values():
        if target.project in held.held:
            targets.setdefault(held.last(held.held[target.project]).stream, []).append(target)
    seen = {stream: see(look, held, held.held[stream], campaign.first, first, last) for stream in targets}
    projects = tuple(project_row(campaign, together(targets[stream]), one, last) for stream, one in seen.items())
    problems = problem_rows(look, {one.enlisted.stream for one in seen.values()}, first, last)
    header = Header(
        terms.zone_name(catalogue), campaign.name, campaign.stream, number, span.written, span.name, first, last,
        datetime.combine(last, time(23, 59), look.now.tzinfo), campaign.day(last), campaign.days,
        mark=terms.mark(catalogue),
    )  # fmt: skip
    rule = terms.rule(catalogue)
    tiles = _tiles(projects, problems, tuple(seen.values()))
    return Issue(
        header,
        lead(span, projects, problems, tuple(seen.values())),
        tiles,
        projects,
        _departments(look, projects, seen, problems),
        problems,
        _comments(look, catalogue, span, {one.enlisted.profile.name for one in seen.values()}),
        rule.words,
        RULE,
        flag_rule=rule,
    )


# ── one project ──


def see(look: Look, held: Index, one: Enlisted, since: date, first: date, last: date) -> Seen:
    """查一个项目, what was merged into it included: investment since the campaign began, milestones and permits by the cut-off."""
    reports = [(member, row) for member in held.family(one) for row in member.invested if since <= row.on <= last]
    lines = tuple(Source(member.stream, row.seq, f"{row.on:%m-%d}完成投资{row.amount}万元") for member, row in reports)
    found = [
        Reached(MILESTONE, mile.name, mile.works, mile.actual,
                Source(one.stream, mile.seq, f"{mile.works}{mile.name}{mile.actual:%Y-%m-%d}"))
        for mile in one.milestones.values()
        if mile.actual is not None and mile.actual <= last
    ]  # fmt: skip
    overdue: list[tuple[str, Source]] = []
    late: list[tuple[str, Source]] = []
    decided: list[Source] = []
    for case in cases_for(look, one):
        for item in case.items.values():
            permit = _permit(look, case, item, last)
            if permit is not None:
                found.append(permit)
                decided += [permit.line] if permit.on >= first else []
            law, promise = _lateness(look, case, item, first, last)
            overdue += [(item.department, source) for source in law]
            late += [(item.department, source) for source in promise]
    done = Done(sum(row.amount for _, row in reports), lines, tuple(found))
    return Seen(one, done, tuple(overdue), tuple(late), tuple(decided))


def _permit(look: Look, case: Case, item: CaseItem, last: date) -> Reached | None:
    decision = item.decision
    if decision is None or decision.act not in GRANTED or decision.on > last or item.gone:
        return None
    seq = line_of(look, case.stream, decision.act, item.no)
    words = f"{item.name}{decision.word}（{decision.on:%m-%d}）"
    works = str(case.works.get("name", ""))
    return Reached(PERMIT, item.code, works, decision.on, Source(case.stream, seq, words))


def line_of(look: Look, stream: str, act: str, item: int) -> int:
    """台账的哪一行: the last one of that act about the item; 0 (the whole stream) where a migrated case has none."""
    found = [entry.seq for entry in look.entries(stream) if entry.act == act and entry.facts.get("item") == item]
    return found[-1] if found else 0


def _lateness(
    look: Look, case: Case, item: CaseItem, first: date, last: date
) -> tuple[tuple[Source, ...], tuple[Source, ...]]:
    """法定超期、承诺超时 still so at the cut-off or ended so within the 旬; the line is that of the acceptance."""
    if item.acceptance is None or item.acceptance.on > last:
        return (), ()
    clocks = Clocks(item, look.loaded("calendar"))
    ended = clocks.ended_on
    if ended is not None and ended < first:
        return (), ()
    until = min(ended, last) if ended is not None else last
    law, promise = clocks.statute_late(until), clocks.promise_late(until)
    act = "deem_accepted" if item.acceptance.deemed else "accept"
    seq = line_of(look, case.stream, act, item.no)
    if law > 0:
        return (Source(case.stream, seq, f"{item.name}法定超期{law}日"),), ()
    return (), (Source(case.stream, seq, f"{item.name}承诺超时{promise}个工作日"),) if promise > 0 else ()


def together(targets: Sequence[Target]) -> Target:
    """合并以后的目标 of projects that have become one: the cumulated sums of each day added up, the rest side by side."""
    if len(targets) == 1:
        return targets[0]
    goals = [goal for one in targets for goal in one.goals if goal.kind != INVESTMENT]
    sums = [[goal for goal in one.goals if goal.kind == INVESTMENT] for one in targets]
    for by in sorted({goal.by for rows in sums for goal in rows}):
        latest = [
            max((goal for goal in rows if goal.by <= by), key=lambda goal: goal.by, default=None) for rows in sums
        ]
        known = [goal for goal in latest if goal is not None]
        amount, points = sum(goal.amount for goal in known), max(goal.points for goal in known)
        goals.append(Goal(INVESTMENT, known[0].words, by, amount, points))
    return replace(targets[-1], goals=tuple(goals))


def project_row(campaign: Campaign, target: Target, seen: Seen, last: date) -> ProjectRow:
    """一个项目的一行, without rank and flag."""
    planned = Source(campaign.stream, target.seq, f"“{target.name}”的会战目标")
    rows = reached(due(target.goals, last), seen.done, planned)
    every = reached(due(target.goals, campaign.last), seen.done, planned)
    one = seen.enlisted
    profile = one.profile
    return ProjectRow(
        one.stream, one.number, profile.name, profile.firm, profile.responsible, profile.agent, profile.leader,
        percent(rows), percent(every),
        target="；".join(f"{row.words}{row.planned.text}" for row in rows) or "本旬没有应完成的目标",
        done="；".join(f"{row.words}{row.done.text}" for row in rows),
        goals=rows, tags=tuple(tag.text for tag in profile.tags), industry=profile.industry,
        overdue=Figure.count(tuple(source for _, source in seen.overdue), "项"),
        permits=Figure.count(seen.decided, "项"),
    )  # fmt: skip


# ── the whole issue ──


def _departments(
    look: Look, projects: Sequence[ProjectRow], seen: Mapping[str, Seen], problems: Sequence[ProblemRow]
) -> tuple[DepartmentRow, ...]:
    names = dict.fromkeys(one.responsible for one in projects if one.responsible)
    rows = []
    for name in names:
        office = office_of(look, name)
        mine = [one for one in projects if one.responsible == name]
        overdue = tuple(source for one in seen.values() for code, source in one.overdue if code == office)
        late = tuple(source for one in seen.values() for code, source in one.late if code == office)
        waiting = tuple(
            source
            for one in problems
            if one.settled_on is None and office and office_of(look, one.department) == office
            for source in one.sources[:1]
        )
        streams = tuple(Source(one.stream, 0, one.name) for one in mine)
        average = mean(one.percent for one in mine)
        behind, missed = Figure.count(overdue, "项"), Figure.count(late, "项")
        held, asked = Figure.count(streams, "个"), Figure.count(waiting, "个")
        rows.append(DepartmentRow(name, average, held, behind, missed, asked))
    return tuple(rows)


def _tiles(projects: Sequence[ProjectRow], problems: Sequence[ProblemRow], seen: Sequence[Seen]) -> tuple[Tile, ...]:
    from bingliang.boards.daily_broadcast import NEW

    decided = tuple(source for one in seen for source in one.decided)
    overdue = tuple(source for one in seen for _, source in one.overdue)
    late = tuple(source for one in seen for _, source in one.late)
    fresh = joined(tuple(Figure("", 0, one.sources[:1]) for one in problems if one.state == NEW))
    solved = tuple(one for one in problems if one.settled_on is not None)
    amount = sum(one.amount for one in solved)
    sources = joined(tuple(Figure("", 0, one.sources[-1:]) for one in solved))
    return (
        Tile("参战项目", Figure.count(tuple(Source(one.stream, 0, one.name) for one in projects), "个")),
        Tile("平均旬进度", mean(one.percent for one in projects)),
        Tile("本旬办结审批", Figure.count(decided, "项"), "ok"),
        Tile("法定超期", Figure.count(overdue, "项"), "late" if overdue else ""),
        Tile("承诺超时", Figure.count(late, "项"), "warn" if late else ""),
        Tile("新增问题", Figure.count(fresh, "个")),
        Tile("解决问题", Figure.count(sources, "个"), "ok" if sources else ""),
        Tile("落实资金", Figure(f"{amount}万元", amount, sources)),
    )


def lead(span: Span, projects: Sequence[ProjectRow], problems: Sequence[ProblemRow], seen: Sequence[Seen]) -> str:
    """导语 as the ledger has it; the editors may write another."""
    average = mean(one.percent for one in projects)
    decided = sum(len(one.decided) for one in seen)
    solved = [one for one in problems if one.settled_on is not None]
    amount = sum(one.amount for one in solved)
    said = f"{span.short}，{len(projects)}个参战项目平均旬进度{average.text}，办结审批{decided}项"
    if solved:
        said += f"，解决企业问题{len(solved)}个" + (f"、落实资金{amount}万元" if amount else "")
    return f"{said}。"


def _comments(look: Look, catalogue: Catalogue, span: Span, names: set[str]) -> tuple[CommentRow, ...]:
    """业主点评 that were published for the same 旬; only of those who consent."""
    from bingliang.desk.rating.comments import issue_of

    issue = issue_of(look, span)
    if issue is None:
        return ()
    bodies = {code: body.name or body.short for code, body in catalogue.bodies.items()}
    source = Source(issue.stream, issue.seq, f"业主点评第{issue.number}期")
    return tuple(
        CommentRow(
            one.firm, one.project, bodies.get(one.department, one.department), Grade(one.grade).text, one.text,
            one.answer, one.answered_on, source,
        )
        for one in issue.texts
        if one.project in names
    )  # fmt: skip
