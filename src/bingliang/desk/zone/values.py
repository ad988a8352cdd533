"""口径的内容: what is typed, made into the value that its sort asks for, within its bounds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.zone.open_points import Point, Sort

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue

LONGEST = 365
FULL = 100
MOMENT, PATIENCE = 10, 600
FIGURES = {
    Sort.WORKDAYS: ("工作日", 1, LONGEST), Sort.PERCENT: ("%", 1, FULL), Sort.POINTS: ("分", 0, FULL),
    Sort.COUNT: ("次", 1, FULL), Sort.SECONDS: ("秒", MOMENT, PATIENCE),
}  # fmt: skip
"""数字: unit, least, most."""


def value_of(one: Point, written: str, catalogue: Catalogue) -> object:
    """内容 out of what was typed; ValueError in one sentence."""
    if one.sort is Sort.GROUP:
        raise ValueError(f"“{one.name}”是一组内容，请导出区的文件，改好以后再导入。")
    if not written and not one.optional:
        raise ValueError(f"请填写“{one.name}”的内容。")
    if one.sort in FIGURES:
        return _figure(one, written)
    if one.choices and written not in one.choices:
        raise ValueError(f"“{one.name}”只能填{'、'.join(f'“{word}”' for word in one.choices)}，填写的是“{written}”。")
    if one.sort is Sort.YES_NO:
        if written not in ("是", "否"):
            raise ValueError(f"“{one.name}”只能填“是”或“否”，填写的是“{written}”。")
        return written == "是"
    if one.sort is Sort.BODY and written not in catalogue.bodies:
        raise ValueError(f"目录中没有代码为“{written}”的机关，可用的是：{'、'.join(catalogue.bodies)}。")
    if one.sort is Sort.DAY:
        try:
            date.fromisoformat(written)
        except ValueError:
            raise ValueError(f"“{one.name}”应是日期，请写成 2026-09-01 这样，填写的是“{written}”。") from None
    return written


def _figure(one: Point, written: str) -> int:
    unit, least, most = FIGURES[one.sort]
    least = 0 if one.zero else least
    if not written.isdecimal() or not least <= int(written) <= most:
        raise ValueError(f"“{one.name}”应是 {least} 到 {most} 的整数（{unit}），填写的是“{written}”。")
    return int(written)
