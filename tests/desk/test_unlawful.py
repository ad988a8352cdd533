"""法制审核员的一天: the wrong thing tried by the desk, rule by rule; nothing unlawful is recorded, printed or promised."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from bingliang.desk.calendar.account_view import item_account
from bingliang.desk.casework import acceptance, applicant, clocks, commitment, convening, dispatch
from bingliang.desk.handover import handing
from bingliang.desk.loading import ZONE_FILE
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.standing import Level
from bingliang.store.endings import Outcome
from bingliang.store.work import Work
from tests.clerk import FIRM, SITE_A, SITE_B, Clerk, day

PLAN = "交通组织方案"
HELD = {"S2-02": "建字示范1号", "S3-01": "审图示范1号", "S3-02": "消审示范1号"}


def joint(clerk: Clerk) -> Clerk:
    held = {"S3-03": "施工许可证示范1号", "S2-02": "建字示范1号", "S3-02": "消审示范1号"}
    return clerk.on("12-08").receives("S4-01", "S4-02", "S4-03", held=held).accepts(1, 2, 3)


# ── A6 the promise ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a6_no_paper_promises_a_day_later_than_the_law(clerk: Clerk) -> None:
    """施工许可 of 09-30: three workdays promised end on 10-10, the law's seven days on 10-08."""
    clerk.on("09-30").receives("S3-03", held=HELD).accepts(1)
    assert (clerk.due(1), clerk.promised(1)) == ("10-08", "10-08")
    row = clerk.papers("acceptance")[0].facts["items"][0]
    assert (row["promised_due"]["date"], row["statutory_due"]["date"]) == ("2026-10-08", "2026-10-08")
    assert {row.promised_on for row in clerk.rows(Level.ITEM)} == {day("10-08")}
    promised = item_account(clerk.desk, clerk.stream, 1).accounts[-1]
    assert (promised.due.on, "承诺不得晚于法定" in promised.note) == (day("10-08"), True)
    assert clerk.desk.store.verify().ok
    clerk.on("10-09")
    assert (clerk.clocks(1).promise_late(clerk.today), clerk.clocks(1).statute_late(clerk.today)) == (1, 1)
    assert "已超承诺日期10月8日" in clerk.view.sentence


# ── A5 late entry, A9 the order of days ───────────────────────────────────────────────────────────────────────────


def test_a5_a_stop_entered_afterwards_rescues_neither_the_law_nor_the_promise(alone: Clerk) -> None:
    alone.on("10-14").receives("S1-15").accepts(1)
    assert (alone.promised(1), alone.due(1)) == ("10-28", "11-11")
    back = {"started": "10-26", "served": "10-26"}
    alone.on("10-30")
    said = alone.nothing_recorded(lambda: alone.late("补录").stops(1, "专家评审", 10, **back))
    assert "把超过的承诺改回去" in str(said)
    alone.on("11-13")
    said = alone.nothing_recorded(lambda: alone.late("补录").stops(1, "专家评审", 10, **back))
    assert "法定期限已于2026-11-11届满" in str(said)
    assert alone.clocks(1).statute_late(alone.today) == 2


def test_a5_a_stop_entered_a_day_later_in_time_is_taken(alone: Clerk) -> None:
    alone.on("10-14").receives("S1-15").accepts(1).on("10-27")
    alone.late("昨日送达").stops(1, "专家评审", 10, started="10-26", served="10-26")
    assert alone.promised(1) == "11-11"


def test_a5_no_decision_while_a_step_that_the_law_asks_for_has_no_result(alone: Clerk) -> None:
    alone.on("10-14").receives("S1-15").accepts(1).on("10-20").stops(1, "专家评审", 10)
    for decide in (alone.grants, alone.refuses):
        assert "专家评审还没有结果" in str(alone.nothing_recorded(lambda decide=decide: decide(1)))  # type: ignore[misc]  # bound at once
    alone.on("10-22").resumes(1, "专家评审")
    said = alone.nothing_recorded(lambda: alone.late("补录").grants(1, when="10-20"))
    assert "早于前一环节2026-10-22" in str(said)
    alone.grants(1)


