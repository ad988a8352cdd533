"""bingliang demo --years: the same history for the same seed, lawful line by line, every name marked 虚构, the stories in it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bingliang.boards.balance import Column, Filter
from bingliang.command import main
from bingliang.desk.demo.story import CLERK, StoryClock
from bingliang.desk.desk import Desk, open_desk
from bingliang.desk.history.invented import MARK, invented
from bingliang.desk.history.planning import Plan
from bingliang.desk.history.telling import tell
from bingliang.desk.papers.shelf import make, pdf
from bingliang.desk.projects import ceremonies, library
from bingliang.desk.projects.index import index
from bingliang.desk.rating import comments
from bingliang.desk.reading import Reading
from bingliang.desk.rows import ListFilter
from bingliang.desk.statistics.figures import figures
from bingliang.desk.statistics.periods import Stretch, neighbour, period_of
from bingliang.ledger.case import Case
from bingliang.ledger.folding import fold
from bingliang.ledger.identifiers import credit_code, id_number
from bingliang.mechanism.public_rating import Grade, Span
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.store.blobs import blob_folder

SMALL = ("--months", "3", "--projects", "8", "--cases", "32")
MADE_BY_STORIES = 18
"""Cases of the sample's own stories."""


def typed(where: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict[str, Any], str]:
    code = main(["demo", "--db", str(where), *SMALL, *more])
    out, err = capsys.readouterr()
    return code, json.loads(out.splitlines()[-1]) if out else {}, err


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("历史") / "history.db"
    assert main(["demo", "--db", str(where), *SMALL]) == 0
    return where


def at(where: Path) -> Desk:
    return open_desk(where, CLERK, clock=StoryClock(), create=False)


