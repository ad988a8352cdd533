"""Seen before it is done: dates old and new, papers and articles of an act, and what happens when somebody was faster."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bingliang.desk.acts.forms import deed_of, form_of, trial
from bingliang.desk.acts.offers import Offer, offers
from bingliang.desk.acts.rehearsal import Crossed, Done, Rehearsed, confirm, rehearse
from tests.clerk import PROJECT, Clerk, day

WITH_PLAN = {**PROJECT, "project_type": "SH-DFA"}
HELD = {"S1-08": "出让合同示范〔2026〕12号", "S1-09": "地字第430600202600012号", "S3-10": "施工合同示范2026-031"}


DEFAULTS: Mapping[str, str] = MappingProxyType({})


def offer(clerk: Clerk, name: str, no: int | None = 1) -> Offer:
    return next(one for one in offers(clerk.desk, clerk.stream).of(no) if one.name == name)


def asks(clerk: Clerk, name: str, no: int = 1, typed: Mapping[str, str] = DEFAULTS) -> Rehearsed:
    form = form_of(clerk.desk, clerk.stream, offer(clerk, name, no))
    return rehearse(clerk.desk, clerk.stream, deed_of(form, clerk.stream, "按键", {**form.values, **typed}))


def fire(clerk: Clerk) -> Clerk:
    """DL-8 of the sample zone: the fire design review, accepted 10-22, promised 11-02, due 11-12."""
    clerk.on("10-12").receives(
        "S2-02", "S3-02", project=WITH_PLAN, held=HELD, answers={"Q-SCHEME": True, "Q-FIRE": True}, hold_consent=True
    )
    return clerk.accepts(1).on("10-21").grants(1).on("10-22").accepts(2).on("10-26")


def test_a_special_step_says_how_far_both_lines_move_and_writes_nothing(clerk: Clerk) -> None:
    before = fire(clerk).state()
    found = asks(clerk, "stop", 2, {"told_days": "10"}).consequence
    assert found is not None
    (said,) = found.sentences
    assert said == (
        "本特殊环节（专家评审）停表 10 个工作日，至 2026-11-09 止，法定应办结日由 2026-11-12 改为 2026-11-26（后移 10 个工作日），"
        "承诺办结日由 2026-11-02 改为 2026-11-16（后移 10 个工作日）。"
    )
    assert [(one.word, one.before, one.after) for one in found.items[0].dates] == [
        ("法定应办结日", day("11-12"), day("11-26")), ("承诺办结日", day("11-02"), day("11-16")),
    ]  # fmt: skip
    assert found.papers == ("特别程序告知书（特殊建设工程消防设计审查）",)
    assert found.articles == ("《行政许可法》第四十五条",)
    assert clerk.state() == before


def test_an_extension_moves_the_statutory_line_alone_and_says_so(clerk: Clerk) -> None:
    clerk.on("11-25").receives("S1-15").accepts(1).on("12-16")
    found = asks(clerk, "extend", 1, {"approver": "产业发展局局长", "reason": "能效数据需要核实"}).consequence
    assert found is not None
    assert "承诺办结日仍为 2026-12-09，不因延长而改变" in found.sentences[0]
    assert "法定应办结日由 2026-12-23 改为 2027-01-07〔暂定〕" in found.sentences[0]
    assert found.warnings == ("承诺已经超时，延长不能补救，应当公开说明理由（《优化营商环境条例》第三十六条）。",)


def test_a_grant_lets_what_waited_for_it_begin(clerk: Clerk) -> None:
    clerk.on("10-12").receives(
        "S2-02", "S3-02", project=WITH_PLAN, held=HELD, answers={"Q-SCHEME": True, "Q-FIRE": True}, hold_consent=True
    )
    found = asks(clerk.accepts(1).on("10-21"), "grant").consequence
    assert found is not None
    assert "《特殊建设工程消防设计审查》转为正式收件，2026-10-28 前应受理或一次性告知。" in found.sentences
    assert {(one.no, one.before, one.after) for one in found.items} == {(1, "在办", "准予"), (2, "预收", "待受理")}
    assert "准予行政许可决定书（建设工程规划许可证核发）" in found.papers


def test_a_refusal_names_what_can_no_longer_begin(clerk: Clerk) -> None:
    clerk.on("10-12").receives(
        "S2-02", "S3-02", project=WITH_PLAN, held=HELD, answers={"Q-SCHEME": True, "Q-FIRE": True}, hold_consent=True
    )
    words = {"findings": "不符合", "reasons": "方案不符合", "article": "《城乡规划法》第四十条"}
    found = asks(clerk.accepts(1).on("10-21"), "refuse", 1, words).consequence
    assert found is not None
    assert any("《特殊建设工程消防设计审查》因前置件不成" in sentence for sentence in found.warnings)


def test_an_earlier_day_asks_for_its_reason_and_is_marked(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).on("10-15")
    form = form_of(clerk.desk, clerk.stream, offer(clerk, "grant"))
    typed = {**form.values, "on": "10-14"}
    assert [one.name for one in form.blank(typed)] == ["late_reason"]
    found = rehearse(clerk.desk, clerk.stream, deed_of(form, clerk.stream, "按键", {**typed, "late_reason": "停电"}))
    assert found.consequence is not None
    assert found.consequence.warnings[0].startswith("属于补录")


def test_while_the_clerk_types_the_consequence_stands_there_but_cannot_be_confirmed(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-07").accepts(1)
    form = form_of(clerk.desk, clerk.stream, offer(clerk, "refuse"))
    found = trial(clerk.desk, form, clerk.stream, "按键", form.values)
    assert found.lacking == ("查明的事实", "理由", "依据条款")
    assert found.rehearsed.consequence is not None
    assert found.rehearsed.shown is None


def test_what_is_confirmed_is_recorded_once_with_its_papers(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    form = form_of(clerk.desk, clerk.stream, offer(clerk, "grant"))
    deed = deed_of(form, clerk.stream, "按键", form.values)
    shown = rehearse(clerk.desk, clerk.stream, deed).shown
    assert shown is not None
    done = confirm(clerk.desk, clerk.stream, deed, shown)
    assert isinstance(done, Done)
    assert [title for title, _, _ in done.papers] == ["准予行政许可决定书"]
    assert done.sentence.startswith("已出具《准予行政许可决定书》")
    again = confirm(clerk.desk, clerk.stream, deed, shown)
    assert isinstance(again, Done)
    assert [entry.act for entry in clerk.entries].count("grant") == 1


def test_who_was_faster_is_named_and_the_new_consequence_comes_back(clerk: Clerk) -> None:
    """The colleague's step moves the due date on which the extension rests; the form's values are still the clerk's own."""
    fire(clerk)
    form = form_of(clerk.desk, clerk.stream, offer(clerk, "stop", 2))
    typed = {**form.values, "told_days": "10"}
    deed = deed_of(form, clerk.stream, "按键", typed)
    shown = rehearse(clerk.desk, clerk.stream, deed).shown
    assert shown is not None
    clerk.another().stops(2, "专家评审", 5)
    before = clerk.state()
    crossed = confirm(clerk.desk, clerk.stream, deed, shown)
    assert isinstance(crossed, Crossed)
    assert crossed.sentence.startswith("5号窗口综合窗口乙已先办理了同一事务")
    assert crossed.since[0].endswith("5号窗口综合窗口乙：特殊环节开始")
    assert crossed.now.consequence is not None
    assert clerk.state() == before
    assert crossed.now.shown is not None
    assert isinstance(confirm(clerk.desk, clerk.stream, deed, crossed.now.shown), Done)


