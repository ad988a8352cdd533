"""事实词表: the declared facts a form may name (forms/facts.toml), how each is printed, and sample values for a preview."""

from __future__ import annotations

import copy
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TYPES = ("text", "number", "date", "datetime", "bool", "list")
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(?:\+08:00)?")


class FormError(ValueError):
    """文书样式有误: one sentence with file, line and field."""


class FactError(ValueError):
    """填写内容有误: one sentence that names the fact that is missing or cannot be printed."""


class UnprintableError(FactError):
    """打印不出的字: `signs` that no face has."""

    def __init__(self, sentence: str, signs: frozenset[str]) -> None:
        """`sentence` names them with their codes."""
        super().__init__(sentence)
        self.signs = signs


@dataclass(frozen=True, slots=True)
class Fact:
    """事实: a declared name, its label on screen and its type; a field of a list is named list.field."""

    name: str
    label: str
    type: str


@dataclass(frozen=True)
class Vocabulary:
    """词表: facts by name, the few fixed words that every paper shares, and sample values."""

    facts: Mapping[str, Fact]
    words: Mapping[str, str]
    sample: Mapping[str, Any]

    def written(self, name: str, value: object) -> str:
        """写法: a value as it is printed; ValueError when it does not have the declared type."""
        kind = self.facts[name].type
        if kind in {"date", "datetime"}:
            return self._day(name, value)
        if kind == "list" and isinstance(value, Sequence) and not isinstance(value, str):
            return self.words["list_comma"].join(str(part) for part in value)
        if isinstance(value, (bool, Mapping)) or (isinstance(value, Sequence) and not isinstance(value, str)):
            raise FactError(f"“{self.facts[name].label}”（{name}）应是文字或数字，请核对填写内容。")
        return str(value).replace("\r\n", "\n").replace("\t", " ").strip()

    def _day(self, name: str, value: object) -> str:
        if isinstance(value, Mapping):
            return self._day(name, value.get("date")) + (self.words["provisional"] if value.get("provisional") else "")
        text = str(value)
        if found := _MOMENT.fullmatch(text):
            year, month, day, hour, minute = (int(part) for part in found.groups())
            return self.words["datetime"].format(year=year, month=month, day=day, hour=hour, minute=minute)
        if found := _DATE.fullmatch(text):
            year, month, day = (int(part) for part in found.groups())
            return self.words["date"].format(year=year, month=month, day=day)
        raise FactError(f"“{self.facts[name].label}”（{name}）的日期“{text}”应写成 2026-10-12 的样子，请改正。")


def read_text(path: Path) -> str:
    """读文件: UTF-8 with or without BOM; FormError for anything else."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise FormError(
            f"文书样式“{path.name}”第{line}行不是 UTF-8 编码（可能是 GBK），请用记事本另存为 UTF-8。"
        ) from error


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """读样式: the text and the table of a TOML file; FormError names file and line."""
    text = read_text(path)
    return text, parsed_toml(text, path.name)


def parsed_toml(text: str, name: str) -> dict[str, Any]:
    """读样式文本: the table; FormError names the file and the line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        where = f"第{found[1]}行" if found else "末尾"
        raise FormError(
            f"文书样式“{name}”{where}写法有误：等号右边的文字要用英文双引号括起来，方括号要成对，同一个名称不能写两次，请对照上下各行改正。"
        ) from error


def read_vocabulary(path: Path) -> Vocabulary:
    """读词表: forms/facts.toml; FormError when a declaration is not complete."""
    text, table = read_toml(path)
    facts = {}
    for name, entry in table.get("facts", {}).items():
        if not isinstance(entry, dict) or entry.get("type") not in TYPES or not entry.get("label"):
            line = next((n for n, row in enumerate(text.split("\n"), 1) if row.startswith(f'"{name}"')), 1)
            raise FormError(f"词表“{path.name}”第{line}行的“{name}”缺少名称(label)或类型(type)，请补全。")
        facts[name] = Fact(name, entry["label"], entry["type"])
    sample: dict[str, Any] = {}
    for name, entry in table["facts"].items():
        if "sample" in entry:
            _put(sample, name.split("."), entry["sample"])
    return Vocabulary(facts, table["words"], merged(sample, table.get("sample", {})))


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """合并: `over` wins; records are merged field by field, lists are replaced."""
    result = copy.deepcopy(dict(base))
    for name, value in over.items():
        old = result.get(name)
        result[name] = (
            merged(old, value) if isinstance(old, dict) and isinstance(value, Mapping) else copy.deepcopy(value)
        )
    return result


def found(facts: Mapping[str, Any], name: str) -> object:
    """取事实: the value at a dotted name, None when any part of the way is missing."""
    value: Any = facts
    for part in name.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def _put(record: dict[str, Any], path: Sequence[str], value: object) -> None:
    for part in path[:-1]:
        record = record.setdefault(part, {})
    record[path[-1]] = value
