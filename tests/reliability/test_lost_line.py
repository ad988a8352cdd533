"""按两次、线断了: one press is one case, however often it is pressed and wherever the line is cut."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from multiprocessing.connection import Connection

import psycopg
import pytest

from tests.reliability import presses
from tests.reliability.crew import Crew, races
from tests.reliability.plain import Plain, kind, plain_connection
from tests.reliability.proxy import Cut, Proxy
from tests.store.counter import opened, receive

PRESSES = 40


def pressing(line: Connection, where: str, number: int) -> None:
    """A counter that presses what the other one presses too."""
    with opened(where) as store:
        line.send("ready")
        line.recv()
        line.send([receive(store, f"按键-{n}", f"case/{number}-{n}")["code"] for n in range(races(PRESSES))])


def test_the_same_presses_from_two_processes(database: str, crew: Crew) -> None:
    with opened(database) as store:
        hands = [crew.start(pressing, database, number) for number in (1, 2)]
        assert [hand.said() for hand in hands] == ["ready", "ready"]
        for hand in hands:
            hand.line.send("go")
        first, second = (hand.said() for hand in hands)
        assert first == second, "both were given the same answers"
        verdict = store.verify()
        assert verdict.ok, verdict.sentence
        assert verdict.lines == verdict.numbers == verdict.streams == races(PRESSES)


def visiting(line: Connection, where: str, number: int) -> None:
    """The same visit pressed at two counters."""
    desk = presses.counter(where, presses.clerk(number))
    line.send("ready")
    line.recv()
    presses.receive(desk, "同一次来访", ["S1-10"])
    line.send("done")
    desk.close()


def test_the_same_visit_from_two_counters_is_one_case(received: str, crew: Crew) -> None:
    hands = [crew.start(visiting, received, number) for number in (4, 5)]
    assert [hand.said() for hand in hands] == ["ready", "ready"]
    for hand in hands:
        hand.line.send("go")
    assert [hand.said() for hand in hands] == ["done", "done"]
    desk = presses.counter(received)
    with desk.store.look() as look:
        entries = look.entries(presses.stream("同一次来访"))
    acts = Counter(entry.act for entry in entries)
    papers = [(entry.facts["form"], entry.facts["number"]) for entry in entries if entry.act == "draw_up"]
    assert acts["receive"] == 1
    assert acts["draw_up"] == acts["issue"] == len(papers) > 0
    assert len(set(papers)) == len(papers), "a paper was drawn up twice"
    verdict = desk.store.verify()
    assert verdict.ok, verdict.sentence
    desk.close()


@pytest.fixture
def proxy(fresh_postgresql: str) -> Iterator[Proxy]:
    """The way to the database, with a cable that can be pulled."""
    made = Proxy(fresh_postgresql)
    yield made
    made.close()


def test_a_line_cut_at_commit(fresh_postgresql: str, proxy: Proxy) -> None:
    count = races(PRESSES)
    slowest = 0.0
    with opened(proxy.address) as store:
        for n, cut in zip(range(count), cycle([Cut.BEFORE, Cut.AFTER]), strict=False):
            proxy.cut = cut
            since = time.monotonic()
            answer = receive(store, f"按键-{n}", f"case/{n}")
            slowest = max(slowest, time.monotonic() - since)
            assert answer == {"code": f"经开受〔2026〕第{n + 1:04d}号"}
    assert proxy.cuts == count
    with opened(fresh_postgresql) as store:
        verdict = store.verify()
        assert verdict.ok, verdict.sentence
        assert verdict.lines == verdict.numbers == verdict.streams == count
        with store.look() as look:
            assert len(look.streams("case/")) == count
    print(
        f"\nPostgreSQL: {count} presses, {count} cuts at COMMIT, 0 doubles, 0 missing, slowest {slowest * 1000:.0f} ms"
    )
    assert slowest <= 2.0


def test_control_without_a_request_a_cut_line_gives_doubles(fresh_postgresql: str, proxy: Proxy) -> None:
    """A client that simply tries again when the line is cut, as most do."""
    with plain_connection(fresh_postgresql) as connection:
        connection.execute("CREATE TABLE naive (n INTEGER)")
    count = races(PRESSES)
    for n, cut in zip(range(count), cycle([Cut.BEFORE, Cut.AFTER]), strict=False):
        proxy.cut = cut
        while True:
            try:
                with psycopg.connect(proxy.address) as client:
                    client.execute("INSERT INTO naive VALUES (%s)", (n,))
                break
            except psycopg.OperationalError:
                continue
    with Plain(fresh_postgresql) as plain:
        plain.settled()
        stored = plain.one("SELECT count(*) FROM naive")
    print(f"\n{kind(fresh_postgresql)} control without a request: {stored - count} doubles of {count}")
    assert stored == count + count // 2, "the cable was not cut where it was meant to be"
