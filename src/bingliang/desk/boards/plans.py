"""挂图: the 倒排工期 of one project out of the project library and its cases, as of today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bingliang.boards.figures import Source
from bingliang.boards.schedule import (
    LATE,
    MILESTONE,
    OK,
    PAUSE,
    PERMIT,
    WARN,
    Plan,
    Section,
    Stretch,
    Task,
    counted_down,
    stretches_of,
)
from bingliang.desk.case_view import case_view
from bingliang.desk.lights import Light
from bingliang.desk.projects import library
from bingliang.desk.projects.cases import cases_for
from bingliang.desk.rows import SpanKind
from bingliang.mechanism import seven_batches

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.rows import Lane
    from bingliang.ledger.project import Enlisted
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.look import Look

WHOLE, PERMITS = "项目整体", "审批事项"
_TONES = {
    Light.SOON: WARN,
    Light.PROMISE_LATE: LATE,
    Light.STATUTE_LATE: LATE,
    Light.STOPPED: PAUSE,
}
_STRETCHES = {SpanKind.HANDLING: OK, SpanKind.CHECK: OK, SpanKind.STOPPED: PAUSE, SpanKind.OUTSIDE: PAUSE}


def plan(desk: Desk, stream: str) -> Plan:
    """倒排工期 of the project with that stream; a Refusal when there is none."""
    with desk.store.look() as look:
        return plan_of(look, library.found(look, stream))


def plan_of(look: Look, project: Enlisted) -> Plan:
    """倒排工期 as the ledger has it now."""
    profile, catalogue = project.profile, look.loaded("catalogue")
    sections = (*_milestones(look, project), *_permits(look, project))
    drawn = Plan(
        zone=str(catalogue.setting("zone_name")),
        stream=project.stream,
        number=project.number,
        project=profile.name,
        firm=profile.firm,
        responsible=profile.responsible,
        person=profile.person,
        leader=profile.leader,
        agent=profile.agent,
        batch=project.batch,
        today=look.today,
        sections=tuple(sections),
        mark=str(catalogue.setting("watermark") or ""),
    )
    return _with_rest(drawn, look.loaded("calendar"))


def _milestones(look: Look, project: Enlisted) -> Iterator[Section]:
    """里程碑 by 单项工程, in the zone's order."""
    ordered = seven_batches.in_order(project.milestones.values(), library.milestones(look))
    coming = seven_batches.coming(project, library.milestones(look))
    for works in dict.fromkeys(one.works for one in ordered):
        tasks = []
        for one in (held for held in ordered if held.works == works):
            state, tone = counted_down(one.planned, one.actual, look.today)
            source = Source(project.stream, one.seq, f"{one.works}{one.name}")
            tasks.append(
                Task(
                    MILESTONE,
                    one.name,
                    project.profile.responsible,
                    one.planned,
                    one.actual,
                    critical=one is coming,
                    tone=tone,
                    state=state,
                    sources=(source,),
                )
            )
        yield Section(works or WHOLE, tuple(tasks))


def _permits(look: Look, project: Enlisted) -> Iterator[Section]:
    """审批事项 of all its cases, in the order in which they came in; what was withdrawn or ended is none of the plan."""
    catalogue, calendar = look.loaded("catalogue"), look.loaded("calendar")
    tasks = []
    for case in cases_for(look, project):
        shown = case_view(look.entries(case.stream), catalogue, calendar, look.today)
        if shown is not None:
            works = f"（{shown.works}）" if shown.works else ""
            tasks += [_permit(case.stream, lane, works) for lane in shown.lanes if lane.received_on is not None]
    tasks.sort(key=lambda one: (one.days[0] if one.days else date.max, one.name))
    if tasks:
        yield Section(PERMITS, tuple(tasks))


def _permit(stream: str, lane: Lane, works: str) -> Task:
    tone = _TONES.get(lane.light, "")
    if lane.decided_on is not None:
        late = lane.due_on is not None and lane.decided_on > lane.due_on
        broken = lane.promised_on is not None and lane.decided_on > lane.promised_on
        tone = LATE if late else WARN if broken else OK
    return Task(
        PERMIT,
        f"{lane.item_name}{works}",
        lane.department,
        lane.promised_on,
        lane.decided_on,
        due=lane.due_on,
        provisional=lane.provisional,
        critical=lane.critical,
        tone=tone,
        state=lane.word,
        stretches=tuple(
            Stretch(one.start, one.end, _STRETCHES.get(one.kind, "")) for one in lane.spans if one.kind in _DRAWN
        ),
        sources=(Source(stream, 0, lane.item_name),),
    )


_DRAWN = frozenset((*_STRETCHES, SpanKind.APPLICANT, SpanKind.RECTIFYING))


def _with_rest(drawn: Plan, calendar: Calendar) -> Plan:
    """非工作日, as far as the picture and the calendar reach."""
    first, last = drawn.span
    days = _between(max(first, calendar.first), min(last, calendar.last))
    rest = stretches_of(day for day in days if not calendar.is_workday(day))
    return replace(drawn, rest=rest, certain_to=calendar.horizon if calendar.horizon < last else None)


def _between(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
