"""bingliang backup: a copy that verifies, taken while the counter is open; what the installer asks before an upgrade."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bingliang.command import main
from bingliang.store.copying import copy_database


@pytest.fixture
def counter(demonstrated: Path, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose own database is a copy of the demo's."""
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace))
    shutil.copy(demonstrated / "demo.db", workspace / "bingliang.db")
    shutil.copytree(demonstrated / "demo.db.blobs", workspace / "bingliang.db.blobs")
    return workspace


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.db"))


def test_the_copy_verifies_by_itself_with_its_papers(counter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backup"]) == 0
    said = capsys.readouterr().out
    (copy,) = copies(counter / "backup")
    assert str(copy) in said
    assert copy.name.endswith("-0.1.0.db")
    count = sum(1 for one in (counter / "bingliang.db.blobs").rglob("*") if one.is_file())
    assert f"新增复制{count}份" in said
    assert main(["verify", "--db", str(copy)]) == 0
    assert main(["backup"]) == 0
    assert len(copies(counter / "backup")) == 2, "nothing is written over"
    assert not list((counter / "backup").glob("*.part"))


def test_before_an_upgrade_the_database_alone_is_copied(counter: Path) -> None:
    assert main(["backup", "--before-upgrade"]) == 0
    assert len(copies(counter / "backup")) == 1
    assert not list((counter / "backup").glob("*.blobs"))


def test_without_a_database_an_upgrade_goes_on_and_a_person_is_told(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace))
    assert main(["backup", "--before-upgrade"]) == 0
    assert main(["backup"]) == 2
    assert "没有找到数据库" in capsys.readouterr().err
    monkeypatch.setenv("BINGLIANG_DATABASE", "postgresql://u:secret@h/b")
    assert main(["backup", "--before-upgrade"]) == 0, "a counter without data of its own may be upgraded"
    assert main(["backup"]) == 2
    said = capsys.readouterr()
    assert "pg_dump" in said.out
    assert "secret" not in said.out + said.err


def test_a_damaged_database_gives_no_copy_and_stops_the_upgrade(
    counter: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = counter / "bingliang.db"
    data = bytearray(database.read_bytes())
    data[8192:20480] = b"\xff" * 12288
    database.write_bytes(data)
    assert main(["backup", "--before-upgrade"]) == 2
    assert "bingliang.db" in capsys.readouterr().err
    assert not list((counter / "backup").iterdir()), "nothing that looks like a backup is left"


def test_another_programs_file_is_no_ledger(workspace: Path) -> None:
    import sqlite3

    with sqlite3.connect(workspace / "other.db") as other:
        other.execute("CREATE TABLE t (a)")
    other.close()
    with pytest.raises(ValueError, match="没有台账"):
        copy_database(workspace / "other.db", workspace / "copy.db")
    assert not (workspace / "copy.db").exists()


def test_a_copy_is_taken_beside_an_open_act(counter: Path) -> None:
    """A writer in the middle of a transaction neither hinders the copy nor gets into it."""
    from pysqlite3 import dbapi2

    database = counter / "bingliang.db"
    writer = dbapi2.connect(str(database), isolation_level=None)
    writer.execute("PRAGMA journal_mode=WAL")
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("CREATE TABLE half_done (a)")
    copy = copy_database(database, counter / "copy.db")
    writer.execute("ROLLBACK")
    writer.close()
    reader = dbapi2.connect(str(copy))
    names = [row[0] for row in reader.execute("SELECT name FROM sqlite_master")]
    reader.close()
    assert "half_done" not in names
