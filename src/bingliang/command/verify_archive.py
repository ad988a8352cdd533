"""bingliang verify-archive: 归档包查回: every file against the manifest, the whole against the ledger."""

from __future__ import annotations

import argparse
import contextlib
import sys
from typing import Any

from bingliang.command.database import add_database, opened


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = "核对归档包：与归档记录一致的退出码为0，损坏、改动过或者没有记录的为1。"
    parser = subparsers.add_parser("verify-archive", help="归档包查回", description=words)
    parser.add_argument("package", metavar="归档包", help="归档包文件（.zip）")
    add_database(parser.options)


def run(args: argparse.Namespace) -> int:
    """查回: 0 as archived, 1 anything else."""
    from bingliang.desk.casework.archiving import AS_ARCHIVED, check

    with contextlib.closing(opened(args.db)) as desk:
        said = check(desk, args.package)
    print(said)
    if AS_ARCHIVED in said:
        return 0
    print(said, file=sys.stderr)
    return 1
