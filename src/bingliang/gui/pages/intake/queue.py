"""停放的来件, side by side over the page: each by its queue number and its enterprise, the one on screen marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import font

WIDEST = 210
MOST = 5


class QueueBar(QWidget):
    """停放条; hidden while there is but one."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: list[QPushButton] = []
        self._shown: tuple[object, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(tokens.S)
        self._row.addStretch(1)
        self.hide()

    def show_visits(self, visits: Sequence[tuple[int, str]], at: int) -> None:
        """换上各件 (queue number, enterprise); at most a handful fit, those around the one on screen."""
        if (*visits, at) == self._shown:
            return
        self._shown = (*visits, at)
        for button in self.buttons:
            button.deleteLater()
            button.hide()
        self.buttons = []
        first = max(0, min(at - MOST // 2, len(visits) - MOST))
        for place in range(first, min(first + MOST, len(visits))):
            queue, title = visits[place]
            button = QPushButton(_cut(f"{queue} 号　{title}"))
            button.setProperty("segment", "true")
            button.setCheckable(True)
            button.setChecked(place == at)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setAccessibleName(f"{queue} 号 {title}{'，正在填' if place == at else '，停放着'}")
            button.setToolTip(f"{queue} 号　{title}\nCtrl+PgDn 换下一件")
            button.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
            self._row.insertWidget(len(self.buttons), button)
            self.buttons.append(button)
        self.setVisible(len(visits) > 1)


def _cut(text: str) -> str:
    """Cut with an ellipsis; & is a letter here, not a mnemonic."""
    shown = QFontMetrics(font(bold=True)).elidedText(text, Qt.TextElideMode.ElideRight, WIDEST - 28)
    return shown.replace("&", "&&")
