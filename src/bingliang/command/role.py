"""bingliang role: 数据库角色: what the program may do at its PostgreSQL server, and the counters' own role with no more than that."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.command.database import add_database, opened

if TYPE_CHECKING:
    from bingliang.store.store import Store

_EMBEDDED = (
    "数据库文件没有角色：台账只增不改由文件里的触发器守住，谁能写这个文件要靠文件夹的权限；请按日封存并另存副本。"
)


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = (
        "共用的 PostgreSQL 用两个角色：属主建表、升级，日常角色给各窗口用，台账只能添行，不能改、不能删。"
        "带 --name 时（用属主的地址）建表或者升级，建立日常角色（已有的收紧），写出各窗口用的地址；不带时说明现在用的角色有没有多余的权限。"
    )
    options = subparsers.add_parser("role", help="数据库角色", description=words).options
    options.add_argument("--name", default="", metavar="日常角色", help="例如 bingliang_counter")
    add_password(options)
    add_database(options)


def add_password(options: Any) -> None:  # noqa: ANN401 - an argparse group, which has no public name
    """登记 --password-file."""
    options.add_argument(
        "--password-file", metavar="文件", help="日常角色的口令在文件的第一行（- 为标准输入）；已有口令的不用写"
    )


def run(args: argparse.Namespace) -> int:
    """角色: 0 made, or no right too many; 1 the program has more rights than it needs."""
    if not args.name:
        with contextlib.closing(opened(args.db)) as desk:
            return _told(desk.store)
    password = password_of(args)
    with contextlib.closing(opened(args.db, create=True)) as desk:
        if desk.store.rights is None:
            raise ValueError(_EMBEDDED)
        print(daily(desk.store, args.name, password))
    print("请在每台机器上运行 bingliang machine --database 上面的地址；属主的地址只在升级时用。", file=sys.stderr)
    return 0


def _told(store: Store) -> int:
    held = store.rights
    if held is None:
        print(_EMBEDDED)
        return 0
    print(held.sentence or f"角色“{held.role}”对台账只能读、只能添行，不能改、不能删，也不能改表。")
    return 1 if held.sentence else 0


def password_of(args: argparse.Namespace) -> str:
    """口令 out of the file; empty when none is named. ValueError when the file is empty or cannot be read."""
    if not args.password_file:
        return ""
    try:
        file = Path(args.password_file)
        lines = sys.stdin.read() if file.name == "-" else file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"口令文件“{args.password_file}”读不出来，请另存为 UTF-8。") from error
    if not lines.strip():
        raise ValueError(f"口令文件“{args.password_file}”是空的，请在第一行写上日常角色的口令。")
    return lines.splitlines()[0].strip()


def daily(store: Store, role: str, password: str) -> str:
    """建立或者收紧 the daily role of `store`; the address for the counters, without a password."""
    from bingliang.store.rights import address_for, daily_role

    made = daily_role(store.engine, role, password)
    if made and not password:
        print(
            f"角色“{role}”还没有口令，请用 psql 的 \\password {role} 设，或者用 --password-file 再运行一次。",
            file=sys.stderr,
        )
    return address_for(store.engine, role)
