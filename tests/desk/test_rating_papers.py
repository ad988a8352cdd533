"""评议的纸 and what each post may read: the sheet to be signed, the issue, the slip; a department never sees who or how."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from bingliang.desk.desk import Desk
from bingliang.desk.rating import detail as rating_detail
from bingliang.desk.rating import papers as rating_papers
from bingliang.desk.rating.export import export
from bingliang.desk.rating.forms import form_of, offers
from bingliang.desk.rating.view import RatingFilter, RatingRow, room
from bingliang.ledger.acts import Refusal, Who
from bingliang.paper.pages import page_text

SUPERVISOR = Who("督查专员", "后台", "督查")
REVIEWER = Who("审查人员", "后台", "部门", "city-management")


@pytest.fixture(scope="module")
def told(desk_again: Callable[[], Desk]) -> Iterator[Desk]:
    """The sample zone, its stories told; nothing is written here."""
    desk = desk_again()
    yield desk
    desk.close()


def text(paper: rating_papers.RatingPaper) -> str:
    return "".join(page_text(paper.pdf, 0).split())


def first(desk: Desk, which: RatingFilter, words: str = "") -> RatingRow:
    return next(row for row in room(desk).under(which) if words in f"{row.title}{row.about}")


def test_the_sheet_names_the_departments_that_served_the_project(told: Desk) -> None:
    sheet = rating_papers.paper_of(told, first(told, RatingFilter.TO_COMMENT, "东龙"))
    assert sheet.title == "业主点评表"
    assert "2026年12月中旬" in text(sheet)
    assert "岳阳经开区建设交通局" in text(sheet)
    assert "不同意公布，只计入合计" in text(sheet)


def test_the_issue_has_texts_with_consent_and_the_totals_of_all(told: Desk, tmp_path: Path) -> None:
    row = first(told, RatingFilter.PUBLISHED, "业主点评第8期")
    said = text(rating_papers.paper_of(told, row))
    assert "第8期2026年12月上旬2026年12月11日公布" in said
    assert "五项并联，少跑四趟" in said
    assert "数博" not in said, "did not consent"
    book = tmp_path / "第8期.xlsx"
    export(told, (), row, (), str(book))
    totals = list(openpyxl.load_workbook(book)["各部门合计"].iter_rows(min_row=2, values_only=True))
    assert sum(int(str(line[1])) for line in totals) == 4, "counted all the same"


def test_the_list_is_exported_as_the_post_sees_it(told: Desk, tmp_path: Path) -> None:
    book = tmp_path / "评议.xlsx"
    reviewer = replace(told, who=REVIEWER)
    found = room(reviewer)
    export(reviewer, found.rows, None, found.totals, str(book))
    sheet = openpyxl.load_workbook(book)["好差评合计"]
    assert list(next(sheet.iter_rows(min_row=2, values_only=True)))[:2] == ["城管", "不显示"]


def test_a_department_reads_the_fault_and_neither_grade_nor_day_nor_words_nor_whose_it_was(told: Desk) -> None:
    row = first(replace(told, who=SUPERVISOR), RatingFilter.CLOSED)
    reviewer = rating_detail.view(replace(told, who=REVIEWER), row)
    said = str(reviewer)
    assert dict(reviewer.facts)["等级"] == "差评"
    assert "送达时没有当面说明" in said
    for hidden in ("示例精工", "窗口没有当面讲清楚", "2026-12-01", "不满意'"):
        assert hidden not in said
    supervisor = rating_detail.view(replace(told, who=SUPERVISOR), row)
    assert "岳阳示例精工有限公司（虚构）" in dict(supervisor.paragraphs)["评价人"], "opened, with its reason"
    assert any("评价拆封：差评须在一个工作日内联系企业核实" in line for line in supervisor.history)


def test_nothing_of_a_sealed_comment_is_read_by_anybody(told: Desk) -> None:
    row = first(told, RatingFilter.TO_CHECK)
    for who in (told.who, SUPERVISOR, Who("局长", "后台", "领导")):
        desk = replace(told, who=who)
        assert "整改一提就来复验" not in str(rating_detail.view(desk, row))
        assert "整改一提就来复验" not in str(room(desk))
    assert not [one for one in room(replace(told, who=REVIEWER)).rows if one.filter is RatingFilter.TO_CHECK]
    (check,) = [one for one in offers(replace(told, who=SUPERVISOR), row) if one.name == "check_comment"]
    assert "点评封存到2026-12-20" in check.forbidden
    with pytest.raises(Refusal, match="点评封存到2026-12-20"):
        form_of(replace(told, who=SUPERVISOR), "check_comment", row)


def test_a_slip_is_there_only_while_its_code_waits(told: Desk) -> None:
    with pytest.raises(Refusal, match="还没有回访"):
        rating_papers.paper_of(told, first(told, RatingFilter.MENDING))
    with pytest.raises(Refusal, match="没有这个评价码"):
        rating_papers.slip(told, "000000000000")
