"""设置的各节: a table of its own, so that the palette leads to each without building the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

PLACE = re.compile(r"设置 → ([^”，。；、]+)”")


@dataclass(frozen=True, slots=True)
class Section:
    """一节设置."""

    key: str
    word: str
    group: str


SECTIONS = (
    Section("counter", "本窗口", "这台机器"),
    Section("look", "外观", "这台机器"),
    Section("printers", "打印机", "这台机器"),
    Section("keys", "按键", "这台机器"),
    Section("key_test", "按键测试", "这台机器"),
    Section("scanner", "扫码枪", "这台机器"),
    Section("online", "网上申报", "这台机器"),
    Section("board", "日日播", "这台机器"),
    Section("updates", "更新", "这台机器"),
    Section("points", "待确认的口径", "全区"),
    Section("bodies", "落款机关", "全区"),
    Section("roles", "岗位与权限", "全区"),
    Section("doubts", "目录待核事项", "全区"),
    Section("file", "区的文件", "全区"),
    Section("persons", "个人信息", "全区"),
)


def named_in(sentence: str) -> Section | None:
    """一句话里写的那一节: a refusal that names its place (“设置 → 落款机关”) leads there."""
    words = PLACE.findall(sentence)
    return next((one for word in words for one in SECTIONS if one.word == word.strip()), None)
