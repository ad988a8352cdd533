"""三百个恶意包: made one by one, each with the words that its refusal must hold. The same every time."""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from typing import Any

from tests.filings import JPEG, PDF, Raw, manifest, png, sound, zipped

Case = tuple[str, bytes, str]
"""name, bytes, words"""

BAD_NAMES = (
    "../../etc/passwd", "..\\..\\evil.pdf", "/etc/cron.d/x", "C:\\Windows\\x.pdf", "C:x.pdf", "附件/营业执照.pdf", "a/../b.pdf",
    "\\\\server\\share\\x.pdf", "x.pdf:stream", "CON", "con.pdf", "NUL.txt", "aux.pdf", "COM1.pdf", "lpt9.pdf", "PRN .pdf",
    "尾巴.pdf.", "空格.pdf ", " 前空格.pdf", "换\n行.pdf", "回\r车.pdf", "空\0字符.pdf", "右\u202e左fdp.exe", "零\u200b宽.pdf",
    "铃\x07.pdf", "…" * 121 + ".pdf", "问?.pdf", "星*.pdf", '引".pdf', "小<于.pdf", "竖|线.pdf", ".", "..", "分\u2028段.pdf",
    "私\ue000用.pdf", "标\ufeff.pdf", "删\x7f.pdf",
)  # fmt: skip


def cases() -> Iterator[Case]:
    """全部, in a fixed order."""
    yield from _structure()
    yield from _names()
    yield from _sizes()
    yield from _kinds()
    yield from _content()
    yield from _manifests()
    yield from _flipped()
    yield from _cut()


def _structure() -> Iterator[Case]:
    good = sound()
    yield "空文件", b"", "不是完好的 zip"
    yield "不是 zip", b"hello" * 50, "不是完好的 zip"
    yield "PDF 改名", PDF * 3, "不是完好的 zip"
    yield "空 zip", zipped([]), "manifest.json"
    yield "前面夹带", zipped(good, before=b"MZ" + b"\0" * 300), "夹带"
    yield "后面夹带", zipped(good, behind=b"<html>"), "不是完好的 zip"
    yield "两个结尾", zipped(good, behind=zipped([])), "夹带"
    yield "带注释", zipped(good, comment=b"PK\5\6" + b"\0" * 18), "夹带"
    yield "文件数多报", zipped(good, count=7), "不一致"
    yield "文件数少报", zipped(good, count=1), "不一致"
    yield "五百零一个", zipped([*good, *(Raw(f"{n}.pdf".encode(), b"") for n in range(499))]), "超过 500 个"
    yield "六万个", zipped(good, count=60_000), "超过 500 个"
    yield "ZIP64", zipped(good, count=0xFFFF), "ZIP64"
    for method in (1, 6, 9, 12, 14, 19, 93, 95, 96, 97, 98, 99):
        yield f"压缩方法{method}", zipped([good[0], Raw(good[1].name, PDF, method=method, packed=PDF)]), "压缩方法"
    for flags in (0x1, 0x801, 0x41, 0x2000, 0x2841):
        yield f"加密{flags:x}", zipped([good[0], Raw(b"x.pdf", PDF, flags=flags)]), "密码"
    for mode, word in (
        (0o120777, "链接"),
        (0o040755, "链接"),
        (0o060644, "链接"),
        (0o020644, "链接"),
        (0o010644, "链接"),
    ):
        yield f"类型{mode:o}", zipped([good[0], Raw(b"x.pdf", b"/etc/passwd", attributes=mode << 16)]), word
    yield "符号链接清单", zipped([Raw(b"manifest.json", b"/etc/passwd", attributes=0o120777 << 16)]), "链接"
    yield "重叠", zipped([good[0], good[1], Raw(b"2.pdf", PDF, at=0)]), "不一致"
    one = Raw("营业执照.pdf".encode(), PDF)
    shared = len(zipped([good[0]])) - 22 - 46 - len(good[0].name)
    twin = Raw(one.name, PDF, at=shared)
    yield "同一处两次", zipped([good[0], one, twin]), "两个名为"
    yield "中间夹带", zipped([good[0], Raw(one.name, PDF, before=b"\x90" * 64)]), "夹带"
    for at in (1, 7, 99_999, 0x7FFFFFFF):
        yield f"位置{at}", zipped([good[0], Raw(b"x.pdf", PDF, at=at)]), "位置"


