"""承办人移交: several cases at once, all or none; taken over, sent back, called back; the list; who may; the race."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bingliang.desk.acts.offers import offers
from bingliang.desk.errors import Faults
from bingliang.desk.finding import FoundPaper, scanned
from bingliang.desk.handover import handing
from bingliang.desk.handover.forms import HANDOVERS, form_of
from bingliang.desk.handover.forms import offers as list_offers
from bingliang.desk.handover.handing import Given, hand_back, hand_over_many, press, take_over
from bingliang.desk.reading import Reading
from bingliang.desk.rows import ListFilter
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.folding import fold
from bingliang.ledger.handover import Handover, HandoverState
from bingliang.ledger.standing import Level
from bingliang.store.endings import Outcome
from tests.clerk import Clerk

LEAVE = Given("综合窗口乙", "请假", note="10-14至10-16", since=date(2026, 10, 13))


def three(clerk: Clerk) -> tuple[str, ...]:
    """Three cases of the clerk, in hand."""
    streams = []
    for item in ("S3-09", "S3-06", "S2-02"):
        clerk.on("10-12").receives(item)
        streams.append(clerk.stream)
    return tuple(streams)


def dates(clerk: Clerk, stream: str) -> list[object]:
    with clerk.desk.store.look() as look:
        return [(row.due_on, row.promised_on, row.next_on) for row in look.standing(stream)]


def handed(clerk: Clerk, streams: tuple[str, ...], given: Given = LEAVE) -> str:
    """Handed over; the stream of the list."""
    return str(press(clerk.desk, clerk.press(), hand_over_many(streams, given))["streams"][0])


def case(clerk: Clerk, stream: str) -> object:
    with clerk.desk.store.look() as look:
        found = fold(look.entries(stream))
    assert found is not None
    return found


def clerks(clerk: Clerk, streams: tuple[str, ...]) -> set[str]:
    with clerk.desk.store.look() as look:
        return {row.clerk for stream in streams for row in look.standing(stream) if row.level is Level.CASE}


def found(clerk: Clerk, stream: str) -> Handover:
    with clerk.desk.store.look() as look:
        return handing.found(look, stream)


def test_three_cases_are_handed_over_in_one_press_and_stay_until_they_are_taken(clerk: Clerk) -> None:
    streams = three(clerk)
    before = [dates(clerk, stream) for stream in streams]
    other = clerk.another()
    listed = handed(clerk, streams, replace(LEAVE, watch={streams[0]: "盯补正"}))
    assert clerks(clerk, streams) == {"综合窗口甲"}
    with clerk.desk.store.look() as look:
        assert [len([e for e in look.entries(s) if e.act == "hand_over"]) for s in streams] == [1, 1, 1]
        requests = {look.entries(stream)[-1].request for stream in streams}
    assert len(requests) == 1
    one = found(clerk, listed)
    assert one.state is HandoverState.WAITING
    assert [row.watch for row in one.cases] == ["盯补正", "", ""]
    assert "综合窗口乙待接收" in Reading(clerk.desk).case(streams[0]).handing
    press(other.desk, clerk.press(), take_over(listed))
    assert clerks(clerk, streams) == {"综合窗口乙"}
    assert found(clerk, listed).state is HandoverState.TAKEN
    assert [dates(clerk, stream) for stream in streams] == before  # the law's clocks know nothing of it
    assert clerk.desk.store.verify().ok


def test_who_has_the_cases_sees_them_among_his_own(clerk: Clerk) -> None:
    streams = three(clerk)
    other = clerk.another()
    listed = handed(clerk, streams[:2])
    rows: Callable[[Clerk], set[str]] = lambda who: {  # noqa: E731 - for this test alone
        row.stream for row in Reading(who.desk).worklist(ListFilter.IN_HAND, scope="我承办的", after=None, limit=50)
    }
    assert rows(clerk) == set(streams)
    assert rows(other) == set()
    press(other.desk, clerk.press(), take_over(listed))
    assert rows(clerk) == {streams[2]}
    assert rows(other) == set(streams[:2])
    assert Reading(other.desk).counts(scope="我承办的").in_hand == 2
    assert {
        row.counter for row in Reading(other.desk).worklist(ListFilter.IN_HAND, scope="本窗口", after=None, limit=9)
    } == {"5"}


def test_sent_back_with_a_reason_they_are_still_the_first_ones(clerk: Clerk) -> None:
    streams = three(clerk)
    other = clerk.another()
    listed = handed(clerk, streams)
    assert "请写明原因" in str(clerk.nothing_recorded(lambda: press(other.desk, "空", hand_back(listed, " "))))
    press(other.desk, clerk.press(), hand_back(listed, "材料没有点齐"))
    assert clerks(clerk, streams) == {"综合窗口甲"}
    one = found(clerk, listed)
    assert (one.state, one.back_reason, one.ended_by) == (HandoverState.BACK, "材料没有点齐", "综合窗口乙")
    assert "不用再办" in str(clerk.nothing_recorded(lambda: press(other.desk, "再", take_over(listed))))
    again = handed(clerk, streams)
    press(clerk.desk, clerk.press(), handing.call_back(again, "不休假了"))
    assert found(clerk, again).state is HandoverState.CALLED
    assert clerks(clerk, streams) == {"综合窗口甲"}
    assert (
        "没有移交综合窗口乙"
        in Reading(clerk.desk).case(streams[0]).log[0].text + Reading(clerk.desk).case(streams[0]).log[-1].text
    )


def test_all_or_none_and_a_clear_sentence_for_what_cannot_be_handed_over(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09").accepts(1).grants(1).delivers(1).closes()
    closed = clerk.stream
    streams = three(clerk)
    refusal = str(clerk.nothing_recorded(lambda: handed(clerk, (*streams, closed))))
    assert "已于2026-10-12办结，无需移交" in refusal
    assert "还没有选中办件" in str(clerk.nothing_recorded(lambda: handed(clerk, ())))
    many = tuple(f"case/{n}" for n in range(101))
    assert "一次最多移交100件" in str(clerk.nothing_recorded(lambda: handed(clerk, many)))
    other = clerk.another("3", name="综合窗口丙")
    other.on("10-12").receives("S3-09")
    boss = clerk.another("后台", "督查", "督查专员")
    assert "不是同一个人（综合窗口甲、综合窗口丙）" in str(
        clerk.nothing_recorded(lambda: handed(boss, (streams[0], other.stream)))
    )
    assert "由本人移交" in str(clerk.nothing_recorded(lambda: handed(other, streams)))
    handed(boss, streams)  # leave taken suddenly
    assert "等接收" in str(clerk.nothing_recorded(lambda: handed(clerk, streams)))
    offer = next(one for one in offers(clerk.desk, streams[0]).case if one.name == "hand_over")
    assert "等接收" in offer.forbidden


def test_what_is_filled_in_wrongly_is_told_all_at_once(clerk: Clerk) -> None:
    streams = three(clerk)
    wrong = Given("", "出差", date(2026, 10, 1))
    why = clerk.nothing_recorded(lambda: handed(clerk, streams, wrong))
    assert isinstance(why, Faults)
    assert [name for name, _ in why.faults] == ["to", "reason", "since"]
    assert "请写明" in str(clerk.nothing_recorded(lambda: handed(clerk, streams, Given("综合窗口乙", "其他"))))
    assert "无需移交" in str(clerk.nothing_recorded(lambda: handed(clerk, streams, Given("综合窗口甲", "轮岗"))))


def test_only_the_one_it_was_handed_to_takes_it(clerk: Clerk) -> None:
    streams = three(clerk)
    listed = handed(clerk, streams)
    third = clerk.another("6", name="综合窗口丙")
    assert "由综合窗口乙本人" in str(clerk.nothing_recorded(lambda: press(third.desk, "三", take_over(listed))))
    assert "由本人或者主管" in str(
        clerk.nothing_recorded(lambda: press(third.desk, "四", handing.call_back(listed, "误")))
    )
    allowed = {one.name: one.allowed for one in list_offers(clerk.another().desk, listed)}
    assert allowed == {"take_over": True, "hand_back": True, "call_back": False}
    assert {one.name: one.allowed for one in list_offers(clerk.desk, listed)} == {
        "take_over": False, "hand_back": False, "call_back": True,
    }  # fmt: skip
    with pytest.raises(Refusal, match="没有这份移交"):
        found(clerk, "handover/没有")


def test_a_case_that_ended_while_the_list_waited_is_left_out(clerk: Clerk) -> None:
    streams = three(clerk)
    listed = handed(clerk, streams)
    clerk.stream = streams[0]
    clerk.accepts(1).grants(1).delivers(1).closes()
    press(clerk.another().desk, clerk.press(), take_over(listed))
    one = found(clerk, listed)
    assert one.left_out == (one.cases[0].code,)
    assert clerks(clerk, streams[:1]) == {"综合窗口甲"}
    assert clerks(clerk, streams[1:]) == {"综合窗口乙"}


def test_two_counters_hand_over_the_same_case_and_one_of_them_is_told(clerk: Clerk) -> None:
    """Both have the sheet open; the second press writes nothing, not even for the cases that only it has chosen."""
    streams = three(clerk)
    boss = clerk.another("后台", "督查", "督查专员")
    form = form_of(clerk.desk, "hand_over", streams=streams)
    values = {**form.values, "to": "综合窗口乙"}
    trial = HANDOVERS.trial(clerk.desk, form, "", "甲按", values)
    assert trial.rehearsed.shown is not None, trial.rehearsed.refusal
    assert trial.rehearsed.consequence is not None
    assert "3 件由综合窗口甲移交综合窗口乙" in trial.rehearsed.consequence.sentences[0]
    handed(boss, streams[1:2], Given("综合窗口丙", "借调"))
    lost = HANDOVERS.confirm(clerk.desk, form, "", "甲按", values, trial.rehearsed.shown)
    assert "督查专员：承办人移交" in "".join(lost.since)  # type: ignore[union-attr]  # it was crossed
    assert "已由综合窗口甲移交综合窗口丙" in lost.now.refusal  # type: ignore[union-attr]  # it is there, or the test fails
    with clerk.desk.store.look() as look:
        assert [sum(e.act == "hand_over" for e in look.entries(s)) for s in streams] == [0, 1, 0]


def test_from_the_case_itself_with_its_list(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    clerk.hands_over(reason="交接班", watch={clerk.stream: "原件在袋里"})
    one = clerk.case.handings[0]
    with clerk.desk.store.look() as look:
        held = handing.found(look, one.stream)
        waits = handing.waiting(look)
    assert [paper.form for paper in held.papers] == ["handover_list"]
    assert held.papers[0].sm3
    assert held.papers[0].facts["handed"][0]["watch"] == "原件在袋里"
    assert [each.stream for each in waits] == [one.stream]
    scan = scanned(clerk.desk, held.number)
    assert isinstance(scan, FoundPaper)
    assert (scan.stream, scan.project) == (one.stream, "综合窗口甲移交综合窗口乙")


def test_a_line_of_an_older_program_which_knew_no_list_moves_the_case_at_once(clerk: Clerk) -> None:
    clerk.on("10-12").receives("S3-09")
    old = {"on": "2026-10-12", "from": "综合窗口甲", "to": "综合窗口丁", "reason": "轮岗", "v": 1}
    line = Outcome((Draft(clerk.stream, "hand_over", old),))
    clerk.desk.store.act("旧", clerk.desk.who, "hand_over", lambda _: line)
    assert (clerk.case.clerk, clerk.case.handings) == ("综合窗口丁", ())
    assert "综合窗口甲移交综合窗口丁：轮岗" in "".join(row.text for row in Reading(clerk.desk).case(clerk.stream).log)
