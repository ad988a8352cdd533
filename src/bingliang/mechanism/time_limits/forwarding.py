"""转报的期限: what a higher authority decides has two limits, the zone's own and the higher authority's.

The twenty days of 《行政许可法》第四十三条 are the lower body's; the limit of the special law is the higher authority's and
begins when the file is there.
"""

from __future__ import annotations

from bingliang.ledger.catalogue import Handling, Item, Limit, Start, Unit

FORWARDING = Limit(20, Unit.WORKDAY, Start.ACCEPTED, "《行政许可法》第四十三条")
"""先经下级审查后报上级决定的: what the lower body has for its own part, from acceptance."""


def forwards(definition: Item) -> bool:
    """转报与否: decided above the zone."""
    return definition.handling is Handling.FORWARDED and definition.decided_by != "区"


def own_limit(definition: Item) -> Limit | None:
    """本区的法定期限: the item's own limit; for what a higher authority decides, the twenty days of 第四十三条."""
    return FORWARDING if forwards(definition) else definition.limit
