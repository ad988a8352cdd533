"""A clerk's hand at the intake page: every key goes to what has the focus, every press is counted, each chord one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from bingliang.gui.keys import Place
from bingliang.gui.pages.intake.page import IntakePage
from bingliang.gui.widgets.label import Paragraph
from bingliang.ledger.case import Case
from bingliang.ledger.folding import fold
from tests.gui.conftest import Press, Zone

KEY = Qt.Key
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Hand:
    """`count`: presses, each chord one and each text entered in a field one; `raw`: every single sign counted."""

    def __init__(self, zone: Zone, press: Press) -> None:
        self.zone, self._press = zone, press
        self.count = self.raw = 0

    @property
    def page(self) -> IntakePage:
        page = self.zone.window.room(Place.INTAKE)
        assert isinstance(page, IntakePage)
        return page

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._press(key, modifiers)
        self.count += 1
        self.raw += 1
        self.settle()

    def settle(self) -> None:
        self.zone.qtbot.waitUntil(lambda: not self.page._settle.isActive() and self.zone.backstage.idle)
        self.zone.settle()

    def types(self, text: str) -> None:
        """Letters, each a press."""
        for letter in text:
            self.press(KEY(ord(letter.upper())))

    def enters(self, text: str) -> None:
        """One text as the input method or the scanner hands it over; one entry, as many raw signs as it has."""
        write(text)
        self.count += 1
        self.raw += len(text)
        self.settle()

    def enter(self, text: str = "") -> None:
        """A text, or nothing, and Enter on to the next field."""
        if text:
            self.enters(text)
        self.press(KEY.Key_Return)


def at_intake(zone: Zone, press: Press, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Hand:
    """The page as F2 opens it, its drafts in a folder of the test's own."""
    monkeypatch.setenv("BINGLIANG_DATA", str(folder))
    made = Hand(zone, press)
    made.press(KEY.Key_F2)
    return made


def ready(hand: Hand) -> Hand:
    """All filled in and looked at, one press before the receipt."""
    hand.types("dlk")
    hand.press(KEY.Key_Return)
    hand.press(KEY.Key_Q, ALT)
    if hand.page.seen and hand.page.seen.consent_needed:
        hand.press(KEY.Key_Y, ALT)
    return hand


def panel(hand: Hand) -> str:
    """All that stands at the right."""
    return "\n".join(one.text() for one in hand.page.foresight.findChildren(Paragraph))


def write(text: str) -> None:
    """Into what has the focus: Chinese as an input method commits it, plain signs as keys."""
    focus = QApplication.focusWidget()
    assert focus is not None
    if focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled) and not text.isascii():
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(focus, event)
    else:
        QTest.keyClicks(focus, text)


def cases(zone: Zone) -> list[Case]:
    """All cases of the ledger."""
    with zone.desk.store.look() as look:
        found = [fold(look.entries(stream)) for stream in look.streams("case/")]
    return [case for case in found if case is not None]
