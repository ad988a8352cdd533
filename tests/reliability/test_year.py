"""跨年: a number belongs to the year of the database's clock, for all counters at once and whatever their own clocks say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized

from sqlalchemy import text

from bingliang.desk import numbers
from bingliang.desk.loading import factory_catalogue
from bingliang.ledger.acts import Draft
from bingliang.store import Outcome, Store, Work
from bingliang.store.structure import BEIJING
from tests.reliability.crew import Crew, races
from tests.reliability.plain import kind
from tests.store.counter import LI, opened

CLIENTS = 8
EACH = 25
MIDNIGHT = datetime(2027, 1, 1, tzinfo=BEIJING)
TICK = timedelta(milliseconds=10)


def shared_clock(ticks: Synchronized[int]) -> Callable[[], datetime]:
    """One clock for all: every look at it moves it on; half of the looks come before midnight."""

    def now() -> datetime:
        with ticks.get_lock():
            ticks.value += 1
            return MIDNIGHT + TICK * (ticks.value - CLIENTS * races(EACH) // 2)

    return now


def accepting(line: Connection, where: str, client: int, ticks: Synchronized[int], year: str) -> None:
    """A client that draws 受理号 as the desk does, through midnight."""
    body = next(iter(factory_catalogue().bodies.values()))
    # The control trusts its own clock, which is an hour slow at one half of the counters and fast at the other.
    own = MIDNIGHT + timedelta(hours=1 if client % 2 else -1)

    def decide(work: Work) -> Outcome:
        day = work.today if year == "of the database" else own.date()
        number = numbers.acceptance(body, day)
        return Outcome([Draft(f"case/{work.request}", "accept", {"number": number})], {"number": number})

    with opened(where, clock=shared_clock(ticks)) as store:
        line.send("ready")
        line.recv()
        for n in range(races(EACH)):
            store.act(f"{client}-{n}", LI, "accept", decide)
        line.send("done")


def through_midnight(crew: Crew, where: str, year: str) -> tuple[Store, Counter[str], int]:
    """All clients at once; the years of the numbers, and how many numbers say another year than their line."""
    ticks = crew.made.Value("q", 0)
    hands = [crew.start(accepting, where, client, ticks, year) for client in range(CLIENTS)]
    assert [hand.said() for hand in hands] == ["ready"] * CLIENTS
    for hand in hands:
        hand.line.send("go")
    assert [hand.said() for hand in hands] == ["done"] * CLIENTS
    store = opened(where)
    query = "SELECT number.series, number.text, ledger.at FROM number JOIN ledger USING (stream, seq)"
    with store.look() as look:
        rows = look.connection.execute(text(query)).all()
    assert len(rows) == CLIENTS * races(EACH)
    years = Counter(row.series.rpartition("/")[2] for row in rows)
    wrong = sum(f"〔{row.at[:4]}〕" not in row.text or not row.series.endswith(row.at[:4]) for row in rows)
    return store, years, wrong


def test_eight_clients_through_midnight(database: str, crew: Crew) -> None:
    opened(database).close()
    store, years, wrong = through_midnight(crew, database, "of the database")
    with store:
        assert wrong == 0
        assert set(years) == {"2026", "2027"}
        assert min(years.values()) > CLIENTS, "the clients did not work on both sides of midnight"
        verdict = store.verify()
        assert verdict.ok, verdict.sentence
        with store.look() as look:
            series = look.connection.execute(text("SELECT series, last FROM number_series")).all()
        assert {row.series.rpartition("/")[2]: row.last for row in series} == years, "each year begins with number 1"
    print(f"\n{kind(database)}: {dict(years)} numbers on both sides of midnight, 0 in the wrong year, 0 doubles")


def test_control_the_clients_own_clocks_give_wrong_years(database: str, crew: Crew) -> None:
    opened(database).close()
    store, _, wrong = through_midnight(crew, database, "of the client")
    store.close()
    print(f"\n{kind(database)} control own clock: {wrong} of {CLIENTS * races(EACH)} in the wrong year")
    assert wrong > 0
