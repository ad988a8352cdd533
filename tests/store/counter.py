"""A counter for the tests of the store: the simplest fold, and acts as short as a clerk would say them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bingliang.ledger.acts import Draft, Entry, Number, Who
from bingliang.ledger.standing import Level, StandingRow
from bingliang.store import Outcome, Store, Work

LI = Who("李窗口", "3")
WANG = Who("王窗口", "5")


def project(stream: str, entries: Sequence[Entry], loaded: Callable[[str], Any]) -> list[StandingRow]:
    """The simplest fold: a case row, and an item row for each item received; a date from the calendar in force."""
    rows: dict[str, StandingRow] = {}
    code, stage, closed = "", "", None
    for entry in entries:
        facts: Any = entry.facts
        code = code or facts.get("code", "")
        stage = entry.act
        if "item" in facts:
            rows[facts["item"]] = StandingRow(
                stream,
                Level.ITEM,
                item=facts["item"],
                department=facts.get("department", ""),
                due_on=due(facts["due"], loaded) if "due" in facts else None,
                terms=json.dumps({"due": facts.get("due", "")}),
            )
        if entry.act == "close":
            closed = date.fromisoformat(facts["on"])
    first = entries[0].facts
    case = StandingRow(
        stream,
        Level.CASE,
        code=code,
        title=str(first.get("title", "")),
        enterprise=str(first.get("enterprise", "")),
        enterprise_id=str(first.get("enterprise_id", "")),
        project=str(first.get("project", "")),
        counter=entries[0].counter,
        stage=stage,
        due_on=min((row.due_on for row in rows.values() if row.due_on), default=None),
        next_on=min((row.due_on for row in rows.values() if row.due_on), default=None),
        open=closed is None,
        ended_on=closed,
        items_total=len(rows),
        tags=tuple(first.get("tags", ())),  # type: ignore[arg-type]  # a list of texts
    )
    return [case, *rows.values()]


def due(basis: str, loaded: Callable[[str], Any]) -> date:
    """The calendar of these tests moves one day to another."""
    return date.fromisoformat(loaded("calendar").get(basis, basis))


def calendar(files: Mapping[str, str]) -> dict[str, str]:
    """A calendar edition: the file named by a day says to which day it moves."""
    return dict(files)


LOAD = dict.fromkeys(("calendar", "catalogue", "forms", "zone"), calendar)


def opened(where: str | Path, **options: Any) -> Store:  # noqa: ANN401 - as Store.open takes them
    """The store of these tests."""
    return Store.open(where, project=project, load=LOAD, **options)


def accepted(number: str = "受理/经开/2026") -> Number:
    """The number of an acceptance."""
    return Number(number, "经开受〔2026〕第{n:04d}号")


def receive(store: Store, request: str, stream: str, who: Who = LI, **facts: object) -> Mapping[str, Any]:
    """收件 with a number."""

    def decide(_work: Work) -> Outcome:
        return Outcome([Draft(stream, "receive", {"code": accepted(), **facts})], {"code": accepted()})

    return store.act(request, who, "receive", decide)


def note(
    store: Store, request: str, stream: str, who: Who = LI, act: str = "remark", **facts: object
) -> Mapping[str, Any]:
    """A line without a number."""
    return store.act(request, who, act, lambda _work: Outcome([Draft(stream, act, facts)], {"done": True}))
