"""录入更正: the wrong line stays, the right fact counts, papers are voided and made anew; a delivered decision stands."""

from __future__ import annotations

import pytest

from bingliang.desk.acts.asked.amending import KEYS, WORDS
from bingliang.desk.acts.deeds import CASE_DEEDS, DEEDS
from bingliang.desk.acts.forms import UNTOUCHED, Trial, deed_of, form_of, trial
from bingliang.desk.acts.rehearsal import Done, confirm
from bingliang.desk.amending.offers import amend_offer, amend_offers
from bingliang.desk.amending.rules import FIXED
from bingliang.ledger.case import ItemState
from tests.clerk import PROJECT, Clerk, day


def accepted(clerk: Clerk) -> Clerk:
    """Two items of one body accepted on 10-14 by one press, on one paper; the day was really 10-13."""
    return clerk.on("10-12").receives("S3-06", "S3-09").on("10-14").accepts(1, 2)


def test_a_wrong_acceptance_day_moves_the_clocks_and_both_stay_in_the_log(clerk: Clerk) -> None:
    accepted(clerk)
    wrong = clerk.line("accept", 2)
    assert (clerk.due(2), clerk.promised(2)) == ("11-11", "10-19")
    clerk.on("10-15").amends(wrong.seq, {"accepted_on": "2026-10-13"}, "登记时看错日期")
    assert (clerk.due(2), clerk.promised(2)) == ("11-10", "10-16")
    assert (clerk.due(1), clerk.promised(1)) == ("10-29", "10-21")
    kept = next(entry for entry in clerk.entries if entry.seq == wrong.seq)
    assert kept == wrong
    facts = next(entry.facts for entry in clerk.entries if entry.act == "amend")
    assert facts["was"]["accepted_on"] == "2026-10-14"  # type: ignore[index]  # facts are JSON
    assert facts["facts"]["due"] == "2026-11-10"  # type: ignore[index]  # facts are JSON
    words = [row.text for row in clerk.view.log if row.act == "录入更正"]
    assert any("登记时看错日期" in text and "2026-10-14" in text and "2026-10-13" in text for text in words)
    voided = [row.text for row in clerk.view.log if row.act == "文书作废"]
    assert voided == [f"《受理通知书》{clerk.papers('acceptance')[0].number} · 录入更正：登记时看错日期"]
    assert clerk.rows()[1].due_on == day("11-10")
    assert clerk.desk.store.verify().ok


def test_the_paper_is_voided_with_its_number_and_made_anew_under_a_new_one(clerk: Clerk) -> None:
    accepted(clerk)
    old = clerk.papers("acceptance")[0]
    clerk.on("10-15").amends(clerk.line("accept", 2).seq, {"accepted_on": "2026-10-13"})
    first, second = clerk.papers("acceptance")
    assert (first.number, first.sm3) == (old.number, old.sm3)
    assert first.void_reason == "录入更正：录入有误"
    assert second.number != first.number
    assert second.sm3
    numbers = {item.acceptance.number for item in clerk.case.items.values() if item.acceptance}
    assert numbers == {second.number}


def test_a_second_amendment_keeps_what_the_first_put_right(clerk: Clerk) -> None:
    accepted(clerk).asks(2)
    seq = clerk.line("ask_opinion").seq
    clerk.on("10-15").amends(seq, {"reply_by": "2026-10-20"}).amends(seq, {"question": "临时占道的交通组织"})
    opinion = clerk.item(2).opinions[0]
    assert (opinion.reply_by, opinion.question) == (day("10-20"), "临时占道的交通组织")


@pytest.mark.parametrize(
    ("facts", "words", "said"),
    [
        ({}, {}, "没有填写更正后的内容"),
        ({"colour": "red"}, {}, "没有“colour”这一栏"),
        ({"accepted_on": "2026-10-13"}, {"reason": " "}, "请写明更正原因"),
        ({"accepted_on": "2026-10-13"}, {"by": ""}, "更正须经批准"),
        ({"accepted_on": "2026-10-16"}, {}, "晚于今天"),
        ({"accepted_on": "2026-10-11"}, {}, "受理日2026-10-11早于收件日2026-10-12"),
    ],
)
def test_an_amendment_is_refused(clerk: Clerk, facts: dict[str, str], words: dict[str, str], said: str) -> None:
    accepted(clerk).on("10-15")
    seq = clerk.line("accept", 2).seq
    assert said in str(clerk.nothing_recorded(lambda: clerk.amends(seq, facts, **words)))


