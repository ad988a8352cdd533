"""The other stories of the sample zone (4.2–4.5), the morning of 2026-12-18 and its figures, held to the written story.

The files of the stories say only what was done and when; every date, state and figure here was computed by the program.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from bingliang.desk.demo.story import CLERK, StoryClock
from bingliang.desk.desk import open_desk, stream_of
from bingliang.desk.overview import overview
from bingliang.desk.pledges.register import register
from bingliang.desk.pledges.rows import PledgeKind
from bingliang.desk.reading import Reading
from bingliang.desk.rows import ListFilter, SpanKind
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.folding import fold
from bingliang.ledger.own_matters import ACCOMPANIED, DUTY
from bingliang.mechanism.full_agency import due_of
from bingliang.mechanism.supervision import findings
from bingliang.mechanism.time_limits import deducted
from bingliang.mechanism.time_limits.clocks import promised_term, statutory_term
from tests.clerk import FIRM, PROJECT, SITE_A, SITE_B, Clerk, day
from tests.desk.printed import text_of

STORIES = (
    "DL", "SLJGA", "SLJGB", "SLJGC", "XHDA", "XHDB", "XHDC", "YHA", "YHB", "SBA", "SBB", "SBC", "SBD", "SBE", "KMD",
)  # fmt: skip
WATER = ("QSA", "QSB", "QSC")


def at(told: Clerk, key: str) -> Clerk:
    return Clerk(told.desk, StoryClock(), stream_of(f"demo/{key}/receive"), [5000], told.where)


class Row(NamedTuple):
    """A line of a table of the story: statutory date (and the one by workdays), promise, state and decision."""

    key: str
    no: int
    code: str
    received: str
    accepted: str
    due: str
    other: str
    promised: str
    state: ItemState
    decided: str = ""
    provisional: bool = False


H, F, D, N, E = ItemState.HANDLING, ItemState.FORWARDED, ItemState.DECIDED, ItemState.DONE, ItemState.ENDED
TABLE = [
    Row("XHDA", 1, "S2-04", "11-02", "11-04", "2027-01-19", "2027-02-19", "12-22", H, provisional=True),
    Row("XHDB", 1, "S1-15", "11-25", "11-25", "2027-01-07", "", "12-09", H, provisional=True),
    Row("XHDC", 1, "S2-14", "11-10", "11-10", "12-08", "", "11-12", F),
    Row("YHA", 1, "S4-01", "12-08", "12-08", "", "", "12-18", H),
    Row("YHA", 2, "S4-02", "12-08", "12-08", "2027-01-06", "", "12-15", N, "12-14", provisional=True),
    Row("YHA", 3, "S4-03", "12-08", "12-08", "12-23", "12-29", "12-17", N, "12-17"),
    Row("YHA", 4, "S4-07", "12-08", "12-08", "", "", "12-11", N, "12-10"),
    Row("YHB", 1, "S4-11", "12-14", "12-15", "2027-01-04", "2027-01-13", "12-29", H, provisional=True),
    Row("SBA", 1, "S1-01", "11-16", "", "", "", "", N, "11-16"),
    Row("SBB", 1, "S2-06", "11-18", "", "", "", "", N, "11-20"),
    Row("SBC", 1, "S1-15", "11-23", "11-23", "12-21", "", "12-07", N, "12-04"),
    Row("SBD", 1, "S2-09", "11-24", "11-24", "2027-01-27", "", "12-15", E, provisional=True),
    Row("SBE", 1, "S3-06", "12-01", "12-01", "12-16", "12-22", "12-08", N, "12-08"),
    Row("KMD", 1, "S3-06", "11-20", "11-20", "12-07", "12-11", "11-27", D, "12-04"),
    Row("QSA", 1, "S2-09", "12-02", "12-02", "2027-02-04", "", "12-23", H, provisional=True),
    Row("QSB", 1, "S2-09", "12-03", "12-03", "2027-02-11", "", "12-24", H, provisional=True),
    Row("QSC", 1, "S2-09", "12-08", "12-08", "2027-02-16", "", "12-29", H, provisional=True),
]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.key}-{row.no}")
def test_every_date_and_state_of_the_stories(told: Clerk, row: Row) -> None:
    clerk = at(told, row.key)
    item, lane = clerk.item(row.no), clerk.lane(row.no)
    assert (item.code, item.received_on, item.state) == (row.code, day(row.received), row.state)
    assert (item.acceptance.on if item.acceptance else None) == (day(row.accepted) if row.accepted else None)
    assert (clerk.due(row.no), clerk.promised(row.no)) == (row.due, row.promised)
    assert lane.due_other == (day(row.other) if row.other else None)
    assert (item.decision.on if item.decision else None) == (day(row.decided) if row.decided else None)
    line = clerk.clocks(row.no).statutory
    assert (line.provisional if line else False) is row.provisional


# ── 4.2 新华达 ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a5_fourteen_workdays_on_the_promise_and_eighteen_days_on_the_calendar_line(told: Clerk) -> None:
    item, calendar = at(told, "XHDA").item(1), told.desk.calendar()
    promised, statutory = promised_term(item), statutory_term(item)
    assert promised is not None
    assert statutory is not None
    assert (deducted(promised, calendar), deducted(statutory, calendar)) == (14, 18)
    step = item.steps[0]
    assert (step.served_on, step.told_until, step.result_on) == (day("11-09"), day("11-30"), day("11-27"))


def test_a6_the_extension_moved_the_law_and_not_the_promise(told: Clerk) -> None:
    clerk = at(told, "XHDB")
    paper = clerk.papers("extension")[0]
    assert paper.on == day("12-16")
    assert paper.facts["extension"]["old_due"]["date"] == "2026-12-23"
    assert clerk.clocks(1).promise_late(clerk.today) == 7
    assert clerk.desk.calendar().count(clerk.today, day("2027-01-07")) == 13
    assert clerk.lane(1).light.value == "承诺超时"


def test_a7_what_the_city_decides_left_in_time_and_is_outside_since(told: Clerk) -> None:
    clerk = at(told, "XHDC")
    assert clerk.item(1).forwarded_on == day("11-12")
    outside = clerk.clocks(1).outside
    assert outside is not None
    assert (outside.on, outside.by_day) == (day("12-10"), None)
    assert (clerk.clocks(1).promise_late(clerk.today), clerk.clocks(1).statute_late(clerk.today)) == (0, 0)
    assert "已转报市级机关，外部办理中，其法定期限12月10日已过，请向其询问结果" in clerk.view.sentence
    letter = text_of(clerk, "forwarding")
    for word in ("岳阳市应急管理局（示范）：", "第四十三条", "签收单示范1号", "安全条件审查"):
        assert word in letter, word
    assert not clerk.papers("grant")


# ── 4.3 东方雨虹 ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a15_three_notices_one_rectification_and_the_join_still_open(told: Clerk) -> None:
    clerk = at(told, "YHA")
    (meeting,) = clerk.case.meetings
    assert (meeting.kind, meeting.at, len(meeting.departments)) == ("联合验收", "2026-12-11T09:30", 3)
    assert [len(clerk.papers(form)) for form in ("convening", "rectification", "joint_opinion")] == [3, 1, 0]
    assert [(voice.verdict, voice.on) for voice in meeting.voices if voice.department == SITE_B] == [
        ("有意见", day("12-11")), ("一致", day("12-17")),
    ]  # fmt: skip
    (report,) = meeting.reports
    assert (report.on, report.by, report.answered_on) == (day("12-15"), day("12-18"), day("12-17"))
    turn = [(one.start, one.end) for one in clerk.lane(3).spans if one.kind is SpanKind.RECTIFYING]
    assert turn == [(day("12-11"), day("12-15"))]
    said = clerk.nothing_recorded(clerk.concludes)
    assert isinstance(said, Refusal)
    assert said.sentence == f"联合验收尚缺1个部门的意见，不能汇总：{SITE_A}。"


def test_a15_the_join_is_completed_live(told_again: Callable[[], Path]) -> None:
    where, clock = str(told_again()), StoryClock()
    desk = open_desk(where, CLERK, clock=clock, create=False)
    clerk = Clerk(desk, clock, stream_of("demo/YHA/receive"), [6000], where)
    clerk.attends(SITE_A).concludes()
    assert clerk.item(1).state is ItemState.DONE
    assert clerk.clocks(1).promise_late(clerk.today) == 0
    assert "12月11日提出整改意见，12月17日复验合格" in text_of(clerk, "opinion_summary")
    assert "同意通过联合验收" in text_of(clerk, "joint_opinion")
    clerk.closes()
    assert clerk.case.closed_on == date(2026, 12, 18)
    desk.close()


# ── 4.4 数博环球 ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a7_a_filing_in_the_same_minute_without_acceptance_or_clock(told: Clerk) -> None:
    clerk = at(told, "SBA")
    assert not clerk.papers("acceptance")
    assert clerk.clocks(1).promised is None
    times = {entry.act: entry.at for entry in clerk.entries if entry.act in {"receive", "file"}}
    assert (times["file"] - times["receive"]).total_seconds() <= 60


def test_a9_the_wrong_item_was_put_right_and_counted_once(told: Clerk) -> None:
    clerk = at(told, "SBB")
    assert clerk.item(1).righted_from == "环境影响报告表审批"
    assert all(paper.void_reason.startswith("受理更正") for paper in clerk.papers("acceptance"))
    assert len(clerk.rows()) == 1
    assert "只需填报环境影响登记表" in text_of(clerk, "amended_acceptance")


def test_a3_early_notified_and_fetched_in_its_ten_days(told: Clerk) -> None:
    clerk = at(told, "SBC")
    item, delivery = clerk.item(1), clerk.clocks(1).delivery
    assert delivery is not None
    assert (item.notified_on, item.delivered_on, delivery.on) == (day("12-04"), day("12-07"), day("12-18"))


def test_a9_the_water_permit_was_withdrawn_with_its_list_of_materials(told: Clerk) -> None:
    clerk = at(told, "SBD")
    ending = clerk.item(1).ending
    assert ending is not None
    assert (ending.act, ending.on) == ("withdraw", day("12-09"))
    assert [len(clerk.papers(form)) for form in ("withdrawal", "returned_materials")] == [1, 1]


def test_a9_not_ours_ruled_next_day_and_decided_in_time(told: Clerk) -> None:
    clerk = at(told, "SBE")
    objection = clerk.item(1).objection
    assert objection is not None
    assert (objection.on, objection.ruled_on, objection.ruled_to) == (day("12-02"), day("12-03"), "city-management")
    assert clerk.clocks(1).promise_late(clerk.today) == 0
    assert clerk.case.enterprise["former_name"] == "湖南数博环球科技有限公司（示范）"
    assert "大数据科技有限公司" not in text_of(clerk, "grant"), "old papers keep the old name"
    assert "（原湖南数博环球科技有限公司（示范））" in text_of(clerk, "delivery")


def test_the_telephone_call_is_logged_and_the_lost_slip_declared_void(told: Clerk) -> None:
    clerk = at(told, "SBE")
    call = clerk.line("consult")
    assert (call.facts["on"], call.facts["means"]) == ("2026-12-11", "电话")
    assert "12月22日前到3号窗口领取" in str(call.facts["answer"])
    void = {paper.form: paper.void_reason for paper in clerk.case.papers if paper.void_reason}
    assert set(void) == {"receipt", "slip80"}
    assert all("遗失" in reason for reason in void.values())
    delivered = clerk.line("deliver").facts
    assert (delivered["on"], delivered["means"]) == ("2026-12-14", "委托领取")
    assert "授权委托书" in str(delivered["relation"])
    assert len(clerk.papers("lost_receipt")) == 1


# ── 4.5 科美达 ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a11_forgotten_found_once_and_listed_against_the_counter(told: Clerk) -> None:
    clerk = at(told, "KMD")
    acceptance = clerk.item(1).acceptance
    assert acceptance is not None
    assert (acceptance.deemed, acceptance.entered_on) == (True, day("11-30"))
    assert [entry.act for entry in clerk.entries].count("deem_accepted") == 1
    assert clerk.papers("acceptance")[0].on == day("11-30")
    found = findings(clerk.case, clerk.today, clerk.desk.calendar())
    assert ("窗口", "逾期未告知", "《行政许可法》第七十二条第（四）项") in [
        (one.against, one.kind, one.article) for one in found
    ]
    delivery = clerk.clocks(1).delivery
    assert delivery is not None
    assert (clerk.item(1).notified_on, delivery.on) == (day("12-04"), day("12-18"))
    assert clerk.clocks(1).promise_late(clerk.today) == 5


# ── 5 the morning ─────────────────────────────────────────────────────────────────────────────────────────────────


def listed(told: Clerk, which: ListFilter) -> set[str]:
    rows = Reading(told.desk).worklist(which, scope="全部", after=None, limit=200)
    return {row.enterprise.split("（")[0] for row in rows}


def test_the_morning_of_the_eighteenth(told: Clerk) -> None:
    assert listed(told, ListFilter.STATUTE_LATE) == set()
    assert listed(told, ListFilter.DUE_TODAY) == {
        "岳阳东方雨虹防水技术有限责任公司", "岳阳科美达磁力装备有限公司",
    }  # fmt: skip
    assert listed(told, ListFilter.PROMISE_LATE) == {"岳阳新华达制药有限公司"}
    due_today = listed(told, ListFilter.DUE_TODAY)
    assert listed(told, ListFilter.SOON) - due_today == {"岳阳新华达制药有限公司"}
    assert listed(told, ListFilter.OUTSIDE) == {"岳阳新华达制药有限公司"}
    assert listed(told, ListFilter.TO_COLLECT) == {"岳阳科美达磁力装备有限公司"}
    counts = Reading(told.desk).counts(scope="全部")
    assert (counts.statute_late, counts.promise_late, counts.outside, counts.to_collect) == (0, 1, 1, 1)
    assert (counts.due_today, counts.in_hand) == (2, 9)
    assert Reading(told.desk).banner == "2027年节假日通知尚未录入，6件暂定"


def test_a10_the_enterprises_own_days_of_that_morning(told: Clerk) -> None:
    """企业义务 and 陪办 of §5: dates of their own, in nobody's late list."""
    rows = Reading(told.desk).worklist(ListFilter.ENTERPRISE, scope="全部", after=None, limit=200)
    assert [(row.enterprise.split("（")[0], row.next_on, row.provisional) for row in rows] == [
        ("岳阳东方雨虹防水技术有限责任公司", date(2027, 1, 4), True),
        ("岳阳新华达制药有限公司", date(2027, 1, 19), True),
    ]
    assert [row.stage[:2] for row in rows] == ["报《", "陪办"]
    assert Reading(told.desk).counts(scope="全部").enterprise == 2


