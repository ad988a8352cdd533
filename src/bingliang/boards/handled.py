"""办件的一项 for the statistics: when it came in and went out, whose time it took, and whether both lines were kept.

An item is 受理 on the day of its acceptance (a 备案 on the day everything was in) and leaves the table once: 办结 with the
decision or, for what is decided higher up, with 转报 (《行政许可法》第四十三条); 撤件; 终止.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.catalogue import Handling
from bingliang.ledger.green import TAG
from bingliang.ledger.happened import StepTaken
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.parallel_approval import bundled as bundle
from bingliang.mechanism.parallel_approval.span import span
from bingliang.mechanism.time_limits.clocks import Clocks, stop_of


class Exit(StrEnum):
    """去向: how an item leaves the table."""

    DONE = "办结"
    WITHDRAWN = "撤件"
    ENDED = "终止"


@dataclass(frozen=True, slots=True)
class Step:
    """一次特殊环节: its cause, when it stopped the clock and for how many workdays."""

    name: str
    ground: str
    after: date
    until: date
    workdays: int


@dataclass(frozen=True, slots=True)
class Handled:
    """一项: facts and dates; times are workdays, None while they are not known.

    `approval` 审批用时 leaves special steps out; `crossed` 跨度用时 goes from the day it was handed in to the day it left,
    everything included; `outside` is the higher authority's, `applicant` the applicant's own time.
    """

    stream: str
    no: int
    case: str
    code: str
    name: str
    body: str
    project: str
    enterprise: str
    tags: tuple[str, ...]
    channel: str
    handling: Handling
    received_on: date | None
    accepted_on: date | None = None
    left_on: date | None = None
    exit: Exit | None = None
    answer: str = ""
    refused_on: date | None = None
    noticed_on: date | None = None
    defects: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()
    due_on: date | None = None
    promised_on: date | None = None
    statutory: int | None = None
    promised: int | None = None
    approval: int | None = None
    crossed: int | None = None
    outside: int | None = None
    applicant: int = 0
    stopped_days: int = 0
    green_on: date | None = None
    """绿色通道: the day from which it counts as one"""
    bundled_on: date | None = None
    """the day on which its case was taken in, where that counts as 一件事 and this is one of its items"""

    @property
    def key(self) -> tuple[str, int]:
        """Which item of which case."""
        return self.stream, self.no

    def in_hand(self, day: date) -> bool:
        """在办: in the table at the end of that day."""
        return self.accepted_on is not None and self.accepted_on <= day and (self.left_on is None or self.left_on > day)

    def stopped(self, day: date) -> bool:
        """特殊环节中 on that day."""
        return self.in_hand(day) and any(step.after <= day < step.until for step in self.steps)


@dataclass(frozen=True, slots=True)
class Joined:
    """一件: what handling in parallel has saved; `crossed` 跨度用时 is first receipt to last decision."""

    stream: str
    case: str
    project: str
    bodies: frozenset[str]
    codes: frozenset[str]
    tags: tuple[str, ...]
    decided_on: date
    crossed: int
    serial: int
    last: tuple[str, int]
    """the item that came last, by which the others waited"""

    keys: tuple[tuple[str, int], ...] = ()

    @property
    def saved(self) -> int:
        """节省的工作日: parallel against serial; never counted against a case of one item."""
        return max(0, self.serial - self.crossed)


def handled(case: Case, calendar: Calendar) -> tuple[Handled, ...]:
    """一件的各项."""
    bundled = {item.no for item in bundle.items_of(case)} if bundle.counts(case) else set()
    return tuple(
        _handled(case, item, calendar, case.received_on if item.no in bundled else None) for item in case.items.values()
    )


def _handled(case: Case, item: CaseItem, calendar: Calendar, bundled_on: date | None) -> Handled:
    clocks = Clocks(item, calendar)
    accepted, left, way = _accepted_on(item), *_left(item)
    if accepted is None:
        left = way = None
    elif left is not None:
        left = max(left, accepted)
    steps = steps_of(item.steps, calendar, left)
    due, promised = clocks.statutory, clocks.promised
    return Handled(
        *(case.stream, item.no, case.code, item.code, item.name, item.body),
        project=str(case.project.get("name", "")),
        enterprise=str(case.enterprise.get("name", "")),
        tags=tuple(map(str, case.project.get("tags", ()))),
        channel=case.channel,
        handling=item.handling,
        received_on=item.received_on,
        accepted_on=accepted,
        left_on=left,
        exit=way,
        answer=item.decision.word if item.decision else "",
        refused_on=item.ending.on if item.ending and item.ending.act in {"decline", "not_required"} else None,
        noticed_on=item.noticed_on,
        defects=tuple((str(row.get("material", "")), str(row.get("defect", ""))) for row in item.defects),
        steps=steps,
        due_on=due.on if due else None,
        promised_on=promised.on if promised else None,
        statutory=_limit(accepted, due.on if due else None, steps, calendar),
        promised=_limit(accepted, promised.on if promised else None, steps, calendar),
        approval=_approval(accepted, left, steps, calendar) if way is Exit.DONE else None,
        crossed=_crossed(item, left, calendar) if way is Exit.DONE else None,
        outside=_outside(item, calendar),
        applicant=_applicant(item, calendar),
        green_on=_green_on(case, item, left),
        bundled_on=bundled_on,
        stopped_days=stopped_workdays(steps, calendar, left or date.max) if steps else 0,
    )


def _green_on(case: Case, item: CaseItem, left: date | None) -> date | None:
    """绿色通道件 from the day of the grant, or of its receipt where that is later; what was over by then never was one.

    A project that has only the tag was counted by the day of receipt before there was an act, and stays counted so.
    """
    received, green = item.received_on, case.green
    if green is None:
        return received if any(TAG in str(tag) for tag in case.project.get("tags", ())) else None
    since = max(green.on, received) if received is not None else None
    over = left is not None and left < green.on
    return None if over or (since is not None and green.ended_on is not None and since > green.ended_on) else since


def _accepted_on(item: CaseItem) -> date | None:
    if item.acceptance is not None:
        return item.acceptance.on
    if item.handling is not Handling.FILING or (item.decision is None and item.state is ItemState.CORRECTING):
        return None
    if item.ending is not None and item.noticed_on is not None and item.corrected_on is None:
        return None  # never complete, so never in the table
    return item.corrected_on or item.received_on


def _left(item: CaseItem) -> tuple[date | None, Exit | None]:
    if item.forwarded_on is not None:
        return item.forwarded_on, Exit.DONE
    if item.decision is not None:
        return item.decision.on, Exit.DONE
    if item.ending is not None:
        return item.ending.on, Exit.WITHDRAWN if item.ending.act == "withdraw" else Exit.ENDED
    return None, None


def steps_of(taken: Iterable[StepTaken], calendar: Calendar, left: date | None) -> tuple[Step, ...]:
    """各次特殊环节 that stopped the clock, none longer than the item was in hand."""
    return tuple(_steps(taken, calendar, left))


def _steps(taken: Iterable[StepTaken], calendar: Calendar, left: date | None) -> Iterable[Step]:
    for step in taken:
        stop = stop_of(step)
        until = None if stop is None else min(stop.until, left) if left else stop.until
        if stop is not None and until is not None and until > stop.after:
            yield Step(step.name, step.ground, stop.after, until, calendar.count(stop.after, until))


def stopped_workdays(steps: Iterable[Step], calendar: Calendar, until: date) -> int:
    """停表的工作日 up to that day: the union of the steps, since two at once stop one clock once."""
    total, reached = 0, date.min
    for step in sorted(steps, key=lambda one: one.after):
        after, end = max(step.after, reached), min(step.until, until)
        if end > after:
            total += calendar.count(after, end)
            reached = end
    return total


def _approval(accepted: date | None, left: date | None, steps: tuple[Step, ...], calendar: Calendar) -> int | None:
    if accepted is None or left is None:
        return None
    return calendar.count(accepted, left) - stopped_workdays(steps, calendar, left)


def _crossed(item: CaseItem, left: date | None, calendar: Calendar) -> int | None:
    begun = item.held_on or item.received_on
    return None if begun is None or left is None else max(0, calendar.count(begun, left))


def _limit(accepted: date | None, line: date | None, steps: tuple[Step, ...], calendar: Calendar) -> int | None:
    """期限折成工作日, special steps left out, so that it stands beside 审批用时 in the same measure."""
    if accepted is None or line is None:
        return None
    return max(0, calendar.count(accepted, line) - stopped_workdays(steps, calendar, line))


def _outside(item: CaseItem, calendar: Calendar) -> int | None:
    if item.forwarded_on is None or item.decision is None:
        return None
    return calendar.count(item.forwarded_on, max(item.forwarded_on, item.decision.on))


def _applicant(item: CaseItem, calendar: Calendar) -> int:
    """申请人用时: from the one notice to the day everything was back."""
    if item.noticed_on is None or item.corrected_on is None:
        return 0
    return calendar.count(item.noticed_on, max(item.noticed_on, item.corrected_on))


def joined(case: Case, calendar: Calendar) -> Joined | None:
    """一件的跨度: None while an item of it is still open, or when none was ever decided."""
    if any(item.open for item in case.items.values()) or all(item.decision is None for item in case.items.values()):
        return None
    found = span(case, calendar)
    if found is None:
        return None
    last = case.items[found.path[-1]]
    return Joined(
        *(case.stream, case.code, str(case.project.get("name", ""))),
        bodies=frozenset(item.body for item in case.items.values()),
        codes=frozenset(item.code for item in case.items.values()),
        tags=tuple(map(str, case.project.get("tags", ()))),
        decided_on=found.ends_on,
        crossed=found.workdays,
        serial=found.serial,
        last=(last.code, last.no),
        keys=tuple((case.stream, no) for no in case.items),
    )
