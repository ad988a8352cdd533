"""清理: Python looks for garbage on the screen's thread only.

Left to itself it does so on whichever thread happens to make an object. A dialog that nobody needs any more is then taken
apart on a worker, where its timers cannot be stopped and what it still has to say is said by an object that is gone: the
program falls over.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 200
"""Often, so that what a long report makes is never more than the screen can wait for."""


class Tidying(QObject):
    """清理 from `begin` to `end`; from the beginning of its life nobody else collects."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.tidy)

    def begin(self) -> None:
        """开始: once what the program starts with is in memory."""
        self._timer.start()

    def tidy(self) -> None:
        """清理 the oldest generation that Python itself would look at by now; nothing when little was made since."""
        due = [
            at for at, (held, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if held > most
        ]
        if due:
            gc.collect(due[-1])

    def end(self) -> None:
        """结束: as it was before."""
        self._timer.stop()
        if self._was:
            gc.enable()
