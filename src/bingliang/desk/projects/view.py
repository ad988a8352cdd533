"""项目库的详情: one project with all its days, its kin and its lines in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.lights import Light
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.cases import registered
from bingliang.desk.projects.enterprises import names_of
from bingliang.desk.projects.index import index
from bingliang.desk.projects.investing import total
from bingliang.desk.projects.rows import ProjectRow, milestone_light, row_of, words_of
from bingliang.desk.projects.visits import visited
from bingliang.ledger.acts import ACTS
from bingliang.ledger.green import TAG
from bingliang.ledger.project import Enlisted, Milestone
from bingliang.mechanism import seven_batches

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.acts import Entry
    from bingliang.ledger.register import Project
    from bingliang.store.look import Look


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
    visits: tuple[str, ...] = ()


def enlisted_of(look: Look, project: Project) -> Enlisted | None:
    """项目在库里的一份: by the project code, else by its name and its owner's; what it was merged into, if it was."""
    owner = look.enterprise(project.enterprise)
    return index(look).of_registry(project, names_of(look, owner) if owner is not None else ())


def view(desk: Desk, stream: str) -> ProjectView:
    """一个项目; a Refusal when there is none."""
    with desk.store.look() as look:
        project = projects.found(look, stream)
        order, today = projects.milestones(look), look.today
        held = registered(look, project)
        calls = visited(look, project)
        return ProjectView(
            row=row_of(project, order, today),
            sentence=sentence(project, order, today),
            facts=_facts(project, calls),
            milestones=tuple(
                _milestone(one, today) for one in seven_batches.in_order(project.milestones.values(), order)
            ),
            history=tuple(_history(project, look.entries(stream))),
            project_id=held.id if held else "",
            visits=calls,
        )


def sentence(project: Enlisted, order: tuple[str, ...], today: date) -> str:
    """一句话: in which batch since when, and what comes next."""
    if project.ended:
        return f"{project.ended}；办件留在原处，数字计入并入的项目。"
    head = f"{project.since:%Y-%m-%d}进入“{project.batch}”"
    coming = seven_batches.coming(project, order)
    if coming is None or coming.planned is None:
        return f"{head}，没有排定下一个里程碑，请登记计划日期。"
    late, left = seven_batches.days_late(coming, today), (coming.planned - today).days
    when = f"已迟 {late} 天" if late else "就是今天" if not left else f"还有 {left} 天"
    return f"{head}；下一个里程碑“{words_of(coming)}”计划 {coming.planned:%Y-%m-%d}，{when}。"


def _facts(project: Enlisted, calls: Sequence[str]) -> tuple[tuple[str, str], ...]:
    one = project.profile
    return (
        ("总投资", f"{one.investment:,} 万元" if one.investment else ""),
        ("完成投资", _invested(project)),
        ("用地", f"{one.land} 亩" if one.land else ""),
        ("产业", "、".join(part for part in (one.industry, one.chain) if part)),
        ("责任单位", one.responsible),
        ("责任人（职务）", one.person),
        ("联系领导（职务）", one.leader),
        ("走访", f"{len(calls)} 次，最近 {calls[0][:10]}" if calls else ""),
        ("首席代办专员", one.agent),
        ("投资主体类别", one.investor),
        ("项目代码", one.code),
        ("标签", _tags(project)),
        ("荣誉", one.honours),
        ("企业培育", one.growth),
        ("单项工程", "、".join(project.works)),
        ("分合", _kin(project)),
    )


def _tags(project: Enlisted) -> str:
    """绿色通道, granted or taken back, then the tags; a tag of that name alone grants nothing, and says so."""
    green, tags = project.green, [tag.text for tag in project.profile.tags]
    if green is not None:
        first = green.tag if green.in_force else f"{TAG}（{green.ended_on:%Y-%m-%d}取消）"
        return "、".join((first, *tags))
    return "、".join(f"{tag}（只有标签，没有准予登记）" if TAG in tag else tag for tag in tags)


def _invested(project: Enlisted) -> str:
    """累计完成投资, and up to which day it is reported."""
    if not project.invested:
        return ""
    return f"累计 {total(project):,} 万元（报到 {max(one.on for one in project.invested):%Y-%m-%d}）"


def _kin(project: Enlisted) -> str:
    """拆分和合并 in one line."""
    parts = [f"拆自 {project.origin.number}“{project.origin.name}”"] if project.origin is not None else []
    parts += [f"拆出 {one.number}“{one.name}”" for one in project.parts]
    parts += [f"并入 {one.number}“{one.name}”{one.code}" for one in project.absorbed]
    return "；".join(parts)


def _milestone(one: Milestone, today: date) -> MilestoneRow:
    late = seven_batches.days_late(one, today)
    if one.actual is not None:
        state = f"迟 {late} 天完成" if late else "已完成"
    elif one.planned is None:
        state = "没有排期"
    else:
        left = (one.planned - today).days
        state = f"已迟 {late} 天" if late else "就是今天" if not left else f"还有 {left} 天"
    return MilestoneRow(one.works, one.name, one.planned, one.actual, state, milestone_light(one, today))


def _history(project: Enlisted, entries: Iterable[Entry]) -> Iterable[str]:
    """流水 in words, newest first; a line that was put right says so."""
    for entry in reversed(tuple(entries)):
        why = project.put_right.get(entry.seq)
        mark = f"（已更正：{why}）" if why else ""
        yield f"{entry.facts['on']} {told(entry)}{mark} · {entry.by}"


def told(entry: Entry) -> str:
    """一行流水 in words."""
    words = _TOLD.get(entry.act)
    title = ACTS[entry.act].title
    return f"{title}{words(entry.facts)}" if words else title


Facts = Mapping[str, Any]


def _enlisted(facts: Facts) -> str:
    whole = f"，拆自“{facts['origin']['name']}”" if facts.get("origin") else ""
    return f"，在“{facts['batch']}”{whole}"


def _moved(facts: Facts) -> str:
    reason = f"，{facts['reason']}" if facts["reason"] else ""
    return f"至“{facts['to']}”{reason}"


def _dated(facts: Facts) -> str:
    days = "，".join(
        f"{word}{facts[name]}" for name, word in (("planned", "计划"), ("actual", "实际")) if name in facts
    )
    ceremony = f"（{facts['ceremony']}）" if facts.get("ceremony") else ""
    return f"：{facts['works']}{facts['name']} {days}{ceremony}"


def _split(facts: Facts) -> str:
    works = "、".join(facts["moved"])
    return f"：拆出“{facts['into']['name']}”{f'（{works}）' if works else ''}，{facts['reason']}"


def _merged(facts: Facts) -> str:
    names = "、".join(f"“{one['name']}”" for one in facts.get("from", ()))
    way = f"{names}并入" if names else f"并入“{facts['into']['name']}”"
    return f"：{way}，{facts['reason']}"


_TOLD: Mapping[str, Callable[[Facts], str]] = {
    "enlist_project": _enlisted,
    "move_batch": _moved,
    "set_milestone": _dated,
    "visit_project": lambda facts: f"：{facts['post']}{facts['form']}，{facts['words']}",
    "grant_project_green": lambda facts: f"：{facts['ground']}，{facts['approver']}准予（{facts['document']}）",
    "end_project_green": lambda facts: f"：{facts['reason']}",
    "report_investment": lambda facts: f"：{facts['amount']} 万元，{facts['source']}",
    "split_project": _split,
    "merge_projects": _merged,
    "amend_project": lambda facts: f"第{facts['line']}行：{facts['reason']}",
}
