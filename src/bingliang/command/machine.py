"""bingliang machine: 本机设置: shows them, or writes those that an administrator has prepared for many desktops."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

WORDS = ("database", "counter", "office", "role")
ZONE = "zone"
OF_ZONE = ("name", "body", "address", "phone", "complaint", "file")


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse does not name this type in public
    """登记本命令的参数."""
    words = (
        "不带选项时列出本机设置；带选项时先检查再写入 settings.toml。安装程序用它写入预先准备的设置，"
        "其中 [zone] 一段的园区名称、落款单位或者区的文件写进还没有定过园区的台账。"
    )
    options = subparsers.add_parser("machine", help="本机设置", description=words).options
    options.add_argument("--preset", type=Path, metavar="文件", help="预先准备的设置文件（写法同 settings.toml）")
    options.add_argument("--database", metavar="数据库", help="数据库文件或网址")
    options.add_argument("--counter", metavar="窗口号", help="本机的窗口号")
    options.add_argument("--office", metavar="部门", help="本机所属部门（岗位为“部门”时）")
    options.add_argument("--role", metavar="岗位", help="本机通常的岗位")
    options.add_argument("--keep", action="store_true", help="本机已有的设置不改，只补上没有的")


def run(args: argparse.Namespace) -> int:
    """本机设置: 0 written or shown; ValueError in one sentence, and nothing written, when one of them cannot be used."""
    from bingliang import settings
    from bingliang.store.location import located

    here = settings.data_folder() / settings.FILE
    given: dict[str, Any] = settings.read(args.preset, needed=True, beside=ZONE) if args.preset else {}
    zone = _zone(args.preset, given.pop(ZONE, {}))
    given |= {word: getattr(args, word) for word in WORDS if getattr(args, word) is not None}
    before = settings.read(here)
    if given:
        if given.get("database"):
            located(given["database"])  # refuses a network drive, a synchronised folder, an unknown kind of address
        whole = given | before if args.keep else before | given
        settings.save(replace(settings.Settings(), **whole))
    if zone:
        _name(zone)
    print(here)
    for key, value in settings.read(here).items():
        print(f"{key} = {_shown(key, value)}")
    return 0


def _zone(preset: Path | None, table: object) -> dict[str, str]:
    """[zone] of a preset, checked before anything is written; a file is sought beside the preset."""
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise ValueError(f'设置文件“{preset}”的 [zone] 应是一段“名称 = "内容"”。')
    if strange := next((key for key in table if key not in OF_ZONE), ""):
        raise ValueError(f"设置文件“{preset}”的 [zone] 里没有名为“{strange}”的一项，可用的是：{'、'.join(OF_ZONE)}。")
    if table.get("file"):
        file = (preset or Path()).parent / table["file"]
        try:
            return table | {"file": file.read_text(encoding="utf-8-sig")}
        except (OSError, UnicodeDecodeError) as error:
            raise ValueError(f"区的文件“{file}”读不出来，请核对路径，并另存为 UTF-8。") from error
    return table


def _name(zone: dict[str, str]) -> None:
    """Into the ledger of this machine, or the shared one if no other counter has named the zone before."""
    from bingliang import settings
    from bingliang.desk.first_day import FirstDay, name_zone

    held = settings.load()
    reached = {key: zone.get(key, "") for key in ("body", "address", "phone", "complaint")}
    first = FirstDay(held.database, held.counter, zone.get("name", ""), **reached)
    try:
        name_zone(first, zone.get("file", ""))
    except ValueError as error:
        raise ValueError(f"本机设置已写入，园区没有写进台账：{error}") from error


def _shown(key: str, value: object) -> str:
    """A password in the address of the database is nobody's business on a screen."""
    if key == "database" and value:
        from bingliang.store.location import located

        return located(str(value)).shown
    return str(value)
