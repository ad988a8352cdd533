"""A reviewer's own list, on either database: what is wanted of his department, by when, and what he may not do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bingliang.desk.rows import Light, TaskFilter
from bingliang.desk.task_view import TaskView, task_offers, task_view
from bingliang.desk.tasks import Task, Want, tasks
from bingliang.ledger.acts import Refusal
from tests.clerk import MET, Clerk

DAY = timedelta(days=1)
ROAD, RUBBISH, DRAINS, PERMIT = "S3-07", "S3-09", "S3-06", "S3-03"


def only(clerk: Clerk) -> Task:
    (row,) = tasks(clerk.desk).rows
    return row


def read(clerk: Clerk) -> TaskView:
    return task_view(clerk.desk, only(clerk))


def test_before_acceptance_a_remark_is_wanted_within_two_workdays(clerk: Clerk) -> None:
    clerk.on("10-12").receives(ROAD)
    city = clerk.reviewer("city-management")
    row = only(city)
    assert (row.want, row.until, row.remaining, row.light) == (Want.REMARK, clerk.on("10-14").today, 2, Light.OK)
    clerk.on("10-14")
    assert only(city).light is Light.SOON
    view = read(city)
    assert (
        view.sentence
        == "请在10月14日前对《市政设施建设类审批（占用、挖掘城市道路；依附道路建管线）》的材料提出齐全性意见，不提即视为齐全，由窗口受理。"
    )
    assert ("齐全性意见截止", "2026-10-14") in view.days
    assert ("窗口答复截止", "2026-10-19") in view.days
    assert view.materials


def test_a_remark_given_or_too_late_waits_for_the_counter(clerk: Clerk) -> None:
    clerk.on("10-12").receives(ROAD, RUBBISH)
    city = clerk.reviewer("city-management")
    assert len(tasks(city.desk).under(TaskFilter.REMARK)) == 2
    city.remarks(1)
    first, second = tasks(city.desk).rows
    assert (first.no, first.want) == (2, Want.REMARK)
    assert (second.no, second.want) == (1, Want.ACCEPTANCE)
    assert task_view(city.desk, second).said == ("10月12日　审查人员　材料齐全，没有意见",)
    clerk.on("10-15")
    assert tasks(city.desk).under(TaskFilter.REMARK) == ()


def test_the_department_of_an_item_that_is_accepted_owes_the_decision(clerk: Clerk) -> None:
    clerk.on("10-12").receives(ROAD).on("10-14").accepts(1)
    city = clerk.reviewer("city-management")
    row = only(city)
    assert (row.want, f"{row.promised_on:%m-%d}", f"{row.due_on:%m-%d}") == (Want.DECIDE, "10-19", "11-11")
    assert (
        read(city).sentence
        == "请对《市政设施建设类审批（占用、挖掘城市道路；依附道路建管线）》作出决定，承诺10月19日前办结，法定11月11日前办结。"
    )
    city.on("10-21")
    assert only(city).light is Light.PROMISE_LATE
    assert "承诺日10月19日已过2个工作日，须公开说明" in read(city).sentence
    city.grants(1)
    assert tasks(city.desk).rows == ()


def test_a_reviewer_sees_and_touches_his_own_items_only(clerk: Clerk) -> None:
    clerk.on("10-12").receives(ROAD).on("10-14").accepts(1)
    water = clerk.reviewer("water")
    assert tasks(water.desk).rows == ()
    said = water.nothing_recorded(lambda: water.grants(1))
    assert "由城管办理，不是本部门的事项" in str(said)
    nobody = clerk.reviewer("")
    assert "还没有登记所属部门" in str(nobody.nothing_recorded(lambda: nobody.grants(1)))
    with pytest.raises(Refusal, match="还没有登记所属部门"):
        tasks(nobody.desk)


def test_no_correction_after_acceptance_by_a_reviewer_either(clerk: Clerk) -> None:
    clerk.on("10-12").receives(ROAD).on("10-14").accepts(1)
    city = clerk.reviewer("city-management")
    assert isinstance(city.nothing_recorded(lambda: city.remarks(1)), Refusal)
    said = city.nothing_recorded(lambda: city.tells_once((1, "交通组织方案")))
    assert "部门无权办理“一次性告知”" in str(said)
    offered = {one.name: one for one in task_offers(city.desk, only(city))}
    assert "受理后不得再要求补正" in offered["notify_once"].forbidden
    assert offered["notify_once"].article == "《行政许可法》第三十二条、第七十二条"
    assert offered["grant"].allowed
    assert "accept" not in offered, "what only the counter does is not even shown"


def test_before_acceptance_the_notice_is_the_counters_own(clerk: Clerk) -> None:
    clerk.on("10-12").receives(ROAD)
    city = clerk.reviewer("city-management")
    offered = {one.name: one for one in task_offers(city.desk, only(city))}
    assert offered["remark"].allowed
    assert "notify_once" not in offered


def test_every_row_stands_under_its_tiles(clerk: Clerk) -> None:
    clerk.on("10-12").receives(ROAD, RUBBISH).on("10-14").accepts(1)
    city = clerk.reviewer("city-management")
    found = tasks(city.desk)
    assert {which: len(found.under(which)) for which in TaskFilter} == {
        TaskFilter.OWED: 2, TaskFilter.LATE: 0, TaskFilter.SOON: 1, TaskFilter.REMARK: 1, TaskFilter.DECIDE: 1,
        TaskFilter.ANSWER: 0, TaskFilter.WAITING: 0,
    }  # fmt: skip
    assert found.rows[0].want is Want.REMARK
    city.on("10-20")
    assert [row.light for row in tasks(city.desk).under(TaskFilter.LATE)] == [Light.PROMISE_LATE]


def test_an_opinion_stands_in_the_list_of_the_body_that_was_asked(clerk: Clerk) -> None:
    clerk.on("10-12").receives(ROAD).on("10-14").accepts(1).on("10-20").asks(1)
    police = clerk.reviewer("traffic-police")
    row = only(police)
    assert (row.want, row.asked, row.item) == (
        Want.ANSWER,
        "公安交管部门（示范）",
        "市政设施建设类审批（占用、挖掘城市道路；依附道路建管线）",
    )
    assert (
        read(police).sentence
        == "公安交管部门（示范）受邀就《市政设施建设类审批（占用、挖掘城市道路；依附道路建管线）》提出意见，请在10月22日前回复并写明文号。"
    )
    water = clerk.reviewer("water")
    assert "是向“公安交管部门（示范）”征求的" in str(water.nothing_recorded(lambda: water.hears(1)))
    clerk.on("10-23")
    assert only(police).light is Light.PROMISE_LATE
    police.hears(1)
    assert tasks(police.desk).rows == ()


def test_what_waits_for_others_stands_behind(clerk: Clerk) -> None:
    clerk.on("10-12").receives(
        RUBBISH, ROAD, missing=("交通组织方案",)
    ).on("10-14").accepts(1).on("10-15").tells_once((2, "交通组织方案"), until="10-29")  # fmt: skip
    city = clerk.reviewer("city-management")
    found = tasks(city.desk)
    assert [row.want for row in found.rows] == [Want.DECIDE, Want.CORRECTION]
    assert [row.want.owed for row in found.rows] == [True, False]
    assert found.rows[1].light is Light.APPLICANT
    assert "等企业补正，至10月29日" in task_view(city.desk, found.rows[1]).sentence


def test_a_special_step_stands_still_in_the_list(clerk: Clerk) -> None:
    clerk.on("10-21").receives("S3-02").on("10-22").accepts(1).on("10-26").stops(1, "专家评审", 10)
    housing = clerk.reviewer("housing")
    clerk.on("10-27")
    row = only(housing)
    assert row.light is Light.STOPPED
    assert "“专家评审”期间停表" in read(housing).sentence


def test_a_review_is_an_opinion_and_a_filing_is_filed(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-01", held={"S2-02": "建字第430600202600018号"}).accepts(1)
    review = clerk.reviewer("drawing-review")
    assert only(review).want is Want.OPINE
    assert "出具意见" in read(review).sentence
    clerk.receives("S1-01")
    reform = clerk.reviewer("reform")
    assert only(reform).want is Want.FILE
    assert "信息收齐即予备案" in read(reform).sentence
    reform.stream = clerk.stream
    reform.files(1)
    assert tasks(reform.desk).rows == ()


def test_a_meeting_is_summed_up_at_the_counter_and_not_owed_by_the_department(clerk: Clerk) -> None:
    """会审、验收的意见由汇总结论作出: a button that can only be refused is not offered."""
    clerk.on("10-12").receives("S4-01").accepts(1)
    ours = clerk.reviewer(clerk.item(1).department)
    row = only(ours)
    assert (row.want, row.want.owed) == (Want.MEETING, False)
    assert tasks(ours.desk).under(TaskFilter.OWED) == ()
    assert "由窗口召集各部门以后汇总结论作出" in read(ours).sentence


def test_a_promise_that_was_granted_on_is_checked_afterwards(clerk: Clerk) -> None:
    """事中事后核查: in the list from the decision until the result is entered, delivered or not."""
    clerk.on("10-12").receives("S2-08").accepts(1, promised={1: MET}).grants(1).delivers(1)
    ours = clerk.reviewer(clerk.item(1).department)
    row = only(ours)
    line = clerk.clocks(1).verification
    assert line is not None
    assert (row.want, row.until, row.light) == (Want.VERIFY, line.earliest, Light.OK)
    assert row in tasks(ours.desk).under(TaskFilter.OWED)
    view = read(ours)
    assert view.sentence.startswith(f"《{row.item}》凭告知承诺准予，请在")
    assert ("告知承诺核查截止", f"{line.on:%Y-%m-%d}{'（暂定）' if line.provisional else ''}") in view.days
    assert next(one for one in task_offers(ours.desk, row) if one.name == "verify_pledge").allowed
    assert tasks(clerk.reviewer("city-management").desk).rows == ()
    clerk.clock.now = clerk.clock.now.replace(year=line.on.year, month=line.on.month, day=line.on.day) + DAY
    assert only(ours).light is Light.PROMISE_LATE
    assert "已过期限，请尽快核查" in read(ours).sentence
    ours.verifies(1)
    assert tasks(ours.desk).rows == ()


def test_a_refused_promise_has_nothing_to_check(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S2-08").accepts(1, promised={1: MET}).refuses(1)
    assert tasks(clerk.reviewer(clerk.item(1).department).desk).rows == ()


def test_a_body_without_its_full_name_is_not_shown_what_others_were_asked(clerk: Clerk) -> None:
    """The sample zone leaves 人防 unfilled on purpose: a blank name must not stand for every department."""
    clerk.on("10-12").receives(ROAD).on("10-14").accepts(1).on("10-20").asks(1)
    assert tasks(clerk.reviewer("traffic-police").desk).rows
    assert tasks(clerk.reviewer("civil-defence").desk).rows == ()
