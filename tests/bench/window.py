"""窗口的速度: first paint and first rows, from the start of the process, against an empty QMainWindow; and the first answer."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from statistics import median

from tests.bench.measuring import Bench, Figure, figure, scratch

CACHE = str(scratch())
ROOT = Path(__file__).parents[2]
RUNS = 7
ANSWER_MS = 100.0
"""Until the rows stand there after the clerk has said who he is: as long as nobody notices."""


@cache
def _counter() -> str:
    """A data folder as a counter has it from its second day on: its clerk is known."""
    folder = scratch()
    (folder / "settings.toml").write_text('clerk = "测速"\ncounter = "1"\n', encoding="utf-8")
    return str(folder)


def _spawned(mode: str, database: str = "") -> tuple[float, str]:
    """Milliseconds from the start of the process to its word, and what follows the word."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "BINGLIANG_DATABASE": database}
    environment["BINGLIANG_DATA"] = _counter()
    # an installed program has its byte code; a checkout told not to write any would compile anew at every start
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = CACHE
    begin = time.perf_counter()
    command = [sys.executable, "-m", "tests.bench.window_child", mode]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True, cwd=ROOT) as child:
        assert child.stdout is not None
        word = child.stdout.readline().strip()
        done = (time.perf_counter() - begin) * 1000
        child.kill()
    if word.split(" ")[0] != mode:
        raise AssertionError(f"子进程没有报告“{mode}”，而是“{word}”。")
    return done, word.removeprefix(mode).strip()


def _against_empty(goal: float, mode: str, database: str = "") -> Figure:
    _spawned("empty")
    _spawned(mode, database)
    floor: list[float] = []
    ours: list[float] = []
    for _ in range(RUNS):
        floor.append(_spawned("empty")[0])
        ours.append(_spawned(mode, database)[0])
    return figure(goal, median(ours), median(floor), RUNS)


def first_paint() -> Figure:
    """Our frame on the screen."""
    return _against_empty(1.3, "paint")


def first_rows() -> Figure:
    """The first page of 10,000 cases painted, for a clerk who confirms his name at once, before SQLAlchemy is there."""
    from tests.bench.standing import filled

    _desk, path = filled(10_000)
    return _against_empty(1.5, "rows", str(path))


def first_answer() -> Figure:
    """From the confirmed name to the first page of 10,000 cases painted; the libraries came while he typed.

    The computing time counts, as in `page_open`; what the clock said stands on stderr.
    """
    from tests.bench.standing import filled

    _desk, path = filled(10_000)
    _spawned("answer", str(path))
    said = [[float(each) for each in _spawned("answer", str(path))[1].split(" ")] for _ in range(RUNS)]
    computed, clock, gap = (median(column) for column in zip(*said, strict=True))
    print(f"    by the clock {clock:.0f} ms; longest gap while the libraries came in {gap:.0f} ms", file=sys.stderr)
    return figure(1.0, computed, ANSWER_MS, RUNS)


BENCHES = (
    Bench("first_paint", 1.3, "process start to first paint / empty QMainWindow", first_paint),
    Bench("first_rows", 1.5, "process start to first rows / empty QMainWindow (embedded database)", first_rows),
    Bench("first_answer", 1.0, "name confirmed to first rows painted, 10,000 cases / 100 ms", first_answer),
)
