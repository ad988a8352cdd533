"""bingliang notice: 节假日通知: reads a notice's official text, shows which open items it moves, and puts it in force."""

from __future__ import annotations

import argparse
import contextlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.command.database import add_database, opened
from bingliang.command.line import day, number, text_of

if TYPE_CHECKING:
    from bingliang.desk.calendar.notices import Moved


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = "读入节假日通知原文（UTF-8 文本），列出在办件期限的移动，先列提前的；加 --apply 才启用。"
    options = subparsers.add_parser("notice", help="节假日通知", description=words).options
    options.add_argument("file", type=Path, metavar="文件", help="通知原文")
    options.add_argument("--year", type=number, metavar="年", help="原文没有写明时的年份")
    options.add_argument("--published", type=day, metavar="日期", help="原文没有写明时的公布日期")
    options.add_argument("--title", default="", metavar="标题", help="原文没有写明时的标题")
    options.add_argument("--apply", action="store_true", help="启用这份通知，一并重算在办件")
    add_database(options)


def run(args: argparse.Namespace) -> int:
    """通知: the days it sets, the items it moves, and with --apply the act itself."""
    from bingliang.desk.calendar import notices

    text = text_of(args.file)
    with contextlib.closing(opened(args.db)) as desk:
        notice = notices.read(desk, text, year=args.year, published=args.published, title=args.title)
        for one in notice.arrangements:
            print(f"{one.festival}：放假 {_days(one.off)}" + (f"；上班 {_days(one.work)}" if one.work else ""))
        for moved in notices.preview(desk, notice):
            print(_line(moved))
        if args.apply:
            answer = notices.publish(desk, f"notice/{notice.id}", notice)
            print(f"已启用《{notice.title}》，移动期限{answer['moved']}条。")
    return 0


def _days(days: tuple[date, ...]) -> str:
    return "、".join(f"{on:%m-%d}" for on in days)


def _line(moved: Moved) -> str:
    mark = "提前" if moved.earlier else "推后"
    return f"{mark} {moved.code} {moved.enterprise} {moved.title} {moved.line} {moved.old} → {moved.new}"
