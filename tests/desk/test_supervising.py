"""督办: warned by itself, urged, supervised, answered, reviewed, appealed; told as the posts do it, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bingliang.desk.acts.forms import deed_of, form_of, trial
from bingliang.desk.acts.rehearsal import confirm
from bingliang.desk.casework.clocks import sweep
from bingliang.desk.supervision import assessing, matters, supervising
from bingliang.desk.supervision.assessment_paper import facts_of, notice_paper
from bingliang.desk.supervision.deeds import matter_offers
from bingliang.desk.supervision.rows import MatterFilter, under
from bingliang.desk.supervision.rules import RED, YELLOW
from bingliang.desk.supervision.supervising import Decided, Ordered, Recorded
from bingliang.desk.supervision.view import matter_view
from bingliang.desk.supervision.warnings import warn
from bingliang.ledger.acts import Refusal
from bingliang.ledger.matter import Matter, fold_matter, stream_of_matter
from bingliang.paper.pages import page_text
from tests.clerk import Clerk, day

ITEM = "S3-07"
"""城市道路挖掘: five workdays promised by the sample zone, twenty by law."""


def supervisor(clerk: Clerk) -> Clerk:
    return clerk.another("后台", "督查", "督查专员")


def leader(clerk: Clerk) -> Clerk:
    return clerk.another("后台", "领导", "分管副主任")


def matter(clerk: Clerk, no: int = 1) -> Matter:
    with clerk.desk.store.look() as look:
        found = fold_matter(look.entries(stream_of_matter(clerk.stream, no)))
    assert found is not None
    return found


def told(until: str, light: str = YELLOW) -> Ordered:
    return Ordered("立即作出决定", day(until), light)


@pytest.fixture
def running(clerk: Clerk) -> Clerk:
    """Accepted on Monday 10-12, promised to Monday 10-19 (the sample zone's five workdays)."""
    return clerk.on("10-12").receives(ITEM).accepts(1)


def due(clerk: Clerk) -> str:
    promised = matter_view(clerk.desk, clerk.stream, 1).days[1][1]
    return promised.removeprefix("2026-")


def after(clerk: Clerk, days: int) -> str:
    calendar = clerk.desk.calendar()
    return f"{calendar.workday(day(due(clerk)), days):%m-%d}"


def test_a_morning_warns_once_and_a_missed_morning_is_made_up_for(running: Clerk) -> None:
    assert warn(running.desk) == 0
    running.on(after(running, 3))
    sweep(running.desk)
    found = [(one.line, one.rung) for one in matter(running).warned]
    assert found == [("承诺", "临期"), ("承诺", "到期"), ("承诺", "超期")]
    assert f"{matter(running).warned[2].on:%m-%d}" == after(running, 1), (
        "the day it was reached, not the day it was seen"
    )
    sweep(running.desk)
    sweep(running.another().desk)
    assert len(matter(running).warned) == 3, "each rung once, whichever counter looks"


def test_what_is_urged_answered_and_reviewed_is_done_with(running: Clerk) -> None:
    running.on(due(running))
    warn(running.desk)
    (row,) = matters.matters(running.desk)
    assert (row.state, row.rung) == (MatterFilter.URGE, "承诺到期")
    boss, office = supervisor(running), running.reviewer("city-management")
    supervising.urge(boss.desk, running.press(), running.stream, 1, told(after(running, 1)))
    assert [paper.form for paper in running.case.papers if paper.form == "urging"] == ["urging"]
    assert running.case.papers[-1].sm3, "the 催办单 is made"
    with pytest.raises(Refusal, match="不必重复催办"):
        supervising.urge(boss.desk, running.press(), running.stream, 1, told(after(running, 1)))
    with pytest.raises(Refusal, match="还没有收到回复"):
        supervising.review_supervision(boss.desk, running.press(), running.stream, 1, "通过", "属实")
    supervising.reply_supervision(office.desk, running.press(), running.stream, 1, "今天办结", day(due(running)))
    running.grants(1)
    supervising.review_supervision(boss.desk, running.press(), running.stream, 1, "通过", "已办结")
    (row,) = matters.matters(running.desk)
    assert row.state is MatterFilter.DONE
    assert row.points == 0, "to be urged costs nothing"


def test_only_what_is_late_or_unanswered_is_supervised_and_red_is_for_the_law(running: Clerk) -> None:
    boss = supervisor(running)
    with pytest.raises(Refusal, match="现在只能催办，不能督办"):
        supervising.supervise(boss.desk, running.press(), running.stream, 1, told("12-01"))
    running.on(after(running, 2))
    with pytest.raises(Refusal, match="应当发黄牌"):
        supervising.supervise(boss.desk, running.press(), running.stream, 1, told("12-01", RED))
    supervising.supervise(boss.desk, running.press(), running.stream, 1, told("12-01"))
    row = matter_view(running.desk, running.stream, 1)
    assert {mark.kind: mark.points for mark in row.marks} == {"承诺超时": 2, "黄牌督办": 1}
    assert [title for title, _, _ in row.papers] == ["督办单"]


def test_a_reply_does_not_pass_while_the_item_is_still_late(running: Clerk) -> None:
    boss, office = supervisor(running), running.reviewer("city-management")
    running.on(after(running, 2))
    supervising.supervise(boss.desk, running.press(), running.stream, 1, told(after(running, 5)))
    supervising.reply_supervision(office.desk, running.press(), running.stream, 1, "正在办")
    with pytest.raises(Refusal, match="仍然超期没有办结"):
        supervising.review_supervision(boss.desk, running.press(), running.stream, 1, "通过", "好")
    supervising.review_supervision(boss.desk, running.press(), running.stream, 1, "退回重做", "没有办结日")
    assert matter(running).order is not None
    assert matter(running).orders[0].state == "待回复"


def test_another_department_does_not_answer(running: Clerk) -> None:
    running.on(after(running, 2))
    supervising.supervise(supervisor(running).desk, running.press(), running.stream, 1, told("12-01"))
    with pytest.raises(Refusal, match="不是本部门的事项"):
        supervising.reply_supervision(running.reviewer("water").desk, running.press(), running.stream, 1, "不归我")
    assert matters.matters(running.reviewer("water").desk) == ()


def test_the_menu_says_why_to_every_post(running: Clerk) -> None:
    for post in (running, running.reviewer("city-management"), leader(running)):
        offer = next(one for one in matter_offers(post.desk, running.stream, 1) if one.name == "urge")
        assert "请由督查岗位办理" in offer.forbidden
    mine = {one.name: one for one in matter_offers(supervisor(running).desk, running.stream, 1, "待催办")}
    assert mine["urge"].allowed
    assert mine["urge"].natural
    assert "现在只能催办" in mine["supervise"].forbidden


def test_time_of_the_applicant_and_of_a_higher_authority_is_nobodys_fault(clerk: Clerk) -> None:
    clerk.on("10-12").receives(ITEM, missing=("交通组织方案",)).tells_once((1, "交通组织方案"))
    offers = {one.name: one for one in matter_offers(supervisor(clerk).desk, clerk.stream, 1)}
    assert "企业的时间不计入期限" in offers["urge"].forbidden
    clerk.on("12-01")
    assert warn(clerk.desk) == 0


def test_an_appeal_and_a_pardon_take_the_point_away_and_leave_it_to_be_read(running: Clerk) -> None:
    office, boss, head = running.reviewer("city-management"), supervisor(running), leader(running)
    running.on(after(running, 2)).grants(1)
    supervising.appeal_mark(office.desk, running.press(), running.stream, 1, "承诺超时", "不可抗力", "暴雨红色预警停工")
    with pytest.raises(Refusal, match="免责须由领导岗位批准"):
        supervising.decide_appeal(boss.desk, running.press(), running.stream, 1, Decided("承诺超时", True, "属实"))
    with pytest.raises(ValueError, match="批准文件的文号"):
        supervising.exempt(head.desk, running.press(), running.stream, 1, Decided("承诺超时", True, "属实"))
    pardon = Decided("承诺超时", True, "气象部门证明属实", "示范批〔2026〕3号", "分管副主任")
    supervising.exempt(head.desk, running.press(), running.stream, 1, pardon)
    (mark,) = [one for one in matter_view(running.desk, running.stream, 1).marks if one.kind == "承诺超时"]
    assert (mark.points, mark.counts) == (2, 0)
    assert mark.pardon == "免责（不可抗力，示范批〔2026〕3号）"
    with pytest.raises(Refusal, match="没有可以申诉的记分"):
        supervising.appeal_mark(office.desk, running.press(), running.stream, 1, "承诺超时", "其他", "再来")


def test_an_account_is_a_record_behind_a_supervision_with_its_document(running: Clerk) -> None:
    boss = supervisor(running)
    told_ = Recorded("约谈", "限期整改", "区纪检监察工委（示范）", "示范约〔2026〕1号")
    with pytest.raises(Refusal, match="还没有督办过"):
        supervising.hold_account(boss.desk, running.press(), running.stream, 1, told_)
    running.on(after(running, 2))
    supervising.supervise(boss.desk, running.press(), running.stream, 1, told("12-01"))
    with pytest.raises(ValueError, match="文书文号"):
        supervising.hold_account(boss.desk, running.press(), running.stream, 1, replace(told_, document=""))
    supervising.hold_account(boss.desk, running.press(), running.stream, 1, told_)
    assert matter(running).accounts[0].document == "示范约〔2026〕1号"


def test_every_point_leads_to_its_line(running: Clerk) -> None:
    boss = supervisor(running)
    running.on(after(running, 2))
    supervising.supervise(boss.desk, running.press(), running.stream, 1, told("10-30"))
    supervising.record_violation(
        boss.desk, running.press(), running.stream, 1, Recorded("乱收费", "另收资料费", "部门", article="条例")
    )
    running.on("11-20")
    month = assessing.assessment(running.desk, "2026-10")
    quarter = assessing.assessment(running.desk, "2026Q4")
    with running.desk.store.look() as look:
        for row in (*month.departments[0].marks, *quarter.departments[0].marks):
            line = look.entries(row.mark.stream)[row.mark.seq - 1]
            assert line.seq == row.mark.seq
            assert line.act in {"accept", "supervise", "record_violation"}
    kinds = {row.mark.kind for row in quarter.departments[0].marks}
    assert kinds == {"法定超期", "超时未公开说明", "黄牌督办", "违规", "逾期未回复"}, "one kind of late, the graver"


def test_a_published_month_stands_still_and_a_further_issue_needs_its_reason(running: Clerk) -> None:
    boss = supervisor(running)
    running.on(after(running, 2)).grants(1)
    stream = "assessment/2026-10"
    with pytest.raises(Refusal, match="期满以后才能公布"):
        assessing.publish(boss.desk, running.press(), stream)
    running.on("11-02")
    with pytest.raises(Refusal, match="请由督查岗位办理"):
        assessing.publish(running.desk, running.press(), stream)
    form = assessing.publish_form(boss.desk, "2026-10")
    found = trial(boss.desk, form, stream, "公布", form.values)
    assert found.rehearsed.shown is not None
    assert any("冻结" in sentence for sentence in found.rehearsed.consequence.sentences)  # type: ignore[union-attr]  # it is there, or the test fails
    confirm(boss.desk, stream, deed_of(form, stream, "公布", form.values), found.rehearsed.shown)
    before = assessing.assessment(running.desk, "2026-10")
    assert (before.issue, before.published_on) == (1, day("11-02"))
    assert before.departments[0].marks[0].mark.kind == "承诺超时"
    office = running.reviewer("city-management")
    supervising.appeal_mark(office.desk, running.press(), running.stream, 1, "承诺超时", "事实有误", "当日已办结")
    supervising.decide_appeal(boss.desk, running.press(), running.stream, 1, Decided("承诺超时", True, "核实"))
    assert assessing.assessment(running.desk, "2026-10").departments == before.departments
    assert assessing.assessment(running.desk, "2026-10", live=True).departments[0].promise_late == 0
    with pytest.raises(ValueError, match="更正公布请写明理由"):
        assessing.publish(boss.desk, running.press(), stream)
    assessing.publish(boss.desk, running.press(), stream, "申诉成立")
    again = assessing.assessment(running.desk, "2026-10")
    assert (again.issue, again.departments[0].promise_late, again.reason) == (2, 0, "申诉成立")


def test_the_sheet_of_every_act_opens_and_tells_its_consequence(running: Clerk) -> None:
    boss = supervisor(running)
    running.on(after(running, 2))
    offer = next(one for one in matter_offers(boss.desk, running.stream, 1) if one.name == "supervise")
    form = form_of(boss.desk, running.stream, offer)
    assert form.values["light"] == YELLOW
    found = trial(boss.desk, form, running.stream, "督办", form.values).rehearsed
    assert found.consequence is not None
    assert found.consequence.papers == ("督办单",)
    assert found.consequence.acts[0].startswith("督办《")


def test_the_ledger_verifies_with_all_of_it(running: Clerk) -> None:
    boss = supervisor(running)
    running.on(after(running, 2))
    warn(running.desk)
    supervising.supervise(boss.desk, running.press(), running.stream, 1, told("12-01"))
    verdict = running.desk.store.verify()
    assert verdict.ok, verdict.sentence


def test_a_late_matter_whose_item_is_finished_leaves_what_is_in_hand(running: Clerk) -> None:
    boss = supervisor(running)
    running.on(due(running))
    warn(running.desk)
    supervising.urge(boss.desk, running.press(), running.stream, 1, told(after(running, 1)))
    running.on(after(running, 2))
    warn(running.desk)
    assert matters.matters(running.desk)[0].state is MatterFilter.SUPERVISE, "an order nobody answered"
    running.grants(1)
    (row,) = matters.matters(running.desk)
    assert (row.state, row.promise_late) == (MatterFilter.DONE, 2), "to be urged ends with the item, the point stays"
    assert under((row,), MatterFilter.OPEN) == ()
    assert row.points > 0
    running.delivers(1)
    assert matters.matters(running.desk)[0].state is MatterFilter.DONE


def test_a10_what_came_back_whole_and_was_not_accepted_is_warned_of_the_next_workday(alone: Clerk) -> None:
    """第三十二条第一款第（五）项: the acceptance is that day's; with no clock of its own it would be forgotten unseen."""
    alone.on("10-12").receives(ITEM)
    piece = alone.case.materials[0]["name"]
    alone.tells_once((1, piece)).on("10-23").takes_back(1, names=[piece])
    alone.on("10-26")
    warn(alone.desk)
    (row,) = matters.matters(alone.desk)
    assert (row.state, row.rung) == (MatterFilter.URGE, "答复超期")
    alone.late("窗口漏办").accepts(1, when="10-23")
    assert warn(alone.desk) == 0, "accepted as of that day, its own lines warn from now on"


def test_a_supervision_is_reviewed_when_the_item_is_finished_answered_or_not(running: Clerk) -> None:
    boss = supervisor(running)
    running.on(after(running, 2))
    warn(running.desk)
    supervising.supervise(boss.desk, running.press(), running.stream, 1, told(after(running, 5)))
    assert matters.matters(running.desk)[0].state is MatterFilter.REPLY
    running.grants(1)
    running.delivers(1)
    assert matters.matters(running.desk)[0].state is MatterFilter.REVIEW
    supervising.review_supervision(boss.desk, running.press(), running.stream, 1, "通过", "已办结")
    assert matters.matters(running.desk)[0].state is MatterFilter.DONE
    assert running.desk.store.verify().ok


def test_what_was_passed_over_a_holiday_is_warned_of_once_on_the_first_workday(running: Clerk) -> None:
    """The program was off over the weekend: the rung is that of the workday, and a second look writes nothing."""
    running.on(after(running, 12))
    assert warn(running.desk) == 3
    assert warn(running.desk) == 0
    over = [one for one in matter(running).warned if one.rung == "超期"]
    assert [running.desk.calendar().is_workday(one.on) for one in over] == [True] * len(over)
    assert len({(one.line, one.rung) for one in matter(running).warned}) == len(matter(running).warned)


def test_the_notice_of_a_period_repeats_what_was_published(running: Clerk) -> None:
    boss = supervisor(running)
    running.on(after(running, 2)).grants(1)
    month = running.today.isoformat()[:7]
    with pytest.raises(Refusal, match="还没有公布"):
        notice_paper(boss.desk, month)
    running.on("2026-12-01")
    assessing.publish(boss.desk, running.press(), f"assessment/{month}")
    text = page_text(notice_paper(boss.desk, month).pdf, 0)
    assert "督办考核通报" in text
    assert "承诺超时" in text
    facts = facts_of(assessing.assessment(boss.desk, month))
    assert [row["rank"] for row in facts["scores"]] == [
        row.rank for row in assessing.assessment(boss.desk, month).departments
    ]
    assert running.case.code in facts["marks"][0]["words"]
