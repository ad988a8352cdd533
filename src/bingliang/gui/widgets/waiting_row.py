"""等待办的一行 below a list: what waits in other rooms, side by side, each a button that leads there; nothing while none waits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from bingliang.gui import tokens
from bingliang.gui.keys import Place
from bingliang.gui.page import Frame

if TYPE_CHECKING:
    from bingliang.desk.waiting import Waiting

ROOMS = {
    Place.INTAKE: "F2",
    Place.ONLINE: "Alt+N",
    Place.HANDOVER: "Alt+Shift+J",
    Place.AGENCY: "Alt+A",
    Place.RATING: "Alt+P",
}
"""The rooms that something can wait in, in their order, each with the key that leads there."""

WORDINGS = ("{said} 件（{key}）", "{said} 件", "{said}")
"""写法, the longest first; what is left out stands in the tip."""


class WaitingRow(QHBoxLayout):
    """一排按钮, one for each room."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._subjects = dict.fromkeys(ROOMS, "")
        self._said = dict.fromkeys(ROOMS, "")
        self.buttons = {place: QPushButton() for place in ROOMS}
        self._room = 0
        self.setContentsMargins(tokens.L, tokens.XS, tokens.M, tokens.XS)
        self.setSpacing(tokens.S)
        for place, button in self.buttons.items():
            button.setProperty("helpKey", f"waiting.{place}")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._go, place))
            button.hide()
            self.addWidget(button)
        self.addStretch(1)

    def show_one(self, place: Place, what: str, count: int, subject: str = "") -> None:
        """一项: how many wait; with none its button is not there."""
        button = self.buttons[place]
        self._subjects[place] = subject
        self._said[place] = f"{what} {count}" if count else ""
        button.setAccessibleName(f"{what} {count} 件（{ROOMS[place]}）")
        button.setToolTip(button.accessibleName())
        self._word()

    def _word(self) -> None:
        """有几项写几项, in the longest wording that the row has room for."""
        shown = {place: said for place, said in self._said.items() if said}
        for place, button in self.buttons.items():
            button.setVisible(place in shown)
        for wording in WORDINGS:
            for place, said in shown.items():
                self.buttons[place].setText(wording.format(said=said, key=ROOMS[place]))
            self.invalidate()  # it remembers what its buttons said before
            if self.sizeHint().width() <= self._room:
                return

    def setGeometry(self, place: QRect) -> None:
        """Worded anew when the row gets wider or narrower."""
        if place.width() != self._room:
            self._room = place.width()
            self._word()
        super().setGeometry(place)

    def show_waiting(self, found: Sequence[Waiting]) -> None:
        """移交、代办和评议里等待办的."""
        told = {Place(one.place): one for one in found}
        for place in (Place.HANDOVER, Place.AGENCY, Place.RATING):
            one = told.get(place)
            self.show_one(place, one.what if one else "", one.count if one else 0, one.subject if one else "")

    def _go(self, place: Place, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's slot
        self._frame.go(place, self._subjects[place])
