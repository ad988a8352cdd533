"""一瞥: every question of it is word for word the store's own, with the same values; it reads, and only what it knows."""

from __future__ import annotations

import shutil
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import CompoundSelect, Select
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from bingliang.ledger.own_matters import OWN
from bingliang.ledger.standing import Level
from bingliang.store import editions, glance, lists, look, open_items, schema
from bingliang.store.driver import driver
from bingliang.store.glance import FIXED, Question, glanced, page_question
from bingliang.store.lists import Order, Rank, Tile
from tests.store.counter import opened

TODAY, SOON = date(2026, 11, 16), date(2026, 11, 18)
GIVEN: dict[str, Any] = {
    **FIXED,
    "counter": "3",
    "today": TODAY,
    "soon": SOON,
    "limit": 100,
    "stream": "deputies",
    "kind": "calendar",
    "number": 7,
}
"""What may go into a question, by the glance's own names."""
COUNTER = ("counter",)


def same(question: Question, statement: Select[Any] | CompoundSelect[Any], **values: object) -> bool:
    """The same words, and the same values at the same marks."""
    compiled: Any = statement.compile(dialect=SQLiteDialect_pysqlite(paramstyle="qmark"))
    parameters = compiled.construct_params(values)
    theirs = [parameters[name] for name in compiled.positiontup or ()]
    assert " ".join(str(compiled).split()) == question.text
    assert theirs == [GIVEN[name] for name in question.given]
    return True


@pytest.mark.parametrize(("order", "rank", "descending"), [*product(Order, (Rank.FIRST, Rank.BEHIND), (False, True))])
def test_a_page_is_asked_for_as_the_list_asks(order: Order, rank: Rank, descending: bool) -> None:  # noqa: FBT001 - a table
    theirs = lists._page(Level.CASE, Tile.IN_HAND, COUNTER, order, rank, descending=descending, later=False)
    ours = page_question(order.value, int(rank is Rank.FIRST), descending=descending)
    assert same(ours, theirs, counter="3", limit=100)


def test_the_tiles_are_counted_as_the_list_counts() -> None:
    days = {"counter": "3", "today": TODAY, "soon": SOON}
    assert same(glance.COUNTED, lists._counted(Level.CASE, COUNTER), **days)
    assert same(glance.FINISHED, lists._finished(Level.CASE, COUNTER), **days)
    assert same(glance.TURN, lists._turn(COUNTER), counter="3", own=OWN)


def test_what_may_lapse_is_asked_for_as_the_sweep_asks() -> None:
    assert same(glance.LAPSING, open_items.silent(TODAY))


def test_the_rest_is_asked_for_as_the_store_asks() -> None:
    assert same(glance.REVISED, schema.revision.select())
    assert same(glance.EDITIONS, editions._NUMBERS)
    assert same(glance.FILES, editions._FILES, kind="calendar", number=7)
    assert same(glance.LINES, look._LINES, stream="deputies")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "台账 #1?.db"
    opened(path).close()
    return path


def test_a_ledger_of_this_program_is_looked_at_and_cannot_be_written(ledger: Path) -> None:
    before = ledger.read_bytes()
    with glanced(ledger, "3") as seen:
        assert seen is not None
        assert (seen.page("next_on", descending=False, limit=5), seen.turns(), seen.lapsing()) == ([], 0, False)
        assert seen.counts(SOON) == (0,) * 9
        assert seen.entries("deputies") == ()
        with pytest.raises(driver()[0].OperationalError, match="readonly"):
            seen._connection.execute("DELETE FROM standing")
    assert ledger.read_bytes() == before


def test_what_is_not_there_is_not_made(tmp_path: Path) -> None:
    with glanced(tmp_path / "没有.db", "3") as seen:
        assert seen is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE alembic_version SET version_num = '0010'",
        "UPDATE alembic_version SET version_num = '9999'",
        "DROP TABLE alembic_version",
        "PRAGMA journal_mode=DELETE",
    ],
)
def test_another_structure_and_another_journal_are_left_to_the_store(ledger: Path, spoil: str) -> None:
    connection = driver()[0].connect(str(ledger), isolation_level=None)
    connection.execute(spoil)
    connection.close()
    with glanced(ledger, "3") as seen:
        assert seen is None


def test_a_broken_file_and_one_that_is_held_are_left_to_the_store(ledger: Path) -> None:
    broken = ledger.with_name("broken.db")
    shutil.copy(ledger, broken)
    with broken.open("r+b") as file:
        file.write(b"x" * 4096)
    with glanced(broken, "3") as seen:
        assert seen is None
    holder = driver()[0].connect(str(ledger), isolation_level=None)
    holder.execute("PRAGMA locking_mode=EXCLUSIVE")
    holder.execute("BEGIN IMMEDIATE")
    holder.execute("UPDATE edition SET number = number")
    with glanced(ledger, "3") as seen:
        assert seen is None, "nobody waits for a first page"
    holder.close()


def test_without_a_sound_wal_there_is_no_second_connection(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module, _ = driver()
    monkeypatch.setattr(glance, "driver", lambda: (module, False))
    with glanced(ledger, "3") as seen:
        assert seen is None
