from __future__ import annotations

import re
import sqlite3
import sys
from pathlib import Path, PureWindowsPath

import pytest

from bingliang.store.driver import driver, wal_is_sound
from bingliang.store.location import located, network_of, synchronised_folder, unnameable
from bingliang.store.sqlite import sqlite_engine
from tests.store.counter import opened, receive


@pytest.mark.parametrize(
    "name", ["台账.db", "办件 #1.db", "a?b=c.db", "50%20.db", "岳阳 用户/数据/库.db", "a'b\".db", "x&y;z.db"]
)
@pytest.mark.parametrize("written", ["path", "url"])
def test_any_name_a_clerk_gives_is_the_name_of_the_file(tmp_path: Path, name: str, written: str) -> None:
    path = tmp_path / name
    where = str(path) if written == "path" else f"sqlite:///{path}"
    if sys.platform == "win32" and (sign := unnameable(path)):
        with pytest.raises(ValueError, match=f"不能用的“{re.escape(sign)}”"):
            opened(where)
        return
    with opened(where) as store:
        receive(store, "按键-1", "case/1")
        store.blobs.put(b"x")
    assert path.is_file()
    assert path.with_name(f"{path.name}.blobs").is_dir()


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("mysql://root@host/x", "不认识"),
        ("sqlite://", "不认识"),
        ("sqlite:///:memory:", "是空的"),
        ("", "是空的"),
        ("https://u:secret@host", "不认识"),
    ],
)
def test_other_addresses_are_refused_with_a_sentence(where: str, words: str) -> None:
    with pytest.raises(ValueError, match=words) as refused:
        located(where)
    assert "secret" not in str(refused.value)


def test_a_postgresql_address_never_shows_its_password() -> None:
    location = located("postgresql://li:secret@host:5432/zone")
    assert location.path is None
    assert "secret" not in location.shown
    assert location.url == "postgresql+psycopg://li:secret@host:5432/zone"


MOUNTS = """\
22 1 8:1 / / rw - ext4 /dev/sda1 rw
40 22 0:40 / /mnt/share rw - cifs //server/share rw
41 22 0:41 / /mnt/two\\040words rw - nfs4 server:/x rw
42 40 8:2 / /mnt/share/local rw - ext4 /dev/sdb rw
43 22 0:43 / /srv rw - 9p none rw
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells by the kind of the drive")
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/mnt/share/台账.db", "cifs"),
        ("/mnt/two words/a.db", "nfs4"),
        ("/mnt/share/local/a.db", ""),
        ("/mnt/shared/a.db", ""),
        ("/home/li/a.db", ""),
        ("/srv/a.db", ""),
    ],
)
def test_a_network_drive_is_known_by_its_mount(path: str, kind: str) -> None:
    assert network_of(Path(path), MOUNTS) == kind


def test_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bingliang.store.location.network_of", lambda _path: "cifs")
    with pytest.raises(ValueError, match="网络盘（cifs）"):
        located(tmp_path / "台账.db")


def test_a_synchronised_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="同步文件夹“OneDrive - 园区”"):
        located(tmp_path / "OneDrive - 园区" / "台账.db")
    assert synchronised_folder(PureWindowsPath(r"C:\Users\li\坚果云\a.db")) == "坚果云"
    assert synchronised_folder(PureWindowsPath(r"C:\Users\li\Documents\a.db")) == ""


@pytest.mark.parametrize(
    ("path", "sign"),
    [
        (r"C:\数据\台账.db", ""),
        (r"\\?\C:\数据\台账.db", ""),
        (r"C:\数据\台账?.db", "?"),
        (r"C:\数据 *\台账.db", "*"),
        (r"C:\数据\台账.db:2", ":"),
        ('a"b.db', '"'),
    ],
)
def test_a_name_that_windows_has_no_file_for_is_known(path: str, sign: str) -> None:
    assert unnameable(PureWindowsPath(path)) == sign


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 53, 4), True),
    ],
)
def test_wal_is_used_only_where_it_was_repaired(version: tuple[int, ...], sound: bool) -> None:  # noqa: FBT001 - a table
    assert wal_is_sound(version) is sound


def test_an_installed_program_refuses_another_sqlite_than_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that an antivirus took away must not be made up for by Python's own, older SQLite."""
    monkeypatch.setitem(sys.modules, "pysqlite3", None)
    module, _ = driver()
    assert module.__name__ == "sqlite3.dbapi2", "a checkout takes what there is"
    monkeypatch.setattr(sqlite3.dbapi2, "sqlite_version_info", (3, 40, 1))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(ValueError, match="请重新安装"):
        driver()


def test_every_connection_is_durable_and_checked(tmp_path: Path) -> None:
    with opened(tmp_path / "台账.db") as store:
        for _ in range(2):
            with store.engine.connect() as one, store.engine.connect() as two:
                for connection in (one, two):
                    asked = {
                        name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                        for name in (
                            "journal_mode",
                            "synchronous",
                            "foreign_keys",
                            "busy_timeout",
                            "recursive_triggers",
                        )
                    }
                    assert asked == {
                        "journal_mode": "wal",
                        "synchronous": 2,
                        "foreign_keys": 1,
                        "busy_timeout": 15_000,
                        "recursive_triggers": 1,
                    }


def test_without_a_sound_wal_one_process_has_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    monkeypatch.setattr("bingliang.store.sqlite.driver", lambda: (sqlite3, False))
    path = tmp_path / "台账.db"
    with opened(path) as store:
        receive(store, "按键-1", "case/1")
        with store.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "delete"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 3
        with pytest.raises(ValueError, match="正由另一个程序使用"):
            sqlite_engine(path, create=False)
    with opened(path) as again:
        assert again.verify().ok


def test_a_folder_that_cannot_be_written_gives_a_sentence(tmp_path: Path) -> None:
    if sys.platform == "linux":
        with pytest.raises(ValueError, match="不能写入，办件无法保存"):
            opened("/proc/台账.db")
    file = tmp_path / "文件"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(ValueError, match="不能写入，办件无法保存"):
        opened(file / "台账.db")
    with pytest.raises(ValueError, match="是文件夹"):
        opened(tmp_path)


def test_a_file_that_is_no_database_gives_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "台账.db"
    path.write_bytes("这不是数据库。".encode() * 500)
    with pytest.raises(ValueError, match="不是可用的数据库文件"):
        opened(path)
