"""bingliang projects: 项目库: the list by batch, and the zone's sheet brought in, every rejected row with its reason."""

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

    verb = subparsers.add_parser("projects", help="项目库", description="列出项目库，或者导入项目表（Excel、CSV）。")
    steps = verb.add_subparsers(dest="step", required=True, metavar="步骤", title="步骤", parser_class=Parser)
    shown = steps.add_parser("list", help="列出项目", description="按批次列出项目、下一个里程碑和迟了几天。")
    shown.options.add_argument("--batch", metavar="批次", help="只列这一批次")
    add_database(shown.options)
    entry = steps.add_parser("import", help="导入项目表", description="导入项目表；退回的每一行写明原因。")
    entry.add_argument("file", type=Path, metavar="文件", help="项目表（.xlsx 或 UTF-8 的 .csv）")
    entry.options.add_argument("--check", action="store_true", help="只核对，不入库")
    add_database(entry.options)
    for step, word in (("export", "导出项目表"), ("template", "写出空白项目表")):
        made = steps.add_parser(step, help=word, description=f"{word}（.xlsx），与导入的表同样的列。")
        made.add_argument("file", type=Path, metavar="文件", help="写到哪个 .xlsx 文件")
        add_database(made.options)


def run(args: argparse.Namespace) -> int:
    """列出或者导入: 0 done; 1 when rows were sent back."""
    with contextlib.closing(opened(args.db)) as desk:
        if args.step == "list":
            return _list(desk, args.batch)
        if args.step == "import":
            return _import(desk, args.file, check=args.check)
        return _written(desk, args)


def _list(desk: Desk, batch: str | None) -> int:
    from bingliang.desk.projects.rows import ALL, library

    found = library(desk, batch or ALL)
    if batch and batch not in dict(found.counts):
        raise ValueError(f"本区没有“{batch}”这一批次，可用的是：{'、'.join(name for name, _ in found.counts[1:])}。")
    for row in found.rows:
        coming = f"，下一个里程碑“{row.coming}”{row.when}" if row.coming else "，没有排期"
        print(f"{row.number} {row.batch} {row.firm}《{row.name}》{coming}")
    print("、".join(f"{name} {count}" for name, count in found.counts))
    for words in (found.funnel_words, found.industry_words()):
        if words:
            print(words)
    return 0


def _import(desk: Desk, path: Path, *, check: bool) -> int:
    from bingliang.desk.acts.press import press
    from bingliang.desk.projects.forms import brought_in
    from bingliang.desk.projects.table import read_projects
    from bingliang.mechanism import overall
    from bingliang.store.chain import sm3

    overall.authorise("enlist_project", desk.who)
    with desk.store.look() as look:
        table = read_projects(look, path)
    for one in table.rejected:
        print(f"第{one.line}行 {one.name} 退回：{' '.join(one.why)}")
    if table.unread:
        print(f"没有读的列：{'、'.join(table.unread)}")
    new, changed, bad = len(table.entrants), len(table.updates), len(table.rejected)
    same = f"，更新 {changed} 行" if changed else ""
    same += f"，没有变化 {table.same} 行" if table.same else ""
    if check or not table.good:
        print(f"可以导入 {new} 行{same}，退回 {bad} 行，没有入库。")
        return 1 if bad else 0
    press(desk, f"projects/{sm3(path.read_bytes())}/{new}/{changed}", brought_in(table))
    print(f"已入库 {new} 个项目{same}，退回 {bad} 行。")
    return 1 if bad else 0


def _written(desk: Desk, args: argparse.Namespace) -> int:
    from bingliang.desk.projects.export import export_projects, write_template
    from bingliang.desk.projects.rows import library

    if args.step == "template":
        print(f"空白项目表已写到 {write_template(desk, str(args.file))}。")
        return 0
    rows = library(desk).rows
    export_projects(desk, [row.stream for row in rows], str(args.file))
    print(f"{len(rows)} 个项目已导出到 {args.file}。")
    return 0