@pytest.mark.parametrize("act", ["convene", "attend", "conclude", "change_applicant", "hand_over"])
def test_a9_nothing_is_dated_in_the_future(alone: Clerk, act: str) -> None:
    joint(alone)
    if act != "convene":
        alone.convenes(1, 2, 3, at="2026-12-08T10:00")
    if act == "conclude":
        alone.attends(SITE_A).attends(SITE_B)
    alone.on("12-09")
    later = day("12-10")
    desk, request, stream = alone.desk, alone.press(), alone.stream
    called = convening.Convening(
        "联合验收", datetime.fromisoformat("2026-12-11T09:30"), "现场", (1, 2, 3), (SITE_A, SITE_B)
    )
    acts: dict[str, Callable[[], object]] = {
        "convene": lambda: convening.convene(desk, request, stream, later, called),
        "attend": lambda: convening.attend(desk, request, stream, later, convening.Attending(SITE_A, "一致")),
        "conclude": lambda: convening.conclude(desk, request, stream, later, conclusion="通过"),
        "change_applicant": lambda: applicant.change(
            desk, request, stream, later, applicant.NewData("甲", "", "", "证")
        ),
        "hand_over": lambda: handing.hand_over(desk, request, stream, later, handing.Given("综合窗口乙", "轮岗")),
    }
    assert "晚于今天2026-12-09" in str(alone.nothing_recorded(acts[act]))


def test_a15_the_joint_opinion_is_not_older_than_the_opinions_in_it(alone: Clerk) -> None:
    joint(alone).convenes(1, 2, 3, at="2026-12-11T09:30")
    alone.on("12-22").attends(SITE_A).attends(SITE_B)
    desk = alone.late("补录").desk
    said = alone.nothing_recorded(
        lambda: convening.conclude(desk, alone.press(), alone.stream, day("12-18"), conclusion="通过")
    )
    assert "早于最后一份部门意见2026-12-22" in str(said)


def test_a12_no_answer_before_the_question_and_no_silence_before_its_end(alone: Clerk) -> None:
    alone.sets(opinion_silence=True, opinion_silence_rule="示范规〔2026〕3号")
    alone.on("10-12").receives("S3-07").accepts(1).on("10-15").asks(1)
    reply = dispatch.OpinionReply("公安交管部门（示范）", day("10-13"), "无意见", "示范交函〔2026〕1号")
    desk = alone.late("补录").desk
    said = alone.nothing_recorded(lambda: dispatch.give_opinion(desk, alone.press(), alone.stream, 1, reply))
    assert "早于征求意见之日2026-10-15" in str(said)
    alone.on("10-21")
    said = alone.nothing_recorded(
        lambda: dispatch.lapse(desk, alone.press(), alone.stream, 1, day("10-19"), department="公安交管部门（示范）")
    )
    assert "当日答复也算按时" in str(said)


