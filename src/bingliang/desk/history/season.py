"""日程: who does what next. Every thread of events waits for its own moment; the earliest goes first, always the same way."""

from __future__ import annotations

import heapq
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime

Life = Generator[datetime, None, None]
"""一条线: yields the moment at which it wants to go on; what stands between two yields happens at the first."""


@dataclass
class Season:
    """日程表: threads by their next moment, those of one moment in the order in which they were put in."""

    _waiting: list[tuple[datetime, int, Life]] = field(default_factory=list)
    _count: int = 0

    def begin(self, life: Life) -> None:
        """Runs a new thread up to its first moment."""
        self._wait(life)

    def _wait(self, life: Life) -> None:
        try:
            when = next(life)
        except StopIteration:
            return
        self._count += 1
        heapq.heappush(self._waiting, (when, self._count, life))

    def next_until(self, until: datetime) -> tuple[datetime, Life] | None:
        """The earliest thread and its moment; None when nothing more happens until then."""
        if not self._waiting or self._waiting[0][0] > until:
            return None
        when, _, life = heapq.heappop(self._waiting)
        return when, life

    def resume(self, life: Life) -> None:
        """It is that moment: the thread goes on to its next."""
        self._wait(life)
