"""《公开承诺制度》: what is promised, with its ground, and whether it was kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest

from bingliang.desk.loading import factory_catalogue
from bingliang.ledger.acts import Refusal
from bingliang.ledger.agreed import BROKEN, KEPT, Agreed
from bingliang.ledger.catalogue import Limit, Promise, Start, Unit
from bingliang.mechanism.public_pledges import (
    BY_GUIDE,
    Haste,
    agreed_kept,
    hasten,
    kept,
    may_settle,
    own_promise,
    pledge_of,
)

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


AGREED = Agreed("agreed/1", "招商协议", "某企业", "", "某协议", "交地", "某局", date(2026, 10, 20), date(2026, 9, 1))
AFTER = date(2026, 10, 21)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"outcome": "不知道"}, "结果只能是"),
        ({"one": replace(AGREED, outcome=KEPT)}, "已经登记兑现"),
        ({"on": date(2026, 12, 1)}, "还没有到"),
        ({"outcome": BROKEN, "on": date(2026, 8, 1)}, "早于登记"),
        ({"proof": " "}, "须写明凭证"),
        ({"outcome": BROKEN, "on": date(2026, 10, 20)}, "还没有过"),
        ({"outcome": BROKEN, "reason": ""}, "都不是理由"),
    ],
)
def test_what_cannot_be_settled_is_refused_with_article_31(given: dict[str, Any], why: str) -> None:
    call = {"one": AGREED, "outcome": KEPT, "on": AFTER, "proof": "凭证", "reason": "原因", **given}
    with pytest.raises(Refusal, match=why) as said:
        may_settle(
            call["one"], call["outcome"], call["on"], date(2026, 11, 1), proof=call["proof"], reason=call["reason"]
        )
    assert "第三十一条" in str(said.value)


def test_kept_or_broken_after_its_day_is_recorded() -> None:
    may_settle(AGREED, KEPT, date(2026, 8, 1), AFTER, proof="凭证", reason="")
    may_settle(AGREED, BROKEN, AFTER, AFTER, proof="", reason="原因")
    may_settle(replace(AGREED, outcome=BROKEN), KEPT, AFTER, AFTER, proof="凭证", reason="")


@pytest.mark.parametrize(
    ("outcome", "settled", "today", "word"),
    [
        ("", None, date(2026, 10, 20), None),
        ("", None, AFTER, False),
        (BROKEN, AFTER, AFTER, False),
        (KEPT, AFTER, AFTER, False),
        (KEPT, date(2026, 10, 20), AFTER, True),
    ],
)
def test_an_agreed_promise_is_kept_late_broken_or_open(
    outcome: str,
    settled: date | None,
    today: date,
    word: bool | None,  # noqa: FBT001 - the expected answer
) -> None:
    assert agreed_kept(replace(AGREED, outcome=outcome, settled_on=settled), today) is word


# ── 绿色通道 ──


def test_what_a_zone_writes_for_the_green_channel_is_read_or_refused_in_a_sentence() -> None:
    assert hasten("") == Haste({})
    assert hasten("S3-09=2、S2-02 3；Z-01：4，50%") == Haste({"S3-09": 2, "S2-02": 3, "Z-01": 4}, 50)
    for wrong in ("S3-09=0", "100%", "0%", "30%、50%", "三天", "S3-09=2日"):
        with pytest.raises(ValueError, match="读不出来"):
            hasten(wrong)


def test_the_green_channels_promise_is_shorter_or_there_is_none() -> None:
    ordinary = Limit(5, Unit.WORKDAY, Start.ACCEPTED)
    days = partial(own_promise, code="S3-09")
    assert days(Haste({"S3-09": 2}, 80), ordinary=ordinary) == 2, "by item first"
    assert days(Haste({}, 50), ordinary=ordinary) == 3, "rounded up"
    assert days(Haste({}, 90), ordinary=ordinary) is None, "five days of five are no shorter"
    assert days(Haste({"S3-09": 5}), ordinary=ordinary) is None
    assert days(Haste({}), ordinary=ordinary) is None
    assert days(Haste({"S3-09": 2}), ordinary=None) is None
    assert days(Haste({}, 50), ordinary=replace(ordinary, value=0)) is None, "当日 is not shortened"
