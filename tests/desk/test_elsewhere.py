"""其他超期: what is late in other rooms stands in the supervisors' list, and leads to where it is done."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from bingliang.desk.projects import problems
from bingliang.desk.projects.library import press
from bingliang.desk.projects.problems import Hand, Told
from bingliang.desk.rating import comments, ratings
from bingliang.desk.supervision.elsewhere import elsewhere
from bingliang.desk.supervision.export import export_matters
from bingliang.desk.supervision.rows import MatterFilter, MatterRow, under
from bingliang.ledger.acts import Who
from tests.clerk import Clerk
from tests.desk.test_comments import CITY, enlisted, entered
from tests.desk.test_ratings import delivered, rated

BOSS = Who("督查专员", "督查", "督查")


def seen(clerk: Clerk, who: Who = BOSS) -> tuple[MatterRow, ...]:
    clerk.desk.who = who
    return elsewhere(clerk.desk)


def test_bad_ratings_comments_and_problems_that_are_late_are_listed_each_with_its_room(
    clerk: Clerk, tmp_path: Path
) -> None:
    rating = rated(delivered(clerk))
    project = enlisted(clerk)
    comment = entered(clerk.on("11-09"), project, (CITY, 4, "又慢了"))
    told = Told(
        "资金", "缺流动资金", "领导走访", date(2026, 11, 9), "分管副主任", Hand("城管", days=2), project=project
    )
    press(clerk.desk, "问题", problems.raise_problem(told))
    assert seen(clerk) == (), "nothing is late on its own day"

    clerk.on("11-11")
    press(clerk.desk, "审核", comments.check(comment, ()))
    late = {row.rung: row for row in seen(clerk)}
    assert {rung: row.place for rung, row in late.items()} == {"逾期未联系": "评议"}
    press(clerk.desk, "联系", ratings.contact(rating, "属实", "没有一次说清", "立行立改"))
    clerk.on("12-09")
    rows = seen(clerk)
    assert {row.rung: (row.place, row.subject) for row in rows} == {
        "整改超期": ("评议", rating),
        "逾期未答复": ("评议", comment),
        "超期未办结": ("项目库", next(row.stream for row in rows if row.kind == "要素保障")),
    }
    assert [row.remaining for row in rows] == sorted(row.remaining or 0 for row in rows), "the longest late first"
    assert under(rows, MatterFilter.ELSEWHERE) == rows
    assert under(rows, MatterFilter.OPEN) == (), "no matter of a case, and not counted as one"

    sheet = load_workbook(export_matters(rows, str(tmp_path / "督办.xlsx"))).active
    assert sheet is not None
    assert {row[0] for row in sheet.iter_rows(min_row=2, values_only=True)} >= {"好差评", "业主点评", "要素保障"}


def test_a_department_sees_only_what_is_its_own(clerk: Clerk) -> None:
    rated(delivered(clerk))
    clerk.on("12-09")
    assert [row.rung for row in seen(clerk)] == ["逾期未联系"]
    assert seen(clerk, Who("审查人员", CITY, "部门", CITY)) == (), (
        "a bad rating nobody has looked into is not told to the rated"
    )