def test_what_the_colleague_has_already_done_cannot_be_done_again(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1)
    form = form_of(clerk.desk, clerk.stream, offer(clerk, "grant"))
    deed = deed_of(form, clerk.stream, "按键", form.values)
    shown = rehearse(clerk.desk, clerk.stream, deed).shown
    assert shown is not None
    clerk.another().grants(1)
    crossed = confirm(clerk.desk, clerk.stream, deed, shown)
    assert isinstance(crossed, Crossed)
    assert crossed.now.consequence is None
    assert "已决定" in crossed.now.refusal


def test_another_item_of_the_same_case_stands_in_nobodys_way(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09", "S3-07").accepts(1, 2)
    form = form_of(clerk.desk, clerk.stream, offer(clerk, "grant", 1))
    deed = deed_of(form, clerk.stream, "按键", form.values)
    shown = rehearse(clerk.desk, clerk.stream, deed).shown
    assert shown is not None
    clerk.another().grants(2)
    assert isinstance(confirm(clerk.desk, clerk.stream, deed, shown), Done)


def test_all_corrections_in_name_the_day_of_acceptance(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-07").on("10-13").tells_once((1, "交通组织方案")).on("10-20")
    found = asks(clerk, "take_corrections").consequence
    assert found is not None
    assert "补正材料已于 2026-10-20 交齐，受理日就是这一天" in found.sentences[0]


def test_everything_of_one_notice_stands_ready_to_be_taken_back(clerk: Clerk) -> None:
    """The applicant comes back once with everything; what he did not bring is unticked."""
    clerk.on("10-12").receives("S3-07", "S3-09").on("10-13")
    clerk.tells_once((1, "交通组织方案"), (2, "建筑垃圾处置方案")).on("10-20")
    form = form_of(clerk.desk, clerk.stream, offer(clerk, "take_corrections", 2))
    assert form.values["items"] == (1, 2)
    assert [row["name"] for row in form.values["pieces"]] == ["交通组织方案", "建筑垃圾处置方案"]
    clerk.takes_back(1, names=["交通组织方案"])
    form = form_of(clerk.desk, clerk.stream, offer(clerk, "take_corrections", 2))
    assert form.values["items"] == (2,)
    assert [row["name"] for row in form.values["pieces"]] == ["建筑垃圾处置方案"]


def test_what_was_delivered_long_ago_is_no_consequence_of_an_act_on_another_item(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-07", "S3-09").accepts(1, 2).on("10-16").grants(2).delivers(2).on("10-19")
    found = asks(clerk, "grant", 1).consequence
    assert found is not None
    assert [one.no for one in found.items] == [1]