def _names() -> Iterator[Case]:
    good = sound()
    for name in BAD_NAMES:
        yield (
            f"坏名{name[:12]!r}",
            zipped([good[0], Raw(name.encode("utf-8", "surrogatepass"), PDF)]),
            "文件名" if name.strip(". ") else "",
        )
    for raw in (b"\xff\xfe.pdf", b"\x81", b"\xd6\xd0\xff.pdf", b"\xb0.pdf\x80"):
        yield f"乱码{raw!r}", zipped([good[0], Raw(raw, PDF, flags=0)]), "GBK"
    for word in ("..\\营业执照.pdf", "/根.pdf", "CON.营业.pdf"):
        yield f"GBK{word}", zipped([good[0], Raw(word.encode("gbk"), PDF, flags=0)]), "文件名"
    for first, second in (("a.pdf", "A.PDF"), ("a.pdf", "ａ.pdf"), ("é.pdf", "e\u0301.pdf"), ("x.pdf", "x.pdf"),
                          ("ﬁ.pdf", "fi.pdf"), ("K.pdf", "\u212a.pdf")):  # fmt: skip
        yield f"重名{first}{second}", zipped([good[0], Raw(first.encode(), PDF), Raw(second.encode(), PDF)]), "两个名为"
    yield "清单两份", zipped([good[0], *good]), "两个名为"
    yield "清单大写又一份", zipped([Raw(b"MANIFEST.JSON", b"{}"), *good]), "两个名为"
    yield "前后不同名", zipped([good[0], Raw(good[1].name, PDF, local_name=b"evil.exe")]), "前后不一致"
    yield "前后不同密", zipped([good[0], Raw(good[1].name, PDF, local_flags=0x801)]), "前后不一致"
    yield "没有名字", zipped([good[0], Raw(b"", PDF)]), "没有名字"


def _sizes() -> Iterator[Case]:
    good = sound()
    for mega in (2, 8, 32, 90):
        data = b"\0" * (mega << 20)
        yield f"炸弹{mega}", zipped([good[0], Raw(b"x.pdf", data)]), "炸弹"
    yield "炸弹清单", zipped([Raw(b"manifest.json", b" " * (3 << 20))]), "炸弹"
    yield "一个太大", zipped([good[0], Raw(b"x.pdf", PDF, size=101 << 20, packed_size=None)]), "超过 100 MB"
    many = [Raw(f"{n}.pdf".encode(), b"", size=90 << 20, packed_size=2 << 20, packed=b"\0") for n in range(3)]
    yield "合计太大", zipped([good[0], *many]), "超过 200 MB"
    half = zlib.compressobj(9, zlib.DEFLATED, -15)
    long = half.compress(b"\0" * (5 << 20)) + half.flush()
    yield "少报的炸弹", zipped([good[0], Raw(good[1].name, PDF, packed=long)]), "比登记的大"
    for wrong in (0, 1, len(PDF) - 1, len(PDF) + 1, len(PDF) * 2, 65535):
        yield f"大小{wrong}", zipped([good[0], Raw(good[1].name, PDF, size=wrong)]), ""
        yield f"存储大小{wrong}", zipped([good[0], Raw(good[1].name, PDF, method=0, size=wrong)]), "不一致"
        yield f"本地大小{wrong}", zipped([good[0], Raw(good[1].name, PDF, local_size=wrong)]), "前后不一致"
    for packed in (0, 1, 10_000, 0xFFFFFFF):
        yield f"压缩大小{packed}", zipped([good[0], Raw(good[1].name, PDF, packed_size=packed)]), ""
    yield "校验值", zipped([good[0], Raw(good[1].name, PDF, crc=1)]), "校验值"
    yield "尾巴", zipped([good[0], Raw(good[1].name, PDF, packed=Raw(b"", PDF).packed + b"EXTRA")]), "夹带"  # type: ignore[operator]  # of one kind here
    yield "不是压缩数据", zipped([good[0], Raw(good[1].name, PDF, packed=b"\xff" * 60)]), "解不开"


