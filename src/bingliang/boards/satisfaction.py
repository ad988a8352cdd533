"""评价一期: how many ratings a side had in a period, how satisfied they were, and what became of the bad ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bingliang.boards.balance import Period
from bingliang.ledger.rating import Rating
from bingliang.mechanism.public_rating import Rate, Stage, stage


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """一方的评价: counts by grade, and how many bad ones the enterprise's second look has closed."""

    rate: Rate
    closed: int = 0

    @property
    def text(self) -> str:
        """满意率 in a figure."""
        return "—" if self.rate.percent is None else f"{self.rate.percent:.1f}%"


def satisfaction(ratings: Iterable[Rating], period: Period) -> Mapping[str, Satisfaction]:
    """各方的评价 given in the period; one whose appeal was upheld is counted nowhere."""
    found: dict[str, list[Rating]] = {}
    for one in ratings:
        if period.holds(one.on) and stage(one) is not Stage.STRUCK:
            found.setdefault(one.side, []).append(one)
    return {
        side: Satisfaction(Rate.of(one.grade for one in given), sum(stage(one) is Stage.CLOSED for one in given))
        for side, given in found.items()
    }


def together(found: Iterable[Satisfaction]) -> Satisfaction:
    """合计."""
    held = list(found)
    counts = zip(*(one.rate.counts for one in held), strict=True)
    return Satisfaction(Rate(tuple(map(sum, counts))) if held else Rate(), sum(one.closed for one in held))
