"""限时办结一栏: what was kept and what was late, item by item."""

from __future__ import annotations

from bingliang.desk.lights import Light
from bingliang.desk.panels.values import NAMES, Line, Panel, Told
from bingliang.desk.words import light, spoken
from bingliang.ledger.case import Case, CaseItem
from bingliang.mechanism.time_limits.clocks import Clocks

_ORDER = (Light.STATUTE_LATE, Light.DELIVERY_LATE, Light.PROMISE_LATE, Light.SOON, Light.OK, Light.STOPPED, Light.DONE)
"""Of what a limit runs for; the rest stands behind it."""


def panel(told: Told) -> Panel:
    """按承诺与按法定: what was kept and what was late, item by item, the gravest first."""
    rows: list[Line] = []
    kept = late = law = 0
    for case, item in told.items:
        clocks = Clocks(item, told.calendar)
        promised, statute = clocks.promise_late(told.today), clocks.statute_late(told.today)
        if clocks.promised is None and clocks.statutory is None:
            continue
        law += bool(statute)
        late += bool(promised)
        kept += item.decision is not None and not promised and not statute
        rows.append(_limit_line(told, case, item, clocks))
    rows.sort(key=lambda line: _ORDER.index(line.light) if line.light in _ORDER else len(_ORDER))
    words = f"项按时办结；承诺超时 {late} 项，法定超期 {law} 项"
    gravest = Light.STATUTE_LATE if law else Light.PROMISE_LATE if late else Light.OK if rows else None
    figure = str(kept) if rows else ""
    return Panel(2, NAMES[1], figure, words if rows else "还没有在走的期限", tuple(rows), light=gravest)


def _limit_line(told: Told, case: Case, item: CaseItem, clocks: Clocks) -> Line:
    promised, statute = clocks.promise_late(told.today), clocks.statute_late(told.today)
    shown = (
        Light.STATUTE_LATE if statute else Light.PROMISE_LATE if promised else light(item, told.calendar, told.today)
    )
    if statute:
        value = f"法定超期 {statute} 日"
    elif promised:
        value = f"承诺超时 {promised} 日"
    elif item.decision is not None:
        value = f"{spoken(item.decision.on)}按时"
    else:
        line = clocks.promised or clocks.statutory
        value = f"至{spoken(line.on)}{'（暂定）' if line.provisional else ''}" if line else ""
    if item.decision is not None and not promised and not statute:
        shown = Light.DONE
    return Line(item.name, value, shown, case.stream)