def lines(where: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(where) as found:
        return found.execute("SELECT id, stream, seq, request, at, act, facts, hash FROM ledger ORDER BY id").fetchall()


def cases(where: Path) -> dict[str, Case]:
    desk = at(where)
    with desk.store.look() as look:
        streams = look.connection.exec_driver_sql(
            "SELECT stream FROM standing WHERE level = 'case' ORDER BY 1"
        ).scalars()
        found = {stream: fold(look.entries(stream)) for stream in streams}
    desk.close()
    return {stream: case for stream, case in found.items() if case is not None}


def invented_ones(where: Path) -> list[Case]:
    """The cases of the history itself; those of the sample's stories stand beside them."""
    return [case for case in cases(where).values() if "岳阳示例精工" not in case.enterprise["name"]
            and case.enterprise["name"].endswith(MARK)]  # fmt: skip


def test_it_tells_as_many_as_it_was_asked_for_and_the_same_for_the_same_seed(
    told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again.db"
    code, answer, err = typed(again, capsys)
    assert code == 0
    assert answer["cases"] == 32 + MADE_BY_STORIES
    assert answer["items"] > answer["cases"]
    assert "讲到 2026年10月" in err
    assert lines(again) == lines(told)


def test_it_verifies(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--db", str(told)]) == 0
    assert "台账完好" in capsys.readouterr().out


def test_another_seed_tells_another_history_on_the_other_database_too(told: Path, fresh_postgresql: str) -> None:
    desk = tell(fresh_postgresql, Plan(projects=4, cases=12, seed=57, months=3))
    assert desk.store.verify().ok
    with desk.store.look() as look:
        found = look.connection.exec_driver_sql("SELECT facts FROM ledger WHERE act = 'receive'").scalars().all()
        published = [one for one in comments.issues(look) if Span.of(one.period).last < date(2026, 12, 1)]
        told_ = comments.issue_of(look, Span.of("2026-12上"))
    desk.close()
    assert published, "two of its four projects are key projects, and their owners comment"
    assert all(
        one.projects and not any(said.grade >= Grade.FAIR and not said.answer for said in one.texts)
        for one in published
    )
    assert {said.firm.endswith(MARK) for one in published for said in one.texts} == {True}
    assert told_ is not None
    assert (told_.number, [one.number for one in published]) == (
        8,
        sorted((one.number for one in published), reverse=True),
    )
    received = {row[6] for row in lines(told) if row[5] == "receive"}
    assert len(set(found) - received) >= 12


def test_it_is_lawful(told: Path) -> None:
    """What the rules would not refuse but a reader would: order of dates, workdays only, the pledge of its own time."""
    desk = at(told)
    calendar = desk.calendar()
    desk.close()
    found = invented_ones(told)
    assert len(found) == 32
    for case in found:
        assert calendar.is_workday(case.received_on)
        for item in case.items.values():
            accepted = item.acceptance.on if item.acceptance is not None else None
            decided = item.decision.on if item.decision is not None else None
            dated = (item.received_on, accepted, decided, item.delivered_on)
            days = [day for day in dated if day is not None]
            assert days == sorted(days)
            assert all(calendar.is_workday(day) for day in days)
            if (
                item.acceptance is not None
                and item.acceptance.promise is not None
                and case.received_on < date(2026, 9, 1)
            ):
                assert "〔2026〕" not in item.acceptance.promise_ground
            if item.explained_on is not None:
                assert Clocks(item, calendar).promise_late(item.explained_on)


def test_projects_are_visited_and_begin_together(told: Path) -> None:
    """走访 by the leader of each and 集中开工 of the years before the stories, on invented projects."""
    desk = at(told)
    with desk.store.look() as look:
        visited = [one for one in index(look).going_on if one.visits and one.profile.firm.endswith(MARK)]
        batches = [one for one in ceremonies.every(look) if "年" in one.name]
        begun = {project for one in batches for project, _ in one.begun}
        stones = [library.found(look, stream).milestones["", "开工"] for stream in begun]
    calendar = desk.calendar()
    desk.close()
    assert len(visited) >= 3
    assert all(call.post == one.profile.leader for one in visited for call in one.visits)
    assert all(calendar.is_workday(call.on) for one in visited for call in one.visits)
    (batch,) = batches
    assert batch.confirmed_on == batch.day
    assert begun
    assert all(stone.actual == batch.day for stone in stones)


def test_who_is_invented_says_so(told: Path) -> None:
    for case in invented_ones(told):
        for words in (case.enterprise["name"], case.project["name"], case.enterprise["legal_representative"]):
            assert words.endswith(MARK)
    for case in cases(told).values():
        refused = [item for item in case.items.values() if item.decision is not None and item.decision.act == "refuse"]
        assert not refused or MARK in case.enterprise["name"]


def unnumbered(value: object) -> object:
    """An item without the numbers that were drawn: with other cases beside it they are others."""
    if isinstance(value, (tuple, list)):
        return tuple(unnumbered(part) for part in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    return [
        (one.name, unnumbered(getattr(value, one.name)))
        for one in fields(value)
        if one.name not in {"number", "document"}
    ]


def test_the_stories_stand_in_it_as_they_are_told_alone(told: Path, demonstrated: Path) -> None:
    alone, beside = cases(demonstrated / "demo.db"), cases(told)
    assert len(alone) == MADE_BY_STORIES
    for stream, case in alone.items():
        other = beside[stream]
        assert unnumbered(tuple(case.items.values())) == unnumbered(tuple(other.items.values()))
        assert replace(
            case, items={}, papers=(), code="", seq=0, enterprise={}, project={}, works={}, handler=""
        ) == replace(other, items={}, papers=(), code="", seq=0, enterprise={}, project={}, works={}, handler="")
        assert [paper.form for paper in case.papers] == [paper.form for paper in other.papers]


def test_the_story_morning_is_the_story_own(told: Path, demonstrated: Path) -> None:
    """Nothing of the history is late, due or nearly due on the morning on which the demo begins."""
    found = []
    for where in (demonstrated / "demo.db", told):
        desk = at(where)
        reading = Reading(desk)
        urgent = (ListFilter.STATUTE_LATE, ListFilter.DUE_TODAY, ListFilter.SOON, ListFilter.PROMISE_LATE)
        found.append([
            sorted((row.enterprise, row.next_on) for row in reading.worklist(one, scope="全部", after=None, limit=200))
            for one in urgent
        ])  # fmt: skip
        desk.close()
    assert found[0] == found[1]
    assert any(found[0])


def test_the_months_balance_and_follow_on_each_other(told: Path) -> None:
    desk = at(told)
    month = period_of(date(2026, 9, 30), Stretch.MONTH)
    total = figures(desk, month, Stretch.MONTH, Filter()).report.total
    for _ in range(3):
        left, right = total.balance
        assert left == right > 0
        closing = total.cells[Column.CLOSING]
        month = neighbour(month, Stretch.MONTH, 1)
        total = figures(desk, month, Stretch.MONTH, Filter()).report.total
        assert total.cells[Column.OPENING] == closing
    desk.close()


def test_three_hundred_invented_are_all_different_and_well_formed() -> None:
    from random import Random

    found = [invented(number, Random(number)) for number in range(1200)]
    assert len({one.enterprise["name"] for one in found}) == 1200
    assert len({one.enterprise["credit_code"] for one in found}) == 1200
    assert len({one.bearer.id_number for one in found}) == 1200
    for one in found:
        assert credit_code(str(one.enterprise["credit_code"])) == one.enterprise["credit_code"]
        assert id_number(one.bearer.id_number) == one.bearer.id_number


def test_a_paper_is_made_when_it_is_asked_for_and_is_the_same_wherever_it_is_made(
    told: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of one ledger two copies: made here or there, the paper has the same bytes, and its check string names its line."""
    case = invented_ones(told)[0]
    paper = next(paper for paper in case.papers if paper.form == "receipt")
    assert paper.sm3 == ""
    made = []
    for name in ("one", "two"):
        copy = tmp_path / f"{name}.db"
        copy.write_bytes(told.read_bytes())
        shutil.copytree(blob_folder(told), blob_folder(copy))
        desk = at(copy)
        make(desk, case.stream, paper.seq)
        made.append(pdf(desk, case.stream, paper.seq))
        assert desk.store.verify().ok
        desk.close()
    assert made[0] == made[1]
    assert made[0].startswith(b"%PDF")
    out = tmp_path / "收件凭证.pdf"
    out.write_bytes(made[0])
    capsys.readouterr()
    assert main(["verify-paper", "--db", str(tmp_path / "one.db"), str(out)]) == 0


def test_no_start_makes_all_the_papers_that_nobody_has_asked_for(told: Path) -> None:
    from bingliang.store.open_items import unissued

    desk = at(told)
    with desk.store.look() as look:
        waiting = unissued(look)
    desk.close()
    own = {case.stream: case for case in invented_ones(told)}
    silent = {
        at for at, case in own.items() if any(one.acceptance and one.acceptance.deemed for one in case.items.values())
    }
    assert set(own) & set(waiting) <= silent


def test_a_database_with_a_ledger_in_it_is_left_alone(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = lines(told)
    code, _, err = typed(told, capsys)
    assert code != 0
    assert "已经有台账" in err
    assert lines(told) == before


def test_what_cannot_be_told_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--db", str(tmp_path / "h.db"), "--months", "2"]) != 0
    assert "至少讲3个月" in capsys.readouterr().err
    assert main(["demo", "--db", str(tmp_path / "h.db"), "--years", "1", "--projects", "9", "--cases", "5"]) != 0
    assert "办件至少和项目一样多" in capsys.readouterr().err


def test_without_a_file_named_it_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path))
    few = ("demo", "--months", "3", "--projects", "2", "--cases", "4")
    assert main([*few]) == 0
    first = json.loads(capsys.readouterr().out)
    inode = Path(first["database"]).stat().st_ino
    assert main([*few]) == 0
    again, err = capsys.readouterr()
    assert (json.loads(again), err) == (first, "")
    assert Path(first["database"]).stat().st_ino == inode
    assert main(["verify", "--db", first["database"]]) == 0
