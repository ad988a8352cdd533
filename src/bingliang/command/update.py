"""bingliang update: 检查更新: looks whether a newer setup program is laid out, checks its signature, and fetches it."""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from typing import Any


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = (
        "看更新地址（共享文件夹或网址）上有没有更新的安装程序，核对发布者的签名；不会自己安装。"
        "退出码 0 已是最新或已取到，1 有新版本还没有取。"
    )
    options = subparsers.add_parser("update", help="检查更新", description=words).options
    options.add_argument("--from", dest="source", metavar="文件夹或网址", help="更新地址（默认为本机设置里的）")
    options.add_argument("--fetch", action="store_true", help="有新版本的取到数据文件夹的 updates 里，核对后写出位置")
    options.add_argument("--json", action="store_true", help="一行 JSON，给程序看")


def run(args: argparse.Namespace) -> int:
    """检查: 0 newest or fetched, 1 a newer one is there; ValueError in one sentence when it cannot be told."""
    from bingliang.exchange.updates.looking import fetch, look, told
    from bingliang.settings import load

    settings = load()
    if args.source:
        settings = replace(settings, updates=args.source)
    found = look(settings)
    sentence, newer, place = found.sentence, found.release is not None, ""
    if found.release is not None and args.fetch:
        path = fetch(settings, found.release)
        sentence, place = told(path, found.release), str(path)
    print(
        json.dumps({"sentence": sentence, "newer": newer, "path": place}, ensure_ascii=False) if args.json else sentence
    )
    return 1 if newer and not place else 0
