"""同时: several hands at work at the same moment, each in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from bingliang.ledger.acts import Refusal


def at_once(*presses: Callable[[], object]) -> list[Exception | None]:
    """同时按下: what each was told, None for one that did it."""
    start = Barrier(len(presses))

    def press(act: Callable[[], object]) -> Exception | None:
        start.wait()
        try:
            act()
        except (Refusal, ValueError) as why:
            return why
        return None

    with ThreadPoolExecutor(len(presses)) as hands:
        return list(hands.map(press, presses))
