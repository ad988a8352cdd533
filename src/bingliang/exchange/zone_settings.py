"""区的全部设置: one JSON file with the zone's catalogue, forms and notices, each under its SM3; its schema says how it looks.

The same settings always make the same bytes. What comes in is somebody else's: size, shape, names and hashes are checked
before anything of it is read as TOML.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from bingliang.exchange.json_schema import faults, parse, schema

FORMAT, VERSION = "bingliang-zone-settings", 1
KINDS = ("calendar", "catalogue", "forms")
LARGEST = 20 * 1024 * 1024

Files = Mapping[str, Mapping[str, str]]
"""kind → file name → content."""
Digest = Callable[[bytes], str]
"""SM3 of bytes."""


def pack(files: Files, digest: Digest) -> bytes:
    """打成一个文件."""
    listed = [
        {"kind": kind, "name": name, "sm3": digest(text.encode("utf-8")), "text": text}
        for kind in KINDS
        for name, text in sorted(files.get(kind, {}).items())
    ]
    held = {"format": FORMAT, "version": VERSION, "files": listed}
    return (json.dumps(held, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def unpack(path: Path, shape: Path, digest: Digest) -> dict[str, dict[str, str]]:
    """读回: kind → files; ValueError in one sentence for any other file and for one that was changed."""
    held = parse(_read(path), f"区的设置文件“{path.name}”")
    wrong = next(iter(faults(held, schema(shape))), "")
    if wrong:
        raise ValueError(f"“{path.name}”不是区的全部设置：{wrong}")
    files: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for one in held["files"]:
        kind, name, text = one["kind"], one["name"], one["text"]
        if name in files[kind]:
            raise ValueError(f"“{path.name}”里的“{name}”有两份，请重新导出。")
        if digest(text.encode("utf-8")) != one["sm3"]:
            raise ValueError(f"“{path.name}”里的“{name}”与校验值不符，被改动过，请重新导出。")
        files[kind][name] = text
    return files


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise ValueError(f"文件“{path.name}”超过 20 MB，不是区的设置文件。")
        return path.read_bytes()
    except OSError as error:
        raise ValueError(f"文件“{path}”打不开（{error.strerror}），请核对路径和权限。") from error