def _kinds() -> Iterator[Case]:
    inner = zipped(sound())
    held = {
        "包中包.zip": inner, "改名的包.pdf": inner, "程序.exe": b"MZ" + b"\0" * 90, "改名程序.pdf": b"MZ" + b"\0" * 90,
        "网页.html": b"<script>", "改名网页.pdf": b"<html><script>", "表.xlsx": inner, "文.docx": inner, "图.svg": b"<svg/>",
        "图.gif": b"GIF89a", "脚本.bat": b"del", "脚本.pdf.js": b"x", "快捷.lnk": b"L", "没有后缀": PDF, "空.pdf": b" ",
        "截断.pdf": PDF[:60], "前缀.pdf": b"MZ" + PDF, "图.png": JPEG, "图.jpg": png(), "半图.png": png()[:-4], "半图.jpg": JPEG[:-2],
        "无尺寸.jpg": b"\xff\xd8\xff\xd9", "锁.pdf": PDF.replace(b"trailer<<", b"trailer<</Encrypt 9 0 R"),
    }  # fmt: skip
    for name, data in held.items():
        yield f"附件{name}", zipped(sound({name: data})), "附件"
    for wide, high in ((100_000, 100_000), (0, 10), (0x7FFFFFFF, 2), (9_000, 9_001)):
        yield f"像素{wide}x{high}", zipped(sound({"图.png": png(wide, high)})), "像素"
    big = JPEG.replace(b"\x08\x00\x10\x00\x10", b"\x08\xff\xff\xff\xff")
    yield "像素洪水.jpg", zipped(sound({"图.jpg": big})), "像素"


def _content() -> Iterator[Case]:
    good = sound()
    yield "没有清单", zipped(good[1:]), "manifest.json"
    yield "多一个文件", zipped([*good, Raw(b"extra.pdf", PDF)]), "没有列"
    yield "少一个文件", zipped(good[:1]), "包里没有"
    rows = manifest({"营业执照.pdf": PDF})["attachments"]
    for key, value, word in (
        ("sm3", "0" * 64, "SM3"),
        ("size", 3, "字节"),
        ("file", "别的.pdf", "包里没有"),
        ("file", "manifest.json", "包里没有"),
    ):
        yield f"附件栏{key}{value}", zipped(sound(attachments=[{**rows[0], key: value}])), word
    yield "列两次", zipped(sound(attachments=rows * 2)), "两次"
    changed = bytearray(PDF)
    changed[40] ^= 1
    yield "改一位", zipped([good[0], Raw(good[1].name, bytes(changed))]), "SM3"


def _manifests() -> Iterator[Case]:
    for text, word in (
        (b"", "JSON"), (b"{", "JSON"), (b"[]", "不合格式"), (b"null", "不合格式"), (b'"x"', "不合格式"), (b"1", "不合格式"),
        (b"\xff\xff{}", "UTF-8"), ("{}".encode("utf-16"), "UTF-8"), (b"\xef\xbb\xbf{}", "JSON"), (b"{'a':1}", "JSON"),
        (b'{"a":1,"a":2}', "两次"), (b'{"a":NaN}', "NaN"), (b'{"a":Infinity}', "Infinity"), (b'{"a":1.5}', "小数"),
        (b'{"version":' + b"9" * 5000 + b"}", "数字"), (b"[" * 100_000 + b"]" * 100_000, ""), (b'{"a":' * 9000 + b"1" + b"}" * 9000, ""),
        (b"<?xml version='1.0'?><a/>", "JSON"), (b"{}", "不合格式"), (b'{"format":"bingliang-status"}', "不合格式"),
    ):  # fmt: skip
        yield f"清单{text[:14]!r}", zipped([Raw(b"manifest.json", text)]), word
    for key, value in _WRONG:
        yield f"栏{key}={str(value)[:16]}", zipped(sound(**{key: value})), "不合格式"


