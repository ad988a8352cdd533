"""bingliang supervise: 督办考核: what is near or over its limit, the matters, a period's scores, for zones that print lists by script."""

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

    words = "督办考核：登记到期的预警、列出督办件、导出督办件或者一期考核。"
    verb = subparsers.add_parser("supervise", help="督办考核", description=words)
    steps = verb.add_subparsers(dest="step", required=True, metavar="步骤", title="步骤", parser_class=Parser)
    due = steps.add_parser(
        "due", help="登记预警", description="把已经到的各级预警登记下来，每级一次；程序没有开的日子补记。"
    )
    add_database(due.options)
    listed = steps.add_parser("list", help="列出督办件", description="列出还没有了结的督办件；期限最近的在前。")
    listed.add_argument("--all", action="store_true", help="了结的也列出")
    add_database(listed.options)
    export = steps.add_parser(
        "export", help="导出", description="导出督办件，或者用 --period 导出一期考核；.xlsx 或者 .csv。"
    )
    export.add_argument("file", metavar="文件", help="写到哪个文件（.xlsx 或者 .csv）")
    export.add_argument("--period", metavar="考核期", help="2026-11（月）或者 2026Q4（季度）；不写的导出督办件")
    add_database(export.options)


def run(args: argparse.Namespace) -> int:
    """登记、列出或者导出: 0 done."""
    with contextlib.closing(opened(args.db)) as desk:
        if args.step == "due":
            return _due(desk)
        if args.step == "list":
            return _list(desk, everything=args.all)
        return _export(desk, args.file, args.period)


def _due(desk: Desk) -> int:
    from bingliang.desk.supervision.warnings import warn

    found = warn(desk)
    print(f"新登记预警 {found} 条。" if found else "没有新到的预警。")
    return 0


def _list(desk: Desk, *, everything: bool) -> int:
    from bingliang.desk.supervision.matters import matters
    from bingliang.desk.supervision.rows import MatterFilter, under

    rows = matters(desk)
    shown = rows if everything else under(rows, MatterFilter.OPEN)
    for row in shown:
        until = f"，{row.until_word}{row.until:%Y-%m-%d}" if row.until else ""
        print(f"{row.state} {row.rung} {row.department}《{row.item}》{row.code} {row.enterprise}{until}")
    print(f"共 {len(shown)} 件。")
    return 0


def _export(desk: Desk, path: str, period: str | None) -> int:
    from bingliang.desk.supervision.assessing import assessment
    from bingliang.desk.supervision.export import export_assessment, export_matters
    from bingliang.desk.supervision.matters import matters

    if period:
        found = assessment(desk, period)
        export_assessment(found, path)
        print(found.sentence)
    else:
        export_matters(matters(desk), path)
    print(f"已导出到 {path}。")
    return 0
