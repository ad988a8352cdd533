"""统计存为文件: Excel, CSV or PDF by the ending of its name; all out of the same table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.desk.statistics.table import Group

if TYPE_CHECKING:
    from bingliang.desk.statistics.figures import Figures, Month

ENDINGS = (".xlsx", ".csv", ".pdf")


def checked(path: Path) -> Path:
    """可存的文件名. ValueError naming the endings that can be."""
    if path.suffix.lower() not in ENDINGS:
        raise ValueError(f"“{path.name}”的类型不能保存，请用 {'、'.join(ENDINGS)}。")
    return path


def save(found: Figures, months: Sequence[Month], path: Path, group: Group = Group.BODY) -> Path:
    """存为文件; the path it went to."""
    ending = checked(path).suffix.lower()
    if ending == ".pdf":
        from bingliang.desk.statistics.paper import save_pdf

        save_pdf(found, months, path)
    else:
        from bingliang.desk.statistics.sheets import save_csv, save_workbook

        if ending == ".csv":
            save_csv(found, path, group)
        else:
            save_workbook(found, path)
    return path
