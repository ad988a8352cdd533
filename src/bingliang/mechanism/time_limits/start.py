"""起算: the facts that an acceptance copies, so that a later catalogue or calendar cannot rewrite the past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bingliang.ledger.acts import Number
from bingliang.ledger.case import CaseItem, limit_facts
from bingliang.ledger.catalogue import Handling, Item, Limit, Start, Unit
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.public_pledges import pledge_of
from bingliang.mechanism.time_limits.clocks import before_expiry, hastened, within_law
from bingliang.mechanism.time_limits.forwarding import forwards, own_limit
from bingliang.mechanism.time_limits.term import Term, due


def started_on(item: CaseItem, limit: Limit, accepted_on: date) -> date:
    """起算日 of a limit: 受理日; 收到申请之日 (《建筑法》第八条、《生态环境法典》第一百零二条), which for a corrected file is the
    day everything was in; 收到全部合格材料之日, which is the acceptance.
    """
    if limit.start is Start.RECEIVED:
        return item.corrected_on or item.received_on or accepted_on
    return accepted_on


WITHIN_LAW = Limit(20, Unit.WORKDAY, Start.ACCEPTED, "《行政许可法》第四十二条第一款")
"""普通程序的期限 of a licence for which no special law has its own (同款)."""


def ordinary(definition: Item) -> Item:
    """按普通程序: a 告知承诺件 without the promise: no decision at once, no check afterwards, the law's twenty workdays.

    What the zone has promised for it was promised for the commitment; nothing of it is left.
    """
    limit = WITHIN_LAW if definition.licence else None
    return replace(definition, handling=Handling.PROMISED, limit=limit, promise=None, verification=None)


def acceptance_facts(
    item: CaseItem,
    definition: Item,
    on: date,
    calendar: Calendar,
    *,
    number: Number | str = "",
    deemed: bool = False,
    entered_on: date | None = None,
    joint: bool = False,
) -> dict[str, object]:
    """受理事实: Accepted(item, started_by, limit, promised, provisional), with the printed dates as facts.

    `on` is the acceptance date in law; for 视为受理 it is the day of receipt (《行政许可法》第三十二条第一款第(四)项).
    """
    limit, pledge = own_limit(definition), pledge_of(definition)
    facts: dict[str, object] = {
        "item": item.no,
        "accepted_on": on.isoformat(),
        "started_by": (limit.start if limit else Start.ACCEPTED).value,
        "started_on": (started_on(item, limit, on) if limit else on).isoformat(),
        "limit": limit_facts(limit),
        "outside": limit_facts(definition.limit) if forwards(definition) else None,
        "promise": limit_facts(pledge.limit),
        "promised_from": (started_on(item, pledge.limit, on) if pledge.limit else on).isoformat(),
        "promise_ground": pledge.ground,
        "promise_stops": pledge.stops,
        "number": number,
        "deemed": deemed,
        "joint": joint,
        "provisional": False,
        "version": definition.version,
    }
    if entered_on is not None:
        facts["entered_on"] = entered_on.isoformat()
    expiry = before_expiry(on, item.expires_on, calendar) if item.expires_on else None
    if limit is not None:
        lines = [due(Term(started_on(item, limit, on), limit.value, limit.unit), calendar)]
        lines += [due(expiry, calendar)] if expiry else []
        line = min(lines, key=lambda one: one.on)
        facts |= {"due": line.on.isoformat(), "provisional": line.provisional}
    if pledge.limit is not None:
        promise = pledge.limit
        promised = Term(started_on(item, promise, on), promise.value, promise.unit)
        law = Term(started_on(item, limit, on), limit.value, limit.unit) if limit else None
        green = hastened(promised, item.hastened) if item.hastened else None
        line = due(within_law(promised, (green, law, expiry), calendar), calendar)
        facts["promised_due"] = line.on.isoformat()
        facts["provisional"] = bool(facts["provisional"]) or line.provisional
    return facts
