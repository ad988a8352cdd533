"""bingliang files: 核对程序文件: compares the installed program with the list it came with, after a quarantine or a doubt."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path
from typing import Any

LIST = "files.txt"
OWN = "_internal"
"""the folder that holds nothing but the program's own files; what else lies in it was put there"""
LOADED = (".dll", ".drv", ".exe", ".pyd", ".so")
"""What lies beside the program under such a name, Windows may load into it: a stranger's is as bad as a changed file."""
UNINSTALL = "uninstall.exe"


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = (
        "把安装的程序文件与随程序的清单逐个比对（SHA-256），列出缺少、被改动和多出的文件；杀毒软件隔离之后用它查缺。"
    )
    options = subparsers.add_parser("files", help="核对程序文件", description=words).options
    options.add_argument("--folder", type=Path, metavar="文件夹", help="程序所在的文件夹（默认为本程序自己的）")


def run(args: argparse.Namespace) -> int:
    """核对: 0 all as delivered, 1 with one line for each file that is not."""
    folder = args.folder or Path(sys.executable).parent
    total, wrong = compared(folder)
    for line in wrong:
        print(line)
    if not wrong:
        print(f"程序文件{total}个，与清单完全一致。")
        return 0
    print(f"有{len(wrong)}个文件与清单不符，请从杀毒软件的隔离区恢复，或重新安装。", file=sys.stderr)
    return 1


def compared(folder: Path) -> tuple[int, list[str]]:
    """比对 the folder with its list: how many files the list has, and one line for each that differs.

    ValueError when there is no list.
    """
    if not (folder / LIST).is_file():
        raise ValueError(f"“{folder}”里没有程序文件清单 {LIST}，只有安装的程序才能核对。")
    listed: dict[str, str] = {}
    for line in (folder / LIST).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            sha256, _, rest = line.partition("  ")
            listed[rest.split(maxsplit=2)[2]] = sha256
    wrong = []
    for name, sha256 in sorted(listed.items()):
        file = folder / name
        try:
            if hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
                wrong.append(f"被改动：{name}")
        except FileNotFoundError:
            wrong.append(f"缺少：{name}")
        except OSError as error:
            wrong.append(f"读不出（{error.strerror}）：{name}")
    own = [*(folder / OWN).rglob("*"), *(one for one in folder.iterdir() if one.suffix.lower() in LOADED)]
    found = {one.relative_to(folder).as_posix() for one in own if one.is_file()}
    extra = found - set(listed) - {UNINSTALL}
    return len(listed), wrong + [f"多出：{name}" for name in sorted(extra)]
