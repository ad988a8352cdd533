"""断电、被终止: what a clerk was told is stored, and nothing is stored by half."""

from __future__ import annotations

import random
import sys
from multiprocessing.connection import Connection

from bingliang.desk.arriving import arrive
from bingliang.desk.desk import Desk
from bingliang.ledger.folding import fold
from bingliang.settings import Settings
from bingliang.store.chain import sm3
from tests.reliability import presses
from tests.reliability.crew import Crew, Fire, races, under_fire
from tests.reliability.plain import Plain, kind
from tests.store.counter import opened, receive

LANES = 2


def at_the_counter(line: Connection, where: str, lane: int, start: int, shots: int) -> None:
    """A counter that takes in visits and accepts their item, each confirmed after the act has returned."""
    desk = presses.counter(where, presses.clerk(lane + 4))
    line.send("ready")
    while shots:
        key = f"来客{lane}-{start // 2}"
        if start % 2 == 0:
            presses.receive(desk, key, ["S1-10"])
            line.send((key, "receive"))
        else:
            presses.accept(desk, key, [1], f"{key}/accept")
            line.send((key, "accept"))
        start += 1
    desk.close()


def whole(where: str) -> None:
    """The database says of itself that nothing is torn."""
    with Plain(where) as plain:
        plain.settled()
        if not plain.postgresql:
            assert plain.one("PRAGMA integrity_check") == "ok"
            assert plain.ask("PRAGMA foreign_key_check") == []
        orphans = (
            "SELECT count(*) FROM ledger LEFT JOIN request ON request.id = ledger.request WHERE request.id IS NULL"
        )
        assert plain.one(orphans) == 0
        assert plain.one("SELECT count(*) FROM request WHERE id NOT IN (SELECT request FROM ledger)") == 0


def test_a_hundred_kills_in_acceptance(received: str, crew: Crew, rng: random.Random) -> None:
    kills = races(100)
    undisturbed = presses.counter(received)
    at_peace(undisturbed)
    undisturbed.close()
    # Half of the shots wait for an act to be confirmed, however long it takes the machine; the others hit the first one.
    load = {"lanes": LANES, "kills": kills, "rng": rng}
    fire = under_fire(crew, at_the_counter, (received,), moments=(0.0, 0.4), words=(0, 1), **load)  # type: ignore[arg-type]  # mixed
    whole(received)
    assert fire.kills == kills
    assert len(fire.words) >= kills // 4, "too few acts were confirmed between the kills"
    with Plain(received) as plain:
        stored = {request: plain_acts(plain, request) for (request,) in plain.ask("SELECT id FROM request")}
    lost = [(key, act) for key, act in fire.words if f"{key}/{act}" not in stored]
    assert lost == []
    visits = {request: acts for request, acts in stored.items() if request.startswith("来客")}
    for request, acts in visits.items():
        assert acts == stored[f"太平/{request.rpartition('/')[2]}"], f"{request} is stored by half"
    desk = presses.counter(received)
    verdict = desk.store.verify()
    assert verdict.ok, verdict.sentence
    unmade = papers_without_bytes(received)
    desk.close()
    next_morning(received)
    assert papers_without_bytes(received) == 0
    unconfirmed = len(visits) - len(set(fire.words))
    print(
        f"\n{kind(received)}: {fire.kills} kills, {len(set(fire.words))} acts confirmed, 0 lost, 0 by half; "
        f"{unconfirmed} stored but not confirmed, {unmade} papers made at the next start"
    )


def at_peace(desk: Desk) -> None:
    """The same two presses with nobody shooting."""
    presses.receive(desk, "太平", ["S1-10"])
    presses.accept(desk, "太平", [1], "太平/accept")


def plain_acts(plain: Plain, request: str) -> list[str]:
    """The acts of a press, in order."""
    return [act for (act,) in plain.ask("SELECT act FROM ledger WHERE request = ? ORDER BY id", request)]


def papers_without_bytes(where: str) -> int:
    """Papers whose number and facts are recorded and whose PDF is not."""
    desk = presses.counter(where)
    missing = 0
    with desk.store.look() as look:
        for stream in look.streams("case/"):
            case = fold(look.entries(stream))
            assert case is not None
            missing += sum(not paper.sm3 for paper in case.papers)
            for paper in case.papers:
                assert not paper.sm3 or desk.store.blobs.get(paper.sm3).startswith(b"%PDF")
    desk.close()
    return missing


def next_morning(where: str) -> None:
    """The program starts again at this database; its lines are older than the machine's day, so the date is asked."""
    reading = arrive(Settings(database=where, counter="3", clerk="早班"))
    if reading.desk.store.date_question():
        reading.confirm_date()
    reading.desk.close()


def told_too_early(line: Connection, where: str, lane: int, start: int, shots: int) -> None:
    """The control: tells the clerk before the act is committed."""
    with opened(where) as store:
        line.send("ready")
        while shots:
            line.send(f"窗口{lane}-{start}")
            sm3(b"the words of the line and its paper" * 30_000)  # about what an act computes before it is written
            receive(store, f"窗口{lane}-{start}", f"case/{lane}-{start}")
            start += 1


def told_in_time(line: Connection, where: str, lane: int, start: int, shots: int) -> None:
    """The same load, told after the act has returned."""
    with opened(where) as store:
        line.send("ready")
        while shots:
            sm3(b"the words of the line and its paper" * 30_000)
            receive(store, f"窗口{lane}-{start}", f"case/{lane}-{start}")
            line.send(f"窗口{lane}-{start}")
            start += 1


def lost_of(where: str, fire: Fire) -> int:
    """Confirmed acts that are not in the ledger."""
    whole(where)
    with Plain(where) as plain:
        stored = {request for (request,) in plain.ask("SELECT request FROM ledger")}
    return len(set(fire.words) - stored)


def test_control_an_act_confirmed_too_early_is_lost(database: str, crew: Crew, rng: random.Random) -> None:
    opened(database).close()
    load = {"lanes": LANES, "kills": races(30), "rng": rng}
    in_time = under_fire(crew, told_in_time, (database,), moments=(0.0, 0.05), **load)  # type: ignore[arg-type]  # mixed
    assert lost_of(database, in_time) == 0
    # Not before it has told one: what is told is what can be lost.
    early = under_fire(crew, told_too_early, (f"{database}",), moments=(0.0, 0.05), words=(1, 3), **load)  # type: ignore[arg-type]  # as above
    lost = lost_of(database, early)
    print(f"\n{kind(database)} control told before COMMIT: {lost} lost of {len(early.words)} in {early.kills} kills")
    assert lost > 0, "the kills are too weak: even acts confirmed before COMMIT were all stored"


def test_the_kill_is_a_real_one(crew: Crew) -> None:
    hand = crew.start(waiting)
    assert hand.said() == "ready"
    hand.kill()
    assert hand.end() == (-9 if sys.platform != "win32" else 1)


def waiting(line: Connection) -> None:
    """Waits for a word that never comes."""
    line.send("ready")
    line.recv()
