"""Every state of every room: each page, filter and kind of row, and each sheet that a menu offers; all can be read and named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from bingliang.desk.acts.press import press
from bingliang.desk.handover.deputies import appoint
from bingliang.gui.keys import Place
from bingliang.gui.rooms import ROOMS
from bingliang.ledger.acts import Who
from bingliang.ledger.deputies import Pair
from tests.gui import looks
from tests.gui.conftest import Zone
from tests.gui.states import Walk
from tests.gui.test_every_room import REVIEWER, subject

ELSEWHERE = {
    Place.CALENDAR: "通知粘贴进来以后：tests/gui/test_calendar.py",
    Place.QUEUE: "有文书在排队：tests/gui/test_print_queue.py",
    Place.SETTINGS: "选了区的文件以后：tests/gui/test_settings_page.py",
    Place.WHAT_IF: "方案有了改动以后：tests/gui/test_what_if.py",
}
"""Rooms of which a page stands empty until something is brought in: where that is judged."""
SMALL, LARGE = (1280, 720), (1440, 900)
PARTS = 4
"""The rooms in so many parts, each with one zone: they are shared out among the workers."""


@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_is_cut_faint_or_nameless_in_any_state(zone: Zone, part: int) -> None:
    stood_in_for(zone)
    window, clerk = zone.window, zone.desk.who
    window.resize(*SMALL)
    wrong: list[str] = []
    for place in [room.place for room in ROOMS[part::PARTS]]:
        zone.desk.who = REVIEWER if place is Place.DEPARTMENT else clerk
        window.go(place, subject(zone, place))
        zone.settle()
        walk = Walk(zone, _judge(zone, place, wrong), partial(_larger, zone, place, wrong))
        walk.room()
        if place not in ELSEWHERE:
            wrong += [f"{place} 没有走到 {what}" for what in walk.missed()]
    assert not wrong, "\n".join(wrong)


def _larger(zone: Zone, place: Place, wrong: list[str], state: str) -> None:
    window = zone.window
    window.resize(*LARGE)
    zone.settle()
    wrong += [f"{place} {state} {LARGE} {what}" for what in (*looks.cut(window), *looks.outside(window.page))]
    window.resize(*SMALL)
    zone.settle()


def _judge(zone: Zone, place: Place, wrong: list[str]) -> Callable[[str], None]:
    window = zone.window
    known: set[object] = set()

    def seen(state: str) -> None:
        found = [*looks.cut(window), *looks.outside(window.page)]
        found += [f"看不清 {what}" for what in looks.faint(window, known)]
        found += [f"没有名字 {what}" for what in looks.nameless(window)]
        wrong.extend(f"{place} {state} {what}" for what in found)

    return seen


def stood_in_for(zone: Zone) -> None:
    """A pair of A/B角, which the story does not tell of."""
    who, today = zone.desk.who, zone.desk.today()
    pair = Pair(
        "综合窗口甲", "综合窗口乙", "窗口", "", today, today + timedelta(days=7), both=True, document="安排表（示范）"
    )
    zone.desk.who = Who("中心主任", "后台", "领导")
    press(zone.desk, "AB角", appoint(pair))
    zone.desk.who = who
