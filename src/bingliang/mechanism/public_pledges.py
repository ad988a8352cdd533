"""《公开承诺制度》: which promise an item carries, and whether a promise was kept.

A promised limit is the zone's published decision with its ground; blank means that the verified statutory limit is
what is promised. Where the law gives none, nothing is promised and no figure is printed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bingliang.ledger.catalogue import Item, Limit
from bingliang.mechanism.time_limits.forwarding import own_limit

BY_GUIDE = "以办事指南为准"


@dataclass(frozen=True, slots=True)
class Pledge:
    """承诺: the limit promised, its ground as printed, and whether special steps stop it, which by default they do."""

    limit: Limit | None
    ground: str
    stops: bool = True

    @property
    def text(self) -> str:
        """The figure as printed, or the sentence that stands where there is none."""
        if self.limit is None:
            return BY_GUIDE
        return "当日" if self.limit.value == 0 else f"{self.limit.value}{self.limit.unit.text}"


def pledge_of(item: Item) -> Pledge:
    """该事项的承诺: the zone's promise, else the verified statutory limit, else nothing."""
    if item.promise is not None:
        promise = item.promise
        limit = Limit(promise.value, promise.unit, promise.start, promise.ground)
        return Pledge(limit, promise.ground, not promise.with_special_steps)
    own = own_limit(item)
    if own is not None and own.verified:
        return Pledge(own, f"即法定时限（{own.article}）")
    return Pledge(None, BY_GUIDE)


def kept(promised: date | None, decided: date | None, today: date) -> bool | None:
    """践诺: True kept, False broken, None still open or nothing promised."""
    if promised is None:
        return None
    if decided is not None:
        return decided <= promised
    return False if today > promised else None
