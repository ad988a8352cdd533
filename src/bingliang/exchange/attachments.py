"""附件的种类: what an attachment is by its own bytes, whatever its name says; only what can be shown here is taken."""

from __future__ import annotations

import re
from typing import NoReturn

from bingliang.exchange.quarantine import Unfit

KINDS = {".pdf": "PDF", ".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG"}
MOST_PIXELS = 80_000_000
_PDF_LIVE = (
    (re.compile(rb"/(?:JavaScript|JS)\b"), "脚本"),
    (re.compile(rb"/Launch\b"), "打开程序的动作"),
    (re.compile(rb"/EmbeddedFiles?\b"), "夹带的文件"),
    (re.compile(rb"/(?:RichMedia|XFA)\b"), "动态表单或者多媒体"),
)
_PDF_LOCKED = re.compile(rb"/Encrypt\b")
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""JPEG segments that tell the size of the picture."""


def kind_of(name: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """种类 and what is to be said of it; Unfit for anything that is not whole and what its name says."""
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    kind = KINDS.get(ending)
    if kind is None:
        _unfit(f"附件“{name}”不是 PDF、JPG 或者 PNG，请报送单位转成 PDF 再报")
    if kind == "PDF":
        return kind, _pdf(name, data)
    wide, high = _png(name, data) if kind == "PNG" else _jpeg(name, data)
    if not 0 < wide * high <= MOST_PIXELS:
        _unfit(f"图片“{name}”有 {wide}×{high} 个像素，大得不合理，请报送单位缩小后再报")
    return kind, ()


def _unfit(words: str) -> NoReturn:
    raise Unfit(f"{words}。")


def _pdf(name: str, data: bytes) -> tuple[str, ...]:
    if not data.startswith(b"%PDF-") or b"%%EOF" not in data[-2048:]:
        _unfit(f"附件“{name}”不是完好的 PDF，请报送单位重新生成")
    if _PDF_LOCKED.search(data):
        _unfit(f"附件“{name}”加了密码或者限制，请报送单位不加密重新生成")
    return tuple(word for pattern, word in _PDF_LIVE if pattern.search(data))


def _png(name: str, data: bytes) -> tuple[int, int]:
    if not data.startswith(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR") or not data.endswith(b"IEND\xaeB`\x82"):
        _unfit(f"附件“{name}”不是完好的 PNG 图片，请报送单位重新扫描")
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _jpeg(name: str, data: bytes) -> tuple[int, int]:
    if not (data.startswith(b"\xff\xd8\xff") and data.rstrip(b"\0").endswith(b"\xff\xd9")):
        _unfit(f"附件“{name}”不是完好的 JPG 图片，请报送单位重新扫描")
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:  # noqa: PLR2004 - every segment begins with it
        if data[at + 1] in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + max(2, int.from_bytes(data[at + 2 : at + 4], "big"))
    _unfit(f"附件“{name}”读不出大小，不是完好的 JPG 图片，请报送单位重新扫描")
