"""机制总览: one project through all eight systems on one page, from its ledger lines alone.

What a system has recorded stands there as it is; what the program does not keep yet is said in one sentence, and no
figure stands in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.lights import GRAVITY, Light
from bingliang.desk.overview_panels import panels
from bingliang.desk.panels.values import Panel, Told
from bingliang.desk.pledges.agreed import every
from bingliang.desk.projects.cases import registered
from bingliang.desk.projects.index import index
from bingliang.desk.projects.library import milestones
from bingliang.desk.projects.view import enlisted_of
from bingliang.desk.rating.comments import comments_on
from bingliang.desk.words import light
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from bingliang.ledger.folding import fold
from bingliang.ledger.standing import Level
from bingliang.mechanism.time_limits.clocks import SOON, Clocks

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.project import Enlisted
    from bingliang.ledger.register import Project
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

LISTED = 12
"""As many projects as the choice shows at once."""
CASES = 60
"""As many cases of one project as are read: years of a large one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """可选的项目: one line of the choice."""

    id: str
    name: str
    enterprise: str
    code: str
    in_hand: int
    cases: int


@dataclass(frozen=True, slots=True)
class Overview:
    """机制总览 of one project: its head, one sentence of the 整体工作机制, and the eight systems in their order."""

    id: str
    name: str
    enterprise: str
    credit_code: str
    code: str
    zone_code: str
    site: str
    tags: tuple[str, ...]
    sentence: str
    light: Light
    facts: tuple[tuple[str, str], ...]
    panels: tuple[Panel, ...]
    today: date


def projects(desk: Desk, words: str = "") -> tuple[Choice, ...]:
    """找项目 by name, initials or code, or by its enterprise; without words, those whose dates come first."""
    from bingliang.desk import finding
    from bingliang.store import finding as stored

    if not words.strip():
        return _urgent(desk)
    found = finding.find(desk, words, LISTED)
    named = {
        one.id: Choice(one.id, one.name, one.enterprise, one.code, one.in_hand, one.cases) for one in found.projects
    }
    with desk.store.look() as look:
        for firm in found.enterprises:
            owned = look.projects_of(firm.id)
            counts = stored.case_counts(look, "project_id", [one.id for one in owned])
            for one in owned:
                named.setdefault(one.id, Choice(one.id, one.name, firm.name, one.code, *counts.get(one.id, (0, 0))))
    return tuple(named.values())[:LISTED]


def _urgent(desk: Desk) -> tuple[Choice, ...]:
    from bingliang.store import finding, lists

    with desk.store.look() as look:
        calendar: Calendar = look.loaded("calendar")
        soon = calendar.workday(look.today, SOON)
        rows = lists.worklist(look, lists.Wanted(level=Level.CASE), today=look.today, soon=soon, limit=CASES)
        ids = list(dict.fromkeys(row.project_id for row in rows if row.project_id))[:LISTED]
        counts = finding.case_counts(look, "project_id", ids)
        held = {one: look.project(one) for one in ids}
        firms = {row.project_id: row.enterprise for row in rows}
        return tuple(
            Choice(one, project.name, firms[one], project.code, *counts.get(one, (0, 0)))
            for one, project in held.items()
            if project is not None
        )


def project_of(desk: Desk, stream: str) -> str:
    """哪个项目 a case belongs to; empty when it belongs to none."""
    with desk.store.look() as look:
        return next((row.project_id for row in look.standing(stream)), "")


def overview(desk: Desk, project_id: str) -> Overview:
    """机制总览 of the project; a Refusal when there is no such project."""
    with desk.store.look() as look:
        project = look.project(project_id)
        if project is None:
            raise Refusal("没有这个项目，请重新选择。")
        owner = look.enterprise(project.enterprise)
        told = _told(look, project)
        return Overview(
            id=project.id,
            name=project.name,
            enterprise=owner.name if owner else "",
            credit_code=owner.credit_code if owner else "",
            code=project.code,
            zone_code=project.zone_code,
            site=project.site,
            tags=project.tags,
            sentence=_sentence(told),
            light=_light(told),
            facts=_facts(told),
            panels=panels(told),
            today=look.today,
        )


