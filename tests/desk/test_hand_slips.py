"""备用手工凭证: numbers in a row, each one in reserve, used or void; none lost, none used twice, none across the year."""

from __future__ import annotations

import pytest

from bingliang.desk.acts.rehearsal import Crossed
from bingliang.desk.papers import hand_slips
from bingliang.desk.papers import room as paper_room
from bingliang.desk.papers.hand_slips import SlipState
from bingliang.ledger.acts import Refusal, Who
from bingliang.paper.pages import page_count, page_text
from bingliang.store.endings import Outcome
from bingliang.store.work import Work
from tests.clerk import Clerk


def reserved(clerk: Clerk, count: int = 3) -> tuple[str, ...]:
    return tuple(hand_slips.reserve(clerk.desk, clerk.press(), count, "停电备用")["numbers"])


def every(clerk: Clerk, year: int = 2026) -> dict[str, hand_slips.Slip]:
    with clerk.desk.store.look() as look:
        return {one.number: one for one in hand_slips.slips(look, year)}


def uses(clerk: Clerk, number: str, case: str = "20261012000182") -> None:
    """As the entry made afterwards does, in its own transaction."""

    def decide(work: Work) -> Outcome:
        return Outcome((hand_slips.used(work, number, case),))

    clerk.desk.note(clerk.press(), hand_slips.USE, decide)


def test_numbers_run_on_without_a_gap_and_begin_anew_with_the_year(clerk: Clerk) -> None:
    clerk.on("12-30")
    assert reserved(clerk) == ("SG-2026-0001", "SG-2026-0002", "SG-2026-0003")
    assert reserved(clerk, 2) == ("SG-2026-0004", "SG-2026-0005")
    clerk.on("2027-01-04")
    assert reserved(clerk, 1) == ("SG-2027-0001",)
    assert len(every(clerk)) == 5
    assert clerk.desk.store.verify().ok


def test_a_slip_is_used_once_and_a_void_one_never(alone: Clerk) -> None:
    first, second, third = reserved(alone.on("12-18"))
    uses(alone, first)
    hand_slips.void(alone.desk, alone.press(), second.lower(), "写坏。")
    held = every(alone)
    assert [held[one].state for one in (first, second, third)] == [SlipState.USED, SlipState.VOID, SlipState.WAITING]
    assert "已补录为收件 20261012000182" in held[first].sentence
    assert "原因：写坏。" in held[second].sentence
    assert "还没有用" in held[third].sentence
    for number in (first, second):
        with pytest.raises(Refusal, match="不能再用"):
            uses(alone, number)
        with pytest.raises(Refusal, match="不能再用"):
            hand_slips.void(alone.desk, alone.press(), number, "丢失")


def test_a_number_that_was_never_given_out_is_refused(alone: Clerk) -> None:
    reserved(alone.on("12-18"), 1)
    with pytest.raises(Refusal, match="没有领过号"):
        uses(alone, "SG-2026-0002")
    with pytest.raises(ValueError, match="不是手工凭证的编号"):
        uses(alone, "20261012000182")
    with pytest.raises(ValueError, match="作废的原因"):
        hand_slips.void(alone.desk, alone.press(), "SG-2026-0001", " ")


@pytest.mark.parametrize("count", [0, hand_slips.MOST + 1])
def test_how_many_at_a_time(alone: Clerk, count: int) -> None:
    with pytest.raises(ValueError, match="一次领"):
        reserved(alone, count)
    assert not every(alone)


def test_who_may(alone: Clerk) -> None:
    alone.desk.who = Who("某某", "3", "督查", "")
    with pytest.raises(Refusal, match="岗位"):
        reserved(alone)


def test_the_batch_is_one_print_with_every_number_twice_and_no_void_one(alone: Clerk) -> None:
    numbers = reserved(alone.on("12-18"))
    made = hand_slips.slip_paper(alone.desk, numbers)
    assert made.pages == page_count(made.pdf) == len(numbers)
    for at, number in enumerate(numbers):
        assert page_text(made.pdf, at).count(number) >= 3, "on both halves and across the perforation"
    hand_slips.void(alone.desk, alone.press(), numbers[1], "污损")
    again = hand_slips.slip_paper(alone.desk)
    assert again.pages == 2
    assert numbers[1] not in page_text(again.pdf, 0) + page_text(again.pdf, 1)
    assert again.name == f"{numbers[0]} 至 {numbers[2]}"


def test_those_reserved_in_december_are_printed_and_made_void_in_january(alone: Clerk) -> None:
    first, second = reserved(alone.on("12-30"), 2)
    alone.on("2027-01-04")
    assert hand_slips.slip_paper(alone.desk).name == f"{first} 至 {second}"
    assert hand_slips.slip_paper(alone.desk, (second,)).name == second
    (new,) = reserved(alone, 1)
    assert hand_slips.slip_paper(alone.desk).name == f"{first} 至 {new}", "the older ones first"
    choices = paper_room.form_of(alone.desk, hand_slips.VOID).fields[0].choices
    assert [one.value for one in choices] == [first, second, new]
    alone.on("2028-01-04")
    assert hand_slips.slip_paper(alone.desk).name == new
    assert hand_slips.slip_paper(alone.desk, (first,)).name == first, "asked for by its number, of whatever year"


def test_without_a_reserve_there_is_nothing_to_print(alone: Clerk) -> None:
    with pytest.raises(Refusal, match="请先领号"):
        hand_slips.slip_paper(alone.desk)


def test_the_sheet_reserves_and_makes_void(alone: Clerk) -> None:
    alone.on("12-18")
    form = paper_room.form_of(alone.desk, hand_slips.RESERVE)
    values = {**form.values, "slip_count": "4"}
    shown = paper_room.PAPER_ROOM.trial(alone.desk, form, "", "r1", values).rehearsed
    assert shown.consequence is not None
    assert shown.shown is not None
    assert "领2026年手工收件凭证编号 4 个" in shown.consequence.sentences[0]
    done = paper_room.PAPER_ROOM.confirm(alone.desk, form, "", "r1", values, shown.shown)
    assert not isinstance(done, Crossed)
    assert done.sentence == "编号 SG-2026-0001 至 SG-2026-0004。"
    form = paper_room.form_of(alone.desk, hand_slips.VOID)
    assert not form.safe
    assert [one.value for one in form.fields[0].choices] == list(done.answer["numbers"])
    values = {"slip_number": "SG-2026-0003", "slip_reason": "写坏"}
    shown = paper_room.PAPER_ROOM.trial(alone.desk, form, "", "r2", values).rehearsed
    assert shown.consequence is not None
    assert "编号保留" in shown.consequence.sentences[0]
    wrong = paper_room.PAPER_ROOM.trial(alone.desk, form, "", "r2", {**values, "slip_number": "SG-2026-0009"}).rehearsed
    assert "没有领过号" in wrong.refusal
    assert wrong.article
    form = paper_room.form_of(alone.desk, hand_slips.RESERVE)
    bad = paper_room.PAPER_ROOM.trial(alone.desk, form, "", "r3", {"slip_count": "很多", "slip_purpose": ""}).rehearsed
    assert bad.refusal
