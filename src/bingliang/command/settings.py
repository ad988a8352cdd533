"""bingliang settings: 区的设置: puts a zone's file in force as a numbered edition, or writes out the one in force."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
from pathlib import Path
from typing import Any

from bingliang.command.database import add_database, opened
from bingliang.command.line import text_of


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = (
        "导入或导出区的设置（落款机关、承诺时限、事项新版、各项口径）；文件以 .json 结尾的是全部设置，连同文书样式和节假日通知。"
        "导入即启用为新的一版，各窗口共用。"
    )
    options = subparsers.add_parser("settings", help="区的设置", description=words).options
    options.add_argument("what", choices=("import", "export"), metavar="import|export", help="导入或导出")
    options.add_argument("file", type=Path, metavar="文件", help="区的设置文件（.toml），或者全部设置（.json）")
    add_database(options)


def run(args: argparse.Namespace) -> int:
    """导入 with every check of the catalogue, or 导出."""
    from bingliang.desk.zone import editions

    if args.file.suffix.lower() == ".json":
        return _whole(args)
    text = text_of(args.file) if args.what == "import" else ""
    with contextlib.closing(opened(args.db, create=args.what == "import")) as desk:
        if args.what == "export":
            held = editions.zone_text(desk)
            if not held:
                raise ValueError("本库还没有启用区的设置，没有可导出的内容。")
            args.file.write_text(held, encoding="utf-8", newline="\n")
            print(args.file)
            return 0
        if text == editions.zone_text(desk):
            print("与在用的一版相同，没有变化。")
            return 0
        # named by its content and the edition it follows, so that a second press is the same press
        with desk.store.look() as look:
            before = look.editions()["catalogue"]
        request = f"zone/{before}/{hashlib.sha256(text.encode()).hexdigest()}"
        answer = editions.adopt_zone(desk, request, text, args.file.name)
    print(f"已启用区的设置第{answer['edition']}版。")
    return 0


def _whole(args: argparse.Namespace) -> int:
    """全部设置: everything a zone has decided, in one file."""
    from bingliang.desk.zone import package as zone_package

    with contextlib.closing(opened(args.db, create=args.what == "import")) as desk:
        if args.what == "export":
            print(zone_package.export(desk, str(args.file)))
            return 0
        found = zone_package.preview(desk, args.file)
        for sentence in zone_package.told(found).sentences:
            print(sentence)
        if found.changed:
            # named by its content and the editions it follows, so that a second press is the same press
            with desk.store.look() as look:
                before = sorted(look.editions().items())
            request = f"settings/{hashlib.sha256(f'{before}'.encode() + args.file.read_bytes()).hexdigest()}"
            print(zone_package.bring_in(desk, request, found))
    return 0
