"""招商协议与政策承诺: what the zone has promised one enterprise by contract or policy, and what became of it. Values only.

《优化营商环境条例》第三十一条: such promises are to be honoured whoever is in office.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bingliang.ledger.acts import Entry

PREFIX = "agreed/"
KINDS = ("招商协议", "政策承诺")
KEPT, BROKEN = "已兑现", "未兑现"


@dataclass(frozen=True, slots=True)
class Agreed:
    """一项承诺: to whom, what, in which document, who answers for it, until when; `outcome` is the last that was recorded."""

    stream: str
    kind: str
    enterprise: str
    project: str
    document: str
    words: str
    owner: str
    until: date
    on: date
    outcome: str = ""
    settled_on: date | None = None
    proof: str = ""
    reason: str = ""


def fold_agreed(entries: Sequence[Entry]) -> Agreed | None:
    """折叠: the promise out of its lines; None for another kind of stream."""
    if not entries or entries[0].act != "record_promise":
        return None
    found = _recorded(entries[0].stream, entries[0].facts)
    for entry in entries[1:]:
        facts: Mapping[str, Any] = entry.facts
        found = replace(
            found,
            outcome=str(facts["outcome"]),
            settled_on=date.fromisoformat(facts["on"]),
            proof=str(facts["proof"]),
            reason=str(facts["reason"]),
        )
    return found


def _recorded(stream: str, facts: Mapping[str, Any]) -> Agreed:
    words = {name: str(facts[name]) for name in ("kind", "enterprise", "project", "document", "words", "owner")}
    days = {name: date.fromisoformat(facts[name]) for name in ("until", "on")}
    return Agreed(stream, **words, **days)  # type: ignore[arg-type]  # by name
