"""看板预览: frames by ← →, figures by ↑ ↓ and by the mouse, and what is behind each; drawn by the worker alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bingliang.gui.widgets.board_view import EMPTY, BoardView
from bingliang.paper.boards import daily, sizes
from tests.gui.boards_stand import Stand
from tests.gui.heartbeat import HeartBeat
from tests.paper.boards import sample

NONE = Qt.KeyboardModifier.NoModifier
BOARDS = daily.frames(sample.issue(), sizes.screen(1920, 1080))


@pytest.fixture
def stand(qapp: object) -> Iterator[Stand]:
    assert qapp is not None
    made = Stand()
    yield made
    made.leave()


@pytest.fixture
def view(stand: Stand, qtbot: QtBot) -> BoardView:
    made = BoardView(stand.backstage, stand)
    stand.resize(960, 600)
    made.resize(960, 600)
    stand.show()
    made.show_boards(BOARDS)
    qtbot.waitUntil(lambda: made.whole, timeout=20_000)
    made.setFocus()
    return made


def test_the_screen_is_not_held_up_while_a_frame_is_drawn(view: BoardView, qtbot: QtBot) -> None:
    gaps = []
    for _ in range(3):  # the machine may be busy with something else, the drawing may not
        beat = HeartBeat()
        view.go(view.at + 1)
        qtbot.waitUntil(lambda: view.whole, timeout=20_000)
        gaps.append(beat.stop())
    assert min(gaps) < 100


def test_the_whole_board_stands_in_the_room(view: BoardView) -> None:
    place = view.place()
    assert (round(place.width()), round(place.height())) == (960, 540)
    assert round(place.y()) == 30
    shown = view.grab().toImage()
    assert shown.pixelColor(480, 40).name() == BOARDS[0].ground.lower()
    assert len({shown.pixelColor(x, y).name() for x in range(0, 960, 7) for y in range(0, 600, 7)}) > 20


def test_keys_turn_the_frames_and_walk_the_figures(view: BoardView, qtbot: QtBot) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: view.whole, timeout=20_000)
    assert (view.at, view.spot) == (1, -1)
    QTest.keyClick(view, Qt.Key.Key_Return)  # nothing is marked yet
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Up)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [BOARDS[1].spots[0]]
    assert BOARDS[1].spots[0].sources
    assert "Enter 看台账" in view.accessibleDescription()
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.at == len(BOARDS) - 1
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert view.spot == len(BOARDS[-1].spots) - 1


def test_a_click_opens_what_lies_under_it(view: BoardView, qtbot: QtBot) -> None:
    spot = BOARDS[0].spots[-1]
    middle = view.rect_of(spot).center().toPoint()
    with qtbot.waitSignal(view.opened) as opened:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, NONE, middle)
    assert opened.args == [spot]
    QTest.mouseMove(view, middle)
    with qtbot.assertNotEmitted(view.opened):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, NONE, QPoint(3, 3))


def test_nothing_to_show_says_so(view: BoardView, qtbot: QtBot) -> None:
    view.show_boards(())
    assert view.accessibleDescription() == EMPTY
    with qtbot.assertNotEmitted(view.opened):
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Return):
            QTest.keyClick(view, key)
    assert view.whole
    assert view.grab().toImage().pixelColor(2, 2).isValid()


def test_the_same_number_of_frames_drawn_anew_stays_where_it_was(view: BoardView) -> None:
    view.go(3)
    view.show_boards(daily.frames(sample.issue(), sizes.screen(1920, 1080), dark=False))
    assert view.at == 3
    view.show_boards(BOARDS[:2])
    assert view.at == 0
