"""统一办理 (A3), 统一受理 (B1) and the order of acceptance (D2): only where the zone has the document for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

import pytest

from bingliang.desk.acts.offers import Offer, offers
from bingliang.desk.papers.verdict import verdict
from bingliang.desk.zone.settings import State, set_point, zone_view
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import IssuingBody
from tests.clerk import Clerk, day
from tests.desk.printed import text_of


def to_the_second(clerk: Clerk, when: str, at: str, seconds: int) -> Clerk:
    clerk.on(when, at)
    clerk.clock.now += timedelta(seconds=seconds)
    return clerk


# ── D2 the order of acceptance ────────────────────────────────────────────────────────────────────────────────────


def test_d2_the_notice_prints_the_second_of_acceptance_in_the_line_of_its_day(clerk: Clerk) -> None:
    to_the_second(clerk.on("10-12").receives("S3-09", "S2-02"), "10-12", "10:23", 5).accepts(1, 2)
    words = text_of(clerk, "acceptance").replace("\n", "")
    assert "受理日为2026年10月12日10时23分05秒。" in words


def test_d2_a_notice_drawn_anew_keeps_the_second_of_the_acceptance(clerk: Clerk) -> None:
    to_the_second(clerk.on("10-12").receives("S3-09"), "10-12", "16:05", 40).accepts(1)
    clerk.on("10-14", "11:00").rights(1, "S3-07", "挖掘道路产生的，应为挖掘城市道路审批")
    assert "受理日为2026年10月12日16时05分40秒。" in text_of(clerk, "acceptance").replace("\n", "")


def test_d2_corrections_that_complete_the_application_give_the_second_too(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").tells_once((1, "处置方案"))
    to_the_second(clerk, "10-14", "09:10", 3).takes_back(1, names=("处置方案",)).accepts(1)
    assert "受理日为2026年10月14日9时10分03秒。" in text_of(clerk, "acceptance").replace("\n", "")


def test_d2_no_second_is_made_up_for_a_late_entry_or_for_silence(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    clerk.on("10-13").late("系统停用").accepts(1, when="10-12")
    assert "受理日为2026年10月12日。" in text_of(clerk, "acceptance").replace("\n", "")
    clerk.on("10-12").receives("S3-09").on("10-20").sweeps()
    assert "受理日为2026年10月12日。" in text_of(clerk, "acceptance").replace("\n", "")


# ── B1 one notice for several bodies ──────────────────────────────────────────────────────────────────────────────

RULE = "示范授〔2026〕6号"


def bodies(clerk: Clerk) -> Mapping[str, IssuingBody]:
    with clerk.desk.store.look() as look:
        found: Mapping[str, IssuingBody] = look.loaded("catalogue").bodies
    return found


def told(clerk: Clerk, which: int = -1) -> str:
    return text_of(clerk, "acceptance", which).replace("\n", "").replace(" ", "")


def test_b1_without_the_authorising_document_every_body_gives_its_own_notice(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", "S2-02").accepts(1, 2)
    assert [paper.items for paper in clerk.papers("acceptance")] == [(1,), (2,)]
    assert "统一受理" not in told(clerk)


def test_b1_with_the_document_one_notice_names_every_body_its_item_and_its_remedies(clerk: Clerk) -> None:
    clerk.on("10-12").sets(combined_acceptance=RULE)
    clerk.receives("S3-09", "S2-02").accepts(1, 2)
    (paper,) = clerk.papers("acceptance")
    assert paper.items == (1, 2)
    accepted = [item.acceptance for item in clerk.case.items.values()]
    assert {one.number for one in accepted if one} == {paper.number}
    assert paper.number.startswith("政务中心")
    assert "行政审批服务局" in paper.facts["body"]["name"]
    words = told(clerk)
    assert f"依据{RULE}统一受理" in words
    for item in clerk.case.items.values():
        own = bodies(clerk)[item.body]
        for said in (own.name, f"《{item.name}》", own.reconsideration, own.online_channel, own.court):
            assert said.replace(" ", "") in words
    assert verdict(clerk.desk, paper.number).ok


def test_b1_items_of_one_body_stay_its_own_notice(clerk: Clerk) -> None:
    clerk.on("11-18").sets(combined_acceptance=RULE)
    clerk.receives("S2-05", "S2-04").accepts(1, 2)
    (paper,) = clerk.papers("acceptance")
    assert "统一受理" not in told(clerk)
    assert paper.facts["body"]["name"] == bodies(clerk)[clerk.item(1).body].name


def test_b1_no_combined_notice_while_one_of_its_bodies_is_incomplete(clerk: Clerk) -> None:
    clerk.on("10-12").sets(combined_acceptance=RULE)
    clerk.receives("S3-09", "S1-12")
    open_ = bodies(clerk)[clerk.item(2).body]
    assert open_.missing(clerk.today)
    said = str(clerk.nothing_recorded(lambda: clerk.accepts(1, 2)))
    assert f"“{open_.name or open_.short}”的落款机关信息不全" in said


def test_b1_a_combined_notice_drawn_anew_stays_with_its_document_and_its_number_series(clerk: Clerk) -> None:
    clerk.on("10-12").sets(combined_acceptance=RULE)
    clerk.receives("S3-09", "S2-02").accepts(1, 2).sets(combined_acceptance="")
    clerk.on("10-13").amends(clerk.line("accept", 1).seq, {"accepted_on": "2026-10-13"})
    old, new = clerk.papers("acceptance")
    assert (bool(old.void_reason), new.void_reason, new.items) == (True, "", (1, 2))
    assert new.number.startswith("政务中心")
    assert new.number != old.number
    accepted = [item.acceptance for item in clerk.case.items.values()]
    assert {one.number for one in accepted if one} == {new.number}
    assert f"依据{RULE}统一受理" in told(clerk)


def test_b1_of_a_combined_notice_a_corrected_row_is_void_and_its_new_notice_is_its_own_bodys(clerk: Clerk) -> None:
    clerk.on("10-12").sets(combined_acceptance=RULE)
    clerk.receives("S3-09", "S2-02").accepts(1, 2)
    clerk.on("10-14").rights(1, "S3-07", "挖掘道路产生的，应为挖掘城市道路审批")
    shared, own = clerk.papers("acceptance")
    assert (shared.void_reason, bool(shared.void_rows)) == ("", True)
    assert own.facts["body"]["name"] == bodies(clerk)[clerk.item(1).body].name
    assert "统一受理" not in told(clerk)


# ── A3 one decision for the items set to 统一办理 ───────────────────────────────────────────────────────────────────

BY = "示范政函〔2026〕12号"
WHO = "housing"
"""建设交通局: the department that the government has named to handle them together"""
PARALLEL = 3


def asked(clerk: Clerk, no: int) -> str:
    return bodies(clerk)[clerk.item(no).department].name


@pytest.fixture
def together(clerk: Clerk) -> Clerk:
    """Two items of two bodies that get one decision, and one beside them that does not."""
    clerk.on("10-12").sets(unified_items="S3-09、S2-02", unified_document=BY, unified_body=WHO)
    clerk.receives("S3-09", "S2-02", "S3-06").accepts(1, 2, 3)
    return clerk


def answered(clerk: Clerk, first: str = "无意见") -> Clerk:
    for no in (1, 2):
        clerk.asks(no, asked(clerk, no))
    clerk.on("10-13")
    for no in (1, 2):
        clerk.hears(no, asked(clerk, no), opinion=first if no == 1 else "无意见")
    return clerk


def validity(clerk: Clerk, code: str) -> str:
    with clerk.desk.store.look() as look:
        return str(look.loaded("catalogue").item_on(code, clerk.today).validity)


def offer(clerk: Clerk) -> Offer:
    return next(one for one in offers(clerk.desk, clerk.stream).case if one.name == "decide_jointly")


def test_a3_an_item_of_several_under_unified_handling_is_not_decided_alone(together: Clerk) -> None:
    for press in (lambda: together.grants(1), lambda: together.refuses(2)):
        said = together.nothing_recorded(press)
        assert "各项只作一个决定" in str(said)
        assert "第二十六条第二款" in str(said)
    greyed = {one.name: one.forbidden for one in offers(together.desk, together.stream).of(1)}
    assert "各项只作一个决定" in greyed["grant"]
    assert "各项只作一个决定" in greyed["refuse"]
    together.grants(PARALLEL)
    assert together.item(PARALLEL).decision is not None


def test_a3_the_one_decision_waits_for_every_conclusion_and_says_which_is_missing(together: Clerk) -> None:
    said = str(together.nothing_recorded(together.decides_jointly))
    assert "尚缺2项" in said
    assert "尚未征求城管的意见" in said
    together.asks(1, asked(together, 1))
    said = str(together.nothing_recorded(together.decides_jointly))
    assert "城管尚未回复意见" in said
    assert "尚未征求自规的意见" in said
    assert offer(together).forbidden in said
    together.on("10-13").hears(1, asked(together, 1))
    assert "尚缺1项" in str(together.nothing_recorded(together.decides_jointly))


def test_a3_one_number_one_day_one_paper_and_the_delivery_of_all_begins(together: Clerk) -> None:
    answered(together)
    assert offer(together).allowed
    assert offer(together).natural
    together.on("10-14").decides_jointly()
    lines = [one for one in together.entries if one.act in {"grant", "decide_jointly"}]
    assert len({one.request for one in lines}) == 1
    decisions = [together.item(no).decision for no in (1, 2)]
    assert {(one.word, one.on, one.document) for one in decisions if one} == {
        ("准予", day("10-14"), "经开建〔2026〕统一决定第0001号")
    }
    (paper,) = together.papers("joint_decision")
    assert (paper.items, paper.number) == ((1, 2), "经开建〔2026〕统一决定第0001号")
    assert not together.papers("grant")
    for no in (1, 2):
        delivery = together.clocks(no).delivery
        assert delivery is not None
        assert delivery.on == day("10-28")
    assert together.item(PARALLEL).open, "what is parallel beside them is untouched"
    words = text_of(together, "joint_decision").replace("\n", "").replace(" ", "")
    named = bodies(together)[WHO]
    assert (paper.facts["body"]["name"], paper.facts["body"]["seal"]) == (named.name, named.seal)
    assert "行政审批服务局" not in words, "the lead unit decides nothing"
    for said in (BY, "城市建筑垃圾处置核准", "建设工程规划许可证核发", "准予行政许可", "复议", "行政诉讼"):
        assert said in words
    assert "。。" not in words, "the stop that the clerk has typed is not printed twice"
    rows = {row["no"]: row for row in paper.facts["conclusions"]}
    assert {rows[no]["validity"] for no in (1, 2)} == {validity(together, "S3-09"), validity(together, "S2-02")}
    together.marks("用印", "joint_decision").delivers(1).delivers(2)
    assert [together.item(no).state for no in (1, 2)] == [ItemState.DONE] * 2


def test_a3_an_objection_bars_the_grant_and_a_refusal_is_of_all_of_them_and_of_nothing_else(together: Clerk) -> None:
    answered(together, "缺少防止遗撒的措施")
    together.on("10-14")
    said = str(together.nothing_recorded(together.decides_jointly))
    assert "对“城市建筑垃圾处置核准”有意见，不能统一准予" in said
    assert "依据条款" in str(together.nothing_recorded(lambda: together.decides_jointly(granted=False, article="")))
    together.decides_jointly(granted=False)
    decisions = [together.item(no).decision for no in (1, 2, PARALLEL)]
    assert [one and one.word for one in decisions] == ["不予", "不予", None]
    words = text_of(together, "joint_decision").replace("\n", "")
    assert "公众有权查阅" not in words, "第四十条 makes public what is granted"
    for told_ in ("不予行政许可", "处置方案没有防止遗撒的措施", "现场未设冲洗设施", "《城市建筑垃圾管理规定》第七条"):
        assert told_ in words


@pytest.mark.parametrize(
    ("who", "lacking"),
    [
        ("", "还没有填写统一决定的机关"),
        ("service-hall", "它不作行政许可决定"),
        ("civil-defence", "还缺机关全称、行政主体资格、印章"),
    ],
)
def test_a3_no_one_decision_while_nobody_is_named_for_it_with_a_seal(together: Clerk, who: str, lacking: str) -> None:
    """The lead unit's seal does not stand for it: the menu, the press and the settings say the same."""
    answered(together).sets(unified_body=who)
    said = together.nothing_recorded(together.decides_jointly)
    assert isinstance(said, Refusal)
    assert lacking in said.sentence
    assert "牵头单位和窗口不能代替" in said.sentence
    assert "统一决定的机关" in said.sentence
    assert said.article == "《行政许可法》第二十六条第二款"
    greyed = offer(together)
    assert (greyed.forbidden, greyed.article) == (said.sentence, said.article)
    row = next(one for one in zone_view(together.desk).points if one.key == "unified_body")
    assert row.state is State.OPEN
    assert row.why.startswith("S2-02、S3-09按统一办理受理，")
    assert lacking in row.why
    together.receives("S3-09", "S2-02").accepts(1, 2)  # what the zone still owes keeps no applicant waiting
    together.sets(unified_body=WHO)
    row = next(one for one in zone_view(together.desk).points if one.key == "unified_body")
    assert row.state is not State.OPEN


