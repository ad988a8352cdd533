"""承办事项移交: one list out of the lines of its own stream: who hands which cases to whom, why, since when, and what came of it.

Until the one taking over confirms, every case stays with the first; the law's clocks know nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.case import Facts, Paper, day
from bingliang.ledger.folding import papers_of

PREFIX = "handover/"
"""流水名的开头."""
LIST = "handover_list"
"""《承办事项移交清单》."""

REASONS = ("交接班", "请假", "借调", "轮岗", "其他")
OTHER = REASONS[-1]
OPENING, ENDING = ("hand_over",), ("take_over", "hand_back", "call_back")
"""待接收、已了结: the acts after which a list waits, and those after which it does not."""


class HandoverState(StrEnum):
    """移交的状态."""

    WAITING = "待接收"
    TAKEN = "已接收"
    BACK = "已退回"
    CALLED = "已收回"


_AFTER: Mapping[str, HandoverState] = {
    "take_over": HandoverState.TAKEN,
    "hand_back": HandoverState.BACK,
    "call_back": HandoverState.CALLED,
}


@dataclass(frozen=True, slots=True)
class Handed:
    """清单的一行: one case, what has to be watched in it, and for a reviewer the items he hands over (else the whole case)."""

    stream: str
    code: str
    watch: str
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Handover:
    """移交清单 as it stands; `office` is the department whose reviewers hand over, empty between window clerks."""

    stream: str
    number: str
    sender: str
    receiver: str
    office: str
    reason: str
    on: date
    since: date
    by: str
    cases: tuple[Handed, ...]
    state: HandoverState = HandoverState.WAITING
    ended_on: date | None = None
    ended_by: str = ""
    back_reason: str = ""
    left_out: tuple[str, ...] = ()
    """接收以前已经办结的: the codes of cases that ended while the list waited, which nobody took over"""
    papers: tuple[Paper, ...] = ()

    @property
    def waits(self) -> bool:
        """待接收."""
        return self.state is HandoverState.WAITING


def fold_handover(entries: Sequence[Entry]) -> Handover | None:
    """折叠; None for a stream that is no 移交."""
    if not entries or entries[0].act not in OPENING:
        return None
    first, facts = entries[0], _facts(entries[0])
    found = Handover(
        first.stream, facts["number"], facts["from"], facts["to"], facts["office"], facts["reason"], day(facts["on"]),
        day(facts["since"]), first.by, tuple(_handed(row) for row in facts["cases"]),
    )  # fmt: skip
    for entry in entries[1:]:
        state = _AFTER.get(entry.act)
        if state is not None:
            said = _facts(entry)
            found = replace(
                found, state=state, ended_on=day(said["on"]), ended_by=entry.by, back_reason=said.get("reason", ""),
                left_out=tuple(said.get("left_out", ())),
            )  # fmt: skip
    return replace(found, papers=papers_of(entries))


def _facts(entry: Entry) -> Any:  # noqa: ANN401 - facts are JSON
    return entry.facts


def _handed(row: Facts) -> Handed:
    return Handed(row["stream"], row["code"], row["watch"], tuple(row.get("items", ())))
