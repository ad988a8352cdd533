"""A clerk's hand at a room and at the sheet over its list: there by its key, on once all that was asked has been answered."""

from __future__ import annotations

from typing import Any, TypeVar

from PySide6.QtCore import Qt

from bingliang.gui.acting import Acting
from bingliang.gui.page import Page
from bingliang.gui.sheet import Sheet
from tests.gui.conftest import Press, Zone

Room = TypeVar("Room", bound=Page)


def gone_to(zone: Zone, press: Press, key: Qt.Key, kind: type[Room]) -> Room:
    """Alt and the letter of the room."""
    press(key, Qt.KeyboardModifier.AltModifier)
    zone.settle()
    page = zone.window.page
    assert isinstance(page, kind)
    return page


def sheet_over(zone: Zone, acts: Acting[Any]) -> Sheet:
    """The sheet that the last act opened, with its first consequence."""
    zone.qtbot.waitUntil(lambda: acts._sheet is not None and acts._sheet.isVisible())
    sheet = acts._sheet
    assert sheet is not None
    settled(zone, sheet)
    return sheet


def settled(zone: Zone, sheet: Sheet) -> None:
    """What was written has been rehearsed."""
    zone.qtbot.waitUntil(lambda: not sheet._stale and not sheet._timer.isActive())
    zone.settle()


def confirmed(zone: Zone, press: Press, sheet: Sheet) -> None:
    """Ctrl+Enter, and the sheet is gone."""
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    zone.qtbot.waitUntil(lambda: not sheet.isVisible())
    zone.settle()