def test_what_is_left_to_the_promise_that_morning(told: Clerk) -> None:
    words = {key: at(told, key).lane(1).word for key in ("XHDA", "YHA", "YHB", "QSA", "QSB", "QSC")}
    assert words == {
        "XHDA": "承诺余 2 个工作日",
        "YHA": "承诺今日到期",
        "YHB": "承诺余 7 个工作日",
        "QSA": "承诺余 3 个工作日",
        "QSB": "承诺余 4 个工作日",
        "QSC": "承诺余 7 个工作日",
    }


def test_live_intake_in_front_of_the_director(told_again: Callable[[], Path]) -> None:
    """威尔重工: 施工前两事项, received and accepted that day: 20 workdays and five promised."""
    where, clock = str(told_again()), StoryClock()
    desk = open_desk(where, CLERK, clock=clock, create=False)
    clerk = Clerk(desk, clock, "", [7000], where)
    held = {"S1-08": "示范1号", "S1-09": "示范2号"}
    clerk.receives("S2-02", held=held, answers={"Q-SCHEME": True})
    if clerk.item(1).state is ItemState.WAITING:
        clerk.formalises(1)
    clerk.accepts(1)
    line = clerk.clocks(1).statutory
    assert line is not None
    assert (line.on, line.provisional, clerk.promised(1)) == (day("2027-01-18"), True, "12-25")
    desk.close()


