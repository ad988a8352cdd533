"""单选: a few words side by side, one of them chosen; arrows change it, Tab goes past it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget


class Choice(QWidget):
    """单选: key → word; `chosen` speaks only when a person has chosen."""

    chosen = Signal(str)

    def __init__(self, name: str, words: Mapping[str, str], value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for key, word in words.items():
            button = QPushButton(word)
            button.setCheckable(True)
            button.setProperty("segment", "true")
            button.setAutoDefault(False)
            button.setAccessibleName(f"{name}：{word}")
            button.setMinimumWidth(64)
            self._group.addButton(button)
            button.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self._buttons[key] = button
            row.addWidget(button)
        row.addStretch(1)
        self.set_value(value)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def value(self) -> str:
        """选中的."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, value: str) -> None:
        """选上, without saying so."""
        if value in self._buttons:
            self._buttons[value].setChecked(True)
            self.setFocusProxy(self._buttons[value])
