"""A counter that only plays boards: the real worker behind it, and what it was told to say."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from bingliang.gui.backstage import Backstage
from bingliang.settings import Settings


class Stand(QWidget):
    """What the player asks of a window."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__()
        self.backstage = Backstage(str)
        self.settings = settings or Settings()
        self.said: list[str] = []

    def say(self, sentence: str) -> None:
        self.said.append(sentence)

    def leave(self) -> None:
        self.close()
        self.backstage.close()
        self.deleteLater()
