"""排序与列: how this machine arranges its list, out of its settings and back into them."""

from __future__ import annotations

from dataclasses import replace

from bingliang.desk.rows import SortBy, Sorting
from bingliang.settings import Settings


def arranged(settings: Settings) -> tuple[Sorting, tuple[str, ...]]:
    """这台电脑的排序与列, as remembered; what a later program wrote and this one does not know is left out."""
    kept = settings.worklist
    by = next((one for one in SortBy if one.name.lower() == kept.get("sort")), SortBy.NEXT)
    return Sorting(by, far_first=kept.get("far_first") == "yes"), tuple(kept.get("columns", "").split())


def with_arrangement(settings: Settings, sorting: Sorting, names: tuple[str, ...]) -> Settings:
    """记入设置; what is as usual is not written."""
    kept = {"sort": sorting.by.name.lower(), "far_first": "yes", "columns": " ".join(names)}
    usual = {"sort": sorting.by is SortBy.NEXT, "far_first": not sorting.far_first, "columns": not names}
    return replace(settings, worklist={key: text for key, text in kept.items() if not usual[key]})
