"""The law of the file, second half: what lies between the two lines of an item (A2, A9, A10, A12, A13, A15, B1–B3).

Each test tries the wrong thing and reads why it is refused; then the right thing, and reads what was printed.
"""

from __future__ import annotations

import pytest

from bingliang.desk.acts.forms import form_of, trial
from bingliang.desk.acts.offers import offers
from bingliang.desk.acts.rehearsal import rehearse
from bingliang.desk.casework import acceptance, deferral
from bingliang.desk.casework.aftermath import GROUNDS
from bingliang.desk.casework.endings import DECLINE_GROUNDS
from bingliang.desk.help import factory_help
from bingliang.desk.papers.shelf import of_case
from bingliang.desk.papers.verdict import Finding, verdict
from bingliang.ledger.acts import ACTS, Refusal
from bingliang.ledger.case import ItemState
from bingliang.ledger.standing import Level
from bingliang.mechanism.supervision import findings
from tests.clerk import MET, PROJECT, SITE_A, SITE_B, Clerk, day
from tests.desk.printed import text_of

DRAIN = "水质检测报告或者承诺书"
POLICE = "公安交管部门（示范）"
RULE = "示范规〔2026〕3号"


# ── A2 the one exception to the one notice ────────────────────────────────────────────────────────────────────────


def back(clerk: Clerk, *, complete: bool = False) -> Clerk:
    clerk.on("10-12").receives("S3-07", missing=["交通组织方案"]).tells_once((1, "交通组织方案"))
    return clerk.on("10-14").takes_back(1, names=["交通组织方案"], complete=complete)


def test_a2_a_second_notice_is_refused_unless_the_zone_has_a_rule(clerk: Clerk) -> None:
    said = back(clerk).nothing_recorded(lambda: clerk.tells_again(1, "交通组织方案"))
    assert isinstance(said, Refusal)
    assert "只能一次告知" in said.sentence
    assert "第七十二条" in said.article


@pytest.mark.parametrize("complete", [False, True])
def test_a2_with_a_rule_only_what_was_newly_handed_in_once_approved_and_counted(
    clerk: Clerk, *, complete: bool
) -> None:
    clerk.sets(second_notice=True)
    back(clerk, complete=complete)
    assert "不能再要求补正" in str(clerk.nothing_recorded(lambda: clerk.tells_again(1, "申请表")))
    assert "须经批准" in str(clerk.nothing_recorded(lambda: clerk.tells_again(1, "交通组织方案", approver=" ")))
    clerk.tells_again(1, "交通组织方案")
    item = clerk.item(1)
    assert (item.state, item.noticed_on, item.noticed_again) == (ItemState.CORRECTING, day("10-12"), day("10-14"))
    assert len(clerk.papers("correction")) == 2
    assert "不得第三次告知" in str(clerk.nothing_recorded(lambda: clerk.tells_again(1, "交通组织方案")))
    assert "还没有交回" in str(clerk.nothing_recorded(lambda: clerk.takes_back(1, names=["别的"], complete=True)))
    found = findings(clerk.case, clerk.today, clerk.desk.calendar())
    assert [(one.against, one.kind) for one in found] == [("窗口", "再次告知")]
    clerk.on("10-19").takes_back(1, names=["交通组织方案"]).accepts(1)
    assert clerk.due(1) == "11-16"
    assert "受理后不得再要求补正" in str(clerk.nothing_recorded(lambda: clerk.tells_again(1, "交通组织方案")))


# ── A9 the words that are confused, and the closed lists ──────────────────────────────────────────────────────────


def test_a9_the_grounds_of_non_acceptance_are_a_closed_list(clerk: Clerk) -> None:
    assert list(DECLINE_GROUNDS) == ["不属本机关职权", "补正逾期", "提供虚假材料", "限制期内再次申请", "法律另有规定"]
    assert all("《行政许可法》" in article for article in DECLINE_GROUNDS.values())
    clerk.on("10-12").receives("S3-09")
    for ground in ("不具申请资格", "其他", "不符合规划"):
        said = clerk.nothing_recorded(lambda ground=ground: clerk.declines(1, ground))  # type: ignore[misc]  # bound at once
        assert isinstance(said, Refusal)
        assert "不是不予受理的法定理由" in said.sentence
        assert "第三十二条" in said.article
    assert "应当告知向哪个机关申请" in str(clerk.nothing_recorded(lambda: clerk.declines(1, "不属本机关职权")))
    assert "限制申请的届满日" in str(clerk.nothing_recorded(lambda: clerk.declines(1, "限制期内再次申请")))


