"""网上审批一栏: what came in online, and what is still looked at."""

from __future__ import annotations

from collections import Counter

from bingliang.desk.lights import GRAVITY
from bingliang.desk.online.view import FilingRow
from bingliang.desk.panels.values import NAMES, Line, Panel, Told
from bingliang.desk.words import spoken
from bingliang.mechanism.online_approval import CHANNEL


def panel(told: Told) -> Panel:
    """网上申报: those still looked at with the days left, then those received, then the other ways of coming in."""
    waiting = [row for row in told.filings if row.waiting]
    rows = [Line(f"预审：{row.number}，{row.items} 项", _left(row), row.light) for row in waiting]
    received = [case for case in told.cases if case.channel == CHANNEL]
    rows += [
        Line(f"{case.stage}：{len(case.items)} 项", f"{spoken(case.received_on)}进入系统", stream=case.stream)
        for case in received
    ]
    others = Counter(case.channel for case in told.cases if case.channel != CHANNEL)
    rows += [Line(f"{channel}收件", f"{count} 件") for channel, count in others.most_common()]
    online = len(waiting) + len(received)
    words = f"件网上申报，{len(waiting)} 件待预审" if online else "没有网上申报" if told.cases else "还没有办件"
    gravest = min((row.light for row in waiting), key=GRAVITY.index, default=None)
    return Panel(5, NAMES[4], str(online) if online else "", words, tuple(rows), light=gravest)


def _left(row: FilingRow) -> str:
    if row.remaining is None:
        return "没有答复期限"
    return f"已过答复期 {-row.remaining} 日" if row.remaining < 0 else f"还有 {row.remaining} 日"
