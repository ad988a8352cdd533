"""A15: the enterprise reports that it has put right; from then on the second look is the department's, within its own short days."""

from __future__ import annotations

import pytest

from bingliang.desk.acts.forms import form_of
from bingliang.desk.acts.offers import offers
from bingliang.desk.casework.clocks import sweep
from bingliang.desk.rows import Light, SpanKind
from bingliang.desk.supervision.matters import matters
from bingliang.desk.task_view import task_offers, task_view
from bingliang.desk.tasks import Want, tasks
from bingliang.ledger.acts import Refusal
from bingliang.mechanism.supervision import findings
from tests.clerk import SITE_A, SITE_B, Clerk, day


@pytest.fixture
def found(clerk: Clerk) -> Clerk:
    """A joint acceptance of Wednesday 10-14: one department agrees, the other finds two things wanting."""
    clerk.on("10-12").receives("S3-09", "S2-02").accepts(1, 2)
    clerk.convenes(1, 2, at="2026-10-14T09:30").on("10-14").attends(SITE_A)
    return clerk.attends(SITE_B, "有意见", "补做围挡；补交检测报告", "办法第五条")


def turns(clerk: Clerk, lane: int) -> list[tuple[str, str]]:
    spans = (one for one in clerk.lane(lane).spans if one.kind is SpanKind.RECTIFYING)
    return [(f"{one.start:%m-%d}", f"{one.end:%m-%d}" if one.end else "") for one in spans]


def test_a15_the_report_ends_the_enterprises_turn_and_starts_the_departments(found: Clerk) -> None:
    dates = [(found.due(no), found.promised(no)) for no in (1, 2)]
    assert "等企业整改后由建设交通局复验" in found.view.sentence
    found.on("10-19").reports(SITE_B)
    (one,) = found.case.meetings[0].reinspecting
    assert (one.on, one.by, one.days) == (day("10-19"), day("10-22"), 3)
    assert found.case.meetings[0].rectifying == ()
    assert "企业已报告整改完成，建设交通局应在10月22日前复验" in found.view.sentence
    assert found.lane(one.items[0]).word.startswith("待复验至 10-22 · ")
    assert [(found.due(no), found.promised(no)) for no in (1, 2)] == dates, "no clock stops for either"
    row = next(row for row in found.view.log if row.act == "整改完成报告")
    assert row.text == f"{SITE_B}，2026-10-22 前复验：已按意见整改"
    said = found.nothing_recorded(found.concludes)
    assert "尚未复验合格" in str(said)
    found.on("10-21").attends(SITE_B).concludes()
    assert found.case.meetings[0].reinspecting == ()
    assert found.desk.store.verify().ok


