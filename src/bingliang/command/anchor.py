"""bingliang anchor: 封存: folds the heads of all streams into one line and writes the second copy to a file."""

from __future__ import annotations

import argparse
import contextlib
import uuid
from pathlib import Path
from typing import Any

from bingliang.command.database import add_database, opened


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = "封存当日台账，并把副本写到文件；副本应存到另一块磁盘或打印在日报上。"
    options = subparsers.add_parser("anchor", help="封存台账", description=words).options
    add_database(options)
    options.add_argument("--out", type=Path, required=True, metavar="文件", help="封存副本的文件")


def run(args: argparse.Namespace) -> int:
    """封存 and write the second copy."""
    with contextlib.closing(opened(args.db)) as desk:
        copy = desk.store.anchor(f"anchor/{uuid.uuid4().hex}", desk.who)
    args.out.write_bytes(copy)
    print(args.out)
    return 0
