"""看板的数字: what stands on a board, and the lines of the ledger behind it. A figure without its lines is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """出处: one line of the ledger (`seq` 0: the whole stream), and in words what it says."""

    stream: str
    seq: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """一个数字: as it is shown, as it is reckoned with (None: there is nothing to reckon), and its lines."""

    text: str
    value: float | None = None
    sources: tuple[Source, ...] = ()

    @classmethod
    def count(cls, sources: tuple[Source, ...], unit: str = "") -> Figure:
        """几件: as many as there are lines."""
        return cls(f"{len(sources)}{unit}", len(sources), sources)


@dataclass(frozen=True, slots=True)
class Tile:
    """一格: a figure under its word; `tone` is ok, warn, late or empty, the tokens of the screen."""

    label: str
    figure: Figure
    tone: str = ""


NONE = Figure("—")
"""没有这个数."""


def whole(part: float, of: float) -> int:
    """百分数, rounded half up, as the boards print it."""
    return int(part * 100 / of + 0.5) if of else 0


def ranks(values: Sequence[float | None]) -> list[int]:
    """名次 of values in their order, shared by those who are equal."""
    found: list[int] = []
    for at, value in enumerate(values):
        found.append(found[-1] if at and values[at - 1] == value else at + 1)
    return found


def joined(figures: tuple[Figure, ...]) -> tuple[Source, ...]:
    """各数字的出处, each line once."""
    return tuple(dict.fromkeys(source for one in figures for source in one.sources))
