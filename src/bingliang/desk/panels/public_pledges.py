"""公开承诺一栏: what was promised, kept and broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from bingliang.desk.lights import Light
from bingliang.desk.panels.values import NAMES, Line, Panel, Told
from bingliang.desk.pledges.rows import PledgeKind
from bingliang.desk.words import spoken
from bingliang.ledger.agreed import Agreed
from bingliang.ledger.case import Case, CaseItem, day
from bingliang.ledger.catalogue import Handling
from bingliang.mechanism.public_pledges import agreed_kept
from bingliang.mechanism.time_limits.clocks import Clocks

_PAPERS = {"commitment": "限时办结承诺书", "truthfulness": "材料真实性承诺书", "overrun": "超时公开说明"}


def panel(told: Told) -> Panel:
    """承诺时限, the pledges on paper, and the checks of 告知承诺."""
    lines = [line for case, item in told.items for line in _pledge_lines(told, case, item)]
    papers = Counter(paper.form for case in told.cases for paper in case.papers if not paper.void_reason)
    lines += [_agreed_line(one, told.today) for one in told.agreed]
    lines += [Line(name, f"{papers[form]} 份") for form, name in _PAPERS.items() if papers[form]]
    promised = [item for _, item in told.items if item.acceptance is not None and item.acceptance.promise is not None]
    broken = sum(Clocks(item, told.calendar).promise_late(told.today) > 0 for item in promised)
    words = f"项公布了承诺时限，失约 {broken} 项" if promised else "还没有承诺时限的事项"
    return Panel(
        8, NAMES[7], str(len(promised)) if promised else "", words, tuple(lines),
        light=Light.PROMISE_LATE if broken or any(line.light is Light.PROMISE_LATE for line in lines) else None,
        room="承诺",
    )  # fmt: skip


def _agreed_line(one: Agreed, today: date) -> Line:
    """招商协议与政策承诺: kept, broken or until when (《优化营商环境条例》第三十一条)."""
    kept = agreed_kept(one, today)
    if kept:
        value = f"{one.proof}，已兑现"
    elif one.settled_on is not None:
        value = f"{spoken(one.settled_on)}{one.outcome}，期限{spoken(one.until)}"
    else:
        value = f"{spoken(one.until)}以前{'，已过' if kept is False else ''}"
    light = Light.DONE if kept else Light.OK if kept is None else Light.PROMISE_LATE
    return Line(f"{one.kind}：{one.words}", value, light, room="承诺", subject=PledgeKind.AGREED)


def _pledge_lines(told: Told, case: Case, item: CaseItem) -> Iterable[Line]:
    """告知承诺的核查: until when, or what it came to."""
    if item.handling is not Handling.PLEDGED or item.decision is None:
        return
    due = Clocks(item, told.calendar).verification
    if item.verified_on is not None:
        value = f"{spoken(item.verified_on)}核查{'属实' if item.verified_true else '不实'}"
        yield Line(
            f"告知承诺：{item.name}", value, Light.DONE if item.verified_true else Light.STATUTE_LATE, case.stream
        )
    elif due is not None:
        passed = told.today > day(due.on)
        value = f"核查期限{spoken(due.on)}{'，已过' if passed else ''}"
        yield Line(f"告知承诺：{item.name}", value, Light.STATUTE_LATE if passed else Light.OK, case.stream)
