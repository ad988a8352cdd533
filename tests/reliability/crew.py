"""Counters in processes of their own, with a line each on which they say what they have done; and the gun.

Every process is real and every kill is SIGKILL: nothing of Python runs after it.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnContext
from typing import Any

if sys.platform == "win32":
    Context = SpawnContext
else:
    from multiprocessing.context import ForkServerContext

    Context = ForkServerContext | SpawnContext

METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
PATIENCE = 60.0
"""Seconds without a word from a counter after which a test is lost."""


def races(count: int) -> int:
    """So many rounds, multiplied by BINGLIANG_RACES for longer runs."""
    return max(1, round(count * float(os.environ.get("BINGLIANG_RACES", "1"))))


def context() -> Context:
    """Processes that are born with the program already loaded."""
    if sys.platform == "win32" or METHOD == "spawn":
        return multiprocessing.get_context("spawn")
    found = multiprocessing.get_context("forkserver")
    from multiprocessing import forkserver

    found.set_forkserver_preload(["tests.reliability.nursery"])
    # The server starts with Python's own path; without this it would not find what it is to load.
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(part for part in sys.path if part)
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before
    return found


def _live(line: Connection, work: Callable[..., None], args: tuple[object, ...]) -> None:
    try:
        work(line, *args)
    except BaseException:
        line.send(("failed", traceback.format_exc()))
        raise


class Hand:
    """One counter's process and the line to it."""

    def __init__(self, made: Context, work: Callable[..., None], args: tuple[object, ...]) -> None:
        self.line, theirs = made.Pipe()
        self.process = made.Process(target=_live, args=(theirs, work, args), daemon=True)
        self.process.start()
        theirs.close()

    def said(self) -> Any:  # noqa: ANN401 - whatever the counter has to say
        """Its next word; EOFError when it is dead, AssertionError when it failed or keeps silent."""
        assert self.line.poll(PATIENCE), "a counter keeps silent"
        word = self.line.recv()
        assert not (isinstance(word, tuple) and word and word[0] == "failed"), word[1]
        return word

    def words(self) -> Iterator[Any]:
        """All it has said until it ended."""
        while True:
            try:
                yield self.said()
            except (EOFError, OSError):
                return

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()

    def end(self) -> int | None:
        """Waits until it has ended; its exit code, -9 when it was killed."""
        self.process.join(PATIENCE)
        code: int | None = self.process.exitcode
        self.line.close()
        return code


class Crew:
    """All counters of one test."""

    def __init__(self) -> None:
        self.made = context()
        self.hands: list[Hand] = []

    def start(self, work: Callable[..., None], *args: object) -> Hand:
        """A counter that does `work(line, *args)`."""
        hand = Hand(self.made, work, args)
        self.hands.append(hand)
        return hand

    def dismiss(self) -> None:
        """Nobody stays behind."""
        for hand in self.hands:
            if hand.process.is_alive():
                hand.process.kill()
            hand.process.join()


@dataclass
class Fire:
    """What happened under fire: the words of every lane, and how many kills hit a living counter."""

    said: dict[int, list[Any]] = field(default_factory=dict)
    kills: int = 0
    starts: int = 0

    @property
    def words(self) -> list[Any]:
        """The words of all lanes."""
        return [word for lane in self.said.values() for word in lane]


@dataclass
class Lane:
    """A counter at work: its process, the words after which the gun is drawn, and the moment of the shot."""

    number: int
    hand: Hand
    words: float
    shot: float | None = None
    ready: bool = False


def under_fire(
    crew: Crew,
    work: Callable[..., None],
    args: tuple[object, ...],
    *,
    lanes: int,
    kills: int,
    moments: tuple[float, float],
    rng: random.Random,
    words: tuple[int, int] = (0, 0),
) -> Fire:
    """Counters doing `work(line, *args, lane, start, shots)`, shot at random `moments` (seconds) after so many `words`.

    A counter says "ready" once and then each press it has had confirmed; the next one in its lane starts behind the
    last word heard of the one before it. `shots` says how many more will be shot in the lane; the one with 0 is left
    in peace and ends by itself.
    """
    fire = Fire({lane: [] for lane in range(lanes)})
    left = {lane: kills // lanes + (lane < kills % lanes) for lane in range(lanes)}
    lines: dict[object, Lane] = {}  # Windows has another class for them

    def begin(number: int) -> Lane:
        fire.starts += 1
        hand = crew.start(work, *args, number, len(fire.said[number]), left[number])
        lines[hand.line] = Lane(number, hand, rng.randint(*words) if left[number] else float("inf"))
        return lines[hand.line]

    def aim(lane: Lane) -> None:
        if lane.words <= 0:
            lane.shot = time.monotonic() + rng.uniform(*moments)

    for lane in [begin(number) for number in range(lanes)]:
        _born(fire, lines, lane, aim)
    while lines:
        shots = [lane.shot for lane in lines.values() if lane.shot is not None]
        pause = max(0.0, min(shots) - time.monotonic()) if shots else PATIENCE
        for heard in wait([lane.hand.line for lane in lines.values()], pause):
            _hear(fire, lines, heard, aim)
        for line, lane in list(lines.items()):
            if lane.shot is not None and time.monotonic() >= lane.shot:
                del lines[line]
                _shoot(fire, lane)
                left[lane.number] -= 1
                _born(fire, lines, begin(lane.number), aim)
    return fire


def _born(fire: Fire, lines: dict[object, Lane], lane: Lane, aim: Callable[[Lane], None]) -> None:
    """Waited for where that is nothing: a process takes seconds to be born on Windows, and the others would be done."""
    if METHOD != "spawn":
        _hear(fire, lines, lane.hand.line, aim)


def _hear(fire: Fire, lines: dict[object, Lane], line: object, aim: Callable[[Lane], None]) -> None:
    lane = lines[line]
    try:
        word = lane.hand.said()
    except (EOFError, OSError):
        del lines[line]
        assert lane.hand.end() == 0, "a counter died by itself"
        return
    if lane.ready:
        fire.said[lane.number].append(word)
        lane.words -= 1
    else:
        assert word == "ready"
        lane.ready = True
    if lane.shot is None:
        aim(lane)


def _shoot(fire: Fire, lane: Lane) -> None:
    lane.hand.kill()
    # What it had already said was heard by the clerk.
    fire.said[lane.number] += lane.hand.words()
    if lane.hand.end() != 0:
        fire.kills += 1
