"""bingliang move: 迁库: from a ledger on one machine to a shared database, or back; the old one stays as it was."""

from __future__ import annotations

import argparse
import contextlib
import sys
from typing import Any

from bingliang.command.database import add_database, opened
from bingliang.command.role import add_password, daily, password_of


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = "把整个台账连同文书迁到另一个空的数据库（例如从本机迁到共用的 PostgreSQL），迁完逐行核验；原来的库不改动。迁的时候各窗口都要关闭。"
    options = subparsers.add_parser("move", help="迁库", description=words).options
    options.add_argument(
        "--to", required=True, metavar="数据库", help="迁到哪里：postgresql://用户@主机/库名，或数据库文件"
    )
    options.add_argument(
        "--role",
        default="",
        metavar="日常角色",
        help="迁到 PostgreSQL 时一并建立（或者收紧）各窗口用的日常角色，见 bingliang role",
    )
    add_password(options)
    add_database(options)


def run(args: argparse.Namespace) -> int:
    """迁库: 0 with the number of lines; ValueError in one sentence when the target is not empty or not reached."""
    from bingliang.store.moving import move

    def told(what: str, count: int) -> None:
        print(f"{what}：{count}", file=sys.stderr)

    with contextlib.closing(opened(args.db)) as source, contextlib.closing(opened(args.to, create=True)) as target:
        if source.store.location == target.store.location:
            raise ValueError("原来的数据库和要迁到的是同一个，请核对地址。")
        if args.role and target.store.rights is None:
            raise ValueError("数据库文件没有角色，--role 只用于迁到 PostgreSQL；请去掉它再运行。")
        password = password_of(args)
        lines = move(source.store, target.store, told)
        address = daily(target.store, args.role, password) if args.role else "新地址"
        print(
            f"已迁{lines}行，核验无误。请在每台机器上运行 bingliang machine --database {address}，再把原来的数据库改名封存。"
        )
        if (held := target.store.rights) is not None and not args.role:
            print(held.sentence, file=sys.stderr)
    return 0
