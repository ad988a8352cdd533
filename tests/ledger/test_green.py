"""绿色通道 folded: a line that takes back what was never granted changes nothing."""

from __future__ import annotations

from datetime import date

from bingliang.ledger.green import Green, green_of, over

FACTS = {
    "on": "2026-10-12",
    "ground": "省重点项目",
    "note": "",
    "document": "示范〔2026〕3号",
    "approver": "管委会副主任",
}


def test_granted_and_taken_back() -> None:
    green = green_of(FACTS)
    assert green == Green(date(2026, 10, 12), "省重点项目", "", "示范〔2026〕3号", "管委会副主任")
    assert green.in_force
    ended = over(green, {"on": "2026-10-13", "reason": "移出名单"})
    assert ended is not None
    assert (ended.in_force, ended.ended_on, ended.reason) == (False, date(2026, 10, 13), "移出名单")
    assert (ended.tag, green.text) == (
        "绿色通道（管委会副主任准予）", "2026-10-12由管委会副主任准予（示范〔2026〕3号），省重点项目",
    )  # fmt: skip


def test_what_was_never_granted_is_not_taken_back() -> None:
    assert over(None, {"on": "2026-10-13"}) is None
