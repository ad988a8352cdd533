"""The law of the file, the rest: refusal to sign, deferred decisions, change of department, the enterprise's own days (A9, A12, A13)."""

from __future__ import annotations

from typing import Any

import pytest

from bingliang.desk.acts.forms import form_of
from bingliang.desk.acts.offers import offers
from bingliang.desk.casework.delivery import MEANS
from bingliang.desk.reading import Reading
from bingliang.desk.rows import Light, ListFilter, SpanKind
from bingliang.desk.task_view import task_view
from bingliang.desk.tasks import tasks
from bingliang.mechanism.online_approval import events
from tests.clerk import SITE_B, Clerk, day
from tests.desk.printed import text_of

LEFT = MEANS[4]
SEEN = ("居委会甲（示范）", "园区物业乙（示范）")


# ── A12 refusal to sign ───────────────────────────────────────────────────────────────────────────────────────────


def test_a12_a_refusal_to_sign_needs_its_reason_and_two_witnesses(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).grants(1)

    def tried(refusal: str = "称内容有误", witnesses: tuple[str, ...] = SEEN) -> str:
        more: dict[str, Any] = {"refusal": refusal, "witnesses": witnesses}
        return str(clerk.nothing_recorded(lambda: clerk.delivers(1, LEFT, "前台（示范）", **more)))

    assert "拒收的理由" in tried(refusal=" ")
    for seen in ((), SEEN[:1], (SEEN[0], f" {SEEN[0]} "), (SEEN[0], "")):
        assert "两名见证人" in tried(witnesses=seen)
    assert "不能同时是见证人" in tried(witnesses=(SEEN[0], "前台（示范）"))
    clerk.delivers(1, LEFT, "前台（示范）", refusal="称内容有误", witnesses=SEEN)
    facts = clerk.line("deliver").facts
    assert (facts["means"], facts["refusal"], facts["witnesses"]) == (LEFT, "称内容有误", list(SEEN))
    assert "relation" not in facts
    told = text_of(clerk, "delivery")
    printed = clerk.papers("delivery")[-1].facts["delivery"]
    assert (printed["left"], printed["at_counter"]) == (True, False), "the tick is drawn, not written"
    assert "前台（示范）拒绝签收，理由和经过：称内容有误" in told
    assert "、".join(SEEN) in told


def test_a12_whoever_signs_is_named_with_his_right_and_the_receipt_keeps_its_empty_lines(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).grants(1)
    assert "签收人的身份" in str(clerk.nothing_recorded(lambda: clerk.delivers(1, relation=" ")))
    clerk.delivers(1)
    told = text_of(clerk, "delivery")
    printed = clerk.papers("delivery")[-1].facts["delivery"]
    assert (printed["left"], printed["at_counter"]) == (False, True)
    assert "拒收理由和日期：" in told
    assert "留置于" not in told


def test_a12_a_notice_that_nobody_signs_for_is_left_with_two_witnesses_too(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    wrong: dict[str, Any] = {"means": LEFT, "refusal": "不肯签", "witnesses": SEEN[:1]}
    assert "两名见证人" in str(clerk.nothing_recorded(lambda: clerk.marks("送达", "acceptance", **wrong)))
    clerk.marks("送达", "acceptance", **{**wrong, "witnesses": SEEN})
    assert clerk.line("serve").facts["witnesses"] == list(SEEN)


def test_a12_a_correction_makes_no_service_without_its_witnesses(clerk: Clerk) -> None:
    """录入更正 of the way of service must leave a service that stands."""
    clerk.on("10-12").receives("S3-09").accepts(1).grants(1).delivers(1)
    said = clerk.nothing_recorded(lambda: clerk.amends(clerk.line("deliver").seq, {"means": LEFT}))
    assert "拒收的理由" in str(said)
    clerk.amends(clerk.line("deliver").seq, {"receiver": "经办人甲（示范）"})


@pytest.mark.parametrize("name", ["deliver", "serve"])
def test_the_sheet_asks_for_witnesses_only_when_the_signature_is_refused(clerk: Clerk, name: str) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).grants(1)
    found = offers(clerk.desk, clerk.stream).of(1)
    form = form_of(clerk.desk, clerk.stream, next(one for one in found if one.name == name))
    more = {"refusal", "witness", "second_witness"}
    assert not more & {one.name for one in form.asked(form.values)}
    assert more <= {one.name for one in form.asked({**form.values, "means": LEFT})}


