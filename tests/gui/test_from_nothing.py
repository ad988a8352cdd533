"""从零开始: a zone that has nothing but the program, set up and worked by the keyboard alone, from the first start to the archive.

Nothing here calls an act and no file is brought in: what a paper needs is filled in where the screen says that it is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from bingliang.command import main as command
from bingliang.desk.desk import Desk
from bingliang.desk.papers.shelf import bytes_of, of_case
from bingliang.desk.reading import Reading
from bingliang.gui.app import Start
from bingliang.gui.connect import connect
from bingliang.gui.identity import ROLES
from bingliang.gui.pages.intake.page import IntakePage
from bingliang.gui.pages.settings.page import SettingsPage
from bingliang.gui.sheet import Sheet
from bingliang.gui.style import Look
from bingliang.gui.table import RowTable
from bingliang.gui.widgets.drop import Drop
from bingliang.gui.window import Window
from bingliang.ledger.case import Case, ItemState
from bingliang.ledger.folding import fold
from tests.gui.conftest import Press, focused, settle

KEY = Qt.Key
NONE, ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Newcomer:
    """Who has only the keyboard and what stands on the screen."""

    def __init__(self, qapp: QApplication, qtbot: QtBot, press: Press) -> None:
        self._app, self._qtbot, self._press = qapp, qtbot, press
        self.start: Start

    def opens(self, *, first: bool = False) -> None:
        """The program as it starts for a clerk."""
        self.start = Start(self._app, connect, Look(), first=first)
        self._qtbot.addWidget(self.start.window)
        self.start.show()
        self.start.window.showNormal()
        self.start.window.resize(1366, 768)

    def closes(self) -> None:
        self.start.window.close()
        self._qtbot.waitUntil(lambda: not self.start.window.isVisible())

    @property
    def window(self) -> Window:
        return self.start.window

    def settle(self) -> None:
        settle(self._qtbot, self.start.backstage)
        page = self.window.page
        if isinstance(page, IntakePage):
            self._qtbot.waitUntil(lambda: not page._settle.isActive() and self.start.backstage.idle)
        self._qtbot.waitUntil(
            lambda: not any(one.isVisible() and one._timer.isActive() for one in self.window.findChildren(Sheet))
        )
        settle(self._qtbot, self.start.backstage)

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        for key in keys:
            self._press(key, held)
            self.settle()

    def write(self, text: str) -> None:
        """As an input method hands it over; a code field has none and takes the signs as keys."""
        focus = QApplication.focusWidget()
        assert focus is not None
        if not text.isascii():
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(focus, event)
        else:
            for sign in text:
                self._press(sign)
            self._press(KEY.Key_End)  # so that signs that come this fast are no scan
        self.settle()

    def enter(self, text: str = "") -> None:
        if text:
            self.write(text)
        self.press(KEY.Key_Return)

    def sheet(self) -> Sheet:
        found = [one for one in self.window.findChildren(Sheet) if one.isVisible()]
        assert found, self.window.notice.text
        return found[0]

    def act(self, initials: str) -> Sheet:
        self.press(KEY.Key_B, held=CTRL)
        self.press(*(getattr(KEY, f"Key_{letter.upper()}") for letter in initials))
        self.press(KEY.Key_Return)
        return self.sheet()

    def confirm(self) -> None:
        sheet = self.sheet()
        assert sheet.ready, (sheet._status.text(), sheet.consequence.said)
        self.press(KEY.Key_Return, held=CTRL)
        if sheet.isVisible() and "新的后果" in sheet._status.text():  # the minute turned meanwhile
            self.press(KEY.Key_Return, held=CTRL)
        assert not sheet.isVisible(), sheet._status.text()

    def walks(self, table: RowTable[Any], key: str) -> None:
        """Down to the row of this key."""
        self.press(KEY.Key_Home)
        for row in table.rows_model.rows:
            if key in (getattr(row, "key", ""), getattr(row, "code", "")):
                return
            self.press(KEY.Key_Down)
        raise AssertionError(key)

    def settings(self) -> SettingsPage:
        page = self.window.page
        assert isinstance(page, SettingsPage)
        return page

    def says(self) -> str:
        return self.window.notice.text

    def arrives(self, name: str, post: str) -> None:
        """今天谁在窗口？"""
        start = self.start
        self._qtbot.waitUntil(lambda: start.identity is not None and start.identity.isVisible())
        assert start.identity is not None
        start.identity.activateWindow()
        start.identity.clerk.selectAll()
        self._type(name)
        self._press(KEY.Key_Tab)
        self._press(KEY.Key_Tab)
        self._press(KEY.Key_Home)
        for _ in range(ROLES.index(post)):
            self._press(KEY.Key_Down)
        assert start.identity.role.currentText() == post
        self._press(KEY.Key_Return)
        self._qtbot.waitUntil(lambda: start.backstage.ready)
        self.window.activateWindow()
        self.settle()

    def administers(self, section: str, row: str) -> None:
        """The administrator comes and opens that row of that section of the settings."""
        self.opens()
        self.arrives("管理员乙", "管理员")
        self.press(KEY.Key_T, held=ALT)
        self.walks(self.settings().sections, section)
        self.press(KEY.Key_Return)
        self.walks(getattr(self.settings(), section).table, row)
        self.press(KEY.Key_Return)

    def _type(self, text: str) -> None:
        focus = focused()
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(focus, event)

    def sets_up(self) -> None:
        """第一次打开: what the question asks for, and nothing else."""
        start = self.start
        self._qtbot.waitUntil(lambda: start.first_start is not None and start.first_start.isVisible())
        assert start.first_start is not None
        start.first_start.activateWindow()
        self._qtbot.waitUntil(lambda: start.first_start is not None and start.first_start.lines["counter"].hasFocus())
        for text in ("3", "示范开发区", "示范开发区审批局", "政务中心一楼", "0730-0000001", "0730-0000119"):
            self._type(text)
            self._press(KEY.Key_Return)
        self._press(KEY.Key_F9)

    def takes(self, word: str) -> None:
        """F4 and down to the row that says so."""
        self.press(KEY.Key_F4)
        offered = next(one for one in self.window.findChildren(Drop) if one.isVisible())
        for _ in range(60):
            if (current := offered.list.current()) is not None and current.word == word:
                return self.press(KEY.Key_Return)
            self.press(KEY.Key_Down)
        raise AssertionError([one.word for one in offered.list.choices])

    def desk(self) -> Desk:
        reading = self.start.backstage._desk
        assert isinstance(reading, Reading)
        return reading.desk

    def case(self) -> Case:
        with self.desk().store.look() as look:
            (case,) = (fold(look.entries(stream)) for stream in look.streams("case/"))
        assert case is not None
        return case

    def papers(self, stream: str) -> dict[str, bytes]:
        """Every paper of the case with the bytes that are stored of it."""
        desk = self.desk()
        return {row.title: bytes_of(desk, row) for row in of_case(desk, stream)}


@pytest.fixture
def newcomer(
    qapp: QApplication, qtbot: QtBot, press: Press, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Newcomer]:
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace))
    made = Newcomer(qapp, qtbot, press)
    yield made
    made.window.close()


def test_a_zone_from_nothing_to_the_archive_by_keys(newcomer: Newcomer) -> None:  # noqa: PLR0915 - one story
    me = newcomer
    me.opens(first=True)
    me.sets_up()
    me.arrives("经办人甲", "窗口")
    me.press(KEY.Key_F2)
    for text in (
        "湖南甲一科技有限公司（虚构）",
        "914306000000001150",
        "法定代表人甲（虚构）",
        "示范大道1号",
        "甲一厂房",
    ):
        me.enter(text)
    me.takes("社会投资工业/仓储类")
    me.enter("2609-430600-04-01-100001")
    me.enter("一期")
    me.enter("示范大道东侧")
    me.enter("经办人丙（虚构）")
    me.enter("13900000001")
    me.enter("11010519491231002X")
    me.press(KEY.Key_Space)
    me.enter()
    me.takes("施工许可")
    me.press(KEY.Key_3, held=ALT)
    me.press(KEY.Key_Home, KEY.Key_Space, KEY.Key_Down, KEY.Key_Space, KEY.Key_Down, KEY.Key_Space)
    me.press(KEY.Key_Insert)
    me.enter("市政设施建设类")
    me.press(KEY.Key_Q, held=ALT)
    me.press(KEY.Key_F9)
    me.press(KEY.Key_G, held=ALT)
    me.press(KEY.Key_Return)
    me.press(KEY.Key_S, held=CTRL | SHIFT)
    assert "“设置 → 落款机关”里补全" in me.says()
    me.press(KEY.Key_T, held=CTRL | SHIFT)
    pane = me.settings().bodies
    assert (row := pane.table.current()) is not None
    assert row.code == "municipal"
    me.press(KEY.Key_F9)
    assert "只能查看" in me.says()
    me.closes()

    me.administers("bodies", "municipal")
    me.enter("示范开发区城市管理局")
    me.enter()
    me.enter("法定职权")
    for text in ("示范城管", "行政许可专用章", "示范市人民政府", "示范区人民法院", "示范复议小程序"):
        me.enter(text)
    me.press(KEY.Key_Return, KEY.Key_Return, KEY.Key_Return)
    me.write("示范编〔2026〕1号")
    me.confirm()
    assert "资料齐了" in me.says()
    me.closes()

    me.opens()
    me.arrives("经办人甲", "窗口")
    me.press(KEY.Key_Return)
    me.press(KEY.Key_S, held=CTRL | SHIFT)
    me.confirm()
    me.press(KEY.Key_D, held=CTRL | SHIFT)
    me.press(KEY.Key_Return)
    assert "“许可决定的公开处”还没有填" in me.sheet().consequence.said
    me.press(KEY.Key_T, held=CTRL | SHIFT)
    point = me.settings().points.table.current()
    assert point is not None
    assert point.key == "public_place"
    me.closes()

    me.administers("points", "public_place")
    me.enter("示范开发区网站许可公示栏")
    me.write("示范办〔2026〕2号")
    me.press(KEY.Key_F9)
    assert "已保存" in me.says()
    me.closes()

    me.opens()
    me.arrives("经办人甲", "窗口")
    me.press(KEY.Key_Return)
    me.press(KEY.Key_D, held=CTRL | SHIFT)
    me.press(KEY.Key_Return)
    me.confirm()
    me.press(KEY.Key_L, held=CTRL | SHIFT)
    me.confirm()
    me.press(KEY.Key_J, held=CTRL | SHIFT)
    me.confirm()
    me.act("gd")
    me.confirm()
    case = me.case()
    (item,) = case.items.values()
    assert item.state is ItemState.DONE
    assert case.archived_on is not None
    drawn = me.papers(case.stream)
    assert {"受理通知书", "准予行政许可决定书", "送达回证", "收件凭证"} <= set(drawn)
    assert [title for title, pdf in drawn.items() if not pdf.startswith(b"%PDF")] == []
    me.closes()
    assert command(["verify"]) == 0
