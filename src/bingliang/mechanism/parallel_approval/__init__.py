"""《并联审批制度》: which items one visit needs, what may start at once, what waits, and when the case may be closed."""

from bingliang.mechanism.parallel_approval.selection import (
    Aside,
    MergedMaterial,
    Mode,
    Plan,
    PlannedItem,
    Wait,
    plan,
)

__all__ = ["Aside", "MergedMaterial", "Mode", "Plan", "PlannedItem", "Wait", "plan"]
