"""bingliang demo: 演示: the sample zone's stories from receipt to delivery, with every paper, on a database of its own."""

from __future__ import annotations

import argparse
import contextlib
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from bingliang.desk.desk import Desk
    from bingliang.desk.history.telling import Plan


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    options = subparsers.add_parser("demo", help="演示", description="在示范区演示一遍，出具全部文书。").options
    options.add_argument(
        "--db", metavar="数据库", help="演示所用的数据库（默认在数据文件夹的 demo 中，与业务数据无关）"
    )
    options.add_argument("--out", type=Path, metavar="文件夹", help="文书和截图存放的文件夹")
    options.add_argument("--no-pictures", action="store_true", help="不生成截图")
    options.add_argument("--years", type=int, metavar="年", help="另讲几年的历史：虚构的企业、项目和办件，用来看统计")
    options.add_argument("--months", type=int, metavar="月", help="历史只讲几个月（至少 3 个月，代替 --years）")
    options.add_argument("--projects", type=int, default=300, metavar="个", help="历史里有多少个项目（默认 300）")
    options.add_argument("--cases", type=int, default=3000, metavar="件", help="历史里有多少件办件（默认 3000）")
    options.add_argument("--seed", type=int, metavar="数", help="同一个数讲出同一部历史")
    options.add_argument("--window", action="store_true", help="演示之后打开窗口，时间停在演示的那个早晨")


def run(args: argparse.Namespace) -> int:
    """演示一遍: the last line of stdout is one JSON object."""
    from bingliang.desk.demo.demonstration import demonstrate, papers, told_by
    from bingliang.settings import writable_data_folder

    if args.years is not None or args.months is not None:
        return _history(args)
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


def _history(args: argparse.Namespace) -> int:
    """历史: told once, into a file that has its name only when it is complete; another time it is only read."""
    from dataclasses import asdict

    from bingliang.desk.demo.story import CLERK, StoryClock
    from bingliang.desk.desk import open_desk
    from bingliang.desk.history.telling import SEED, Plan, fresh, summary, tell
    from bingliang.store.blobs import blob_folder

    plan = Plan(
        args.years or 0, args.projects, args.cases, SEED if args.seed is None else args.seed, args.months or 0
    ).sound()
    where = args.db
    if where:
        fresh(where)
        tell(where, plan, _month).close()
    else:
        kept = _kept(plan)
        where = str(kept)
        if not kept.exists():
            part = kept.with_suffix(".part")
            for old in (part, Path(f"{part}-wal"), Path(f"{part}-shm")):
                old.unlink(missing_ok=True)
            for stored in (blob_folder(part), blob_folder(kept)):
                shutil.rmtree(stored, ignore_errors=True)
            tell(part, plan, _month).close()
            blob_folder(part).replace(blob_folder(kept))
            part.replace(kept)
    with contextlib.closing(open_desk(where, CLERK, clock=StoryClock(), create=False)) as desk:
        answer = {**asdict(summary(desk)), "seed": plan.seed, "database": where}
    print(json.dumps(answer, ensure_ascii=False), flush=True)
    return _window(where) if args.window else 0


def _kept(plan: Plan) -> Path:
    """历史的文件: named by all that it follows from."""
    from bingliang.desk.demo.demonstration import told_by
    from bingliang.desk.history.telling import EDITION
    from bingliang.settings import writable_data_folder

    home = _made(writable_data_folder() / "demo")
    how_much = f"{plan.years}y" if plan.years else f"{plan.months}m"
    return home / f"history{EDITION}-{told_by()}-{how_much}-{plan.projects}-{plan.cases}-{plan.seed}.db"


def _month(first: date) -> None:
    print(f"讲到 {first:%Y}年{first:%m}月", file=sys.stderr, flush=True)


def _window(where: str) -> int:
    """窗口 on the demo zone: read like any counter's, on the morning of the story."""
    from bingliang.desk.demo.demonstration import visit
    from bingliang.gui.app import main

    return main(connect=lambda settings: visit(where, settings))


def _made(folder: Path | None) -> Path:
    if folder is None:
        raise ValueError("没有可写的数据文件夹，请用 --db 和 --out 指定。")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _pictures(desk: Desk, out: Path, stream: str) -> list[Path]:
    """工作台 and the case as PNG, drawn without a screen."""
    from bingliang.desk.demo.demonstration import RIBBON
    from bingliang.desk.reading import Reading
    from bingliang.gui.picture import picture

    print("正在生成截图", file=sys.stderr)
    reading = Reading(desk, ribbon=RIBBON)
    return [
        picture(reading, out / "工作台.png"),
        picture(reading, out / "办件.png", page=stream),
    ]
