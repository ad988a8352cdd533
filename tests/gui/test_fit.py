"""Nothing is cut off on the screens that counters have; what an ellipsis shortens can be read whole in a tooltip."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from bingliang.desk.rows import WorklistRow
from bingliang.gui import tokens
from bingliang.gui.backstage import Backstage
from bingliang.gui.style import font
from bingliang.gui.table import TIP
from bingliang.gui.widgets import badge, ink
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.lane_axis import AXIS
from bingliang.gui.window import Window
from tests.gui.conftest import settle
from tests.gui.sample import EAST_DRAGON_ROW, ROWS, TODAY

SIZES = [(1280, 720), (1366, 768), (1440, 900), (1920, 1080)]


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def fitted(request: pytest.FixtureRequest, qtbot: QtBot, bench: Window, backstage: Backstage) -> Window:
    bench.resize(*request.param)
    QApplication.processEvents()
    settle(qtbot, backstage)
    assert (bench.width(), bench.height()) == request.param, "the window must be able to be this small"
    return bench


def _cut(page: QWidget) -> list[str]:
    labels = [label for label in page.findChildren(Words) if label.isVisible()]
    texts = [words for words in page.findChildren(Paragraph) if words.isVisible()]
    buttons = [button for button in page.findChildren(QAbstractButton) if button.isVisible() and button.text()]
    return [
        *(label.text() for label in labels if label.cut() and label.toolTip() != label.text()),
        *(f"低 {label.text()}" for label in labels if label.height() < QFontMetrics(label.font()).ascent() + 3),
        *(words.text() for words in texts if words.heightForWidth(words.width()) > words.height()),
        *(button.text() for button in buttons if ink.width(button.text(), button.font()) > button.width() - 8),
    ]


def _outside(window: Window) -> list[QWidget]:
    """Widgets of the frame that reach over the window's edge."""
    whole = window.rect()
    parts = [
        window.topbar,
        window.strip,
        window.navigation,
        *window.worklist.tiles,
        window.worklist.table,
        window.detail,
    ]
    return [part for part in parts if not whole.contains(QRect(part.mapTo(window, part.rect().topLeft()), part.size()))]


def test_worklist_fits(fitted: Window) -> None:
    assert _cut(fitted) == []
    assert _outside(fitted) == []
    assert fitted.detail.width() >= tokens.DETAIL_LEAST
    assert fitted.worklist.table.width() >= 598
    header = fitted.worklist.table.horizontalHeader()
    assert sum(header.sectionSize(at) for at in range(header.count())) <= fitted.worklist.table.viewport().width()


def test_tiles_hold_their_words(fitted: Window) -> None:
    for tile in fitted.worklist.tiles:
        assert ink.width(tile.which, font(tokens.LABEL)) <= tile.width() - 24
        figure = tile.figure_at + ink.width("9999", font(tokens.FIGURE, bold=True))
        assert figure <= tile.width() - 8


def test_case_fits(qtbot: QtBot, fitted: Window, backstage: Backstage) -> None:
    for row in (EAST_DRAGON_ROW, *ROWS):
        fitted.open_case(row.stream, row.project, row.code)
        settle(qtbot, backstage)
        assert _cut(fitted.case_page) == []
        _lanes_are_whole(fitted.case_page.chart)
        fitted.back()
        fitted.detail.show_stream(row.stream)
        settle(qtbot, backstage)
        assert _cut(fitted.detail) == []
        _lanes_are_whole(fitted.detail.chart)


def _lanes_are_whole(chart: QWidget) -> None:
    from bingliang.gui.widgets.lanes import LaneChart

    assert isinstance(chart, LaneChart)
    scale = chart.scale()
    assert scale is not None
    assert chart._case is not None
    assert chart.height() >= AXIS + chart.lane_height * chart.shown, "no lane is cut through"
    assert chart.shown >= min(3, len(chart._case.lanes))
    for lane in chart._case.lanes:
        wide = ink.width(lane.word, font(tokens.CAPTION, bold=True))
        place = scale.tail(lane, TODAY, wide)
        assert place.room >= wide, f"{lane.word} is cut"
        assert scale.left <= place.left
        assert place.left + wide <= scale.right + 1
    labels = [scale.x(monday) for monday in scale.mondays()]
    assert all(b - a >= 40 for a, b in pairwise(labels)), "dates on the axis touch"


def test_rows_that_are_shortened_have_their_tooltip(fitted: Window) -> None:
    model = fitted.worklist.table.rows_model
    for at, row in enumerate(model.rows):
        assert row.project in model.index(at, 1).data(TIP)
        assert row.enterprise in model.index(at, 1).data(TIP)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.stream)
def test_badge_fits_its_column(bench: Window, row: WorklistRow) -> None:
    column = bench.worklist.table.columnWidth(3)
    line = "2027-01-08" if row.next_on and row.next_on.year != TODAY.year else "01-08"
    chip = ink.width(badge.PROVISIONAL, font(tokens.CAPTION)) + 8 + 6
    assert ink.width(line, font(tokens.CAPTION)) + chip + 12 <= column
    assert ink.width(badge.remaining_text(row), font(tokens.BODY, bold=True)) + 26 <= column
