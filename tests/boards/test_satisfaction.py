"""评价一期: counted by side and period; what was struck counts nowhere, what was closed is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bingliang.boards.balance import Period
from bingliang.boards.satisfaction import Satisfaction, satisfaction, together
from bingliang.ledger.rating import Contact, Objection, Rating, SecondLook
from bingliang.mechanism.public_rating import Rate

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
GOOD = Rating("rating/1", "评〔2026〕0001号", 1, (), "", "a", "办结送达", "S3-07", date(2026, 11, 2), 1)


def test_by_side_within_the_period() -> None:
    bad = replace(GOOD, grade=4, contacts=(Contact(GOOD.on, "属实", "慢", "立行立改"),))
    ratings = [
        GOOD,
        replace(GOOD, on=date(2026, 12, 1)),
        bad,
        replace(bad, looks=(SecondLook(GOOD.on, 2, 5),)),
        replace(bad, objection=Objection(GOOD.on, "误评", "成立")),
        replace(GOOD, side="b", grade=3),
    ]
    found = satisfaction(ratings, NOVEMBER)
    assert found["a"] == Satisfaction(Rate((1, 0, 0, 2, 0)), 1)
    assert (found["b"].text, found["a"].text) == ("100.0%", "33.3%")
    assert together(found.values()) == Satisfaction(Rate((1, 0, 1, 2, 0)), 1)
    assert together([]).text == "—"
