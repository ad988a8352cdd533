"""Every test of this room runs on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bingliang.desk.demo.story import CLERK, StoryClock
from bingliang.desk.desk import open_desk
from tests.clerk import Clerk, at_work
from tests.desk.boards_hand import Room


@pytest.fixture
def clerk(database: str) -> Iterator[Clerk]:
    """A clerk of the sample zone, on either database."""
    found = at_work(database)
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