def test_the_project_granted_the_green_channel_takes_its_next_case_along(told_again: Callable[[], Path]) -> None:
    """威尔重工 was granted it on 12-17: what it hands in on 12-18 stands first, and its promise is the published one."""
    where, clock = str(told_again()), StoryClock()
    desk = open_desk(where, CLERK, clock=clock, create=False)
    clerk = Clerk(desk, clock, "", [8000], where)
    firm = {**FIRM, "name": "湖南威尔重工有限公司（示范）", "credit_code": "91430600000001214R"}
    clerk.receives("S3-09", enterprise=firm, project={**PROJECT, "name": "智能装备车间", "code": "", "tags": []})
    assert clerk.case.green is not None
    assert clerk.case.green.text.endswith("随项目“智能装备车间”")
    assert (clerk.accepts(1).promised(1), clerk.due(1)) == ("12-23", "2027-01-18")
    first = Reading(desk).worklist(ListFilter.IN_HAND, scope="全区", after=None, limit=2)
    assert [row.green for row in first] == [True, False]
    assert first[0].stream == clerk.stream
    desk.close()


def test_the_enterprises_own_duties_that_morning(told: Clerk) -> None:
    """S4-08 to 01-04 and XHD-4 to 01-19, both provisional: the enterprise's dates, no department's light."""
    for key, code, kind, until in (("YHA", "S4-08", DUTY, "2027-01-04"), ("XHDC", "S5-02", ACCOMPANIED, "2027-01-19")):
        clerk = at(told, key)
        (own,) = clerk.case.own_matters
        assert (own.code, own.kind, own.done_on) == (code, kind, None)
        line = due_of(own, told.desk.calendar())
        assert line is not None
        assert (line.on, line.provisional) == (day(until), True)
    assert "企业自办：《房屋建筑和市政基础设施工程竣工验收备案》1月4日（暂定）前" in at(told, "YHA").view.sentence
    assert "首席代办专员陪办：《药品生产许可证核发》" in at(told, "XHDC").view.sentence
    shown = overview(told.desk, at(told, "YHA").case.project["id"]).panels[3].lines
    assert [line.value for line in shown if "竣工验收备案" in line.text] == ["至1月4日（暂定）"]


