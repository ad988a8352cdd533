"""按键表: the one table that shortcuts, key strip, help and tests share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """键的地方: where a key works."""

    EVERYWHERE = "处处"
    WORKLIST = "工作台"
    CASE = "办件"


@dataclass(frozen=True, slots=True)
class Key:
    """一个键: `name` is what code binds, `keys` Qt's portable text, `cap` what stands on the strip's key cap."""

    name: str
    keys: tuple[str, ...]
    cap: str
    word: str
    place: Place
    on_strip: bool = True


TABLE: tuple[Key, ...] = (
    Key("open", ("Return", "Enter"), "Enter", "打开办件", Place.WORKLIST),
    Key("move", ("Up", "Down"), "↑ ↓", "选择", Place.WORKLIST),
    Key("tiles", tuple(f"Alt+{n}" for n in range(1, 9)), "Alt+1…8", "筛选", Place.WORKLIST),
    Key("scope", ("Alt+0",), "Alt+0", "换范围", Place.WORKLIST),
    Key("lane", ("Up", "Down"), "↑ ↓", "逐项查看", Place.CASE),
    Key("tab", ("Ctrl+PgDown", "Ctrl+Tab"), "Ctrl+PgDn", "换页签", Place.CASE),
    Key("tab_back", ("Ctrl+PgUp", "Ctrl+Shift+Tab"), "Ctrl+PgUp", "前一页签", Place.CASE, on_strip=False),
    Key("back", ("Esc", "F12"), "Esc", "返回", Place.CASE),
    Key("refresh", ("F5",), "F5", "刷新", Place.EVERYWHERE),
    Key("pane", ("F6",), "F6", "换区", Place.EVERYWHERE),
    Key("pane_back", ("Shift+F6",), "Shift+F6", "前一区", Place.EVERYWHERE, on_strip=False),
)


def named(name: str) -> Key:
    """键 by its name; KeyError for a name the table does not have."""
    for key in TABLE:
        if key.name == name:
            return key
    raise KeyError(name)


def strip(place: Place) -> tuple[Key, ...]:
    """键条: the keys shown at the bottom on one page, the page's own first."""
    return tuple(key for key in TABLE if key.on_strip and key.place in (place, Place.EVERYWHERE))
