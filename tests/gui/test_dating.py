"""The question about the date: put once at the opening, 否 stands first, only 是 writes."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from bingliang.gui.backstage import Backstage
from bingliang.gui.palette_lines import of_window
from bingliang.gui.window import Window
from tests.gui.sample import SampleDesk

SAID = "本机日期是2027-03-01，台账最后一行是2026-12-18，相隔73天。日期对吗？"


class Ahead(SampleDesk):
    """A desk whose machine is ahead until somebody confirms."""

    confirmed = 0

    def date_question(self) -> str:
        return "" if self.confirmed else SAID

    def confirm_date(self) -> None:
        self.confirmed += 1


def test_it_is_asked_at_the_opening_and_only_yes_confirms(qtbot: QtBot, window: Window, backstage: Backstage) -> None:
    desk = Ahead()
    backstage.open(lambda: desk)
    qtbot.waitUntil(lambda: window.dating.box is not None, timeout=10_000)
    box = window.dating.box
    assert box is not None
    assert box.text() == SAID
    answers = QMessageBox.StandardButton
    assert box.defaultButton() is box.button(answers.No)
    box.button(answers.No).click()
    qtbot.waitUntil(lambda: backstage.idle, timeout=10_000)
    assert desk.confirmed == 0
    window.dating.box = None
    next(line for line in of_window(window) if line.word == "确认本机日期").act()
    qtbot.waitUntil(lambda: window.dating.box is not None, timeout=10_000)
    again = window.dating.box
    assert again is not None
    again.button(answers.Yes).click()
    qtbot.waitUntil(lambda: desk.confirmed == 1, timeout=10_000)
    window.dating.box = None
    window.dating.ask()
    qtbot.waitUntil(lambda: backstage.idle, timeout=10_000)
    assert window.dating.box is None, "what is in order is not asked about"
