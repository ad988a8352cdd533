"""点将台: the table of who answers for which project, with annual and monthly goals, and the contest; frozen monthly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bingliang.boards.daily_broadcast import Position
from bingliang.boards.figures import NONE, Figure, joined, ranks
from bingliang.boards.frozen import board_of, facts_of


@dataclass(frozen=True, slots=True)
class CommanderRow:
    """责任分工的一行: persons by their posts; done and cumulated each with its lines."""

    stream: str
    number: str
    project: str
    firm: str
    annual: str
    """年度目标"""
    responsible: str
    person: str
    """责任人（职务）"""
    leader: str
    """联系领导（职务）"""
    agent: str
    """首席代办专员（职务）"""
    month_goal: str
    month_done: Figure
    month_percent: Figure
    total: Figure
    """累计, of the annual goal"""
    batch: str = ""
    months: tuple[str, ...] = ()
    """the twelve monthly goals in words"""


@dataclass(frozen=True, slots=True)
class Weight:
    """分值的一行 of the contest: for what, how many points, where it comes from."""

    key: str
    name: str
    points: int
    help: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """一项得分, with the lines it was reckoned from."""

    key: str
    name: str
    points: int
    figure: Figure


@dataclass(frozen=True, slots=True)
class ContestRow:
    """劳动竞赛的一行: a 责任单位, its points and prize."""

    name: str
    points: tuple[Points, ...]
    total: int
    rank: int = 0
    prize: str = ""


@dataclass(frozen=True, slots=True)
class Commanders:
    """一月的点将台; `position` is None while it has not been frozen."""

    zone: str
    title: str
    month: str
    """2026-11"""
    month_name: str
    last: date
    rows: tuple[CommanderRow, ...]
    contest: tuple[ContestRow, ...] = ()
    weights: tuple[Weight, ...] = ()
    prizes: tuple[str, ...] = ()
    rule: str = ""
    mark: str = ""
    erratum: int = 0
    reason: str = ""
    position: Position | None = None

    @property
    def name(self) -> str:
        """2026年11月, or with its correction."""
        return self.month_name + (f"（更正{self.erratum}）" if self.erratum else "")

    def facts(self) -> dict[str, Any]:
        """As they stand in the line that freezes it."""
        made: dict[str, Any] = facts_of(replace(self, position=None))
        return made


def commanders_of(facts: Mapping[str, Any], position: Position | None = None) -> Commanders:
    """一月 out of the facts it was frozen with."""
    return replace(board_of(Commanders, facts), position=position)


PROGRESS, RED_FLAGS, BLACK_FLAGS, SOLVED, LATE = "progress", "red", "black", "solved", "late"


def contest(
    found: Mapping[str, Mapping[str, Figure]], weights: Sequence[Weight], prizes: Sequence[str]
) -> tuple[ContestRow, ...]:
    """劳动竞赛: per 责任单位 the figure of each weight times its points (progress: hundredths of it); the best get the prizes."""
    made = []
    for name, figures in found.items():
        points = tuple(_points(one, figures.get(one.key, NONE)) for one in weights)
        made.append(ContestRow(name, points, sum(one.points for one in points)))
    made.sort(key=lambda one: (-one.total, one.name))
    places = ranks([one.total for one in made])
    return tuple(
        replace(row, rank=rank, prize=prizes[rank - 1] if rank <= len(prizes) else "")
        for row, rank in zip(made, places, strict=True)
    )


def _points(weight: Weight, figure: Figure) -> Points:
    value = figure.value or 0
    reckoned = value * weight.points / 100 if weight.key == PROGRESS else value * weight.points
    return Points(weight.key, weight.name, int(reckoned + 0.5) if reckoned >= 0 else -int(0.5 - reckoned), figure)


def mean(figures: Iterable[Figure]) -> Figure:
    """平均, of those that have a value."""
    held = tuple(one for one in figures if one.value is not None)
    if not held:
        return NONE
    value = int(sum(one.value or 0 for one in held) / len(held) + 0.5)
    return Figure(f"{value}%", value, joined(held))
