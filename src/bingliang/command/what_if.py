"""bingliang what-if: 流程再造推演: last year's real cases under one or two scenarios; nothing is recorded."""

from __future__ import annotations

import argparse
import contextlib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bingliang.boards.what_if.change import Change, Scenario
    from bingliang.desk.what_if.year import Year

HOW = (
    "一条改动的写法：S3-09:承诺=2（承诺时限改为2个工作日）、S3-09:法定=10、S3-03:齐全=3（3个工作日内受理或告知）、"
    "S3-03:不等=S3-02、S3-09:等=S2-02、城管:每天=4（部门每天办出4项；现在的件数按过去一年，也可写 城管:每天=2→4）。"
)
_CHANGE = re.compile(
    r"\s*(?P<who>[^:：]+?)\s*[:：]\s*(?P<what>承诺|法定|齐全|不等|等|每天)\s*[=＝]\s*(?P<value>.+?)\s*"
)
_TWO = re.compile(r"(\d+)\s*(?:→|->|-)\s*(\d+)")
NAMES = ("方案甲", "方案乙")


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    options = subparsers.add_parser(
        "what-if", help="流程再造推演", description=f"改了时限、前置、齐全性审查的期限或者部门的件数，过去一年的真实办件会怎样；不写台账。{HOW}"
    ).options  # fmt: skip
    options.add_argument("--db", required=True, metavar="数据库", help="读哪个数据库")
    options.add_argument("--change", nargs="+", required=True, metavar="改动", help="方案甲的改动")
    options.add_argument("--against", nargs="+", default=[], metavar="改动", help="方案乙的改动，同方案甲比较")
    options.add_argument(
        "--pace", choices=("压到时限", "照旧", "同比例"), default="压到时限", help="时限改了用时怎样（默认压到时限）"
    )
    options.add_argument("--items", action="store_true", help="按事项列（默认按部门）")
    options.add_argument("--out", type=Path, metavar="文件", help="存为 .xlsx 或 .pdf")


def run(args: argparse.Namespace) -> int:
    """推演: a table for reading, or a file."""
    from bingliang.desk.desk import open_desk
    from bingliang.desk.statistics.table import Group
    from bingliang.desk.what_if.asking import NOT_A_PROMISE, outcome
    from bingliang.desk.what_if.saving import ENDINGS, save
    from bingliang.desk.what_if.table import compared
    from bingliang.desk.what_if.year import year
    from bingliang.ledger.acts import Who

    if args.out is not None and args.out.suffix.lower() not in ENDINGS:
        raise ValueError(f"“{args.out.name}”的类型不能保存，请用 {'、'.join(ENDINGS)}。")
    with contextlib.closing(open_desk(args.db, Who("统计", "后台"), create=False)) as desk:
        found = year(desk)
        scenarios = [
            _scenario(found, name, texts, args.pace)
            for name, texts in zip(NAMES, (args.change, args.against), strict=True)
            if texts
        ]
        effects = [found.tried(one) for one in scenarios]
    if args.out is not None:
        print(save(found, effects, args.out))
        return 0
    print(f"{found.title}。{NOT_A_PROMISE}")
    for one in effects:
        print(f"{one.scenario.name}：")
        print("".join(f"  {words}\n" for words in (*outcome(one), *one.assumptions)), end="")
    shown = compared(found, effects, Group.ITEM if args.items else Group.BODY)
    for row in shown.rows:
        if row.moved or row.total:
            cells = "  ".join(
                f"{head.replace('|', ' ')} {cell.text}" for head, cell in zip(shown.heads, row.cells, strict=True)
            )
            print(f"{row.label}：{cells}")
    print(found.source, file=sys.stderr)
    return 0


def _scenario(found: Year, name: str, texts: list[str], pace: str) -> Scenario:
    from bingliang.boards.what_if.change import Pace, Scenario

    paces = {"压到时限": Pace.KEPT, "照旧": Pace.AS_IT_WAS, "同比例": Pace.IN_PROPORTION}
    return Scenario(name, tuple(change_of(found, text) for text in texts), paces[pace])


def change_of(found: Year, text: str) -> Change:
    """一条改动 as it is typed. ValueError in one sentence with how it is written."""
    from bingliang.boards.what_if.change import CapacityChange, LimitChange, OrderChange, PeriodChange, Which

    read = _CHANGE.fullmatch(text)
    if read is None:
        raise ValueError(f"看不懂“{text}”。{HOW}")
    who, what, value = read["who"], read["what"], read["value"]
    if what == "每天":
        body = _body(found, who)
        two = _TWO.fullmatch(value)
        now, then = (int(two[1]), int(two[2])) if two else (found.loads[body].usual, _days(text, value))
        return CapacityChange(body, now, then)
    code = _item(found, who)
    if what in ("等", "不等"):
        return OrderChange(code, _item(found, value), waits=what == "等")
    if what == "齐全":
        return PeriodChange(code, _days(text, value))
    return LimitChange(code, _days(text, value), Which.PROMISED if what == "承诺" else Which.STATUTORY)


def _days(text: str, value: str) -> int:
    if not value.isdecimal():
        raise ValueError(f"“{text}”里的“{value}”不是天数或者件数，请写阿拉伯数字。")
    return int(value)


def _item(found: Year, text: str) -> str:
    wanted = [one.code for one in found.items if text.upper() == one.code or text == one.name]
    if not wanted:
        listed = "、".join(f"{one.code} {one.name}" for one in found.items)
        raise ValueError(f"过去一年没有办结过“{text}”，可以推演的是：{listed or '没有'}。")
    return wanted[0]


def _body(found: Year, text: str) -> str:
    wanted = [body for body in found.loads if text in (body, found.names.get(body, body))]
    if not wanted:
        listed = "、".join(found.names.get(body, body) for body in found.loads)
        raise ValueError(f"过去一年“{text}”没有办出过件，可以推演的是：{listed or '没有'}。")
    return wanted[0]
