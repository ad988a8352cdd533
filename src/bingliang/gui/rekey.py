"""改键: which chords a key may get, and what it would collide with; the one key table stays the only source."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from bingliang.gui import keys
from bingliang.gui.keys import Key, Place

_BARE = frozenset({
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock, Qt.Key.Key_ScrollLock, Qt.Key.Key_unknown,
})  # fmt: skip
_WRITING = frozenset({"Return", "Enter", "Tab", "Backtab", "Shift+Tab", "Space", "Backspace", "Del", "Left", "Right", "Up",
                      "Down", "Home", "End", "PgUp", "PgDown", "Esc"})  # fmt: skip
_WINDOWS = {
    "Alt+F4": "关闭窗口",
    "Alt+Tab": "切换程序",
    "Ctrl+C": "复制",
    "Ctrl+X": "剪切",
    "Ctrl+Z": "撤销",
    "Ctrl+A": "全选",
}


def sequence(event: QKeyEvent) -> str:
    """按下的键 in Qt's portable text; empty while only modifiers are held."""
    key = Qt.Key(event.key())
    if key in _BARE:
        return ""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(plain, key)).toString(QKeySequence.SequenceFormat.PortableText)


def changeable(key: Key) -> bool:
    """能不能改: keys that a widget takes itself and numbered groups stay as they are."""
    return not key.own and not key.each


def objection(key: Key, wanted: str) -> str:
    """为何不能: one sentence, or empty when the key may have this chord."""
    if wanted in _WRITING:
        return f"“{wanted}”用来打字和走动，不能另作他用，请换一个键。"
    modifier = any(wanted.startswith(f"{word}+") for word in ("Ctrl", "Alt"))
    function = wanted.rsplit("+", maxsplit=1)[-1]
    if not modifier and not (function.startswith("F") and function[1:].isdecimal()):
        return f"“{wanted}”会妨碍打字，请用功能键，或者带 Ctrl、Alt 的键。"
    if wanted in _WINDOWS:
        return f"“{wanted}”在系统里是“{_WINDOWS[wanted]}”，请换一个键。"
    other = clash(key, wanted)
    if other is not None:
        return f"“{wanted}”已用于“{other.word}”（{other.place}），请换一个键，或者先改那一个。"
    return ""


def clash(key: Key, wanted: str) -> Key | None:
    """冲突: another key that holds the chord in a place where both would work."""
    for other in keys.table():
        meets = other.place is key.place or Place.EVERYWHERE in (other.place, key.place)
        if (other.name, other.place) != (key.name, key.place) and meets and wanted in other.keys:
            return other
    return None


def changed(overrides: Mapping[str, str], key: Key, wanted: str) -> dict[str, str]:
    """改后的设置; an empty chord brings the table's own back."""
    rest = {name: held for name, held in overrides.items() if name != key.name}
    own = next(" ".join(one.keys) for one in keys.TABLE if one.name == key.name)
    return rest if not wanted or wanted == own else {**rest, key.name: wanted}
