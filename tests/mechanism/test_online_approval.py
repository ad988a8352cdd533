"""《网上审批制度》: a filing counts from the day it entered the system, at any hour."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bingliang.ledger.acts import Entry, Refusal
from bingliang.mechanism.online_approval import AHEAD, CHINA, entered, events, received_on


def test_late_on_friday_is_still_friday() -> None:
    assert received_on(datetime(2026, 10, 16, 23, 10, tzinfo=CHINA)) == date(2026, 10, 16)


def test_the_day_is_beijings() -> None:
    assert received_on(datetime(2026, 10, 16, 16, 30, tzinfo=UTC)) == date(2026, 10, 17)


def test_where_receipt_must_be_confirmed_the_confirmation_counts() -> None:
    entered, confirmed = datetime(2026, 10, 16, 9, tzinfo=CHINA), datetime(2026, 10, 19, 9, tzinfo=CHINA)
    assert received_on(entered, confirmed, confirmation_required=True) == date(2026, 10, 19)
    with pytest.raises(ValueError, match="确认时间"):
        received_on(entered, confirmation_required=True)


def test_a_time_without_a_zone_says_no_day() -> None:
    with pytest.raises(ValueError, match="缺少时区"):
        received_on(datetime(2026, 10, 16, 9))  # noqa: DTZ001 - the very thing refused


def test_the_platforms_own_time_needs_a_zone_and_must_have_come() -> None:
    arrived = datetime(2026, 10, 16, 9, tzinfo=CHINA)
    earlier = arrived - timedelta(hours=3)
    assert entered(None, arrived) == arrived
    assert entered(earlier, arrived) == earlier
    assert entered(arrived + AHEAD, arrived) == arrived
    with pytest.raises(ValueError, match="缺少时区"):
        entered(earlier.replace(tzinfo=None), arrived)
    with pytest.raises(Refusal, match="平台的时钟"):
        entered(arrived + AHEAD * 2, arrived)


def test_corrections_end_for_the_platform_only_when_all_is_in() -> None:
    received: dict[str, Any] = {"items": [{"no": 1, "item": "S3-09", "name": "建筑垃圾", "mode": "formal"}]}
    part = {"items": [1], "on": "2026-10-16", "complete": False}
    rest = {**part, "on": "2026-10-20", "complete": True}
    at = datetime(2026, 10, 20, 9, tzinfo=CHINA)
    acts = (("receive", received), ("take_corrections", part), ("take_corrections", rest))
    lines = [Entry("case/1", seq, f"r{seq}", at, "甲", "3", act, facts) for seq, (act, facts) in enumerate(acts, 1)]
    found = [(one.line, one.state, one.on, one.item) for one in events(lines, after=1)]
    assert found == [(3, "补正（结束）", date(2026, 10, 20), "S3-09")]
