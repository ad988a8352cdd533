"""同一份原件: two counters that store the same bytes at the same moment both find them stored."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from threading import Barrier

from tests.reliability.crew import Crew, races
from tests.reliability.plain import Plain
from tests.store.counter import opened

ROUNDS = 30
THREADS = 2
DATA = b"%PDF-1.7 " + bytes(range(256)) * 800


def storing(line: Connection, where: str) -> None:
    """A counter whose two threads store the same papers as the other counter does."""
    together = Barrier(THREADS)
    with opened(where) as store, ThreadPoolExecutor(THREADS) as threads:

        def put(n: int) -> str:
            together.wait()
            return store.blobs.put(DATA + str(n).encode())

        line.send("ready")
        for n in range(races(ROUNDS)):
            line.recv()
            names = set(threads.map(put, [n] * THREADS))
            assert len(names) == 1
            line.send(names.pop())


def test_the_same_bytes_from_two_processes_with_two_threads(database: str, crew: Crew) -> None:
    with opened(database) as store:
        hands = [crew.start(storing, database) for _ in range(2)]
        assert [hand.said() for hand in hands] == ["ready", "ready"]
        for n in range(races(ROUNDS)):
            for hand in hands:
                hand.line.send("now")
            one, two = (hand.said() for hand in hands)
            assert one == two
            assert store.blobs.get(one) == DATA + str(n).encode()
        assert len(list(store.blobs.names())) == races(ROUNDS)
        assert list(store.blobs.bad()) == []


def test_a_conflict_is_seen_by_the_database(fresh_postgresql: str) -> None:
    """What it rests on: the second insert of a name gives no row back."""
    opened(fresh_postgresql).close()
    with Plain(fresh_postgresql) as plain:
        insert = "INSERT INTO blob VALUES ('a', 1) ON CONFLICT DO NOTHING RETURNING sm3"
        assert (plain.ask(insert), plain.ask(insert)) == ([("a",)], [])
