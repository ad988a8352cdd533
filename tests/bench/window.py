"""窗口的速度: first paint and first rows, from the start of the process, against an empty QMainWindow."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench.measuring import Bench, Figure, figure

CACHE = tempfile.mkdtemp(prefix="bingliang-bench-pyc-")
CHILD = Path(__file__).with_name("window_child.py")
RUNS = 7


def _spawned(mode: str, database: str = "") -> float:
    """Milliseconds from the start of the process to its word."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BINGLIANG_DATABASE": database}
    # an installed program has its byte code; a checkout told not to write any would compile anew at every start
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = CACHE
    begin = time.perf_counter()
    with subprocess.Popen([sys.executable, CHILD, mode], stdout=subprocess.PIPE, env=environment, text=True) as child:
        assert child.stdout is not None
        word = child.stdout.readline().strip()
        done = (time.perf_counter() - begin) * 1000
        child.kill()
    if word != mode:
        raise AssertionError(f"子进程没有报告“{mode}”，而是“{word}”。")
    return done


def _against_empty(goal: float, mode: str, database: str = "") -> Figure:
    _spawned("empty")
    _spawned(mode, database)
    floor: list[float] = []
    ours: list[float] = []
    for _ in range(RUNS):
        floor.append(_spawned("empty"))
        ours.append(_spawned(mode, database))
    return figure(goal, median(ours), median(floor), RUNS)


def first_paint() -> Figure:
    """Our frame on the screen."""
    return _against_empty(1.3, "paint")


def first_rows() -> Figure:
    """The first page of 10,000 cases painted, the clerk's name known from the settings."""
    from tests.bench.standing import filled

    _desk, path = filled(10_000)
    return _against_empty(1.5, "rows", str(path))


BENCHES = (
    Bench("first_paint", 1.3, "process start to first paint / empty QMainWindow", first_paint),
    Bench("first_rows", 1.5, "process start to first rows / empty QMainWindow (embedded database)", first_rows),
)
