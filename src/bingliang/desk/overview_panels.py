"""八项制度的栏目表: the eight systems in their order, each by its own module."""

from __future__ import annotations

from collections.abc import Callable

from bingliang.desk.panels import (
    full_agency,
    online_approval,
    parallel_approval,
    public_pledges,
    public_rating,
    seven_batches,
    supervision,
    time_limits,
)
from bingliang.desk.panels.values import Panel, Told

OF_ONE: tuple[Callable[[Told], Panel], ...] = (
    seven_batches.panel,
    time_limits.panel,
    parallel_approval.panel,
    full_agency.panel,
    online_approval.panel,
    public_rating.panel,
    supervision.panel,
    public_pledges.panel,
)
"""One project under each of the eight."""


def panels(told: Told) -> tuple[Panel, ...]:
    """八栏, in the order of the systems."""
    return tuple(make(told) for make in OF_ONE)
