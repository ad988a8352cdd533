"""项目库的清单和详情: batch, next milestone and how late it is by calendar days; one project with all its days and lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk import projects
from bingliang.desk.lights import Light
from bingliang.ledger.acts import ACTS
from bingliang.ledger.project import Enlisted, Milestone, fold_project
from bingliang.mechanism import seven_batches

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.acts import Entry
    from bingliang.ledger.catalogue import Project
    from bingliang.store.look import Look

ALL = "全部项目"
SOON_DAYS = 7
"""A milestone within so many calendar days is shown as near; for the screen alone."""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """清单的一行: `coming` is the next milestone with its day, `late` how many calendar days it is late, 0 in time."""

    stream: str
    number: str
    name: str
    firm: str
    batch: str
    since: date
    tags: str
    agent: str
    responsible: str
    investment: int
    coming: str
    coming_on: date | None
    late: int
    light: Light

    @property
    def when(self) -> str:
        """迟早的一句话."""
        if self.coming_on is None:
            return "没有排期"
        return f"迟 {self.late} 天" if self.late else f"{self.coming_on:%m-%d}"


@dataclass(frozen=True, slots=True)
class Library:
    """项目库: the batches with their counts, in order, and the rows of the one chosen."""

    counts: tuple[tuple[str, int], ...]
    rows: tuple[ProjectRow, ...]
    today: date
    funnel: tuple[seven_batches.Step, ...] = ()

    @property
    def funnel_words(self) -> str:
        """招商漏斗 in one line; empty where the zone's batches have none."""
        steps = " → ".join(f"{one.name} {one.count} 个 {one.amount / 10000:,.2f} 亿元" for one in self.funnel)
        return f"招商：{steps}" if steps else ""

    @property
    def late(self) -> int:
        """迟了的项目."""
        return sum(bool(row.late) for row in self.rows)


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """里程碑的一行."""

    works: str
    name: str
    planned: date | None
    actual: date | None
    state: str
    light: Light


@dataclass(frozen=True, slots=True)
class ProjectView:
    """一个项目: profile as cells, milestones, its lines in words; `project_id` in the registry, empty when it has no file yet."""

    row: ProjectRow
    sentence: str
    facts: tuple[tuple[str, str], ...]
    milestones: tuple[MilestoneRow, ...]
    history: tuple[str, ...]
    project_id: str


def library(desk: Desk, batch: str = ALL) -> Library:
    """项目库 under one batch; the latest first, then those whose next milestone is nearest."""
    with desk.store.look() as look:
        order, today = projects.milestones(look), look.today
        all_of = everything(look)
        rows = [_row(one, order, today) for one in all_of]
        known = projects.batches(look)
    counted = Counter(row.batch for row in rows)
    # a batch that the zone has since taken off its list is still shown as long as a project stands in it
    names = (*known, *sorted(set(counted) - set(known)))
    shown = sorted((row for row in rows if batch in (ALL, row.batch)), key=_urgency)
    counts = ((ALL, len(rows)), *((name, counted[name]) for name in names))
    return Library(counts, tuple(shown), today, seven_batches.funnel(all_of, known))


def everything(look: Look) -> list[Enlisted]:
    """全部入库项目."""
    from bingliang.store.enlisted import project_lines

    folded = (fold_project(lines) for lines in project_lines(look).values())
    return [one for one in folded if one is not None]


def enlisted_of(look: Look, project: Project) -> Enlisted | None:
    """项目在库里的一份: by the project code, else by its name and its owner's."""
    owner = look.enterprise(project.enterprise)
    names = {owner.name, owner.former_name} if owner is not None else set()
    return next(
        (
            one
            for one in everything(look)
            if (project.code and one.profile.code == project.code)
            or (one.profile.name == project.name and one.profile.firm in names)
        ),
        None,
    )


def view(desk: Desk, stream: str) -> ProjectView:
    """一个项目; a Refusal when there is none."""
    with desk.store.look() as look:
        project = projects.found(look, stream)
        order, today = projects.milestones(look), look.today
        profile = project.profile
        registered = look.project_by_code(profile.code) if profile.code else None
        return ProjectView(
            row=_row(project, order, today),
            sentence=sentence(project, order, today),
            facts=_facts(project),
            milestones=tuple(
                _milestone(one, today) for one in seven_batches.in_order(project.milestones.values(), order)
            ),
            history=tuple(_history(project, look.entries(stream))),
            project_id=registered.id if registered else "",
        )


