from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bingliang.desk.rows import WorklistRow
from bingliang.gui.pages.worklist.columns import columns
from bingliang.gui.table import ACCESSIBLE, TIP, RowModel, RowTable
from tests.gui.sample import ROWS, many

Table = RowTable[WorklistRow]


@pytest.fixture
def table(qtbot: QtBot) -> Table:
    model: RowModel[WorklistRow] = RowModel(columns(lambda: 2026), key=lambda row: row.stream)
    made: Table = RowTable(model, 44, "在办清单")
    qtbot.addWidget(made)
    made.resize(640, 300)
    made.show()
    model.setParent(made)
    return made


def test_refresh_keeps_the_row_and_the_place_though_rows_come_and_go_above(table: Table) -> None:
    rows = many(60)
    table.show_rows(rows, keep=False)
    table.setCurrentIndex(table.rows_model.index(30, 0))
    table.verticalScrollBar().setValue(25 * 44 + 7)
    chosen, top = table.current(), table.rows_model.rows[table.rowAt(0)]
    heard: list[object] = []
    table.picked.connect(heard.append)
    fresh = (*many(70)[60:], *rows[5:])  # ten new ones on top, five gone
    table.show_rows(fresh)
    assert table.current() == chosen
    assert table.rows_model.rows[table.rowAt(0)] == top
    assert table.verticalScrollBar().value() % 44 == 7
    assert heard == [], "the detail beside the list must not flicker"


def test_row_that_has_gone_hands_its_place_to_the_next(table: Table) -> None:
    rows = many(10)
    table.show_rows(rows, keep=False)
    table.setCurrentIndex(table.rows_model.index(4, 0))
    heard: list[WorklistRow | None] = []
    table.picked.connect(heard.append)
    table.show_rows((*rows[:4], *rows[5:]))
    assert table.current() == rows[5]
    assert heard == [rows[5]]
    table.show_rows(())
    assert table.current() is None
    assert heard[-1] is None


def test_another_filter_begins_at_the_top(table: Table) -> None:
    table.show_rows(many(60), keep=False)
    table.setCurrentIndex(table.rows_model.index(30, 0))
    table.show_rows(many(50), keep=False)
    assert table.currentIndex().row() == 0
    assert table.verticalScrollBar().value() == 0


def test_next_page_is_wanted_at_the_end_and_never_doubles_a_row(qtbot: QtBot, table: Table) -> None:
    rows = many(200)
    with qtbot.waitSignal(table.rows_model.wanted):
        table.show_rows(rows, complete=False, keep=False)
        table.scrollToBottom()
    table.rows_model.append((rows[-1], *many(230)[200:]), complete=True)
    assert len(table.rows_model.rows) == 230
    assert not table.rows_model.canFetchMore(table.rootIndex())


def test_enter_opens_the_current_row(qtbot: QtBot, table: Table) -> None:
    table.show_rows(ROWS, keep=False)
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as heard:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert heard.args == [ROWS[1]]


def test_cells_speak_and_long_names_have_their_tooltip(table: Table) -> None:
    table.show_rows(ROWS, keep=False)
    titles = [column.title for column in table.rows_model.columns]
    spoken = [table.rows_model.index(0, column).data(ACCESSIBLE) for column in range(len(titles))]
    left = spoken[titles.index("剩余工作日")]
    assert spoken[0].startswith("承诺超时，")
    assert "已超 7 个工作日" in left
    assert "暂定" in left
    assert ROWS[8].project in table.rows_model.index(8, 1).data(TIP)


def test_home_and_end_go_to_the_first_and_the_last_row(table: Table) -> None:
    table.show_rows(many(60), keep=False)
    table.setCurrentIndex(table.rows_model.index(30, 0))
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.currentIndex().row() == 59
    QTest.keyClick(table, Qt.Key.Key_Home)
    assert table.currentIndex().row() == 0
    table.show_rows((), keep=False)
    QTest.keyClick(table, Qt.Key.Key_End)
    assert table.current() is None