def test_what_the_program_records_itself_and_what_is_not_there(clerk: Clerk) -> None:
    accepted(clerk)
    assert "由程序记录" in str(clerk.nothing_recorded(lambda: clerk.amends(clerk.line("issue").seq, {"pages": 3})))
    assert "没有第999行" in str(clerk.nothing_recorded(lambda: clerk.amends(999, {"on": "2026-10-13"})))


def test_a_delivered_decision_stands(clerk: Clerk) -> None:
    accepted(clerk).on("10-16").grants(2)
    seq = clerk.line("grant").seq
    clerk.amends(seq, {"content": "准予处置建筑垃圾8000立方米"})
    first, second = clerk.papers("grant")
    decision = clerk.item(2).decision
    assert decision is not None
    assert (decision.document, decision.content) == (second.number, "准予处置建筑垃圾8000立方米")
    assert first.void_reason
    assert second.facts["decision"]["content"] == "准予处置建筑垃圾8000立方米"
    clerk.delivers(2)
    said = str(clerk.nothing_recorded(lambda: clerk.amends(seq, {"content": "另一内容"})))
    assert "已于2026-10-16送达" in said
    assert "第六十九条" in said


def test_a_wrong_day_of_receipt_takes_the_silence_with_it(clerk: Clerk) -> None:
    clerk.on("10-20")
    clerk = clerk.late("手工收件").receives("S3-06", received_at=clerk.clock.now.replace(day=9))
    clerk.on("10-21").sweeps()
    assert clerk.item(1).state is ItemState.HANDLING
    seq = clerk.line("receive").seq
    clerk.amends(seq, {"received_on": "2026-10-20"}, "日期误录为10月9日")
    item = clerk.item(1)
    assert (item.received_on, item.acceptance, item.state) == (day("10-20"), None, ItemState.RECEIVED)
    assert all(paper.void_reason for paper in clerk.papers("acceptance"))
    assert clerk.papers("receipt")[-1].facts["case"]["received_on"] == "2026-10-20"
    assert not clerk.papers("receipt")[-1].void_reason
    clerk.accepts(1)
    assert clerk.desk.store.verify().ok