def _row(project: Enlisted, order: tuple[str, ...], today: date) -> ProjectRow:
    coming = seven_batches.coming(project, order)
    late = seven_batches.days_late(coming, today) if coming is not None else 0
    profile = project.profile
    on = coming.planned if coming is not None else None
    return ProjectRow(
        stream=project.stream,
        number=project.number,
        name=profile.name,
        firm=profile.firm,
        batch=project.batch,
        since=project.since,
        tags="、".join(tag.text for tag in profile.tags),
        agent=profile.agent,
        responsible=profile.responsible,
        investment=profile.investment,
        coming=words_of(coming) if coming is not None else "",
        coming_on=on,
        late=late,
        light=_light(coming, today),
    )


def _light(one: Milestone | None, today: date) -> Light:
    if one is None or one.planned is None:
        return Light.WAITING if one is None else Light.OK
    if one.actual is not None:
        return Light.DONE
    left = (one.planned - today).days
    return Light.PROMISE_LATE if left < 0 else Light.SOON if left <= SOON_DAYS else Light.OK


def words_of(one: Milestone) -> str:
    """里程碑 with the works it belongs to."""
    return f"{one.works}{one.name}" if one.works else one.name


def _urgency(row: ProjectRow) -> tuple[object, ...]:
    return (-row.late, row.coming_on or date.max, row.number)


def sentence(project: Enlisted, order: tuple[str, ...], today: date) -> str:
    """一句话: in which batch since when, and what comes next."""
    head = f"{project.since:%Y-%m-%d}进入“{project.batch}”"
    coming = seven_batches.coming(project, order)
    if coming is None or coming.planned is None:
        return f"{head}，没有排定下一个里程碑，请登记计划日期。"
    late, left = seven_batches.days_late(coming, today), (coming.planned - today).days
    when = f"已迟 {late} 天" if late else "就是今天" if not left else f"还有 {left} 天"
    return f"{head}；下一个里程碑“{words_of(coming)}”计划 {coming.planned:%Y-%m-%d}，{when}。"


def _facts(project: Enlisted) -> tuple[tuple[str, str], ...]:
    one = project.profile
    return (
        ("总投资", f"{one.investment:,} 万元" if one.investment else ""),
        ("用地", f"{one.land} 亩" if one.land else ""),
        ("产业", "、".join(part for part in (one.industry, one.chain) if part)),
        ("责任单位", one.responsible),
        ("责任人（职务）", one.person),
        ("联系领导（职务）", one.leader),
        ("首席代办专员", one.agent),
        ("投资主体类别", one.investor),
        ("项目代码", one.code),
        ("标签", "、".join(tag.text for tag in one.tags)),
        ("荣誉", one.honours),
        ("单项工程", "、".join(project.works)),
    )


def _milestone(one: Milestone, today: date) -> MilestoneRow:
    late = seven_batches.days_late(one, today)
    if one.actual is not None:
        state = f"迟 {late} 天完成" if late else "已完成"
    elif one.planned is None:
        state = "没有排期"
    else:
        left = (one.planned - today).days
        state = f"已迟 {late} 天" if late else "就是今天" if not left else f"还有 {left} 天"
    return MilestoneRow(one.works, one.name, one.planned, one.actual, state, _light(one, today))


def _history(project: Enlisted, entries: Iterable[Entry]) -> Iterable[str]:
    """流水 in words, newest first; a line that was put right says so."""
    for entry in reversed(tuple(entries)):
        why = project.put_right.get(entry.seq)
        mark = f"（已更正：{why}）" if why else ""
        yield f"{entry.facts['on']} {told(entry)}{mark} · {entry.by}"


def told(entry: Entry) -> str:
    """一行流水 in words."""
    facts = entry.facts
    title = ACTS[entry.act].title
    if entry.act == "enlist_project":
        return f"{title}，在“{facts['batch']}”"
    if entry.act == "move_batch":
        reason = f"，{facts['reason']}" if facts["reason"] else ""
        return f"{title}至“{facts['to']}”{reason}"
    if entry.act == "set_milestone":
        days = "，".join(
            f"{word}{facts[name]}" for name, word in (("planned", "计划"), ("actual", "实际")) if name in facts
        )
        return f"{title}：{facts['works']}{facts['name']} {days}"
    if entry.act == "amend_project":
        return f"{title}第{facts['line']}行：{facts['reason']}"
    return title
