"""bingliang online: 网上申报: packages in, states out, for zones whose exchange runs by script."""

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

    words = "导入网上申报包、回传办件状态。格式见程序文件夹 resources/online。"
    verb = subparsers.add_parser("online", help="网上申报", description=words)
    steps = verb.add_subparsers(dest="step", required=True, metavar="步骤", title="步骤", parser_class=Parser)
    entry = steps.add_parser("import", help="导入申报包", description="导入一个申报包；同一个包再导入不会重复登记。")
    entry.add_argument("file", type=Path, metavar="文件", help="申报包（zip），或者登记表（xlsx、csv，一行一件）")
    add_database(entry.options)
    back = steps.add_parser(
        "status", help="回传状态", description="把上次回传以来的办理状态写成状态包；不写 --out 的只列出来，不算回传。"
    )
    back.add_argument("--out", type=Path, metavar="文件夹", help="状态包写到哪个文件夹")
    add_database(back.options)


def run(args: argparse.Namespace) -> int:
    """导入或者回传: 0 done; what is refused ends with its sentence."""
    with contextlib.closing(opened(args.db)) as desk:
        if args.step == "import":
            return _import(desk, args.file)
        return _list(desk) if args.out is None else _report(desk, args.out)


def _import(desk: Desk, path: Path) -> int:
    from bingliang.desk.online.filings import import_package
    from bingliang.desk.online.table import ENDINGS, import_table
    from bingliang.desk.online.watch import quarantine

    if path.suffix.lower() in ENDINGS:
        told = import_table(desk, path)
        for line in told.rejected:
            print(line)
        print(told.sentence)
        return 1 if told.rejected else 0
    print(import_package(desk, path, quarantine()).sentence)
    return 0


def _list(desk: Desk) -> int:
    from bingliang.desk.online.status import owed
    from bingliang.desk.online.view import filings

    for row in filings(desk, everything=True):
        until = f"，{row.answer_by:%Y-%m-%d}前答复" if row.answer_by else ""
        case = f"，收件号{row.case_code}" if row.case_code else ""
        print(f"{row.number} {row.state} {row.enterprise}《{row.project}》{row.items}项{until}{case}")
    waiting = owed(desk)
    print(f"待回传 {len(waiting)} 件、{sum(len(one.events) for one in waiting)} 条状态。")
    return 0


def _report(desk: Desk, folder: Path) -> int:
    from bingliang.desk.online.status import report

    for path in (told := report(desk, folder)):
        print(path)
    print(f"已回传 {len(told)} 件。")
    return 0
