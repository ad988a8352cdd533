"""流程再造: a year of real cases replayed under a change; every figure below is reckoned by hand on the wall calendar of 2026."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bingliang.boards.what_if.change import (
    CapacityChange,
    Change,
    LimitChange,
    OrderChange,
    Pace,
    PeriodChange,
    Scenario,
    Which,
)
from bingliang.boards.what_if.effect import Effect, effect, past
from bingliang.boards.what_if.replay import loads, replay
from bingliang.desk.loading import factory_calendar
from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.catalogue import Handling, Limit, Start, Unit
from bingliang.ledger.happened import Decision, Ending, StepTaken, Wait
from tests.clerk import accepted_on, case_of, day, item_in

CALENDAR = factory_calendar()
FIVE_DAYS = Limit(5, Unit.WORKDAY, Start.ACCEPTED, "示范〔2026〕1号")


def item(accepted: str, decided: str, code: str = "S3-09", **fields: object) -> CaseItem:
    """Received two workdays before acceptance, promised in five workdays."""
    made = item_in(
        ItemState.DONE, code=code, name=code, acceptance=accepted_on(accepted, promise=FIVE_DAYS),
        received_on=CALENDAR.workday(day(accepted), -2), decision=Decision("grant", day(decided), "示范〔2026〕1号"),
    )  # fmt: skip
    return replace(made, **fields)  # type: ignore[arg-type]  # by name


def alone(no: int, one: CaseItem) -> Case:
    return case_of(one, stream=f"case/{no}", received_on=one.held_on or one.received_on)


def tried(*cases: Case, changes: tuple[Change, ...], pace: Pace = Pace.KEPT) -> Effect:
    return effect(past(cases, CALENDAR), Scenario("甲", changes, pace), CALENDAR, {})


def replayed(*cases: Case, changes: tuple[Change, ...], pace: Pace = Pace.KEPT) -> tuple[Case, ...]:
    return replay(cases, Scenario("甲", changes, pace), CALENDAR)


def decided(case: Case, no: int = 1) -> date:
    decision = case.items[no].decision
    assert decision is not None
    return decision.on


# ── limits ──

TOOK = (alone(1, item("10-14", "10-16")), alone(2, item("10-14", "10-21")), alone(3, item("10-14", "10-23")))
"""Accepted on Wednesday 10-14; took 2, 5 and 7 workdays; promised in 5, that is to 10-21."""
TO_THREE = (LimitChange("S3-09", 3),)


def test_a_shorter_promise_presses_those_that_took_longer_and_no_other() -> None:
    found = tried(*TOOK, changes=TO_THREE)
    assert found.total.before.approval.values == (2, 5, 7)
    assert found.total.after.approval.values == (2, 3, 3)  # 10-14 + 3 = 10-19
    assert (found.total.before.approval.median, found.total.after.approval.median) == (5, 3)
    assert (found.total.before.kept.good, found.total.after.kept.good, found.total.after.kept.of) == (2, 3, 3)
    # at the old pace two would break it; the one that was late already is not counted a second time
    assert found.total.late == (("case/2", 1),)
    assert (found.saved, found.before.values, found.after.values) == (6, (4, 7, 9), (4, 5, 5))


def test_at_the_pace_of_the_past_nothing_is_quicker_only_late() -> None:
    found = tried(*TOOK, changes=TO_THREE, pace=Pace.AS_IT_WAS)
    assert found.total.after.approval == found.total.before.approval
    assert found.total.after.kept.good == 1
    assert found.total.late == (("case/2", 1),)
    assert found.saved == 0


def test_in_proportion() -> None:
    found = tried(*TOOK, changes=TO_THREE, pace=Pace.IN_PROPORTION)
    assert found.total.after.approval.values == (2, 3, 5)  # 2×3/5 and 7×3/5, rounded up
    longer = tried(*TOOK, changes=(LimitChange("S3-09", 10),), pace=Pace.IN_PROPORTION)
    assert longer.total.after.approval.values == (4, 10, 14)
    assert [one.saved for one in longer.slower] == [-7, -5, -2]


def test_a_longer_limit_slows_nobody_down_and_a_limit_of_nought_is_the_same_day() -> None:
    assert tried(*TOOK, changes=(LimitChange("S3-09", 10),)).saved == 0
    assert [decided(one) for one in replayed(*TOOK, changes=(LimitChange("S3-09", 0),))] == [day("10-14")] * 3


def test_the_law_binds_the_promise_by_the_engine_itself() -> None:
    found = tried(*TOOK, changes=(LimitChange("S3-09", 3, Which.STATUTORY),))
    assert found.total.after.approval.values == (2, 3, 3)
    assert "法定时限由法律规定" in "".join(found.assumptions)
    both = tried(*TOOK, changes=(LimitChange("S3-09", 6), LimitChange("S3-09", 2, Which.STATUTORY)))
    assert both.total.after.approval.values == (2, 2, 2)


def test_a_limit_where_there_was_none() -> None:
    one = alone(1, item("10-14", "10-23", acceptance=accepted_on("10-14", limit=None)))
    found = tried(one, changes=TO_THREE)
    assert found.total.after.approval.values == (3,)
    assert tried(one, changes=TO_THREE, pace=Pace.IN_PROPORTION).total.after.approval.values == (7,)


def test_special_steps_are_not_pressed() -> None:
    step = StepTaken(
        "专家评审", "法", day("10-15"), day("10-15"), 5, Unit.WORKDAY, day("10-22"), result_on=day("10-20")
    )
    one = alone(1, item("10-14", "10-26", steps=(step,)))
    # 8 workdays to 10-26, of which 10-16, 10-19 and 10-20 stopped: 5 of its own
    found = tried(one, changes=(LimitChange("S3-09", 3),))
    assert found.total.before.approval.values == (5,)
    assert found.total.after.approval.values == (3,)
    (case,) = replayed(one, changes=(LimitChange("S3-09", 3),))
    assert decided(case) == day("10-22")  # 10-15, then 10-21 and 10-22
    (case,) = replayed(one, changes=(LimitChange("S3-09", 0),))
    assert decided(case) == day("10-20"), "never before the step is over"


def test_what_goes_higher_keeps_the_higher_authoritys_time() -> None:
    forwarded = item_in(
        ItemState.FORWARDED, Handling.FORWARDED, acceptance=accepted_on("10-14", promise=FIVE_DAYS),
        forwarded_on=day("10-19"), decision=Decision("grant", day("10-26"), "1号"),
    )  # fmt: skip
    (case,) = replayed(alone(1, forwarded), changes=(LimitChange("S3-09", 1),))
    assert case.items[1].forwarded_on == day("10-15")
    assert decided(case) == day("10-22")  # five workdays behind 转报, as it was
    (open_,) = replayed(alone(1, replace(forwarded, decision=None)), changes=(LimitChange("S3-09", 1),))
    assert (open_.items[1].forwarded_on, open_.items[1].decision) == (day("10-15"), None)


# ── the period of examination ──


def test_a_shorter_examination_moves_everything_behind_it() -> None:
    (case,) = replayed(TOOK[1], changes=(PeriodChange("S3-09", 1),))
    again = case.items[1]
    assert again.acceptance is not None
    # received 10-12, accepted 10-14 → 10-13; five workdays on: 10-20
    assert (again.acceptance.on, again.acceptance.started_on, decided(case)) == (
        day("10-13"),
        day("10-13"),
        day("10-20"),
    )
    assert again.completeness.value == 1


def test_the_applicants_own_time_stays() -> None:
    corrected = item("10-26", "10-28", received_on=day("10-12"), noticed_on=day("10-16"), corrected_on=day("10-26"))
    (case,) = replayed(alone(1, corrected), changes=(PeriodChange("S3-09", 2),))
    again = case.items[1]
    assert again.acceptance is not None
    # told on 10-14 instead of 10-16, six workdays of the applicant's, accepted the same day
    assert (again.noticed_on, again.corrected_on, again.acceptance.on) == (day("10-14"), day("10-22"), day("10-22"))
    assert decided(case) == day("10-26")


def test_a_filing_has_no_acceptance_and_moves_with_its_receipt() -> None:
    first = item("10-14", "10-20", code="S2-02")
    filed = item_in(
        ItemState.DONE, Handling.FILING, code="S2-06", held_on=day("10-12"), received_on=day("10-20"),
        waits_for=(Wait(1, "《规划许可证》"),), decision=Decision("file", day("10-21"), "备1号"), acceptance=None,
    )  # fmt: skip
    (case,) = replayed(case_of(first, filed), changes=(LimitChange("S2-02", 2),))
    assert (decided(case), case.items[2].received_on, decided(case, 2)) == (day("10-16"), day("10-16"), day("10-19"))


# ── order ──


def chain() -> Case:
    """S2-02 decided 10-20; S3-02, handed in with it on 10-12, received 10-21, accepted 10-22, decided 10-29."""
    first = item("10-14", "10-20", code="S2-02")
    second = item(
        "10-22",
        "10-29",
        code="S3-02",
        held_on=day("10-12"),
        received_on=day("10-21"),
        waits_for=(Wait(1, "《规划许可证》"),),
    )
    return case_of(first, second, stream="case/20")


def test_what_waited_follows_its_prerequisite_at_the_same_distance() -> None:
    (case,) = replayed(chain(), changes=(LimitChange("S2-02", 2),))
    again = case.items[2]
    # decided 10-16 instead of 10-20, two workdays earlier: everything of the second two workdays earlier
    assert again.acceptance is not None
    assert (decided(case), again.received_on, again.acceptance.on, decided(case, 2)) == (
        day("10-16"), day("10-19"), day("10-20"), day("10-27"),
    )  # fmt: skip
    found = tried(chain(), changes=(LimitChange("S2-02", 2),))
    assert [(one.before, one.after, one.saved) for one in found.quicker] == [(13, 11, 2)]


def test_without_the_prerequisite_it_begins_on_the_day_it_was_handed_in() -> None:
    drop = OrderChange("S3-02", "S2-02", waits=False)
    (case,) = replayed(chain(), changes=(drop,))
    again = case.items[2]
    assert again.acceptance is not None
    # received 10-12, accepted a workday later, five workdays of handling
    assert (again.received_on, again.acceptance.on, decided(case, 2)) == (day("10-12"), day("10-13"), day("10-20"))
    found = tried(chain(), changes=(drop,))
    assert found.saved == 13 - 6
    assert found.cases[0].last == ("S3-02", 2)


def test_of_two_prerequisites_the_later_one_counts() -> None:
    """S3-02 waits for S2-02 (10-20) and S3-01 (10-19): pressing the later alone lets it follow the other."""
    case = chain()
    drawings = replace(item("10-14", "10-19", code="S3-01"), no=3)
    waiting = replace(case.items[2], waits_for=(Wait(1, "《规划许可证》"), Wait(3, "《审图合格书》")))
    both = replace(case, items={1: case.items[1], 2: waiting, 3: drawings})
    (again,) = replayed(both, changes=(LimitChange("S2-02", 1),))
    assert (decided(again), again.items[2].received_on) == (day("10-15"), day("10-20"))
    (again,) = replayed(both, changes=(LimitChange("S3-01", 1),))
    assert again.items[2].received_on == day("10-21"), "the other one is still the later"


def test_a_document_from_outside_is_not_there_earlier() -> None:
    case = chain()
    waiting = replace(case.items[2], waits_for=(*case.items[2].waits_for, Wait(None, "《出让合同》")))
    outside = replace(case, items={**case.items, 2: waiting})
    (again,) = replayed(outside, changes=(OrderChange("S3-02", "S2-02", waits=False),))
    assert again.items[2].received_on == day("10-21")


def test_a_prerequisite_more() -> None:
    side = case_of(item("10-14", "10-20", code="S2-02"), item("10-14", "10-16", code="S3-09"))
    (case,) = replayed(side, changes=(OrderChange("S3-09", "S2-02", waits=True),))
    again = case.items[2]
    assert again.acceptance is not None
    assert (again.received_on, again.acceptance.on, decided(case, 2)) == (day("10-20"), day("10-22"), day("10-26"))
    refused = replace(side.items[1], decision=None, ending=Ending("withdraw", day("10-16"), "不办了"))
    (case,) = replayed(
        replace(side, items={**side.items, 1: refused}), changes=(OrderChange("S3-09", "S2-02", waits=True),)
    )
    assert decided(case, 2) == day("10-16"), "what was never decided is not waited for"


def test_two_that_would_wait_for_each_other() -> None:
    changes = (OrderChange("S2-02", "S3-02", waits=True),)
    with pytest.raises(ValueError, match="互相等待"):
        replayed(chain(), changes=changes)
    (case,) = replayed(chain(), changes=(*changes, OrderChange("S3-02", "S2-02", waits=False)))
    assert decided(case, 2) == day("10-20")
    assert case.items[1].received_on == day("10-20")


# ── capacity ──


def queue() -> list[Case]:
    """Four of one department, accepted on 10-14: one given out a day, 10-15, 10-16, 10-19 and 10-20."""
    return [alone(n, item("10-14", left)) for n, left in enumerate(("10-15", "10-16", "10-19", "10-20"), 1)]


def test_two_a_day_instead_of_one() -> None:
    changes = (CapacityChange("city-management", 1, 2),)
    again = replayed(*queue(), changes=changes)
    # each can be ready after the one workday that the quickest took: 10-15; two turns on 10-15, two on 10-16
    assert [decided(one) for one in again] == [day("10-15"), day("10-15"), day("10-16"), day("10-16")]
    found = tried(*queue(), changes=changes)
    assert (found.saved, found.total.after.approval.values) == (4, (1, 1, 2, 2))


def test_half_as_many_is_later_for_whoever_stands_behind() -> None:
    busy = [alone(n, item("10-14", "10-15")) for n in range(1, 5)]
    again = replayed(*busy, changes=(CapacityChange("city-management", 4, 2),))
    assert [decided(one) for one in again] == [day("10-15"), day("10-15"), day("10-16"), day("10-16")]
    assert len(tried(*busy, changes=(CapacityChange("city-management", 4, 2),)).slower) == 2


def test_another_department_is_not_touched_and_an_open_item_stands_in_no_queue() -> None:
    waiting = alone(9, item_in(ItemState.HANDLING))
    again = replayed(*queue(), waiting, changes=(CapacityChange("housing", 1, 5),))
    assert again == (*queue(), waiting)
    assert replayed(waiting, changes=(CapacityChange("city-management", 1, 5),)) == (waiting,)


def test_the_queue_follows_the_order_of_items_too() -> None:
    changes = (CapacityChange("city-management", 1, 3), LimitChange("S2-02", 2))
    (case,) = replayed(chain(), changes=changes)
    # S2-02 pressed to two workdays; S3-02 two workdays earlier, its own time unchanged by an empty queue
    assert (decided(case), decided(case, 2)) == (day("10-16"), day("10-27"))


def test_how_many_a_department_gives_out() -> None:
    (found,) = loads(
        [*queue(), alone(5, item("10-14", "10-20")), alone(6, item_in(ItemState.HANDLING))], CALENDAR
    ).values()
    assert (found.decided, found.days, found.most, found.usual) == (5, 4, 2, 2)
    assert loads([], CALENDAR) == {}


# ── whatever is not changed ──


def test_without_a_change_everything_is_as_it_was() -> None:
    withdrawn = alone(7, item_in(ItemState.ENDED))
    accepted = alone(8, replace(item_in(ItemState.HANDLING), ending=Ending("withdraw", day("10-16"), "不办了")))
    held = alone(9, item_in(ItemState.WAITING))
    saturday = alone(10, item("10-14", "10-17"))
    cases = (*TOOK, chain(), withdrawn, accepted, held, saturday)
    assert replay(cases, Scenario("甲"), CALENDAR) == cases
    kept = (CapacityChange("city-management", 1, 1), OrderChange("S9-99", "S2-02", waits=False))
    assert replay(cases, Scenario("甲", kept), CALENDAR) == cases


def test_what_ended_moves_with_its_beginning() -> None:
    case = chain()
    given_up = replace(case.items[2], decision=None, ending=Ending("withdraw", day("10-26"), "不办了"))
    (again,) = replayed(replace(case, items={**case.items, 2: given_up}), changes=(LimitChange("S2-02", 2),))
    assert again.items[2].ending is not None
    assert again.items[2].ending.on == day("10-22")


def test_by_department_and_item_with_what_it_rests_on() -> None:
    names = {"S3-02": "消防设计审查", "city-management": "城管"}
    changes = (
        PeriodChange("S3-02", 1), OrderChange("S3-02", "S2-02", waits=False), CapacityChange("city-management", 1, 2),
        OrderChange("S3-02", "S3-09", waits=True),
    )  # fmt: skip
    found = effect(past([chain(), *TOOK], CALENDAR), Scenario("甲", changes), CALENDAR, names)
    assert [one.label for one in found.bodies] == ["city-management"]
    assert [(one.label, len(one.keys)) for one in found.items] == [("S2-02", 1), ("S3-02", 1), ("S3-09", 3)]
    assert found.items[1].moved
    told = "".join(found.assumptions)
    for words in ("消防设计审查不再等S2-02", "城管每天办出的件数由1件改为2件", "要等S3-09办结才收件", "1个工作日内受理",
                  "保守的数", "也不是对今后办理时间的承诺"):  # fmt: skip
        assert words in told


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((LimitChange("S3-09", -1),), "不能为负数"),
        ((PeriodChange("S3-09", -1),), "不能为负数"),
        ((CapacityChange("x", 1, 0),), "至少是1件"),
        ((OrderChange("S3-09", "S3-09", waits=True),), "自己"),
        ((LimitChange("S3-09", 1), LimitChange("S3-09", 2)), "改了两次"),
    ],
)
def test_what_no_scenario_may_hold(changes: tuple[Change, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Scenario("甲", changes)
