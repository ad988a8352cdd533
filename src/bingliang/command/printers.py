"""bingliang printers: 打印机: what this machine prints on, a test page, the measured shift, the print queue."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

WORD = "--printers"
"""The one word with which the program asks the printers, which takes its window's libraries."""


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = "不带选项时列出系统的打印机、纸盒、各种文书用哪一台和各台的偏移，以及打印队列里没有了结的。"
    options = subparsers.add_parser("printers", help="打印机、试印页和打印队列", description=words).options
    options.add_argument("--test", metavar="打印机", help="打一张量偏移的试印页")
    options.add_argument(
        "--shift", nargs=5, metavar=("打印机", "左", "上", "右", "下"), help="记下试印页上量得的四边毫米数"
    )
    options.add_argument("--use", nargs=2, metavar=("种类", "打印机"), help="公文、凭证或小票用哪一台打印机")
    options.add_argument("--tray", nargs=2, metavar=("种类", "纸盒"), help="这一种文书用哪个纸盒（打印机报告的）")


def run(args: argparse.Namespace) -> int:
    """打印机: 0 done, 1 refused by the printer, 2 wrong input."""
    asked = {name: getattr(args, name) for name in ("test", "shift", "use", "tray")}
    done = subprocess.run([*_call(), json.dumps(asked)], check=False)  # noqa: S603 - this program itself
    return done.returncode


def _call() -> list[str]:
    if getattr(sys, "frozen", False):
        return [str(Path(sys.executable)), WORD]
    return [sys.executable, "-m", "bingliang", WORD]
