"""《企业公开评议制度》: five grades, and nobody rates himself."""

from __future__ import annotations

import pytest

from bingliang.ledger.acts import Refusal
from bingliang.mechanism.public_rating import Grade, may_enter


def test_five_grades_with_their_words_one_is_the_best() -> None:
    assert [grade.text for grade in Grade] == ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
    assert [grade.bad for grade in Grade] == [False, False, False, True, True]


def test_the_clerk_does_not_rate_himself() -> None:
    assert may_enter(Grade.FAIR, rater_is_clerk=False) is Grade.FAIR
    with pytest.raises(Refusal, match="不得代企业填写"):
        may_enter(Grade.VERY_SATISFIED, rater_is_clerk=True)
