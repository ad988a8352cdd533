"""来得早的人: who is at his counter before the database libraries are sees his list first, and then it comes alive."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bingliang.desk.demo.story import CLERK
from bingliang.desk.desk import open_desk
from bingliang.desk.first_page import FirstPage
from bingliang.desk.rows import ListFilter
from bingliang.gui import app as program
from bingliang.gui.app import Start
from bingliang.gui.keys import Place
from bingliang.gui.source import Scope
from bingliang.gui.style import Look
from bingliang.ledger.acts import Refusal
from bingliang.settings import Settings
from tests.gui.conftest import settle
from tests.gui.sample import SampleDesk

Glance = Callable[[Settings], FirstPage | None]


def seen(desk: SampleDesk) -> FirstPage:
    rows = desk.worklist(ListFilter.IN_HAND, scope=Scope.COUNTER, after=None, limit=100)
    return FirstPage(tuple(rows), desk.counts(scope=Scope.COUNTER), desk.today)


class Early:
    """A start whose database opens when `door` does."""

    def __init__(self, qtbot: QtBot, qapp: QApplication) -> None:
        self.qtbot, self.qapp = qtbot, qapp
        self.desk = SampleDesk(counter="3")
        self.door, self.knocked = threading.Event(), threading.Event()
        self.refusal = ""
        self.asked: list[Settings] = []

    def connect(self, _: Settings) -> SampleDesk:
        self.knocked.set()
        self.door.wait(30)
        if self.refusal:
            raise Refusal(self.refusal)
        return self.desk

    def look(self, wanted: Settings) -> FirstPage | None:
        self.asked.append(wanted)
        return seen(self.desk)

    def comes(self, glance: Glance, role: str = "窗口", *, late: bool = False) -> Start:
        """In the same breath in which he is asked who he is, or after all that is brought into memory meanwhile."""
        self.start = Start(self.qapp, self.connect, Look(), glance=glance)
        self.qtbot.addWidget(self.start.window)
        self.start.show()
        self.qtbot.waitUntil(lambda: self.start.identity is not None and self.start.identity.isVisible())
        if late:
            self.qtbot.waitUntil(lambda: self.start._prepared, timeout=60_000)
        assert self.start.identity is not None
        self.start.identity.accept()
        self.start.identity.given.emit("综合窗口甲", "3", role, "")
        return self.start

    def opens(self) -> None:
        self.door.set()
        self.qtbot.waitUntil(self.knocked.is_set)  # before that nothing is asked, and all is answered
        self.qtbot.waitUntil(lambda: self.start.backstage.ready or bool(self.refusal))
        settle(self.qtbot, self.start.backstage)


@pytest.fixture
def early(qtbot: QtBot, qapp: QApplication, workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Early]:
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace))
    made = Early(qtbot, qapp)
    yield made
    made.door.set()
    made.start.backstage.close()


def test_the_list_stands_there_before_the_database_is_open(early: Early) -> None:
    start = early.comes(early.look)
    page = start.window.worklist
    early.qtbot.waitUntil(lambda: page.table.rows_model.rowCount() > 0)
    early.qtbot.waitUntil(lambda: start._furnished)
    assert not start.backstage.ready
    assert [(one.counter, one.clerk) for one in early.asked] == [("3", "综合窗口甲")]
    wanted = seen(early.desk)
    assert tuple(page.table.rows_model.rows) == wanted.rows
    assert page.tiles[0].count == wanted.counts.in_hand
    assert page.detail.trouble == "正在读取办件…", "what is not there yet is no fault"
    start.window.activateWindow()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    chosen = wanted.rows[1].stream
    early.opens()
    assert tuple(page.table.rows_model.rows) == wanted.rows
    assert page.table.current_key() == chosen, "nothing jumps when the desk answers"
    assert page.detail.case is not None
    assert page.detail.case.stream == chosen
    assert start.window.heading is not None


def test_a_case_that_is_opened_too_early_comes_with_the_database(early: Early) -> None:
    start = early.comes(early.look)
    page = start.window.worklist
    early.qtbot.waitUntil(lambda: page.table.rows_model.rowCount() > 0 and start._furnished)
    start.window.activateWindow()
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    early.qtbot.waitUntil(lambda: start.window.place is Place.CASE)
    assert start.window.case_page.trouble == "正在读取办件…"
    early.opens()
    assert start.window.case_page.case is not None


def test_a_database_that_then_does_not_open_takes_the_list_away(early: Early) -> None:
    early.refusal = "数据库文件损坏，请从备份恢复。"
    start = early.comes(early.look)
    page = start.window.worklist
    early.qtbot.waitUntil(lambda: page.table.rows_model.rowCount() > 0)
    early.opens()
    assert not start.backstage.ready
    assert page._body.currentWidget() is page._state
    assert early.refusal in page._state.text


def broken(_: Settings) -> FirstPage | None:
    raise OSError("disk")


def nothing(_: Settings) -> FirstPage | None:
    return None


@pytest.mark.parametrize("glance", [nothing, broken])
def test_without_a_first_page_the_desk_is_waited_for(early: Early, glance: Glance) -> None:
    start = early.comes(glance)
    early.qtbot.waitUntil(lambda: start._furnished)
    assert start.window.worklist.table.rows_model.rowCount() == 0
    early.opens()
    assert start.window.worklist.table.rows_model.rowCount() == len(seen(early.desk).rows)


def test_who_comes_later_asks_the_desk_at_once(early: Early) -> None:
    start = early.comes(early.look, late=True)
    early.opens()
    assert early.asked == []
    assert start.window.worklist.table.rows_model.rowCount() > 0


@pytest.mark.parametrize("role", ["代办", "督查"])
def test_who_stands_at_no_counter_begins_elsewhere_or_with_all_cases(early: Early, role: str) -> None:
    start = early.comes(early.look, role=role)
    early.opens()
    assert early.asked == []
    assert start.window.worklist._scope is Scope.ALL


def test_the_program_looks_into_its_own_database(tmp_path: Path) -> None:
    where = Settings(database=str(tmp_path / "台账.db"), worklist={"sort": "due", "far_first": "yes"})
    assert program._glance(where) is None, "it makes none"
    open_desk(where.database, CLERK).close()
    page = program._glance(where)
    assert page is not None
    assert page.rows == ()
