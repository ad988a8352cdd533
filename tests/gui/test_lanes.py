from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from bingliang.desk.rows import CaseView, Light
from bingliang.gui.widgets.lane_axis import AXIS
from bingliang.gui.widgets.lane_scale import LaneScale, extent
from bingliang.gui.widgets.lanes import LaneChart
from tests.gui.sample import EAST_DRAGON_ROW, ROWS, case_view, d


def _east_dragon() -> CaseView:
    return case_view(EAST_DRAGON_ROW)


def _scale(case: CaseView, left: int = 172, right: int = 484) -> LaneScale:
    return LaneScale.of(case, left, right, lambda text: 12 * len(text))


def test_axis_begins_on_a_monday_and_days_follow_each_other() -> None:
    scale = _scale(_east_dragon())
    assert scale.first == d(10, 12)
    assert scale.x(scale.first) == 172
    assert scale.after(d(10, 12)) == scale.x(d(10, 13))
    assert all(monday.weekday() == 0 for monday in scale.mondays())


def test_closed_case_ends_with_its_own_dates_and_an_open_one_reaches_today() -> None:
    assert _scale(_east_dragon()).last == d(11, 25)
    case = case_view(ROWS[0])
    assert _scale(case).last == date(2027, 1, 19)
    assert extent(case.lanes[0], case.today) == (d(11, 2), date(2027, 1, 19))


def test_every_mark_lies_inside_even_on_a_narrow_chart() -> None:
    case = _east_dragon()
    scale = _scale(case)
    for lane in case.lanes:
        for on in (lane.due_on, lane.promised_on, lane.decided_on):
            assert on is None or scale.left <= scale.after(on) <= scale.right


def test_case_without_lanes_is_drawn_as_an_empty_axis(qtbot: QtBot) -> None:
    chart = LaneChart()
    qtbot.addWidget(chart)
    chart.resize(500, 100)
    chart.show_case(replace(_east_dragon(), lanes=()))
    assert chart.current() is None
    assert not chart.grab().isNull()


def _chart(qtbot: QtBot, case: CaseView) -> LaneChart:
    chart = LaneChart()
    qtbot.addWidget(chart)
    chart.resize(900, 420)
    chart.show_case(case)
    chart.show()
    return chart


def test_keys_walk_the_lanes_and_speak_them(qtbot: QtBot) -> None:
    chart = _chart(qtbot, _east_dragon())
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    lane = chart.current()
    assert lane is not None
    assert lane.light == Light.PROMISE_LATE
    assert "承诺超时" in chart.accessibleName()
    assert "法定 11-11" in chart.accessibleName()
    assert "承诺 10-28" in chart.accessibleName()
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.current() == _east_dragon().lanes[-1]
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.current() == _east_dragon().lanes[-1]


def test_tooltip_names_lane_and_stretch(qtbot: QtBot) -> None:
    case = _east_dragon()
    chart = _chart(qtbot, case)
    scale = chart.scale()
    assert scale is not None
    lane_height = (chart.height() - AXIS) // len(case.lanes)
    words = chart.words_at(round(scale.x(d(10, 30))) + 2, AXIS + 7 * lane_height + lane_height // 2)
    assert "特殊环节 10-27 至 11-06，专家评审" in words
    assert chart.words_at(5, 5) == ""


def test_broken_promise_changes_the_colour_of_its_days_only(qtbot: QtBot) -> None:
    case = _east_dragon()
    chart = _chart(qtbot, case)
    scale = chart.scale()
    assert scale is not None
    lane = case.lanes[2]
    handled = lane.spans[1]
    pieces = chart._pieces(handled, lane, scale, case.today, 0)
    assert [light for _, light in pieces] == [Light.DONE, Light.PROMISE_LATE]
    assert pieces[1][0].left() == scale.after(d(10, 28))
    assert pieces[1][0].right() == scale.after(d(10, 30))


def test_days_over_the_law_are_red_behind_days_over_the_promise(qtbot: QtBot) -> None:
    case = case_view(ROWS[0])
    lane = replace(case.lanes[1], due_on=d(12, 14), light=Light.STATUTE_LATE)
    chart = _chart(qtbot, replace(case, lanes=(lane,)))
    scale = chart.scale()
    assert scale is not None
    pieces = chart._pieces(lane.spans[0], lane, scale, case.today, 0)
    assert [light for _, light in pieces] == [Light.OK, Light.PROMISE_LATE, Light.STATUTE_LATE]
    assert pieces[2][0].right() == scale.after(case.today)


def test_same_day_item_is_still_seen(qtbot: QtBot) -> None:
    case = _east_dragon()
    chart = _chart(qtbot, case)
    scale = chart.scale()
    assert scale is not None
    (box, _), *rest = chart._pieces(case.lanes[5].spans[2], case.lanes[5], scale, case.today, 0)
    assert rest == []
    assert box.width() >= 2


def test_long_case_still_fits(qtbot: QtBot) -> None:
    case = _east_dragon()
    lane = replace(case.lanes[0], due_on=d(10, 12) + timedelta(days=700))
    chart = _chart(qtbot, replace(case, lanes=(lane,)))
    scale = chart.scale()
    assert scale is not None
    assert scale.per_day > 0
    assert not chart.grab().isNull()


def test_dates_of_the_axis_never_touch_however_long_the_words_of_a_lane_are() -> None:
    """On the day of receipt every lane is one day long and the last one names three documents it waits for."""
    case = _east_dragon()
    today = d(10, 12)
    lane = replace(
        case.lanes[0],
        word="待《建设工程规划许可证核发》、《施工图设计文件审查》、《特殊建设工程消防设计审查》",
        spans=(),
        received_on=today,
        due_on=None,
        promised_on=None,
        decided_on=None,
    )
    scale = _scale(replace(case, lanes=(lane,), today=today, received_on=today, closed_on=None))
    mondays = list(scale.mondays())
    assert len(mondays) > 1
    assert all(scale.x(after) - scale.x(before) >= 46 for before, after in pairwise(mondays))
    assert scale.per_day >= 5