def test_the_pledge_checks_of_that_morning(told: Clerk) -> None:
    """水保 of 东龙: due 12-01, looked at on 11-26 and found true; no other check is owed."""
    rows = register(told.desk, PledgeKind.NOTIFIED).rows
    assert [(row.until, row.state, row.follow) for row in rows] == [(day("12-01"), "核查属实", "")]
    assert at(told, "DL").item(rows[0].no).verified_on == day("11-26")


# ── 9 the figures ─────────────────────────────────────────────────────────────────────────────────────────────────


def cases(told: Clerk) -> list[Case]:
    found: list[Case] = []
    for key in STORIES:
        with told.desk.store.look() as look:
            case = fold(look.entries(stream_of(f"demo/{key}/receive")))
        assert case is not None, key
        found.append(case)
    return found


def items(told: Clerk) -> list[CaseItem]:
    return [item for case in cases(told) for item in case.items.values()]


def test_the_figures_of_the_stories(told: Clerk) -> None:
    all_cases, all_items = cases(told), items(told)
    calendar, today = told.desk.calendar(), told.desk.today()
    notices = [paper for case in all_cases for paper in case.papers if paper.form == "correction"]
    assert len(notices) == 2
    assert len({paper.items for paper in notices}) == len(notices), "no second notice"
    endings = [item.ending.act for item in all_items if item.ending]
    assert {act: endings.count(act) for act in ("not_required", "decline", "withdraw")} == {
        "not_required": 1, "decline": 1, "withdraw": 2,
    }  # fmt: skip
    assert sum(item.decision is not None and item.decision.act == "refuse" for item in all_items) == 1
    assert sum(bool(item.acceptance and item.acceptance.deemed) for item in all_items) == 1
    assert sum(bool(item.righted_from) for item in all_items) == 1
    assert sum(item.objection is not None for item in all_items) == 1
    assert sum(item.forwarded_on is not None for item in all_items) == 1
    assert [one.code for case in all_cases for one in case.own_matters if one.kind == ACCOMPANIED] == ["S5-02"]
    late = [one for case in all_cases for one in findings(case, today, calendar)]
    assert [one.kind for one in late].count("法定超期") == 0
    assert sorted(one.workdays for one in late if one.kind == "承诺超时") == [2, 5, 7]


def test_a14_the_practice_notice_is_not_in_force_in_the_demo(told: Clerk) -> None:
    for key in WATER:
        assert at(told, key).lane(1).provisional
