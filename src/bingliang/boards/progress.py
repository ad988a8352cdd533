"""进度: how far a project is against its plan, goal by goal, by a rule that is printed beneath the board (plan = 100)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bingliang.boards.figures import NONE, Figure, Source, joined, whole
from bingliang.ledger.campaign import INVESTMENT, Goal

RULE = (
    "旬进度＝到本旬应完成的各项目标得分合计÷分值合计×100（计划＝100）：投资目标按累计完成÷累计计划得分，"
    "里程碑和许可办成得全分、没有办成不得分；分值登记会战时逐项写明。"
)
"""Printed beneath the boards; the rule itself is `reached`."""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """目标的完成 at the cut-off: planned and done, `ratio` in hundredths of the plan."""

    kind: str
    words: str
    by: date
    planned: Figure
    done: Figure
    ratio: int
    points: int = 1


@dataclass(frozen=True, slots=True)
class Reached:
    """办成的一件: a milestone by its words or a permit by its item's code, in which 单项工程, on which day, by which line."""

    kind: str
    words: str
    works: str
    on: date
    line: Source

    def answers(self, goal: Goal) -> bool:
        """是不是这项目标."""
        return (self.kind, self.words) == (goal.kind, goal.key) and goal.works in ("", self.works)


@dataclass(frozen=True, slots=True)
class Done:
    """已经完成的, by what the ledger says at the cut-off: 万元 invested, milestones and permits by their words."""

    invested: int = 0
    lines: tuple[Source, ...] = ()
    reached: tuple[Reached, ...] = ()

    def of(self, goal: Goal) -> tuple[date, Source] | None:
        """哪天办成的, the earliest; None while it is not."""
        found = [one for one in self.reached if one.answers(goal)]
        first = min(found, key=lambda one: one.on, default=None)
        return (first.on, first.line) if first is not None else None


def due(goals: Iterable[Goal], by: date) -> tuple[Goal, ...]:
    """到那天应完成的: of the cumulated investment the latest sum alone, of the rest all."""
    held = [one for one in goals if one.by <= by]
    sums = sorted((one for one in held if one.kind == INVESTMENT), key=lambda one: one.by)
    return (*sums[-1:], *sorted((one for one in held if one.kind != INVESTMENT), key=lambda one: one.by))


def reached(goals: Sequence[Goal], done: Done, planned: Source) -> tuple[GoalRow, ...]:
    """各项目标的完成; `planned` is the line that set the goals."""
    return tuple(_row(one, done, planned) for one in goals)


def _row(goal: Goal, done: Done, planned: Source) -> GoalRow:
    plan, name = (planned,), goal.name
    if goal.kind == INVESTMENT:
        target = Figure(f"累计{goal.amount}万元", goal.amount, plan)
        figure = Figure(f"{done.invested}万元", done.invested, done.lines)
        return GoalRow(goal.kind, name, goal.by, target, figure, whole(done.invested, goal.amount), goal.points)
    target = Figure(f"{goal.by:%m-%d}前", None, plan)
    found = done.of(goal)
    if found is None:
        return GoalRow(goal.kind, name, goal.by, target, Figure("未完成", 0, plan), 0, goal.points)
    on, line = found
    return GoalRow(goal.kind, name, goal.by, target, Figure(f"{on:%m-%d}完成", 1, (line,)), 100, goal.points)


def percent(rows: Sequence[GoalRow]) -> Figure:
    """完成率 of the rows by their points; none where nothing was due."""
    points = sum(one.points for one in rows)
    if not points:
        return NONE
    value = whole(sum(one.points * one.ratio for one in rows), points * 100)
    return Figure(f"{value}%", value, joined((*(one.done for one in rows), *(one.planned for one in rows))))
