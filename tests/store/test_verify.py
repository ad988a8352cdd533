"""Whatever a person with the database in his hands changes, `verify` says where."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bingliang.ledger.acts import Refusal
from bingliang.store import Store
from bingliang.store.blobs import BlobFolder
from tests.store.counter import LI, WANG, note, opened, receive

TRIGGERED = ("ledger", "request")


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with opened(database) as found:
        receive(found, "按键-1", "case/1", item="A01", due="2026-03-09", title="樱沃厂房")
        note(found, "按键-2", "case/1", who=WANG, text="补一份平面图")
        note(found, "按键-3", "case/1", text="已补")
        receive(found, "按键-4", "case/2", item="B02", due="2026-04-01")
        receive(found, "按键-5", "case/3")
        name = found.blobs.put(b"%PDF-1.7 acceptance")
        note(found, "按键-6", "case/3", act="issue", paper={"sm3": name})
        yield found


def tamper(store: Store, *statements: str) -> None:
    """As somebody who holds the database: the triggers are lifted and put back."""
    connection = store.engine.connect().execution_options(bingliang_writes=True)
    with connection, connection.begin():
        if store.house.statements.postgresql:
            connection.exec_driver_sql("SET LOCAL session_replication_role = 'replica'")
            for statement in statements:
                connection.exec_driver_sql(statement)
            return
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = connection.exec_driver_sql(query).all()
        for name, _ in triggers:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for statement in statements:
            connection.exec_driver_sql(statement)
        for _, sql in triggers:
            connection.exec_driver_sql(sql)


def test_an_untouched_ledger_is_whole(store: Store) -> None:
    verdict = store.verify()
    assert verdict.ok, verdict
    assert (verdict.streams, verdict.lines, verdict.numbers, verdict.blobs) == (3, 6, 3, 1)
    assert "台账完好" in verdict.sentence


CHANGES = {
    "id": "id = 999999",
    "stream": "stream = 'case/9'",
    "seq": "seq = 77",
    "request": "request = '按键-1'",
    "at": "at = '2020-01-01T08:00:00.000000+08:00'",
    "by": "\"by\" = '别人'",
    "counter": "counter = '99'",
    "act": "act = 'grant'",
    "facts": """facts = '{"text":"补两份平面图","v":1}'""",
    "hash": "hash = 'ab'",
}


@pytest.mark.parametrize("column", CHANGES)
def test_any_column_of_a_line(store: Store, column: str) -> None:
    tamper(store, f"UPDATE ledger SET {CHANGES[column]} WHERE stream = 'case/1' AND seq = 2")
    verdict = store.verify()
    assert not verdict.ok
    assert (verdict.stream, verdict.seq) == ("case/1", 2), verdict


def test_a_line_taken_out(store: Store) -> None:
    tamper(store, "DELETE FROM ledger WHERE stream = 'case/1' AND seq = 2")
    assert (store.verify().stream, store.verify().seq) == ("case/1", 2)


def test_a_line_put_in(store: Store) -> None:
    columns = 'stream, request, at, "by", counter, act, facts, hash'
    copied = f"INSERT INTO ledger (id, seq, {columns}) SELECT 5000, 4, {columns} FROM ledger WHERE stream = 'case/1' AND seq = 3"
    tamper(store, copied)
    assert (store.verify().stream, store.verify().seq) == ("case/1", 4)


def test_two_lines_swapped(store: Store) -> None:
    moves = ((2, 102), (3, 2), (102, 3))
    tamper(store, *(f"UPDATE ledger SET seq = {new} WHERE stream = 'case/1' AND seq = {old}" for old, new in moves))
    assert (store.verify().stream, store.verify().seq) == ("case/1", 2)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE standing SET due_on = '2027-01-01' WHERE stream = 'case/1' AND item = 'A01'",
        "UPDATE standing SET title = '别的' WHERE stream = 'case/1' AND item = ''",
        "UPDATE standing SET open = 0 WHERE stream = 'case/1' AND item = ''",
        "DELETE FROM standing WHERE stream = 'case/1'",
        "UPDATE standing SET stream = 'case/1x' WHERE stream = 'case/1' AND item = 'A01'",
    ],
)
def test_a_standing_row_that_differs_and_rebuild_mends_it(store: Store, statement: str) -> None:
    tamper(store, statement)
    verdict = store.verify()
    assert not verdict.ok
    assert verdict.stream == "case/1"
    assert store.rebuild() > 0
    assert store.verify().ok
    assert store.rebuild() == 0


def test_a_standing_row_of_no_stream(store: Store) -> None:
    tamper(store, "UPDATE standing SET stream = 'case/0' WHERE stream = 'case/2'")
    assert store.verify().stream == "case/0"
    assert store.rebuild() == 4
    assert store.verify().ok


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE number_series SET last = 7", "计数"),
        ("DELETE FROM number WHERE n = 3", "没有登记"),
        ("UPDATE number SET text = '经开受〔2026〕第0009号' WHERE n = 2", "与台账不符"),
        ("UPDATE number SET n = 9 WHERE n = 3", "与台账不符"),
        ("UPDATE number SET stream = 'case/1' WHERE n = 2", "与台账不符"),
    ],
)
def test_a_number_that_differs(store: Store, statement: str, words: str) -> None:
    tamper(store, statement)
    verdict = store.verify()
    assert not verdict.ok
    assert words in verdict.sentence


def test_a_gap_in_a_series_is_found_from_the_lines_alone(store: Store) -> None:
    """Stream, standing row, request and number are all taken out: only the series remembers."""
    tamper(
        store,
        "DELETE FROM ledger WHERE stream = 'case/2'",
        "DELETE FROM standing WHERE stream = 'case/2'",
        "DELETE FROM number WHERE n = 2",
        "DELETE FROM request WHERE id = '按键-4'",
    )
    verdict = store.verify()
    assert not verdict.ok
    assert "缺第 2 号" in verdict.sentence


def test_the_record_of_a_press(store: Store) -> None:
    tamper(store, "UPDATE request SET \"by\" = '别人' WHERE id = '按键-2'")
    assert (store.verify().stream, store.verify().seq) == ("case/1", 2)


def test_stored_bytes_that_differ_or_are_gone(store: Store) -> None:
    (name,) = store.blobs.names()
    if isinstance(store.blobs, BlobFolder):
        store.blobs.path(name).write_bytes(b"%PDF-1.7 acceptancf")
    else:
        tamper(store, "UPDATE blob_chunk SET bytes = 'x'")
    verdict = store.verify()
    assert not verdict.ok
    assert (verdict.stream, verdict.seq) == ("case/3", 2)
    if isinstance(store.blobs, BlobFolder):
        store.blobs.path(name).unlink()
    else:
        tamper(store, "DELETE FROM blob_chunk", "DELETE FROM blob")
    assert "不见了" in store.verify().sentence


def test_a_trigger_taken_off(store: Store) -> None:
    connection = store.engine.connect().execution_options(bingliang_writes=True)
    with connection, connection.begin():
        on = " ON ledger" if store.house.statements.postgresql else ""
        connection.exec_driver_sql(f"DROP TRIGGER tr_ledger_update{on}")
    assert "触发器" in store.verify().sentence


# ── the anchor ──


def test_an_anchor_holds_what_came_before(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "封存.json"
    copy.write_bytes(store.anchor("封存-1", LI))
    assert store.anchor("封存-1", LI) == copy.read_bytes(), "the same press gives the same copy"
    receive(store, "按键-7", "case/4")
    assert store.anchor("封存-1", LI) == copy.read_bytes(), "also when the ledger has grown since"
    assert store.verify(copy).ok
    with store.look() as look:
        (line,) = look.entries("zone/anchor")
    assert line.facts["lines"] == 6


def cut_tail(store: Store) -> None:
    """The last line of case/1 goes, and everything that knew of it: nothing inside the database tells."""
    tamper(store, "DELETE FROM ledger WHERE request = '按键-3'", "DELETE FROM request WHERE id = '按键-3'")
    store.rebuild()


def test_a_cut_tail_is_found_with_the_second_copy_only(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "封存.json"
    copy.write_bytes(store.anchor("封存-1", LI))
    tamper(store, "DELETE FROM ledger WHERE stream = 'zone/anchor'", "DELETE FROM request WHERE id = '封存-1'")
    cut_tail(store)
    # The control, said plainly in the help: without the copy the cut is not seen.
    assert store.verify().ok
    verdict = store.verify(copy)
    assert (verdict.ok, verdict.stream, verdict.seq) == (False, "case/1", 3)


def test_a_cut_tail_is_found_by_the_anchor_line_itself(store: Store) -> None:
    store.anchor("封存-1", LI)
    cut_tail(store)
    assert store.verify().stream == "zone/anchor"


def test_a_whole_stream_rewritten_is_found_with_the_second_copy(store: Store, tmp_path: Path) -> None:
    note(store, "按键-8", "case/5", text="真")
    copy = tmp_path / "封存.json"
    copy.write_bytes(store.anchor("封存-1", LI))
    tamper(store, "DELETE FROM ledger WHERE stream IN ('case/5', 'zone/anchor')")
    tamper(
        store, "DELETE FROM request WHERE id IN ('按键-8', '封存-1')", "DELETE FROM standing WHERE stream = 'case/5'"
    )
    verdict = store.verify(copy)
    assert (verdict.stream, verdict.seq) == ("case/5", 1)
    note(store, "按键-8", "case/5", text="假")
    assert store.verify().ok
    verdict = store.verify(copy)
    assert (verdict.ok, verdict.stream, verdict.seq) == (False, "case/5", 1)


def test_a_copy_that_is_none_is_refused(store: Store, tmp_path: Path) -> None:
    copy = tmp_path / "封存.json"
    with pytest.raises(ValueError, match="读不出来"):
        store.verify(copy)
    for content in ("", "[]", "{}", '{"heads": {"case/1": 3}}'):
        copy.write_text(content, encoding="utf-8")
        with pytest.raises(ValueError, match="不是台账封存文件"):
            store.verify(copy)
    changed = json.loads(store.anchor("封存-1", LI))
    changed["heads"]["case/1"][0] = 2
    copy.write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(ValueError, match="已被改动"):
        store.verify(copy)


def test_a_number_drawn_twice_is_refused(store: Store) -> None:
    """The counter set back, as `max()+1` would: the register refuses the number."""
    tamper(store, "UPDATE number_series SET last = 2")
    with pytest.raises(Refusal, match="编号与已有编号重复"):
        receive(store, "按键-9", "case/9")
