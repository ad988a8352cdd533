"""备份 of whatever ledger is open: the file of an embedded one; a shared one is named, and left to who keeps the server."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bingliang.desk.backing_up import back_up, database_of
from bingliang.store.blobs import blob_folder
from tests.clerk import Clerk


def test_the_open_ledger_is_copied_or_its_keeper_named(clerk: Clerk, tmp_path: Path) -> None:
    database = database_of(clerk.desk)
    if "://" in database:
        with pytest.raises(ValueError, match="pg_dump"):
            back_up(database, tmp_path)
        return
    done = back_up(database, tmp_path / "另一块盘")
    assert done.path.is_file()
    with pytest.raises(ValueError, match="没有找到数据库"):
        back_up(tmp_path / "none.db", tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="a file that cannot be read even by root is only there")
def test_papers_that_cannot_be_copied_are_said_beside_the_copy_that_stands(clerk: Clerk, tmp_path: Path) -> None:
    database = database_of(clerk.desk)
    if "://" in database:
        pytest.skip("a shared ledger has no folder of papers")
    blobs = blob_folder(Path(database))
    blobs.mkdir(exist_ok=True)
    (blobs / "torn").symlink_to("/proc/self/mem")
    with pytest.raises(ValueError, match="文书原件没有复制完"):
        back_up(database, tmp_path / "out")
    assert list((tmp_path / "out").glob("*.db"))
