"""What lists keep: nothing is folded again that has not grown, and nothing that has grown is shown as it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bingliang.desk.agency.listing import agency
from bingliang.desk.demo.story import ADMINISTRATOR, CLERK, StoryClock
from bingliang.desk.desk import Desk, open_desk
from bingliang.desk.history.planning import Plan
from bingliang.desk.history.telling import tell
from bingliang.desk.kept import Kept
from bingliang.desk.pledges.register import register
from bingliang.desk.pledges.rows import PledgeKind
from bingliang.desk.projects import library
from bingliang.desk.projects.index import index
from bingliang.desk.supervision.matters import matters
from bingliang.desk.supervision.rows import MatterFilter
from tests.queries import Queries, overheard


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("留着") / "small.db"
    tell(where, Plan(projects=3, cases=6, months=3)).close()
    return where


@pytest.fixture
def heard() -> Iterator[Queries]:
    with overheard() as queries:
        yield queries


@pytest.fixture
def desk(told: Path, heard: Queries, tmp_path: Path) -> Iterator[Desk]:
    del heard
    copy = tmp_path / "small.db"
    copy.write_bytes(told.read_bytes())
    found = open_desk(copy, CLERK, clock=StoryClock(), create=False)
    yield found
    found.close()


def lines_read(heard: Queries) -> int:
    """How many questions asked for the words of lines."""
    return sum("ledger.facts" in statement for _, statement in heard.heard)


def test_a_list_asked_again_reads_no_line_again(desk: Desk, heard: Queries) -> None:
    rows = matters(desk)
    with desk.store.look() as look:
        projects = index(look).held
    assert rows
    assert projects
    assert lines_read(heard)
    heard.forget()
    assert matters(desk) == rows
    with desk.store.look() as look:
        assert index(look).held == projects
    assert lines_read(heard) == 0


def test_what_is_kept_of_the_pledges_costs_fewer_questions_and_says_the_same(desk: Desk, heard: Queries) -> None:
    first = register(desk, PledgeKind.TRUTH)
    before = lines_read(heard)
    heard.forget()
    assert register(desk, PledgeKind.TRUTH) == first
    assert lines_read(heard) < before


def test_more_than_are_listed_are_counted_all_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from bingliang.desk.pledges import register as of_register

    every = register(desk, PledgeKind.TRUTH)
    assert every.complete
    assert len(every.rows) == every.counts[PledgeKind.TRUTH] > 20
    monkeypatch.setattr(of_register, "LISTED", 5)
    cut = register(desk, PledgeKind.TRUTH)
    assert len(cut.rows) == 5
    assert cut.counts[PledgeKind.TRUTH] == every.counts[PledgeKind.TRUTH]
    assert not cut.complete


def test_what_has_grown_is_read_again(desk: Desk) -> None:
    with desk.store.look() as look:
        one = next(one for one in index(look).held.values() if one.batch == "签约")
    zone = replace(desk, who=ADMINISTRATOR)
    library.press(zone, "test/move", library.move(one.stream, "开工", desk.today()))
    with desk.store.look() as look:
        assert index(look).held[one.stream].batch == "开工"


def test_another_day_gives_other_rows(desk: Desk) -> None:
    before = {row.key: row for row in matters(desk) if row.state is not MatterFilter.DONE}
    clock = desk.store.house.clock
    assert isinstance(clock, StoryClock)
    clock.now += timedelta(days=3)
    after = {row.key: row for row in matters(desk)}
    assert before
    assert any(after[key].remaining != row.remaining for key, row in before.items() if row.remaining is not None)


def test_the_agents_list_has_what_is_still_to_do(desk: Desk) -> None:
    """Only cases with something open are read, and they are the ones that steps come from."""
    rows = agency(desk).rows
    assert any("跟踪" in row.coming or "领取" in row.coming or "陪办" in row.coming for row in rows)


def test_what_is_not_asked_for_any_more_is_let_go(desk: Desk) -> None:
    kept: Kept[int] = Kept()
    with desk.store.look() as look:
        assert kept.lacks(look, "a", 1)
        assert kept.get(look, "a", 1, lambda: 1) == 1
        assert kept.get(look, "a", 1, lambda: 2) == 1
        assert kept.get(look, "a", 2, lambda: 3) == 3
        kept.get(look, "b", 1, lambda: 4)
        kept.drop_all_but(look, ["b", "c"])
        assert kept.lacks(look, "a", 2)
        assert not kept.lacks(look, "b", 1)
