"""改动和方案: what a leader would change, as values; a scenario is a few changes and how the departments would answer to them.

A change is an assumption to reckon with, never an edition of the catalogue: nothing here is written anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Which(StrEnum):
    """改哪一条时限."""

    PROMISED = "承诺时限"
    STATUTORY = "法定时限"


class Pace(StrEnum):
    """用时随不随时限变: what the departments do when a limit changes; nobody knows it beforehand, so it is said."""

    KEPT = "按新时限办完"
    AS_IT_WAS = "照过去的用时"
    IN_PROPORTION = "随时限同比例增减"

    @property
    def told(self) -> str:
        """The assumption in one sentence."""
        return {
            Pace.KEPT: "超过新时限的都压到新时限以内办完，本来更快的照原来的用时。",
            Pace.AS_IT_WAS: "时限改了，各部门的用时照过去不变。",
            Pace.IN_PROPORTION: "各部门的用时和时限同比例增减，不足一个工作日的进一。",
        }[self]


@dataclass(frozen=True, slots=True)
class LimitChange:
    """改时限: so many workdays for an item, promised or (were the law another) statutory."""

    code: str
    days: int
    which: Which = Which.PROMISED


@dataclass(frozen=True, slots=True)
class PeriodChange:
    """改齐全性审查的期限: so many workdays from receipt to acceptance or the one notice."""

    code: str
    days: int


@dataclass(frozen=True, slots=True)
class OrderChange:
    """改前置: `code` waits for `after`, or no longer does."""

    code: str
    after: str
    waits: bool


@dataclass(frozen=True, slots=True)
class CapacityChange:
    """改部门每天办出的件数, from `now` to `then`."""

    body: str
    now: int
    then: int


Change = LimitChange | PeriodChange | OrderChange | CapacityChange


@dataclass(frozen=True, slots=True)
class Scenario:
    """方案. ValueError for a negative limit, a capacity below one, and two changes of one thing."""

    name: str
    changes: tuple[Change, ...] = ()
    pace: Pace = Pace.KEPT

    def __post_init__(self) -> None:
        """Check what needs no ledger."""
        for one in self.changes:
            if isinstance(one, LimitChange | PeriodChange) and one.days < 0:
                raise ValueError(f"天数不能为负数（{one.days}），请填写0或者正整数。")
            if isinstance(one, CapacityChange) and min(one.now, one.then) < 1:
                raise ValueError("每天办出的件数至少是1件。")
            if isinstance(one, OrderChange) and one.code == one.after:
                raise ValueError("一个事项不能以自己为前置。")
        keys = [key_of(one) for one in self.changes]
        if len(set(keys)) < len(keys):
            raise ValueError("同一处在一个方案里改了两次，请去掉一条。")

    def limit(self, code: str, which: Which) -> int | None:
        """改成几个工作日; None where that limit is left alone."""
        found = (
            one.days for one in self.changes if isinstance(one, LimitChange) and (one.code, one.which) == (code, which)
        )
        return next(found, None)

    def period(self, code: str) -> int | None:
        """齐全性审查改成几个工作日."""
        return next((one.days for one in self.changes if isinstance(one, PeriodChange) and one.code == code), None)

    def orders(self, code: str, *, waits: bool) -> frozenset[str]:
        """加上的前置, or (waits=False) those that fall away."""
        found = (one for one in self.changes if isinstance(one, OrderChange) and one.code == code)
        return frozenset(one.after for one in found if one.waits is waits)

    @property
    def capacities(self) -> dict[str, CapacityChange]:
        """改了件数的部门."""
        return {one.body: one for one in self.changes if isinstance(one, CapacityChange)}

    @property
    def past(self) -> Scenario:
        """同样的改动，照过去的用时: it tells which cases would break the new limit if nobody worked otherwise."""
        return Scenario(self.name, self.changes, Pace.AS_IT_WAS)


def key_of(change: Change) -> tuple[str, ...]:
    """改的是哪一处: two changes of one place exclude each other."""
    match change:
        case LimitChange():
            return "limit", change.code, change.which.value
        case PeriodChange():
            return "period", change.code
        case OrderChange():
            return "order", change.code, change.after
        case CapacityChange():
            return "capacity", change.body
