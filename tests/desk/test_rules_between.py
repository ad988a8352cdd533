"""The law of the file, second half: what lies between the two lines of an item (A2, A10, A12, A13, B1–B3).

Each test tries the wrong thing and reads why it is refused; then the right thing, and reads what was printed.
"""

from __future__ import annotations

import pytest

from bingliang.desk.acts.forms import form_of, trial
from bingliang.desk.acts.offers import offers
from bingliang.desk.acts.rehearsal import rehearse
from bingliang.desk.casework import acceptance, deferral
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from bingliang.mechanism.supervision import findings
from tests.clerk import MET, PROJECT, Clerk, day
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