def test_a10_corrections_are_not_older_than_the_notice_and_a_prolonged_period_not_over(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-07", missing=[PLAN]).on("10-14").tells_once((1, PLAN))
    pieces = [{"name": PLAN, "originals": 1, "copies": 0}]
    desk = alone.late("补录").desk
    said = alone.nothing_recorded(
        lambda: acceptance.take_corrections(
            desk, alone.press(), alone.stream, day("10-13"), [1], complete=True, pieces=pieces
        )
    )
    assert "早于前一环节2026-10-14" in str(said)
    alone.on("11-10")
    assert "等于没有延长" in str(alone.nothing_recorded(lambda: alone.prolongs(1, until="11-05")))


@pytest.mark.parametrize("when", ["10-12", "10-21"])
def test_b2_a_commitment_bears_the_day_on_which_it_is_made(alone: Clerk, when: str) -> None:
    alone.on("10-12").receives("S3-09").accepts(1).on("10-20")
    said = alone.nothing_recorded(
        lambda: commitment.commit(alone.desk, alone.press(), alone.stream, day(when), signatory="局长")
    )
    assert "不能倒签，也不能预签" in str(said)


def test_a6_a_broken_promise_is_not_explained_before_it_is_broken(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").accepts(1).on("10-26")
    desk = alone.late("补录").desk
    said = alone.nothing_recorded(
        lambda: clocks.explain(desk, alone.press(), alone.stream, 1, day("10-15"), "人手不足", remedy="增派人手")
    )
    assert "还没有超过承诺办结日2026-10-15" in str(said)


# ── A7, A9 decisions ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a7_a_filing_with_information_missing_is_not_complete(alone: Clerk) -> None:
    alone.on("10-14").receives("S1-01", missing=["企业基本情况"])
    said = alone.nothing_recorded(lambda: alone.files(1))
    assert "还缺企业基本情况" in str(said)


def test_a9_nobody_decides_while_it_is_disputed_whose_item_it_is(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").accepts(1).disowns(1)
    said = alone.nothing_recorded(lambda: alone.grants(1))
    assert isinstance(said, Refusal)
    assert "职责异议还没有裁定" in said.sentence
    alone.rules(1).grants(1)


@pytest.mark.parametrize("article", ["有关规定", "不符合要求"])
def test_a9_a_refusal_names_its_law(alone: Clerk, article: str) -> None:
    alone.on("10-12").receives("S3-09", "S3-07").accepts(1)
    assert "没有写明法律、法规" in str(alone.nothing_recorded(lambda: alone.refuses(1, article=article)))
    assert "没有写明法律" in str(alone.nothing_recorded(lambda: alone.declines(2, "法律另有规定", article)))


def test_a9_no_decision_before_the_days_to_ask_for_a_hearing_are_over(alone: Clerk) -> None:
    party = {"hearing__party": "岳阳示范小区业主委员会（虚构）", "hearing__cause": "影响北侧住宅的日照"}
    alone.on("10-12").receives("S3-09").accepts(1).draws("hearing_right", 1, **party)
    alone.on("10-19")
    assert "五日内（至2026-10-19）可以要求听证" in str(alone.nothing_recorded(lambda: alone.grants(1)))
    alone.on("10-20")
    held = {
        **party,
        "hearing__place": "三楼会议室",
        "hearing__chair": "法规科科长",
        "hearing__reviewer": "规划科经办人",
    }
    del held["hearing__cause"]
    alone.draws("hearing_notice", 1, **held, hearing__at="2026-10-30 09:30")
    del held["hearing__party"]
    assert "还没有听证笔录" in str(alone.nothing_recorded(lambda: alone.grants(1)))
    said = alone.nothing_recorded(lambda: alone.draws("hearing_record", 1, **held, hearing__at="2026-10-30 09:30"))
    assert "还没有举行" in str(said)
    alone.on("10-30", "11:00").draws("hearing_record", 1, **held, hearing__at="2026-10-30 09:30").grants(1)


def test_a9_no_decision_before_the_days_to_be_heard_are_over(alone: Clerk) -> None:
    told = {"hearing__party": "岳阳示范小区业主委员会（虚构）", "hearing__cause": "影响北侧住宅的日照"}
    alone.on("10-12").receives("S3-09").accepts(1)
    for until in ("2026-10-12", "2026-11-09"):
        said = alone.nothing_recorded(
            lambda until=until: alone.draws("statement_right", 1, **told, hearing__statement_until=until)  # type: ignore[misc]  # bound at once
        )
        assert "陈述申辩的截止日" in str(said)
    alone.draws("statement_right", 1, **told, hearing__statement_until="2026-10-15").on("10-15")
    assert "期满以前不能作出决定" in str(alone.nothing_recorded(lambda: alone.refuses(1)))
    alone.on("10-16").refuses(1)


def test_b1_after_a_ruling_the_body_that_has_the_power_decides_in_its_own_name(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").accepts(1).disowns(1)
    assert "只收件协调，不作决定" in str(alone.nothing_recorded(lambda: alone.rules(1, "service-hall")))
    assert "落款机关信息不全" in str(alone.nothing_recorded(lambda: alone.rules(1, "civil-defence")))
    alone.rules(1, "housing").grants(1)
    assert alone.papers("grant")[0].facts["body"]["name"] == "岳阳经开区建设交通局（示范）"


def test_a9_no_number_of_ours_is_typed_and_none_used_twice(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09", "S3-07").accepts(1, 2).grants(1)
    decision = alone.item(1).decision
    assert decision is not None
    following = decision.document.replace("0001", "0002")
    for number in (decision.document, following):
        said = alone.nothing_recorded(lambda number=number: alone.grants(2, document=number))  # type: ignore[misc]  # bound at once
        assert "属于本系统的号段" in str(said)
    alone.grants(2, document="岳经开城管许字〔2026〕7号")
    alone.receives("S3-09", "S3-07").accepts(1, 2).grants(1, document="岳经开城管许字〔2026〕8号")
    said = alone.nothing_recorded(lambda: alone.grants(2, document="岳经开城管许字〔2026〕8号"))
    assert "一号不能两用" in str(said)


# ── A10 the applicant's days ──────────────────────────────────────────────────────────────────────────────────────


def test_a10_the_applicant_has_the_zones_days_at_least_and_never_ends_on_a_rest_day(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-07", missing=[PLAN])
    said = alone.nothing_recorded(lambda: alone.tells_once((1, PLAN), until="10-23"))
    assert "早于本区补正期限10个工作日的届满日2026-10-26" in str(said)
    alone.tells_once((1, PLAN), until="10-31")
    assert alone.item(1).correction_until == day("11-02"), "a Saturday rolls on to Monday"
    alone.on("11-02")
    assert "到2026-11-02才届满" in str(alone.nothing_recorded(lambda: alone.declines(1, "补正逾期")))
    alone.prolongs(1, until="11-07")
    assert alone.item(1).correction_until == day("11-09")


# ── A3 delivery and the closed case ───────────────────────────────────────────────────────────────────────────────


def test_a3_an_unsealed_decision_is_not_handed_over(alone: Clerk) -> None:
    alone.sets(seal_register=True)
    alone.on("10-12").receives("S3-09").accepts(1).grants(1)
    assert "还没有登记用印，不能送达" in str(alone.nothing_recorded(lambda: alone.delivers(1)))
    alone.marks("用印", "grant")
    assert "邮件号" in str(alone.nothing_recorded(lambda: alone.delivers(1, means="邮寄送达")))
    alone.delivers(1)


def test_a3_a_closed_case_still_says_what_was_not_handed_over(alone: Clerk) -> None:
    alone.on("10-14").receives("S3-09").accepts(1).grants(1).closes()
    assert "窗口应在10月28日前送达" in alone.view.sentence
    assert "决定还没有送达，不能归档" in str(alone.nothing_recorded(alone.archives))
    alone.on("10-29")
    assert "窗口已超过送达期限10月28日" in alone.view.sentence
    assert alone.lane(1).word.endswith("待领取，送达期限已过")
    alone.delivers(1)
    assert alone.view.sentence == "本件1项已全部办结（10月14日）。"


def test_a13_a_closed_case_still_says_that_a_promise_is_to_be_checked(alone: Clerk) -> None:
    met = ({"met": True}, {"met": True})
    alone.on("10-12").receives("S2-08").accepts(1, promised={1: met}).grants(1).delivers(1).closes()
    assert "农水应在11月23日前核查" in alone.view.sentence
    alone.on("11-24")
    assert "告知承诺已超过期限11月23日" in alone.view.sentence
    alone.verifies(1)
    assert "核查" not in alone.view.sentence


# ── papers say what holds ─────────────────────────────────────────────────────────────────────────────────────────


def test_a1_a_later_catalogue_changes_no_figure_on_a_later_paper(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-09").accepts(1)

    def decide(work: Work) -> Outcome:
        text = work.edition_files("catalogue")[ZONE_FILE]
        old = 'code = "S3-09"\npromise = { value = 3, unit = "workday" }'
        assert old in text
        number = work.adopt("catalogue", {ZONE_FILE: text.replace(old, old.replace("3, unit", "9, unit"))})
        return Outcome((Draft("zone/editions", "adopt_edition", {"kind": "catalogue", "edition": number}),))

    alone.desk.store.act(alone.press(), alone.desk.who, "adopt_edition", decide, adopting=("catalogue",))
    alone.on("10-13").commits()
    row = alone.papers("commitment")[0].facts["accepted"][0]
    assert (row["promised_text"], row["promised_due"]["date"]) == ("3个工作日", "2026-10-15")


def test_a8_a_date_out_of_an_unverified_figure_is_not_printed(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-14", own=["申请表"], held=HELD).accepts(1)
    assert alone.due(1) == "10-19", "it warns on the screen"
    row = alone.papers("acceptance")[0].facts["items"][0]
    assert (row["statutory_due"], row["statutory"]["text"]) == ("", "以办事指南为准")


def test_a9_a_renamed_enterprise_is_taken_in_under_its_new_name(alone: Clerk) -> None:
    name = "岳阳示例精密有限公司（虚构）"
    alone.on("10-12").receives("S3-09").accepts(1).renames(name)
    said = alone.nothing_recorded(lambda: alone.receives("S3-07"))
    assert f"登记的名称是“{name}”" in str(said)
    alone.receives("S3-07", enterprise={**FIRM, "name": name})
    assert alone.case.enterprise["name"] == name


def test_a15_the_joint_opinion_leaves_out_what_was_withdrawn_and_says_what_was_refused(alone: Clerk) -> None:
    joint(alone).convenes(1, 2, 3, at="2026-12-11T09:30")
    alone.on("12-11").attends(SITE_A).attends(SITE_B).withdraws(2).refuses(3).concludes()
    about = alone.papers("joint_opinion")[0].facts["meeting"]["about"]
    assert about == [f"{alone.item(3).name}（已决定不予许可）"]
