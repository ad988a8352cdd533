"""The tests' own databases: what one test has done to a lent one, the next test does not see."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from tests.lending import Lending
from tests.store.counter import note, opened, receive


@pytest.fixture(scope="module")
def lending(postgresql_server: str, postgresql_template: str) -> Iterator[Lending]:
    """Databases in which one line has been written before they are lent."""

    def prepare(address: str) -> None:
        with opened(address) as store:
            receive(store, "按键-1", "case/1")

    made = Lending(postgresql_server, postgresql_template, prepare)
    yield made
    made.clear()


def _lines(address: str) -> list[tuple[object, ...]]:
    with psycopg.connect(address) as connection:
        return connection.execute("SELECT id, stream, act FROM ledger ORDER BY id").fetchall()


def test_what_a_test_has_written_is_put_back(lending: Lending) -> None:
    with lending.lent() as first:
        before = _lines(first)
        left_open = opened(first)
        note(left_open, "按键-2", "case/1")
        after = _lines(first)
        assert (len(before), len(after)) == (1, 2)
    with lending.lent() as again:
        assert again == first, "the same database, though a connection to it was left open"
        assert _lines(again) == before
        with opened(again) as store:
            note(store, "按键-2", "case/1")
        assert _lines(again) == after, "also what is counted begins where it began"
    left_open.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TRIGGER tr_ledger_delete ON ledger",
        "ALTER TABLE ledger DISABLE TRIGGER tr_ledger_delete",
        "CREATE TABLE another (id int)",
        "GRANT UPDATE ON ledger TO PUBLIC",
        "ALTER TABLE standing ADD COLUMN another int",
        "DROP INDEX ix_ledger_voided",
    ],
)
def test_a_database_of_another_structure_is_not_lent_again(lending: Lending, statement: str) -> None:
    with lending.lent() as first, psycopg.connect(first) as connection:
        connection.execute(statement.encode())
    with lending.lent() as next_one:
        assert next_one != first
