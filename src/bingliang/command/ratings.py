"""bingliang ratings: 企业评议: what is open and late, the totals, and a published issue of 业主点评 as a file."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.command.database import add_database, opened

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    from bingliang.command.line import Parser

    verb = subparsers.add_parser("ratings", help="企业评议", description="列出好差评和业主点评，或者导出一期点评。")
    steps = verb.add_subparsers(dest="step", required=True, metavar="步骤", title="步骤", parser_class=Parser)
    shown = steps.add_parser("list", help="列出评议", description="列出在办的评议和近一年的合计；不列评价人。")
    shown.options.add_argument("--all", action="store_true", help="已了结和已公布的也列")
    add_database(shown.options)
    issue = steps.add_parser("issue", help="导出一期点评", description="导出已公布的一期业主点评（.xlsx 或 .csv）。")
    issue.add_argument("number", type=int, metavar="期号", help="如 8")
    issue.add_argument("file", type=Path, metavar="文件", help="导出到哪里")
    add_database(issue.options)


def run(args: argparse.Namespace) -> int:
    """列出或者导出: 0 done; 1 when something is late."""
    with contextlib.closing(opened(args.db)) as desk:
        return _list(desk, every=args.all) if args.step == "list" else _issue(desk, args.number, args.file)


def _list(desk: Desk, *, every: bool) -> int:
    from bingliang.desk.rating.view import RatingFilter, room

    found = room(desk)
    rows = found.rows if every else found.under(RatingFilter.ALL)
    for row in rows:
        about = "，".join(part for part in (row.about, row.department) if part)
        print(
            f"{row.kind} {row.title}（{about}）{row.state}，{row.when}"
            if about
            else f"{row.kind} {row.title} {row.state}"
        )
    for one in found.totals:
        print(one.text)
    return 1 if any(row.late for row in rows) else 0


def _issue(desk: Desk, number: int, path: Path) -> int:
    from bingliang.desk.rating.comments import issues
    from bingliang.desk.rating.export import issue_tables
    from bingliang.exchange.plain_tables import write

    with desk.store.look() as look:
        known = issues(look)
        catalogue = look.loaded("catalogue")
    one = next((one for one in known if one.number == number), None)
    if one is None:
        numbers = "、".join(str(held.number) for held in known) or "还没有公布过"
        raise ValueError(f"没有第{number}期业主点评，已公布的期号：{numbers}。")
    write(path, issue_tables(one, catalogue))
    print(f"第{one.number}期（{one.name}）已导出到 {path}，文字 {len(one.texts)} 条。")
    return 0
