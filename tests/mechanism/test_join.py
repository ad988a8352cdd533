"""汇合: the join closes the case, names what is missing, and closes nobody else's item."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bingliang.desk.loading import factory_calendar
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import Limit, Start, Unit
from bingliang.ledger.happened import Aftermath, Decision, Ending, Meeting, Wait
from bingliang.mechanism import overall
from bingliang.mechanism.parallel_approval.join import close, dispatchable, missing, stranded
from tests.clerk import accepted_on, case_of, day, item_in

CALENDAR = factory_calendar()
H, W, N = ItemState.HANDLING, ItemState.WAITING, ItemState.DONE


def test_a_finished_case_is_closed_once() -> None:
    case = case_of(item_in(N), item_in(ItemState.ENDED))
    assert close(case, day("10-22"), CALENDAR).facts["on"] == "2026-10-22"
    with pytest.raises(Refusal, match="已于2026-10-22办结"):
        close(replace(case, closed_on=day("10-22")), day("10-23"), CALENDAR)


def test_a_meeting_without_its_conclusion_keeps_the_case_open() -> None:
    open_ = Meeting(1, "会审", "2026-10-20T09:30", "会议室", day("10-16"), (1, 2), ("甲", "乙"))
    case = case_of(item_in(N), item_in(ItemState.ENDED))
    with pytest.raises(Refusal, match="2026-10-16召集的会审还没有汇总结论"):
        close(replace(case, meetings=(open_,)), day("10-22"), CALENDAR)
    over = replace(open_, concluded_on=day("10-21"))
    assert close(replace(case, meetings=(over,)), day("10-22"), CALENDAR).act == "close"
    gone = replace(item_in(ItemState.ENDED), ending=Ending("withdraw", day("10-20"), ""))
    case = case_of(gone, gone)
    assert close(replace(case, meetings=(open_,)), day("10-22"), CALENDAR).act == "close", (
        "nothing is left to confer on"
    )


def test_what_is_missing_by_department_with_the_day_expected() -> None:
    promise = Limit(3, Unit.WORKDAY, Start.ACCEPTED)
    case = case_of(
        item_in(H, department="water", acceptance=accepted_on("10-14", promise=promise)),
        item_in(H),
        item_in(H, acceptance=accepted_on("12-10")),
        item_in(ItemState.RECEIVED),
        item_in(H, acceptance=accepted_on("10-14", None)),
        item_in(N),
    )
    rows = missing(case, CALENDAR, {"water": "农水", "city-management": "城管"})
    assert [row.text for row in rows] == [
        "农水：城市建筑垃圾处置核准（在办，预计2026-10-19）",
        "城管：城市建筑垃圾处置核准（在办，预计2026-11-11）",
        "城管：城市建筑垃圾处置核准（在办，预计2027-01-08〔暂定〕）",
        "城管：城市建筑垃圾处置核准（待受理，时间未定）",
        "城管：城市建筑垃圾处置核准（在办，预计2026-11-11）",
    ]
    with pytest.raises(Refusal, match="尚有5项未作决定，不能办结：农水：") as said:
        close(case, day("10-22"), CALENDAR, {"water": "农水", "city-management": "城管"})
    assert "第三十八条" in said.value.article
    assert [row.no for row in missing(case, CALENDAR)] == [2, 3, 4, 5, 1]


@pytest.mark.parametrize(
    "first",
    [
        replace(item_in(H), decision=Decision("refuse", day("10-20"), "示范1号")),
        item_in(ItemState.ENDED),
        replace(item_in(W), ending=Ending("return_materials", day("10-20"), "")),
    ],
)
def test_who_waits_for_what_cannot_come_is_stranded_and_so_is_who_waits_for_him(first: object) -> None:
    second, third = item_in(W, waits_for=(Wait(1, "《一》"),)), item_in(W, waits_for=(Wait(2, "《二》"),))
    outside = item_in(W)
    case = case_of(first, second, third, outside, item_in(H))  # type: ignore[arg-type]  # an item
    assert [item.no for item in stranded(case)] == [2, 3]
    assert [row.no for row in missing(case, CALENDAR) if row.stranded] == [2, 3]
    assert "请退还预收材料" in missing(case, CALENDAR)[0].text


def test_a_permit_that_is_gone_strands_who_waits_for_it() -> None:
    annulled = Aftermath("annul", day("10-22"), "示范3号", "示范", "《行政许可法》第六十九条")
    waiting = item_in(W, waits_for=(Wait(1, "《一》"),))
    assert stranded(case_of(item_in(ItemState.DECIDED), waiting)) == ()
    gone = item_in(ItemState.DECIDED, aftermath=(annulled,))
    assert gone.state is ItemState.DONE, "nothing is left to hand over"
    case = case_of(gone, waiting)
    assert [item.no for item in stranded(case)] == [2]
    assert overall.prerequisites_on(case, case.items[2]) is None


def test_a_chain_told_in_any_order_is_stranded_whole() -> None:
    third, second = item_in(W, waits_for=(Wait(2, "《二》"),)), item_in(W, waits_for=(Wait(3, "《一》"),))
    case = case_of(third, second, item_in(ItemState.ENDED))
    assert [item.no for item in stranded(case)] == [1, 2]


def test_all_accepted_items_go_out_at_once() -> None:
    fresh = item_in(H, dispatched_on=None)
    assert [item.no for item in dispatchable(case_of(fresh, item_in(H), fresh, item_in(ItemState.RECEIVED)))] == [1, 3]


def test_who_was_accepted_is_not_stranded_by_a_refusal_of_what_he_had_waited_for() -> None:
    refused = item_in(ItemState.DONE, decision=Decision("refuse", day("10-21"), "示范2号"))
    accepted = item_in(H, waits_for=(Wait(1, "《一》"),))
    assert stranded(case_of(refused, accepted)) == ()
