"""bingliang practice: 练习: the counter's window on a database of its own, where nothing that is pressed counts."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

_WORD = "清除"
_QUESTION = f"练习区的全部练习办件和文书将被清除，重新放入练习办件；业务数据不受影响。确定请输入“{_WORD}”并回车，其他任何输入都不清除："


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = "打开练习区：另一个数据库，另一种颜色，每份文书都标“练习”，怎么按都不影响业务数据。"
    options = subparsers.add_parser("practice", help="练习", description=words).options
    options.add_argument("--db", type=Path, metavar="文件", help="练习库（默认在数据文件夹的 practice 中）")
    options.add_argument("--reset", action="store_true", help="清除练习库，重新开始；先问一句，不回答“清除”就不清除")
    options.add_argument("--no-window", action="store_true", help="只备好练习库，不打开窗口")


def run(args: argparse.Namespace) -> int:
    """打开练习区; the last line of stdout is one JSON object. A reset that is not confirmed answers 1 and opens nothing."""
    from bingliang.desk.practice import begin, practice_database, restart

    where = args.db or practice_database()
    if args.reset and where.is_file():
        print(_QUESTION, end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip() != _WORD:
            print("没有清除，练习库保持原样。", file=sys.stderr)
            return 1
        restart(where)
    answer = {"database": str(where), "cases": begin(where)}
    print(json.dumps(answer, ensure_ascii=False), flush=True)
    return 0 if args.no_window else _window(where)


def _window(where: Path) -> int:
    """窗口 on the practice zone, in its own colour."""
    from bingliang.desk.practice import practise
    from bingliang.gui.app import main

    return main(connect=lambda settings: practise(where, settings))
