"""来访: one agent at the window with the papers of several enterprises, out of the lines of the visit's own stream.

It gathers cases and decides nothing about any of them: each keeps its own receipt, clocks and papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bingliang.ledger.acts import Entry
from bingliang.ledger.case import Facts, day

PREFIX = "errand/"
"""流水名的开头; the day follows, so that those of a stretch of days are told by their names."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """一并交付: what was handed over in one go, each row with its own authorisation; `kept` what was not, and why."""

    seq: int
    on: date
    receiver: str
    rows: tuple[Facts, ...]
    kept: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class Errand:
    """来访; `handler` names the person row of the agent, `cases` the streams of what he handed in, in that order."""

    stream: str
    number: str
    on: date
    counter: str
    handler: str
    queue: int
    cases: tuple[str, ...]
    handed: tuple[HandedOver, ...] = ()


def stream_on(on: date, name: str) -> str:
    """流水名 of a visit on that day."""
    return f"{PREFIX}{on:%Y%m%d}/{name}"


def day_of(stream: str) -> date:
    """哪天的来访, by its name."""
    digits = stream.removeprefix(PREFIX)[:8]
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))


def fold_errand(entries: Sequence[Entry]) -> Errand | None:
    """折叠; None for a stream that is no 来访."""
    if not entries or entries[0].act != "open_errand":
        return None
    first: Any = entries[0].facts
    found = Errand(
        entries[0].stream, first["number"], day(first["on"]), entries[0].counter, first["handler"],
        int(first["queue"]), tuple(first["cases"]),
    )  # fmt: skip
    for entry in entries[1:]:
        facts: Any = entry.facts
        if entry.act == "extend_errand":
            found = replace(found, cases=(*found.cases, facts["case"]))
        else:
            made = HandedOver(
                entry.seq, day(facts["on"]), facts["receiver"], tuple(facts["rows"]), tuple(facts["kept"])
            )
            found = replace(found, handed=(*found.handed, made))
    return found
