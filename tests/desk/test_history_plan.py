"""The plan of the two years' history, looked at without telling it: every turn and ending occurs, in believable shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from bingliang.desk.demo.story import TODAY
from bingliang.desk.history.courses import Ending, Turn, ending
from bingliang.desk.history.library import Way, ways
from bingliang.desk.history.planning import Course, Plan, courses
from bingliang.desk.history.telling import zone_text
from bingliang.desk.loading import ZONE_FILE, factory_calendar
from bingliang.desk.loading import catalogue as catalogue_of
from bingliang.ledger.catalogue import Catalogue

PLAN = Plan()


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return catalogue_of({ZONE_FILE: zone_text(PLAN.begin(TODAY))})


@pytest.fixture(scope="module")
def planned(catalogue: Catalogue) -> tuple[Course, ...]:
    return courses(PLAN, catalogue, factory_calendar(), TODAY)


@pytest.fixture(scope="module")
def endings(planned: Sequence[Course], catalogue: Catalogue) -> Counter[Ending]:
    return Counter(
        ending(visit.turns, catalogue.item_on(visit.why.items[0], visit.at.date()))
        for course in planned
        for visit in course.visits
    )


def test_it_is_as_large_as_asked_for_and_ends_before_the_story_morning(planned: Sequence[Course]) -> None:
    visits = [visit for course in planned for visit in course.visits]
    assert (len(planned), len(visits)) == (300, 3000)
    assert len({visit.key for visit in visits}) == 3000
    assert all(PLAN.begin(TODAY) < visit.at and visit.at.date() < TODAY.date() for visit in visits)


def test_every_turn_and_every_ending_occurs(planned: Sequence[Course], endings: Counter[Ending]) -> None:
    turns = Counter(turn for course in planned for visit in course.visits for turn in visit.turns)
    assert set(turns) == set(Turn)
    assert set(endings) == set(Ending)
    assert turns[Turn.DEEMED] >= 5
    assert turns[Turn.DEFERRED] >= 10


def test_the_shares_are_believable(planned: Sequence[Course], endings: Counter[Ending]) -> None:
    """Most are granted or filed; what goes wrong is seldom, and what breaks the law hardly ever happens."""
    total = sum(endings.values())
    assert 0.85 < (endings[Ending.GRANTED] + endings[Ending.FILED] + endings[Ending.OPINED]) / total < 0.95
    assert 0.005 < endings[Ending.REFUSED] / total < 0.03
    assert 0.01 < endings[Ending.WITHDRAWN] / total < 0.04
    assert 0.005 < (endings[Ending.DECLINED] + endings[Ending.NOT_REQUIRED]) / total < 0.04
    turns = Counter(turn for course in planned for visit in course.visits for turn in visit.turns)
    assert 0.05 < turns[Turn.CORRECTED] / total < 0.15
    assert 0.02 < turns[Turn.LATE] / total < 0.07
    assert turns[Turn.OVERDUE] / total < 0.015
    assert turns[Turn.COMPLAINED] / total < 0.02


def test_what_goes_wrong_befalls_only_the_invented(planned: Sequence[Course]) -> None:
    for course in planned:
        assert str(course.who.enterprise["name"]).endswith("（虚构）")
        assert str(course.who.project["name"]).endswith("（虚构）")


def test_no_enterprise_pledges_anew_after_a_pledge_that_was_not_true(planned: Sequence[Course]) -> None:
    broken = 0
    for course in planned:
        turns = [
            (Turn.FALSE in visit.turns, Turn.DEFERRED in visit.turns or "S2-08" in visit.why.items)
            for visit in course.visits
        ]
        for at, (false, _) in enumerate(turns):
            broken += false
            assert not false or not any(again for _, again in turns[at + 1 :])
    assert broken >= 2


def test_the_same_seed_plans_the_same(planned: Sequence[Course], catalogue: Catalogue) -> None:
    assert courses(PLAN, catalogue, factory_calendar(), TODAY) == planned
    other = courses(Plan(seed=7), catalogue, factory_calendar(), TODAY)
    assert [one.visits for one in other] != [one.visits for one in planned]


@pytest.fixture(scope="module")
def library(planned: Sequence[Course]) -> tuple[Way, ...]:
    return ways(planned, factory_calendar(), PLAN.begin(TODAY).date(), PLAN.seed)


def test_the_projects_come_in_as_they_were_signed_and_some_are_late(library: Sequence[Way]) -> None:
    assert len(library) > 250
    for way in library:
        assert way.signed <= way.enlisted < TODAY.date()
        names = [name for name, _, _ in sorted(way.stones, key=lambda stone: stone[2])]
        assert names.index("开工") < names.index("投产") < names.index("达产")
    behind = sum(actual > on for way in library for _, on, actual in way.stones)
    assert 0.1 < behind / sum(len(way.stones) for way in library) < 0.6
