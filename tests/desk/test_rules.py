"""The law of the file, rule by rule, at a real counter: what must hold from the first line (A1, A3, A9, B1, B2, B4).

The other test_rules_*.py name the rules they hold.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bingliang.desk.words import tail
from bingliang.ledger.acts import ACTS
from bingliang.ledger.case import ItemState, limit_facts
from bingliang.ledger.standing import Level
from bingliang.mechanism.parallel_approval.join import missing
from tests.clerk import PROJECT, Clerk, day
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


def test_a1_limits_are_copied_and_survive(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    acceptance = clerk.item(1).acceptance
    assert acceptance is not None
    facts = clerk.line("accept").facts
    assert (facts["limit"], facts["promise"]) == (limit_facts(acceptance.limit), limit_facts(acceptance.promise))


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


# ── A9 ────────────────────────────────────────────────────────────────────────────────────────────────────────────


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
