"""bingliang rebuild: 重建清单: makes the lists anew from the ledger, which itself is never changed."""

from __future__ import annotations

import argparse
import contextlib
from typing import Any

from bingliang.command.database import add_database, opened


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    options = subparsers.add_parser("rebuild", help="重建清单", description="按台账重建清单，台账本身不变。").options
    add_database(options)


def run(args: argparse.Namespace) -> int:
    """重建清单 and say how many rows were not as they should be."""
    with contextlib.closing(opened(args.db)) as desk:
        print(f"已按台账重建清单，改动{desk.store.rebuild()}行。")
    return 0