def test_a9_three_noes_have_three_acts_three_papers_and_three_national_codes(clerk: Clerk) -> None:
    """不受理 ≠ 不予受理 ≠ 不予许可."""
    clerk.on("10-12").receives("S3-09", "S3-07", "S3-06").accepts(3)
    clerk.tells_not_required(1).declines(2, "不属本机关职权", right_body="岳阳市交通运输局（公路管理机构）").refuses(3)
    assert {ACTS[act].state for act in ("not_required", "decline", "refuse")} == {4, 5, 13}
    assert [len(clerk.papers(form)) for form in ("not_required", "non_acceptance", "refusal")] == [1, 1, 1]
    told = text_of(clerk, "not_required")
    assert "第三十二条第一款第（一）项" in told
    assert "行政复议" not in told, "a notice that no permit is needed is no decision"
    for form in ("non_acceptance", "refusal"):
        assert "60日" in text_of(clerk, form)
    for no, word in ((1, "不受理告知"), (2, "不予受理"), (3, "不予")):
        assert word in clerk.lane(no).word


def test_a9_after_acceptance_neither_of_the_two_early_noes(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    assert "已受理的申请不得再作不予受理" in str(clerk.nothing_recorded(lambda: clerk.declines(1, "提供虚假材料")))
    assert "不能再作不受理告知" in str(clerk.nothing_recorded(lambda: clerk.tells_not_required(1)))


def test_a9_withdrawal_is_the_applicants_and_ends_with_the_decision(clerk: Clerk) -> None:
    """撤件 ≠ 撤回 ≠ 撤销 ≠ 注销: one before the decision, three after it, each with its own article."""
    clerk.on("10-12").receives("S3-09").accepts(1)
    for act, article in (("recall", "第八条"), ("annul", "第六十九条"), ("cancel", "第七十条")):
        said = clerk.nothing_recorded(lambda act=act: clerk.afterwards(1, act))  # type: ignore[misc]  # bound at once
        assert "申请人自己收回申请的是撤件" in str(said)
        assert article in str(said)
    clerk.grants(1).delivers(1)
    assert "不能再撤件" in str(clerk.nothing_recorded(lambda: clerk.withdraws(1)))
    said = clerk.nothing_recorded(lambda: clerk.afterwards(1, "annul", "其他"))
    assert "不是撤销的法定情形" in str(said)
    clerk.on("11-20").afterwards(1, "annul", "违反法定程序作出")
    assert [one.article for one in clerk.item(1).aftermath] == ["《行政许可法》第六十九条第一款第（三）项"]
    assert "请随后办理注销" in str(clerk.nothing_recorded(lambda: clerk.afterwards(1, "recall")))
    clerk.on("11-23").afterwards(1, "cancel", "许可依法被撤销、撤回，或者证件被吊销")
    assert "已于2026-11-23注销" in str(clerk.nothing_recorded(lambda: clerk.afterwards(1, "annul")))
    assert clerk.lane(1).word == "准予 10-12 · 已撤销 11-20 · 已注销 11-23"
    assert clerk.item(1).state is ItemState.DONE, "what became of the permit does not rewrite how it was handled"
    assert {ACTS[act].state for act in ("withdraw", "recall", "annul")} == {2, 14, 15}


def test_a9_a_refusal_can_be_neither_recalled_nor_annulled(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).refuses(1)
    assert "没有取得许可" in str(clerk.nothing_recorded(lambda: clerk.afterwards(1, "annul")))
    clerk.afterwards(1, "amend_decision")
    assert clerk.item(1).aftermath[0].act == "amend_decision"


@pytest.mark.parametrize("act", ["recall", "annul", "cancel"])
def test_a9_the_grounds_after_a_decision_are_those_of_the_law(act: str) -> None:
    assert "其他" not in GROUNDS[act]
    assert all(ACTS[act].article in article for article in GROUNDS[act].values())


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (
            "term-not-required",
            ["不受理", "不予受理", "不予许可", "第三十二条第一款第（一）项", "封闭清单", "没有“其他”"],
        ),
        ("term-withdrawals", ["撤件", "撤回", "撤销", "注销", "第八条", "第六十九条", "第七十条"]),
    ],
)
def test_a9_help_tells_the_words_apart(key: str, words: list[str]) -> None:
    topic = factory_help().topics[key]
    assert [word for word in words if word not in topic.text] == []


# ── A9 a wrong item accepted ──────────────────────────────────────────────────────────────────────────────────────