# ── A13 national code 12 ──────────────────────────────────────────────────────────────────────────────────────────

DRAIN = "水质检测报告或者承诺书"


def test_a13_what_was_accepted_with_pieces_out_is_told_to_the_nation_as_code_twelve(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-06", later=(DRAIN,)).accepts(1, until={1: "10-15"})
    assert "尚未补齐" in str(clerk.nothing_recorded(lambda: clerk.grants(1)))
    clerk.on("10-14").supplements(1, DRAIN).grants(1)
    assert not [one for one in clerk.entries if one.act == "grant"]
    assert [one.code for one in events(clerk.entries, 0)][-1] == 12
    assert clerk.item(1).decision.word == "准予（容缺）"  # type: ignore[union-attr]  # granted above
    assert clerk.papers("grant")[0].number == clerk.item(1).decision.document  # type: ignore[union-attr]  # it is there, or the test fails
    clerk.delivers(1).closes()


def test_a13_a_whole_application_is_code_eleven(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-06").accepts(1).grants(1)
    assert [one.code for one in events(clerk.entries, 0)][-1] == 11


def test_a13_the_day_of_a_deferred_decision_is_put_right_like_any_other(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-06", later=(DRAIN,)).accepts(1, until={1: "10-15"})
    clerk.on("10-13").supplements(1, DRAIN).on("10-14").grants(1)
    before = clerk.papers("grant")[0].number
    clerk.amends(clerk.line("grant_deferred").seq, {"on": "2026-10-13"})
    assert clerk.item(1).decision.on == day("10-13")  # type: ignore[union-attr]  # granted above
    assert clerk.papers("grant")[0].void_reason
    assert clerk.papers("grant")[-1].number not in ("", before)


# ── A10 what the enterprise itself has to do, across all cases ────────────────────────────────────────────────────


def turns(clerk: Clerk) -> list[tuple[str, str, str]]:
    """企业期限: enterprise's case, its date, and what is said."""
    reading = Reading(clerk.desk)
    rows = reading.worklist(ListFilter.ENTERPRISE, scope="全部", after=None, limit=50)
    assert reading.counts(scope="全部").enterprise == len(rows)
    return [(row.code, f"{row.next_on:%m-%d}", row.stage) for row in rows]


def test_a10_the_counter_sees_every_correction_and_is_told_when_to_call(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-07", missing=["交通组织方案"]).tells_once((1, "交通组织方案"), until="10-26")
    road = f"补正《{alone.item(1).name}》"
    assert turns(alone) == [(alone.case.code, "10-26", road)]
    for when, said in (
        ("10-16", ""), ("10-19", "，过半提醒"), ("10-23", "，届满前提醒"), ("10-26", "，届满前提醒"),
        ("10-27", "，已过期限"),
    ):  # fmt: skip
        assert turns(alone.on(when))[0][2] == road + said, when
    alone.takes_back(1, names=["交通组织方案"])
    assert turns(alone) == []


def test_the_enterprises_own_matter_is_on_the_list_until_it_is_done_and_on_no_departments(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").accepts(1).notes_own("S4-08")
    (row,) = Reading(alone.desk).worklist(ListFilter.ENTERPRISE, scope="全部", after=None, limit=50)
    assert (row.light, row.due_on, row.promised_on) == (Light.APPLICANT, None, None)
    assert row.next_on == day("10-27")
    before = Reading(alone.desk).counts(scope="全部")
    alone.notes_own("S4-08", done=True)
    assert turns(alone) == []
    after = Reading(alone.desk).counts(scope="全部")
    assert (before.in_hand, before.soon, before.due_today) == (after.in_hand, after.soon, after.due_today)
    assert alone.desk.store.verify().ok


def test_the_list_of_the_enterprises_days_comes_page_by_page_nearest_first(alone: Clerk) -> None:
    for when, until in (("10-12", "11-12"), ("10-13", "10-27"), ("10-14", "11-02")):
        alone.on(when).receives("S3-07", missing=["交通组织方案"]).tells_once((1, "交通组织方案"), until=until)
    reading = Reading(alone.desk)
    first = reading.worklist(ListFilter.ENTERPRISE, scope="全部", after=None, limit=2)
    rest = reading.worklist(ListFilter.ENTERPRISE, scope="全部", after=first[-1], limit=2)
    assert [f"{row.next_on:%m-%d}" for row in (*first, *rest)] == ["10-27", "11-02", "11-12"]
    assert reading.counts(scope="我承办的").enterprise == 3
    assert Reading(alone.another().desk).counts(scope="本窗口").enterprise == 0


# ── A9 改派 ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a9_what_the_counter_sent_wrong_goes_elsewhere_and_the_clock_runs_on(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    before, dates = clerk.item(1).department, (clerk.due(1), clerk.promised(1), clerk.item(1).acceptance)
    clerk.on("10-14").reassigns(1)
    now = clerk.item(1)
    assert (now.department, now.body) == ("natural-resources", "natural-resources")
    assert (clerk.due(1), clerk.promised(1), now.acceptance) == dates
    former, present = clerk.reviewer(before), clerk.reviewer("natural-resources")
    former.presses, present.presses = [800], [900]
    assert "不是本部门的事项" in str(clerk.nothing_recorded(lambda: former.grants(1)))
    present.grants(1)
    assert clerk.item(1).decision is not None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"department": "city-management"}, "现在就由这个部门承办"),
        ({"department": "没有"}, "没有代码为"),
        ({"reason": " "}, "为什么分错"),
        ({"by": ""}, "职务批准"),
    ],
)
def test_a9_a_change_of_department_has_its_reason_and_approval(clerk: Clerk, given: dict[str, str], said: str) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    assert said in str(clerk.nothing_recorded(lambda: clerk.reassigns(1, **given)))


def test_a9_a_change_by_the_counter_never_takes_the_place_of_a_ruling(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    assert "不能办理“改派”" in str(clerk.nothing_recorded(lambda: clerk.reassigns(1)))
    clerk.accepts(1).disowns(1)
    assert "不能以改派代替裁定" in str(clerk.nothing_recorded(lambda: clerk.reassigns(1)))
    clerk.on("10-13").rules(1)
    assert "已于2026-10-13裁定" in str(clerk.nothing_recorded(lambda: clerk.reassigns(1)))
    clerk.grants(1)
    assert "决定已经作出，不能再改派" in str(clerk.nothing_recorded(lambda: clerk.reassigns(1)))


# ── A1 the days before the department has the file ────────────────────────────────────────────────────────────────


def department_days(clerk: Clerk) -> dict[str, str]:
    desk = clerk.reviewer(clerk.item(1).department).desk
    (task,) = tasks(desk).rows
    return dict(task_view(desk, task).days)


def test_a1_acceptance_and_dispatch_are_one_press(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    assert clerk.clocks(1).before_dispatch == 0
    assert {entry.request for entry in clerk.entries if entry.act in {"accept", "dispatch"}} == {
        clerk.line("accept").request
    }
    assert "受理到分送" not in department_days(clerk)


def test_a1_the_days_between_acceptance_and_dispatch_are_the_counters(clerk: Clerk) -> None:
    """视为受理 found on the eleventh day: the department is shown which days were never its own."""
    clerk.on("10-12").receives("S3-09").on("10-21").sweeps()
    item = clerk.item(1)
    assert item.acceptance is not None
    assert (item.acceptance.on, item.dispatched_on) == (day("10-12"), day("10-21"))
    assert clerk.clocks(1).before_dispatch == 7
    assert department_days(clerk)["受理到分送"] == "7个工作日，计入窗口，不计本部门"


# ── A15 the enterprise's turn is drawn as its own ─────────────────────────────────────────────────────────────────


def test_a15_rectification_is_drawn_as_the_enterprises_time_and_stops_nothing(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", "S3-07").accepts(1, 2)
    dates = [(clerk.due(no), clerk.promised(no)) for no in (1, 2)]
    body = clerk.view.lanes[0].body
    clerk.convenes(1, 2, departments=(body, SITE_B)).on("10-14").attends(body, "有意见", "补做围挡", "办法第五条")

    def turns_of(lane: int) -> list[tuple[str, str]]:
        spans = clerk.view.lanes[lane].spans
        return [
            (f"{one.start:%m-%d}", f"{one.end:%m-%d}" if one.end else "")
            for one in spans
            if one.kind is SpanKind.RECTIFYING
        ]

    assert turns_of(0) == [("10-14", "")]
    assert [(clerk.due(no), clerk.promised(no)) for no in (1, 2)] == dates
    clerk.on("10-16").attends(body)
    assert turns_of(0) == [("10-14", "10-16")]