def test_a15_each_failed_look_is_a_stretch_of_its_own(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", "S3-07").accepts(1, 2)
    body = clerk.view.lanes[0].body
    clerk.convenes(1, 2, departments=(body, SITE_B)).on("10-13").attends(body, "有意见", "补做围挡", "办法第五条")
    clerk.on("10-15").reports(body).on("10-16").attends(body, "有意见", "围挡高度不足", "办法第五条")
    clerk.on("10-20").reports(body).on("10-21").attends(body)
    assert turns(clerk, 1) == [("10-13", "10-15"), ("10-16", "10-20")]
    assert [one.answered_on for one in clerk.case.meetings[0].reports] == [day("10-16"), day("10-21")]


def test_a15_past_its_day_the_second_look_is_warned_of_and_found(found: Clerk) -> None:
    found.on("10-19").reports(SITE_B).on("10-23")
    assert "建设交通局的复验已超过10月22日的期限" in found.view.sentence
    lane = found.case.meetings[0].reinspecting[0].items[0]
    assert found.lane(lane).word.startswith("复验逾期（10-22） · ")
    late = [one for one in findings(found.case, found.today, found.desk.calendar()) if one.kind == "复验超期"]
    assert [(one.workdays, one.settled, one.article) for one in late] == [(1, False, "区联合验收复验期限")]
    sweep(found.desk)
    warned = [step for row in matters(found.desk) if row.no == lane for step in (row.rung,)]
    assert warned == ["复验超期"]
    before = len(found.entries)
    sweep(found.desk)
    assert len(found.entries) == before
    found.attends(SITE_B)
    late = [one for one in findings(found.case, found.today, found.desk.calendar()) if one.kind == "复验超期"]
    assert [(one.workdays, one.settled) for one in late] == [(1, True)]


def test_a15_the_department_sees_its_word_the_enterprises_turn_and_the_second_look(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).convenes(1, at="2026-10-14T09:30")
    with clerk.desk.store.look() as look:
        bodies = look.loaded("catalogue").bodies
    office = next(code for code, body in bodies.items() if body.name == SITE_B)
    build = clerk.reviewer(office)
    (row,) = tasks(build.desk).rows
    assert (row.want, row.until, row.light) == (Want.ATTEND, day("10-14"), Light.OK)
    assert "10月14日到会" in task_view(build.desk, row).sentence
    assert {one.name for one in task_offers(build.desk, row) if one.allowed} >= {"attend"}
    build.on("10-14").attends(SITE_B, "有意见", "补做围挡", "办法第五条")
    (row,) = tasks(build.desk).rows
    assert (row.want, row.until, row.light) == (Want.RECTIFY, None, Light.APPLICANT)
    assert "等企业整改" in task_view(build.desk, row).sentence
    clerk.on("10-19").reports(SITE_B)
    (row,) = tasks(build.desk).rows
    assert (row.want, row.until) == (Want.REINSPECT, day("10-22"))
    assert task_view(build.desk, row).sentence == "企业已报告整改完成，请在10月22日前复验并登记意见。"
    clerk.on("10-23")
    (row,) = tasks(build.desk).rows
    assert row.light is Light.PROMISE_LATE
    assert task_view(build.desk, row).sentence.endswith("，已过期限。")
    build.attends(SITE_B)
    assert tasks(build.desk).rows == ()


def test_a15_a_report_is_refused_where_nothing_waits_for_it(found: Clerk) -> None:
    assert "没有等待企业整改的意见" in str(found.nothing_recorded(lambda: found.reports(SITE_A)))
    assert "请勾选" in str(found.nothing_recorded(found.reports))
    assert "整改了什么" in str(found.nothing_recorded(lambda: found.reports(SITE_B, note=" ")))
    late = found.on("10-20").late("补")
    assert "早于" in str(found.nothing_recorded(lambda: late.reports(SITE_B, when="10-13")))
    water = found.reviewer("water")
    assert isinstance(found.nothing_recorded(lambda: water.reports(SITE_B)), Refusal)
    found.reports(SITE_B)
    assert "没有等待企业整改的部门意见" in str(found.nothing_recorded(lambda: found.reports(SITE_B)))
    said = found.nothing_recorded(lambda: late.attends(SITE_B, when="10-19"))
    assert "早于收到整改完成报告之日2026-10-20" in str(said)


def test_a15_the_days_are_those_the_enterprise_was_told(found: Clerk) -> None:
    found.sets(reinspection_days=5)
    offer = next(one for one in offers(found.desk, found.stream).case if one.name == "report_rectified")
    form = form_of(found.desk, found.stream, offer)
    assert "3个工作日内复验，今天收到的到2026-10-19" in form.fields[0].help
    assert form.fields[0].default == ({"done": True, "department": SITE_B},)
    found.on("10-19").reports(SITE_B)
    assert found.case.meetings[0].reinspecting[0].by == day("10-22")


def test_a15_the_right_day_of_the_report_moves_the_second_look(found: Clerk) -> None:
    found.on("10-20").reports(SITE_B)
    seq = found.line("report_rectified").seq
    found.amends(seq, {"on": "2026-10-19"})
    assert found.case.meetings[0].reinspecting[0].by == day("10-22")
    assert "提出整改意见之日2026-10-14" in str(found.nothing_recorded(lambda: found.amends(seq, {"on": "2026-10-13"})))


def test_a15_of_two_meetings_each_goes_on_by_itself(found: Clerk) -> None:
    """A joint look is called while the joint acceptance still waits: neither holds the other up."""
    found.on("10-15").convenes(
        1, departments=(SITE_A, "岳阳市生态环境局（示范）"), kind="联合踏勘", at="2026-10-16T09:00"
    )
    offer = next(one for one in offers(found.desk, found.stream).case if one.name == "attend")
    choices = next(one for one in form_of(found.desk, found.stream, offer).fields if one.name == "department").choices
    assert [one.value for one in choices] == [SITE_A, "岳阳市生态环境局（示范）", SITE_B]
    found.on("10-19").reports(SITE_B).on("10-20").attends(SITE_B)
    assert found.case.meetings[0].objecting == ()
    found.concludes()
    assert [one.concluded_on for one in found.case.meetings] == [day("10-20"), None]
    said = found.nothing_recorded(found.concludes)
    assert "尚缺2个部门的意见" in str(said)
    found.attends(SITE_A).attends("岳阳市生态环境局（示范）").concludes()
    assert all(one.concluded_on for one in found.case.meetings)
