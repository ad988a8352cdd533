"""《全程代办服务制度》: an agent helps, and never signs in the enterprise's place."""

from __future__ import annotations

from datetime import date

import pytest

from bingliang.ledger.acts import Refusal
from bingliang.mechanism.full_agency import NEVER, POWERS, may_act

TODAY = date(2026, 10, 12)


@pytest.mark.parametrize("power", POWERS)
def test_what_the_entrustment_names(power: str) -> None:
    assert may_act(power, POWERS, None, TODAY) == power
    assert may_act(power, POWERS, TODAY, TODAY) == power


@pytest.mark.parametrize("power", NEVER)
def test_never_in_the_enterprises_place(power: str) -> None:
    with pytest.raises(Refusal, match="须由企业本人办理"):
        may_act(power, POWERS, None, TODAY)


@pytest.mark.parametrize(("power", "scope"), [("领取", ("递交",)), ("评标", POWERS)])
def test_not_what_it_does_not_name(power: str, scope: tuple[str, ...]) -> None:
    with pytest.raises(Refusal, match="未载明"):
        may_act(power, scope, None, TODAY)


def test_not_after_it_has_run_out() -> None:
    with pytest.raises(Refusal, match="已于2026-10-11到期"):
        may_act("递交", POWERS, date(2026, 10, 11), TODAY)
