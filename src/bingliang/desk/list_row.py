"""清单的一行: what a list shows of a case, folded from its standing row; pure, and light enough for the first page of a morning."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.lights import GRAVITY, Light
from bingliang.desk.rows import Segment, WorklistRow
from bingliang.ledger.standing import SOON, ItemState, StandingRow

if TYPE_CHECKING:
    from bingliang.ledger.workdays import Calendar

_PLAIN = {
    ItemState.WAITING.value: Light.WAITING,
    ItemState.CORRECTING.value: Light.APPLICANT,
    ItemState.FORWARDED.value: Light.OUTSIDE,
    ItemState.DONE.value: Light.DONE,
    ItemState.ENDED.value: Light.DONE,
}


def soon_until(calendar: Calendar, today: date) -> date:
    """临期的最后一天: two workdays from today."""
    return calendar.workday(today, SOON)


def row(found: StandingRow, calendar: Calendar, today: date) -> WorklistRow:
    """清单的一行 out of a case's standing row."""
    segments = tuple(_segment(one, calendar, today) for one in json.loads(found.segments))
    lights = [segment.light for segment in segments]
    return WorklistRow(
        stream=found.stream,
        code=str(found.code),
        project=found.project,
        enterprise=found.enterprise,
        light=min(lights, key=GRAVITY.index, default=Light.DONE) if found.open else Light.DONE,
        remaining=calendar.count(today, found.next_on) if found.next_on and found.open else None,
        next_on=found.next_on,
        promised_on=found.promised_on,
        due_on=found.due_on,
        provisional=found.next_on is not None and not calendar.certain(found.next_on),
        segments=segments,
        done=found.items_done,
        total=found.items_total,
        stage=found.stage,
        counter=found.counter,
        clerk=found.clerk,
        received_on=found.received_on or today,
        tags=found.tags,
        green=found.green,
    )


def _segment(one: Sequence[Any], calendar: Calendar, today: date) -> Segment:
    name, state, next_on, promised_on, due_on, stopped = one
    plain = _PLAIN.get(state)
    if plain is not None:
        return Segment(name, plain)
    near = bool(next_on) and calendar.count(today, date.fromisoformat(next_on)) <= SOON
    if state == ItemState.DECIDED.value:
        # the earliest bound of a provisional day is no day that has passed
        late = bool(next_on) and date.fromisoformat(next_on) < today and calendar.certain(date.fromisoformat(next_on))
        return Segment(name, Light.DELIVERY_LATE if late else Light.SOON if near else Light.COLLECT)
    if due_on and date.fromisoformat(due_on) < today:
        return Segment(name, Light.STATUTE_LATE)
    if promised_on and date.fromisoformat(promised_on) < today:
        return Segment(name, Light.PROMISE_LATE)
    if stopped:
        return Segment(name, Light.STOPPED)
    return Segment(name, Light.SOON if near else Light.OK)
