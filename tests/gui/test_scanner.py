"""A scanner types like a hand, only faster: caught in any field, which keeps what it held; a hand is never taken for one."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from bingliang.desk.demo.story import TODAY
from bingliang.gui.aids import pace
from bingliang.gui.keys import Place
from bingliang.gui.wedge import Pace, Wedge
from bingliang.gui.widgets.scanner_test import ScannerTest
from bingliang.ledger.identifiers import case_code
from bingliang.settings import Settings
from tests.gui.conftest import Press, Zone

KEY = Qt.Key
CODE = case_code(TODAY.date(), 1)


class Typist:
    """Strikes keys with the times they would have; nothing waits."""

    def __init__(self) -> None:
        self.now = 1_000

    def strikes(self, text: str, gap: int, *, enter: bool = True, repeat: bool = False) -> None:
        for sign in text:
            self.now += gap
            self._strike(KEY(ord(sign.upper())) if sign.isascii() else KEY.Key_unknown, sign, repeat=repeat)
        if enter:
            self.now += gap
            self._strike(KEY.Key_Return, "\r")

    def _strike(self, key: Qt.Key, text: str, *, repeat: bool = False) -> None:
        target = QApplication.focusWidget() or QApplication.activeWindow()
        assert target is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text, repeat)
            event.setTimestamp(self.now)
            QApplication.sendEvent(target, event)


@pytest.fixture
def typist() -> Typist:
    return Typist()


class Form(QWidget):
    """A half-typed form, and what its page heard."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.note, self.kind = QLineEdit(), QPlainTextEdit(), QComboBox()
        self.kind.addItems(["施工许可", "2 号", "20261218"])
        self.edited: list[str] = []
        self.line.textEdited.connect(self.edited.append)
        self.entered = 0
        self.line.returnPressed.connect(self._enter)
        column = QVBoxLayout(self)
        for part in (self.line, self.note, self.kind):
            column.addWidget(part)

    def _enter(self) -> None:
        self.entered += 1


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


@pytest.fixture
def scans(qapp: QApplication, form: Form) -> list[str]:
    """What was taken for a scan."""
    found: list[str] = []
    wedge = Wedge(Pace, form)
    wedge.scanned.connect(found.append)
    qapp.installEventFilter(wedge)
    return found


@pytest.mark.parametrize("text", ["", "岳阳新华", "abc"])
@pytest.mark.parametrize("at", [0, 2])
def test_fifty_scans_into_a_half_typed_field_leave_it_as_it_was(
    form: Form, scans: list[str], typist: Typist, text: str, at: int
) -> None:
    form.line.setFocus()
    form.line.setText(text)
    form.line.setCursorPosition(min(at, len(text)))
    for _ in range(50):
        typist.now += 5_000
        typist.strikes(CODE, 10)
        assert form.line.text() == text
        assert form.line.cursorPosition() == min(at, len(text))
    assert scans == [CODE] * 50
    assert form.entered == 0, "the scanner's Enter must not send the form"
    assert form.edited[-1] == text, "the page must hear that the field is what it was"


def test_selected_words_come_back_selected(form: Form, scans: list[str], typist: Typist) -> None:
    form.line.setFocus()
    form.line.setText("岳阳新华达制药")
    form.line.setSelection(2, 3)
    typist.strikes(CODE, 8)
    assert scans == [CODE]
    assert form.line.text() == "岳阳新华达制药"
    assert form.line.selectedText() == "新华达"


def test_a_longer_text_keeps_its_words_and_its_cursor(form: Form, scans: list[str], typist: Typist) -> None:
    form.note.setFocus()
    form.note.setPlainText("第一行\n第二行")
    cursor = form.note.textCursor()
    cursor.setPosition(2)
    form.note.setTextCursor(cursor)
    typist.strikes(CODE, 12)
    assert scans == [CODE]
    assert form.note.toPlainText() == "第一行\n第二行"
    assert form.note.textCursor().position() == 2


def test_a_choice_is_not_changed_by_figures(form: Form, scans: list[str], typist: Typist) -> None:
    form.kind.setFocus()
    typist.strikes(CODE, 10)
    assert scans == [CODE]
    assert form.kind.currentIndex() == 0


def test_a_hand_at_sixty_milliseconds_is_never_taken_for_a_scanner(
    form: Form, scans: list[str], typist: Typist
) -> None:
    form.line.setFocus()
    for _ in range(50):
        form.line.clear()
        typist.strikes(CODE, 60)
        assert form.line.text() == CODE
    assert scans == []
    assert form.entered == 50


def test_no_hand_of_uneven_pace_is_taken_for_a_scanner(form: Form, scans: list[str], typist: Typist) -> None:
    """Fast pairs and rolls of keys, as a quick typist has them; never eight in a row."""
    pace_of = random.Random(3)
    form.line.setFocus()
    for _ in range(200):
        for place, sign in enumerate(CODE):
            typist.strikes(sign, 15 if place % 5 else pace_of.randint(60, 180), enter=False)
        typist.strikes("", 0)
        typist.now += 200
    assert scans == []


