"""督办考核一栏: what the ledger itself finds, and the papers sent."""

from __future__ import annotations

from collections import Counter

from bingliang.desk.lights import Light
from bingliang.desk.panels.values import NAMES, Line, Panel, Told
from bingliang.ledger.case import CaseItem
from bingliang.mechanism.supervision import findings

_ORDERS = ("urging", "supervision")
_NOT_OF_LAW = frozenset({"承诺超时", "复验超期"})
"""A promise or the zone's own limit; the others are breaches of law, and red."""


def panel(told: Told) -> Panel:
    """督办线索 out of the ledger, late entries, and the orders sent."""
    lines: list[Line] = []
    for case in told.cases:
        for found in findings(case, told.today, told.calendar):
            item = case.items[found.item]
            days = f" {found.workdays} 日" if found.workdays else ""
            value = f"{found.kind}{days}{_settled(item, found.kind, settled=found.settled)}"
            shown = Light.PROMISE_LATE if found.kind in _NOT_OF_LAW else Light.STATUTE_LATE
            lines.append(Line(f"{told.short(found.against)}：{item.name}", value, shown, case.stream))
    late = sum("late_reason" in entry.facts for lines_ in told.entries.values() for entry in lines_)
    if late:
        lines.append(Line("事后补录的行", f"{late} 行"))
    count = sum(line.light is not None for line in lines)
    slips = Counter(paper.title for case in told.cases for paper in case.papers if paper.form in _ORDERS)
    lines += [Line(title, f"{many} 份") for title, many in slips.items()]
    words = "条督办线索，由台账自动得出"
    return Panel(
        7, NAMES[6], str(count), words, tuple(lines), lines[0].light if count else Light.OK,
        room="督办",
    )  # fmt: skip


def _settled(item: CaseItem, kind: str, *, settled: bool) -> str:
    if kind == "承诺超时":
        return "，已公开说明" if item.explained_on else "，待公开说明"
    return "，已了结" if settled else "，未了结"
