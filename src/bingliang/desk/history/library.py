"""项目库的两年: projects enlisted from monthly sheets, their milestones dated as they come about, their batches following."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import attrgetter
from random import Random
from typing import TYPE_CHECKING

from bingliang.desk.demo.story import TODAY
from bingliang.desk.history.planning import BEIJING, Course
from bingliang.desk.projects import library
from bingliang.desk.projects.library import Entrant, Plan
from bingliang.ledger.project import Profile
from bingliang.mechanism.seven_batches import tag_of

if TYPE_CHECKING:
    from bingliang.desk.history.recording import Recording
    from bingliang.desk.history.season import Life
    from bingliang.ledger.workdays import Calendar

_LEADERS = ("管委会副主任（分管产业）", "管委会副主任（分管建设）", "管委会主任", "党工委委员")
_FOLLOWS = {"开工": ("开工", "建设"), "投产": ("投产",), "达产": ("达产",)}
"""Which batches a project enters when a milestone has come about."""
_INVESTMENTS = (1200, 3500, 6000, 12000, 28000, 56000, 105000)
_DECEMBER = 12


@dataclass(frozen=True, slots=True)
class Way:
    """一个项目的历程: signed, enlisted, and its milestones: name, planned, and when it comes about."""

    course: Course
    signed: date
    enlisted: date
    stones: Sequence[tuple[str, date, date]]

    @property
    def stream(self) -> str:
        """项目的流水."""
        who = self.course.who
        return library.stream_of_project(str(who.enterprise["name"]), str(who.project["name"]))


def ways(courses: Sequence[Course], calendar: Calendar, begin: date, seed: int) -> tuple[Way, ...]:
    """各项目的历程, around their visits; a project enlisted after the story's morning is not in the library yet."""
    found = [_way(course, calendar, begin, seed) for course in courses if course.visits]
    return tuple(sorted((one for one in found if one.enlisted < TODAY.date()), key=attrgetter("enlisted")))


def _way(course: Course, calendar: Calendar, begin: date, seed: int) -> Way:
    random = Random(f"{seed}/way/{course.number}")  # noqa: S311 - a story, no secret
    first, last = course.visits[0].at.date(), course.visits[-1].at.date()
    span = max(90, (last - first).days)
    signed = first - timedelta(days=random.randint(35, 70))
    plan = (
        ("公司注册", signed + timedelta(days=12)), ("交地", first + timedelta(days=span // 4)),
        ("开工", first + timedelta(days=span * 2 // 3)), ("竣工", last + timedelta(days=30)),
        ("投产", last + timedelta(days=90)), ("达产", last + timedelta(days=260)),
    )  # fmt: skip
    most = random.choice((0, 0, 0, 0, 6, 25))
    slips = [0, *(random.randint(-5, most) for _ in plan[1:])]
    stones = [(name, on, on + timedelta(days=slip)) for (name, on), slip in zip(plan, slips, strict=True)]
    return Way(course, signed, calendar.on_or_after(max(begin, _next_month(signed))), stones)


def _next_month(day: date) -> date:
    return date(day.year + day.month // _DECEMBER, day.month % _DECEMBER + 1, 1)


def months(begin: date) -> Iterator[date]:
    """每月第一天 after the beginning, up to the story's morning."""
    month = _next_month(begin)
    while month <= TODAY.date():
        yield month
        month = _next_month(month)


def sheets(desk: Recording, found: Sequence[Way]) -> Life:
    """每月一张项目表: what was signed since the last one goes in on the first workday of the month."""
    for day, of_sheet in groupby(found, key=attrgetter("enlisted")):
        yield datetime.combine(day, time(10), BEIJING)
        desk.pressed(f"history/sheet/{day:%Y%m}", library.enlist([_entrant(one) for one in of_sheet]))


def _entrant(way: Way) -> Entrant:
    firm, project = way.course.who.enterprise, way.course.who.project
    random = Random(way.stream)  # noqa: S311 - a story, no secret
    profile = Profile(
        name=project["name"],
        firm=firm["name"],
        credit_code=firm["credit_code"],
        code=project["code"],
        investment=random.choice(_INVESTMENTS),
        responsible=project["responsible"],
        agent=project["chief_agent"],
        tags=tuple(tag_of(text) for text in project["tags"]),
        land=str(random.choice((12, 25, 40, 80, 160))),
        industry=project["tags"][0],
        investor=random.choice(("上市公司", "央企省企", "其他", "其他", "其他")),
        leader=random.choice(_LEADERS),
        person=project["chief_agent"],
    )
    plans = (Plan("签约", way.signed, way.signed), *(Plan(name, planned) for name, planned, _ in way.stones))
    return Entrant(profile, "签约", way.signed, (), plans)


def progress(desk: Recording, calendar: Calendar, way: Way) -> Life:
    """里程碑和批次: each dated on the workday on which it is heard of, its batch with it."""
    at = datetime.combine(way.enlisted, time(11), BEIJING)
    for step, (name, _, actual) in enumerate(sorted(way.stones, key=lambda stone: stone[2])):
        heard = calendar.workday(actual, 1)
        at = max(at + timedelta(minutes=7), datetime.combine(heard, time(15, 5 + step), BEIJING))
        yield at
        key = f"history/project/{way.course.number}/{step}"
        with desk.store.look() as look:
            known = library.found(look, way.stream).milestones.get(("", name))
        if known is None or known.actual is None:  # a ceremony has written its day already
            desk.pressed(key, library.date_milestone(way.stream, Plan(name, actual=actual)))
        for batch in _FOLLOWS.get(name, ()):
            desk.pressed(f"{key}/{batch}", library.move(way.stream, batch, max(actual, way.signed)))
