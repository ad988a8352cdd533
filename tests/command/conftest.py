"""The commands that open a database run on both kinds; the demo is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bingliang.command import main


@pytest.fixture(scope="session")
def demonstrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's database and papers, told once for all tests of this room."""
    home = tmp_path_factory.mktemp("演示 #1")
    code = main(["demo", "--no-pictures", "--db", str(home / "demo.db"), "--out", str(home / "文书")])
    assert code == 0
    return home
