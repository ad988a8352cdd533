"""讲两年: the whole history on a database of its own, the same for the same seed, through the acts and rules of the desk.

A paper is recorded with its number and its facts and made when somebody asks for it (F8), not in advance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bingliang.desk.demo.story import ADMINISTRATOR, CLERK, TODAY, StoryClock
from bingliang.desk.desk import Desk, open_desk, outcome_of
from bingliang.desk.history.invented import invented
from bingliang.desk.history.lives import BEIJING, Visit
from bingliang.desk.history.season import Season
from bingliang.desk.history.visits import REASONS
from bingliang.desk.zone.editions import adopt_zone
from bingliang.settings import factory

if TYPE_CHECKING:
    from bingliang.desk.desk import Answer
    from bingliang.desk.file import File
    from bingliang.ledger.workdays import Calendar
    from bingliang.store.work import Work

SEED = 20241218


@dataclass
class Recording(Desk):
    """只记账的柜台: the acts and their papers are recorded as ever; a PDF is made when it is asked for."""

    def act(self, request: str, act: str, decide: Callable[[Work], File]) -> Answer:
        """办理一次, without making the papers."""
        return self.store.act(request, self.who, act, outcome_of(decide))


@dataclass(frozen=True, slots=True)
class Plan:
    """讲多少: years back from the demo's own today, projects, cases, and the seed from which all of it follows."""

    years: int = 2
    projects: int = 300
    cases: int = 3000
    seed: int = SEED


def _zone(year: int) -> str:
    """示范区 as it was when the history begins: its 承诺时限公告 is of that year, so that no slip names a later one."""
    zone = (factory().resources / "demo" / "zone.toml").read_text("utf-8")
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
    begin = TODAY.replace(year=TODAY.year - plan.years, hour=8, minute=30)
    clock = StoryClock(begin)
    desk = open_desk(where, CLERK, clock=clock)
    adopt_zone(Desk(desk.store, ADMINISTRATOR), "history/zone", _zone(begin.year), "示范区")
    season = Season()
    for visit in _visits(desk, season, plan, begin):
        season.begin(visit.life())
    month = ""
    with desk.store.retellable():
        while (found := season.next_until(TODAY)) is not None:
            clock.now, life = found
            if f"{clock.now:%Y%m}" != month:
                month = f"{clock.now:%Y%m}"
                told(clock.now.date())
            season.resume(life)
    clock.now = TODAY
    return desk


def _visits(desk: Desk, season: Season, plan: Plan, begin: datetime) -> list[Visit]:
    """所有来窗, project by project: how often, why and on which days."""
    with desk.store.look() as look:
        catalogue, calendar = look.loaded("catalogue"), look.loaded("calendar")
    recording = Recording(desk.store, CLERK)
    last = TODAY.date() - timedelta(days=1)
    span = calendar.count(begin.date(), last)
    found: list[Visit] = []
    for number in range(plan.projects):
        random = Random(f"{plan.seed}/{number}")  # noqa: S311 - a story, no secret
        who = invented(number, random)
        many = plan.cases // plan.projects + (number < plan.cases % plan.projects)
        reasons = sorted(random.choices(REASONS, [one.likely for one in REASONS], k=many), key=lambda one: one.place)
        days = _days(calendar, begin.date(), span, many, random)
        for day, why in zip(days, reasons, strict=True):
            key = f"history/{plan.seed}/{len(found):05d}"
            moment = datetime(day.year, day.month, day.day, 8, 40, tzinfo=BEIJING) + timedelta(
                minutes=random.randint(0, 480)
            )
            chance = Random(key)  # noqa: S311 - as above
            found.append(Visit(recording, season, chance, key, who, why, moment, calendar, catalogue))
    return found


def _days(calendar: Calendar, begin: date, span: int, many: int, random: Random) -> list[date]:
    """来窗的日子: a project's visits lie around its middle; what would fall outside the years comes on any day of them."""
    middle, reach = random.randint(0, span), random.randint(90, 240)
    drawn = (middle + round(random.triangular(-reach, reach, 0)) for _ in range(many))
    places = sorted(place if 1 <= place <= span else random.randint(1, span) for place in drawn)
    return [calendar.workday(begin, place) for place in places]
