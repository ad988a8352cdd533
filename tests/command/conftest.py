"""The commands that open a database run on both kinds; the demo is told once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

import bingliang.desk.desk
from bingliang.command import main
from bingliang.desk.demo.story import TODAY, StoryClock


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
