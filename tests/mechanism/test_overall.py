"""Which act may follow which: the whole table, act by state and by kind, with its sentence and article."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bingliang.desk.loading import factory_calendar, factory_catalogue
from bingliang.ledger.acts import ACTS, Refusal, Who
from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import Handling, Unit
from bingliang.ledger.happened import Decision, ExtensionTaken, Objection, StepTaken, Wait
from bingliang.ledger.roles import ROLES
from bingliang.mechanism import overall
from tests.clerk import accepted_on, case_of, day, item_in

W, R, C, H, F, D, N, E = ItemState
assert (W, E) == (ItemState.WAITING, ItemState.ENDED)

LAWFUL: dict[str, set[ItemState]] = {
    "formalise": {W},
    "return_materials": {W},
    "remark": {R},
    "correct_on_spot": {R},
    "notify_once": {R},
    "note_renewal": {R},
    "accept": {R},
    "not_required": {R},
    "prolong_correction": {C},
    "take_corrections": {C},
    "notify_again": {R, C},
    "decline": {R, C},
    "withdraw": {W, R, C, H, F},
    "dispatch": {H},
    "stop": {H},
    "resume": {H},
    "extend": {H},
    "ask_opinion": {R, H},
    "receive_opinion": {R, H},
    "give_opinion": {R, H},
    "forward": {H},
    "superior_result": {F},
    "opinion_lapsed": {R, H},
    "disown": {H},
    "rule": {H},
    "reassign": {H},
    "supplement": {H},
    "amend_acceptance": {H},
    "grant": {H},
    "grant_deferred": {H},
    "refuse": {H},
    "file": {R, H},
    "opine": {H},
    "explain_overrun": {H, F, D, N},
    "verify_pledge": {D, N},
    "repair_credit": {D, N},
    "notify_collection": {D},
    "deliver": {D},
    "amend_decision": {D, N},
    "recall": {D, N},
    "annul": {D, N},
    "cancel": {D, N},
    "urge": {R, H, D},
    "supervise": {R, H, D, N},
    "reply_supervision": set(ItemState),
    "review_supervision": set(ItemState),
    "hold_account": set(ItemState),
    "record_violation": set(ItemState),
    "appeal_mark": set(ItemState),
    "decide_appeal": set(ItemState),
    "exempt": set(ItemState),
}
KIND: dict[str, Handling] = {
    "forward": Handling.FORWARDED,
    "superior_result": Handling.FORWARDED,
    "file": Handling.FILING,
    "opine": Handling.REVIEW,
    "verify_pledge": Handling.PLEDGED,
    "repair_credit": Handling.PLEDGED,
}
"""The kind for which an act exists, where it is not the ordinary one."""


@pytest.mark.parametrize("state", ItemState)
@pytest.mark.parametrize("act", LAWFUL)
def test_every_act_in_every_state(act: str, state: ItemState) -> None:
    item = item_in(state, KIND.get(act, Handling.PROMISED))
    if state in LAWFUL[act]:
        overall.permit(act, item)
        return
    with pytest.raises(Refusal, match="。") as said:
        overall.permit(act, item)
    assert item.name in said.value.sentence
    assert said.value.article
    assert said.value.sentence.endswith("。")


def test_the_table_knows_every_act_of_an_item_that_the_counter_can_press() -> None:
    assert set(overall.STATES) == set(LAWFUL)


PERMITS = {Handling.SPOT, Handling.PROMISED, Handling.PLEDGED, Handling.FORWARDED}
EXISTS: dict[str, set[Handling]] = {
    "accept": set(Handling) - {Handling.FILING},
    "grant": PERMITS,
    "refuse": PERMITS,
    "extend": PERMITS,
    "stop": PERMITS,
    "grant_deferred": PERMITS - {Handling.FORWARDED},
    "decline": PERMITS | {Handling.CONVENED},
    "file": {Handling.FILING},
    "opine": {Handling.REVIEW, Handling.CONVENED, Handling.OPINION, Handling.UTILITY},
    "forward": {Handling.FORWARDED},
    "superior_result": {Handling.FORWARDED},
    "verify_pledge": {Handling.PLEDGED},
    "repair_credit": {Handling.PLEDGED},
    "note_renewal": PERMITS,
    "recall": PERMITS,
    "annul": PERMITS,
    "cancel": PERMITS,
}


@pytest.mark.parametrize("kind", Handling)
@pytest.mark.parametrize("act", LAWFUL)
def test_every_act_for_every_kind_of_handling(act: str, kind: Handling) -> None:
    state = min(LAWFUL[act], key=list(ItemState).index)
    item = item_in(state, kind)
    if kind in EXISTS.get(act, set(Handling)):
        overall.permit(act, item)
        return
    with pytest.raises(Refusal, match="“城市建筑垃圾处置核准”为") as said:
        overall.permit(act, item)
    assert said.value.article


@pytest.mark.parametrize(
    ("act", "state", "words", "article"),
    [
        ("notify_once", H, "受理后不得再要求补正", "第七十二条"),
        ("notify_once", C, "只能一次告知", "第三十二条"),
        ("stop", R, "受理前时限尚未起算", "第四十五条"),
        ("extend", R, "无从延长", "第四十二条"),
        ("decline", H, "已受理的申请不得再作不予受理", "第三十八条"),
        ("withdraw", D, "不能再撤件", "第七十条"),
        ("accept", C, "补正材料尚未交齐", "第三十二条"),
        ("accept", W, "前置件尚未取得", "第三十二条"),
        ("accept", H, "不能重复受理", "第三十二条"),
        ("grant", R, "请先受理", "第三十八条"),
        ("refuse", R, "请先受理或不予受理", "第三十八条"),
        ("deliver", H, "决定尚未作出", "第四十四条"),
        ("grant", F, "由上级机关决定", "第四十三条"),
        ("refuse", F, "由上级机关决定", "第四十三条"),
        ("superior_result", H, "没有上级结果可登记|没有“上级结果”", "第四十三条"),
        ("not_required", H, "不能再作不受理告知", "第三十二条"),
        ("take_corrections", H, "受理后没有补正", "第七十二条"),
        ("withdraw", N, "不能再撤件", "第七十条"),
        ("recall", H, "自己收回申请的是撤件", "第八条"),
        ("annul", H, "自己收回申请的是撤件", "第六十九条"),
        ("cancel", H, "自己收回申请的是撤件", "第七十条"),
        ("amend_acceptance", D, "不能再更正受理的事项", "第六十九条"),
        ("grant", E, "现为“已终止”，不能办理“准予”", "第三十八条"),
    ],
)
def test_the_sentence_says_why_and_what_to_do(act: str, state: ItemState, words: str, article: str) -> None:
    with pytest.raises(Refusal, match=words) as said:
        overall.permit(act, item_in(state))
    assert article in said.value.article


def test_one_notice_even_when_everything_is_back() -> None:
    with pytest.raises(Refusal, match="只能一次告知"):
        overall.permit("notify_once", item_in(R, noticed_on=day("10-14"), corrected_on=day("10-16")))


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("窗口", "accept", "anchor"),
        ("窗口", "amend", "publish_notice"),
        ("窗口", "amend", "adopt_edition"),
        ("部门", "grant", "accept"),
        ("代办", "consult", "receive"),
        ("督查", "explain_overrun", "grant"),
        ("领导", "rule", "grant"),
        ("管理员", "publish_notice", "grant"),
        ("系统", "anchor", ""),
        ("", "", "accept"),
    ],
)
def test_who_may_do_what(role: str, may: str, may_not: str) -> None:
    who = Who("某某", "3", role)
    if may:
        overall.authorise(may, who)
    if may_not:
        with pytest.raises(Refusal, match="无权办理"):
            overall.authorise(may_not, who)
    assert set(ROLES["窗口"]) <= set(ACTS)


def test_a_reviewer_acts_on_the_items_of_his_own_department() -> None:
    item = item_in(H)  # 城管's
    overall.own_item("grant", Who("审查人员", "后台", "部门", "city-management"), item, "城管")
    overall.own_item("grant", Who("综合窗口甲", "3", "窗口"), item, "城管")
    with pytest.raises(Refusal, match="“城市建筑垃圾处置核准”由城管办理，不是本部门的事项"):
        overall.own_item("grant", Who("审查人员", "后台", "部门", "water"), item, "城管")
    with pytest.raises(Refusal, match="还没有登记所属部门"):
        overall.own_item("grant", Who("审查人员", "后台", "部门"), item, "城管")


def test_an_opinion_is_given_by_the_body_that_was_asked() -> None:
    police = Who("民警", "后台", "部门", "traffic-police")
    names = ("traffic-police", "交警", "公安交管部门")
    overall.own_item("give_opinion", police, item_in(H), "城管")
    overall.own_opinion(police, "公安交管部门", names)
    overall.own_opinion(Who("综合窗口甲", "3", "窗口"), "公安交管部门", ())
    with pytest.raises(Refusal, match="是向“水利部门”征求的"):
        overall.own_opinion(police, "水利部门", names)
    with pytest.raises(Refusal, match="还没有登记所属部门"):
        overall.own_opinion(Who("民警", "后台", "部门"), "公安交管部门", names)


def test_dates_follow_each_other() -> None:
    today = day("10-30")
    overall.dated("accept", day("10-12"), item_in(R), today)
    overall.dated("formalise", day("10-12"), item_in(W), today)
    with pytest.raises(ValueError, match="晚于今天"):
        overall.dated("accept", day("10-31"), item_in(R), today)
    with pytest.raises(ValueError, match="早于前一环节2026-10-14"):
        overall.dated("grant", day("10-13"), item_in(H), today)
    with pytest.raises(ValueError, match="早于前一环节2026-10-21"):
        overall.dated("deliver", day("10-20"), item_in(D), today)
    with pytest.raises(ValueError, match="早于前一环节2026-10-12"):
        overall.dated("formalise", day("10-11"), item_in(W), today)


def test_a_decision_is_not_older_than_what_was_done_before_it() -> None:
    today = day("10-30")
    step = StepTaken("专家评审", "示范", day("10-16"), day("10-15"), 5, Unit.WORKDAY, day("10-23"))
    more = ExtensionTaken(10, day("10-20"), "局长", "示范")
    objection = Objection("a", day("10-19"), "示范", "b")
    for given, floor in (
        ({"steps": (step,)}, "10-16"),
        ({"steps": (replace(step, result_on=day("10-22")),)}, "10-22"),
        ({"extension": more}, "10-20"),
        ({"frame_extension": more}, "10-20"),
        ({"objection": objection}, "10-19"),
        ({"objection": replace(objection, ruled_on=day("10-21"))}, "10-21"),
    ):
        item = item_in(H, **given)
        overall.dated("grant", day(floor), item, today)
        overall.dated("stop", day("10-14"), item, today)
        with pytest.raises(ValueError, match=f"早于前一环节2026-{floor}"):
            overall.dated("grant", day(floor) - timedelta(1), item, today)


# ── what follows by itself ────────────────────────────────────────────────────────────────────────────────────────

CALENDAR, CATALOGUE = factory_calendar(), factory_catalogue()


def test_silence_accepts_after_the_period_and_not_on_its_last_day() -> None:
    case = case_of(item_in(R))
    assert overall.inferred(case, day("10-19"), CALENDAR, CATALOGUE) == ()
    draft = overall.inferred(case, day("10-20"), CALENDAR, CATALOGUE)[0]
    assert (draft.act, draft.facts["accepted_on"], draft.facts["deemed"]) == ("deem_accepted", "2026-10-12", True)


def test_silence_says_nothing_once_told_accepted_back_or_filed() -> None:
    late = day("12-31")
    for item in (
        item_in(C), item_in(H), item_in(R, corrected_on=day("10-16"), noticed_on=day("10-14")),
        item_in(R, Handling.FILING), item_in(R, Handling.REVIEW),
    ):  # fmt: skip
        assert overall.inferred(case_of(item), late, CALENDAR, CATALOGUE) == ()


def test_by_analogy_silence_does_not_bind_what_is_no_licence() -> None:
    item = item_in(R, licence=False)
    assert overall.silence_binds(item)
    by_analogy = replace(item, completeness=replace(item.completeness, article="参照《行政许可法》第三十二条"))
    assert not overall.silence_binds(by_analogy)
    assert not overall.lapsed(by_analogy, day("12-31"), CALENDAR)


def test_a_held_item_becomes_formal_on_the_day_of_its_last_prerequisite() -> None:
    given = item_in(D)
    waiting = item_in(W, waits_for=(Wait(1, "《一》"), Wait(2, "《二》")))
    later = replace(given, decision=Decision("opine", day("10-29"), "示范审字1号"))
    draft = overall.inferred(case_of(given, later, waiting), day("10-30"), CALENDAR, CATALOGUE)[0]
    assert (draft.act, draft.facts["item"], draft.facts["on"]) == ("formalise", 3, "2026-10-29")


def test_a_held_item_waits_while_one_is_missing_refused_or_outside() -> None:
    given, open_ = item_in(D), item_in(H)
    refused = replace(given, decision=Decision("refuse", day("10-29"), "示范1号"))
    waiting = item_in(W, waits_for=(Wait(1, "《一》"), Wait(2, "《二》")))
    for other in (open_, refused):
        case = case_of(given, other, waiting)
        assert overall.ready_since(case, case.items[3]) is None
        assert overall.unready(case, case.items[3]) == ("《二》",)
        assert overall.prerequisites_on(case, case.items[3]) == day("10-21")
    outside = case_of(given, item_in(W, waits_for=(Wait(1, "《一》"), Wait(None, "《合同》"))))
    assert overall.ready_since(outside, outside.items[2]) is None
    assert overall.inferred(outside, day("10-30"), CALENDAR, CATALOGUE) == ()
    assert overall.unready(outside, outside.items[2]) == ()
    assert overall.prerequisites_on(case_of(item_in(W)), item_in(W)) is None


def test_joint_handling_is_copied_into_what_silence_accepts() -> None:
    case = case_of(item_in(R), joint="示范联办〔2026〕1号")
    assert overall.inferred(case, day("10-20"), CALENDAR, CATALOGUE)[0].facts["joint"] is True
    assert accepted_on("10-14").joint is False
