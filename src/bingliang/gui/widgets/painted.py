"""画出以后: what may wait until the clerk sees what he has been waiting for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


def when_painted(widget: QWidget, then: Callable[[], None]) -> None:
    """第一次画出以后: calls `then` once, when the first picture of the widget has gone to the screen."""
    widget.installEventFilter(_Once(widget, then))


class _Once(QObject):
    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._then)
        return super().eventFilter(watched, event)
