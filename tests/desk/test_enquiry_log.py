"""咨询 that belongs to no case: noted, listed with those about cases, counted in 统计; on both databases."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import text

from bingliang.boards.balance import Filter
from bingliang.desk import enquiry_log
from bingliang.desk.acts.press import press
from bingliang.desk.enquiries import Enquiry
from bingliang.desk.enquiry_log import NONE, Asked
from bingliang.desk.errors import Faults
from bingliang.desk.statistics.figures import Figures, figures
from bingliang.desk.statistics.periods import Stretch, period_of
from bingliang.desk.statistics.sheets import save_workbook
from bingliang.ledger.acts import Refusal
from tests.clerk import Clerk

ASKED = Enquiry("企业经办人", "办施工许可要带什么", "已打印办事清单")


def month(clerk: Clerk) -> Figures:
    return figures(clerk.desk, period_of(clerk.today, Stretch.MONTH), Stretch.MONTH, Filter())


def test_an_enquiry_without_a_case_is_noted_listed_and_counted(clerk: Clerk, tmp_path: Path) -> None:
    clerk.on("12-01").receives("S3-08").logs("办到哪一步了")
    answer = press(clerk.desk, "问-1", enquiry_log.enquire(clerk.today, ASKED, "S3-08"))
    assert press(clerk.desk, "问-1", enquiry_log.enquire(clerk.today, ASKED, "S3-08")) == answer, "one press, one line"
    clerk.on("12-02")
    press(clerk.desk, "问-2", enquiry_log.enquire(date(2026, 11, 30), ASKED))
    found = enquiry_log.log(clerk.desk, Asked.ALL)
    assert [(row.about, row.on.day) for row in found.rows][-1] == ("不针对一个事项", 30)
    assert dict(found.counts) == {Asked.TODAY: 0, Asked.ALL: 3, Asked.LOOSE: 2, Asked.OF_CASE: 1}
    (of_case,) = enquiry_log.log(clerk.desk, Asked.OF_CASE).rows
    assert (of_case.stream, of_case.about) == (clerk.stream, "办件进度")
    shown = month(clerk)
    body = next(row.body for row in found.rows if row.body)
    assert shown.enquired.words == "咨询量 2 次（不属于办件 1 次；电话 2）"
    assert shown.enquired.of(body) == 1
    assert shown.enquired.of("nobody") == 0
    save_workbook(shown, tmp_path / "统计.xlsx")
    rows = list(load_workbook(tmp_path / "统计.xlsx")["按部门"].iter_rows(values_only=True))
    heads = next(row for row in rows if row[0] == "部门")
    at = heads.index("咨询量")
    assert next(row for row in rows if row[0] == "合计")[at] == 2
    assert next(row for row in rows if row[0] == shown.body(body))[at] == 1
    assert clerk.desk.store.verify().ok


def test_an_enquiry_with_a_gap_or_of_another_post_is_refused(clerk: Clerk) -> None:
    clerk.on("12-01")
    wrong = enquiry_log.enquire(date(2026, 10, 1), Enquiry(" ", "", "", "梦里"), "没有")
    with pytest.raises(Faults) as said:
        press(clerk.desk, "问", wrong)
    assert [name for name, _ in said.value.faults] == ["caller", "question", "answer", "on", "means", "code"]
    with pytest.raises(Refusal, match="岗位"):
        press(clerk.reviewer("construction").desk, "问", enquiry_log.enquire(clerk.today, ASKED))
    assert month(clerk).enquired.words == "咨询量 0 次（不属于办件 0 次）"


def test_the_form_says_what_will_be_noted_before_it_is(clerk: Clerk) -> None:
    clerk.on("12-01")
    form = enquiry_log.form_of(clerk.desk)
    values = {one.name: one.default for one in form.fields}
    assert enquiry_log.ENQUIRIES.trial(clerk.desk, form, "", "问", values).lacking == ("问什么", "怎样答复")
    values |= {"enquiry_question": "要多久", "enquiry_answer": "二十个工作日以内"}
    assert values["enquiry_code"] == NONE
    trial = enquiry_log.ENQUIRIES.trial(clerk.desk, form, "", "问", values)
    assert trial.rehearsed.consequence is not None
    assert trial.rehearsed.consequence.sentences[0] == "2026-12-01 办事群众（电话）问：要多久；答：二十个工作日以内。"
    assert trial.rehearsed.shown is not None
    enquiry_log.ENQUIRIES.confirm(clerk.desk, form, "", "问", values, trial.rehearsed.shown)
    assert len(enquiry_log.log(clerk.desk, Asked.TODAY).rows) == 1


def test_the_list_reads_its_index(clerk: Clerk) -> None:
    from bingliang.store.schema import ENQUIRED

    with clerk.desk.store.look() as look:
        if look.connection.dialect.name == "sqlite":
            asked = (
                f"EXPLAIN QUERY PLAN SELECT * FROM ledger WHERE {ENQUIRED} AND at >= '2026' ORDER BY at DESC, id DESC"
            )
            plan = " ".join(str(row[-1]) for row in look.connection.execute(text(asked)))
            assert "ix_ledger_enquired" in plan
