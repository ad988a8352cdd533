"""bingliang calendar: 工作日历, day by day, with the notice that rules each day."""

from __future__ import annotations

import argparse
import csv
import sys
from typing import Any

from bingliang.command.line import day
from bingliang.desk.calendar.arithmetic import calendar_of, days


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    options = subparsers.add_parser(
        "calendar", help="列出工作日历", description="逐日列出工作日、休息日和所依通知。"
    ).options
    options.add_argument("--from", dest="first", type=day, required=True, metavar="日期", help="起日")
    options.add_argument("--to", dest="last", type=day, required=True, metavar="日期", help="止日（含）")
    options.add_argument("--as-of", type=day, metavar="日期", help="只用截至该日已公布的通知")
    options.add_argument("--csv", action="store_true", help="以 CSV 输出：date,workday,notice")
    options.add_argument("--db", metavar="数据库", help="使用该数据库中的通知")


def run(args: argparse.Namespace) -> int:
    """列工作日历: a table for reading, or CSV."""
    rows = days(args.first, args.last, calendar_of(args.db, args.as_of))
    if args.csv:
        out = csv.writer(sys.stdout, lineterminator="\n")
        out.writerow(["date", "workday", "notice"])
        out.writerows([row.on, int(row.workday), row.notice] for row in rows)
        return 0
    for row in rows:
        words = [str(row.on), row.weekday, "上班" if row.workday else "休息"]
        words += [word for word in (row.words, row.notice, "〔暂定〕" if row.provisional else "") if word]
        print("  ".join(words))
    return 0