def test_a3_without_items_under_unified_handling_nothing_is_wanting(clerk: Clerk) -> None:
    row = next(one for one in zone_view(clerk.desk).points if one.key == "unified_body")
    assert row.state is State.OPTIONAL
    with pytest.raises(ValueError, match="不作行政许可决定"):
        set_point(clerk.administrator().desk, clerk.press(), "unified_body", "service-hall", "示范测试")


def test_a3_only_the_counter_enters_it_and_never_before_an_opinion(together: Clerk) -> None:
    answered(together)
    reviewer = together.reviewer(together.item(1).department)
    assert "无权办理“统一决定”" in str(reviewer.nothing_recorded(reviewer.decides_jointly))
    late = together.late("补录")
    assert "早于" in str(late.nothing_recorded(lambda: late.decides_jointly("10-12")))


def test_a3_the_one_decision_is_not_put_right_for_one_item(together: Clerk) -> None:
    answered(together).on("10-14").decides_jointly()
    together.on("10-15")
    for seq in (together.line("grant", 1).seq, together.line("decide_jointly").seq):
        said = together.nothing_recorded(partial(together.amends, seq, {"on": "2026-10-13"}))
        assert "统一决定对各项只有一份" in str(said)


def test_a3_unified_handling_brings_its_frame_and_never_lengthens_the_items_own_limit(together: Clerk) -> None:
    accepted = together.item(1).acceptance
    assert accepted is not None
    assert (accepted.joint, accepted.unified) == (True, BY)
    assert together.due(1) == "11-09"


