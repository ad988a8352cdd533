"""The sample zone, all its stories told to the morning of 2026-12-18: once for a worker, a copy for whoever asks."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

ToldZone = tuple[Path, tuple[str, ...]]


@pytest.fixture(scope="session")
def told_zone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ToldZone]:
    """The folder of its database and the streams of its cases; only to be `copied`."""
    from bingliang.desk.demo.demonstration import demonstrate
    from bingliang.store.blobs import BlobFolder, blob_folder

    folder = tmp_path_factory.mktemp("told")
    desk, summary = demonstrate(folder / "zone.db")
    desk.close()
    yield folder, summary.streams
    assert list(BlobFolder(blob_folder(folder / "zone.db")).bad()) == [], "a test wrote into a paper of all"


def copied(told: Path, folder: Path) -> Path:
    """The database of a copy of one's own; its papers, which nothing writes into, are the told ones by a second name."""
    shutil.copytree(told, folder, copy_function=_linked)
    return folder / "zone.db"


def _linked(source: str, target: str) -> None:
    if Path(source).parent.parent.suffix == ".blobs":
        try:
            os.link(source, target)
        except OSError:  # of another disk, or one that knows no links
            pass
        else:
            return
    shutil.copyfile(source, target)


@pytest.fixture(scope="session")
def told_again(told_zone: ToldZone, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Where a copy of its own is."""

    return lambda: copied(told_zone[0], tmp_path_factory.mktemp("演示 #1") / "故事")


@pytest.fixture(scope="session")
def desk_again(told_again: Callable[[], Path]) -> Callable[[], Desk]:
    """A desk on a copy of its own, on the morning of the story."""

    def opened() -> Desk:
        from bingliang.desk.demo.story import CLERK, StoryClock
        from bingliang.desk.desk import open_desk

        return open_desk(told_again(), CLERK, clock=StoryClock(), create=False)

    return opened
