"""随手的工具: what hangs on the window in every room: the box that finds, the scanner, the command palette, help at a field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from bingliang.gui.finder import Finder

if TYPE_CHECKING:
    from bingliang.gui.window import Window


class Aids(QObject):
    """随手的工具; made when the window is furnished."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self.finder = Finder(window, window.topbar.find_box, window)
        window.installEventFilter(self)

    def keys(self) -> Mapping[str, Callable[[], None]]:
        """按键: what they do for a key, in whatever room."""
        return {"find": self.finder.begin}

    def escape(self) -> bool:
        """Esc: True when one of them used it up."""
        return self.finder.escape()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.finder.place()
        return super().eventFilter(watched, event)
