"""bingliang backup: 备份: a checked copy of the embedded database with its papers; the installer asks for one before an upgrade."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bingliang import __version__
from bingliang.command.database import add_database


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
    from bingliang.desk.backing_up import SERVER, back_up
    from bingliang.settings import data_folder, default_database, load
    from bingliang.store.copying import copy_database, free_name
    from bingliang.store.location import located

    database, folder = args.db or load().database or default_database(), args.out or data_folder() / "backup"
    if not args.before_upgrade:
        done = back_up(database, folder)
        print(done.path)
        print(f"文书原件新增复制{done.papers}份。")
        return 0
    place = located(database)
    if place.path is None:
        print(SERVER.format(shown=place.shown))
    elif not place.path.exists():
        print("本机还没有数据库，不用备份。")
    else:
        print(copy_database(place.path, free_name(place.path, folder, __version__)))
    return 0
