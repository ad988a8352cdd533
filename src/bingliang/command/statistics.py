"""bingliang statistics: 统计: the balanced table of a month, a ten-day period, a quarter, a year or any days; Excel, PDF, CSV."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.command.line import day

if TYPE_CHECKING:
    from bingliang.boards.balance import Period
    from bingliang.desk.statistics.periods import Stretch


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    options = subparsers.add_parser(
        "statistics", help="办件统计", description="一期的办件统计，平衡、可追到每一件。"
    ).options
    options.add_argument("--db", required=True, metavar="数据库", help="读哪个数据库")
    options.add_argument("--on", type=day, metavar="日期", help="那一天所在的一期")
    options.add_argument("--from", dest="first", type=day, metavar="日期", help="任意期间的第一天")
    options.add_argument("--to", dest="last", type=day, metavar="日期", help="任意期间的最后一天")
    options.add_argument("--period", choices=("旬", "月", "季", "年"), default="月", help="旬、月、季、年（默认月）")
    options.add_argument("--department", default="", metavar="部门", help="只看一个部门（代码或简称）")
    options.add_argument("--item", default="", metavar="事项", help="只看一个事项（代码）")
    options.add_argument("--tag", default="", metavar="标签", help="只看带这个标签的项目")
    options.add_argument("--by-item", action="store_true", help="按事项列（默认按部门）；.csv 也照此")
    options.add_argument("--out", type=Path, metavar="文件", help="存为 .xlsx、.pdf（可打印的月报旬报）或 .csv")


def run(args: argparse.Namespace) -> int:
    """统计一期: a table for reading, or a file."""
    from bingliang.boards.balance import Filter
    from bingliang.desk.desk import open_desk
    from bingliang.desk.statistics.figures import visit
    from bingliang.desk.statistics.saving import checked, save
    from bingliang.desk.statistics.table import HEADS, Group, Shape, table
    from bingliang.ledger.acts import Who

    if args.out is not None:
        checked(args.out)
    period, stretch = _period(args)
    group = Group.ITEM if args.by_item else Group.BODY
    with contextlib.closing(open_desk(args.db, Who("统计", "后台"), create=False)) as desk:
        with desk.store.look() as look:
            bodies = look.loaded("catalogue").bodies
        named = [code for code, body in bodies.items() if args.department in {code, body.short, body.name}]
        if args.department and not named:
            raise ValueError(
                f"没有名为“{args.department}”的部门，可选的是：{'、'.join(sorted(one.short for one in bodies.values()))}。"
            )
        chosen = Filter(named[0] if args.department else "", args.item, args.tag)
        found, months = visit(desk, period, stretch, chosen)
    if args.out is not None:
        print(save(found, months, args.out, group))
        return 0
    print(f"{found.title}　期初在办＋受理＝办结＋撤件＋终止＋期末在办")
    for line in table(found, group).lines:
        told = (
            f"{head.name}{cell.text}{'日' if head.shape is Shape.DAYS else ''}"
            for head, cell in zip(HEADS, line.cells, strict=True)
            if cell.value
        )
        print(f"{line.label}：{'  '.join(told) or '没有业务'}")
    print(found.source, file=sys.stderr)
    return 0


def _period(args: argparse.Namespace) -> tuple[Period, Stretch]:
    """哪一期: the one a day lies in, or from one day to another."""
    from bingliang.boards.balance import Period
    from bingliang.desk.statistics.periods import Stretch, period_of

    if args.on is not None and args.first is None and args.last is None:
        stretch = Stretch(args.period)
        return period_of(args.on, stretch), stretch
    if args.on is not None or args.first is None or args.last is None:
        raise ValueError("请写 --on 日期（那一天所在的一期），或者 --from 和 --to 两个日期（任意期间）。")
    if args.last < args.first:
        raise ValueError(f"--to {args.last} 早于 --from {args.first}，请核对。")
    return Period(args.first, args.last), Stretch.ANY
