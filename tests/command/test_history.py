"""bingliang demo --years: the same history for the same seed, lawful line by line, every name marked 虚构."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bingliang.command import main
from bingliang.desk.demo.story import CLERK, StoryClock
from bingliang.desk.desk import open_desk
from bingliang.desk.history.invented import invented
from bingliang.desk.papers.shelf import make, pdf
from bingliang.ledger.case import Case
from bingliang.ledger.folding import fold
from bingliang.ledger.identifiers import credit_code, id_number
from bingliang.mechanism.time_limits.clocks import Clocks

SMALL = ("--years", "2", "--projects", "12", "--cases", "40")


def typed(where: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, dict[str, Any], str]:
    code = main(["demo", "--db", str(where), *SMALL, *more])
    out, err = capsys.readouterr()
    return code, json.loads(out.splitlines()[-1]) if out else {}, err


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("历史") / "history.db"
    assert main(["demo", "--db", str(where), *SMALL]) == 0
    return where


def lines(where: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(where) as found:
        return found.execute("SELECT id, stream, seq, request, at, act, facts, hash FROM ledger ORDER BY id").fetchall()


def cases(where: Path) -> list[Case]:
    desk = open_desk(where, CLERK, clock=StoryClock(), create=False)
    with desk.store.look() as look:
        streams = look.connection.exec_driver_sql(
            "SELECT stream FROM standing WHERE level = 'case' ORDER BY 1"
        ).scalars()
        found = [fold(look.entries(stream)) for stream in streams]
    desk.close()
    return [case for case in found if case is not None]


def test_it_tells_as_many_as_it_was_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer, err = typed(tmp_path / "h.db", capsys)
    assert code == 0
    assert (answer["projects"], answer["cases"]) == (12, 40)
    assert answer["items"] > 40
    assert "讲到 2025年" in err


def test_the_same_seed_tells_the_same_bytes(told: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.db"
    main(["demo", "--db", str(again), *SMALL])
    assert lines(again) == lines(told)


def test_another_seed_tells_another_history(told: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    main(["demo", "--db", str(other), *SMALL, "--seed", "7"])
    assert {row[6] for row in lines(other)} != {row[6] for row in lines(told)}
    assert main(["verify", "--db", str(other)]) == 0


def test_it_verifies(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--db", str(told)]) == 0
    assert "台账完好" in capsys.readouterr().out


def test_it_is_lawful(told: Path) -> None:
    """What the rules would not refuse but a reader would: order of dates, workdays only, the pledge of its own time."""
    desk = open_desk(told, CLERK, clock=StoryClock(), create=False)
    calendar = desk.calendar()
    desk.close()
    seen = set()
    for case in cases(told):
        assert calendar.is_workday(case.received_on)
        for item in case.items.values():
            accepted = item.acceptance.on if item.acceptance is not None else None
            decided = item.decision.on if item.decision is not None else None
            dated = (item.received_on, accepted, decided, item.delivered_on)
            days = [day for day in dated if day is not None]
            assert days == sorted(days)
            assert all(calendar.is_workday(day) for day in days)
            seen.add(item.state)
            if item.acceptance is not None and item.acceptance.promise is not None:
                assert "〔2026〕" not in item.acceptance.promise_ground
            assert not (item.acceptance and item.acceptance.deemed)
            if item.explained_on is not None:
                assert Clocks(item, calendar).promise_late(item.explained_on)
    assert seen


def test_who_is_invented_says_so(told: Path) -> None:
    for case in cases(told):
        for words in (case.enterprise["name"], case.project["name"], case.enterprise["legal_representative"]):
            assert words.endswith("（虚构）")


def test_three_hundred_invented_are_all_different_and_well_formed() -> None:
    from random import Random

    found = [invented(number, Random(number)) for number in range(1200)]
    assert len({one.enterprise["name"] for one in found}) == 1200
    assert len({one.enterprise["credit_code"] for one in found}) == 1200
    assert len({one.bearer.id_number for one in found}) == 1200
    for one in found:
        assert credit_code(str(one.enterprise["credit_code"])) == one.enterprise["credit_code"]
        assert id_number(one.bearer.id_number) == one.bearer.id_number


def test_a_paper_is_made_when_it_is_asked_for(told: Path) -> None:
    case = cases(told)[0]
    paper = next(paper for paper in case.papers if paper.form == "receipt")
    assert paper.sm3 == ""
    desk = open_desk(told, CLERK, clock=StoryClock(), create=False)
    make(desk, case.stream, paper.seq)
    assert pdf(desk, case.stream, paper.seq).startswith(b"%PDF")
    desk.close()


def test_a_database_with_a_ledger_in_it_is_left_alone(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = lines(told)
    code, _, err = typed(told, capsys)
    assert code != 0
    assert "已经有台账" in err
    assert lines(told) == before


def test_without_a_file_named_it_is_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BINGLIANG_DATA", str(tmp_path))
    assert main(["demo", *SMALL]) == 0
    first = json.loads(capsys.readouterr().out)
    inode = Path(first["database"]).stat().st_ino
    assert main(["demo", *SMALL]) == 0
    again, err = capsys.readouterr()
    assert (json.loads(again), err) == (first, "")
    assert Path(first["database"]).stat().st_ino == inode
