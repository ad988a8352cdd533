"""网上申报包 for tests: a sound one, and zips written byte by byte so that every lie a zip can tell can be told."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bingliang.exchange.packages import sm3

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def png(wide: int = 4, high: int = 4) -> bytes:
    """A picture of one grey; a huge one only says that it is huge."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = (b"\0" + b"\x80" * wide) * high if wide * high < 10_000 else b""
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x0b\x08\x00\x10\x00\x10\x01\x01\x11\x00\xff\xd9"
)


def linked(link: Path, target: Path) -> None:
    """A link, where this account may make one: on Windows that is a right of its own."""
    with suppress(OSError):
        link.symlink_to(target)
    if not link.is_symlink():
        pytest.skip("this account may not make links")


def manifest(files: Mapping[str, bytes], **changed: object) -> dict[str, Any]:
    """清单 of a sound filing of 岳阳示例精工（虚构）, with what is to be other."""
    said: dict[str, Any] = {
        "format": "bingliang-filing",
        "version": 1,
        "kind": "申报",
        "source": "示范申报平台",
        "number": "HN2026121700001",
        "entered_at": "2026-12-17T20:15:00+08:00",
        "enterprise": {
            "name": "岳阳示例精工有限公司（虚构）",
            "credit_code": "914306000000009919",
            "legal_representative": "法定代表人乙（虚构）",
            "address": "岳阳经济技术开发区示范路19号（虚构）",
        },
        "project": {
            "name": "智能零部件生产线（虚构）",
            "code": "2609-430600-04-01-100011",
            "project_type": "SH-GY",
            "site": "岳阳经开区示范路9号（虚构）",
        },
        "works": "二号厂房",
        "items": ["S2-05"],
        "handler": {
            "name": "经办人乙（虚构）",
            "id_type": "居民身份证",
            "id_number": "440524188001010014",
            "phone": "13900000009",
            "authorised": True,
        },
        "attachments": [
            {"file": name, "title": name.rpartition(".")[0] or name, "size": len(data), "sm3": sm3(data)}
            for name, data in files.items()
        ],
    }
    return {name: value for name, value in {**said, **changed}.items() if value is not None}


@dataclass
class Raw:
    """一个条目 as it stands in the zip; whatever is given is written, true or not."""

    name: bytes
    data: bytes
    method: int = 8
    flags: int = 0x800
    packed: bytes | None = None
    size: int | None = None
    packed_size: int | None = None
    crc: int | None = None
    attributes: int = 0
    local_name: bytes | None = None
    local_flags: int | None = None
    local_size: int | None = None
    at: int | None = None
    extra: bytes = b""
    before: bytes = b""
    """bytes that no entry owns, in front of this one"""
    made: bytes = field(default=b"", init=False)

    def __post_init__(self) -> None:
        if self.packed is None:
            if self.method == 8:
                packer = zlib.compressobj(9, zlib.DEFLATED, -15)
                self.packed = packer.compress(self.data) + packer.flush()
            else:
                self.packed = self.data
        self.size = len(self.data) if self.size is None else self.size
        self.packed_size = len(self.packed) if self.packed_size is None else self.packed_size
        self.crc = zlib.crc32(self.data) if self.crc is None else self.crc


def zipped(
    entries: Sequence[Raw], *, before: bytes = b"", behind: bytes = b"", comment: bytes = b"", count: int | None = None
) -> bytes:
    """A zip of exactly these entries."""
    out = bytearray(before)
    directory = bytearray()
    for one in entries:
        assert one.packed is not None
        out += one.before
        at = len(out) if one.at is None else one.at
        name = one.name if one.local_name is None else one.local_name
        flags = one.flags if one.local_flags is None else one.local_flags
        size = one.size if one.local_size is None else one.local_size
        out += struct.pack(
            "<4sHHHHHIIIHH", b"PK\3\4", 20, flags, one.method, 0, 0x21, one.crc, one.packed_size, size, len(name), 0
        )
        out += name + one.packed
        directory += struct.pack(
            "<4sHHHHHHIIIHHHHHII", b"PK\1\2", 0x314, 20, one.flags, one.method, 0, 0x21, one.crc, one.packed_size,
            one.size, len(one.name), len(one.extra), 0, 0, 0, one.attributes, at,
        )  # fmt: skip
        directory += one.name + one.extra
    start = len(out)
    out += directory
    n = len(entries) if count is None else count
    out += (
        struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, n & 0xFFFF, n & 0xFFFF, len(directory), start, len(comment))
        + comment
    )
    return bytes(out + behind)


def sound(files: Mapping[str, bytes] | None = None, **changed: object) -> list[Raw]:
    """The entries of a sound package; tests spoil one of them."""
    held = {"营业执照.pdf": PDF} if files is None else files
    text = json.dumps(manifest(held, **changed), ensure_ascii=False).encode()
    return [Raw(b"manifest.json", text), *(Raw(name.encode(), data) for name, data in held.items())]


def laid(folder: Path, data: bytes, name: str = "包.zip") -> Path:
    """The bytes as a file."""
    path = folder / name
    path.write_bytes(data)
    return path
