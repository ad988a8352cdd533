"""代办计入考核的各分: marks about the agents' own work, beside those about the cases, in the same assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk.agency import agents
from bingliang.desk.agency.terms import weights
from bingliang.mechanism.full_agency import counted
from bingliang.mechanism.supervision import Mark, Period

if TYPE_CHECKING:
    from bingliang.ledger.agency import Entrustment
    from bingliang.store.look import Look

AGENCY = "全程代办"
"""What such a mark is about, where one about a case names its item."""


def agency_marks(look: Look, period: Period) -> list[tuple[Mark, Entrustment]]:
    """本期代办的各分 by today, each with its entrustment."""
    posts, figures = agents.posts(look), weights(look.loaded("catalogue"))
    return [
        (mark, one)
        for one in agents.entrustments(look).values()
        for mark in counted(one, posts, look.today, look.loaded("calendar"), figures)
        if mark.on in period and mark.on <= look.today
    ]
