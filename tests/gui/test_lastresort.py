"""A fault in the middle of work, in the real program: one calm box with an id, and the form and the focus are where they were."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from bingliang.desk.demo.demonstration import visit
from bingliang.gui import lastresort
from bingliang.gui.app import Start
from bingliang.gui.keys import Place
from bingliang.gui.sheet import Sheet
from bingliang.gui.style import Look
from tests.gui.conftest import Press, focused, settle
from tests.stories import copied

KEY = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def program(
    qtbot: QtBot,
    qapp: QApplication,
    workspace: Path,
    told_zone: tuple[Path, tuple[str, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Start]:
    """The program with its net, on a copy of the sample zone, the clerk at his window."""
    monkeypatch.setenv("BINGLIANG_DATA", str(workspace))
    copied(told_zone[0], workspace / "zone")
    hooks, handler = (sys.excepthook, threading.excepthook), qInstallMessageHandler(None)
    fresh = logging.getLogger(f"{lastresort.LOG.name}.{workspace.parent.name}")
    monkeypatch.setattr(lastresort, "LOG", fresh)
    made = Start(
        qapp, lambda wanted: visit(workspace / "zone" / "zone.db", wanted), Look(), log_folder=lambda: workspace / "log"
    )
    made.show()
    qtbot.waitUntil(lambda: made.identity is not None and made.identity.isVisible())
    assert made.identity is not None
    made.identity.clerk.setText("综合窗口甲")
    made.identity.counter.setText("3")
    made.identity._check()
    qtbot.waitUntil(lambda: made.backstage.ready)
    settle(qtbot, made.backstage)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.window.dismiss()
    made.backstage.close()
    for mine in fresh.handlers:
        mine.close()
    sys.excepthook, threading.excepthook = hooks
    qInstallMessageHandler(handler)


def _strike(program: Start, qtbot: QtBot) -> str:
    """Something breaks in a slot; what the box says, once Enter has closed it."""

    def broken() -> None:
        raise RuntimeError("谁也没有料到")

    def box() -> QMessageBox | None:
        return next((one for one in program.window.findChildren(QMessageBox) if one.isVisible()), None)

    QTimer.singleShot(0, program.window, broken)
    qtbot.waitUntil(lambda: box() is not None)
    shown = box()
    assert shown is not None
    said = shown.text()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    QTest.keyClick(QApplication.focusWidget() or shown, KEY.Key_Return)
    qtbot.waitUntil(lambda: box() is None)
    program.window.activateWindow()
    qtbot.waitUntil(program.window.isActiveWindow)
    return said


def test_a_half_typed_intake_is_still_there(program: Start, qtbot: QtBot, press: Press, workspace: Path) -> None:
    press(KEY.Key_F2)
    settle(qtbot, program.backstage)
    code = next(
        one for one in program.window.page.findChildren(QLineEdit) if one.accessibleName() == "统一社会信用代码"
    )
    code.setFocus()
    QTest.keyClicks(code, "914306")
    said = _strike(program, qtbot)
    assert program.window.place is Place.INTAKE
    assert code.text() == "914306"
    assert code.hasFocus(), "the clerk types on where he was"
    QTest.keyClicks(focused(), "00")
    assert code.text() == "91430600"
    written = (workspace / "log" / "window.log").read_text(encoding="utf-8")
    assert "谁也没有料到" in written
    number = next(line.split()[3] for line in written.splitlines() if " ERROR " in line)
    assert number in said


def test_an_open_sheet_is_still_there_and_can_be_confirmed(program: Start, qtbot: QtBot, press: Press) -> None:
    rows = program.window.worklist.table.rows_model.rows
    row = next(one for one in rows if "生物制剂研发" in one.project)
    program.window.open_case(row.stream)
    settle(qtbot, program.backstage)
    press(KEY.Key_P, CONTROL | SHIFT)
    settle(qtbot, program.backstage)
    sheet = next(one for one in program.window.findChildren(Sheet) if one.isVisible())
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    QTest.keyClicks(focus, "7")
    _strike(program, qtbot)
    assert sheet.isVisible()
    assert focus.text() == "7"
    assert focus.hasFocus()
    assert sheet.fields.values()["told_days"] == "7"
