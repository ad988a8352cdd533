"""《督办考核制度》: the ladder of warnings, the marks and the scores, on plain items with dates reckoned by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bingliang.desk.loading import factory_calendar
from bingliang.ledger.case import ItemState
from bingliang.ledger.catalogue import Limit, Start, Unit
from bingliang.ledger.happened import Decision, StepTaken
from bingliang.mechanism.supervision import Mark, Period, rungs, scores
from bingliang.mechanism.supervision.scores import Done
from tests.clerk import accepted_on, day, item_in

CALENDAR = factory_calendar()
TEN = Limit(10, Unit.WORKDAY, Start.ACCEPTED)


def said(item: object, today: str, share: int = 90) -> list[tuple[str, str, str]]:
    return [(one.line, one.rung, f"{one.on:%m-%d}") for one in rungs(item, day(today), CALENDAR, share)]  # type: ignore[arg-type]  # given in the order of the rule


def promised(**changed: object) -> object:
    """Accepted on Monday 10-12, ten workdays promised: last day Monday 10-26; twenty by law: 11-09."""
    found = item_in(ItemState.HANDLING, acceptance=accepted_on("10-12", promise=TEN))
    return replace(found, **changed)  # type: ignore[arg-type]  # by name


def test_at_nine_tenths_on_the_last_day_and_behind_it() -> None:
    assert said(promised(), "10-22") == []
    assert said(promised(), "10-23") == [("承诺", "临期", "10-23")]
    assert said(promised(), "10-26") == [("承诺", "临期", "10-23"), ("承诺", "到期", "10-26")]
    assert said(promised(), "10-27")[-1] == ("承诺", "超期", "10-27")


def test_after_a_week_off_every_rung_that_was_passed_comes_with_its_own_day() -> None:
    found = said(promised(), "11-06")
    assert found == [
        ("承诺", "临期", "10-23"), ("承诺", "到期", "10-26"), ("承诺", "超期", "10-27"), ("法定", "临期", "11-05"),
    ]  # fmt: skip


def test_the_two_lines_are_kept_apart() -> None:
    assert {line for line, rung, _ in said(promised(), "11-10") if rung == "超期"} == {"承诺", "法定"}


def test_another_share_warns_earlier() -> None:
    assert said(promised(), "10-19", 50) == [("承诺", "临期", "10-19")]


def test_a_special_step_and_the_enterprises_own_time_never_count() -> None:
    step = StepTaken("专家评审", "第四十五条", day("10-13"), day("10-13"), 20, Unit.WORKDAY, day("11-10"))
    assert said(promised(steps=(step,)), "10-27") == []
    assert said(item_in(ItemState.CORRECTING), "12-30") == []
    assert said(promised(forwarded_on=day("10-14")), "12-30") == []


def test_what_was_corrected_whole_is_accepted_that_day_and_warned_of_behind_it() -> None:
    """第三十二条第一款第（五）项: no second period; without the warning nothing would ever say that it was forgotten."""
    whole = item_in(ItemState.RECEIVED, corrected_on=day("10-23"))
    assert said(whole, "10-22") == []
    assert said(whole, "10-23") == said(whole, "10-25") == [("答复", "到期", "10-23")]
    assert said(whole, "10-26") == [("答复", "到期", "10-23"), ("答复", "超期", "10-26")]
    on_saturday = item_in(ItemState.RECEIVED, corrected_on=day("10-24"))
    assert said(on_saturday, "10-26") == [("答复", "到期", "10-24")]
    assert said(on_saturday, "10-27")[-1] == ("答复", "超期", "10-27")


def test_a_kept_line_warns_no_more() -> None:
    decided = Decision("file", day("10-20"), "示范1号")
    assert said(promised(decision=decided), "12-01") == []


def test_a_limit_of_one_day_has_its_first_warning_on_that_day() -> None:
    one = item_in(ItemState.HANDLING, acceptance=accepted_on("10-12", promise=Limit(1, Unit.WORKDAY, Start.ACCEPTED)))
    assert said(one, "10-13") == [("承诺", "临期", "10-13"), ("承诺", "到期", "10-13")]


# ── periods and scores ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_period_is_a_month_or_a_quarter() -> None:
    month, quarter = Period.of("2026-11"), Period.of("2026Q4")
    assert (month.first, month.last, month.name) == (day("11-01"), day("11-30"), "2026年11月")
    assert (quarter.first, quarter.last, quarter.name) == (day("10-01"), day("12-31"), "2026年第四季度")
    assert (month.before.written, quarter.before.written) == ("2026-10", "2026Q3")
    assert (Period.of("2026-12").last, Period.month_of(day("02-10")).last) == (day("12-31"), day("02-28"))
    assert day("11-30") in month
    assert day("12-01") not in month
    for wrong in ("2026-13", "26-1", "2026Q5", "去年"):
        with pytest.raises(ValueError, match="不是考核期"):
            Period.of(wrong)


def mark(side: str, kind: str = "承诺超时", points: int = 2, on: str = "11-10", **more: object) -> Mark:
    found = Mark(kind, kind, side, "审查人员", points, day(on), "case/1", 1, "case/1", 2, "一句话")
    return replace(found, **more)  # type: ignore[arg-type]  # by name


def test_scores_count_what_counts_and_stand_in_order() -> None:
    november = Period.of("2026-11")
    done = [Done("城管", "审查人员", promise_late=False, statute_late=False), Done("水务", "另一人", False, False)]
    given = [mark("城管"), mark("城管", "法定超期", 5), mark("水务", pardon="免责"), mark("水务", on="12-01")]
    found = scores(given, done, november)
    assert [(one.rank, one.side, one.score, one.grade) for one in found] == [
        (1, "水务", 100, "优"), (2, "城管", 93, "良"),
    ]  # fmt: skip
    assert (found[1].promise_late, found[1].statute_late) == (1, 1)
    assert [one.pardon for one in found[0].marks] == ["免责"], "it stays to be read"
    assert [one.side for one in scores(given, done, november, people=True)] == ["另一人", "审查人员"]


def test_equals_share_their_place() -> None:
    given = [mark("甲"), mark("乙"), mark("丙", points=5)]
    assert [(one.side, one.rank) for one in scores(given, [], Period.of("2026-11"))] == [
        ("乙", 1),
        ("甲", 1),
        ("丙", 3),
    ]


def test_what_nobody_in_person_did_is_no_persons_score() -> None:
    done = [Done("城管", "", promise_late=False, statute_late=False), Done("城管", "审查人员", False, False)]
    november = Period.of("2026-11")
    assert [(one.side, one.done) for one in scores([mark("城管", person="")], done, november, people=True)] == [
        ("审查人员", 1)
    ]
    assert [(one.side, one.done) for one in scores([], done, november)] == [("城管", 2)]
