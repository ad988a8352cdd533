"""bingliang erase: 依法删除个人信息: who is in the register, whether he may be taken out of it, and the taking out."""

from __future__ import annotations

import argparse
import contextlib
import sys
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bingliang.command.database import add_database, opened

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = (
        "依《个人信息保护法》第四十七条删除登记的自然人。先写查找词（整个证件号、电话或者姓名），列出各人的编号、在哪些件里、能不能删；"
        "再写 --person 编号 --reason 原因 --requested-on 请求日期，先列后果，加 --apply 才删除。不能撤销；以前的备份里还有。"
    )
    options = subparsers.add_parser("erase", help="依法删除个人信息", description=words).options
    options.add_argument("find", nargs="?", default="", metavar="查找词", help="整个证件号、电话或者姓名")
    options.add_argument("--person", default="", metavar="编号", help="查找列出的编号")
    options.add_argument("--ground", default="一", metavar="第几项", help="第四十七条第一款的第几项：一到五（默认一）")
    options.add_argument("--reason", default="", metavar="原因", help="为什么删除，不写姓名、电话和证件号")
    options.add_argument("--requested-on", metavar="日期", help="本人提出的那一天（默认今天）")
    options.add_argument(
        "--document", default="", metavar="文号", help="保管期满的案卷随同销毁时，档案鉴定销毁的批准文号"
    )
    options.add_argument("--apply", action="store_true", help="真的删除；不带时只列后果")
    options.add_argument("--tidy", action="store_true", help="只把删过的在数据库文件里留下的旧字节抹净")
    add_database(options)


def run(args: argparse.Namespace) -> int:
    """删除: 0 done or listed, 1 refused by law or not tidied yet, 2 wrong input."""
    if sum((bool(args.find), bool(args.person), args.tidy)) != 1:
        raise ValueError("请写查找词、--person 编号、--tidy 中的一样。")
    with contextlib.closing(opened(args.db)) as desk:
        if args.tidy:
            return _tidied(desk)
        return _erased(desk, args) if args.person else _found(desk, args.find)


def _tidied(desk: Desk) -> int:
    from bingliang.desk.privacy.erasing import tidy

    said = tidy(desk)
    print(said or "删过的在数据库文件里已经没有旧字节。")
    return 1 if said else 0


def _found(desk: Desk, words: str) -> int:
    from bingliang.desk.privacy.persons import find

    rows = find(desk, words).rows
    for row in rows:
        print(
            f"{row.id}\t{row.known_by}\t{row.phone}\t{'、'.join(row.places) or '没有一件写着'}\t{row.barred or '可以删除'}"
        )
    if not rows:
        print("登记里没有这个人（要写整个证件号、电话或者姓名）。", file=sys.stderr)
    return 0


def _erased(desk: Desk, args: argparse.Namespace) -> int:
    from bingliang.desk.privacy.erasing import Asked, erase, form_of, record, sentences_of, warnings_of

    form = form_of(desk, args.person)
    asked = Asked(args.ground, args.reason, _day(args.requested_on, form.today), args.document)
    made = erase(args.person, asked)
    request = uuid4().hex
    shown = desk.store.preview(request, desk.who, made.decide)
    facts: Any = shown.outcome.drafts[0].facts
    print("\n".join((form.subject, *sentences_of(facts), *warnings_of(desk, facts))))
    if not args.apply:
        print("还没有删除；加 --apply 才删除。", file=sys.stderr)
        return 0
    answer = record(desk, request, made)
    print(str(answer["untidy"]) or "已依法删除，数据库文件里的旧字节也已经抹净。")
    return 1 if answer["untidy"] else 0


def _day(text: str | None, today: date) -> date:
    try:
        return date.fromisoformat(text) if text else today
    except ValueError as error:
        raise ValueError(f"请求日期“{text}”不是日期，请写成 {today:%Y-%m-%d} 的样子。") from error