def _told(look: Look, project: Project) -> Told:
    from bingliang.desk.agency.listing import of_project
    from bingliang.desk.online.view import filings_of
    from bingliang.desk.projects.problem_view import rows_of
    from bingliang.store import finding

    catalogue: Catalogue = look.loaded("catalogue")
    calendar: Calendar = look.loaded("calendar")
    listed, order = enlisted_of(look, project), milestones(look)
    ids = _family(look, project, listed)
    streams = [row.stream for row in finding.cases_of(look, "project_id", ids, CASES)]
    look.gather(streams)
    entries = {stream: look.entries(stream) for stream in streams}
    cases = [case for lines in entries.values() if (case := fold(lines)) is not None]
    cases.sort(key=lambda case: (case.received_on, case.code))
    filings = filings_of(look, project)
    agreed = tuple(one for one in every(look) if one.project == project.name)
    entrusted, chief, wrong = of_project(look, project, listed)
    wanted = rows_of(look) if listed is not None else ()
    problems = tuple(row for row in wanted if listed is not None and row.project_stream == listed.stream)
    said = comments_on(look, listed) if listed is not None else ()
    return Told(
        project, tuple(cases), entries, catalogue, calendar, look.today, filings, listed, order, entrusted, chief, wrong,
        agreed, said, problems,
    )  # fmt: skip


def _family(look: Look, project: Project, listed: Enlisted | None) -> list[str]:
    """本项目和并入的项目 in the registry; one that was merged away itself is shown with its own cases."""
    own = registered(look, listed) if listed is not None else None
    if listed is None or own is None or own.id != project.id:
        return [project.id]
    held = (registered(look, one) for one in index(look).family(listed))
    return list(dict.fromkeys(one.id for one in held if one is not None))


def _facts(told: Told) -> tuple[tuple[str, str], ...]:
    papers = [paper for case in told.cases for paper in case.papers]
    void = sum(bool(paper.void_reason) for paper in papers)
    items = told.items
    decided = sum(item.decision is not None for _, item in items)
    bodies = {item.body for _, item in items}
    return (
        ("办件", f"{len(told.cases)} 件"),
        ("事项", f"{len(items)} 项，已决定 {decided} 项"),
        ("办理机关", f"{len(bodies)} 个"),
        ("文书", f"{len(papers)} 份" + (f"（作废 {void} 份）" if void else "")),
        ("责任单位", told.project.responsible or "未登记"),
        ("首席代办", told.project.chief_agent or "未登记"),
    )


def _light(told: Told) -> Light:
    """现在的状态: the gravest of what is still to be done; what was late and is done is no alarm any more."""
    lights = (light(item, told.calendar, told.today) for _, item in told.items)
    return min(lights, key=GRAVITY.index, default=Light.DONE)


def _sentence(told: Told) -> str:
    """一句话: how far the project is and which date comes next."""
    if not told.cases:
        return "这个项目还没有办件。"
    items = [item for _, item in told.items]
    collect = sum(item.state is ItemState.DECIDED for item in items)
    waiting = sum(item.open for item in items)
    parts = [f"{waiting}项在办"] if waiting else []
    parts += [f"{collect}项待领取"] if collect else []
    if not parts:
        return f"共{len(items)}项，均已办结或终止。"
    head = f"共{len(items)}项，{'，'.join(parts)}"
    dates = [(line, item.name) for item in items if (line := Clocks(item, told.calendar).next_on) is not None]
    if not dates:
        return f"{head}，目前没有我方在走的期限。"
    on, name = min(dates)
    left = told.calendar.count(told.today, on)
    when = f"已过{-left}个工作日" if left < 0 else "就是今天" if left == 0 else f"还有{left}个工作日"
    return f"{head}，最近的期限是《{name}》{on.month}月{on.day}日，{when}。"
