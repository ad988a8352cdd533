"""《个人信息保护法》第四十七条: what forbids an erasure, and when a volume's time is over."""

from __future__ import annotations

from datetime import date

import pytest

from bingliang.ledger.acts import Refusal
from bingliang.mechanism.overall.erasing import Place, may_erase

ARCHIVED = date(2026, 10, 12)
LAST = date(2036, 12, 31)


def volume(retention: str, archived_on: date | None = ARCHIVED) -> Place:
    return Place("办件1", running=False, volume=True, archived_on=archived_on, retention=retention)


@pytest.mark.parametrize(
    ("retention", "until"),
    [
        ("10年", LAST),
        ("定期30 年", date(2056, 12, 31)),
        ("永久", None),
        ("永久（原30年）", None),
        ("", None),
        ("长期", None),
    ],
)
def test_until_when_a_volume_is_kept(retention: str, until: date | None) -> None:
    assert volume(retention).kept_until == until
    assert volume(retention, None).kept_until is None


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place("办件1", running=True, volume=True), "办件1还在办理"),
        (Place("网上申报1", running=True), "网上申报1还在办理"),
        (volume("10年", None), "办件1办结了还没有归档"),
        (volume("永久"), "保管期限是“永久”"),
        (volume(""), "保管期限是“永久”"),
        (volume("10年"), "要保管到2036-12-31（10年）"),
    ],
)
def test_what_forbids_it(place: Place, said: str) -> None:
    free = Place("来访1", running=False)
    with pytest.raises(Refusal, match=said) as why:
        may_erase((free, place), LAST)
    assert "《个人信息保护法》第四十七条" in why.value.article


def test_free_the_day_after_and_the_volumes_go_with_him() -> None:
    assert may_erase((), LAST) == ()
    assert may_erase((Place("网上申报1", running=False),), LAST) == ()
    assert may_erase((Place("来访1", running=False), volume("10年")), date(2037, 1, 1)) == (volume("10年"),)
