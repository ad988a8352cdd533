"""bingliang backup: 备份: a checked copy of the embedded database with its papers; the installer asks for one before an upgrade."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bingliang import __version__
from bingliang.command.database import add_database

SERVER = (
    "共用数据库“{shown}”由管理员在服务器上备份：pg_dump -Fc -f 备份文件 库名；本机不存数据，程序可以直接升级，"
    "升级第一个窗口之前请先备份服务器。"
)


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = "把本机的数据库和文书原件复制一份并检查；窗口不用关闭。副本可以用 verify --db 副本 核验。"
    options = subparsers.add_parser("backup", help="备份数据库", description=words).options
    options.add_argument("--out", type=Path, metavar="文件夹", help="放到哪个文件夹（默认为数据文件夹里的 backup）")
    options.add_argument(
        "--before-upgrade", action="store_true", help="安装程序升级前用：只复制数据库，还没有数据库时不算出错"
    )
    add_database(options)


def run(args: argparse.Namespace) -> int:
    """备份: 0 with the copy's path on stdout; ValueError in one sentence when there is none."""
    from bingliang.settings import data_folder, default_database, load
    from bingliang.store.copying import copy_database, copy_papers, free_name
    from bingliang.store.location import located

    place = located(args.db or load().database or default_database())
    if place.path is None:
        if not args.before_upgrade:
            raise ValueError(SERVER.format(shown=place.shown))
        print(SERVER.format(shown=place.shown))
        return 0
    if not place.path.exists():
        if not args.before_upgrade:
            raise ValueError(f"没有找到数据库“{place.path}”，请核对路径。")
        print("本机还没有数据库，不用备份。")
        return 0
    folder = args.out or data_folder() / "backup"
    copy = copy_database(place.path, free_name(place.path, folder, __version__))
    print(copy)
    if not args.before_upgrade:
        print(f"文书原件新增复制{copy_papers(place.path, copy)}份。")
    return 0
