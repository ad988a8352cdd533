"""取号: numbers without a gap and without a double, whoever is killed while drawing them."""

from __future__ import annotations

import random
import sys
from collections import Counter
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bingliang.store.chain import sm3
from tests.reliability.crew import Crew, races, under_fire
from tests.reliability.plain import kind, plain_connection
from tests.store.counter import opened, receive

EACH = 50
UNDER_FIRE = 90
"""So many at least of every counter that is shot; it draws on until its turn comes, however late the gun is."""
COUNTERS = 8


def draw(line: Connection, where: str, lane: int, start: int, shots: int) -> None:
    """A counter that draws its numbers, each confirmed on the line; what its predecessor had begun, it ends first."""
    with opened(where) as store:
        line.send("ready")
        for n in count(start) if shots else range(start, max(races(UNDER_FIRE), start + 1)):
            answer = receive(store, f"窗口{lane}-{n}", f"case/{lane}-{n}")
            line.send(answer["code"])


def test_eight_counters_draw_numbers_under_kill_9(database: str, crew: Crew, rng: random.Random) -> None:
    kills = races(24)
    with opened(database) as store:
        load = {"lanes": COUNTERS, "kills": kills, "rng": rng}
        # A shot while the next press is under way.
        fire = under_fire(crew, draw, (database,), moments=(0.0, 0.01), words=(0, 10), **load)  # type: ignore[arg-type]  # mixed
        total = len(fire.words)
        assert total >= COUNTERS * races(UNDER_FIRE)
        wanted = [f"经开受〔2026〕第{n:04d}号" for n in range(1, total + 1)]
        assert sorted(fire.words) == wanted
        with store.look() as look:
            rows = look.connection.execute(text("SELECT text, stream, seq FROM number ORDER BY n")).all()
            assert [row.text for row in rows] == wanted
            for row in rows[:: max(1, total // 40)]:
                entry = look.entries(row.stream)[row.seq - 1]
                assert entry.facts["code"] == row.text
            assert len({row.stream for row in rows}) == total
        verdict = store.verify()
        assert verdict.ok, verdict.sentence
        assert verdict.numbers == verdict.lines == total
    assert fire.kills == kills, "every kill hits a counter at work"
    print(f"\n{kind(database)}: {total} numbers, {fire.kills} kills, {fire.starts} starts, 0 gaps, 0 doubles")


def naive(line: Connection, where: str, lane: int) -> None:
    """The control: reads the highest number and writes the next one, as everybody does first."""
    connection: Any = plain_connection(where)
    line.send("ready")
    line.recv()
    for n in range(races(EACH)):
        drawn = connection.execute("SELECT coalesce(max(n), 0) + 1 FROM naive").fetchone()[0]
        sm3(b"the words of the line and its paper" * 3_000)  # about what an act computes between the two
        connection.execute(f"INSERT INTO naive VALUES ({drawn}, 'case/{lane}-{n}')")
    line.send("done")


def test_control_the_highest_number_plus_one_gives_doubles(database: str, crew: Crew) -> None:
    opened(database).close()
    with plain_connection(database) as connection:
        connection.execute("CREATE TABLE naive (n INTEGER, stream TEXT)")
        hands = [crew.start(naive, database, lane) for lane in range(COUNTERS)]
        assert [hand.said() for hand in hands] == ["ready"] * COUNTERS
        for hand in hands:
            hand.line.send("go")
        assert [hand.said() for hand in hands] == ["done"] * COUNTERS
        drawn = Counter(row[0] for row in connection.execute("SELECT n FROM naive").fetchall())
    doubles = sum(many - 1 for many in drawn.values())
    print(f"\n{kind(database)} control max()+1: {doubles} doubles of {drawn.total()}")
    assert doubles > 0, "the load is too weak: even max()+1 gave no double"


def test_the_path_of_the_file_is_the_awkward_one(database: str) -> None:
    """The fixture means it: blanks, #, % and, where a file may be called so, ? are parts of the name in all of these tests."""
    if kind(database) == "SQLite":
        assert set("#% " if sys.platform == "win32" else "#%? ") <= set(Path(database).name)
