"""督办考核的口径 in force: the zone's own figures, else the cautious defaults of the table of open points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bingliang.desk.zone.open_points import point
from bingliang.mechanism.supervision import Weights

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue

_WEIGHTS = {
    "statute": "mark_statute",
    "promise": "mark_promise",
    "untold": "mark_untold",
    "delivered": "mark_delivered",
    "yellow": "mark_yellow",
    "red": "mark_red",
    "unanswered": "mark_unanswered",
    "violation": "mark_violation",
    "entered": "mark_entered",
    "unexplained": "mark_unexplained",
    "explain_within": "explain_within",
}
REPLY_DAYS = {"urge": "urge_reply_days", "supervise": "supervise_reply_days"}
"""回复期限 of the two orders."""
_GRADES = (("grade_best", "优"), ("grade_good", "良"), ("grade_fair", "中"))


def figure(catalogue: Catalogue, key: str) -> int:
    """一项数字; a blank in the zone's file leaves the default, as no line does."""
    held: Any = catalogue.setting(key)
    if held == "":
        held = point(key).default
    return int(held)


def listed(catalogue: Catalogue, key: str) -> tuple[str, ...]:
    """一项清单, in the order in which its words stand; 、between them."""
    written = str(catalogue.setting(key, point(key).default)).replace("，", "、")
    return tuple(one for one in map(str.strip, written.split("、")) if one)


def weights(catalogue: Catalogue) -> Weights:
    """分值."""
    return Weights(**{name: figure(catalogue, key) for name, key in _WEIGHTS.items()})


def grades(catalogue: Catalogue) -> tuple[tuple[int, str], ...]:
    """等次的分数线."""
    return tuple((figure(catalogue, key), word) for key, word in _GRADES)


def kinds(catalogue: Catalogue) -> tuple[str, ...]:
    """违规类型, as the zone names them."""
    return listed(catalogue, "violation_kinds")
