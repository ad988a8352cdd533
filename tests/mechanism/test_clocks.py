"""各只钟 of one item: which run, where they end, and what matters next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bingliang.desk.loading import factory_calendar
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import Handling, Limit, Start, Unit
from bingliang.ledger.happened import ExtensionTaken, StepTaken
from bingliang.mechanism.time_limits.clocks import Clocks, completeness_term, frame_term, stopped_on, stops_of
from tests.clerk import accepted_on, day, item_in

CALENDAR = factory_calendar()
THREE = Limit(3, Unit.WORKDAY, Start.ACCEPTED)
CHECK = Limit(30, Unit.WORKDAY, Start.DECIDED)


def clocks(item: object) -> Clocks:
    return Clocks(item, CALENDAR)  # type: ignore[arg-type]  # an item


def step(start: str, served: str, until: str, result: str = "", name: str = "专家评审") -> StepTaken:
    return StepTaken(
        name, "第四十五条", day(start), day(served), 10, Unit.WORKDAY, day(until), day(result) if result else None
    )


def on(line: object) -> str:
    return "" if line is None else f"{line.on:%m-%d}"  # type: ignore[attr-defined]  # a date


def test_before_receipt_nothing_runs() -> None:
    found = clocks(item_in(ItemState.WAITING))
    lines = (found.completeness, found.statutory, found.promised, found.fallback, found.delivery, found.verification)
    assert lines == (None,) * 6
    assert (found.next_on, found.ended_on, found.lateness()) == (None, None, ())
    assert completeness_term(item_in(ItemState.WAITING)) is None


def test_the_answer_is_owed_until_given() -> None:
    assert on(clocks(item_in(ItemState.RECEIVED)).completeness) == "10-19"
    assert clocks(item_in(ItemState.RECEIVED)).next_on == day("10-19")
    assert clocks(item_in(ItemState.CORRECTING)).completeness is None
    assert clocks(item_in(ItemState.RECEIVED, Handling.FILING)).completeness is None


def test_once_everything_is_back_the_day_itself_matters() -> None:
    back = item_in(ItemState.RECEIVED, noticed_on=day("10-14"), corrected_on=day("10-20"))
    assert clocks(back).completeness is None
    assert clocks(back).next_on == day("10-20")


def test_while_the_applicant_corrects_his_own_day_matters() -> None:
    assert clocks(item_in(ItemState.CORRECTING)).next_on == day("10-28")


def test_two_lines_side_by_side() -> None:
    found = clocks(item_in(ItemState.HANDLING, acceptance=accepted_on("10-14", promise=THREE)))
    assert (on(found.statutory), on(found.promised)) == ("11-11", "10-19")
    assert found.next_on == day("10-19")
    assert (found.promise_late(day("10-21")), found.statute_late(day("10-21"))) == (2, 0)


def test_the_earlier_of_own_limit_and_frame_binds() -> None:
    own = item_in(ItemState.HANDLING, acceptance=accepted_on("10-14", joint=True))
    assert on(clocks(own).statutory) == "11-11"
    long = Limit(60, Unit.WORKDAY, Start.ACCEPTED)
    framed = item_in(ItemState.HANDLING, acceptance=accepted_on("10-14", long, joint=True))
    assert on(clocks(framed).statutory) == "12-16"
    more = replace(framed, frame_extension=ExtensionTaken(5, day("12-01"), "市人民政府负责人", "复杂"))
    assert on(clocks(more).statutory) == "12-23"
    bare = item_in(ItemState.HANDLING, acceptance=accepted_on("10-14", None, joint=True))
    assert (on(clocks(bare).statutory), clocks(bare).fallback) == ("12-16", None)
    assert frame_term(item_in(ItemState.HANDLING)) is None


def test_without_a_limit_in_law_a_reference_day_warns_on_screen() -> None:
    bare = clocks(item_in(ItemState.HANDLING, acceptance=accepted_on("10-14", None)))
    assert (bare.statutory, bare.promised) == (None, None)
    assert bare.fallback == bare.next_on == day("11-11")
    assert (bare.promise_late(day("12-18")), bare.statute_late(day("12-18"))) == (0, 0)


def test_an_extension_moves_the_law_alone() -> None:
    extension = ExtensionTaken(10, day("11-10"), "局长", "复杂")
    item = item_in(ItemState.HANDLING, acceptance=accepted_on("10-14", promise=THREE), extension=extension)
    assert (on(clocks(item).statutory), on(clocks(item).promised)) == ("11-25", "10-19")


def test_a_promise_that_includes_special_steps_does_not_stop() -> None:
    inside = replace(accepted_on("10-14", promise=THREE), promise_stops=False)
    item = item_in(ItemState.HANDLING, acceptance=inside, steps=(step("10-15", "10-15", "10-29", "10-22"),))
    assert (on(clocks(item).statutory), on(clocks(item).promised)) == ("11-18", "10-19")


@pytest.mark.parametrize(
    ("steps", "due"),
    [
        ((step("10-15", "10-19", "10-29", "10-22"),), "11-16"),
        ((step("10-15", "10-15", "10-22", "10-29"),), "11-18"),
        ((step("10-15", "10-15", "10-22"),), "11-18"),
        ((step("10-15", "10-23", "10-22"),), "11-11"),
        ((step("10-15", "10-15", "10-22", "10-22"), step("10-19", "10-19", "10-23", "10-23", "听证")), "11-19"),
    ],
)
def test_stops_from_service_to_result_at_most_to_the_time_told_and_their_union(
    steps: tuple[StepTaken, ...], due: str
) -> None:
    assert on(clocks(item_in(ItemState.HANDLING, steps=steps)).statutory) == due


def test_a_step_begun_when_the_promise_was_broken_does_not_revive_it() -> None:
    item = item_in(
        ItemState.HANDLING,
        acceptance=accepted_on("10-14", promise=THREE),
        steps=(step("10-26", "10-26", "11-09", "10-30"),),
    )
    assert on(clocks(item).promised) == "10-19"
    assert on(clocks(item).statutory) == "11-17"


def test_a_stop_before_the_clock_starts_is_a_contradiction() -> None:
    late = replace(accepted_on("10-14"), started_on=day("10-23"))
    item = item_in(ItemState.HANDLING, acceptance=late, steps=(step("10-15", "10-15", "10-22", "10-22"),))
    assert len(stops_of(item)) == 1
    with pytest.raises(Refusal, match="早于起算日"):
        _ = clocks(item).statutory


def test_which_step_stops_the_clock_today() -> None:
    item = item_in(
        ItemState.HANDLING,
        steps=(step("10-15", "10-15", "10-22", "10-19"), step("10-20", "10-20", "10-29", name="听证")),
    )
    assert stopped_on(item, day("10-19")) is None
    found = stopped_on(item, day("10-20"))
    assert found is not None
    assert found.name == "听证"
    assert stopped_on(item, day("10-29")) is None


def test_after_the_decision_delivery_and_check_run() -> None:
    found = clocks(item_in(ItemState.DECIDED, Handling.PLEDGED, verification=CHECK))
    assert (on(found.delivery), on(found.verification)) == ("11-04", "12-02")
    assert found.next_on == day("11-04")
    assert found.ended_on == day("10-21")
    assert clocks(item_in(ItemState.DONE)).next_on is None
    assert clocks(item_in(ItemState.DECIDED)).verification is None


def test_what_needs_no_handing_over_has_no_delivery_clock() -> None:
    decided = item_in(ItemState.DONE)
    assert decided.decision is not None
    filed = replace(decided, delivered_on=None, decision=replace(decided.decision, act="file"))
    assert clocks(filed).delivery is None


def test_forwarding_and_ending_stop_the_zones_time() -> None:
    assert clocks(item_in(ItemState.FORWARDED)).ended_on == day("10-16")
    assert clocks(item_in(ItemState.FORWARDED)).statute_late(day("12-18")) == 0
    assert clocks(item_in(ItemState.FORWARDED)).next_on is None
    assert clocks(item_in(ItemState.ENDED)).ended_on == day("10-14")


@pytest.mark.parametrize(("rolled", "due"), [(False, "12-15"), (True, "12-17")])
def test_a6_rt16_an_extension_counts_from_the_unrolled_day_unless_the_act_says_otherwise(
    due: str, *, rolled: bool
) -> None:
    """Twenty days from 11-15 end on Saturday 12-05 and roll to 12-07; ten more end on 12-15 or, from the rolled day, 12-17."""
    limit = Limit(20, Unit.DAY, Start.ACCEPTED, "示范")
    extension = ExtensionTaken(10, day("12-01"), "局长", "示范", rolled)
    item = item_in(ItemState.HANDLING, acceptance=accepted_on("11-15", limit), extension=extension)
    line = Clocks(item, CALENDAR).statutory
    assert line is not None
    assert line.on == day(due)


def test_the_higher_authoritys_own_limit_runs_from_the_day_the_file_went_there() -> None:
    accepted = accepted_on("10-14", outside=THREE)
    assert clocks(item_in(ItemState.HANDLING, acceptance=accepted)).outside is None
    assert clocks(item_in(ItemState.FORWARDED)).outside is None
    assert on(clocks(item_in(ItemState.FORWARDED, acceptance=accepted)).outside) == "10-21"
