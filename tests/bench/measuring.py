"""量: interleaved runs of ours and its floor; the medians make the ratio."""

from __future__ import annotations

import atexit
import gc
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TypedDict

RUNS = 9


def scratch() -> Path:
    """一个文件夹 that is gone when the measuring is over, with everything that was measured in it."""
    folder = Path(tempfile.mkdtemp(prefix="bingliang-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


class Figure(TypedDict):
    """One line of bench.json."""

    ratio: float
    goal: float
    ours_ms: float
    floor_ms: float
    runs: int


@dataclass(frozen=True)
class Bench:
    """一项测速: `goal` is the ratio to stay under (or over, where `what` says so); `run` measures it."""

    name: str
    goal: float
    what: str
    run: Callable[[], Figure]


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of one call, without the garbage of the one before."""
    gc.collect()
    gc.disable()
    try:
        begin = time.perf_counter()
        call()
        return (time.perf_counter() - begin) * 1000
    finally:
        gc.enable()


def compared(goal: float, ours: Callable[[], object], floor: Callable[[], object], runs: int = RUNS) -> Figure:
    """Ours and floor by turns, after one warm-up of each."""
    ours()
    floor()
    mine: list[float] = []
    least: list[float] = []
    for _ in range(runs):
        least.append(timed(floor))
        mine.append(timed(ours))
    return figure(goal, median(mine), median(least), runs)


def figure(goal: float, ours_ms: float, floor_ms: float, runs: int) -> Figure:
    """The figure out of two medians."""
    return {"ratio": ours_ms / floor_ms, "goal": goal, "ours_ms": ours_ms, "floor_ms": floor_ms, "runs": runs}
