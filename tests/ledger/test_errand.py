"""来访: its number, the day in its name, and its fold."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bingliang.ledger.acts import Entry, ErrandNumber
from bingliang.ledger.errand import day_of, fold_errand, stream_on
from bingliang.ledger.identifiers import check_case_code, errand_code, is_errand_code, looks_like_errand

ON = date(2026, 12, 18)


def line(seq: int, act: str, **facts: object) -> Entry:
    return Entry(stream_on(ON, "a"), seq, "r", datetime(2026, 12, 18, 9), "窗口甲", "3", act, facts)  # noqa: DTZ001 - no zone stands in it


def test_a_number_has_thirteen_figures_and_is_no_case_code() -> None:
    code = errand_code(ON, 7)
    assert (len(code), code[:11]) == (13, "20261218007")
    assert is_errand_code(code)
    assert ErrandNumber("来访/2026-12-18", "2026-12-18").text(7) == code
    with pytest.raises(ValueError, match="14位数字"):
        check_case_code(code)


@pytest.mark.parametrize("wrong", ["20261218007", "2026121800700", "2026133800712", "2026121800x12"])
def test_a_wrong_figure_makes_it_no_number(wrong: str) -> None:
    assert not is_errand_code(wrong)


def test_what_only_looks_like_one() -> None:
    assert looks_like_errand("2026121800700")
    assert not looks_like_errand("20261218000152")


@pytest.mark.parametrize("serial", [0, 1000])
def test_no_more_visits_than_the_number_has_room_for(serial: int) -> None:
    with pytest.raises(ValueError, match="来访流水号应在1至999之间"):
        errand_code(ON, serial)


def test_the_day_stands_in_the_name() -> None:
    assert day_of(stream_on(ON, "a")) == ON


def test_it_gathers_cases_and_what_was_handed_over_together() -> None:
    opened = line(1, "open_errand", number="n", on="2026-12-18", handler="p#1", queue=4, cases=["case/a", "case/b"])
    further = line(2, "extend_errand", on="2026-12-18", case="case/c")
    handed = line(
        3, "hand_over_errand", on="2026-12-22", receiver="甲", rows=[{"case": "case/a"}], kept=[{"why": "没有授权"}]
    )
    found = fold_errand([opened, further, handed])
    assert found is not None
    assert (found.cases, found.queue, found.on) == (("case/a", "case/b", "case/c"), 4, ON)
    assert [(one.seq, one.receiver, len(one.rows), len(one.kept)) for one in found.handed] == [(3, "甲", 1, 1)]
    assert fold_errand([]) is None
    assert fold_errand([further]) is None
