from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence, QShortcut

from bingliang.desk.rows import ListFilter
from bingliang.gui import keys, tokens
from bingliang.gui.keys import Place
from bingliang.gui.style import font
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.strip import fitting
from bingliang.gui.window import Window


def test_no_room_takes_a_key_of_editing_from_the_others() -> None:
    """A shortcut of the window holds in every room: Del on the print queue took it from the lists of the intake."""
    editing = {"Del", "Backspace", "Space", "Home", "End", "Left", "Right", "Up", "Down", "Return", "Enter", "Tab"}
    assert [key.name for key in keys.TABLE if not key.own and editing & set(key.keys)] == []


@pytest.mark.parametrize("place", [place for place in Place if place is not Place.EVERYWHERE])
def test_no_key_means_two_things_in_one_place(place: Place) -> None:
    for where in (place, Place.EVERYWHERE):
        counted = Counter(seq for key in keys.TABLE if key.place is where for seq in key.keys)
        assert [seq for seq, times in counted.items() if times > 1] == []


def test_a_room_may_only_take_over_keys_that_hold_everywhere_knowingly() -> None:
    """A room's own meaning goes first; the frame's own keys must never be lost to it."""
    frame = {seq for name in ("back", "refresh", "pane", "pane_back") for seq in keys.named(name).keys}
    taken = [(key.name, seq) for key in keys.TABLE if key.place is not Place.EVERYWHERE for seq in key.keys]
    assert [(name, seq) for name, seq in taken if seq in frame] == []


# EXPERIENCE: what a clerk's hand learns once holds in every room.
FIXED = {
    "F1": {"help"}, "F2": {"go_intake", "park"}, "F3": {"find"}, "F4": {"choices"}, "F5": {"refresh"}, "F6": {"pane"},
    "F7": {"urge"}, "F8": {"print"}, "F9": {"save", "confirm"}, "F10": {"dispatch"}, "F11": {"board"}, "F12": {"back"},
}  # fmt: skip


def test_function_keys_keep_their_fixed_meaning() -> None:
    found = {seq: {key.name for key in keys.TABLE if seq in key.keys} for seq in FIXED}
    assert all(names <= FIXED[seq] for seq, names in found.items()), found
    assert "F12" in keys.named("back").keys
    with pytest.raises(KeyError):
        keys.named("没有")


def test_keys_of_this_machine_take_the_place_of_the_tables() -> None:
    keys.adopt({"refresh": "Ctrl+R F5"})
    try:
        assert keys.named("refresh").keys == ("Ctrl+R", "F5")
        assert "Ctrl+R" in [key.cap for key in keys.strip(Place.WORKLIST)]
    finally:
        keys.adopt({})
    assert keys.named("refresh").keys == ("F5",)


def test_one_key_per_tile() -> None:
    assert len(keys.named("tiles").keys) == len(ListFilter) == 10


def test_every_key_of_the_table_is_bound_once(window: Window) -> None:
    bound = Counter(
        shortcut.key().toString(QKeySequence.SequenceFormat.PortableText) for shortcut in window.findChildren(QShortcut)
    )
    expected = {seq for key in keys.TABLE if not key.own for seq in key.keys}
    assert set(bound) == expected
    assert max(bound.values()) == 1


@pytest.mark.parametrize("place", [place for place in Place if place is not Place.EVERYWHERE])
def test_strip_fits_the_narrowest_screen(window: Window, place: Place) -> None:
    """All keys of the room, and those that lead to all others; what is left out are keys that hold everywhere."""
    del window
    every = keys.strip(place)
    shown, gap = fitting(every, 1280)
    assert {key.name for key in every} - {key.name for key in shown} <= {"refresh", "pane", "print"}
    wide = [
        ink.width(key.cap, font(tokens.CAPTION, bold=True)) + 19 + ink.width(key.word, font(tokens.LABEL))
        for key in every
    ]
    assert sum(wide[: len(shown)]) + gap * (len(shown) - 1) + 32 <= 1280, "the last word keeps off the edge"
    assert fitting(every, sum(wide) + 26 * len(wide) + 32)[0] == every, "a wide screen shows them all"
