"""A clerk's hand at an open case: presses keys where the focus is, waits for every answer, counts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from bingliang.gui.sheet import Sheet
from bingliang.gui.widgets.account import AccountView
from bingliang.gui.widgets.act_menu import ActMenu
from bingliang.ledger.case import CaseItem
from bingliang.ledger.folding import fold
from tests.gui.conftest import Press, Zone

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


class Hand:
    """Counts the presses of a clerk at an open case; each chord is one, each letter too."""

    def __init__(self, zone: Zone, press: Press) -> None:
        self.zone, self._press, self.count = zone, press, 0

    def press(self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            self._press(key, held)
            self.count += 1
            self.zone.settle()
            self.zone.qtbot.waitUntil(self._rehearsed)

    def chord(self, key: Qt.Key) -> None:
        self.press(key, held=CTRL_SHIFT)

    def confirm(self) -> None:
        self.press(KEY.Key_Return, held=CTRL)

    def write(self, text: str) -> None:
        """Text as an input method hands it over, in one piece."""
        focus = QApplication.focusWidget()
        assert focus is not None
        written = QInputMethodEvent()
        written.setCommitString(text)
        QApplication.sendEvent(focus, written)
        self.zone.settle()
        self.zone.qtbot.waitUntil(self._rehearsed)

    def act(self, initials: str) -> None:
        """Ctrl+B, the initials of an act, Enter: its sheet."""
        self.press(KEY.Key_B, held=CTRL)
        self.press(*(getattr(KEY, f"Key_{letter.upper()}") for letter in initials))
        self.press(KEY.Key_Return)

    def _rehearsed(self) -> bool:
        """What was typed has been rehearsed: nothing is asked and no change waits to be asked about."""
        sheet = next((one for one in self.zone.window.findChildren(Sheet) if one.isVisible()), None)
        return self.zone.backstage.idle and (sheet is None or not sheet._timer.isActive())

    @property
    def sheet(self) -> Sheet:
        found = [one for one in self.zone.window.findChildren(Sheet) if one.isVisible()]
        assert found, f"no sheet is open: {self.zone.window.notice.text}"
        return found[0]

    @property
    def menu(self) -> ActMenu:
        found = [one for one in self.zone.window.findChildren(ActMenu) if one.isVisible()]
        assert found, f"no menu is open: {self.zone.window.notice.text}"
        return found[0]

    def nothing_open(self) -> bool:
        kinds = (Sheet, ActMenu, AccountView)
        return not any(one.isVisible() for kind in kinds for one in self.zone.window.findChildren(kind))


def opened(zone: Zone, project: str) -> str:
    """The case of the project, opened."""
    stream = zone.stream(project)
    zone.window.open_case(stream)
    zone.settle()
    return stream


def item(zone: Zone, stream: str, no: int = 1) -> CaseItem:
    """An item of the case as it stands in the ledger."""
    with zone.desk.store.look() as look:
        case = fold(look.entries(stream))
    assert case is not None
    return case.items[no]


def lines(zone: Zone, stream: str) -> int:
    """How many lines the ledger has of the case."""
    with zone.desk.store.look() as look:
        return len(look.entries(stream))
