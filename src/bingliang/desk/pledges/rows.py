"""承诺登记册的一行: the kinds of pledges and the row that a screen shows; values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bingliang.desk.lights import Light

LISTED = 300
"""Rows of one kind that a screen is given; more than this is counted, not listed."""


class PledgeKind(StrEnum):
    """承诺的种类, in the order of the page."""

    OPEN = "限时承诺履行中"
    BROKEN = "已违诺"
    KEPT = "已兑现"
    NOTIFIED = "告知承诺"
    DEFERRED = "容缺承诺"
    TRUTH = "材料真实性承诺"
    PUBLIC = "部门公开承诺"
    AGREED = "招商和政策承诺"
    CHECKS = "待核查"


@dataclass(frozen=True, slots=True)
class PledgeRow:
    """承诺的一行: who promised what, until when, how it stands. `follow` says what is still to be done about it."""

    kind: PledgeKind
    who: str
    what: str
    until: date | None
    state: str
    light: Light
    follow: str = ""
    project: str = ""
    enterprise: str = ""
    number: str = ""
    stream: str = ""
    no: int = 0
    seq: int = 0
    body: str = ""
    counts: tuple[int, int, int] = (0, 0, 0)
    """部门公开承诺: 履行中, 已兑现, 已违诺."""
    kept: bool = False
    """招商和政策承诺: 已经登记兑现."""
