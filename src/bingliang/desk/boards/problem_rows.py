"""旬报里的问题: raised, solved or still open among the campaign's projects, each with its lines."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from bingliang.boards.daily_broadcast import NEW, OPEN, SOLVED, ProblemRow
from bingliang.boards.figures import Source
from bingliang.desk.boards.offices import named
from bingliang.desk.projects import problems
from bingliang.desk.projects.index import index

if TYPE_CHECKING:
    from bingliang.ledger.problem import Problem
    from bingliang.store.look import Look

_ORDER = (NEW, SOLVED, OPEN)


def problem_rows(look: Look, streams: Collection[str], first: date, last: date) -> tuple[ProblemRow, ...]:
    """各问题 by the cut-off: new ones first, then those solved within the 旬, then those still open."""
    names = {one.stream: one.profile.name for one in index(look).held.values()}
    held = [one for one in problems.every(look) if one.project in streams and one.raised_on <= last]
    rows = [_row(look, one, names[one.project], first, last) for one in held if _told(one, first)]
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.state), row.raised_on, row.words)))


def _told(one: Problem, first: date) -> bool:
    return one.settled_on is None or one.settled_on >= first


def _row(look: Look, one: Problem, project: str, first: date, last: date) -> ProblemRow:
    settled = one.settled_on if one.settled_on is not None and one.settled_on <= last else None
    state = SOLVED if settled else NEW if one.raised_on >= first else OPEN
    lines = look.entries(one.stream)
    raised = Source(one.stream, 1, f"{one.number}：{one.words}")
    closing = [entry.seq for entry in lines if entry.act == "settle_problem"]
    sources = (raised, Source(one.stream, closing[-1], f"{one.number}：{one.outcome}")) if settled else (raised,)
    return ProblemRow(
        state, project, one.firm, one.kind, one.words, named(look, one.owner.department), one.raised_on, one.due, one.wanted,
        one.amount if settled else 0, one.outcome if settled else "", settled, sources,
    )  # fmt: skip
