"""泳道的话: what the chart shows, in words; for the line under it, tooltips and screen readers."""

from __future__ import annotations

from datetime import date

from bingliang.desk.rows import Lane, LaneSpan
from bingliang.gui.widgets.ink import day


def of_lane(lane: Lane, today: date) -> str:
    """一道 in one line: item, body, every date that counts."""
    facts = [f"{lane.no}. {lane.item_name}", lane.body or lane.department, lane.handling]
    facts += [f"承办人 {lane.clerk}"] if lane.clerk else []
    facts += [
        f"{word} {day(on, today)}"
        for word, on in (
            ("收件", lane.received_on),
            ("受理", lane.accepted_on),
            ("法定", lane.due_on),
            ("承诺", lane.promised_on),
            (lane.decision or "决定", lane.decided_on),
            ("送达", lane.delivered_on),
        )
        if on is not None
    ]
    if lane.due_other is not None:
        facts.append(f"另一算法 {day(lane.due_other, today)}")
    if lane.delivery_due is not None and lane.delivered_on is None:
        facts.append(f"送达期限 {day(lane.delivery_due, today)}")
    if lane.provisional:
        facts.append("暂定")
    if lane.document:
        facts.append(lane.document)
    return " · ".join(fact for fact in facts if fact)


def of_span(span: LaneSpan, today: date) -> str:
    """一段 in one line."""
    until = "至今" if span.end is None else f"至 {day(span.end, today)}"
    note = f"，{span.note}" if span.note else ""
    return f"{span.kind} {day(span.start, today)} {until}{note}"


def speech(lane: Lane, today: date) -> str:
    """一道 for a screen reader, with its state and closing words."""
    critical = "，在关键路径上" if lane.critical else ""
    return f"{lane.light}，{of_lane(lane, today)}，{lane.word}{critical}"
