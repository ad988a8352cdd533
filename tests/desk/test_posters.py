"""挂图 out of the ledger of the demonstration, and everything that can be exported of a board."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bingliang.boards.schedule import LATE, OK, PAUSE, WARN, Plan, Task
from bingliang.desk.boards import exports
from bingliang.desk.boards.plans import PERMITS, WHOLE, plan
from bingliang.desk.desk import Desk
from bingliang.desk.projects.rows import library
from bingliang.ledger.acts import Refusal
from bingliang.paper import pages
from tests.paper.boards import sample


@pytest.fixture(scope="module")
def desk(desk_again: Callable[[], Desk]) -> Iterator[Desk]:
    made = desk_again()
    yield made
    made.close()


def of(desk: Desk, name: str) -> Plan:
    return plan(desk, next(row.stream for row in library(desk).rows if name in row.profile.name))


def task(found: Plan, name: str) -> Task:
    return next(one for section in found.sections for one in section.tasks if name in one.name)


def test_the_plan_of_donglong_is_what_the_library_and_its_nine_items_say(desk: Desk) -> None:
    found = of(desk, "新能源汽车零部件产业园")
    assert [(one.title, len(one.tasks)) for one in found.sections] == [(WHOLE, 7), (PERMITS, 9)]
    assert (found.responsible, found.leader, found.mark) == ("岳阳经开区建设交通局（示范）", "管委会主任", "示范数据")
    begun = task(found, "开工")
    assert (begun.planned, begun.state, begun.critical) == (date(2026, 12, 28), "还有10天", True)
    report = task(found, "环境影响报告表")
    assert (report.planned, report.due, report.actual) == (date(2026, 10, 28), date(2026, 11, 11), date(2026, 10, 30))
    assert report.tone == WARN, "the promise was broken, the law was not"
    fire = task(found, "消防设计审查")
    assert fire.critical
    assert [one.tone for one in fire.stretches] == [OK, OK, PAUSE]
    assert sum(one.critical for one in found.sections[1].tasks) == 3
    assert all(one.sources for section in found.sections for one in section.tasks)


def test_each_works_has_its_milestones_and_what_is_provisional_says_so(desk: Desk) -> None:
    found = of(desk, "生产基地")
    assert [one.title for one in found.sections] == [WHOLE, "A 真石漆车间", "B 卷材车间", PERMITS]
    assert task(found, "规划条件核实").provisional
    assert found.certain_to == date(2026, 12, 31)
    assert (date(2026, 12, 12), date(2026, 12, 13)) in found.rest
    late = [one.name for section in of(desk, "智能零部件").sections for one in section.tasks if one.tone == LATE]
    assert late, "what is late falls on the invented firm"
    with pytest.raises(Refusal, match="项目"):
        plan(desk, "project/没有")


BOARDS = {
    exports.ISSUE: sample.issue(),
    exports.ROLL: sample.issue(),
    exports.COMMANDERS: sample.commanders(),
    exports.DIGEST: sample.digest(),
    exports.PROJECT: sample.plan(),
}
MINE = (
    "daily_folder", "daily_png", "daily_pdf", "roll_a1", "roll_a0", "roll_png", "flags_pdf", "flags_a3", "commanders_pdf",
    "commanders_a0", "commanders_a3", "commanders_png", "gantt_a0", "digest_pdf", "digest_long",
)  # fmt: skip


@pytest.mark.parametrize("key", MINE)
def test_every_export_writes_what_it_says(key: str, tmp_path: Path) -> None:
    one = exports.export(key)
    target = tmp_path / f"看板{one.suffix}"
    written = one.make(BOARDS[one.of], target, size=(1280, 384)) if one.sized else one.make(BOARDS[one.of], target)
    assert written
    assert all(path.is_file() and path.stat().st_size for path in written)
    assert target.is_dir() is (one.suffix == "")
    if one.suffix == ".pdf":
        text = pages.page_text(target.read_bytes(), 0)
        assert "示范数据" in text
        assert "截至2026" in text
    for path in written:
        if path.suffix == ".png" and one.sized:
            assert path.read_bytes()[16:24] == (1280).to_bytes(4, "big") + (384).to_bytes(4, "big")


def test_what_there_is_of_each_board() -> None:
    assert {one.of for one in exports.EXPORTS} == set(BOARDS)
    assert len({one.key for one in exports.EXPORTS}) == len(exports.EXPORTS)
    assert [one.key for one in exports.exports_of(exports.PROJECT)] == ["gantt_a0"]
    with pytest.raises(KeyError):
        exports.export("nothing")


def test_no_flag_no_sheet(tmp_path: Path) -> None:
    one = sample.issue()
    none = replace(one, projects=tuple(replace(row, flag="") for row in one.projects))
    with pytest.raises(ValueError, match="没有插旗的项目"):
        exports.export("flags_pdf").make(none, tmp_path / "旗.pdf")
