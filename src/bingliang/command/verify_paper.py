"""bingliang verify-paper: 文书验真: a PDF, a 文号 or a check string against the ledger."""

from __future__ import annotations

import argparse
import contextlib
import sys
from typing import Any

from bingliang.command.database import add_database, opened


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = "核对一份文书是不是本台账出具的：真实有效的退出码为0，作废、改动过或者没有的为1。"
    parser = subparsers.add_parser("verify-paper", help="文书验真", description=words)
    parser.add_argument("paper", metavar="文件或文号", help="PDF 文件、文号或者纸上的校验串")
    add_database(parser.options)


def run(args: argparse.Namespace) -> int:
    """验真: 0 genuine, 1 anything else."""
    from bingliang.desk.papers.verdict import verdict

    with contextlib.closing(opened(args.db)) as desk:
        found = verdict(desk, args.paper)
    print(found.sentence)
    if found.ok:
        return 0
    print(found.sentence, file=sys.stderr)
    return 1
