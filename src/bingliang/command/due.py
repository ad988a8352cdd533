"""bingliang due: 到期日 of a limit, or of every line of a CSV file, over the published notices."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bingliang.command.line import WrongLineError, day, number
from bingliang.desk.calendar.arithmetic import calendar_of, reckon
from bingliang.ledger.acts import Refusal
from bingliang.ledger.catalogue import Unit
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits import Stop, Term, due_on

UNITS = {"workday": Unit.WORKDAY, "day": Unit.DAY}
HEADER = ["id", "from", "days", "unit", "pauses", "extend"]


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    options = subparsers.add_parser("due", help="计算到期日", description="按已公布的节假日通知计算到期日。").options
    options.add_argument("--from", dest="start", type=day, metavar="日期", help="起算日（当日不计）")
    options.add_argument("--days", type=number, metavar="N", help="期限")
    options.add_argument("--unit", choices=UNITS, help="单位：workday 工作日（默认），day 自然日")
    options.add_argument("--pause", type=pause, action="append", metavar="A:B", help="停表：A 之后至 B 止，可多次")
    options.add_argument("--extend", type=number, metavar="N", help="延长，与期限同单位，视为届满前已批准")
    options.add_argument("--as-of", type=day, metavar="日期", help="只用截至该日已公布的通知")
    options.add_argument("--explain", action="store_true", help="逐日列出算式")
    options.add_argument("--json", action="store_true", help="以 JSON 输出")
    options.add_argument("--csv", type=Path, metavar="文件", help=f"逐行计算，表头为 {','.join(HEADER)}")
    options.add_argument("--db", metavar="数据库", help="使用该数据库中的通知")


def run(args: argparse.Namespace) -> int:
    """算到期日: prints the date, the account, JSON or CSV; nothing is printed before everything is computed."""
    if args.csv is not None:
        return _run_file(args)
    if args.start is None or args.days is None:
        raise WrongLineError("缺少起算日或期限，请写 --from 日期 --days 天数，或用 --csv 文件。")
    calendar = calendar_of(args.db, args.as_of)
    term = Term(args.start, args.days, UNITS[args.unit or "workday"], tuple(args.pause or ()), args.extend or 0)
    found, lines = reckon(term, calendar)
    if args.json:
        answer: dict[str, object] = {
            "due": found.on.isoformat(),
            "provisional": found.provisional,
            "earliest": found.earliest.isoformat(),
            "basis": found.basis,
        }
        if args.explain:
            answer["account"] = [
                {"date": line.on.isoformat(), "number": line.number, "reason": line.reason, "notice": line.notice}
                for line in lines
            ]
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    print(f"{found.on} 〔暂定，最早{found.earliest}〕" if found.provisional else found.on)
    if args.explain:
        print("\n".join(line.text for line in lines))
    return 0


def pause(text: str) -> Stop:
    """停表 written A:B; the end may not lie before the beginning."""
    start, colon, end = text.partition(":")
    if not colon:
        raise argparse.ArgumentTypeError(f"“{text}”不是停表时段，请写成2026-03-05:2026-03-13这样")
    stop = Stop(day(start), day(end))
    if stop.until < stop.after:
        raise argparse.ArgumentTypeError(f"停表结束日{end}早于开始日{start}，请核对停表日期")
    return stop


def _run_file(args: argparse.Namespace) -> int:
    given = {"--from": args.start, "--days": args.days, "--unit": args.unit, "--pause": args.pause}
    given |= {"--extend": args.extend, "--explain": args.explain or None, "--json": args.json or None}
    if clash := [name for name, value in given.items() if value is not None]:
        raise WrongLineError(f"--csv 不能与 {'、'.join(clash)} 同时使用，请写在文件各列中。")
    calendar = calendar_of(args.db, args.as_of)
    answers = [_answer(line, row, calendar) for line, row in _rows(args.csv)]
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["id", "due", "provisional"])
    out.writerows(answers)
    return 0


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every line that is not blank; WrongLineError for a file that is no such table."""
    line = 1
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [cell.strip() for cell in next(reader, [])]
            if header != HEADER:
                raise WrongLineError(f"第1行：表头应为 {','.join(HEADER)}，请核对文件“{path}”。")
            for row in reader:
                line = reader.line_num
                if any(cell.strip() for cell in row):
                    yield line, [cell.strip() for cell in row]
    except UnicodeDecodeError:
        raise WrongLineError(f"文件“{path}”不是 UTF-8 编码，请另存为 UTF-8 后再用。") from None
    except csv.Error as fault:
        raise WrongLineError(f"第{line}行或其后：不是完整的 CSV（{fault}），请核对引号和逗号。") from None


def _answer(line: int, row: list[str], calendar: Calendar) -> tuple[str, date, str]:
    try:
        if len(row) != len(HEADER):
            raise WrongLineError(f"应有{len(HEADER)}列，实有{len(row)}列。")
        on = due_on(_term(row), calendar)
    except Refusal as refusal:
        raise Refusal(f"第{line}行：{refusal.sentence}", refusal.article) from None
    except (ValueError, argparse.ArgumentTypeError) as wrong:
        raise WrongLineError(f"第{line}行：{str(wrong).rstrip('。')}。") from None
    return row[0], on, "false" if calendar.certain(on) else "true"


def _term(row: list[str]) -> Term:
    _, start, days, unit, pauses, extend = row
    if unit and unit not in UNITS:
        raise WrongLineError(f"单位“{unit}”不认识，请写 {' 或 '.join(UNITS)}。")
    stops = tuple(pause(part.strip()) for part in pauses.split(";") if part.strip())
    return Term(day(start), number(days), UNITS[unit or "workday"], stops, number(extend or "0"))
