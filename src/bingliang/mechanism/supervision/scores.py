"""考核: a month or a quarter, the score of each department and person, the order they stand in. Every point has its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bingliang.ledger.case import Case
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.supervision.marks import PROMISE_LATE, STATUTE_LATE, Mark
from bingliang.mechanism.time_limits.clocks import Clocks

FULL = 100
GRADES: tuple[tuple[int, str], ...] = ((95, "优"), (85, "良"), (70, "中"))
LOWEST = "差"
_WRITTEN = re.compile(r"(\d{4})(?:-(\d{1,2})|[Qq]([1-4]))")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """考核期: a month 2026-11 or a quarter 2026Q4."""

    first: date
    last: date

    @classmethod
    def of(cls, written: str) -> Period:
        """读出 2026-11 or 2026Q4; ValueError in one sentence."""
        found = _WRITTEN.fullmatch(written.strip())
        if found is None or (found[2] and not 1 <= int(found[2]) <= 12):  # noqa: PLR2004  # months
            raise ValueError(f"“{written}”不是考核期，请按 2026-11（月）或者 2026Q4（季度）的样子填写。")
        month = int(found[2]) if found[2] else int(found[3]) * 3 - 2
        return cls._from(int(found[1]), month, 1 if found[2] else 3)

    @classmethod
    def _from(cls, year: int, month: int, months: int) -> Period:
        after = year * 12 + month - 1 + months
        last = date(after // 12, after % 12 + 1, 1) - timedelta(days=1)
        return cls(date(year, month, 1), last)

    @classmethod
    def month_of(cls, on: date) -> Period:
        """那一天所在的月."""
        return cls._from(on.year, on.month, 1)

    @classmethod
    def quarter_of(cls, on: date) -> Period:
        """那一天所在的季度."""
        return cls._from(on.year, (on.month - 1) // 3 * 3 + 1, 3)

    @property
    def monthly(self) -> bool:
        """月度与否."""
        return self.first.month == self.last.month

    @property
    def written(self) -> str:
        """2026-11 or 2026Q4."""
        return f"{self.first:%Y-%m}" if self.monthly else f"{self.first:%Y}Q{self.last.month // 3}"

    @property
    def name(self) -> str:
        """2026年11月, or 2026年第四季度."""
        quarter = "一二三四"[self.last.month // 3 - 1]
        return f"{self.first.year}年" + (f"{self.first.month}月" if self.monthly else f"第{quarter}季度")

    @property
    def before(self) -> Period:
        """上一期 of the same length."""
        day = self.first - timedelta(days=1)
        return Period.month_of(day) if self.monthly else Period.quarter_of(day)

    def __contains__(self, on: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= on <= self.last


@dataclass(frozen=True, slots=True)
class Done:
    """办结的一项 in the period, with both kinds of late apart."""

    side: str
    person: str
    promise_late: bool
    statute_late: bool


@dataclass(frozen=True, slots=True)
class Score:
    """一行成绩: `side` is a department's code, 窗口 or a person; `rank` is shared by those who are equal."""

    side: str
    points: int
    score: int
    grade: str
    done: int
    promise_late: int
    statute_late: int
    marks: tuple[Mark, ...]
    rank: int = 0


def done_in(case: Case, people: Mapping[int, str], period: Period, calendar: Calendar) -> Iterable[Done]:
    """本期办结的各项 of one case."""
    for no, item in case.items.items():
        ended = Clocks(item, calendar).ended_on
        if item.acceptance is None or ended is None or ended not in period or item.ending is not None:
            continue
        clocks = Clocks(item, calendar)
        statute = clocks.statute_late(ended) > 0
        yield Done(item.department, people.get(no, ""), clocks.promise_late(ended) > 0 and not statute, statute)


def scores(
    marks: Iterable[Mark],
    done: Iterable[Done],
    period: Period,
    *,
    people: bool = False,
    grades: Sequence[tuple[int, str]] = GRADES,
) -> tuple[Score, ...]:
    """成绩 of all departments (or persons) that did something or lost something in the period, best first."""
    rows: dict[str, tuple[list[Mark], list[Done]]] = {}
    for mark in marks:
        who = mark.person if people else mark.side
        if mark.on in period and who:
            rows.setdefault(who, ([], []))[0].append(mark)
    for one in done:
        who = one.person if people else one.side
        if who:
            rows.setdefault(who, ([], []))[1].append(one)
    made = [_score(side, *found, grades) for side, found in rows.items()]
    made.sort(key=lambda one: (-one.score, one.statute_late, one.promise_late, -one.done, one.side))
    ranked: list[Score] = []
    for at, score in enumerate(made, 1):
        equal = bool(ranked) and _place(ranked[-1]) == _place(score)
        ranked.append(replace(score, rank=ranked[-1].rank if equal else at))
    return tuple(ranked)


def _place(one: Score) -> tuple[int, int, int]:
    return (one.score, one.statute_late, one.promise_late)


def _score(side: str, marks: list[Mark], done: list[Done], grades: Sequence[tuple[int, str]]) -> Score:
    points = sum(mark.counts for mark in marks)
    score = max(0, FULL - points)
    grade = next((word for least, word in grades if score >= least), LOWEST)
    counted = [mark for mark in marks if not mark.pardon]
    return Score(
        side, points, score, grade, len(done),
        sum(mark.kind == PROMISE_LATE for mark in counted), sum(mark.kind == STATUTE_LATE for mark in counted),
        tuple(sorted(marks, key=lambda mark: (mark.on, mark.case, mark.item, mark.key))),
    )  # fmt: skip
