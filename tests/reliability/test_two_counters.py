"""两个窗口，一个办件: nothing is lost in silence, and who came too late is told who was first."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection

import pytest

from bingliang.ledger.acts import Draft, Refusal, Who
from bingliang.store import Outcome, Overtaken, Work
from tests.reliability import presses
from tests.reliability.crew import Crew, races
from tests.reliability.plain import Plain, kind, plain_connection
from tests.store.counter import LI, WANG, note, opened, receive

CASES = 6


def deciding(line: Connection, where: str, number: int) -> None:
    """A counter that decides the items it is told, at the moment it is told."""
    desk = presses.counter(where, presses.clerk(number))
    line.send("ready")
    while (told := line.recv()) is not None:
        key, item = told
        try:
            presses.grant(desk, key, item, f"{key}/准予/{item}/{number}")
        except Refusal as refusal:
            line.send(("refused", str(refusal)))
        else:
            line.send(("granted", number))
    desk.close()


def test_two_counters_decide_items_of_one_case(received: str, crew: Crew) -> None:
    keys = [f"来访{n}" for n in range(CASES)]
    parent = presses.counter(received)
    for key in keys:
        presses.accept(parent, key, [1, 2, 3])
    one, two = (crew.start(deciding, received, number) for number in (4, 5))
    assert (one.said(), two.said()) == ("ready", "ready")

    def both(first: tuple[str, int], second: tuple[str, int]) -> list[tuple[str, object]]:
        one.line.send(first)
        two.line.send(second)
        return sorted([one.said(), two.said()], key=lambda word: word[0])

    for key in keys:
        granted, refused = both((key, 1), (key, 1))
        assert (granted[0], refused[0]) == ("granted", "refused")
        assert "不动产首次登记" in str(refused[1])
        # Different items of the same case both go through, whoever writes its line first.
        assert [word[0] for word in both((key, 2), (key, 3))] == ["granted", "granted"]
        with parent.store.look() as look:
            entries = [entry for entry in look.entries(presses.stream(key)) if entry.act == "grant"]
        assert sorted(str(entry.facts["item"]) for entry in entries) == ["1", "2", "3"]
        assert {entry.by for entry in entries if entry.facts["item"] == 1} == {f"窗口人员{granted[1]}"}
    one.line.send(None)
    two.line.send(None)
    verdict = parent.store.verify()
    assert verdict.ok, verdict.sentence
    parent.close()
    print(f"\n{kind(received)}: {CASES} items decided twice, {CASES} refused; {2 * CASES} different items, 0 lost")


def decide_once(work: Work) -> Outcome:
    """A decision as the desk takes it: nothing that is decided is decided again."""
    if any(entry.act == "grant" for entry in work.entries("case/1")):
        raise Refusal("本项已经决定", "《行政许可法》第三十八条")
    return Outcome([Draft("case/1", "grant", {"item": "A01"})], {"granted": True})


def confirming(line: Connection, where: str, who: Who) -> None:
    """A counter that was shown the consequence before the press."""
    with opened(where) as store:
        for n in range(races(10)):
            shown = store.preview(f"{who.name}-{n}", who, decide_once if n == 0 else remark_after)
            line.send("shown")
            line.recv()
            try:
                store.act(f"{who.name}-{n}", who, "grant", decide_once if n == 0 else remark_after, shown=shown)
            except Overtaken as overtaken:
                line.send(("overtaken", str(overtaken), [entry.by for entry in overtaken.since]))
            else:
                line.send(("done", who.name, []))


def remark_after(work: Work) -> Outcome:
    """A line whose words depend on what it follows."""
    return Outcome([Draft("case/1", "remark", {"after": len(work.entries("case/1"))})], {"done": True})


def test_who_comes_too_late_is_told_who_was_first(database: str, crew: Crew) -> None:
    with opened(database) as store:
        receive(store, "按键-1", "case/1", item="A01")
        hands = [crew.start(confirming, database, who) for who in (LI, WANG)]
        for _ in range(races(10)):
            assert [hand.said() for hand in hands] == ["shown", "shown"]
            for hand in hands:
                hand.line.send("press")
            done, late = sorted((hand.said() for hand in hands), key=lambda word: word[0])
            assert (done[0], late[0]) == ("done", "overtaken")
            first = LI if done[1] == LI.name else WANG
            assert late[1].startswith(f"{first.counter}号窗口{first.name}已先办理了同一事务")
            assert late[2] == [first.name]
        with store.look() as look:
            assert len(look.entries("case/1")) == 1 + races(10)


def noting(line: Connection, where: str, who: Who) -> None:
    """A counter that writes remarks as fast as it can."""
    with opened(where) as store:
        line.send("ready")
        line.recv()
        for n in range(races(50)):
            note(store, f"{who.name}-{n}", "case/1", who=who, text=f"{who.name}{n}")
        line.send("done")


def test_a_hundred_remarks_of_two_counters_are_all_kept(database: str, crew: Crew) -> None:
    with opened(database) as store:
        receive(store, "按键-1", "case/1")
        run_together(crew, noting, database)
        with store.look() as look:
            entries = look.entries("case/1")
        assert [entry.seq for entry in entries] == list(range(1, 2 + 2 * races(50)))
        texts = [entry.facts.get("text") for entry in entries[1:]]
        for who in (LI, WANG):
            mine = [text for text in texts if str(text).startswith(who.name)]
            assert mine == [f"{who.name}{n}" for n in range(races(50))]
        assert store.verify().ok


def run_together(crew: Crew, work: Callable[..., None], where: str) -> None:
    """Both counters start at the same word and finish."""
    hands = [crew.start(work, where, who) for who in (LI, WANG)]
    assert [hand.said() for hand in hands] == ["ready", "ready"]
    for hand in hands:
        hand.line.send("go")
    assert [hand.said() for hand in hands] == ["done", "done"]


def overwriting(line: Connection, where: str, who: Who) -> None:
    """The control: reads the case, adds a remark and writes it back, with no version to compare."""
    connection = plain_connection(where)
    line.send("ready")
    line.recv()
    for n in range(races(50)):
        ((notes,),) = connection.execute("SELECT notes FROM naive").fetchall()
        connection.execute(f"UPDATE naive SET notes = '{notes}{who.counter}-{n};'")
    line.send("done")
    connection.close()


def test_control_without_stream_and_seq_remarks_are_lost(database: str, crew: Crew) -> None:
    opened(database).close()
    with Plain(database) as plain:
        plain.do("CREATE TABLE naive (notes TEXT)")
        plain.do("INSERT INTO naive VALUES ('')")
        run_together(crew, overwriting, database)
        kept = plain.one("SELECT notes FROM naive").count(";")
    print(f"\n{kind(database)} control without (stream, seq): {2 * races(50) - kept} of {2 * races(50)} lost")
    assert kept < 2 * races(50), "the load is too weak: nothing was lost even without a version"


def test_the_same_line_cannot_be_written_twice(database: str) -> None:
    """What the promise rests on: the database itself refuses a second line n."""
    with opened(database) as store:
        receive(store, "按键-1", "case/1")
    with Plain(database) as plain, pytest.raises(Exception, match=r"(?i)unique"):
        plain.do(
            'INSERT INTO ledger SELECT id + 1, stream, seq, request, at, "by", counter, act, facts, hash FROM ledger'
        )
