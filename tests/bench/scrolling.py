"""滚动的速度: the worklist among 100,000 cases, scrolled through to its end, against Qt's own table in C++."""

from __future__ import annotations

import sys
from statistics import median
from time import thread_time
from typing import TYPE_CHECKING

from tests.bench.measuring import Bench, Figure, figure
from tests.bench.zone import Counter, counter

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

GOAL = 2.0
STEPS = 60
"""Screenfuls painted by each of the two in turns."""


def list_scroll() -> Figure:
    """One screenful after the other of all open cases, against the same words, without bars and lights, in Qt's own table.

    Both tables have the same size, style, font, columns and number of rows. The pages of 200 rows that come in while the
    clerk scrolls are read on the worker; how long the screen is held up by the longest of them is told on stderr.
    """
    from tests.gui.heartbeat import HeartBeat

    with counter() as at:
        heart = HeartBeat()
        _to_the_end(at)
        gap = heart.stop()
        table = at.window.worklist.table
        plain = _plain(at)
        rows = len(table.rows_model.rows)
        least: list[float] = []
        ours: list[float] = []
        for step in range(STEPS):
            share = step / (STEPS - 1)
            least.append(_painted(plain, share))
            ours.append(_painted(table, share))
        print(f"    {rows} open cases; longest gap while all of them came in {gap:.0f} ms", file=sys.stderr)
        plain.close()
    return figure(GOAL, median(ours), median(least), STEPS)


def _to_the_end(at: Counter) -> None:
    """Scrolls as long as there is more behind it."""
    table = at.window.worklist.table
    before = -1
    while len(table.rows_model.rows) > before:
        before = len(table.rows_model.rows)
        at.during(table.scrollToBottom)


def _plain(at: Counter) -> QTableView:
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QHeaderView, QTableView

    ours = at.window.worklist.table
    shown = [n for n, _ in enumerate(ours.rows_model.columns) if not ours.isColumnHidden(n)]
    model = QStandardItemModel(0, len(shown))
    for row in ours.rows_model.rows:
        words = [ours.rows_model.columns[n].text(row) for n in shown]
        words[:2] = f"{words[0]}\n{row.code}", f"{words[1]}\n{row.enterprise}"
        words[3] = f"{words[3]}\n{row.next_on:%m-%d}" if row.next_on is not None else words[3]
        model.appendRow([QStandardItem(word) for word in words])
    table = QTableView()
    table.setModel(model)
    table.setFont(ours.font())
    table.setShowGrid(False)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(ours.verticalHeader().defaultSectionSize())
    for place, n in enumerate(shown):
        table.setColumnWidth(place, ours.columnWidth(n))
    table.resize(ours.size())
    at.during(table.show, lambda: table.windowHandle().isExposed())
    return table


def _painted(table: QTableView, share: float) -> float:
    """Milliseconds of the screen's thread to paint the screenful at that share of the whole, whatever else the machine does."""
    bar = table.verticalScrollBar()
    begin = thread_time()
    bar.setValue(round(bar.maximum() * share))
    table.viewport().repaint()
    return (thread_time() - begin) * 1000


BENCHES = (
    Bench(
        "list_scroll", GOAL, "a screenful of the list, 100,000 cases / the same words in Qt's own table", list_scroll
    ),
)
