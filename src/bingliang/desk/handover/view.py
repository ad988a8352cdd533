"""移交的清单: hand-overs by where they stand, those that wait for this person first; one of them whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk import words
from bingliang.desk.handover import handing
from bingliang.desk.handover.paper import states, waits_for
from bingliang.desk.lights import Light
from bingliang.ledger.folding import fold
from bingliang.ledger.handover import HandoverState

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.acts import Entry
    from bingliang.ledger.handover import Handover
    from bingliang.store.look import Look

YEAR = timedelta(days=365)
"""Lists not written to for a year are not shown, unless they wait; they stay in the ledger."""


class HandoverFilter(StrEnum):
    """移交的筛选."""

    MINE = "待我接收"
    SENT = "我移出的"
    WAITING = "全部待接收"
    ALL = "近一年"


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """清单的一行."""

    stream: str
    number: str
    sender: str
    receiver: str
    reason: str
    on: date
    since: date
    count: int
    state: HandoverState
    ended_on: date | None
    mine: bool
    sent: bool
    light: Light

    @property
    def when(self) -> str:
        """状态 with its day."""
        return f"{self.state} {self.ended_on:%m-%d}" if self.ended_on else f"{self.state}，{self.since:%m-%d}起"


@dataclass(frozen=True, slots=True)
class Handovers:
    """移交 under one filter, with how many are under each."""

    counts: tuple[tuple[HandoverFilter, int], ...]
    rows: tuple[HandoverRow, ...]


@dataclass(frozen=True, slots=True)
class HandedRow:
    """移交的一件: where it stands now and what has to be watched."""

    stream: str
    code: str
    project: str
    state: str
    watch: str

    @property
    def line(self) -> str:
        """一件一行."""
        watch = f"；注意：{self.watch}" if self.watch else ""
        return f"{self.code} {self.project}：{self.state}{watch}"


@dataclass(frozen=True, slots=True)
class HandoverView:
    """一份移交 whole; `paper` the line that drew up its list, 0 for none."""

    row: HandoverRow
    sentence: str
    facts: tuple[tuple[str, str], ...]
    cases: tuple[HandedRow, ...]
    history: tuple[str, ...]
    paper: int


_TESTS: Mapping[HandoverFilter, Callable[[HandoverRow], bool]] = {
    HandoverFilter.MINE: lambda row: row.mine,
    HandoverFilter.SENT: lambda row: row.sent,
    HandoverFilter.WAITING: lambda row: row.state is HandoverState.WAITING,
    HandoverFilter.ALL: lambda row: bool(row.stream),
}


def handovers(desk: Desk, which: HandoverFilter = HandoverFilter.MINE) -> Handovers:
    """移交 under one filter: those that wait first, the newest before the older."""
    with desk.store.look() as look:
        held = {one.stream: one for one in handing.waiting(look)}
        held |= {one.stream: one for one in handing.since(look, look.today - YEAR)}
        rows = [_row(look, desk, one) for one in held.values()]
    rows.sort(key=lambda row: (row.on, row.number), reverse=True)
    rows.sort(key=lambda row: row.state is not HandoverState.WAITING)
    counts = tuple((one, sum(map(_TESTS[one], rows))) for one in HandoverFilter)
    return Handovers(counts, tuple(filter(_TESTS[which], rows)))


def to_take(look: Look, desk: Desk) -> int:
    """待我接收几份."""
    return sum(handing.mine(look, desk.who, one) for one in handing.waiting(look))


def _row(look: Look, desk: Desk, one: Handover) -> HandoverRow:
    mine = one.waits and handing.mine(look, desk.who, one)
    return HandoverRow(
        stream=one.stream, number=one.number, sender=one.sender, receiver=one.receiver, reason=one.reason, on=one.on,
        since=one.since, count=len(one.cases), state=one.state, ended_on=one.ended_on, mine=mine,
        sent=desk.who.name in (one.sender, one.by), light=_light(one, mine=mine),
    )  # fmt: skip


def _light(one: Handover, *, mine: bool) -> Light:
    if one.waits:
        return Light.SOON if mine else Light.WAITING
    return Light.DONE


def handover_view(desk: Desk, stream: str) -> HandoverView:
    """一份移交; a Refusal when there is none."""
    with desk.store.look() as look:
        one = handing.found(look, stream)
        row = _row(look, desk, one)
        look.gather([each.stream for each in one.cases])
        cases = tuple(_handed(look, each.stream, each.code, each.watch, each.items) for each in one.cases)
        lines = [entry for entry in look.entries(stream) if entry.act not in ("draw_up", "issue")]
    facts = (
        ("移交人", one.sender),
        ("接收人", one.receiver),
        ("原因", one.reason),
        ("移交日期", f"{one.on:%Y-%m-%d}"),
        ("承办起始", f"{one.since:%Y-%m-%d}"),
        ("办理移交", one.by),
    )
    history = tuple(f"{entry.facts['on']} {told(entry)} · {words.by(entry)}" for entry in reversed(lines))
    paper = one.papers[0].seq if one.papers else 0
    return HandoverView(row, _sentence(one), facts, cases, history, paper)


def _handed(look: Look, stream: str, code: str, watch: str, items: tuple[int, ...]) -> HandedRow:
    case = fold(look.entries(stream))
    assert case is not None  # noqa: S101 - it was handed over
    held = [item for item in case.items.values() if (not items or item.no in items) and waits_for(item)]
    state = f"{case.closed_on:%m-%d} 办结" if case.closed_on else states(held) or "待办结"
    return HandedRow(stream, code, case.project["name"], state, watch)


def _sentence(one: Handover) -> str:
    if one.waits:
        return f"{len(one.cases)} 件等{one.receiver}接收；接收以前仍由{one.sender}承办，期限都不动。"
    if one.state is HandoverState.TAKEN:
        left = f"其中 {len(one.left_out)} 件接收以前已经办结。" if one.left_out else ""
        return f"{one.receiver}{one.ended_on:%Y-%m-%d}已接收，由其承办。{left}"
    return f"{one.state}：{one.back_reason}。各件仍由{one.sender}承办。"


def told(entry: Entry) -> str:
    """一行流水 in words."""
    facts = entry.facts
    if entry.act == "hand_over":
        return f"{facts['from']}移交{facts['to']}：{facts['reason']}，自 {facts['since']} 起"
    return {"take_over": "已接收", "hand_back": "退回：", "call_back": "收回："}[entry.act] + str(
        facts.get("reason", "")
    )
