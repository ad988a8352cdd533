"""挂图作战: 倒排工期 of one project: its milestones, planned and come about, and its permits with the dates law and promise set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from bingliang.boards.figures import Source

MILESTONE, PERMIT = "里程碑", "许可"
OK, WARN, LATE, PAUSE = "ok", "warn", "late", "pause"


@dataclass(frozen=True, slots=True)
class Stretch:
    """一段: from `start` to `end` (None: it runs on); `tone` empty where nobody's clock runs."""

    start: date
    end: date | None
    tone: str = OK


@dataclass(frozen=True, slots=True)
class Task:
    """图上的一行: a milestone with its two days, or a permit with its stretches and due dates; `critical` on the critical path."""

    kind: str
    name: str
    office: str
    planned: date | None
    """计划日, of a permit the 承诺办结日"""
    actual: date | None
    due: date | None = None
    """法定应办结日"""
    provisional: bool = False
    critical: bool = False
    tone: str = ""
    state: str = ""
    """in words: 还有几天, 迟几天"""
    stretches: tuple[Stretch, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def days(self) -> tuple[date, ...]:
        """图上的日子."""
        ends = [day for one in self.stretches for day in (one.start, one.end)]
        return tuple(day for day in (self.planned, self.actual, self.due, *ends) if day is not None)


@dataclass(frozen=True, slots=True)
class Section:
    """一节: a 单项工程, the whole project or its permits."""

    title: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """倒排工期 of a project as the ledger has it on `today`; `rest` are the days nobody works, as far as the picture reaches."""

    zone: str
    stream: str
    number: str
    project: str
    firm: str
    responsible: str
    person: str
    leader: str
    agent: str
    batch: str
    today: date
    sections: tuple[Section, ...]
    rest: tuple[tuple[date, date], ...] = ()
    certain_to: date | None = None
    """up to this day the rest days are published; beyond they are 暂定"""
    mark: str = ""

    @property
    def span(self) -> tuple[date, date]:
        """起止 of the whole: whole months around all the days there are."""
        return span_of(self.sections, self.today)


def span_of(sections: Iterable[Section], today: date) -> tuple[date, date]:
    """起止: whole months around today and the days of those sections."""
    days = [today, *(day for one in sections for task in one.tasks for day in task.days)]
    first, last = min(days), max(days) + timedelta(days=31)
    return first.replace(day=1), last.replace(day=1) - timedelta(days=1)


def stretches_of(days: Iterable[date]) -> tuple[tuple[date, date], ...]:
    """连成段: single days, in order, as stretches from and to."""
    ordered = sorted(days)
    if not ordered:
        return ()
    found, begin = [], ordered[0]
    for one, following in pairwise(ordered):
        if (following - one).days > 1:
            found.append((begin, one))
            begin = following
    return (*found, (begin, ordered[-1]))


def counted_down(planned: date | None, actual: date | None, today: date) -> tuple[str, str]:
    """倒排的话 of a milestone, in calendar days, and its tone."""
    if planned is None:
        return ("已完成", OK) if actual is not None else ("没有排期", WARN)
    if actual is not None:
        late = (actual - planned).days
        said = f"迟{late}天完成" if late > 0 else f"提前{-late}天完成" if late else "按期完成"
        return said, LATE if late > 0 else OK
    left = (planned - today).days
    if left < 0:
        return f"已迟{-left}天", LATE
    return (f"还有{left}天" if left else "就是今天"), WARN if left <= SOON else ""


SOON = 15
"""A milestone nearer than that is shown as near; for the picture alone."""
