"""bingliang diagnose: 诊断包: versions, settings without secrets, logs and the result of verifying, in one zip without personal data."""

from __future__ import annotations

import argparse
import contextlib
import sys
from pathlib import Path
from typing import Any

from bingliang.command.database import add_database, opened


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = "把版本、本机设置（去掉口令和姓名）、日志和核验结果打成一个压缩文件，不含个人信息；数据库打不开时也能做。"
    options = subparsers.add_parser("diagnose", help="诊断包", description=words).options
    options.add_argument("--out", type=Path, required=True, metavar="文件", help="写到哪个 .zip 文件")
    options.add_argument("--no-verify", action="store_true", help="不核验台账（台账很大时快得多）")
    add_database(options)


def run(args: argparse.Namespace) -> int:
    """诊断: 0 written, with the ledger as written or not looked at; 1 written, with a fault in it or a database that does not open."""
    from bingliang.desk.diagnosis import diagnose
    from bingliang.ledger.acts import Refusal
    from bingliang.settings import data_folder, load

    settings, logs = load(), data_folder() / "log"
    try:
        desk = opened(args.db)
    except (Refusal, ValueError) as closed:
        print(diagnose(args.out, settings, logs=logs, environment={"database_error": str(closed)}).path)
        print(closed, file=sys.stderr)
        return 1
    with contextlib.closing(desk):
        made = diagnose(args.out, settings, logs=logs, desk=desk, verify=not args.no_verify)
    print(made.path)
    print(made.sentence, file=sys.stderr)
    if made.rights:
        print(made.rights, file=sys.stderr)
    return 1 if made.sound is False else 0
