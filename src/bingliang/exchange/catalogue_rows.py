"""目录文件的一行一栏: a table of a TOML file read field by field, every error naming file, line, entry and field."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NoReturn, TypeVar

Choice = TypeVar("Choice", bound=Enum)

KINDS = {
    "item": "事项",
    "body": "落款机关",
    "stage": "阶段",
    "project_type": "项目类型",
    "question": "情形问题",
    "bundle": "一件事",
    "material": "材料",
    "promise_notice": "承诺公告",
}


def decoded(raw: bytes, name: str) -> str:
    """目录文件的文字: UTF-8 with or without BOM; ValueError for any other encoding (GBK)."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"目录文件“{name}”不是 UTF-8 编码（可能是 GBK），请用记事本另存为 UTF-8 后再导入。") from error


def tables(text: str, name: str) -> dict[str, object]:
    """一个目录文件的全部内容; ValueError with the line when it is not TOML."""
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        line = f"第{place[1]}行" if place else "末尾"
        raise ValueError(f"目录文件“{name}”{line}写法有误，请检查引号、括号和逗号是否成对（{error}）。") from error


def rows(top: Mapping[str, object], text: str, name: str, kind: str) -> list[Row]:
    """一个文件（已读成 ``top``）中某一类的全部条目, e.g. every ``[[item]]``."""
    found = top.get(kind, [])
    if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
        raise ValueError(f"目录文件“{name}”的“{kind}”应逐条写成 [[{kind}]]，请改正。")
    return [Row(table, Origin(name, text, kind, n), KINDS.get(kind, kind)) for n, table in enumerate(found)]


@dataclass(frozen=True, slots=True)
class Origin:
    """出处: the n-th entry of a kind in a file's text, to name the line of a field when something is wrong."""

    file: str
    text: str
    kind: str
    n: int

    def line(self, key: str) -> int:
        """行号 of a field, or of the entry's head when the field is not there."""
        lines = self.text.splitlines()
        heads = [number for number, line in enumerate(lines) if re.match(rf"\s*\[\[?\s*{self.kind}\b", line)]
        if self.n >= len(heads):
            return 1
        start = heads[self.n]
        for number in range(start + 1, len(lines)):
            if re.match(r"\s*\[\[?\s*[a-z]", lines[number]):
                break
            if re.match(rf"\s*{re.escape(key)}\s*=", lines[number]):
                return number + 1
        return start + 1


@dataclass(slots=True)
class Row:
    """目录中的一条: fields are taken one by one; `finish` refuses those nobody asked for (a slip of the pen)."""

    table: Mapping[str, object]
    origin: Origin
    title: str
    under: str = ""
    taken: set[str] = field(default_factory=set)

    def wrong(self, key: str, what: str) -> NoReturn:
        """有误: raises the one sentence that names file, line, entry and field."""
        raise ValueError(self.sentence(key, what))

    def sentence(self, key: str, what: str) -> str:
        """出错的一句话."""
        top = self.under or key
        code = self.table.get("code") if not self.under else None
        named = f"“{code}”" if isinstance(code, str) else ""
        shown = f"{self.under}.{key}" if self.under else key
        return f"目录文件“{self.origin.file}”第{self.origin.line(top)}行，{self.title}{named}的“{shown}”{what}"

    def has(self, key: str) -> bool:
        """该栏是否填写."""
        return key in self.table

    def text(self, key: str, default: str | None = None) -> str:
        """文字栏: without a default it must be there and not be blank."""
        value = self._value(key, default)
        if not isinstance(value, str):
            self.wrong(key, "应是加引号的文字，请改正。")
        if default is None and not value.strip():
            self.wrong(key, "不能为空，请填写。")
        return value.strip()

    def number(self, key: str, default: int | None = None) -> int:
        """数字栏: a whole number that is not negative."""
        value = self._value(key, default)
        if not isinstance(value, int) or isinstance(value, bool):
            self.wrong(key, "应是整数，请改正。")
        if value < 0:
            self.wrong(key, f"是负数（{value}），期限和数量不能小于零，请改正。")
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """是否栏."""
        value = self._value(key, default)
        if not isinstance(value, bool):
            self.wrong(key, "只能写 true 或 false，请改正。")
        return value

    def day(self, key: str, default: date | None) -> date | None:
        """日期栏, written 2026-09-01 without quotes."""
        self.taken.add(key)
        value = self.table.get(key, default)
        # A TOML date-time is a datetime, which is a date too; an hour has no meaning here.
        if value is not None and type(value) is not date:
            self.wrong(key, "应是日期，如 2026-09-01（不加引号），请改正。")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """文字列表栏; blank when it is not there."""
        self.taken.add(key)
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) and each.strip() for each in value):
            self.wrong(key, '应是文字列表，如 ["S1-01", "S1-02"]，且每项不能为空，请改正。')
        return tuple(value)

    def choice(self, key: str, words: type[Choice], default: Choice | None = None) -> Choice:
        """选项栏: one of a closed list."""
        self.taken.add(key)
        if key not in self.table and default is not None:
            return default
        value = self._value(key, None)
        try:
            return words(value)
        except ValueError:
            allowed = "、".join(str(word.value) for word in words)
            self.wrong(key, f"是“{value}”，只能是以下之一：{allowed}。")

    def part(self, key: str) -> Row | None:
        """一组栏 in braces, or None when it is not there."""
        self.taken.add(key)
        if key not in self.table:
            return None
        value = self.table[key]
        if not isinstance(value, dict):
            self.wrong(key, "应写成 { … } 的一组，请改正。")
        return self._below(key, value)

    def parts(self, key: str) -> list[Row]:
        """多组栏: a list of groups in braces; blank when it is not there."""
        self.taken.add(key)
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.wrong(key, "应写成 [ { … }, { … } ] 的列表，请改正。")
        return [self._below(key, each) for each in value]

    def finish(self) -> None:
        """收尾: refuses a field that does not exist."""
        for key in self.table:
            if key not in self.taken:
                self.wrong(key, f"不是可用的栏，可用的有：{'、'.join(sorted(self.taken))}。")

    def _below(self, key: str, table: dict[str, object]) -> Row:
        code = self.table.get("code", "")
        return Row(table, self.origin, f"{self.title}“{code}”" if code else self.title, key)

    def _value(self, key: str, default: object) -> object:
        self.taken.add(key)
        if key in self.table:
            return self.table[key]
        if default is None:
            self.wrong(key, "没有填写，请补上。")
        return default
