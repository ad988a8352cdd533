"""取号: gapless numbers, one counter row per series, drawn after every statement that does not contain a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from bingliang.ledger.acts import Number


@dataclass(slots=True)
class Drawn:
    """已取的编号: the text and the running number of every placeholder of an act."""

    texts: dict[Number, str] = field(default_factory=dict)
    places: dict[Number, int] = field(default_factory=dict)


def wanted(placeholders: Iterable[Number]) -> tuple[list[Number], list[tuple[str, int]]]:
    """要取的号: the distinct placeholders in their order, and (series, how many) sorted, so that no two acts deadlock."""
    distinct = list(dict.fromkeys(placeholders))
    return distinct, sorted(Counter(number.series for number in distinct).items())


def drawn(placeholders: Iterable[Number], last: dict[str, int]) -> Drawn:
    """分号: `last` is the last number of each series after the draw; earlier placeholders get smaller numbers."""
    distinct, many = wanted(placeholders)
    following = {series: last[series] - count for series, count in many}
    found = Drawn()
    for number in distinct:
        following[number.series] += 1
        found.places[number] = following[number.series]
        found.texts[number] = number.text(following[number.series])
    return found
