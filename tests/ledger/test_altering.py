"""A value with some fields changed: as the library's own way makes it, refused where that would check something."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

import pytest

from bingliang.ledger.altering import replace
from bingliang.ledger.catalogue import Unit
from bingliang.ledger.happened import Ending
from bingliang.mechanism.time_limits.term import Term


@dataclass(frozen=True, slots=True)
class One:
    """A class of one field."""

    only: str


def test_it_makes_what_the_library_makes_and_leaves_the_old_one_alone() -> None:
    before = Ending("withdraw", date(2026, 11, 6), "方案调整", "")
    after = replace(before, number="1号", reason="")
    assert after == dataclasses.replace(before, number="1号", reason="")
    assert before.reason == "方案调整"
    assert hash(after) != hash(before)
    assert replace(One("a"), only="b") == One("b")
    assert replace(One("a")) == One("a")


def test_a_field_that_is_not_there_is_refused() -> None:
    with pytest.raises(AttributeError):
        replace(One("a"), other="b")


def test_what_checks_itself_is_not_made_past_its_check() -> None:
    assert hasattr(Term, "__post_init__")
    with pytest.raises(TypeError, match="制作时有核对"):
        replace(Term(date(2026, 11, 6), 5, Unit.WORKDAY), value=-1)
