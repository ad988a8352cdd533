from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from bingliang.gui.pages import records
from tests.gui.sample import EAST_DRAGON_ROW, TODAY, case_view

CASE = case_view(EAST_DRAGON_ROW)


def test_act_entered_later_shows_the_day_that_counts_and_says_so() -> None:
    late = replace(CASE.log[1], at=datetime(2026, 11, 18, 9, 0), late=True)  # noqa: DTZ001 - a local time, as the desk gives it
    when, _, act, _ = records.log_columns(lambda: TODAY)
    assert when.text(late) == "11-16"
    assert act.text(late) == "准予（补录）"
    assert when.tip is not None
    assert "2026-11-16 的行为，2026-11-18 09:00 记入（补录）" in when.tip(late)
    assert when.text(CASE.log[1]) == "11-16 16:20"


def test_another_year_is_written_out() -> None:
    when, *_ = records.log_columns(lambda: date(2027, 1, 4))
    assert when.text(CASE.log[1]) == "2026-11-16"


def test_narrow_log_keeps_act_and_article() -> None:
    *_, what = records.log_columns(lambda: TODAY, narrow=True)
    assert what.text(CASE.log[0]) == "送达 建筑工程施工许可证，欧阳㛃领取（《行政许可法》第四十四条）"


def test_void_paper_and_paper_not_yet_issued_are_told_apart() -> None:
    *_, state = records.paper_columns(lambda: TODAY)
    paper = CASE.papers[0]
    assert [state.text(p) for p in (paper, replace(paper, issued=False), replace(paper, void=True))] == [
        "已出具",
        "待出具",
        "作废",
    ]
