"""计划: who comes when for what and what it will meet, all of it drawn from the seed before anything is told. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from random import Random
from typing import TYPE_CHECKING

from bingliang.desk.history.courses import PLEDGED, Turn, drawn
from bingliang.desk.history.invented import Invented, invented
from bingliang.desk.history.visits import REASONS, Reason

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.workdays import Calendar

BEIJING = timezone(timedelta(hours=8))
SEED = 20241218
SHORTEST = 3
"""Months that the sample's own stories take."""
_OPEN = 8 * 60 + 40
_BEYOND = 60
"""So many workdays before and behind the years a project may have its middle, so that the first and last months are not thin."""


@dataclass(frozen=True, slots=True)
class Plan:
    """讲多少: years back from the demo's own today (or months, for a short one), projects, cases, and the seed."""

    years: int = 2
    projects: int = 300
    cases: int = 3000
    seed: int = SEED
    months: int = 0

    def sound(self) -> Plan:
        """讲得成; a ValueError when it is too short for the sample's own stories, or asks for nothing."""
        if (self.months or 12 * self.years) < SHORTEST:
            raise ValueError(f"历史至少讲{SHORTEST}个月，示范故事从九月讲到十二月。")
        if self.projects < 1 or self.cases < self.projects:
            raise ValueError("项目至少一个，办件至少和项目一样多，请核对 --projects 和 --cases。")
        return self

    def begin(self, today: datetime) -> datetime:
        """从哪天讲起."""
        back = self.months or 12 * self.years
        month = today.year * 12 + today.month - 1 - back
        return today.replace(year=month // 12, month=month % 12 + 1, hour=8, minute=30)


@dataclass(frozen=True, slots=True)
class Planned:
    """计划中的一次来窗."""

    key: str
    who: Invented
    why: Reason
    at: datetime
    turns: frozenset[Turn]


@dataclass(frozen=True, slots=True)
class Course:
    """一个项目的来窗, in the order of their days."""

    number: int
    who: Invented
    visits: tuple[Planned, ...]


def courses(plan: Plan, catalogue: Catalogue, calendar: Calendar, today: datetime) -> tuple[Course, ...]:
    """所有项目和来窗: how often, why, on which days, and what each meets."""
    begin = plan.begin(today)
    span = calendar.count(begin.date(), today.date() - timedelta(days=1))
    found: list[Course] = []
    serial = 0
    for number in range(plan.projects):
        random = Random(f"{plan.seed}/{number}")  # noqa: S311 - a story, no secret
        who = invented(number, random)
        many = plan.cases // plan.projects + (number < plan.cases % plan.projects)
        reasons = sorted(random.choices(REASONS, [one.likely for one in REASONS], k=many), key=lambda one: one.place)
        visits = []
        for day, why in zip(_days(calendar, begin.date(), span, many, random), reasons, strict=True):
            key = f"history/{plan.seed}/{serial:05d}"
            serial += 1
            items = tuple(catalogue.item_on(code, day) for code in why.items)
            at = datetime(day.year, day.month, day.day, tzinfo=BEIJING) + timedelta(
                minutes=_OPEN + random.randint(0, 480)
            )
            visits.append(Planned(key, who, why, at, drawn(Random(f"{key}/turns"), items)))  # noqa: S311 - as above
        found.append(Course(number, who, _trusted(visits)))
    return tuple(found)


def _trusted(visits: Sequence[Planned]) -> tuple[Planned, ...]:
    """守信才能再承诺: a pledge that was not true is the last that the enterprise could make before its credit is repaired."""
    kept: list[Planned] = []
    for at, visit in enumerate(visits):
        again = any(_rests_on_credit(later) for later in visits[at + 1 :])
        kept.append(replace(visit, turns=visit.turns - {Turn.FALSE}) if again else visit)
    return tuple(kept)


def _rests_on_credit(visit: Planned) -> bool:
    return Turn.DEFERRED in visit.turns or bool(PLEDGED & set(visit.why.items))


def _days(calendar: Calendar, begin: date, span: int, many: int, random: Random) -> Sequence[date]:
    """来窗的日子: a project's visits lie around its middle; what would fall outside the years comes on any day of them."""
    middle, reach = random.randint(-_BEYOND, span + _BEYOND), random.randint(90, 240)
    drawn_ = (middle + round(random.triangular(-reach, reach, 0)) for _ in range(many))
    places = sorted(place if 1 <= place <= span else random.randint(1, span) for place in drawn_)
    return [calendar.workday(begin, place) for place in places]