def test_an_opinion_keeps_what_was_typed(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-07").accepts(1).asks(1)
    clerk.amends(clerk.line("ask_opinion").seq, {"question": "临时占道的交通组织"})
    assert clerk.papers("opinion_request")[-1].facts["opinion"]["subject"] == "临时占道的交通组织"
    assert clerk.papers("opinion_request")[-1].facts["opinion"]["limit_text"] == "2个工作日"


def test_a_wrong_step_is_put_right(clerk: Clerk) -> None:
    clerk.on("11-02").receives("S2-04").on("11-04").accepts(1).on("11-09").stops(1, "专家评审", 15)
    clerk.on("11-27").resumes(1, "专家评审")
    clerk.on("11-30").amends(clerk.line("resume").seq, {"result_on": "2026-11-26"})
    assert clerk.item(1).steps[0].result_on == day("11-26")
    assert clerk.promised(1) == "12-21"


def test_what_waited_for_a_decision_moves_with_its_day(clerk: Clerk) -> None:
    held = {
        "S1-09": "地字第430600202600012号",
        "S3-10": "施工合同示范2026-031",
        "S3-01": "审字示范1号",
        "S3-02": "消审示范1号",
    }
    given = {"held": held, "answers": {"Q-SCHEME": True, "Q-FIRE": True}, "hold_consent": True}
    clerk.on("10-12").receives("S2-02", "S3-03", project={**PROJECT, "project_type": "SH-DFA"}, **given).accepts(1)
    clerk.on("10-16").grants(1).on("10-19").accepts(2)
    assert (clerk.item(2).received_on, clerk.due(2)) == (day("10-16"), "10-23")
    old = clerk.papers("acceptance")[-1]
    clerk.on("10-20").amends(clerk.line("grant").seq, {"on": "2026-10-15"})
    assert (clerk.item(2).received_on, clerk.due(2)) == (day("10-15"), "10-22")
    new = clerk.papers("acceptance")[-1]
    assert next(paper for paper in clerk.case.papers if paper.seq == old.seq).void_reason
    acceptance = clerk.item(2).acceptance
    assert acceptance is not None
    assert acceptance.number == new.number != old.number
    assert new.facts["items"][0]["statutory_due"]["date"] == "2026-10-22"
    assert clerk.desk.store.verify().ok


# ── the sheet ─────────────────────────────────────────────────────────────────────────────────────────────────────


def tried(clerk: Clerk, seq: int, **typed: object) -> Trial:
    """What the sheet of one line says when these of its fields are typed over."""
    form = form_of(clerk.desk, clerk.stream, amend_offer(clerk.desk, clerk.stream, seq))
    return trial(clerk.desk, form, clerk.stream, "试", {**form.values, **{f"fact.{k}": v for k, v in typed.items()}})


def test_the_sheet_says_old_and_new_dates_the_account_and_the_papers(alone: Clerk) -> None:
    accepted(alone).on("10-15")
    before = alone.state()
    number = alone.papers("acceptance")[0].number
    found = tried(alone, alone.line("accept", 2).seq, accepted_on="10-13")
    told = found.rehearsed.consequence
    assert told is not None
    said = "\n".join(told.sentences)
    assert "受理的受理日由 2026-10-14 更正为 2026-10-13。" in said
    assert "法定应办结日由 2026-11-11 改为 2026-11-10（提前 1 个工作日）" in said
    assert f"《受理通知书》{number}作废，编号保留不再使用。" in said
    assert "Number(" not in said
    assert told.papers[0].startswith("受理通知书")
    assert any(
        "法定期限 20 个工作日：2026-10-13 不计，次日起算，计 20 日，到 2026-11-10" in line for line in told.accounts
    )
    assert found.lacking == ("更正原因", "批准人职务")
    assert alone.state() == before, "looking writes nothing"


def test_what_the_sheet_confirms_is_what_it_showed(alone: Clerk) -> None:
    accepted(alone).on("10-15")
    seq = alone.line("accept", 2).seq
    form = form_of(alone.desk, alone.stream, amend_offer(alone.desk, alone.stream, seq))
    typed = {**form.values, "fact.accepted_on": "1013", "amend_reason": "看错日期", "approved_by": "综合窗口负责人"}
    shown = trial(alone.desk, form, alone.stream, "更正/1", typed).rehearsed.shown
    assert shown is not None
    done = confirm(alone.desk, alone.stream, deed_of(form, alone.stream, "更正/1", typed), shown)
    assert isinstance(done, Done)
    assert (alone.due(2), alone.papers("acceptance")[-1].number) == ("11-10", done.papers[-1][1])
    assert not form.safe, "the default button is 取消"
    assert form.article == "《行政许可法》第三十二条第一款第（五）项"


def test_nothing_is_shown_before_something_is_changed(alone: Clerk) -> None:
    accepted(alone).on("10-15")
    found = tried(alone, alone.line("accept", 1).seq).rehearsed
    assert found.consequence is not None
    assert (found.consequence.sentences, found.shown) == ((UNTOUCHED,), None)


def test_each_line_says_itself_whether_it_can_be_put_right(alone: Clerk) -> None:
    accepted(alone).on("10-16").grants(2).delivers(2)
    found = {one.title.split("《")[0]: one for one in amend_offers(alone.desk, alone.stream)}
    seqs = [one.seq for one in amend_offers(alone.desk, alone.stream)]
    assert seqs == sorted(seqs, reverse=True), "newest first"
    granted = found["2026-10-16 准予"]
    assert "已于2026-10-16送达" in granted.forbidden
    assert granted.article == "《行政许可法》第六十九条"
    assert found["2026-10-16 送达"].allowed
    assert found["2026-10-12 收件"].allowed
    assert not any(one.title.endswith(("拟制文书", "出具文书", "分送")) for one in found.values())
    assert "由程序记录" in amend_offer(alone.desk, alone.stream, alone.line("issue").seq).forbidden


def test_a_department_puts_nothing_right(alone: Clerk) -> None:
    accepted(alone)
    own = alone.reviewer(alone.item(1).department)
    assert all("部门无权办理“录入更正”" in one.forbidden for one in amend_offers(own.desk, alone.stream))
    seq = alone.line("accept", 1).seq
    own.stream = alone.stream
    assert "部门无权办理" in str(alone.nothing_recorded(lambda: own.amends(seq, {"accepted_on": "2026-10-13"})))


def test_the_days_told_of_a_step_move_its_end_and_both_lines(alone: Clerk) -> None:
    alone.on("11-02").receives("S2-04").on("11-04").accepts(1).on("11-09").stops(1, "专家评审", 15)
    seq, old = alone.line("stop").seq, alone.promised(1)
    assert f"{alone.item(1).steps[0].told_until}" == "2026-11-30"
    alone.on("11-10").amends(seq, {"told_days": 10})
    step = alone.item(1).steps[0]
    assert (step.told_days, f"{step.told_until}") == (10, "2026-11-23")
    assert alone.promised(1) < old
    assert [bool(paper.void_reason) for paper in alone.papers("special_step")] == [True, False]
    assert "不合规定" in str(alone.nothing_recorded(lambda: alone.amends(seq, {"told_days": 500})))
    assert alone.desk.store.verify().ok


def test_an_extension_is_not_corrected_beyond_its_rule(alone: Clerk) -> None:
    alone.on("10-12").receives("S1-15").accepts(1).extends(1, 5)
    seq = alone.line("extend").seq
    assert "最多可延长" in str(alone.nothing_recorded(lambda: alone.amends(seq, {"days": 99})))
    alone.amends(seq, {"days": 8})
    extension = alone.item(1).extension
    assert extension is not None


def test_the_same_again_is_no_correction(alone: Clerk) -> None:
    accepted(alone)
    seq = alone.line("accept", 1).seq
    assert "与原记录相同" in str(alone.nothing_recorded(lambda: alone.amends(seq, {"accepted_on": "2026-10-14"})))


def test_every_act_of_the_menu_can_be_put_right_or_says_what_to_do_instead() -> None:
    """A new act of the desk names here what of it a clerk types, or why nothing of it is corrected by hand."""
    known = (
        set(KEYS)
        | {"deem_accepted", "dispatch", "migrate", "amend_acceptance", "close", "decide_jointly", "hand_over"}
        | FIXED
    )
    acts = {deed.act for deed in DEEDS.values()} | {act for act, _, _ in CASE_DEEDS.values()}
    assert acts - known == set()
    assert all(key in WORDS for keys in KEYS.values() for key in keys)


def test_every_line_of_a_full_case_opens_its_sheet_and_shows_a_consequence_or_a_reason(alone: Clerk) -> None:
    alone.on("10-12").receives("S3-07", "S3-09").accepts(1, 2).asks(1).on("10-14").hears(1).on("10-15").grants(
        1
    ).grants(2)
    alone.notifies(2).delivers(2)
    for one in amend_offers(alone.desk, alone.stream):
        form = form_of(alone.desk, alone.stream, one)
        first = next((field for field in form.fields if field.name.startswith("fact.")), None)
        assert (first is None) == ("不能直接更正" in one.forbidden), one.title
        if first is None:
            continue
        typed = {**form.values, first.name: "2026-10-14" if first.default != "2026-10-14" else "2026-10-15"}
        found = trial(alone.desk, form, alone.stream, "试", typed).rehearsed
        assert bool(found.consequence) != bool(found.refusal), one.title
        if one.forbidden:
            assert found.refusal == one.forbidden


def test_an_acceptance_that_was_corrected_into_another_item_is_not_touched_again(alone: Clerk) -> None:
    accepted(alone).on("10-15")
    seq = alone.line("accept", 2).seq
    assert amend_offer(alone.desk, alone.stream, seq).allowed
    alone.rights(2, "S3-07")
    assert "已办理受理更正" in amend_offer(alone.desk, alone.stream, seq).forbidden
