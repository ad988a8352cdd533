"""表单到办理（督办）: typed values become one call of the desk. Nothing is decided here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bingliang.desk.supervision import assessing, supervising
from bingliang.desk.supervision.rules import UPHELD
from bingliang.desk.supervision.supervising import Decided, Ordered, Recorded

if TYPE_CHECKING:
    from bingliang.desk.acts.calls import Press, V
    from bingliang.desk.desk import Answer, Desk


def urge(desk: Desk, at: Press, v: V) -> Answer:
    """催办."""
    return supervising.urge(desk, at.request, at.stream, at.item, Ordered(v["request"], v["reply_by"]))


def supervise(desk: Desk, at: Press, v: V) -> Answer:
    """督办."""
    told = Ordered(v["request"], v["reply_by"], v["light"])
    return supervising.supervise(desk, at.request, at.stream, at.item, told)


def reply_supervision(desk: Desk, at: Press, v: V) -> Answer:
    """督办回复."""
    return supervising.reply_supervision(desk, at.request, at.stream, at.item, v["words"], v["finish_by"])


def review_supervision(desk: Desk, at: Press, v: V) -> Answer:
    """督办复核."""
    return supervising.review_supervision(desk, at.request, at.stream, at.item, v["verdict"], v["words"])


def hold_account(desk: Desk, at: Press, v: V) -> Answer:
    """约谈、通报、移送."""
    told = Recorded(v["kind"], v["words"], v["against"], v["document"], on=v["on"])
    return supervising.hold_account(desk, at.request, at.stream, at.item, told)


def record_violation(desk: Desk, at: Press, v: V) -> Answer:
    """违规登记."""
    told = Recorded(v["kind"], v["words"], v["against"], article=v["article"], on=v["on"])
    return supervising.record_violation(desk, at.request, at.stream, at.item, told)


def appeal_mark(desk: Desk, at: Press, v: V) -> Answer:
    """申诉."""
    return supervising.appeal_mark(desk, at.request, at.stream, at.item, v["mark"], v["ground"], v["words"])


def decide_appeal(desk: Desk, at: Press, v: V) -> Answer:
    """申诉复查."""
    told = Decided(v["mark"], v["outcome"] == UPHELD, v["words"])
    return supervising.decide_appeal(desk, at.request, at.stream, at.item, told)


def exempt(desk: Desk, at: Press, v: V) -> Answer:
    """免责批准."""
    told = Decided(v["mark"], v["outcome"] == UPHELD, v["words"], v.get("document", ""), v.get("approver", ""))
    return supervising.exempt(desk, at.request, at.stream, at.item, told)


def publish_assessment(desk: Desk, at: Press, v: V) -> Answer:
    """考核公布."""
    return assessing.publish(desk, at.request, at.stream, v.get("reason", ""))
