"""打印的次序: of many prints at many counters exactly one is the first."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bingliang.store import Store
from bingliang.store.print_marks import given_back, numbered
from tests.store.counter import opened

PAPER, OTHER = "ab" * 32, "cd" * 32


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with opened(database) as found:
        yield found


def test_prints_at_many_counters_at_once_have_one_first_and_no_gap(store: Store) -> None:
    with ThreadPoolExecutor(6) as counters:
        got = list(counters.map(lambda n: numbered(store, PAPER, f"job-{n}", f"{n % 6}"), range(24)))
    assert sorted(got) == list(range(24))
    assert numbered(store, OTHER, "job-x", "1") == 0


def test_a_print_that_is_tried_again_keeps_its_number(store: Store) -> None:
    assert [numbered(store, PAPER, job, "1") for job in ("a", "b", "a", "b")] == [0, 1, 0, 1]


def test_a_cancelled_print_was_none_unless_another_came_after_it(store: Store) -> None:
    assert [numbered(store, PAPER, job, "1") for job in ("a", "b")] == [0, 1]
    given_back(store, "a")
    given_back(store, "b")
    given_back(store, "没有这一份")
    assert [numbered(store, PAPER, job, "1") for job in ("a", "c")] == [0, 1], "a keeps its number, b's is free"
