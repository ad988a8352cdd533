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
from multiprocessing.context import ForkServerContext, SpawnContext
from typing import Any

METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
PATIENCE = 60.0
"""Seconds without a word from a counter after which a test is lost."""


def races(count: int) -> int:
    """So many rounds, multiplied by BINGLIANG_RACES for longer runs."""
    return max(1, round(count * float(os.environ.get("BINGLIANG_RACES", "1"))))


def context() -> ForkServerContext | SpawnContext:
    """Processes that are born with the program already loaded."""
    if METHOD == "spawn":
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

    def __init__(
        self, made: ForkServerContext | SpawnContext, work: Callable[..., None], args: tuple[object, ...]
    ) -> None:
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


def under_fire(
    crew: Crew,
    work: Callable[..., None],
    args: tuple[object, ...],
    *,
    lanes: int,
    kills: int,
    moments: tuple[float, float],
    rng: random.Random,
) -> Fire:
    """Counters doing `work(line, *args, lane, start)` while they are shot at random moments after their first word.

    A counter says "ready" once and then each press it has had confirmed; a new one starts behind the last word of the
    one before it. After the last shot a lane runs on until its work ends by itself, or is not started again when its
    work never ends (then `work` gets start None and says so by returning at once).
    """
    fire = Fire({lane: [] for lane in range(lanes)})
    left = {lane: kills // lanes + (lane < kills % lanes) for lane in range(lanes)}
    hands: dict[Connection, tuple[int, Hand, float | None]] = {}

    def begin(lane: int) -> None:
        hand = crew.start(work, *args, lane, len(fire.said[lane]), left[lane])
        fire.starts += 1
        assert hand.said() == "ready"
        shot = time.monotonic() + rng.uniform(*moments) if left[lane] else None
        hands[hand.line] = (lane, hand, shot)

    for lane in range(lanes):
        begin(lane)
    while hands:
        shots = [shot for _, _, shot in hands.values() if shot is not None]
        pause = max(0.0, min(shots) - time.monotonic()) if shots else PATIENCE
        for line in wait(list(hands), pause):
            lane, hand, _ = hands[line]  # type: ignore[index]  # wait gives back what it was given
            try:
                fire.said[lane].append(hand.said())
            except (EOFError, OSError):
                del hands[line]  # type: ignore[arg-type]  # as above
                assert hand.end() == 0, "a counter died by itself"
        for line, (lane, hand, shot) in list(hands.items()):
            if shot is not None and time.monotonic() >= shot:
                hand.kill()
                fire.said[lane] += hand.words()
                del hands[line]
                if hand.end() != 0:
                    fire.kills += 1
                left[lane] -= 1
                begin(lane)
    return fire
