"""Every test of this room runs on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bingliang.desk.demo.demonstration import demonstrate
from bingliang.desk.demo.story import StoryClock
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
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerk]:
    """All stories, played to 2026-12-18, 08:50; only to be read."""
    where = str(tmp_path_factory.mktemp("故事") / "演示 #2.db")
    desk, _ = demonstrate(where)
    yield Clerk(desk, StoryClock(), where=where)
    desk.close()
