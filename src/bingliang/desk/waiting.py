"""另有等待办的: what waits in other rooms for this post, one short line each, for the foot of the list a post starts with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.desk.agency import agents
from bingliang.desk.agency.listing import AgencyFilter
from bingliang.desk.handover.view import HandoverFilter, to_take
from bingliang.desk.rating.view import RatingFilter, bad_ratings
from bingliang.ledger.roles import SUPERVISOR

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class Waiting:
    """一行: what, how many, in which room (`place`) under which filter."""

    what: str
    count: int
    place: str
    subject: str


def waiting(desk: Desk) -> tuple[Waiting, ...]:
    """移交待接收 and 委托待接; for the supervisors 差评待联系, for whoever was rated 差评整改, as each may see it. What is nought is left out."""
    which = RatingFilter.TO_CONTACT if desk.who.role == SUPERVISOR else RatingFilter.MENDING
    word = "差评待联系" if which is RatingFilter.TO_CONTACT else "差评整改中"
    with desk.store.look() as look:
        untaken = len(agents.untaken(look))
        taking = to_take(look, desk)
        bad = sum(row.filter is which for row in bad_ratings(look, desk))
    found = (
        Waiting("移交待接收", taking, "移交", HandoverFilter.MINE),
        Waiting("委托待接", untaken, "全程代办", AgencyFilter.UNTAKEN),
        Waiting(word, bad, "评议", which),
    )
    return tuple(one for one in found if one.count)
