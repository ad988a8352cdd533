"""《全程代办服务制度》: what an agent may do for an enterprise: 帮办代办不包办.

Entrustment is voluntary and free (《行政许可法》第二十九条); an agent hands in, corrects, follows and collects, and never
signs a promise or a statement of truth in the enterprise's place.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from bingliang.ledger.acts import Refusal

POWERS = ("递交", "补正", "跟踪", "领取")
NEVER = ("签署承诺", "声明材料真实", "缴纳规费")


def may_act(power: str, scope: Collection[str], until: date | None, today: date) -> str:
    """代办权限: the power, if the entrustment covers it on that day; a Refusal otherwise."""
    if power in NEVER:
        raise Refusal(f"“{power}”须由企业本人办理，代办专员不得代行，请企业签署。", "《行政许可法》第三十一条")
    if power not in POWERS or power not in scope:
        raise Refusal(f"代办委托书未载明“{power}”权限，请补充委托或由企业办理。", "《行政许可法》第二十九条")
    if until is not None and today > until:
        raise Refusal(f"代办委托已于{until:%Y-%m-%d}到期，请续签委托书。", "《行政许可法》第二十九条")
    return power
