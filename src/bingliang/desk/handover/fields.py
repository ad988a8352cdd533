"""移交要填的栏: to whom, why, since when; asked alike for one case and for several."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.fields import Choice, Field, Kind
from bingliang.desk.handover.handing import Given
from bingliang.ledger.handover import REASONS
from bingliang.ledger.roles import REVIEWER, ROLES

if TYPE_CHECKING:
    from datetime import date

    from bingliang.ledger.acts import Who
    from bingliang.store.look import Look


def people(look: Look, who: Who, sender: str) -> tuple[Choice, ...]:
    """可选的人: who has written into the ledger lately; a reviewer sees those of his department, anybody else the counters."""
    from bingliang.store.clerks import known

    office = who.office if who.role == REVIEWER else ""
    return tuple(
        Choice(one.name, one.name, f"{one.counter}号窗口" if one.counter.isdigit() else one.counter)
        for one in known(look)
        if one.office == office and one.name != sender and one.name not in ROLES
    )


def asked(look: Look, who: Who, sender: str, today: date) -> tuple[Field, ...]:
    """移交要填的栏, whether for one case or for several."""
    return (
        Field("to", "移交给", choices=people(look, who, sender), help=f"现在的承办人：{sender}。从近来经办的人里选，也可以直接写。"),
        Field("reason", "原因", Kind.CHOICE, REASONS[0], choices=tuple(Choice(one, one) for one in REASONS)),
        Field("note", "说明", optional=True, help="请假、借调到哪天，或者其他原因；“其他”必须写。"),
        Field("since", "从哪天起", Kind.DAY, today.isoformat(), help="从这天起由接收人承办；接收以前仍由移交人承办。"),
    )  # fmt: skip


def given(v: Mapping[str, Any], watch: Mapping[str, str]) -> Given:
    """移交的内容 out of the fields."""
    return Given(v["to"], v["reason"], v["since"], v["note"], watch)
