"""bingliang board: 看板: which boards are frozen, one of them in words, and everything that can be made of one as a file."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bingliang.command.database import add_database, opened

if TYPE_CHECKING:
    from bingliang.boards.daily_broadcast import Issue
    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look

NEWEST = "最新"


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    from bingliang.command.line import Parser

    verb = subparsers.add_parser(
        "board", help="看板", description="列出冻结的旬报、周报和点将台，看一期，或者把一期做成文件。"
    )
    steps = verb.add_subparsers(dest="step", required=True, metavar="步骤", title="步骤", parser_class=Parser)
    shown = steps.add_parser("list", help="列出看板", description="列出冻结的各期和可以做成什么。")
    add_database(shown.options)
    one = steps.add_parser("show", help="看一期旬报", description="一期旬报：数字、龙虎榜、问题、点评、插旗规则。")
    one.add_argument("issue", metavar="期号", help=f"如 8；“{NEWEST}”是最新冻结的一期")
    one.options.add_argument("--edition", type=int, metavar="更正", help="第几次更正，0 是最初冻结的（默认最后一版）")
    add_database(one.options)
    made = steps.add_parser("export", help="做成文件", description="把一期看板做成文件或者文件夹；做成什么见 list。")
    made.add_argument(
        "board", metavar="看板", help=f"旬报期号如 8 或“{NEWEST}”；周报期号如 12；月份如 2026-11；项目的名称或编号"
    )
    made.add_argument("key", metavar="做成什么", help="如 daily_folder、roll_a1、gantt_a0")
    made.add_argument("path", type=Path, metavar="文件", help="写到哪里；自动播放文件夹和 PNG 序列写文件夹")
    made.options.add_argument("--size", type=_pixels, metavar="宽x高", help="屏幕的点数，如 1280x384（默认 1920x1080）")
    add_database(made.options)


def run(args: argparse.Namespace) -> int:
    """列出、看或者做成文件: 0 done."""
    with contextlib.closing(opened(args.db)) as desk:
        if args.step == "list":
            return _list(desk)
        if args.step == "show":
            return _show(desk, args.issue, args.edition)
        return _export(desk, args)


def _pixels(text: str) -> tuple[int, int]:
    from bingliang.desk.boards.exports import pixels

    try:
        return pixels(text)
    except ValueError as why:
        raise argparse.ArgumentTypeError(str(why).removesuffix("。")) from None


def _list(desk: Desk) -> int:
    from bingliang.desk.boards import commanders, digests, issues
    from bingliang.desk.boards.exports import EXPORTS

    with desk.store.look() as look:
        for one in issues.every(look):
            print(f"旬报 第{one.number}期 {one.period} {one.state}")
        for digest in digests.every(look):
            print(f"周周比 {digest.name} {digest.published_on:%Y-%m-%d}刊发")
        for table in commanders.published(look):
            print(f"点将台 {table.month} {table.name} 已公布")
    print("可以做成：")
    for made in EXPORTS:
        print(f"  {made.key}\t{made.title}{'，可以写 --size' if made.sized else ''}")
    return 0


def _show(desk: Desk, named: str, edition: int | None) -> int:
    with desk.store.look() as look:
        issue = _issue(look, named, edition)
    for line in told(issue):
        print(line)
    return 0


def told(issue: Issue) -> Iterator[str]:
    """一期 in words, line by line, as it hangs on the wall."""
    head = issue.header
    yield f"{head.zone} {head.campaign} {head.period_name}旬报 {head.name}，{head.day_of}，数据截至{head.cut_off:%Y-%m-%d %H:%M}"
    if head.mark:
        yield head.mark
    if issue.lead:
        yield issue.lead
    yield "；".join(f"{one.label} {one.figure.text}" for one in issue.tiles)
    for row in issue.projects:
        said = " ".join(part for part in (row.percent.text, row.flag, row.flag_reason) if part)
        yield f"{row.rank} {row.name}（{row.firm}，{row.responsible}）{said}"
    for office in issue.departments:
        yield f"{office.rank} {office.name} {office.percent.text} {office.flag}".rstrip()
    for problem in issue.problems:
        yield f"{problem.state}：{problem.project or problem.firm} {problem.words}（{problem.department}）{problem.outcome}"
    for one in issue.comments:
        yield f"{one.firm}点评{one.department}（{one.grade}）：“{one.text}”"
    for words in (issue.rule, issue.reckoning, issue.note):
        if words:
            yield words
    if issue.position is not None:
        yield f"{issue.position.at:%Y-%m-%d %H:%M}冻结，校验串 {issue.position.tail}"


def _export(desk: Desk, args: argparse.Namespace) -> int:
    from bingliang.desk.boards import exports, terms

    try:
        one = exports.export(args.key)
    except KeyError:
        keys = "、".join(made.key for made in exports.EXPORTS)
        raise ValueError(f"没有“{args.key}”这种导出，可用的是：{keys}。") from None
    if args.size is not None and not one.sized:
        raise ValueError(f"{one.title}的大小是固定的，不用写 --size。")
    board = _board(desk, one.of, args.board)
    with desk.store.look() as look:
        times = [f"{at:%H:%M}" for at in terms.schedule(look.loaded("catalogue")).times]
    try:
        written = one.write(board, args.path, size=args.size, times=times)
    except OSError as error:
        raise ValueError(f"“{args.path}”写不进去（{error.strerror}），请换一个位置或者检查权限。") from error
    print(f"{one.title}已写到 {args.path}，共 {len(written)} 个文件。")
    return 0


def _board(desk: Desk, of: str, named: str) -> Any:  # noqa: ANN401  # whichever board was asked for
    from bingliang.desk.boards import commanders, digests, exports
    from bingliang.desk.boards.plans import plan_of
    from bingliang.desk.projects.index import index

    with desk.store.look() as look:
        if of in (exports.ISSUE, exports.ROLL):
            return _issue(look, named, None)
        if of == exports.DIGEST:
            held = digests.every(look)
            found = [one for one in held if named in (NEWEST, str(one.number), one.name)]
            return _first(found, f"没有“{named}”这一期周周比，已刊发的：{_names(one.name for one in held)}。")
        if of == exports.COMMANDERS:
            tables = commanders.published(look)
            months = [one for one in tables if named in (NEWEST, one.month)]
            return _first(months, f"没有“{named}”的点将台，已公布的：{_names(one.month for one in tables)}。")
        projects = [one for one in index(look).held.values() if not one.ended]
        exact = [one for one in projects if named in (one.number, one.stream, one.profile.name)]
        close = exact or [one for one in projects if named in f"{one.profile.firm}{one.profile.name}"]
        if len(close) > 1:
            raise ValueError(f"“{named}”有{len(close)}个项目：{_names(one.profile.name for one in close)}，请写全。")
        return plan_of(look, _first(close, f"项目库里没有“{named}”。"))


def _issue(look: Look, named: str, edition: int | None) -> Issue:
    from bingliang.desk.boards import issues

    every = issues.every(look)
    held = [one for one in every if one.frozen and named in (NEWEST, str(one.number), one.period)]
    one = _first(
        held, f"没有冻结的第{named}期旬报，已冻结的期号：{_names(str(one.number) for one in every if one.frozen)}。"
    )
    return issues.opened(one, edition) or issues.thawed(one.frozen[-1])


def _names(names: Iterator[str]) -> str:
    return "、".join(names) or "还没有"


def _first(found: list[Any], wrong: str) -> Any:  # noqa: ANN401  # of whichever kind
    if not found:
        raise ValueError(wrong)
    return found[0]
