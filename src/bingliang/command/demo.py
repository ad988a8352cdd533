"""bingliang demo: 演示: the sample zone's stories from receipt to delivery, with every paper, on a database of its own."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    options = subparsers.add_parser("demo", help="演示", description="在示范区演示一遍，出具全部文书。").options
    options.add_argument(
        "--db", metavar="数据库", help="演示所用的数据库（默认在数据文件夹的 demo 中，与业务数据无关）"
    )
    options.add_argument("--out", type=Path, metavar="文件夹", help="文书和截图存放的文件夹")
    options.add_argument("--no-pictures", action="store_true", help="不生成截图")
    options.add_argument("--window", action="store_true", help="演示之后打开窗口，时间停在演示的那个早晨")


def run(args: argparse.Namespace) -> int:
    """演示一遍: the last line of stdout is one JSON object."""
    from bingliang.desk.demonstration import demonstrate, papers, told_by
    from bingliang.settings import writable_data_folder

    home = None if args.db and args.out else writable_data_folder() / "demo"
    where = args.db or str(_made(home) / f"demo-{told_by()}.db")
    out = _made(args.out or _made(home) / "out")
    desk, summary = demonstrate(where)
    with contextlib.closing(desk):
        for name, pdf in papers(desk, summary.streams):
            (out / name).write_bytes(pdf)
            print(out / name)
        if not args.no_pictures:
            for picture in _pictures(desk, out, summary.streams[0]):
                print(picture)
    answer = {
        "cases": summary.cases,
        "items": summary.items,
        "acts": summary.acts,
        "papers": summary.papers,
        "departments": summary.departments,
        "database": where,
    }
    print(json.dumps(answer, ensure_ascii=False), flush=True)
    return _window(where) if args.window else 0


def _window(where: str) -> int:
    """窗口 on the demo zone: read like any counter's, on the morning of the story."""
    from bingliang.desk.demonstration import visit
    from bingliang.gui.app import main

    return main(connect=lambda settings: visit(where, settings))


def _made(folder: Path | None) -> Path:
    if folder is None:
        raise ValueError("没有可写的数据文件夹，请用 --db 和 --out 指定。")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _pictures(desk: Desk, out: Path, stream: str) -> list[Path]:
    """工作台 and the case as PNG, drawn without a screen."""
    from bingliang.desk.demonstration import RIBBON
    from bingliang.desk.reading import Reading
    from bingliang.gui.picture import picture

    print("正在生成截图", file=sys.stderr)
    reading = Reading(desk, ribbon=RIBBON)
    return [
        picture(reading, out / "工作台.png"),
        picture(reading, out / "办件.png", page=stream),
    ]
