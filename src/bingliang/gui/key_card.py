"""按键卡: all keys as they are worn now, made from the one key table, for the screen and for paper."""

from __future__ import annotations

from collections.abc import Sequence

from bingliang.gui import keys
from bingliang.gui.keys import Key, Place

Group = tuple[str, Sequence[tuple[str, str]]]

_WRITTEN = {"Return": "Enter", "PgDown": "PgDn"}
WRITING: Group = (
    "填写",
    (
        ("Enter", "下一栏；最后一栏走到主按钮"),
        ("Shift+Enter", "上一栏"),
        ("Tab、Shift+Tab", "下一个、上一个控件"),
        ("空格", "勾选，换齐、缺、容缺"),
        ("Ctrl+I", "表格加一行"),
    ),
)
"""Keys of every form; Qt and the fields have them, not the table."""


def groups() -> tuple[Group, ...]:
    """各组按键: what holds everywhere, what holds in every form, then room by room."""
    found: list[Group] = []
    for place in Place:
        lines = tuple((written(key), key.word) for key in keys.table() if key.place is place and key.keys)
        if lines:
            found.append((str(place), lines))
        if place is Place.EVERYWHERE:
            found.append(WRITING)
    return tuple(found)


def written(key: Key) -> str:
    """键的写法: the cap, and behind it the further chords that mean the same."""
    if key.own or key.each:
        return key.cap
    chords = (_spoken(chord) for chord in key.keys)
    return "、".join(dict.fromkeys((key.cap, *chords)))


def _spoken(chord: str) -> str:
    *held, last = chord.split("+")
    return "+".join((*held, _WRITTEN.get(last, last)))
