"""命令行: one small module per verb.

Results go to stdout, everything else to stderr. The answer is 0 done, 1 found wrong or refused, 2 wrong input: one
Chinese line, never a traceback. A verb's module is imported only when it is called, so that ``due`` starts at once.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.command.line import Parser, WrongLineError
from bingliang.ledger.acts import Refusal

if TYPE_CHECKING:
    from types import ModuleType

VERBS = (
    "due",
    "calendar",
    "demo",
    "practice",
    "verify",
    "verify-paper",
    "verify-archive",
    "anchor",
    "rebuild",
    "notice",
    "settings",
    "migrate-in",
    "online",
    "supervise",
    "projects",
    "agency",
    "ratings",
    "board",
    "diagnose",
    "backup",
    "move",
    "role",
    "erase",
    "machine",
    "files",
    "update",
    "statistics",
    "what-if",
    "printers",
)
"""动词 as typed; the module of ``migrate-in`` is ``migrate_in``."""

DONE, REFUSED, WRONG = 0, 1, 2
TOLD = "BINGLIANG_TOLD"
"""names a file into which a refusal's sentence is written too"""


def main(argv: list[str]) -> int:
    """命令行入口: runs one verb and returns its exit code."""
    try:
        return _run(argv)
    except Refusal as refusal:
        return _say(str(refusal), REFUSED)
    except ValueError as wrong:
        return _say(str(wrong), WRONG)
    except OSError as fault:
        if _reader_has_gone(fault):
            # Python must not complain once more while it flushes at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return DONE
        return _say(f"文件“{fault.filename}”不能读写（{fault.strerror}），请核对路径和权限。", WRONG)
    except SystemExit as done:  # argparse has shown its help
        return int(done.code or DONE)


def _run(argv: list[str]) -> int:
    verb = argv[0] if argv else ""
    names = (verb,) if verb in VERBS else VERBS
    parser = Parser(prog="bingliang", description="并联审批柜台（“1+8”项目服务机制）。不带参数时打开窗口。")
    subparsers = parser.add_subparsers(dest="verb", required=True, metavar="命令", title="命令")
    for name in names:
        _module(name).register(subparsers)
    if verb not in VERBS and verb not in {"-h", "--help"}:
        raise WrongLineError(f"没有名为“{verb}”的命令，可用的是：{'、'.join(VERBS)}。")
    args = parser.parse_args(argv)
    code: int = _module(args.verb).run(args)
    sys.stdout.flush()
    return code


def _module(verb: str) -> ModuleType:
    return import_module(f"bingliang.command.{verb.replace('-', '_')}")


def _reader_has_gone(fault: OSError) -> bool:
    """读的一方走了 (head, less, more): Windows says "invalid argument" of a pipe that nobody reads, and names no file."""
    return isinstance(fault, BrokenPipeError) or (fault.errno == errno.EINVAL and fault.filename is None)


def _say(sentence: str, code: int) -> int:
    said = " ".join(sentence.split())
    if told := os.environ.get(TOLD):  # the setup program shows it to a person, and reads no UTF-8
        with contextlib.suppress(OSError):
            Path(told).write_text(said, encoding="utf-16-le")
    print(said, file=sys.stderr)
    return code