def test_a_key_held_down_is_no_scanner(form: Form, scans: list[str], typist: Typist) -> None:
    form.line.setFocus()
    typist.strikes("0", 30, enter=False)
    typist.strikes("0" * 30, 30, repeat=True)
    assert scans == []


def test_strokes_that_a_busy_screen_handles_late_keep_their_own_times(
    form: Form, scans: list[str], typist: Typist
) -> None:
    """All handled within a millisecond, but struck at 120 ms: the times of the strokes count."""
    form.line.setFocus()
    typist.strikes(CODE, 120)
    assert scans == []
    assert form.line.text() == CODE


def test_shorter_runs_and_runs_without_enter_are_typing(form: Form, scans: list[str], typist: Typist) -> None:
    form.line.setFocus()
    typist.strikes("2026121", 10)
    typist.strikes(CODE, 10, enter=False)
    typist.now += 1_000
    typist.strikes("", 10)
    assert scans == []
    assert form.line.text() == "2026121" + CODE


def test_the_pace_is_a_setting() -> None:
    assert pace(Settings()) == Pace(35, 8, "")
    assert pace(Settings(scan_gap="80", scan_least="12", scan_prefix="~")) == Pace(80, 12, "~")


def test_a_prefix_sign_is_taken_off(qapp: QApplication, form: Form, typist: Typist) -> None:
    found: list[str] = []
    wedge = Wedge(lambda: Pace(prefix="~"), form)
    wedge.scanned.connect(found.append)
    qapp.installEventFilter(wedge)
    form.line.setFocus()
    typist.strikes(f"~{CODE}", 10)
    assert found == [CODE]


# ── in the window ──


def test_a_scan_opens_its_case_from_anywhere(zone: Zone, typist: Typist) -> None:
    row = zone.window.worklist.table.rows_model.rows[3]
    assert zone.window.worklist.table.hasFocus()
    typist.strikes(row.code, 10)
    zone.settle()
    assert zone.window.place == Place.CASE
    shown = zone.window.case_page.case
    assert shown is not None
    assert shown.code == row.code


def test_a_scanner_with_the_prefix_f3_opens_its_case_once(zone: Zone, press: Press, typist: Typist) -> None:
    row = zone.window.worklist.table.rows_model.rows[2]
    press(KEY.Key_F3)
    typist.strikes(row.code, 10)
    zone.settle()
    assert zone.window.place == Place.CASE
    assert zone.window.topbar.find_box.text() == ""
    press(KEY.Key_F12)
    assert zone.window.page is zone.window.worklist


def test_a_wrong_check_digit_is_said_and_nothing_opens(zone: Zone, typist: Typist) -> None:
    code = zone.window.worklist.table.rows_model.rows[0].code
    typist.strikes(code[:9] + ("1" if code[9] != "1" else "2") + code[10:], 10)
    zone.settle()
    assert zone.window.place == Place.WORKLIST
    assert "校验不符" in zone.window.notice.text


def test_a_scan_while_words_are_half_typed_in_the_box_keeps_them(zone: Zone, press: Press, typist: Typist) -> None:
    press(KEY.Key_F3)
    typist.strikes("yyxh", 90, enter=False)
    zone.settle()
    typist.now += 2_000
    typist.strikes("69012345678", 10)  # some goods' bar code
    zone.settle()
    assert zone.window.place == Place.WORKLIST
    assert zone.window.notice.text


def test_the_test_pane_says_what_came_and_opens_nothing(zone: Zone, qtbot: QtBot, typist: Typist) -> None:
    pane = ScannerTest(zone.window.aids.wedge)
    qtbot.addWidget(pane)
    pane.show()
    qtbot.waitExposed(pane)
    pane.activateWindow()
    pane.box.setFocus()
    qtbot.waitUntil(pane.box.hasFocus)
    pane.box.setText("半句")
    typist.strikes(CODE, 10)
    assert pane.box.text() == "半句"
    assert f"收件号 {CODE} 校验相符" in pane.verdict.text()
    assert "10 毫秒" in pane.said.text()
    typist.now += 1_000
    typist.strikes(CODE, 60)
    assert "没有算作扫码" in pane.verdict.text()
    assert "60 毫秒" in pane.said.text()
    zone.settle()
    assert zone.window.place == Place.WORKLIST


def test_the_scanner_is_tested_where_it_is_set(zone: Zone, typist: Typist) -> None:
    """设置 → 扫码枪: a scan is judged there and opens nothing."""
    zone.window.go(Place.SETTINGS, "scanner")
    zone.settle()
    test = zone.window.page.findChild(ScannerTest)
    assert test is not None
    test.box.setFocus()
    typist.strikes(CODE, 10)
    zone.settle()
    assert f"收件号 {CODE} 校验相符" in test.verdict.text()
    assert zone.window.place is Place.SETTINGS
