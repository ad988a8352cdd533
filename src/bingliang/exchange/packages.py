"""网上申报包与状态包: one zip with manifest.json and its files, side by side, each with its SM3.

The format is written down in resources/online (two JSON Schema files and a description), and that file is what judges.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bingliang.exchange.attachments import kind_of
from bingliang.exchange.json_schema import faults, parse, schema
from bingliang.exchange.quarantine import Package, Unfit, opened
from bingliang.placing import put_in_place

MANIFEST = "manifest.json"
MOST_MANIFEST = 2 << 20
FILING, STATUS = "filing.schema.json", "status.schema.json"
_SAID = 3
"""So many faults of a manifest are told in the one sentence."""


@dataclass(frozen=True, slots=True)
class Attached:
    """附件 as looked through: `notes` say what a PDF carries besides pages (it is shown, never carried out)."""

    file: str
    title: str
    material: str
    size: int
    sm3: str
    kind: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incoming:
    """看过的申报包: the manifest as written, its own SM3 (by which the same filing is known), the attachments."""

    manifest: Mapping[str, Any]
    sm3: str
    attachments: tuple[Attached, ...]


def sm3(data: bytes) -> str:
    """SM3 in hexadecimal figures (GB/T 32905)."""
    from cryptography.hazmat.primitives.hashes import SM3, Hash

    digest = Hash(SM3())
    digest.update(data)
    return digest.finalize().hex()


def read_package(path: Path, quarantine: Path, formats: Path, keep: Callable[[bytes], str]) -> Incoming:
    """读申报包 in quarantine; `keep` stores the bytes of an attachment, once all of them have been looked at.

    Unfit in one sentence when anything is wrong with any part of it; nothing has been kept then. A plain ValueError when
    the file cannot be read just now, which says nothing against it.
    """
    try:
        with opened(path, quarantine) as package:
            manifest, digest = _manifest(package, formats)
            attachments = tuple(_looked_at(package, row) for row in manifest.get("attachments", ()))
            _nothing_else(package, attachments)
            for one in attachments:
                if keep(package.read(one.file)) != one.sm3:
                    raise Unfit(f"附件“{one.file}”存放时发生变化，请再导入一次。")
            return Incoming(manifest, digest, attachments)
    except OSError as error:
        raise ValueError(f"“{path.name}”读不出来（{error.strerror or '读写错误'}），请核对文件和权限。") from error


def _manifest(package: Package, formats: Path) -> tuple[Mapping[str, Any], str]:
    piece = package.pieces.get(MANIFEST)
    if piece is None:
        raise Unfit(f"包里没有 {MANIFEST}，不是网上申报包，请报送单位按格式重新打包。")
    if piece.size > MOST_MANIFEST:
        raise Unfit(f"{MANIFEST} 超过 {MOST_MANIFEST >> 20} MB，不是规定的格式，请报送单位核对。")
    text = package.read(MANIFEST)
    try:
        manifest = parse(text, MANIFEST)
        wrong = list(faults(manifest, schema(formats / FILING)))
    except ValueError as error:
        raise Unfit(str(error)) from error
    if wrong:
        more = f"等 {len(wrong)} 处" if len(wrong) > _SAID else ""
        raise Unfit(f"{MANIFEST} 不合格式：{'；'.join(wrong[:_SAID])}{more}，请报送单位改正。")
    return manifest, sm3(text)


def _looked_at(package: Package, row: Mapping[str, Any]) -> Attached:
    name = str(row["file"])
    piece = package.pieces.get(name)
    if piece is None or name == MANIFEST:
        raise Unfit(f"清单列有附件“{name[:40]}”，包里没有，请报送单位补齐后重新打包。")
    if piece.size != row["size"]:
        raise Unfit(f"附件“{name}”在包里是 {piece.size} 字节，清单写的是 {row['size']} 字节，请报送单位核对。")
    data = package.read(name)
    if sm3(data) != row["sm3"]:
        raise Unfit(f"附件“{name}”与清单上的 SM3 不符，传送中损坏或者被改动，请报送单位重新报送。")
    kind, notes = kind_of(name, data)
    return Attached(name, str(row["title"]), str(row.get("material", "")), piece.size, str(row["sm3"]), kind, notes)


def _nothing_else(package: Package, attachments: tuple[Attached, ...]) -> None:
    files = [one.file for one in attachments]
    twice = next((name for name in files if files.count(name) > 1), "")
    if twice:
        raise Unfit(f"清单把附件“{twice}”列了两次，请报送单位改正。")
    extra = sorted(set(package.pieces) - {MANIFEST, *files})
    if extra:
        raise Unfit(f"包里有清单没有列的文件“{extra[0]}”，不知道是什么，请报送单位列入清单或者去掉。")


def write_package(target: Path, manifest: Mapping[str, Any], files: Mapping[str, bytes] | None = None) -> Path:
    """写包, beside its place and moved there, so that nobody fetches half of one; the same content is the same bytes."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode("utf-8")
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as bundle:
            for name, data in {MANIFEST: text, **(files or {})}.items():
                entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
                entry.compress_type = zipfile.ZIP_DEFLATED
                bundle.writestr(entry, data)
        put_in_place(fresh, target)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise ValueError(f"“{target}”不能写入（{error.strerror or error}），请检查文件夹的权限和磁盘空间。") from error
    return target


def write_status(target: Path, manifest: Mapping[str, Any], formats: Path) -> Path:
    """写状态包, judged by its own schema first; ValueError when the place cannot be written."""
    wrong = list(faults(manifest, schema(formats / STATUS)))
    if wrong:
        raise ValueError(f"状态包不合格式：{'；'.join(wrong[:_SAID])}，没有写出，请联系管理员。")
    return write_package(target, manifest)
