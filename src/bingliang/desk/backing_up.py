"""备份: a checked copy of this machine's ledger with the originals of its papers, while the counters work on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang import __version__

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

SERVER = (
    "共用数据库“{shown}”由管理员在服务器上备份：pg_dump -Fc -f 备份文件 库名；本机不存数据，程序可以直接升级，"
    "升级第一个窗口之前请先备份服务器。"
)


@dataclass(frozen=True, slots=True)
class BackedUp:
    """备好的一份: the copy, and how many originals were copied anew beside it."""

    path: Path
    papers: int


def database_of(desk: Desk) -> str:
    """打开着的是哪一个: the file, or the address without its password."""
    url = desk.store.engine.url
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def back_up(database: str | Path, folder: Path) -> BackedUp:
    """备份到一个文件夹; a ValueError in one sentence where there is nothing to copy here, or the copy is not sound."""
    from bingliang.store.copying import copy_database, copy_papers, free_name
    from bingliang.store.location import located

    place = located(database)
    if place.path is None:
        raise ValueError(SERVER.format(shown=place.shown))
    if not place.path.exists():
        raise ValueError(f"没有找到数据库“{place.path}”，请核对路径。")
    copy = copy_database(place.path, free_name(place.path, folder, __version__))
    try:
        return BackedUp(copy, copy_papers(place.path, copy))
    except OSError as error:
        raise ValueError(
            f"数据库已复制到“{copy}”，文书原件没有复制完（{error.strerror}），请检查磁盘后再备份一次。"
        ) from error
