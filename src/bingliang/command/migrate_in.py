"""bingliang migrate-in: 迁入 of running cases from a table; a preview, or with --apply the acts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bingliang.command.line import WrongLineError
from bingliang.desk.desk import open_desk
from bingliang.desk.migration.case import MovedItem
from bingliang.desk.migration.migrate import MovedCase, Rejected, apply, preview, read
from bingliang.desk.migration.rows import OPTIONAL, REQUIRED
from bingliang.ledger.acts import Who
from bingliang.mechanism.time_limits.term import Due
from bingliang.settings import default_database, load

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

TABLE = (
    f"表头须有：{'、'.join(REQUIRED)}；可有：{'、'.join(OPTIONAL)}。"
    "同一原收件号的各行为一件，一行一个事项；尚未受理的受理日期留空。"
    "单位写 工作日、自然日 或 日；停表写 开始日:结束日，多段用分号隔开，自开始日次日起停至结束日；"
    "停表名称依据逐段写 名称：《法规》第×条；延长写 天数:批准日；承诺办结日写受理时承诺的日期，不含其后的停表。"
)


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    parser = subparsers.add_parser(
        "migrate-in", help="迁入在办件", description=f"启用时从 CSV 或 Excel 表迁入在办件，默认只预览。{TABLE}"
    )
    options = parser.options
    options.add_argument("file", type=Path, metavar="文件", help="CSV（UTF-8）或 .xlsx")
    options.add_argument("--apply", action="store_true", help="记入台账；有未通过的行时一件也不记")
    options.add_argument("--skip-rejected", action="store_true", help="与 --apply 同用：跳过未通过的行，其余照记")
    options.add_argument(
        "--db", metavar="数据库", help="文件路径、sqlite:/// 或 postgresql:// 地址；默认为本机设置的数据库"
    )
    options.add_argument("--counter", metavar="窗口号", help="记入台账的窗口号；默认为本机设置的")
    options.add_argument("--clerk", metavar="姓名", help="记入台账的经办人员；默认为本机设置的")


def run(args: argparse.Namespace) -> int:
    """迁入: prints one line per case and the rejected rows; 1 when any row is rejected."""
    table = read(args.file)
    if table.unknown:
        print(f"以下各列不认识，没有读取：{'、'.join(table.unknown)}。", file=sys.stderr)
    if table.other_sheets:
        print(f"以下工作表没有读取：{'、'.join(table.other_sheets)}。", file=sys.stderr)
    if not table.rows:
        raise WrongLineError(f"“{table.name}”只有表头，没有要迁入的办件，请核对文件。")
    with _desk(args) as desk:
        shown = preview(desk, table)
        for case in shown.cases:
            print(_line(case))
        _print_rejected(shown.rejected)
        items = sum(len(case.items) for case in shown.cases)
        print(f"通过{len(shown.cases)}件{items}项，未通过{len(shown.rejected)}行。", file=sys.stderr)
        if not args.apply:
            return int(bool(shown.rejected))
        done = apply(desk, shown, skip_rejected=args.skip_rejected)
    _print_rejected(done.rejected)
    again = f"，此前已迁入{done.recorded}件" if done.recorded else ""
    print(f"迁入{done.written}件{again}，未迁入{len(shown.rejected) + len(done.rejected)}行。")
    return int(bool(shown.rejected or done.rejected))


@contextmanager
def _desk(args: argparse.Namespace) -> Iterator[Desk]:
    settings = load()
    where = args.db or settings.database or default_database()
    who = Who(args.clerk or settings.clerk, args.counter or settings.counter)
    if args.apply and not (who.name.strip() and who.counter.strip()):
        raise WrongLineError("迁入要记下经办人员和窗口号，请写 --clerk 姓名 --counter 窗口号。")
    with TemporaryDirectory() as spare:
        if not args.apply and _absent(where):
            print("数据库还没有建立，按出厂的事项目录和日历预览。", file=sys.stderr)
            where = Path(spare) / "preview.db"
        desk = open_desk(where, who)
        try:
            yield desk
        finally:
            desk.close()


def _absent(where: str | Path) -> bool:
    """A preview makes no database."""
    from bingliang.store.location import located

    path = located(where).path
    return path is not None and not path.exists()


def _line(case: MovedCase) -> str:
    words = [case.number, case.enterprise, "；".join(_item(item) for item in case.items)]
    return "  ".join([*words, "已迁入"] if case.recorded else words)


def _item(item: MovedItem) -> str:
    dates = [("告知", item.completeness), ("法定", item.statutory), ("承诺", item.promised)]
    said = [f"{word}{_due(line)}" for word, line in dates if line is not None]
    if item.completeness is None and item.statutory is None:
        said.insert(0, "无法定时限")
    notes = "".join(f"【{note}】" for note in item.notes)
    return f"{item.code}{item.name} {' '.join(said)}{notes}"


def _due(line: Due) -> str:
    on: date = line.on
    return f"{on.isoformat()}〔暂定〕" if line.provisional else on.isoformat()


def _print_rejected(rows: tuple[Rejected, ...]) -> None:
    for row in rows:
        print(f"第{row.line}行未通过：{row.reason}")
