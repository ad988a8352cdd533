"""命令行的读法: argparse in Chinese, and the values that several verbs read (dates, numbers of days)."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]{1,6}")
_MESSAGES = (
    (re.compile(r"the following arguments are required: (.*)"), r"缺少参数 \1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"不认识的参数 \1"),
    (re.compile(r"argument (\S+): expected (?:one|at least one) argument"), r"参数 \1 后面缺少内容"),
    (re.compile(r"argument (\S+): invalid choice: (.*?) \(choose from (.*)\)"), r"参数 \1 不能是 \2，可用的是 \3"),
    (re.compile(r"argument (\S+): not allowed with argument (\S+)"), r"参数 \1 不能与 \2 同时使用"),
    (re.compile(r"argument (\S+): ignored explicit argument (.*)"), r"参数 \1 后面不能写 \2"),
    (re.compile(r"argument ([^:]+): (.*)"), r"参数 \1：\2"),
)


class WrongLineError(ValueError):
    """命令行写错: one Chinese sentence."""


class Parser(argparse.ArgumentParser):
    """命令行解析: speaks Chinese, raises instead of leaving the program, takes no abbreviated option."""

    def __init__(self, **keys: Any) -> None:  # noqa: ANN401 - handed on to argparse unread
        super().__init__(**keys, add_help=False, allow_abbrev=False, formatter_class=_Help)
        self._positionals.title = "内容"
        self.options = self.add_argument_group("选项")
        self.options.add_argument("-h", "--help", action="help", help="显示这段说明")

    def error(self, message: str) -> NoReturn:
        """写错: the first message that fits, in Chinese."""
        for pattern, words in _MESSAGES:
            if pattern.fullmatch(message):
                message = pattern.sub(words, message)
                break
        raise WrongLineError(f"{message.rstrip('。')}。用 {self.prog} --help 查看用法。")


class _Help(argparse.HelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def day(text: str) -> date:
    """日期 written 2026-03-02; ValueError for any other writing and for days that do not exist."""
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"没有“{text}”这一天，请核对日期") from None
    raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成2026-03-02这样")


def number(text: str) -> int:
    """天数: 0 or more, in digits; ValueError for anything else."""
    if text.startswith("-") and _NUMBER.fullmatch(text[1:]):
        raise argparse.ArgumentTypeError(f"天数不能为负数（{text}），请写0或正整数")
    if not _NUMBER.fullmatch(text):
        raise argparse.ArgumentTypeError(f"“{text}”不是天数，请写0或不超过六位的正整数")
    return int(text)


def text_of(path: Path) -> str:
    """文本文件 in UTF-8, with or without BOM, its lines ended as here; ValueError in one sentence for any other encoding."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise ValueError(f"文件“{path}”不是 UTF-8 编码，请用记事本另存为 UTF-8。") from None
