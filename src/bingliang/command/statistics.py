"""bingliang statistics: 统计: the balanced table of a month, a ten-day period, a quarter or a year; also as Excel or CSV."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import Any

from bingliang.command.line import day


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    options = subparsers.add_parser(
        "statistics", help="办件统计", description="一期的办件统计，平衡、可追到每一件。"
    ).options
    options.add_argument("--db", required=True, metavar="数据库", help="读哪个数据库")
    options.add_argument("--on", type=day, required=True, metavar="日期", help="那一天所在的一期")
    options.add_argument("--period", choices=("旬", "月", "季", "年"), default="月", help="旬、月、季、年（默认月）")
    options.add_argument("--department", default="", metavar="部门", help="只看一个部门（代码或简称）")
    options.add_argument("--item", default="", metavar="事项", help="只看一个事项（代码）")
    options.add_argument("--tag", default="", metavar="标签", help="只看带这个标签的项目")
    options.add_argument("--out", type=Path, metavar="文件", help="存为 .xlsx 或 .csv")


def run(args: argparse.Namespace) -> int:
    """统计一期: a table for reading, or a file."""
    from bingliang.boards.balance import Column, Filter
    from bingliang.desk.desk import open_desk
    from bingliang.desk.statistics.figures import Stretch, figures, period_of
    from bingliang.desk.statistics.sheets import save_csv, save_workbook
    from bingliang.ledger.acts import Who

    if args.out is not None and args.out.suffix.lower() not in {".xlsx", ".csv"}:
        raise ValueError(f"“{args.out.name}”的类型不能保存，请用 .xlsx 或 .csv。")
    stretch = Stretch(args.period)
    with contextlib.closing(open_desk(args.db, Who("统计", "后台"), create=False)) as desk:
        with desk.store.look() as look:
            bodies = look.loaded("catalogue").bodies
        named = [code for code, body in bodies.items() if args.department in {code, body.short, body.name}]
        if args.department and not named:
            raise ValueError(
                f"没有名为“{args.department}”的部门，可选的是：{'、'.join(sorted(one.short for one in bodies.values()))}。"
            )
        chosen = Filter(named[0] if args.department else "", args.item, args.tag)
        found = figures(desk, period_of(args.on, stretch), stretch, chosen)
    if args.out is not None:
        (save_workbook if args.out.suffix.lower() == ".xlsx" else save_csv)(found, args.out)
        print(args.out)
        return 0
    print(f"{found.title}　期初在办＋受理＝办结＋撤件＋终止＋期末在办")
    for row in (*found.report.bodies, found.report.total):
        counted = "  ".join(f"{column}{row.count(column)}" for column in Column if row.count(column))
        print(f"{found.body(row.label)}：{counted or '没有业务'}")
    if found.report.idle:
        print(f"没有业务的部门：{'、'.join(map(found.body, found.report.idle))}")
    print(found.source, file=sys.stderr)
    return 0
