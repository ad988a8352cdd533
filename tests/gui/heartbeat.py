"""心跳: a timer on the screen's thread; the longest time between two beats is how long the screen was held up."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer


class HeartBeat(QObject):
    """心跳, every 2 ms from the start until `stop`."""

    def __init__(self) -> None:
        super().__init__()
        self.beats = 0
        self._longest = 0.0
        self._last = perf_counter()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = perf_counter()
        self.beats += 1
        self._longest = max(self._longest, now - self._last)
        self._last = now

    @property
    def longest(self) -> float:
        """The longest gap in milliseconds; one that is still going on counts."""
        return max(self._longest, perf_counter() - self._last) * 1000

    def again(self) -> None:
        """Counts anew from now."""
        self._longest, self._last = 0.0, perf_counter()

    def stop(self) -> float:
        """Ends, and says the longest gap."""
        found = self.longest
        self._timer.stop()
        return found
