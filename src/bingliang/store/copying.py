"""副本: a whole, checked copy of an embedded ledger, taken while counters go on writing."""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import datetime
from pathlib import Path

from bingliang.placing import put_in_place
from bingliang.store.blobs import blob_folder
from bingliang.store.driver import driver
from bingliang.store.structure import BEIJING


def copy_database(path: Path, target: Path) -> Path:
    """复制数据库文件: what was committed when the copy began, in one file; it stands under its name only when it is sound.

    ValueError with one sentence when the source is damaged or the disk does not take the copy.
    """
    fresh = target.with_name(target.name + ".part")
    fresh.unlink(missing_ok=True)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _vacuum(path, fresh)
        found = _fault(fresh)
        if found:
            raise ValueError(f"数据库“{path}”的副本没有通过检查（{found}），请先运行 bingliang verify 查明原因。")
        with fresh.open("rb+") as written:
            os.fsync(written.fileno())
        put_in_place(fresh, target)
    except OSError as error:
        raise ValueError(f"副本写不进“{target}”（{error.strerror}），请检查磁盘空间和权限。") from error
    finally:
        fresh.unlink(missing_ok=True)
    return target


def copy_papers(path: Path, target: Path) -> int:
    """复制文书原件 of the database at `path` beside its copy `target`; how many. Names are hashes: what is there stays."""
    source, out = blob_folder(path), blob_folder(target)
    copied = 0
    for file in sorted(source.rglob("*")) if source.is_dir() else ():
        place = out / file.relative_to(source)
        if file.is_file() and not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            fresh = place.with_name(place.name + ".part")
            shutil.copyfile(file, fresh)
            put_in_place(fresh, place)
            copied += 1
    return copied


def free_name(path: Path, folder: Path, version: str) -> Path:
    """副本的名称: ledger, time and program; a second one within the same minute gets a number, so that none is written over."""
    name = f"{path.stem}-{datetime.now(BEIJING):%Y%m%d-%H%M}-{version}"
    number, found = 1, folder / f"{name}.db"
    while found.exists():
        number += 1
        found = folder / f"{name}-{number}.db"
    return found


def _vacuum(path: Path, fresh: Path) -> None:
    """VACUUM INTO contains what still lies in the WAL, and needs no lock that would hold a counter up."""
    module, _ = driver()
    connection = module.connect(str(path), isolation_level=None, timeout=15)
    with contextlib.closing(connection):
        try:
            connection.execute("VACUUM INTO ?", (str(fresh),))
        except module.Error as error:
            raise ValueError(
                f"数据库“{path}”没有复制到“{fresh.parent}”（{error}），请核对路径、写入权限和磁盘空间。"
            ) from error


def _fault(copy: Path) -> str:
    """The first thing that is wrong with the copy, read by itself."""
    module, _ = driver()
    with contextlib.closing(module.connect(str(copy))) as connection:
        try:
            found = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
            if not connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'ledger'").fetchone()[0]:
                return "里面没有台账"
        except module.Error as error:
            return str(error)
    return "" if found == "ok" else found
