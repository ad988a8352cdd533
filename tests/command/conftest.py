"""The commands that open a database run on both kinds; the demo is told once."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import pytest

import bingliang.desk.desk
from bingliang.command import main
from bingliang.desk.demo.story import CLERK, TODAY, StoryClock, open_zone
from bingliang.settings import factory


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's database and papers, told once for all tests of this room."""
    home = tmp_path_factory.mktemp("演示 #1")
    code = main(["demo", "--no-pictures", "--db", str(home / "demo.db"), "--out", str(home / "文书")])
    assert code == 0
    return home


@pytest.fixture
def on_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The commands run on the morning of the demo: what is late and what counts depends on the day."""
    monkeypatch.setattr(
        bingliang.desk.desk, "open_desk", partial(bingliang.desk.desk.open_desk, clock=StoryClock(TODAY))
    )


@pytest.fixture(scope="session")
def opened_zone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample zone on the real clock, with nothing in it yet; set up once."""
    where = tmp_path_factory.mktemp("空区") / "zone.db"
    desk = bingliang.desk.desk.open_desk(where, CLERK)
    open_zone(desk, factory().resources / "demo")
    desk.close()
    return where.parent


@pytest.fixture
def zone(opened_zone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A copy of it, on a machine of its own."""
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path / "data"))
    shutil.copytree(opened_zone, tmp_path / "zone")
    return str(tmp_path / "zone" / "zone.db")
