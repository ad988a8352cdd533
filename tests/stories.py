"""The sample zone, all its stories told to the morning of 2026-12-18: once for a worker, a copy for whoever asks."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

ToldZone = tuple[Path, tuple[str, ...]]


@pytest.fixture(scope="session")
def told_zone(tmp_path_factory: pytest.TempPathFactory) -> ToldZone:
    """The folder of its database and the streams of its cases; only to be copied."""
    from bingliang.desk.demo.demonstration import demonstrate

    folder = tmp_path_factory.mktemp("told")
    desk, summary = demonstrate(folder / "zone.db")
    desk.close()
    return folder, summary.streams


@pytest.fixture(scope="session")
def told_again(told_zone: ToldZone, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Where a copy of its own is."""

    def copied() -> Path:
        folder = tmp_path_factory.mktemp("演示 #1") / "故事"
        shutil.copytree(told_zone[0], folder)
        return folder / "zone.db"

    return copied


@pytest.fixture(scope="session")
def desk_again(told_again: Callable[[], Path]) -> Callable[[], Desk]:
    """A desk on a copy of its own, on the morning of the story."""

    def opened() -> Desk:
        from bingliang.desk.demo.story import CLERK, StoryClock
        from bingliang.desk.desk import open_desk

        return open_desk(told_again(), CLERK, clock=StoryClock(), create=False)

    return opened
