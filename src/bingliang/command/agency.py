"""bingliang agency: 全程代办: entrustments by what they need, posts and gaps as a list, or the whole as Excel."""

from __future__ import annotations

import argparse
import contextlib
from typing import TYPE_CHECKING, Any

from bingliang.command.database import add_database, opened

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    from bingliang.command.line import Parser

    verb = subparsers.add_parser("agency", help="全程代办", description="列出代办委托、岗位和缺口，或者导出。")
    steps = verb.add_subparsers(dest="step", required=True, metavar="步骤", title="步骤", parser_class=Parser)
    shown = steps.add_parser("list", help="列出代办", description="按筛选列出委托、下一步和日子；默认全部在办。")
    shown.options.add_argument(
        "--filter", metavar="筛选", help="待接、今日要办、逾期、全部在办、已结、代办岗位、缺首席代办"
    )
    add_database(shown.options)
    out = steps.add_parser("export", help="导出", description="委托、日志、岗位业绩和缺口导出为 .xlsx；.csv 只有委托。")
    out.add_argument("file", metavar="文件", help="导出到哪个文件（.xlsx 或 .csv）")
    add_database(out.options)


def run(args: argparse.Namespace) -> int:
    """列出或者导出."""
    with contextlib.closing(opened(args.db)) as desk:
        if args.step == "list":
            return _list(desk, args.filter)
        from bingliang.desk.agency.export import export_agency

        print(f"已导出到 {export_agency(desk, args.file)}。")
        return 0


def _list(desk: Desk, written: str | None) -> int:
    from bingliang.desk.agency.listing import AgencyFilter, agency

    names = [str(which) for which in AgencyFilter]
    if written and written not in names:
        raise ValueError(f"没有“{written}”这一筛选，可用的是：{'、'.join(names)}。")
    found = agency(desk)
    for row in found.under(AgencyFilter(written) if written else AgencyFilter.OPEN):
        parts = (row.number, row.state, row.upper, row.lower, row.who, row.coming, row.when)
        print("　".join(part for part in parts if part))
    print("、".join(f"{which} {len(found.under(which))}" for which in AgencyFilter if which is not AgencyFilter.MINE))
    return 0
