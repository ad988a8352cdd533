"""可编辑的文稿: what Word reads back out of it, sign by sign; braces and rare characters do no harm."""

from __future__ import annotations

import re

from bingliang.exchange.rich_text import Document


def read(data: bytes) -> str:
    """The text of the document as a reader of RTF takes it: numbered signs, escaped signs, cells and lines."""
    text = data.decode("ascii")
    text = re.sub(r"\\u(-?\d+)\?", lambda found: chr(int(found[1]) % 0x10000), text)
    text = text.replace(r"\cell ", "|").replace(r"\row ", "\n").replace(r"\par ", "\n").replace(r"\line ", "\n")
    text = re.sub(r"\\([\\{}])", "\x00", text)
    return re.sub(r"\\[a-z]+-?\d*\s?", "", text).encode("utf-16", "surrogatepass").decode("utf-16")


def test_what_was_written_is_read_back() -> None:
    made = Document("旬报 第8期")
    made.line("某区", centred=True)
    made.line("某旬")
    made.heading("龙虎榜")
    made.paragraph("欧阳㛃、𠮷\n下一行\x07")
    made.table(("项目", "旗"), (("甲", "红旗"), ("乙", "")), (3, 1))
    data = made.bytes()
    said = read(data)
    for one in ("旬报 第8期\n", "某区\n某旬\n龙虎榜\n", "欧阳㛃、𠮷\n下一行 \n", "项目|旗|\n", "甲|红旗|\n乙||\n"):
        assert one in said
    assert data.count(rb"\trhdr") == 1, "the head of the table is repeated on the next page"
    assert rb"\cellx6750" in data
    assert rb"\cellx9000" in data


def test_signs_of_the_format_itself_stay_text() -> None:
    made = Document("a")
    made.paragraph(r"{\par}")
    assert rb"\{\\par\}" in made.bytes()
    assert made.bytes().count(b"{") - made.bytes().count(b"\\{") == made.bytes().count(b"}") - made.bytes().count(
        b"\\}"
    )
