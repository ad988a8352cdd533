"""The practice zone: a ledger of its own on the real clock, every paper marked, and never a real ledger touched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from bingliang.desk.casework import decisions
from bingliang.desk.practice import RIBBON, begin, practise, restart
from bingliang.desk.reading import Reading
from bingliang.desk.rows import Light, ListFilter
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Case
from bingliang.ledger.folding import fold
from bingliang.settings import Settings
from tests.clerk import Clerk

ME = Settings(clerk="新来的窗口人员", counter="9")


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "练习 #1" / "practice.db"


@pytest.fixture(scope="module")
def zone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    found = practise(tmp_path_factory.mktemp("练习 #2") / "practice.db", ME)
    yield found
    found.desk.close()


def cases(zone: Reading) -> list[Case]:
    with zone.desk.store.look() as look:
        found = [fold(look.entries(stream)) for stream in look.streams("case/")]
    return [case for case in found if case is not None]


def test_the_zone_says_that_it_is_for_practice_and_knows_who_practises(zone: Reading) -> None:
    assert zone.ribbon == RIBBON
    assert (zone.clerk, zone.counter) == ("新来的窗口人员", "9")


def test_there_is_something_to_accept_to_decide_and_to_hand_over(zone: Reading) -> None:
    rows = zone.worklist(ListFilter.IN_HAND, scope="全部", after=None, limit=100)
    assert len(rows) == 5
    assert {segment.light for row in rows for segment in row.segments} >= {Light.OK, Light.COLLECT, Light.WAITING}
    assert {item.state.value for case in cases(zone) for item in case.items.values()} >= {
        "待受理",
        "在办",
        "已决定",
        "预收",
    }
    assert zone.counts(scope="全部").statute_late == 0
    assert max(row.received_on for row in rows) < zone.today


def test_every_paper_is_marked(zone: Reading) -> None:
    papers = [paper for case in cases(zone) for paper in case.papers]
    assert len(papers) > 10
    for paper in papers:
        pages = PdfReader(io.BytesIO(zone.desk.store.blobs.get(paper.sm3))).pages
        assert all(RIBBON in page.extract_text() for page in pages), paper.title


def test_what_was_practised_is_there_next_time_until_it_is_begun_anew(where: Path) -> None:
    first = practise(where, ME)
    (stream,) = [case.stream for case in cases(first) if case.items[1].code == "S3-06"]
    decisions.grant(first.desk, "press", stream, 1, decisions.Reply(first.today, content="准予排水"))
    first.desk.close()
    assert begin(where) == 5
    again = practise(where, ME)
    assert again.case(stream).lanes[0].decision == "准予"
    again.desk.close()
    restart(where)
    assert not where.exists()
    assert not where.with_name("practice.db.blobs").exists()
    fresh = practise(where, ME)
    assert fresh.case(stream).lanes[0].decision == ""
    fresh.desk.close()


def test_a_real_ledger_is_neither_filled_nor_cleared(alone: Clerk) -> None:
    before = alone.receives("S3-09").state()
    with pytest.raises(Refusal, match="是业务数据，不是练习库"):
        practise(Path(alone.where), ME)
    with pytest.raises(Refusal, match="不是练习库，不能清除"):
        restart(Path(alone.where))
    assert alone.state() == before


def test_beginning_anew_where_nothing_is_does_nothing(where: Path) -> None:
    restart(where)
    assert not where.parent.exists()


def test_a_reviewer_practises_at_his_own_department(where: Path) -> None:
    zone = practise(where, Settings(clerk="审查人员", counter="后台", role="部门", office="城管"))
    assert (zone.desk.who.role, zone.desk.who.office) == ("部门", "city-management")
    zone.desk.close()
    with pytest.raises(ValueError, match=r"没有名为“没有的局”的部门.*可选的是：.*城管"):
        practise(where, Settings(clerk="审查人员", counter="后台", role="部门", office="没有的局"))
    with pytest.raises(ValueError, match="还没有选择部门"):
        practise(where, Settings(clerk="审查人员", counter="后台", role="部门"))
