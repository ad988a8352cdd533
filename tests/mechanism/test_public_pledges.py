"""《公开承诺制度》: what is promised, with its ground, and whether it was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bingliang.desk.loading import factory_catalogue
from bingliang.ledger.catalogue import Limit, Promise, Start, Unit
from bingliang.mechanism.public_pledges import BY_GUIDE, kept, pledge_of

ITEM = factory_catalogue().items["S3-09"]


def test_the_zones_promise_comes_first_with_its_ground() -> None:
    promise = Promise(3, Unit.WORKDAY, Start.ACCEPTED, "示范〔2026〕1号")
    pledge = pledge_of(replace(ITEM, promise=promise))
    assert (pledge.text, pledge.ground, pledge.stops) == ("3个工作日", "示范〔2026〕1号", True)


def test_a_promise_that_includes_special_steps_does_not_stop_for_them() -> None:
    promise = Promise(3, Unit.WORKDAY, Start.ACCEPTED, "示范〔2026〕1号", with_special_steps=True)
    assert pledge_of(replace(ITEM, promise=promise)).stops is False


def test_blank_means_the_verified_statutory_limit() -> None:
    limit = Limit(20, Unit.WORKDAY, Start.ACCEPTED, "《行政许可法》第四十二条")
    pledge = pledge_of(replace(ITEM, promise=None, limit=limit))
    assert (pledge.text, pledge.ground) == ("20个工作日", "即法定时限（《行政许可法》第四十二条）")


@pytest.mark.parametrize("limit", [None, Limit(20, Unit.WORKDAY, Start.ACCEPTED, "待核", verified=False)])
def test_where_the_law_gives_none_nothing_is_promised(limit: Limit | None) -> None:
    pledge = pledge_of(replace(ITEM, promise=None, limit=limit))
    assert (pledge.limit, pledge.text) == (None, BY_GUIDE)


def test_at_once_is_said_in_a_word() -> None:
    assert pledge_of(replace(ITEM, promise=Promise(0, Unit.WORKDAY, Start.RECEIVED, "示范"))).text == "当日"


@pytest.mark.parametrize(
    ("promised", "decided", "today", "word"),
    [
        (None, date(2026, 10, 1), date(2026, 10, 2), None),
        (date(2026, 10, 28), date(2026, 10, 28), date(2026, 12, 1), True),
        (date(2026, 10, 28), date(2026, 10, 30), date(2026, 12, 1), False),
        (date(2026, 10, 28), None, date(2026, 10, 28), None),
        (date(2026, 10, 28), None, date(2026, 10, 29), False),
    ],
)
def test_kept_broken_or_open(promised: date | None, decided: date | None, today: date, word: bool | None) -> None:  # noqa: FBT001 - the expected answer
    assert kept(promised, decided, today) is word
