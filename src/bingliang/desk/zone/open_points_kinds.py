"""口径的样子: what one open point says, and how its value is written and checked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """内容的种类: how a value is written and checked."""

    WORDS = "文字"
    WORKDAYS = "工作日数"
    PERCENT = "百分比"
    POINTS = "分数"
    COUNT = "次数"
    SECONDS = "秒数"
    YES_NO = "是或否"
    DAY = "日期"
    BODY = "机关代码"
    GROUP = "一组内容"


@dataclass(frozen=True, slots=True)
class Point:
    """一项口径: `key` in the zone's file (empty for a rule built in), `default` in force while the zone is silent.

    `why` says why the zone must confirm it, with the source; `used` is False for what the zone may already record
    although no page or paper reads it yet.
    """

    key: str
    name: str
    group: str
    sort: Sort
    default: object
    why: str
    help: str
    used: bool = True
    optional: bool = False
    """the value in force while the zone is silent needs no confirmation"""
    choices: tuple[str, ...] = ()
    """the only words that a text may hold"""
    zero: bool = False
    """a figure that may be 0, which turns the matter off"""

    @property
    def fixed(self) -> bool:
        """程序口径: built in, not a setting of the zone."""
        return not self.key
