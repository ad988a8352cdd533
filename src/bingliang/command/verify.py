"""bingliang verify: 核验: replays the ledger and names the first line that is not as it was written."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import Any

from bingliang.command.database import add_database, opened


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = "逐行核验台账、编号、清单和所存文书；发现不符时退出码为1，并指出第一处。"
    options = subparsers.add_parser("verify", help="核验台账", description=words).options
    add_database(options)
    options.add_argument("--anchor", type=Path, metavar="文件", help="另存的封存文件，用来发现截尾和整体改写")


def run(args: argparse.Namespace) -> int:
    """核验: 0 all as written, 1 the first fault."""
    with contextlib.closing(opened(args.db)) as desk:
        verdict, held = desk.store.verify(args.anchor), desk.store.rights
    print(verdict.sentence)
    if held is not None and held.sentence:
        print(held.sentence, file=sys.stderr)
    if verdict.ok:
        return 0
    if verdict.stream:
        print(f"{verdict.stream} 第{verdict.seq}行" if verdict.seq else verdict.stream)
    print(verdict.sentence, file=sys.stderr)
    return 1
