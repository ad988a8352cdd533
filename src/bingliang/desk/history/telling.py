"""讲两年: the whole history on a database of its own, the same for the same seed, through the acts and rules of the desk.

The sample's own stories are told in their time among it and stay as they are. A paper is recorded with its number and its
facts and made when somebody asks for it (F8), not in advance.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bingliang.desk.demo.demonstration import round_off
from bingliang.desk.demo.story import ADMINISTRATOR, BEGINS, CLERK, TODAY, StoryClock, open_zone, tellings
from bingliang.desk.desk import Desk, open_desk
from bingliang.desk.history import duties, gatherings, library, needs
from bingliang.desk.history.lives import Visit
from bingliang.desk.history.planning import SEED, Plan, courses
from bingliang.desk.history.recording import Recording
from bingliang.desk.history.season import Life, Season
from bingliang.desk.zone.editions import adopt_zone
from bingliang.settings import factory

__all__ = ["EDITION", "SEED", "Plan", "Summary", "fresh", "summary", "tell"]

_PUBLISHED = "2026-09-01"
"""The day of the sample zone's own notice, as it stands in its file."""
EDITION = 3
"""哪一版讲法: another one makes a database of its own."""


def zone_text(begin: datetime) -> str:
    """示范区 as it was when the history begins: its 承诺时限公告 is of that time, so that no slip names a later one."""
    zone = (factory().resources / "demo" / "zone.toml").read_text("utf-8")
    if f"{begin:%Y-%m-%d}" >= _PUBLISHED:
        return zone
    year = begin.year if begin.month == 12 else begin.year - 1  # noqa: PLR2004 - December
    return zone.replace("2026-09-01", f"{year}-12-01").replace("示范〔2026〕", f"示范〔{year}〕")


@dataclass(frozen=True, slots=True)
class Summary:
    """历史小结: what the last line of `bingliang demo --years` says."""

    projects: int
    cases: int
    items: int
    open: int
    acts: int
    papers: int
    lines: int


def summary(desk: Desk) -> Summary:
    """数一数 what is in the database."""
    from bingliang.store.counting import counted

    with desk.store.look() as look:
        return Summary(**counted(look))


def fresh(where: str | Path) -> None:
    """须是新库: a ValueError when something is recorded in that database already."""
    from bingliang.store.counting import counted

    desk = open_desk(where, CLERK)
    try:
        with desk.store.look() as look:
            if counted(look)["lines"]:
                raise ValueError("这个数据库里已经有台账，历史数据只能写进新的数据库，请换一个文件名。")
    finally:
        desk.close()


def tell(where: str | Path, plan: Plan, told: Callable[[date], None] = lambda _: None) -> Desk:
    """讲一遍; the desk stands at the demo's today afterwards. `told` hears every month that begins."""
    begin = plan.begin(TODAY)
    clock = StoryClock(begin)
    desk = open_desk(where, CLERK, clock=clock)
    adopt_zone(Desk(desk.store, ADMINISTRATOR), "history/zone", zone_text(begin), "示范区")
    season = Season()
    with desk.store.retellable():
        for life in _lives(Recording(desk.store, CLERK), season, plan, begin):
            season.begin(life)
        month = ""
        while (found := season.next_until(TODAY)) is not None:
            clock.now, life = found
            if f"{clock.now:%Y%m}" != month:
                month = f"{clock.now:%Y%m}"
                told(clock.now.date())
            season.resume(life)
        clock.now = TODAY
        round_off(Recording(desk.store, CLERK))
    return desk


def _lives(desk: Recording, season: Season, plan: Plan, begin: datetime) -> Iterator[Life]:
    """各条线: the stories, the house's own duties, and every project with its visits and what else befalls it."""
    with desk.store.look() as look:
        catalogue, calendar = look.loaded("catalogue"), look.loaded("calendar")
    yield _stories(desk)
    yield duties.mornings(desk, calendar, begin)
    yield duties.assessments(desk, calendar, begin)
    yield duties.questions(desk, calendar, begin, plan.seed, max(1, 3000 // max(1, plan.cases)))
    yield needs.posts(desk, begin)
    planned = courses(plan, catalogue, calendar, TODAY)
    found = library.ways(planned, calendar, begin.date(), plan.seed)
    yield library.sheets(desk, found)
    yield gatherings.openings(desk, calendar, found, begin.date())
    yield gatherings.opinions(desk, calendar, found, begin.date())
    for way in found:
        yield library.progress(desk, calendar, way)
        yield gatherings.calls(desk, calendar, way)
        yield needs.problem(desk, calendar, way)
        yield needs.agency(desk, calendar, way)
        yield duties.promises(desk, calendar, way)
    for course in planned:
        for visit in course.visits:
            yield Visit(desk, season, visit, calendar, catalogue).life()


def _stories(desk: Recording) -> Life:
    """示范故事 in their time, from the day on which the zone publishes its promises anew."""
    home = factory().resources / "demo"
    yield BEGINS
    open_zone(desk, home)
    for telling in tellings(desk, home):
        yield telling.at
        telling.tell()
