"""Every test of this room runs on both databases; on PostgreSQL by the daily role, which may add to the ledger and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from bingliang.desk.demo.story import BEIJING, CLERK, StoryClock, open_zone
from bingliang.desk.desk import Desk, open_desk
from bingliang.settings import factory
from tests.clerk import Clerk, at_work
from tests.databases import AWKWARD
from tests.desk.boards_hand import Room
from tests.desk.filings_hand import at


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a fresh database is, as a counter opens it."""
    if request.param == "postgresql":
        address: str = request.getfixturevalue("daily_postgresql")
        return address
    return str(tmp_path / AWKWARD)


@pytest.fixture
def clerk(zone_database: str) -> Iterator[Clerk]:
    """A clerk of the sample zone, on either database."""
    found = at_work(zone_database)
    yield found
    found.desk.close()


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Clerk]:
    """A clerk on the embedded database alone, for tables of many small cases."""
    found = at_work(str(tmp_path / "台账 #1.db"))
    yield found
    found.desk.close()


@pytest.fixture
def room(clerk: Clerk) -> Room:
    """看板室, on either database."""
    clerk.on("10-22")
    return Room(clerk)


@pytest.fixture(scope="session")
def told(told_again: Callable[[], Path]) -> Iterator[Clerk]:
    """All stories, played to 2026-12-18, 08:50; only to be read."""
    where, clock = str(told_again()), StoryClock()
    desk = open_desk(where, CLERK, clock=clock, create=False)
    yield Clerk(desk, clock, where=where)
    desk.close()


@pytest.fixture
def clock() -> StoryClock:
    """Friday 2026-10-30, 09:00."""
    return StoryClock(datetime(2026, 10, 30, 9, 0, tzinfo=BEIJING))


@pytest.fixture
def desk(database: str, clock: StoryClock) -> Iterator[Desk]:
    """A counter of the sample zone before its first case."""
    opened = open_desk(database, CLERK, clock=clock)
    open_zone(opened, factory().resources / "demo")
    yield opened
    opened.close()


@pytest.fixture
def friday(clerk: Clerk) -> Clerk:
    """Friday 2026-12-18, 08:50; the sample filing entered its platform on Thursday at 20:15."""
    at(clerk, "2026-12-18T08:50:00")
    return clerk
