"""The worklist of a counter and of a department: pages, lights, counts, searches."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from bingliang.ledger.acts import Draft, Entry
from bingliang.ledger.register import Enterprise, Project
from bingliang.ledger.standing import Level, StandingRow, Waiting
from bingliang.store import Outcome, Store, Work, pledged
from bingliang.store.deadlines import grouped
from bingliang.store.finding import rows_of, search
from bingliang.store.lists import Order, Rank, Tile, Wanted, counts, enterprises_turn, worklist
from bingliang.store.open_items import lapsing, open_terms, provisional_items
from tests.queries import overheard
from tests.store.counter import LI, LOAD, accepted

TODAY = date(2026, 11, 20)
SOON = TODAY + timedelta(days=4)


def rows_said(stream: str, entries: Sequence[Entry], _loaded: Callable[[str], Any]) -> list[StandingRow]:
    """The fold of these tests: the lines say the rows themselves."""
    facts: Any = entries[-1].facts
    return [row_of(stream, said) for said in facts["rows"]]


def row_of(stream: str, said: dict[str, Any]) -> StandingRow:
    values: dict[str, Any] = {
        key: date.fromisoformat(value) if key.endswith("_on") and value else value for key, value in said.items()
    }
    values["level"] = Level(values.get("level", "case"))
    values["waiting"] = Waiting(values.get("waiting", ""))
    return StandingRow(stream, **values)


def day(offset: int | None) -> str | None:
    return None if offset is None else (TODAY + timedelta(days=offset)).isoformat()


def some_rows(number: int) -> list[dict[str, Any]]:
    """A case as it may stand: late or not, stopped or not, with two items in departments."""
    choose = random.Random(number)
    running = choose.random() < 0.8
    due = choose.choice([None, *range(-6, 25)]) if running else None
    promised = choose.choice([None, *range(-6, 20)]) if running else None
    dates = [offset for offset in (due, promised) if offset is not None]
    case = {
        "code": f"2026{number:06d}",
        "enterprise_id": f"Q{number % 5}",
        "counter": str(number % 3),
        "clerk": f"职员{number % 4}",
        "due_on": day(due),
        "promised_on": day(promised),
        "next_on": day(min(dates, default=None)),
        "stopped": choose.random() < 0.2,
        "outside": choose.random() < 0.1,
        "waiting": choose.choice(["", "", "待领取", "待企业"]),
        "open": running,
        "green": choose.random() < 0.15,
        "ended_on": None if running else day(-choose.randrange(3)),
        "received_on": day(-number),
    }
    item = {**case, "level": "item", "department": f"部门{number % 4}"}
    return [case, {**item, "item": "01"}, {**item, "item": "02", "department": "住建局"}]


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    with Store.open(database, project=rows_said, load=LOAD) as found:
        yield found


def filled(store: Store, cases: int = 150) -> None:
    drafts = [Draft(f"case/{n:04d}", "receive", {"rows": some_rows(n)}) for n in range(cases)]
    store.act("按键-1", LI, "receive", lambda _work: Outcome(drafts))


def wanted_by(row: StandingRow, wanted: Wanted) -> bool:
    """What the tiles mean, said once more in Python."""
    far = date(9999, 1, 1)
    due, promised, near = (day or far for day in (row.due_on, row.promised_on, row.next_on))
    late = due < TODAY
    tile = {
        Tile.IN_HAND: True,
        Tile.STATUTE_LATE: late,
        Tile.PROMISE_LATE: promised < TODAY and not late,
        Tile.DUE_TODAY: near == TODAY,
        Tile.SOON: near <= SOON and not late and promised >= TODAY,
        Tile.STOPPED: row.stopped,
        Tile.OUTSIDE: row.outside,
        Tile.TO_COLLECT: row.waiting is Waiting.COLLECT,
        Tile.FINISHED_TODAY: row.ended_on == TODAY,
    }[wanted.tile]
    mine = all(
        getattr(row, name) == value
        for name in ("department", "counter", "enterprise_id")
        if (value := getattr(wanted, name))
    )
    mine = mine and (not wanted.clerks or row.clerk in wanted.clerks)
    return tile and mine and row.level is wanted.level and row.open is (wanted.tile is not Tile.FINISHED_TODAY)


WHO = [
    Wanted(),
    Wanted(counter="2"),
    Wanted(clerks=("职员1",)),
    Wanted(clerks=("职员3", "职员0")),
    Wanted(level=Level.ITEM, department="住建局"),
    Wanted(enterprise_id="Q3"),
    Wanted(level=Level.ITEM),
]


@pytest.mark.parametrize("who", WHO, ids=str)
def test_pages_follow_each_other_and_show_what_the_tile_means(store: Store, who: Wanted) -> None:
    from dataclasses import replace

    filled(store)
    every = [row_of(f"case/{n:04d}", said) for n in range(150) for said in some_rows(n)]
    for tile in Tile:
        wanted = replace(who, tile=tile)
        expected = {(row.stream, row.item) for row in every if wanted_by(row, wanted)}
        for order in Order:
            for descending in (False, True):
                with store.look() as look:
                    seen: list[StandingRow] = []
                    page = worklist(look, wanted, today=TODAY, soon=SOON, order=order, descending=descending, limit=7)
                    while page:
                        seen += page
                        page = worklist(
                            look,
                            wanted,
                            today=TODAY,
                            soon=SOON,
                            order=order,
                            descending=descending,
                            after=seen[-1],
                            limit=7,
                        )
                assert len(seen) == len(expected)
                assert {(row.stream, row.item) for row in seen} == expected
                if tile is not Tile.FINISHED_TODAY:
                    assert [row.green for row in seen] == sorted((row.green for row in seen), reverse=True)
                    for first in (True, False):  # 绿色通道 before all others, and both sorted alike
                        keys = [
                            (getattr(row, order.value) or date.max, row.stream, row.item)
                            for row in seen
                            if row.green is first
                        ]
                        assert keys == sorted(keys, reverse=descending)


@pytest.mark.parametrize("who", WHO, ids=str)
def test_counts_are_those_of_the_lists(store: Store, who: Wanted) -> None:
    from dataclasses import replace

    filled(store)
    with store.look() as look:
        counted = counts(look, who, today=TODAY, soon=SOON)
        listed = {
            tile: len(worklist(look, replace(who, tile=tile), today=TODAY, soon=SOON, limit=10_000)) for tile in Tile
        }
    assert counted.in_hand == listed[Tile.IN_HAND] > 0
    assert counted.statute_late == listed[Tile.STATUTE_LATE]
    assert counted.promise_late == listed[Tile.PROMISE_LATE]
    assert counted.due_today == listed[Tile.DUE_TODAY]
    assert counted.soon == listed[Tile.SOON]
    assert counted.stopped == listed[Tile.STOPPED]
    assert counted.outside == listed[Tile.OUTSIDE]
    assert counted.finished_today == listed[Tile.FINISHED_TODAY]
    assert counted.waiting_collection == listed[Tile.TO_COLLECT]


def test_a_list_reads_no_row_that_it_does_not_show(tmp_path: Path) -> None:
    """Every tile of a counter and of a department is answered by an index, never by reading the table."""
    from bingliang.store.lists import _counted, _page

    shapes = [
        (level, given)
        for level, given in (
            (Level.CASE, ()),
            (Level.CASE, ("counter",)),
            (Level.CASE, ("clerk_0",)),
            (Level.ITEM, ()),
            (Level.ITEM, ("department",)),
        )
    ]
    with Store.open(tmp_path / "x.db", project=rows_said, load=LOAD) as store, store.look() as look:
        for level, given in shapes:
            pages = [
                _page(level, tile, given, Order.NEXT, rank, descending=False, later=later)
                for rank in (Rank.BEHIND, Rank.FIRST, Rank.ANY)
                for tile in Tile
                for later in (False, True)
            ]
            for statement in [*pages, _counted(level, given)]:
                words = str(statement.compile(store.engine))
                values = ("2026-11-20",) * words.count("?")
                plan = look.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {words}", values).all()
                for step in plan:
                    assert not step[3].startswith("SCAN standing") or "INDEX" in step[3], (words, step)
                if statement is not pages[0]:
                    continue
                assert not any("TEMP B-TREE" in step[3] for step in plan), plan


@pytest.mark.parametrize("who", [Wanted(), Wanted(counter="2"), Wanted(clerks=("职员3", "职员0"))], ids=str)
def test_whose_turn_it_is_is_found_by_its_own_indices(store: Store, who: Wanted) -> None:
    """The cases that wait for the enterprise: for its corrections, or with a matter of its own open."""
    own = {**some_rows(1)[1], "level": "task", "item": "00", "task": "01", "department": "企业", "open": True}
    filled(store)
    rows = [{**own, "waiting": ""}, {**own, "task": "02", "open": False, "clerk": "职员0"}]
    more = [Draft("case/自办", "receive", {"rows": rows}), Draft("case/已办", "receive", {"rows": rows[1:]})]
    store.act("按键-2", LI, "receive", lambda _work: Outcome(more))
    every = [row_of(f"case/{n:04d}", said) for n in range(150) for said in some_rows(n)]
    every += [row_of("case/自办", one) for one in rows]
    expected = {
        row.stream
        for row in every
        if row.open
        and row.level is not Level.CASE
        and (row.waiting is Waiting.APPLICANT or row.department == "企业")
        and (not who.counter or row.counter == who.counter)
        and (not who.clerks or row.clerk in who.clerks)
    }
    with store.look() as look:
        assert enterprises_turn(look, who, "企业") == expected != set()


def test_whose_turn_it_is_reads_no_other_item(tmp_path: Path) -> None:
    with overheard() as queries, Store.open(tmp_path / "x.db", project=rows_said, load=LOAD) as store:
        filled(store, 60)
        with store.look() as look:
            for who in (Wanted(), Wanted(counter="2"), Wanted(clerks=("职员3", "职员0"))):
                queries.forget()
                enterprises_turn(look, who, "企业")
                asked = [statement for _, statement in queries.heard if "standing" in statement]
                plan = look.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[0]}").all()
                searched = [step[3] for step in plan if "standing" in step[3]]
                assert "USING COVERING INDEX ix_standing_applicant (level=?" in searched[0], plan
                assert "ix_standing_department (department=? AND level=?)" in searched[1], plan


def test_what_is_asked_of_every_open_item_is_answered_by_the_index_alone(tmp_path: Path) -> None:
    """A start, every heading and the calendar ask these; a row is looked up only for what is past its day (renewals)."""
    with overheard() as queries, Store.open(tmp_path / "x.db", project=rows_said, load=LOAD) as store:
        filled(store, 60)
        with store.look() as look:
            queries.forget()
            lapsing(look, TODAY)
            provisional_items(look)
            grouped(look, TODAY, SOON)
            asked = [statement for _, statement in queries.heard if "standing" in statement]
            assert len(asked) == 3
            for statement in asked:
                plan = look.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
                searched = [step[3] for step in plan if "standing" in step[3]]
                assert "USING COVERING INDEX ix_standing_part" in searched[0], (statement, plan)
                assert all("ix_standing_part (level=? AND next_on<?)" in step for step in searched[1:]), (
                    statement,
                    plan,
                )


def test_promises_are_counted_and_listed_without_reading_every_item(tmp_path: Path) -> None:
    """The accounts by their index alone; a list walks from its day and stops when the screen is full."""
    with overheard() as queries, Store.open(tmp_path / "x.db", project=rows_said, load=LOAD) as store:
        filled(store, 60)
        with store.look() as look:
            queries.forget()
            pledged.accounts(look, TODAY)
            for which in pledged.Standing:
                pledged.promised(look, which, TODAY, 300)
            asked = [statement for _, statement in queries.heard if "standing" in statement]
            assert len(asked) == 4
            plans = [look.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}").all() for one in asked]
    assert "USING COVERING INDEX ix_standing_pledged" in plans[0][0][3], plans[0]
    for plan in plans[1:]:
        assert "ix_standing_pledges" in plan[0][3], plan
        assert not any("TEMP B-TREE" in step[3] for step in plan), plan


def test_open_terms_are_the_items_past_the_changed_day(store: Store) -> None:
    filled(store, 60)
    every = [row_of(f"case/{n:04d}", said) for n in range(60) for said in some_rows(n)]
    since = TODAY + timedelta(days=10)
    with store.look() as look:
        moved = {(row.stream, row.item) for row in open_terms(look, since)}
        known = rows_of(look, ["case/0003", "case/0001", "case/没有"])
        assert len(open_terms(look)) == sum(row.open and row.level is Level.ITEM for row in every)
    assert [row.stream for row in known] == ["case/0001"] * 3 + ["case/0003"] * 3
    assert moved == {
        (row.stream, row.item)
        for row in every
        if row.open
        and row.level is Level.ITEM
        and any(d and d >= since for d in (row.due_on, row.promised_on, row.next_on))
    }


def test_search_finds_by_code_number_and_names(store: Store) -> None:
    def decide(work: Work) -> Outcome:
        ref = work.save_enterprise(
            Enterprise("", "岳阳樱沃科技有限公司", "91430600MA4L0000X1", former_name="东方电子厂")
        )
        held = ref.split("#")[0]
        project = work.save_project(Project("", "A_B 厂房100%自动化", "2603-430600-04-01-123456", held, "厂房"))
        said = {**some_rows(1)[0], "code": "20260302000123", "enterprise_id": held, "project_id": project.split("#")[0]}
        other = {**some_rows(2)[0], "code": "20260302000124", "open": True, "ended_on": None}
        return Outcome(
            [
                Draft("case/1", "receive", {"rows": [said], "number": accepted()}),
                Draft("case/2", "receive", {"rows": [other]}),
            ]
        )

    with store:
        store.act("按键-1", LI, "receive", decide)
        with store.look() as look:

            def found(words: str) -> list[str]:
                return [row.stream for row in search(look, words)]

            assert found("20260302000123") == ["case/1"]
            assert sorted(found("202603020001")) == ["case/1", "case/2"]
            assert found("经开受〔2026〕第0001号") == ["case/1"]
            for words in ("樱沃", "沃", "科技有限", "东方", "9143", "A_B", "100%", "%", "_", "a_b", " 樱沃 "):
                assert found(words) == ["case/1"], words
            for words in ("AXB", "100_", "樱x", "", "  ", "'", "%%", "没有"):
                assert found(words) == [], words
