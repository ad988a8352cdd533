"""事项的筛选: the one thing a tile needs before there is any catalogue; a module of its own, so that it comes alone."""

from __future__ import annotations

from enum import StrEnum


class ItemFilter(StrEnum):
    """事项的筛选, in the order of the page."""

    ALL = "全部事项"
    PROMISED = "有承诺时限"
    UNPROMISED = "还没有承诺"
    DOUBTED = "待核"
    LISTLESS = "没有材料清单"
    COMING = "将生效"
    DRAFTED = "草稿"
