"""Every room on every screen: nothing cut off, nothing too faint, everything named; and each looks as it did when it was judged.

The pictures were looked at one by one. `BINGLIANG_NEW_PICTURES=1` draws them anew; look at them again before keeping them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton

from bingliang.gui import style
from bingliang.gui.keys import Place
from bingliang.gui.rooms import ROOMS
from bingliang.gui.style import Look
from bingliang.gui.widgets.label import Words
from bingliang.ledger.acts import Who
from bingliang.ledger.folding import fold
from tests.gui import looks
from tests.gui.conftest import Zone

PICTURES = Path(__file__).parent / "pictures"
SIZES = {"1280x720": (1280, 720), "1366x768": (1366, 768), "1440x900": (1440, 900)}
KEPT = ("1366x768", "1440x900")
THEMES = {"light": Look(), "dark": Look(dark=True), "compact": Look(compact=True)}
SHARE, SPOTS = 0.005, 2
"""The share alone lets any one word change or go. With two spots allowed, one word of two hundred could go unseen, and one of
five sink by 2 pixels; a whole row could not."""
PLACES = [room.place for room in ROOMS]
DATABASE = r"C:\ProgramData\bingliang\bingliang.db"
"""As the settings show it, whatever the home of who runs this."""
PROJECT = "新能源汽车零部件"
REVIEWER = Who("审查人员", "后台", "部门", "water")


@pytest.fixture(scope="module", params=THEMES)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """The look is put on before the window is made, as it is at a start."""
    style.apply(qapp, THEMES[request.param])
    QApplication.setCursorFlashTime(0)
    yield request.param
    style.apply(qapp, Look())


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name.lower())
def test_room(theme: str, zone: Zone, place: Place) -> None:
    window = zone.window
    if place is Place.DEPARTMENT:
        zone.desk.who = REVIEWER
    window.settings = replace(window.settings, database=DATABASE)
    window.go(place, subject(zone, place))
    zone.settle()
    wrong: list[str] = []
    for name, size in SIZES.items():
        window.resize(*size)
        _at_rest(zone)
        wrong += [f"{name} {what}" for what in (*looks.cut(window), *looks.outside(window.page))]
        wrong += [f"{name} 看不清 {what}" for what in looks.faint(window)]
        if name in KEPT and theme != "compact":
            wrong += _unlike(window.grab().toImage(), f"{place.name.lower()}-{theme}-{name}")
    wrong += [f"没有名字 {what}" for what in looks.nameless(window)]
    assert wrong == []


def _at_rest(zone: Zone) -> None:
    """Nothing is asked and nothing waits to be asked: a preview is drawn a moment after its paper is chosen."""
    page = zone.window.page
    zone.settle()
    zone.qtbot.waitUntil(
        lambda: (
            zone.backstage.idle and not any(one.isSingleShot() and one.isActive() for one in page.findChildren(QTimer))
        ),
        timeout=20_000,
    )
    zone.settle()


def subject(zone: Zone, place: Place) -> str:
    """A room is looked at with something in it."""
    if place in (Place.CASE, Place.PAPERS):
        return zone.stream(PROJECT)
    if place is Place.FIND:
        with zone.desk.store.look() as look:
            case = fold(look.entries(zone.stream(PROJECT)))
        assert case is not None
        return f"enterprise/{case.enterprise['id']}"
    return ""


def _unlike(picture: QImage, name: str) -> list[str]:
    kept = PICTURES / f"{name}.png"
    small = picture.scaled(picture.size() / 2, mode=Qt.TransformationMode.SmoothTransformation)
    if os.environ.get("BINGLIANG_NEW_PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        assert small.save(str(kept))
        return []
    if not kept.is_file():
        return [f"{name} 没有看过的图"]
    if sys.platform == "win32":
        return []  # letters are smoothed otherwise there: up to seven in a hundred pixels differ
    return _unlike_kept(small, QImage(str(kept)), name)


def _unlike_kept(small: QImage, seen: QImage, name: str) -> list[str]:
    apart, spots = looks.different(small, seen), looks.spots(small, seen)
    if apart <= SHARE and spots <= SPOTS:
        return []
    return [f"{name} 有 {apart:.2%} 的像素与看过的图不同，{spots} 处看得出"]


def test_a_faint_word_and_a_cut_one_are_noticed(zone: Zone) -> None:
    """The controls: what the judges are for."""
    words = Words("看不清也放不下的一行很长的字", colour="#DDDDDD", parent=zone.window.page)
    words.setGeometry(300, 300, 60, 22)
    words.show()
    words.setToolTip("")
    words.setStyleSheet("background: #FFFFFF; color: #DDDDDD")
    assert any("看不清" in what for what in looks.faint(zone.window))
    assert any("看不清" in what for what in looks.cut(zone.window))
    button = QPushButton("网上申报待预审 2 件（Alt+N）", zone.window.page)
    button.resize(button.sizeHint())
    button.show()
    assert not any("待预审 2 件" in what for what in looks.cut(zone.window))
    button.resize(button.width() - 6, button.height())
    assert any("待预审 2 件" in what for what in looks.cut(zone.window)), "a style draws no word into the padding"
    before = zone.window.grab().toImage()
    words.setGeometry(300, 300, 400, 300)
    words.setStyleSheet("background: #AD100F")
    assert looks.different(before, zone.window.grab().toImage()) > 0.005


def test_a_word_that_changes_and_a_row_that_sinks_are_noticed(zone: Zone) -> None:
    _at_rest(zone)
    table = zone.window.worklist.table

    def seen() -> QImage:
        whole = zone.window.grab().toImage()
        return whole.scaled(whole.size() / 2, mode=Qt.TransformationMode.SmoothTransformation)

    before = seen()
    assert _unlike_kept(seen(), before, "同一页") == []
    table.setGeometry(table.geometry().translated(0, 2))
    assert _unlike_kept(seen(), before, "低两个点") != []
    table.setGeometry(table.geometry().translated(0, -2))
    assert _unlike_kept(seen(), before, "回到原处") == []
    word = next(one for one in zone.window.page.findChildren(Words) if one.isVisible() and len(one.text()) > 3)
    word.setText("改" + word.text()[1:])
    assert _unlike_kept(seen(), before, "改一个字") != []
