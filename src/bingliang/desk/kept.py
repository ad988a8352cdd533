"""留着的结果: what was made of some streams is made again only when one of them has grown, or the day or an edition changed.

Lists of hundreds of rows are folded from thousands of lines; nearly all of them are as they were a minute ago. What is
kept are the rows, not the lines, so that it costs little memory.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from typing import TYPE_CHECKING, Generic, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from bingliang.store.look import Look

V = TypeVar("V")


class Kept(Generic[V]):
    """留着的一类结果, by database; `stamp` is all that it rests on."""

    def __init__(self) -> None:
        """Empty, until the first list has been asked for."""
        self._of: WeakKeyDictionary[object, dict[Hashable, tuple[Hashable, V]]] = WeakKeyDictionary()

    def lacks(self, look: Look, key: Hashable, stamp: Hashable) -> bool:
        """还没有, or it rests on something else."""
        known = self._held(look).get(key)
        return known is None or known[0] != stamp

    def get(self, look: Look, key: Hashable, stamp: Hashable, make: Callable[[], V]) -> V:
        """取来, or make it now."""
        held = self._held(look)
        known = held.get(key)
        if known is None or known[0] != stamp:
            known = held[key] = (stamp, make())
        return known[1]

    def drop_all_but(self, look: Look, keys: Collection[Hashable]) -> None:
        """只留这些: what the list has not asked for this time is let go."""
        held = self._held(look)
        self._of[look.source] = {key: held[key] for key in keys if key in held}

    def _held(self, look: Look) -> dict[Hashable, tuple[Hashable, V]]:
        return self._of.setdefault(look.source, {})


def of_today(look: Look) -> Hashable:
    """今天的依据: the day and the editions in force, on which every light and every date rests."""
    return look.today, tuple(sorted(look.editions().items()))
