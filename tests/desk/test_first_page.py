"""先看到的一页: what the desk would show, row for row and light for light; and nothing where the desk has to come first."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import product
from pathlib import Path

import pytest

from bingliang.desk.acts.press import press
from bingliang.desk.casework.clocks import sweep
from bingliang.desk.demo.story import BEIJING, CLERK, StoryClock
from bingliang.desk.desk import open_desk
from bingliang.desk.first_page import FirstPage, first_page
from bingliang.desk.handover import deputies
from bingliang.desk.reading import COUNTER, Reading
from bingliang.desk.rows import ListFilter, SortBy, Sorting
from bingliang.ledger.acts import Who
from bingliang.ledger.deputies import Pair
from bingliang.settings import Settings
from bingliang.store import glance
from tests.bench.standing import TODAY, fill
from tests.clerk import Clerk, at_work

EVERY = [Sorting(by, far_first=far) for by, far in product(SortBy, (False, True))]


def of_day(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """The database's clock stands at that moment."""
    monkeypatch.setattr(glance, "SQLITE_NOW", f"SELECT '{now.isoformat()}'")


def settings(clerk: Clerk) -> Settings:
    who = clerk.desk.who
    return Settings(database=clerk.where, clerk=who.name, counter=who.counter, role=who.role)


def first(clerk: Clerk, monkeypatch: pytest.MonkeyPatch, sorting: Sorting = Sorting()) -> FirstPage | None:  # noqa: B008 - frozen
    of_day(monkeypatch, clerk.clock.now)
    return first_page(settings(clerk), sorting, 100)


def as_the_desk(page: FirstPage | None, reading: Reading, sorting: Sorting, limit: int = 100) -> bool:
    assert page is not None
    rows = reading.worklist(ListFilter.IN_HAND, scope=COUNTER, after=None, limit=limit, sorting=sorting)
    assert page.rows == tuple(rows)
    assert page.counts == reading.counts(scope=COUNTER)
    assert page.today == reading.today
    return bool(page.rows)


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six cases, one for each light that a start may meet on 2026-11-16, the most pressing not first; only to be copied."""
    folder = tmp_path_factory.mktemp("首页")
    clerk = at_work(str(folder / "台账.db"))
    clerk.on("11-13").receives("S2-09").accepts(1)  # 正常
    clerk.on("10-12").receives("S3-09").accepts(1)  # 法定超期
    clerk.on("11-05").receives("S3-09").accepts(1)  # 承诺超时
    clerk.on("11-12").receives("S3-07").accepts(1)  # 临期
    clerk.on("11-02").receives("S2-04").on("11-04").accepts(1).on("11-09").stops(1, "专家评审", 15)
    clerk.on("11-13").receives("S3-09").accepts(1).grants(1)  # 待领取
    clerk.desk.close()
    return folder


@pytest.fixture
def morning(worked: Path, tmp_path: Path) -> Iterator[Clerk]:
    copy = shutil.copytree(worked, tmp_path / "台账 #1?") / "台账.db"
    clock = StoryClock(datetime(2026, 11, 16, 9, 0, tzinfo=BEIJING))
    desk = open_desk(copy, CLERK, clock=clock, create=False)
    yield Clerk(desk, clock, where=str(copy))
    desk.close()


def test_every_light_and_every_order_are_those_of_the_desk(morning: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    reading = Reading(morning.desk)
    for sorting in EVERY:
        assert as_the_desk(first(morning, monkeypatch, sorting), reading, sorting)
    lights = {row.light for row in reading.worklist(ListFilter.IN_HAND, scope=COUNTER, after=None, limit=9)}
    assert len(lights) == 6, lights


def test_the_sample_zone_is_shown_as_the_desk_shows_it(told: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Green cases before all others, several departments in each row, a zone with a calendar of its own."""
    page = first(told, monkeypatch)
    if page is None:  # what waits for nobody but the clerk is swept every morning, and the desk goes first then
        monkeypatch.setattr(glance.Glance, "lapsing", lambda _: False)
        page = first(told, monkeypatch)
    assert as_the_desk(page, Reading(told.desk), Sorting())


def test_a_page_of_many_cases_is_shown_as_the_desk_shows_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(TODAY.year, TODAY.month, TODAY.day, 8, 30, tzinfo=BEIJING)
    of_day(monkeypatch, now)
    path = tmp_path / "many.db"
    desk = open_desk(path, Who("测速", "1"), clock=lambda: now)
    fill(desk, 2_000)  # a hundred open, fifty at each of two counters
    where = Settings(database=str(path), clerk=desk.who.name, counter=desk.who.counter)
    for sorting in EVERY:
        assert as_the_desk(first_page(where, sorting, 40), Reading(desk), sorting, 40)
    desk.close()


def test_the_cases_that_a_deputy_stands_in_for_are_marked(morning: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    head = morning.another("后台", "领导", "中心主任")
    pair = Pair("综合窗口甲", "综合窗口乙", "窗口", "", date(2026, 11, 16), None, both=False, document="")
    press(head.desk, "pair", deputies.appoint(pair))
    deputy = morning.another("3")
    page = first(deputy, monkeypatch)
    assert as_the_desk(page, Reading(deputy.desk), Sorting())
    assert page is not None
    assert {row.deputy_for for row in page.rows} == {"综合窗口甲"}


def test_where_silence_may_speak_the_desk_goes_first(alone: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    """《行政许可法》第三十二条: with no notice in five days the application counts as accepted, and its clock has begun."""
    alone.on("10-12").receives("S3-09").on("10-30")
    assert first(alone, monkeypatch) is None
    assert sweep(alone.desk)
    assert as_the_desk(first(alone, monkeypatch), Reading(alone.desk), Sorting())


def test_a_day_later_the_lights_are_those_of_that_day(morning: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = first(morning, monkeypatch)
    after = first(morning.on("11-18"), monkeypatch)
    assert as_the_desk(after, Reading(morning.desk), Sorting())
    assert before is not None
    assert after is not None
    assert [row.light for row in before.rows] != [row.light for row in after.rows]


def test_what_only_the_desk_can_tell_is_left_to_it(morning: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = settings(morning)
    of_day(monkeypatch, morning.clock.now)
    for other in (
        replace(usual, database="postgresql://nobody@nowhere/none"),
        replace(usual, database="mysql://nobody@nowhere/none"),
        replace(usual, database=f"{morning.where}.没有"),
        replace(usual, role="部门", office="housing"),
    ):
        assert first_page(other, Sorting(), 100) is None, other
    assert first_page(usual, Sorting(), 100) is not None


def test_a_counter_without_cases_has_an_empty_page(morning: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = first(morning.another("9"), monkeypatch)
    assert page is not None
    assert page.rows == ()
    assert page.counts.in_hand == 0


def test_nothing_heavy_comes_into_memory_for_it(morning: Clerk, tmp_path: Path) -> None:
    """What it is for: neither SQLAlchemy nor what a case needs."""
    told = (
        "import sys\n"
        "from bingliang.desk.first_page import first_page\n"
        "from bingliang.desk.rows import Sorting\n"
        "from bingliang.settings import Settings\n"
        f"first_page(Settings(database={morning.where!r}, counter='3'), Sorting(), 100)\n"
        "print([name for name in ('sqlalchemy', 'psycopg', 'reportlab', 'bingliang.ledger.case') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", told], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
