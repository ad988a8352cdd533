from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence, QShortcut

from bingliang.desk.rows import ListFilter
from bingliang.gui import keys, tokens
from bingliang.gui.keys import Place
from bingliang.gui.style import font
from bingliang.gui.widgets import ink
from bingliang.gui.window import Window


def test_no_key_means_two_things_in_one_place() -> None:
    for place in (Place.WORKLIST, Place.CASE):
        counted = Counter(seq for key in keys.TABLE if key.place in (place, Place.EVERYWHERE) for seq in key.keys)
        assert [seq for seq, times in counted.items() if times > 1] == []


def test_keys_keep_their_fixed_meaning() -> None:
    fixed = {"F1", "F2", "F3", "F4", "F7", "F8", "F9", "F10", "F11"}
    assert not fixed & {seq for key in keys.TABLE for seq in key.keys}, "these belong to later pages"
    assert keys.named("refresh").keys == ("F5",)
    assert "F12" in keys.named("back").keys
    with pytest.raises(KeyError):
        keys.named("没有")


def test_one_key_per_tile() -> None:
    assert len(keys.named("tiles").keys) == len(ListFilter) == 8


def test_every_key_of_the_table_is_bound_once(window: Window) -> None:
    bound = Counter(
        shortcut.key().toString(QKeySequence.SequenceFormat.PortableText) for shortcut in window.findChildren(QShortcut)
    )
    walked = {"open", "move", "lane"}  # these belong to the focused widget itself
    expected = {seq for key in keys.TABLE if key.name not in walked for seq in key.keys}
    assert set(bound) == expected
    assert max(bound.values()) == 1


@pytest.mark.parametrize("place", [Place.WORKLIST, Place.CASE])
def test_strip_fits_the_narrowest_screen(window: Window, place: Place) -> None:
    del window
    wide = sum(
        ink.width(key.cap, font(tokens.CAPTION, bold=True)) + 12 + 7 + ink.width(key.word, font(tokens.LABEL)) + 26
        for key in keys.strip(place)
    )
    assert wide + 16 <= 1280
