"""Reliability: real processes, real kills, both databases; each promise with a control that breaks it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.reliability import presses
from tests.reliability.crew import Crew
from tests.reliability.stock import Stock


@pytest.fixture
def crew() -> Iterator[Crew]:
    """Counters that are dismissed after the test, however it ends."""
    made = Crew()
    yield made
    made.dismiss()


@pytest.fixture
def rng() -> random.Random:
    """The same moments in every run, as far as a machine repeats itself."""
    return random.Random(20261012)


VISITS = 12
"""Visits that are received in the prepared database, each of three items; their keys are 来访0, 来访1 …"""


def _received(where: str) -> None:
    desk = presses.counter(where)
    presses.open_zone(desk)
    for number in range(VISITS):
        presses.receive(desk, f"来访{number}")
    desk.close()


def _stock(request: pytest.FixtureRequest, folders: pytest.TempPathFactory, kind: str) -> Iterator[Stock]:
    server = request.getfixturevalue("postgresql_server") if kind == "postgresql" else None
    template = request.getfixturevalue("postgresql_template") if server else ""
    folder: Path = folders.mktemp("stock")
    made = Stock(server, folder, template, _received)
    yield made
    made.clear()


@pytest.fixture(scope="session")
def _sqlite_stock(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stock]:
    yield from _stock(request, tmp_path_factory, "sqlite")


@pytest.fixture(scope="session")
def _postgresql_stock(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stock]:
    yield from _stock(request, tmp_path_factory, "postgresql")


@pytest.fixture(params=["sqlite", "postgresql"])
def received(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of the sample zone with twelve visits received and nothing accepted yet."""
    stock: Stock = request.getfixturevalue(f"_{request.param}_stock")
    where = stock.copy()
    yield where
    stock.drop(where)
