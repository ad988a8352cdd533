"""The law of the file, rule by rule, at a real counter: what must hold from the first line (A1, A3–A11, A14, B1, B2, B4).

A2, A12, A13, A15 and B3 stand in test_rules_between.py.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from bingliang.desk.words import tail
from bingliang.ledger.acts import ACTS
from bingliang.ledger.case import ItemState, limit_facts
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.standing import Level
from bingliang.mechanism.parallel_approval.join import missing
from tests.clerk import MET, PROJECT, Clerk, day
from tests.desk.printed import text_of

WITH_PLAN = {**PROJECT, "project_type": "SH-DFA"}
HELD = {"S1-08": "出让合同示范〔2026〕12号", "S1-09": "地字第430600202600012号", "S3-10": "施工合同示范2026-031"}
ANSWERS = {"Q-SCHEME": True, "Q-FIRE": True}
CHAIN = ("S2-02", "S3-01", "S3-02", "S3-03")
CIVIL = {**PROJECT, "project_type": "SH-YB"}


def chain(clerk: Clerk, *, consent: bool = True) -> Clerk:
    """规划许可证, and three items that wait for it, handed in on 10-12."""
    return clerk.on("10-12").receives(*CHAIN, project=WITH_PLAN, held=HELD, answers=ANSWERS, hold_consent=consent)


# ── A1 clocks belong to the item ──────────────────────────────────────────────────────────────────────────────────


def test_a1_the_clock_of_the_last_item_waits_for_its_last_prerequisite(clerk: Clerk) -> None:
    chain(clerk).on("10-14").accepts(1)
    assert clerk.item(4).state is ItemState.WAITING
    clerk.on("10-21").grants(1)
    assert (clerk.item(2).received_on, clerk.item(3).received_on) == (day("10-21"), day("10-21"))
    assert clerk.item(4).received_on is None
    clerk.on("10-22").accepts(2, 3).on("10-29").opines(2)
    assert clerk.item(4).received_on is None
    assert clerk.due(4) == ""
    clerk.on("11-02").grants(3)
    assert clerk.item(4).received_on == day("11-02")
    clerk.on("11-03").accepts(4)
    assert clerk.due(4) == "11-09"


def test_a1_dispatch_moves_no_date(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    accepted = clerk.line("accept").facts
    assert clerk.item(1).dispatched_on == day("10-12")
    assert clerk.clocks(1).statutory is not None
    assert accepted["started_on"] == "2026-10-12"
    later = [entry for entry in clerk.entries if entry.act == "dispatch"]
    assert all("due" not in entry.facts for entry in later)


def test_a1_without_consent_an_item_is_formal_and_silence_accepts_it(clerk: Clerk) -> None:
    chain(clerk, consent=False)
    assert clerk.item(4).received_on == day("10-12")
    clerk.on("10-19").sweeps()
    assert clerk.item(4).state is ItemState.RECEIVED
    clerk.on("10-20").sweeps()
    acceptance = clerk.item(4).acceptance
    assert acceptance is not None
    assert (acceptance.deemed, acceptance.on) == (True, day("10-12"))
    assert clerk.due(4) == "10-19"


def test_a1_each_item_is_accepted_on_its_own_day(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", "S3-06").accepts(1).on("10-14").accepts(2)
    assert [item.acceptance and item.acceptance.on for item in clerk.case.items.values()] == [
        day("10-12"),
        day("10-14"),
    ]
    assert [paper.items for paper in clerk.papers("acceptance")] == [(1,), (2,)]


def test_a1_a_document_from_outside_is_entered_by_hand_and_not_before_its_siblings(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S1-10", "S2-02", project=WITH_PLAN, answers=ANSWERS, hold_consent=True)
    waits = [[wait.no for wait in item.waits_for] for item in clerk.case.items.values()]
    assert waits[0] == [None]
    assert clerk.item(1).state is ItemState.WAITING
    said = clerk.nothing_recorded(lambda: clerk.formalises(1, evidence=" "))
    assert "凭据" in str(said)
    clerk.on("10-13").sweeps()
    assert clerk.item(1).state is ItemState.WAITING
    clerk.formalises(1)
    assert clerk.item(1).received_on == day("10-13")
    assert waits[1] == [1]
    said = clerk.nothing_recorded(lambda: clerk.formalises(2))
    assert "尚未取得" in str(said)


# ── A3 nothing waits for the join, a refusal closes nothing ───────────────────────────────────────────────────────


def test_a3_delivered_at_once_while_siblings_run(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", "S3-06").accepts(1, 2).on("10-14").grants(1).delivers(1)
    assert clerk.item(1).state is ItemState.DONE
    assert clerk.item(2).state is ItemState.HANDLING


def test_a3_the_join_lists_what_is_missing_department_by_department(clerk: Clerk) -> None:
    chain(clerk).on("10-14").accepts(1)
    said = str(clerk.nothing_recorded(clerk.closes))
    assert "尚有4项" in said
    assert "自规：建设工程规划许可证核发（在办，预计2026-10-21）" in said
    assert "审图机构" in said
    assert "预收，时间未定" in said
    departments = [row.department for row in missing(clerk.case, clerk.desk.calendar())]
    assert departments == sorted(departments)


def test_a3_a_refusal_ends_no_sibling_and_the_stranded_are_returned_with_a_paper(clerk: Clerk) -> None:
    chain(clerk).on("10-14").accepts(1)
    said = clerk.nothing_recorded(clerk.returns_held)
    assert "无需退还" in str(said)
    clerk.on("10-20").refuses(1, "不符合控制性详细规划", "《城乡规划法》第四十条").delivers(1)
    assert [clerk.item(no).state for no in (2, 3, 4)] == [ItemState.WAITING] * 3
    said = clerk.nothing_recorded(clerk.closes)
    assert str(said).count("前置件不成，请退还预收材料") == 3
    clerk.returns_held()
    assert {item.ending.act for item in clerk.case.items.values() if item.ending} == {"return_materials"}
    assert clerk.papers("returned_materials")[0].items == (2, 3, 4)
    clerk.closes()
    assert clerk.case.closed_on == day("10-20")
    said = clerk.nothing_recorded(clerk.closes)
    assert "已于2026-10-20办结" in str(said)


def test_a3_an_accepted_sibling_of_a_refused_item_runs_on(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", "S3-07").accepts(1, 2).on("10-14").refuses(2)
    assert clerk.item(1).state is ItemState.HANDLING
    assert (clerk.due(1), clerk.promised(1)) == ("11-09", "10-15")


# ── A4 the frame of 45 and 15 ─────────────────────────────────────────────────────────────────────────────────────


def test_a4_a_parallel_case_gives_nobody_45_days(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S3-09", "S3-07").accepts(1, 2)
    assert clerk.due(1) == "11-30"


def test_a4_the_frame_binds_only_where_it_ends_earlier(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S3-09", "S2-09", joint="示范联办〔2026〕1号").accepts(1, 2)
    assert clerk.due(1) == "11-30"
    assert clerk.due(2) == "2027-01-05"
    assert {row.due_on for row in clerk.rows()} == {day("11-30"), day("2027-01-05")}


def test_a4_the_head_of_a_committee_is_not_the_head_of_a_government(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S2-09", joint="示范联办〔2026〕1号").accepts(1).on("12-01")
    said = clerk.nothing_recorded(lambda: clerk.extends(1, 15, by="岳阳经开区管委会主任", frame=True))
    assert "管委会不是一级人民政府" in str(said)
    said = clerk.nothing_recorded(lambda: clerk.extends(1, 16, by="岳阳市人民政府负责人", frame=True))
    assert "最多可延长15" in str(said)
    clerk.sets(committee_may_extend=True)
    said = clerk.nothing_recorded(lambda: clerk.extends(1, 15, by="岳阳经开区管委会主任", frame=True))
    assert "授权文件文号" in str(said), "a yes without the document's number is none"
    before = clerk.clocks(1).statutory
    clerk.extends(1, 15, by="岳阳市人民政府负责人", frame=True)
    after = clerk.clocks(1).statutory
    assert before is not None
    assert after is not None
    assert clerk.desk.calendar().count(before.on, after.on) in range(16)
    said = clerk.nothing_recorded(lambda: clerk.extends(1, 1, by="岳阳市人民政府负责人", frame=True))
    assert "已延长过一次" in str(said)


def test_a4_there_is_no_frame_to_extend_outside_joint_handling(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S2-09").accepts(1)
    said = clerk.nothing_recorded(lambda: clerk.extends(1, 15, by="岳阳市人民政府负责人", frame=True))
    assert "不是统一、联合、集中办理" in str(said)


# ── A5 pauses ─────────────────────────────────────────────────────────────────────────────────────────────────────


def review(clerk: Clerk) -> Clerk:
    """A report accepted on 11-04: 60 days by law, 20 workdays promised, 专家评审 on its list."""
    return clerk.on("11-02").receives("S2-04").on("11-04").accepts(1)


def test_a5_only_steps_on_the_items_own_list(clerk: Clerk) -> None:
    review(clerk)
    for name in ("公示", "征求意见", "现场踏勘", "技术审查", "集体讨论", "缴费", "修改图纸"):
        said = clerk.nothing_recorded(partial(clerk.stops, 1, name, 5))
        assert "不在" in str(said)
        assert "第四十五条" in str(said)


def test_a5_the_clock_stops_from_service_to_result_at_most_to_the_time_told(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 15, started="11-05", served="11-09")
    assert clerk.item(1).steps[0].told_until == day("11-30")
    clerk.on("11-27").resumes(1, "专家评审")
    # 新华达 of the sample zone: 14 workdays on the promise, 18 calendar days on the law
    assert (clerk.promised(1), clerk.due(1)) == ("12-22", "2027-01-19")


def test_a5_the_days_beyond_the_time_told_count(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 5).on("11-27").resumes(1, "专家评审")
    assert clerk.promised(1) == "12-09"


def test_a5_the_clock_runs_again_by_itself_without_a_result(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 5).on("12-01")
    assert clerk.promised(1) == "12-09"
    assert clerk.lane(1).word == "承诺余 6 个工作日"


def test_a5_a_further_notice_served_before_the_end_carries_on(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 5).on("11-13").stops(1, "专家评审", 5)
    assert clerk.item(1).steps[1].told_until == day("11-23")
    clerk.on("11-23").resumes(1, "专家评审")
    assert clerk.promised(1) == "12-16"
    said = clerk.nothing_recorded(lambda: clerk.resumes(1, "专家评审"))
    assert "没有正在进行" in str(said)


def test_a5_a_further_notice_after_the_end_is_too_late(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 5).on("11-17")
    said = clerk.nothing_recorded(lambda: clerk.stops(1, "专家评审", 5))
    assert "计时已自行恢复" in str(said)


@pytest.mark.parametrize(("days", "said"), [(0, "不合规定"), (21, "最长20个工作日")])
def test_a5_the_time_told_has_a_cap(clerk: Clerk, days: int, said: str) -> None:
    assert said in str(review(clerk).nothing_recorded(lambda: clerk.stops(1, "专家评审", days)))


def test_a5_two_notices_together_keep_the_cap(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 15).on("11-20")
    said = clerk.nothing_recorded(lambda: clerk.stops(1, "专家评审", 6))
    assert "此前已用或者已告知15个工作日" in str(said)


def test_a5_neither_before_acceptance_nor_after_expiry(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S2-04")
    assert "受理前" in str(clerk.nothing_recorded(lambda: clerk.stops(1, "专家评审", 5)))
    clerk.on("11-04").accepts(1)
    said = clerk.nothing_recorded(lambda: clerk.stops(1, "专家评审", 5, started="11-03"))
    assert "不得早于受理日" in str(said)
    clerk.on("2027-02-22")
    said = clerk.nothing_recorded(lambda: clerk.stops(1, "专家评审", 5))
    assert "届满" in str(said)


def test_a5_the_result_cannot_come_before_the_step(clerk: Clerk) -> None:
    review(clerk).on("11-09").stops(1, "专家评审", 5, started="11-12").on("11-13")
    said = clerk.late("评审会提前").nothing_recorded(lambda: clerk.late("补录").resumes(1, "专家评审", when="11-10"))
    assert "早于开始日" in str(said)


def test_a5_a_step_stops_its_own_item_only(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S2-04", "S3-09").on("11-04").accepts(1, 2)
    before = (clerk.due(2), clerk.promised(2))
    clerk.on("11-05").stops(1, "专家评审", 5)
    assert (clerk.due(2), clerk.promised(2)) == before


# ── A6 extension ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a6_an_extension_moves_the_statutory_line_alone_and_once(clerk: Clerk) -> None:
    clerk.on("11-25").receives("S1-15", held={"S1-01": "备案证明示范1号"}).accepts(1)
    assert (clerk.due(1), clerk.promised(1)) == ("12-23", "12-09")
    clerk.on("12-16").extends(1, 10)
    assert (clerk.due(1), clerk.promised(1)) == ("2027-01-07", "12-09")
    assert clerk.papers("extension")[0].facts["extension"]["old_due"] == {"date": "2026-12-23", "provisional": False}
    assert clerk.clocks(1).promise_late(clerk.on("12-18").today) == 7
    assert "已延长过一次" in str(clerk.nothing_recorded(lambda: clerk.extends(1, 1)))


@pytest.mark.parametrize(
    ("when", "days", "given", "said"),
    [
        ("12-24", 10, {}, "届满"),
        ("12-16", 11, {}, "最多可延长10个工作日"),
        ("12-16", 0, {}, "最多可延长10个工作日"),
        ("12-16", 10, {"by": " "}, "负责人批准"),
        ("12-16", 10, {"reason": ""}, "理由告知"),
    ],
)
def test_a6_an_extension_is_refused(clerk: Clerk, when: str, days: int, given: dict[str, str], said: str) -> None:
    clerk.on("11-25").receives("S1-15", held={"S1-01": "备案证明示范1号"}).accepts(1).on(when)
    assert said in str(clerk.nothing_recorded(lambda: clerk.extends(1, days, **given)))  # type: ignore[arg-type]  # by and reason


def test_a6_the_zones_reading_of_an_extension_is_copied_into_the_act(clerk: Clerk) -> None:
    """Afterwards the setting may change: what was approved stays as it was told."""
    given = {"held": {"S1-01": "备案证明示范1号"}}
    clerk.on("11-25").receives("S1-15", **given).accepts(1).on("12-16").extends(1, 10)
    assert "from_rolled" not in clerk.line("extend").facts
    clerk.sets(extension_from_unrolled=False)
    clerk.on("11-25").receives("S1-15", **given).accepts(1).on("12-16").extends(1, 10)
    assert clerk.line("extend").facts["from_rolled"] is True
    statutory = clerk.clocks(1).statutory
    assert statutory is not None
    assert clerk.rows()[0].due_on == statutory.on
    assert clerk.desk.store.verify().ok


def test_a6_no_extension_where_the_law_has_none(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S3-06").accepts(1)
    assert "没有可以延长的规定" in str(clerk.nothing_recorded(lambda: clerk.extends(1, 5)))


# ── A7 kinds of handling ──────────────────────────────────────────────────────────────────────────────────────────


def test_a7_a_filing_has_no_acceptance_and_no_refusal(clerk: Clerk) -> None:
    clerk.on("11-16").receives("S1-01")
    for act in (lambda: clerk.accepts(1), lambda: clerk.refuses(1), lambda: clerk.declines(1, "法律另有规定")):
        assert "第十三条" in str(clerk.nothing_recorded(act))
    clerk.on("12-16").sweeps()
    assert clerk.item(1).acceptance is None
    clerk.files(1)
    assert clerk.item(1).state is ItemState.DONE
    assert not clerk.papers("acceptance")


def test_a7_an_item_done_on_the_spot(clerk: Clerk) -> None:
    clerk.on("11-28").receives("S0-01").on("11-30").finishes_on_spot(1)
    assert clerk.item(1).state is ItemState.DONE
    assert [paper.form for paper in clerk.case.papers[-2:]] == ["delivery", "rating"]
    assert not clerk.papers("acceptance")


def test_a7_not_finished_that_day_it_is_accepted_like_any_other(clerk: Clerk) -> None:
    clerk.fills_in("market", "市监", "岳阳市市场监督管理局（示范）")
    clerk.on("11-27").receives("S0-01").on("11-30")
    assert "按承诺件受理" in str(clerk.nothing_recorded(lambda: clerk.finishes_on_spot(1)))
    assert "请写明原因后按承诺件受理" in str(clerk.nothing_recorded(lambda: clerk.accepts(1)))
    clerk.accepts(1, why="登记系统当日停机维护")
    assert clerk.line("accept").facts["spot_reason"] == "登记系统当日停机维护"
    assert clerk.item(1).state is ItemState.HANDLING
    clerk.receives("S3-09")
    assert "不能当场办结" in str(clerk.nothing_recorded(lambda: clerk.finishes_on_spot(1)))


def test_a7_a_notified_commitment_needs_the_applicants_words_and_a_check(clerk: Clerk) -> None:
    clerk.on("10-20").receives("S2-08")
    assert "有2项条件" in str(clerk.nothing_recorded(lambda: clerk.accepts(1)))
    unsaid = {1: [{"met": True}, {"met": False}]}
    assert "何时符合" in str(clerk.nothing_recorded(lambda: clerk.accepts(1, promised=unsaid)))
    clerk.accepts(1, promised={1: MET}).grants(1)
    check = clerk.clocks(1).verification
    assert check is not None
    assert check.on == day("12-01")
    clerk.on("11-26").verifies(1, true=False)
    assert clerk.item(1).verified_true is False
    assert "已于2026-11-26核查" in str(clerk.nothing_recorded(lambda: clerk.verifies(1)))


def test_a7_a_technical_review_has_its_own_time_and_no_acceptance_paper(clerk: Clerk) -> None:
    held = {"S2-02": "建字第430600202600001号"}
    clerk.on("10-22").receives("S3-01", held=held).accepts(1)
    assert (clerk.due(1), clerk.promised(1)) == ("11-12", "10-29")
    assert not clerk.papers("acceptance")
    for act in (lambda: clerk.grants(1), lambda: clerk.refuses(1), lambda: clerk.stops(1, "专家评审", 5)):
        assert "没有" in str(clerk.nothing_recorded(act))
    clerk.on("10-29").opines(1)
    assert clerk.item(1).state is ItemState.DONE


def test_a7_forwarding_ends_the_zones_own_time(clerk: Clerk) -> None:
    clerk.on("11-10").receives("S2-14").accepts(1)
    assert clerk.promised(1) == "11-12"
    said = clerk.nothing_recorded(lambda: clerk.grants(1))
    assert "请先办理转报" in str(said)
    assert "请先办理转报" in str(clerk.nothing_recorded(lambda: clerk.refuses(1)))
    assert "转报给哪个机关" in str(clerk.nothing_recorded(lambda: clerk.forwards(1, to="")))
    clerk.on("11-12").forwards(1).on("2027-03-01")
    assert clerk.item(1).state is ItemState.FORWARDED
    assert (clerk.clocks(1).promise_late(clerk.today), clerk.clocks(1).statute_late(clerk.today)) == (0, 0)
    assert clerk.lane(1).word == "外部办理中"
    assert clerk.rows()[0].outside
    for act in (lambda: clerk.grants(1), lambda: clerk.refuses(1)):
        assert "由上级机关决定" in str(clerk.nothing_recorded(act))
    assert "没有文号不能登记" in str(clerk.nothing_recorded(lambda: clerk.results(1, document=" ")))
    clerk.results(1, document="岳应急〔2027〕1号")
    assert clerk.item(1).state is ItemState.DECIDED
    assert not clerk.papers("grant"), "what the city decides is never printed as a decision of ours"
    assert "转报" in clerk.papers("forwarding")[0].number


def test_a7_a_zone_that_does_not_forward_is_late_itself(clerk: Clerk) -> None:
    clerk.on("11-10").receives("S2-14").accepts(1).on("11-16").forwards(1)
    assert clerk.clocks(1).promise_late(clerk.on("12-18").today) == 2


def test_a7_where_the_law_gives_no_limit_nothing_is_promised(clerk: Clerk) -> None:
    with clerk.desk.store.look() as look:
        catalogue = look.loaded("catalogue")
    bare = next(
        item for item in catalogue.items.values()
        if item.limit is None and item.promise is None and item.handling is Handling.PROMISED and item.materials
        and not catalogue.bodies[item.body].missing()
    )  # fmt: skip
    kind = next((t for t in bare.project_types if t != "ALL"), "SH-GY")
    clerk.on("11-02").receives(bare.code, project={**PROJECT, "project_type": kind}, hold_consent=True)
    if clerk.item(1).state is ItemState.WAITING:
        clerk.formalises(1)
    clerk.accepts(1)
    assert (clerk.due(1), clerk.promised(1)) == ("", "")
    assert clerk.clocks(1).fallback == day("11-30")
    assert clerk.rows()[0].next_on == day("11-30")
    assert "以办事指南为准" in text_of(clerk, "acceptance")
    assert "11月30日" not in text_of(clerk, "acceptance")


# ── A8, A9, A14 ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a8_an_unstated_unit_shows_both_dates_and_the_earlier_binds(clerk: Clerk) -> None:
    held = dict.fromkeys(("S1-09", "S2-02", "S3-01", "S3-02", "S3-10"), "示范1号")
    clerk.on("11-12").receives("S3-03", held=held).accepts(1)
    lane = clerk.lane(1)
    assert (lane.due_on, lane.due_other) == (day("11-19"), day("11-23"))


VOCABULARY = [
    "咨询登记",
    "收件",
    "预收",
    "转正式收件",
    "齐全性意见",
    "当场更正",
    "一次性告知",
    "补正收件",
    "受理",
    "视为受理",
    "不受理告知",
    "不予受理",
    "撤回申请（撤件）",
    "材料退还",
    "分送",
    "退分（职责异议）",
    "裁定",
    "改派",
    "特殊环节开始",
    "特殊环节结束",
    "延长",
    "征求意见",
    "回复意见",
    "逾期默认",
    "会审·踏勘·验收召集",
    "会审·踏勘·验收结论",
    "转报",
    "上级结果",
    "准予",
    "不予",
    "备案完成",
    "通知领取",
    "送达",
    "受理更正",
    "申请人信息变更",
    "承办人移交",
    "手工凭证补录",
    "决定更正",
    "撤销",
    "撤回（许可）",
    "注销",
    "归档",
]


@pytest.mark.parametrize("title", VOCABULARY)
def test_a9_every_act_is_known_from_the_start_with_its_article(title: str) -> None:
    act = next(act for act in ACTS.values() if act.title == title)
    assert act.article


def test_a9_national_codes_two_to_fifteen_have_their_acts() -> None:
    assert {act.state for act in ACTS.values() if act.state} == set(range(1, 16))


def test_a9_an_entry_later_than_its_day_needs_a_reason(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").on("10-14")
    assert "补录" in str(clerk.nothing_recorded(lambda: clerk.accepts(1, when="10-13")))
    clerk.late("10月13日停电").accepts(1, when="10-13")
    facts = clerk.line("accept").facts
    assert (facts["accepted_on"], facts["entered_on"], facts["late_reason"]) == (
        "2026-10-13", "2026-10-14", "10月13日停电",
    )  # fmt: skip
    assert [row.late for row in clerk.view.log if row.act == "受理"] == [True]


LATE: list[Callable[[Clerk], object]] = [
    lambda clerk: clerk.grants(1, when="10-13"),
    lambda clerk: clerk.stops(1, "专家评审", 5, started="10-13", served="10-13"),
]


@pytest.mark.parametrize("act", LATE)
def test_a9_every_dated_act_asks_for_the_reason(clerk: Clerk, act: Callable[[Clerk], object]) -> None:
    clerk.on("10-12").receives("S2-04").accepts(1).on("10-14")
    assert "请写明补录原因" in str(clerk.nothing_recorded(lambda: act(clerk)))
    act(clerk.late("窗口停电"))
    assert any(entry.facts.get("late_reason") == "窗口停电" for entry in clerk.entries)


def test_a14_beyond_the_last_notice_a_date_is_provisional_with_an_earliest_day(clerk: Clerk) -> None:
    clerk.on("12-03").receives("S2-09").accepts(1)
    line = clerk.clocks(1).statutory
    assert line is not None
    assert (line.on, line.provisional) == (day("2027-02-11"), True)
    assert line.earliest <= day("2027-02-04")
    assert clerk.lane(1).provisional
    assert "〔暂定，以国务院办公厅通知为准〕" in text_of(clerk, "acceptance")
    assert clerk.line("accept").facts["provisional"] is True


# ── B1, B2, B4 ────────────────────────────────────────────────────────────────────────────────────────────────────


def civil(clerk: Clerk) -> Clerk:
    """A civil defence item: its body is left unfilled in the sample zone on purpose."""
    return clerk.on("11-02").receives("S2-11", project=CIVIL, own=("防空地下室设计文件",))


def test_b1_no_paper_while_the_issuing_body_is_incomplete_and_nothing_is_recorded(clerk: Clerk) -> None:
    civil(clerk)
    for act in (
        lambda: clerk.accepts(1),
        lambda: clerk.declines(1, "法律另有规定", "《人民防空法》第二十二条"),
    ):
        said = str(clerk.nothing_recorded(act))
        assert "落款机关信息不全" in said
        assert "行政复议机关" in said


def test_b1_silence_accepts_all_the_same_and_the_paper_comes_when_the_body_is_complete(clerk: Clerk) -> None:
    civil(clerk).on("11-10").sweeps()
    acceptance = clerk.item(1).acceptance
    assert acceptance is not None
    assert (acceptance.deemed, acceptance.on) == (True, day("11-02"))
    assert not clerk.papers("acceptance")
    assert "落款机关信息不全" in str(clerk.nothing_recorded(lambda: clerk.grants(1)))
    clerk.fills_in("civil-defence", "人防", "岳阳市国防动员办公室（示范）").on("11-11").commits()
    assert [paper.items for paper in clerk.papers("acceptance")] == [(1,)]
    clerk.on("11-12").grants(1)


def test_b2_the_commitment_has_no_date_for_what_is_not_accepted(clerk: Clerk) -> None:
    chain(clerk)
    assert "还没有已受理的事项" in str(clerk.nothing_recorded(clerk.commits))
    clerk.on("10-14").accepts(1)
    assert "签发人" in str(clerk.nothing_recorded(lambda: clerk.commits(" ")))
    clerk.commits()
    facts = clerk.papers("commitment")[0].facts
    assert [row["promised_due"] for row in facts["awaiting"]] == [""] * 3
    assert all("工作日" in row["promised_text"] for row in facts["awaiting"])
    text = text_of(clerk, "commitment")
    assert "不改变法定期限" in text
    assert "签收" in text


def test_b2_items_decided_elsewhere_show_only_the_time_to_forward(clerk: Clerk) -> None:
    clerk.on("11-10").receives("S2-14", "S3-09").accepts(1, 2).commits()
    facts = clerk.papers("commitment")[0].facts
    assert [row["forwarding"] for row in facts["elsewhere"]] == ["2个工作日"]
    assert len(facts["accepted"]) == 1


def test_b4_a_broken_promise_and_a_breach_of_law_have_two_words(clerk: Clerk) -> None:
    clerk.on("11-12").receives("S3-07").accepts(1)
    assert "没有超过承诺时限" in str(clerk.nothing_recorded(lambda: clerk.explains(1)))
    clerk.on("11-19")
    assert (clerk.lane(1).light.value, clerk.lane(1).word) == ("承诺超时", "承诺超 2 个工作日")
    clerk.explains(1).on("12-14")
    assert clerk.lane(1).light.value == "法定超期"
    clerk.grants(1)
    row = clerk.rows(Level.CASE)[0]
    assert (row.promise_broken, row.statute_broken) == (True, True)
    assert "承诺超时19日" in tail(clerk.case, clerk.item(1), clerk.desk.calendar(), clerk.today)


# ── A10, A11 correction and silence ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a11_rt08_deemed_accepted_on_the_day_of_receipt_whenever_the_program_comes_back(clerk: Clerk) -> None:
    clerk.on("11-20", "15:40").receives("S3-06")
    assert clerk.on("11-27").sweeps() == ()
    assert clerk.on("11-30").sweeps() == (clerk.stream,)
    acceptance = clerk.item(1).acceptance
    assert acceptance is not None
    assert (acceptance.on, acceptance.deemed, acceptance.entered_on) == (day("11-20"), True, day("11-30"))
    assert (clerk.due(1), clerk.promised(1)) == ("12-07", "11-27")
    paper = clerk.papers("acceptance")[0]
    assert paper.on == day("11-30")
    assert "第三十二条第一款第（四）项" in text_of(clerk, "acceptance")
    assert "2026年11月20日" in text_of(clerk, "acceptance")


def test_a11_silence_is_recorded_once_whichever_counter_comes_first(clerk: Clerk) -> None:
    clerk.on("11-20").receives("S3-06").on("12-15").sweeps()
    before = clerk.state()
    assert clerk.another().sweeps() == ()
    assert clerk.sweeps() == ()
    assert clerk.state() == before
    assert [entry.act for entry in clerk.entries].count("deem_accepted") == 1


def test_a11_an_act_of_the_clerk_sees_what_silence_has_done(clerk: Clerk) -> None:
    clerk.on("11-20").receives("S3-06").on("11-30")
    assert "受理后不得再要求补正" in str(clerk.nothing_recorded(lambda: clerk.tells_once((1, "申请表"))))
    clerk.grants(1)
    assert [entry.act for entry in clerk.entries].count("deem_accepted") == 1
    assert clerk.item(1).state is ItemState.DECIDED


def test_a11_rt02_on_the_spot_silence_accepts_the_same_day(clerk: Clerk) -> None:
    held = {"S1-08": "出让合同示范〔2026〕12号"}
    clerk.on("12-04").receives("S1-10", held=held).on("12-07").sweeps()
    assert clerk.item(1).acceptance is not None
    assert clerk.due(1) == "2027-01-18"


def test_a11_rt01_the_period_is_the_items_own(clerk: Clerk) -> None:
    clerk.on("11-27").receives("S4-11", held={"S2-05": "岳环评〔2026〕1号"})
    completeness = clerk.clocks(1).completeness
    assert completeness is not None
    assert completeness.on == day("12-02")
    assert clerk.on("12-02").sweeps() == ()
    assert clerk.on("12-03").sweeps() == (clerk.stream,)


def test_a10_rt11_partial_then_full_is_accepted_that_day_without_a_second_period(clerk: Clerk) -> None:
    lack = "交通组织方案"
    names = [row["name"] for row in clerk.on("10-12").receives("S3-07", missing=[lack]).case.materials]
    assert lack in names
    assert "还缺交通组织方案" in str(clerk.nothing_recorded(lambda: clerk.accepts(1)))
    clerk.on("10-15").tells_once((1, lack), (1, "授权委托书"))
    assert "只能一次告知" in str(clerk.nothing_recorded(lambda: clerk.tells_once((1, "申请表"))))
    clerk.on("10-20").takes_back(1, names=["授权委托书"], complete=False)
    assert clerk.item(1).state is ItemState.CORRECTING
    assert "还没有交回" in str(clerk.nothing_recorded(lambda: clerk.takes_back(1, names=[], complete=True)))
    clerk.on("10-23").takes_back(1, names=[lack])
    assert clerk.rows()[0].next_on == day("10-23")
    assert "只能一次告知" in str(clerk.nothing_recorded(lambda: clerk.tells_once((1, "申请表"))))
    clerk.on("10-26")
    assert "受理日应为该日" in str(clerk.nothing_recorded(lambda: clerk.accepts(1)))
    clerk.late("窗口当日未录").accepts(1, when="10-23")
    assert clerk.due(1) == "11-20"


def test_a5_a6_rt14_after_expiry_no_step_and_no_extension(clerk: Clerk) -> None:
    clerk.on("10-20").receives("S2-09").accepts(1).on("2027-01-20")
    assert "届满" in str(clerk.nothing_recorded(lambda: clerk.stops(1, "听证", 10)))
    clerk.on("10-20").receives("S3-09").accepts(1).on("2027-01-20")
    assert "不得延长" in str(clerk.nothing_recorded(lambda: clerk.extends(1, 10)))


def test_a10_the_correction_period_can_only_grow(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-07", missing=["交通组织方案"]).tells_once((1, "交通组织方案"))
    assert clerk.item(1).correction_until == day("10-26")
    assert "须晚于原截止日" in str(clerk.nothing_recorded(lambda: clerk.prolongs(1, until="10-26")))
    assert "理由" in str(clerk.nothing_recorded(lambda: clerk.prolongs(1, until="11-02", reason="")))
    assert "才届满" in str(clerk.nothing_recorded(lambda: clerk.declines(1, "补正逾期")))
    clerk.prolongs(1, until="11-02").on("11-03").declines(1, "补正逾期", "至11月2日没有交来交通组织方案")
    assert clerk.item(1).state is ItemState.ENDED
    assert "交通组织方案" in text_of(clerk, "non_acceptance")


def test_a1_limits_are_copied_and_survive(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    acceptance = clerk.item(1).acceptance
    assert acceptance is not None
    facts = clerk.line("accept").facts
    assert (facts["limit"], facts["promise"]) == (limit_facts(acceptance.limit), limit_facts(acceptance.promise))
