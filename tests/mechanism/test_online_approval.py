"""《网上审批制度》: a filing counts from the day it entered the system, at any hour."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bingliang.mechanism.online_approval import CHINA, received_on


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
