"""The register of pledges: who promised what, until when, kept or broken, and which checks are still to come."""

from __future__ import annotations

from datetime import date

import pytest

from bingliang.desk.errors import Faults
from bingliang.desk.pledges.agreed import Promised, record, settle
from bingliang.desk.pledges.public_paper import pledge_board, public_pledge_paper
from bingliang.desk.pledges.register import register
from bingliang.desk.pledges.rows import PledgeKind, PledgeRow
from bingliang.desk.rows import Light
from bingliang.ledger.acts import Refusal
from bingliang.ledger.agreed import BROKEN, KEPT
from bingliang.paper.pages import page_sizes, page_text
from tests.clerk import MET, Clerk


def rows(clerk: Clerk, kind: PledgeKind) -> tuple[PledgeRow, ...]:
    return tuple(row for row in register(clerk.desk, kind).rows if row.stream in {clerk.stream, ""})


def test_a_promised_date_is_open_then_kept_or_broken(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", "S3-07").accepts(1, 2)
    until = {row.no: row.until for row in rows(clerk, PledgeKind.OPEN)}
    assert {no: f"{on:%m-%d}" for no, on in until.items() if on} == {1: clerk.promised(1), 2: clerk.promised(2)}
    clerk.on("10-13").grants(1)
    assert [(row.no, row.light) for row in rows(clerk, PledgeKind.KEPT)] == [(1, Light.DONE)]
    clerk.on("10-30")
    broken = rows(clerk, PledgeKind.BROKEN)
    assert [row.no for row in broken] == [2]
    assert broken[0].follow == "应在 10-19 以前公开说明"
    clerk.explains(2)
    told = rows(clerk, PledgeKind.BROKEN)[0]
    assert (told.follow, told.number) == ("10-30 已公开说明", clerk.papers("overrun")[0].number)
    assert told.seq
    assert broken[0].state.startswith("超 ")
    counts = register(clerk.desk, PledgeKind.OPEN).counts
    assert (counts[PledgeKind.KEPT], counts[PledgeKind.BROKEN]) == (1, 1)


def test_a_promise_broken_and_then_decided_stays_broken(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).on("10-30").explains(1).grants(1)
    assert [row.state.endswith("办结") for row in rows(clerk, PledgeKind.BROKEN)] == [True]
    assert rows(clerk, PledgeKind.KEPT) == ()


def test_what_an_applicant_promised_is_checked_in_its_time(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S2-08").accepts(1, promised={1: MET})
    assert rows(clerk, PledgeKind.NOTIFIED)[0].state == "待作出决定"
    clerk.grants(1)
    row = rows(clerk, PledgeKind.NOTIFIED)[0]
    assert row.until is not None
    assert row.follow == "核查"
    assert row.number == clerk.papers("notified_commitment")[0].number
    clerk.on("12-31")
    assert rows(clerk, PledgeKind.NOTIFIED)[0].light is Light.PROMISE_LATE
    clerk.verifies(1)
    assert rows(clerk, PledgeKind.NOTIFIED)[0].state == "核查属实"


def test_a_deferred_material_is_due_on_the_day_the_applicant_named(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-06", later=("水质检测报告或者承诺书",)).accepts(1, until={1: "10-15"})
    row = rows(clerk, PledgeKind.DEFERRED)[0]
    assert (f"{row.until}", row.state, row.light) == ("2026-10-15", "3 个工作日内补齐", Light.OK)
    clerk.on("10-14")
    assert rows(clerk, PledgeKind.DEFERRED)[0].light is Light.SOON
    clerk.on("10-16")
    assert rows(clerk, PledgeKind.DEFERRED)[0].state == "逾期 1 个工作日未补齐"


def test_the_pledge_of_truth_waits_for_its_signature(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    assert rows(clerk, PledgeKind.TRUTH)[0].follow == "请企业签名盖章"
    clerk.marks("签署")
    assert rows(clerk, PledgeKind.TRUTH)[0].state == "已签署"


def test_each_department_stands_with_what_it_promised_and_kept(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).on("10-13").grants(1)
    body = clerk.item(1).body
    public = {row.body: row for row in register(clerk.desk, PledgeKind.PUBLIC).rows}
    assert public[body].counts == (0, 1, 0)
    assert public[body].state == "兑现率 100%"
    narrowed = register(clerk.desk, PledgeKind.KEPT, body).rows
    assert {row.body for row in narrowed} == {body}
    other = next(code for code in public if code != body)
    assert register(clerk.desk, PledgeKind.KEPT, other).rows == ()


def test_a_departments_public_pledge_is_its_published_limits(clerk: Clerk) -> None:
    body = clerk.on("10-12").receives("S3-09").item(1).body
    made = public_pledge_paper(clerk.desk, body)
    text = "".join("".join(page_text(made.pdf, page).split()) for page in range(made.pages))
    assert "公开承诺书" in text
    assert clerk.item(1).name in text
    assert "违诺责任" in text
    with pytest.raises(Refusal, match="没有这个部门"):
        public_pledge_paper(clerk.desk, "没有这个部门")


def test_what_waits_to_be_checked_stands_in_one_list_the_overdue_first(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S2-08").accepts(1, promised={1: MET}).grants(1)
    one = Promised(
        "政策承诺", "岳阳示例精工有限公司（虚构）", "补助到账", "示范管发〔2026〕2号", "产业发展局", date(2026, 10, 20)
    )
    stream = str(record(clerk.desk, "agreed-1", one)["stream"])
    assert [row.kind for row in rows_of(clerk, PledgeKind.CHECKS)] == [PledgeKind.AGREED, PledgeKind.NOTIFIED]
    clerk.on("10-23")
    (row,) = rows_of(clerk, PledgeKind.AGREED)
    assert (row.state, row.light, row.who) == ("已过 3 天", Light.PROMISE_LATE, "产业发展局")
    settle(clerk.desk, "agreed-2", stream, BROKEN, date(2026, 10, 22), reason="预算调整，列入十一月拨付")
    assert rows_of(clerk, PledgeKind.AGREED)[0].state == "10-22 认定未兑现"
    settle(clerk.desk, "agreed-3", stream, KEPT, date(2026, 10, 23), "拨付凭证示范1号")
    assert rows_of(clerk, PledgeKind.AGREED)[0].state == "10-23 逾期兑现"
    other = Promised(
        "招商协议", "岳阳示例精工有限公司（虚构）", "道路通车", "示范招协〔2026〕9号", "建设交通局", date(2026, 12, 31)
    )
    kept = str(record(clerk.desk, "agreed-4", other)["stream"])
    assert rows_of(clerk, PledgeKind.AGREED)[1].state == "余 69 天"
    settle(clerk.desk, "agreed-5", kept, KEPT, date(2026, 10, 23), "通车证明示范1号")
    assert rows_of(clerk, PledgeKind.AGREED)[1].state == "2026-10-23 兑现"
    with pytest.raises(Refusal, match="已经登记，不用重复登记"):
        record(clerk.desk, "agreed-6", other)
    with pytest.raises(Faults) as why:
        record(clerk.desk, "agreed-7", Promised("口头", "", "", "", "", date(2026, 12, 31)))
    assert len(why.value.faults) == 5
    with pytest.raises(Refusal, match="没有这一项承诺"):
        settle(clerk.desk, "agreed-8", "agreed/none", KEPT, date(2026, 10, 23), "有")
    assert clerk.desk.store.verify().ok


def rows_of(clerk: Clerk, kind: PledgeKind) -> tuple[PledgeRow, ...]:
    return register(clerk.desk, kind).rows


@pytest.mark.parametrize(("size", "wide"), [("A4", 210), ("A3", 297), ("A2", 420)])
def test_a_board_is_one_layout_in_three_sizes(alone: Clerk, size: str, wide: int) -> None:
    made = pledge_board(alone.desk, "housing", size)
    assert [round(width / 72 * 25.4) for width, _ in page_sizes(made.pdf)] == [wide]
    text = page_text(made.pdf, 0)
    assert "建筑工程施工许可证核发" in text
    assert "竣工验收备案" not in text, "the enterprise's own duty is no promise of the department"
