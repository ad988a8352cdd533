"""法制审核员在窗口: the unlawful thing tried by keys in the real window; the menu and the sheet say why, nothing is recorded."""

from __future__ import annotations

import pytest

from bingliang.desk.casework.clocks import Step, stop
from bingliang.ledger.case import Case
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.folding import fold
from tests.clerk import MET, SITE_A, Clerk
from tests.gui.case_hand import CTRL, KEY, Hand, lines
from tests.gui.conftest import Press, Zone


@pytest.fixture
def hand(zone: Zone, press: Press) -> Hand:
    return Hand(zone, press)


def opened(zone: Zone, stream: str) -> str:
    zone.window.open_case(stream)
    zone.settle()
    return stream


def report(zone: Zone) -> str:
    """XHD-1, the environmental report whose list has an expert review."""
    with zone.desk.store.look() as look:
        cases = [case for stream in zone.streams if (case := fold(look.entries(stream))) is not None]
    return next(case.stream for case in cases if case.items[1].code == "S2-04")


def test_a5_a_decision_is_greyed_while_the_review_that_the_law_asks_for_goes_on(zone: Zone, hand: Hand) -> None:
    stream, today = report(zone), zone.desk.today()
    stop(zone.desk, "review/1", stream, 1, Step("专家评审", today, today, 5))
    opened(zone, stream)
    before = lines(zone, stream)
    hand.press(KEY.Key_B, held=CTRL)
    hand.press(KEY.Key_Z, KEY.Key_Y)
    choice = next(one for one in hand.menu.list.choices if one.word == "准予")
    assert "专家评审还没有结果" in choice.why_not
    hand.press(KEY.Key_Return)
    assert "依法需要的环节没有完成不能作出决定" in hand.menu._said.text()
    assert lines(zone, stream) == before


def test_a9_a_refusal_without_a_law_is_not_confirmed(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, zone.stream("泛能站"))
    before = lines(zone, stream)
    hand.act("byxk")
    for text in ("水量不足", "水源不足", "有关规定"):
        hand.write(text)
        hand.press(KEY.Key_Tab)
    assert "没有写明法律、法规或者规章的名称" in hand.sheet.consequence.said
    hand.confirm()
    assert lines(zone, stream) == before


def test_a5_a_step_that_a_colleague_told_of_meanwhile_meets_the_press(zone: Zone, hand: Hand) -> None:
    """The sheet was open and right before the notice of the hearing was served at another counter."""
    stream, today = opened(zone, zone.stream("泛能站")), zone.desk.today()
    hand.chord(KEY.Key_D)
    hand.press(KEY.Key_Return)
    stop(zone.desk, "hearing/1", stream, 1, Step("听证", today, today, 5))
    before = lines(zone, stream)
    hand.confirm()
    assert "听证还没有结果，依法需要的环节没有完成不能作出决定" in hand.sheet.consequence.said
    hand.confirm()
    assert lines(zone, stream) == before


def test_a5_no_stop_beyond_the_cap_of_all_reviews_together(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, report(zone))
    before = lines(zone, stream)
    hand.act("tshjks")
    hand.press(KEY.Key_7)
    assert "此前已用或者已告知14个工作日" in hand.sheet.consequence.said
    hand.confirm()
    assert lines(zone, stream) == before


def clerk_at(zone: Zone, stream: str = "") -> Clerk:
    """Another hand at the same counter, for what went before."""
    return Clerk(zone.desk, zone.clock, stream, [8000])


def case_of(zone: Zone, stream: str) -> Case:
    with zone.desk.store.look() as look:
        found = fold(look.entries(stream))
    assert found is not None
    return found


def greyed(hand: Hand, letters: str, word: str) -> str:
    """Why the menu does not offer it, after its initials were typed and Enter was pressed on it all the same."""
    hand.press(KEY.Key_B, held=CTRL)
    hand.press(*(getattr(KEY, f"Key_{letter.upper()}") for letter in letters))
    choice = next(one for one in hand.menu.list.choices if one.word == word)
    hand.press(KEY.Key_Return)
    assert choice.why_not in hand.menu._said.text()
    return choice.why_not


def test_a12_no_silence_while_nobody_has_signed_for_the_slip(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, report(zone))
    rule = {"opinion_from_receipt": True, "opinion_silence": True, "opinion_silence_rule": "示范规〔2026〕3号"}
    clerk_at(zone, stream).sets(**rule).asks(1).on("12-25")
    before = lines(zone, stream)
    assert "还没有签收联系单，答复期限没有起算" in greyed(hand, "yqmr", "逾期默认")
    assert lines(zone, stream) == before


def test_a13_whose_promise_was_untrue_cannot_choose_it_by_any_key(zone: Zone, hand: Hand) -> None:
    clerk = clerk_at(zone).receives("S2-08").accepts(1, promised={1: MET}).grants(1).verifies(1, true=False)
    stream = opened(zone, clerk.receives("S2-08").stream)
    hand.act("sl")
    hand.press(KEY.Key_Tab, KEY.Key_Up, KEY.Key_Space, KEY.Key_Left, KEY.Key_Space)
    hand.confirm()
    case = case_of(zone, stream)
    assert case.items[1].handling is Handling.PROMISED
    assert not [paper for paper in case.papers if paper.form == "notified_commitment"]


def test_a15_no_joint_opinion_while_the_second_look_is_owed(zone: Zone, hand: Hand) -> None:
    with zone.desk.store.look() as look:
        cases = [case for stream in zone.streams if (case := fold(look.entries(stream))) is not None]
    stream = opened(zone, next(case.stream for case in cases if case.items[1].code == "S4-01"))
    clerk_at(zone, stream).attends(SITE_A, "有意见", "退让不足", "《城乡规划法》第四十五条").reports(SITE_A)
    before = lines(zone, stream)
    assert "整改意见尚未复验合格" in greyed(hand, "hzjl", "汇总结论")
    assert lines(zone, stream) == before


def test_a6_what_has_run_out_is_not_renewed(zone: Zone, hand: Hand) -> None:
    stream = opened(zone, clerk_at(zone).receives("S3-06").stream)
    before = lines(zone, stream)
    hand.act("yxsqdj")
    hand.write("示范排许9号")
    hand.press(KEY.Key_Tab)
    hand.write("12-01")
    assert "收件时已经届满，不能延续" in hand.sheet.consequence.said
    hand.confirm()
    assert lines(zone, stream) == before
