"""园区的名称与联系: what the papers of the counter print of the zone, and what of it nobody has filled in yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue, IssuingBody

WHERE = "设置 → 待确认的口径"
"""Where an administrator fills them in."""
SEAL = "加盖印章处"
"""On a receipt of a zone that has not said which seal it bears; the clerk leaves it blank where it bears none."""

CORRECTION_END = "逾期未补正的，不当然视为撤回，由窗口按规定决定延长、不予受理或者办理撤回"
"""On a notice of a zone that has not said what follows: nothing happens by itself (《行政许可法》第三十二条 says nothing of it)."""


def counter_name(catalogue: Catalogue) -> str:
    """窗口单位名称: its own, else the lead body's."""
    return str(catalogue.setting("counter_name", "") or catalogue.setting("lead_body_name", ""))


def counter_phone(catalogue: Catalogue) -> str:
    """窗口电话: of the lead body, where the zone has named one with a telephone, else the counter's own."""
    lead = catalogue.bodies.get(str(catalogue.setting("lead_body", "")))
    return (lead.phone if lead else "") or str(catalogue.setting("counter_phone", ""))


def body_phone(body: IssuingBody, catalogue: Catalogue) -> str:
    """咨询电话 of a body: its own, else the counter's, which took the case in."""
    return body.phone or counter_phone(catalogue)


def supervision_phone(body: IssuingBody, catalogue: Catalogue) -> str:
    """监督电话 of a body: its own, else the zone's line for complaints."""
    return body.supervision_phone or str(catalogue.setting("complaint_phone", ""))


def missing(catalogue: Catalogue) -> tuple[str, ...]:
    """还没有填的 of what every receipt prints, by the words of the settings."""
    printed = {
        "牵头单位名称": counter_name(catalogue),
        "收件和领取地点": str(catalogue.setting("address", "")),
        "窗口电话": counter_phone(catalogue),
        "效能投诉电话": str(catalogue.setting("complaint_phone", "")),
    }
    return tuple(word for word, text in printed.items() if not text.strip())