_FIRM = {"name": "虚构", "credit_code": "914306000000009919"}
_WRONG: tuple[tuple[str, Any], ...] = (
    ("format", None), ("format", "x"), ("format", 1), ("version", 2), ("version", "1"), ("version", True), ("kind", "其他"),
    ("kind", None), ("kind", ["申报"]), ("source", ""), ("source", " "), ("source", "长" * 61), ("source", None), ("number", "1"),
    ("number", "../../x"), ("number", "号' OR 1=1"), ("number", "A" * 51), ("number", 12345), ("number", "HN2026\n"),
    ("entered_at", "2026-12-17"), ("entered_at", "昨天"), ("entered_at", "2026-12-17T20:15"), ("entered_at", 1766000000),
    ("reason", "长" * 501), ("enterprise", []), ("enterprise", "公司"), ("enterprise", {}), ("enterprise", {**_FIRM, "password": "x"}),
    ("enterprise", {**_FIRM, "name": ""}), ("enterprise", {**_FIRM, "credit_code": "9143"}), ("enterprise", {**_FIRM, "name": {"x": 1}}),
    ("project", {"name": "x"}), ("project", {"name": "x", "project_type": "../x"}), ("project", {"name": "x", "project_type": "A", "code": "1"}),
    ("items", []), ("items", ["S2-05"] * 81), ("items", "S2-05"), ("items", [1]), ("items", ["<b>"]), ("items", [["S2-05"]]),
    ("answers", {"a": True}), ("answers", [{"question": "a"}]), ("answers", [{"question": "a", "yes": 1}]),
    ("handler", {"name": "甲"}), ("handler", {"name": "甲", "id_type": "证", "id_number": "1", "phone": 139}),
    ("hold_consent", "是"), ("hold_consent", 1), ("documents", [{"item": "S1-01"}]), ("documents", [{"item": "S1-01", "number": "1", "on": "今天"}]),
    ("attachments", {}), ("attachments", [{}]), ("attachments", [{"file": "x", "title": "x", "size": -1, "sm3": "0" * 64}]),
    ("attachments", [{"file": "x", "title": "x", "size": 1, "sm3": "0" * 63}]), ("attachments", [{"file": "x", "title": "x", "size": "1", "sm3": "0" * 64}]),
    ("attachments", [{"file": "x", "title": "x", "size": 1, "sm3": "0" * 64, "path": "/etc"}]), ("attachments", ["营业执照.pdf"]),
    ("works", ["二号厂房"]), ("works", "长" * 101), ("stage", ""), ("stage", "阶段一"), ("callback", "http://x"), ("__proto__", {}),
)  # fmt: skip


def _flipped() -> Iterator[Case]:
    """One bit of a sound package turned over, at places that are the same every time: nothing of it is taken."""
    entries = sound()
    whole = zipped(entries)
    draw = random.Random(20261218)
    places = [at for one in entries for at in _data(whole, one)]
    for at in sorted(draw.sample(places, 80)):
        spoiled = bytearray(whole)
        spoiled[at] ^= 1 << draw.randrange(8)
        yield f"位{at}", bytes(spoiled), ""


def _data(whole: bytes, one: Raw) -> range:
    assert one.packed is not None
    start = whole.index(one.packed)
    return range(start, start + len(one.packed))


def _cut() -> Iterator[Case]:
    whole = zipped(sound())
    for at in range(1, len(whole), max(1, len(whole) // 30)):
        yield f"截到{at}", whole[:at], "不是完好的 zip"