def test_a9_a_wrong_item_is_put_right_with_the_day_of_acceptance_kept(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    old = clerk.item(1).acceptance
    clerk.on("10-14").rights(1, "S3-07", "挖掘道路产生的，应为挖掘城市道路审批")
    item = clerk.item(1)
    assert (item.code, item.state, item.righted_from) == ("S3-07", ItemState.HANDLING, "城市建筑垃圾处置核准")
    assert old is not None
    assert item.acceptance is not None
    assert (item.acceptance.on, item.acceptance.number == old.number) == (day("10-12"), False)
    assert (clerk.due(1), clerk.promised(1)) == ("11-09", "10-15")
    papers = clerk.papers("acceptance")
    assert [bool(paper.void_reason) for paper in papers] == [True, False]
    notice = text_of(clerk, "amended_acceptance")
    for word in (old.number, "不变", "作废", "只计一件", "综合窗口负责人"):
        assert word in notice
    assert len(clerk.rows()) == 1, "one count"
    assert "已经更正过一次" in str(clerk.nothing_recorded(lambda: clerk.rights(1, "S3-06")))


def test_a9_of_a_shared_notice_the_row_is_void_and_the_others_stand(alone: Clerk) -> None:
    """Whoever verifies the old paper is told which row holds no more; the sibling keeps its number."""
    alone.on("11-18").receives("S2-05", "S2-04").accepts(1, 2)
    (shared,) = alone.papers("acceptance")
    assert shared.items == (1, 2)
    sibling = alone.item(2).acceptance
    alone.rights(1, "S2-06")
    shared = alone.papers("acceptance")[0]
    assert (shared.void_reason, shared.void_rows) == (
        "", ("《环境影响报告表审批》一行，受理更正：对照分类管理名录，只需填报环境影响登记表",),
    )  # fmt: skip
    assert alone.item(2).acceptance == sibling
    assert f"{shared.number}（该事项一行作废）" in text_of(alone, "amended_acceptance")
    told = verdict(alone.desk, shared.number)
    assert (told.finding, told.ok) == (Finding.PARTLY, False)
    assert "部分作废：《环境影响报告表审批》一行" in told.sentence
    assert "其余各行有效" in told.sentence
    (row,) = [one for one in of_case(alone.desk, alone.stream) if one.seq == shared.seq]
    assert (row.void, row.partly) == (False, shared.void_rows[0])
    assert next(one for one in alone.view.papers if one.seq == shared.seq).partly == shared.void_rows[0]
    assert any(one.act == "文书部分作废" for one in alone.view.log)


def test_a9_a_wrong_item_that_was_only_a_filing_is_filed_at_once(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S2-05").accepts(1).on("10-14").rights(1, "S2-06").files(1)
    item = clerk.item(1)
    assert (item.handling.value, item.state, item.acceptance) == ("备案", ItemState.DONE, None)
    assert "不作受理" in text_of(clerk, "amended_acceptance")
    assert all(paper.void_reason for paper in clerk.papers("acceptance"))


def test_a9_nothing_is_put_right_once_a_clock_was_stopped(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S2-04").accepts(1).stops(1, "专家评审", 5)
    assert "已经启动特殊环节" in str(clerk.nothing_recorded(lambda: clerk.rights(1, "S2-06")))
    assert "请从清单中选择" in str(
        clerk.on("10-12").receives("S3-09").accepts(1).nothing_recorded(lambda: clerk.rights(1, "S2-08"))
    )


# ── A10 nothing happens by itself ─────────────────────────────────────────────────────────────────────────────────


def test_a10_at_the_end_of_the_correction_period_nothing_happens_by_itself(clerk: Clerk) -> None:
    clerk.on("10-19").receives("S3-09", missing=["建筑垃圾处置方案（种类、数量、时间、路线）"])
    clerk.on("10-21").tells_once((1, "建筑垃圾处置方案（种类、数量、时间、路线）"))
    assert clerk.item(1).correction_until == day("11-04")
    assert clerk.lane(1).word == "待企业补正至 11-04"
    clerk.on("12-31").sweeps()
    assert clerk.item(1).state is ItemState.CORRECTING
    assert clerk.lane(1).word == "补正逾期待处理（11-04 届满）"
    assert "由窗口应申请人要求延长、作不予受理决定或者收撤回申请" in clerk.view.sentence
    open_ = {one.name for one in offers(clerk.desk, clerk.stream).items[1] if one.allowed}
    assert open_ >= {"prolong_correction", "decline", "withdraw", "take_corrections"}
    assert "return_materials" not in open_, "退件 is no ending"


def test_a10_the_counter_is_reminded_at_half_time_and_on_the_day_before(clerk: Clerk) -> None:
    """Ten workdays from 10-21: half of them are over on 10-28, the day before is 11-03."""
    clerk.on("10-19").receives("S3-07", missing=["交通组织方案"]).on("10-21").tells_once((1, "交通组织方案"))
    reminded = [
        on
        for on in ("10-21", "10-27", "10-28", "10-29", "11-02", "11-03", "11-04")
        if "今日提醒企业" in clerk.on(on).lane(1).word
    ]
    assert reminded == ["10-28", "11-03"]


def test_a10_what_comes_after_the_day_is_still_taken_while_nothing_was_decided(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-07", missing=["交通组织方案"]).tells_once((1, "交通组织方案"))
    clerk.on("10-26").takes_back(1, names=["交通组织方案"])
    assert clerk.item(1).corrected_on == day("10-26"), "the last day counts"


# ── A12 silence ───────────────────────────────────────────────────────────────────────────────────────────────────


def asked(clerk: Clerk) -> Clerk:
    return clerk.on("10-12").receives("S3-07").accepts(1).asks(1, POLICE, 2)


def test_a12_without_a_published_rule_silence_means_nothing(clerk: Clerk) -> None:
    asked(clerk).on("10-20")
    said = clerk.nothing_recorded(lambda: clerk.lapses(1))
    assert isinstance(said, Refusal)
    assert "不答复不等于同意" in said.sentence
    assert said.article == "区公布的并联审批规则"
    clerk.sets(opinion_silence=True)
    assert "没有登记文号" in str(clerk.nothing_recorded(lambda: clerk.lapses(1)))
    assert "视为无不同意见" not in text_of(clerk, "opinion_request")


def test_a12_under_the_rule_the_slip_says_so_and_silence_is_recorded_after_its_day(clerk: Clerk) -> None:
    clerk.sets(opinion_silence=True, opinion_silence_rule=RULE)
    asked(clerk)
    assert RULE in text_of(clerk, "opinion_request")
    clerk.on("10-14")
    assert "没有逾期未答复" in str(clerk.nothing_recorded(lambda: clerk.lapses(1)))
    clerk.on("10-15").lapses(1)
    assert clerk.item(1).opinions[0].lapsed_on == day("10-15")
    assert clerk.line("opinion_lapsed").facts["rule"] == RULE
    assert "没有逾期未答复" in str(clerk.nothing_recorded(lambda: clerk.lapses(1)))
    clerk.on("10-16").hears(1)
    assert clerk.item(1).opinions[0].replied_on == day("10-16"), "contestable until the main decision"
    clerk.grants(1)
    assert clerk.item(1).state is ItemState.DECIDED


def test_a12_silence_is_never_a_permit(clerk: Clerk) -> None:
    clerk.sets(opinion_silence=True, opinion_silence_rule=RULE)
    clerk.on("10-12").receives("S3-09").accepts(1).on("2027-03-01").sweeps()
    assert clerk.item(1).state is ItemState.HANDLING


# ── A13 容缺 and 告知承诺 ──────────────────────────────────────────────────────────────────────────────────────────


def drain(clerk: Clerk) -> Clerk:
    return clerk.on("10-12").receives("S3-06", later=(DRAIN,))


def test_a13_only_what_the_published_list_lets_come_later(clerk: Clerk) -> None:
    clerk.on("10-12")
    said = clerk.nothing_recorded(lambda: clerk.receives("S3-06", later=("排水许可申请表",)))
    assert "不在公布的可容缺清单中" in str(said)


def test_a13_deferral_needs_the_promise_a_clean_credit_and_ends_before_the_promised_day(clerk: Clerk) -> None:
    drain(clerk)
    for act in (lambda: clerk.accepts(1), lambda: clerk.accepts(1, until={1: "10-15"}, credit=False)):
        assert "须核查申请人的信用" in str(clerk.nothing_recorded(act))
    said = clerk.nothing_recorded(lambda: clerk.accepts(1, until={1: "10-20"}))
    assert "不能晚于承诺办结日2026-10-19" in str(said)
    clerk.accepts(1, until={1: "10-15"})
    promise, notice = text_of(clerk, "deferral_promise"), text_of(clerk, "deferral_notice")
    assert "逾期未补齐的，视为本单位撤回本次申请" in promise
    assert "无未修复的失信承诺" in promise
    for word in (DRAIN, "2026年10月15日", "不因等待容缺材料而停止", "2026年10月19日"):
        assert word in notice
    assert clerk.line("accept").facts["credit_checked"] is True
    assert (clerk.due(1), clerk.promised(1)) == ("10-27", "10-19"), "the clock runs"
    assert clerk.lane(1).word == "容缺待补至 10-15 · 承诺余 5 个工作日"
    assert "等企业补交容缺材料，至10月15日" in clerk.view.sentence


@pytest.mark.parametrize(("until", "warned"), [("10-15", False), ("10-16", True), ("10-19", True)])
def test_a13_less_than_two_workdays_before_the_promise_is_warned(alone: Clerk, until: str, *, warned: bool) -> None:
    drain(alone)
    late = {1: deferral.Deferral(day(until), credit_clean=True)}
    found = rehearse(
        alone.desk, alone.stream,
        lambda desk: acceptance.accept(desk, "看看", alone.stream, (1,), alone.today, deferred=late),
    )  # fmt: skip
    assert found.consequence is not None
    assert any("部门可能来不及审查" in said for said in found.consequence.warnings) is warned


def test_a13_no_grant_before_all_is_in(clerk: Clerk) -> None:
    drain(clerk).accepts(1, until={1: "10-15"}).on("10-15")
    assert "尚未补齐，不得准予" in str(clerk.nothing_recorded(lambda: clerk.grants(1)))
    assert "当日补齐的也算按时" in str(clerk.nothing_recorded(lambda: clerk.ends_deferral(1)))
    assert "请勾选" in str(clerk.nothing_recorded(lambda: clerk.supplements(1, "别的材料")))
    clerk.supplements(1, DRAIN).grants(1)
    assert clerk.item(1).supplemented_on == day("10-15")
    assert "没有等待补齐" in str(
        clerk.on("10-12").receives("S3-06").accepts(1).nothing_recorded(lambda: clerk.supplements(1, DRAIN))
    )


def test_a13_at_the_end_the_applicants_own_words_make_it_a_withdrawal(clerk: Clerk) -> None:
    drain(clerk).accepts(1, until={1: "10-15"}).on("10-16").sweeps()
    assert clerk.item(1).state is ItemState.HANDLING, "nothing by itself"
    assert "容缺逾期待处理" in clerk.lane(1).word
    assert "视为撤回" in str(clerk.nothing_recorded(lambda: clerk.supplements(1, DRAIN)))
    clerk.ends_deferral(1)
    ending = clerk.item(1).ending
    assert ending is not None
    assert ending.act == "withdraw"
    told = text_of(clerk, "deferral_end")
    assert "这不是不予受理，也不是不予许可的决定" in told
    assert "申请行政复议" in told, "the process ends here: who disagrees must be told where to go"
    assert "6个月内向" in told
    assert clerk.papers("deferral_promise")[0].number in told
    assert clerk.papers("returned_materials")


def test_a13_without_that_sentence_an_accepted_application_is_decided(clerk: Clerk) -> None:
    clerk.sets(deferral_withdraws=False)
    drain(clerk).accepts(1, until={1: "10-15"}).on("10-16")
    assert "视为本单位撤回" not in text_of(clerk, "deferral_promise")
    said = clerk.nothing_recorded(lambda: clerk.ends_deferral(1))
    assert isinstance(said, Refusal)
    assert "已受理的申请不能退回" in said.sentence
    assert "第三十八条" in said.article
    clerk.supplements(1, DRAIN)
    clerk.on("10-12").receives("S3-06", later=(DRAIN,)).accepts(1, until={1: "10-15"}).on("10-16").refuses(1)
    assert clerk.item(1).decision is not None


def test_a13_a_notified_commitment_asks_for_the_clerks_two_looks(clerk: Clerk) -> None:
    clerk.on("10-20").receives("S2-08")
    said = clerk.nothing_recorded(lambda: clerk.accepts(1, promised={1: MET}, checked=False))
    assert isinstance(said, Refusal)
    assert "按普通程序办理" in said.sentence
    assert said.article == "国办发〔2020〕42号"
    clerk.accepts(1, promised={1: MET}).grants(1)
    assert "请写明随后怎样处理" in str(clerk.nothing_recorded(lambda: clerk.verifies(1, true=False, followed="")))
    clerk.verifies(1, true=False, followed="撤销决定并追究责任")
    assert (clerk.item(1).verified_true, clerk.item(1).verified_follow) == (False, "撤销决定并追究责任")
    clerk.afterwards(1, "annul", "以欺骗、贿赂等不正当手段取得")
    assert clerk.item(1).aftermath[0].article == "《行政许可法》第六十九条第二款"


# ── jurisdiction ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a9_not_ours_within_its_day_once_and_the_applicants_clock_runs_on(clerk: Clerk) -> None:
    clerk.on("12-01").receives("S3-06").accepts(1)
    before = (clerk.due(1), clerk.promised(1))
    assert before == ("12-16", "12-08")
    assert "须写明依据" in str(clerk.nothing_recorded(lambda: clerk.disowns(1, ground=" ")))
    clerk.on("12-02").disowns(1)
    assert clerk.lane(1).word == "职责异议待裁定 · 承诺余 4 个工作日"
    assert "并提出职责异议，待牵头单位裁定" in clerk.view.sentence
    assert "不能再次退分" in str(clerk.nothing_recorded(lambda: clerk.disowns(1)))
    assert "没有凭据" in str(clerk.nothing_recorded(lambda: clerk.rules(1, document="")))
    clerk.on("12-03").rules(1, "city-management")
    objection = clerk.item(1).objection
    assert objection is not None
    assert (objection.on, objection.ruled_on, objection.ruled_to) == (day("12-02"), day("12-03"), "city-management")
    assert (clerk.due(1), clerk.promised(1)) == before
    assert "没有等待裁定" in str(clerk.nothing_recorded(lambda: clerk.rules(1)))
    clerk.on("12-08").grants(1)
    assert clerk.clocks(1).promise_late(clerk.today) == 0


def test_a9_too_late_to_disown_and_another_department_may_be_ruled(clerk: Clerk) -> None:
    clerk.on("12-01").receives("S3-06", "S3-09").accepts(1, 2).on("12-03")
    said = clerk.nothing_recorded(lambda: clerk.disowns(1))
    assert isinstance(said, Refusal)
    assert "退分期限已于2026-12-02届满" in said.sentence
    clerk.on("12-02").disowns(2).on("12-03").rules(2, "housing")
    assert (clerk.item(2).department, clerk.item(2).body) == ("housing", "housing")
    clerk.grants(2)
    assert clerk.papers("grant")[0].facts["body"]["name"] == "岳阳经开区建设交通局（示范）"


# ── A15 convening ─────────────────────────────────────────────────────────────────────────────────────────────────


def joint(clerk: Clerk) -> Clerk:
    held = {"S3-03": "施工许可证示范1号", "S2-02": "建字示范1号", "S3-02": "消审示范1号"}
    clerk.on("12-08").receives("S4-01", "S4-02", "S4-03", held=held)
    return clerk.accepts(1, 2, 3).convenes(1, 2, 3, at="2026-12-11T09:30")


def test_a15_one_notice_per_department_with_time_place_and_the_rule_of_absence(clerk: Clerk) -> None:
    joint(clerk)
    assert len(clerk.papers("convening")) == 2
    for which, department in enumerate((SITE_A, SITE_B)):
        notice = text_of(clerk, "convening", which)
        for word in (department, "2026年12月11日9时30分", "二号车间现场", "缺席不视为同意", "不停止计时"):
            assert word in notice, word


def test_a15_a_meeting_stops_no_clock_and_each_item_keeps_its_own_limit(clerk: Clerk) -> None:
    joint(clerk)
    before = [(clerk.due(no), clerk.promised(no)) for no in (1, 2, 3)]
    assert [promised for _, promised in before] == ["12-18", "12-15", "12-17"]
    clerk.on("12-11").attends(SITE_B, "有意见", "消防车道转弯半径不足", "与审查合格的消防设计文件不一致")
    assert [(clerk.due(no), clerk.promised(no)) for no in (1, 2, 3)] == before


def test_a15_the_join_is_refused_until_every_department_has_spoken_and_rectification_is_found_good(
    clerk: Clerk,
) -> None:
    joint(clerk)
    assert "不能在此之前登记意见" in str(clerk.nothing_recorded(lambda: clerk.attends(SITE_A)))
    clerk.on("12-11")
    assert "由会审、踏勘、验收的汇总结论作出" in str(clerk.nothing_recorded(lambda: clerk.opines(1)))
    assert {one.name for one in offers(clerk.desk, clerk.stream).case if one.natural} == {"attend"}
    said = str(clerk.nothing_recorded(clerk.concludes))
    assert "尚缺2个部门的意见" in said
    assert SITE_A in said
    assert "不在本次联合验收的召集范围内" in str(clerk.nothing_recorded(lambda: clerk.attends("城建档案机构（示范）")))
    assert "须写明需要整改的内容" in str(clerk.nothing_recorded(lambda: clerk.attends(SITE_B, "有意见")))
    clerk.attends(SITE_B, "有意见", "消防车道转弯半径不足；疏散指示标志缺两处", "与审查合格的消防设计文件不一致")
    told = text_of(clerk, "rectification")
    for word in ("消防车道转弯半径不足", "3个工作日内复验", "不停止法定期限和承诺时限"):
        assert word in told
    assert "联合验收尚缺自规的意见，等企业整改后由建设交通局复验" in clerk.view.sentence
    clerk.on("12-14").attends(SITE_A)
    assert "尚未复验合格" in str(clerk.nothing_recorded(clerk.concludes))
    clerk.on("12-17").attends(SITE_B)
    assert "联合验收各部门意见已齐，请汇总结论" in clerk.view.sentence
    assert {one.name for one in offers(clerk.desk, clerk.stream).case if one.natural} == {"conclude"}
    assert "请汇总结论" in str(clerk.nothing_recorded(lambda: clerk.attends(SITE_A)))
    clerk.on("12-18").concludes()
    assert clerk.case.meetings[0].concluded_on == day("12-18")
    summary, opinion = text_of(clerk, "opinion_summary"), text_of(clerk, "joint_opinion")
    assert "12月11日提出整改意见，12月17日复验合格" in summary
    assert "同意通过联合验收" in opinion
    assert "本意见书汇总各部门的意见" in opinion
    decision = clerk.item(1).decision
    assert decision is not None
    assert (decision.act, decision.document) == ("opine", clerk.papers("joint_opinion")[0].number)
    assert [clerk.item(no).state for no in (1, 2, 3)] == [ItemState.DONE, ItemState.HANDLING, ItemState.HANDLING]


def test_a15_absence_counts_only_under_the_published_rule(clerk: Clerk) -> None:
    joint(clerk).on("12-11").attends(SITE_A).attends(SITE_B, "缺席")
    said = clerk.nothing_recorded(clerk.concludes)
    assert isinstance(said, Refusal)
    assert "没有公布缺席视为无意见的规则" in said.sentence
    clerk.sets(opinion_silence=True, opinion_silence_rule=RULE).concludes(
        "一个部门缺席，依规则视为无不同意见，同意通过"
    )
    assert clerk.case.meetings[0].concluded_on == day("12-11")


def test_a15_one_department_alone_is_no_meeting(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    assert "至少两个" in str(clerk.nothing_recorded(lambda: clerk.convenes(1, departments=(SITE_A,))))
    assert "至少两个" in str(clerk.nothing_recorded(lambda: clerk.convenes(1, departments=(SITE_A, SITE_A))))
    assert "没有正在进行" in str(clerk.nothing_recorded(clerk.concludes))


def test_a15_a_department_speaks_for_itself_alone(clerk: Clerk) -> None:
    joint(clerk).on("12-11")
    planners = clerk.reviewer("natural-resources")
    planners.presses = [300]
    assert "不能由其他部门回复" in str(planners.nothing_recorded(lambda: planners.attends(SITE_B)))
    planners.attends(SITE_A)
    assert clerk.case.meetings[0].last[SITE_A].verdict == "一致"


# ── B1, B2, B3 ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_b1_a_branch_or_a_window_never_signs(clerk: Clerk) -> None:
    with clerk.desk.store.look() as look:
        catalogue = look.loaded("catalogue")
    for item in catalogue.items.values():
        name = catalogue.bodies[item.body].name
        assert "分局" not in name, item.code
        assert "窗口" not in name, item.code
    clerk.on("10-12").receives(
        "S2-02", project={**PROJECT, "project_type": "SH-DFA"}, held={"S1-08": "示范1号", "S1-09": "示范2号"}
    )
    if clerk.item(1).state is ItemState.WAITING:
        clerk.formalises(1)
    clerk.accepts(1)
    assert clerk.papers("acceptance")[0].facts["body"]["name"] == "岳阳市自然资源和规划局（示范）"


def test_b2_a_changed_promise_gives_a_numbered_note_and_the_old_paper_stays(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S2-04").on("11-04").accepts(1).commits()
    clerk.on("11-09").stops(1, "专家评审", 15).on("11-27").resumes(1, "专家评审")
    (note,) = clerk.papers("commitment_note")
    (row,) = note.facts["changes"]
    assert (row["old_due"]["date"], row["new_due"]["date"]) == ("2026-12-02", "2026-12-22")
    assert note.facts["commitment"]["number"] == clerk.papers("commitment")[0].number
    assert not clerk.papers("commitment")[0].void_reason
    assert "本说明不改变法定期限" in text_of(clerk, "commitment_note")


def test_b2_nothing_is_noted_where_nothing_was_promised_in_writing(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S2-04").on("11-04").accepts(1)
    clerk.on("11-09").stops(1, "专家评审", 15).on("11-27").resumes(1, "专家评审")
    assert not clerk.papers("commitment_note")


def test_b3_the_fee_is_printed_as_it_is_and_stops_no_clock(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-07", "S3-06").accepts(1, 2)
    fees = {row["code"]: row["fee"] for paper in clerk.papers("acceptance") for row in paper.facts["items"]}
    assert fees == {"S3-07": "城市道路占用费、挖掘修复费按标准缴纳", "S3-06": "不收费"}
    assert "挖掘修复费按标准缴纳" in text_of(clerk, "acceptance")
    greyed = next(one for one in offers(clerk.desk, clerk.stream).items[1] if one.title == "缴费")
    assert not greyed.allowed
    assert greyed.article == "《行政许可法》第四十五条"


def test_b3_no_item_says_free_without_a_ground(clerk: Clerk) -> None:
    with clerk.desk.store.look() as look:
        catalogue = look.loaded("catalogue")
    free = [item for item in catalogue.items.values() if item.fee.text == "不收费"]
    assert len(free) > 10
    assert [item.code for item in free if not item.fee.ground] == []


# ── the applicant and the clerk ───────────────────────────────────────────────────────────────────────────────────


def test_a9_a_new_name_is_on_new_papers_only(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    assert "没有不同" in str(clerk.nothing_recorded(lambda: clerk.renames("")))
    assert "变更的证明" in str(clerk.nothing_recorded(lambda: clerk.renames("新名（虚构）", proof="")))
    clerk.on("10-14").renames("岳阳示例精工制造有限公司（虚构）").grants(1)
    assert clerk.case.enterprise["former_name"] == "岳阳示例精工有限公司（虚构）"
    assert "岳阳示例精工有限公司（虚构）" in text_of(clerk, "acceptance")
    granted = text_of(clerk, "grant")
    assert "岳阳示例精工制造有限公司（虚构）（原岳阳示例精工有限公司（虚构））" in granted
    clerk.delivers(1).closes()
    assert "申请变更许可" in str(clerk.nothing_recorded(lambda: clerk.renames("又一新名（虚构）")))


def test_a9_the_case_changes_hands_in_writing(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    assert "无需移交" in str(clerk.nothing_recorded(lambda: clerk.hands_over("综合窗口甲")))
    clerk.hands_over("综合窗口乙")
    assert clerk.case.clerk == "综合窗口乙"
    assert {row.clerk for row in clerk.rows(Level.CASE)} == {"综合窗口乙"}


# ── 企业自办事项 ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_enterprises_own_duty_is_reminded_of_and_never_a_departments_light(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    light = clerk.lane(1).light
    not_yet = clerk.nothing_recorded(lambda: clerk.notes_own(done=True))
    assert "还没有登记" in str(not_yet)
    assert "请从清单中选择" in str(clerk.nothing_recorded(lambda: clerk.notes_own("S2-02")))
    assert "陪办的代办专员职务" in str(clerk.nothing_recorded(lambda: clerk.notes_own("S5-02", agent="")))
    clerk.notes_own()
    assert "不能重复登记" in str(clerk.nothing_recorded(clerk.notes_own))
    assert "10月27日前由企业报" in clerk.view.sentence
    assert clerk.lane(1).light is light
    clerk.on("10-28")
    assert "已过期限，请提醒企业" in clerk.view.sentence
    clerk.notes_own(done=True)
    assert "企业自办" not in clerk.view.sentence
    assert "无需再登记" in str(clerk.nothing_recorded(lambda: clerk.notes_own(done=True)))


def test_the_sheet_of_an_own_matter_says_its_date_first(clerk: Clerk) -> None:
    clerk.on("12-17").receives("S3-09")
    offer = next(one for one in offers(clerk.desk, clerk.stream).case if one.name == "own_matter")
    form = form_of(clerk.desk, clerk.stream, offer)
    assert form.values["code"] == "S4-08", "a duty stands before what is only accompanied"
    found = trial(clerk.desk, form, clerk.stream, "试", {**form.values, "note": "竣工验收合格"})
    assert found.rehearsed.consequence is not None, found.rehearsed.refusal
    said = "".join(found.rehearsed.consequence.sentences)
    assert "期限为 2027-01-04〔暂定〕，是企业自己的期限" in said
    higher = trial(
        clerk.desk, form, clerk.stream, "试", {**form.values, "code": "S5-02", "agent": "甲", "note": "已申报"}
    )
    assert higher.rehearsed.consequence is not None
    assert "企业自己" not in "".join(higher.rehearsed.consequence.sentences)
