"""公开承诺一栏: what was promised, kept and broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from bingliang.desk.lights import Light
from bingliang.desk.panels.values import NAMES, Kept, Line, Panel, Told
from bingliang.desk.words import spoken
from bingliang.ledger.case import Case, CaseItem, day
from bingliang.ledger.catalogue import Handling
from bingliang.mechanism.time_limits.clocks import Clocks

_PAPERS = {"commitment": "限时办结承诺书", "truthfulness": "材料真实性承诺书", "overrun": "超时公开说明"}


def panel(told: Told) -> Panel:
    """承诺时限, the pledges on paper, and the checks of 告知承诺."""
    lines = [line for case, item in told.items for line in _pledge_lines(told, case, item)]
    papers = Counter(paper.form for case in told.cases for paper in case.papers if not paper.void_reason)
    lines += [Line(name, f"{papers[form]} 份") for form, name in _PAPERS.items() if papers[form]]
    promised = [item for _, item in told.items if item.acceptance is not None and item.acceptance.promise is not None]
    broken = sum(Clocks(item, told.calendar).promise_late(told.today) > 0 for item in promised)
    words = f"项公布了承诺时限，失约 {broken} 项" if promised else "还没有承诺时限的事项"
    return Panel(
        8, NAMES[7], Kept.PART, str(len(promised)) if promised else "", words, tuple(lines),
        "招商和政策承诺的兑现随后续版本提供。", Light.PROMISE_LATE if broken else None,
    )  # fmt: skip


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