def test_a3_without_the_document_or_with_one_item_alone_everybody_decides_for_himself(clerk: Clerk) -> None:
    clerk.on("10-12").sets(unified_items="S3-09、S2-02")
    clerk.receives("S3-09", "S2-02").accepts(1, 2).grants(1)
    assert "没有两项以上" in str(clerk.nothing_recorded(clerk.decides_jointly))
    clerk.sets(unified_document=BY, unified_body=WHO)
    clerk.grants(2)
    clerk.receives("S3-09", "S3-06").accepts(1, 2).grants(1)
    assert clerk.item(1).decision is not None


def test_a3_an_item_not_accepted_yet_is_missing_and_silence_accepts_it_into_the_one_decision(clerk: Clerk) -> None:
    clerk.on("10-12").sets(unified_items="S3-09、S2-02", unified_document=BY, unified_body=WHO)
    clerk.receives("S3-09", "S2-02").accepts(1)
    assert "各项只作一个决定" in str(clerk.nothing_recorded(lambda: clerk.grants(1)))
    said = str(clerk.nothing_recorded(clerk.decides_jointly))
    assert "建设工程规划许可证核发（待受理，没有受理不能决定）" in said
    clerk.on("10-20").sweeps()
    accepted = clerk.item(2).acceptance
    assert accepted is not None
    assert (accepted.deemed, accepted.unified, accepted.joint) == (True, BY, True)
