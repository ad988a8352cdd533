"""下一步: what an agent still has to do under an entrustment, from the open clocks of its cases, the nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bingliang.ledger.agency import Entrustment
from bingliang.ledger.case import Case, CaseItem, ItemState
from bingliang.ledger.own_matters import ACCOMPANIED, OwnMatter
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.clocks import Clocks
from bingliang.mechanism.time_limits.term import Due, Term, due

TAKE_WITHIN = 1
"""接办期限 in workdays, while the zone is silent."""
EXPIRING = 14
"""As many calendar days before its end a mandate is to be renewed or ended; for the screen alone."""
_FOLLOWED = frozenset({ItemState.RECEIVED, ItemState.HANDLING, ItemState.FORWARDED, ItemState.WAITING})


@dataclass(frozen=True, slots=True)
class Step:
    """一步: `on` is the day it is due, `own` whether the agent does it (else he follows), `ready` that it can be done now."""

    kind: str
    words: str
    on: date | None = None
    provisional: bool = False
    own: bool = True
    ready: bool = False
    case: str = ""

    @property
    def sentence(self) -> str:
        """一句话: the kind before what it is about."""
        return f"{self.kind}{self.words}" if self.words.startswith("《") else self.words

    def late(self, today: date) -> bool:
        """逾期: the agent's own, and its day is past."""
        return self.own and self.on is not None and today > self.on

    def today(self, today: date) -> bool:
        """今日要办."""
        return self.own and (self.ready or (self.on is not None and self.on <= today))


def due_of(matter: OwnMatter, calendar: Calendar) -> Due | None:
    """企业自办事项的期限: counted from the day after, rolled over rest days like any other (《民法典》第二百零三条)."""
    limit = matter.limit
    return due(Term(matter.on, limit.value, limit.unit), calendar) if limit else None


def steps(
    one: Entrustment, cases: Iterable[Case], calendar: Calendar, today: date, *, take_within: int = TAKE_WITHIN
) -> tuple[Step, ...]:
    """各步 of an open entrustment, the agent's own first, by their days; none of one that has ended."""
    if not one.open:
        return ()
    found = list(_of_itself(one, calendar, today, take_within))
    for case in cases:
        found += [
            step
            for item in case.items.values()
            if _entrusted(one, item.name)
            for step in _of_item(one, case, item, calendar)
        ]
        found += [
            step for own in case.own_matters if _entrusted(one, own.name) for step in _of_own(case, own, calendar)
        ]
    return tuple(sorted(found, key=lambda step: (not step.own, not step.ready, step.on or date.max, step.words)))


def _entrusted(one: Entrustment, name: str) -> bool:
    return not one.matters or name in one.matters


def _of_itself(one: Entrustment, calendar: Calendar, today: date, take_within: int) -> Iterator[Step]:
    if one.taken_on is None:
        since = max((one.on, *(line.on for line in one.log)))
        yield Step("接办", "接办这一委托，把服务卡交给企业", calendar.workday(since, take_within), ready=True)
    if one.signed_on is None:
        yield Step("签署", "请企业在代办委托书上签章", one.on, ready=True)
    if (left := (one.until - today).days) <= EXPIRING:
        words = "委托已到期，没有权限了：续签或者终止" if left < 0 else "委托快到期：续签或者终止"
        yield Step("续签", words, one.until, ready=left < 0)
    if one.held:
        yield Step("交还", f"收存着{len(one.held)}份材料，用完即还", None)


def _of_item(one: Entrustment, case: Case, item: CaseItem, calendar: Calendar) -> Iterator[Step]:
    clocks = Clocks(item, calendar)
    if item.state is ItemState.CORRECTING:
        yield Step(
            "补正",
            f"《{item.name}》：备齐要补正的材料",
            clocks.correction,
            own="补正" in one.powers,
            case=case.stream,
        )
    elif item.state is ItemState.DECIDED and (line := clocks.delivery) is not None:
        yield Step(
            "领取", f"《{item.name}》的结果", line.on, line.provisional,
            own="领取" in one.powers, ready=True, case=case.stream,
        )  # fmt: skip
    elif item.state in _FOLLOWED:
        promised = clocks.promised or clocks.statutory
        words = f"《{item.name}》（{item.state.value}）"
        on, loose = (promised.on, promised.provisional) if promised else (None, False)
        yield Step("跟踪", words, on, loose, own=False, case=case.stream)


def _of_own(case: Case, own: OwnMatter, calendar: Calendar) -> Iterator[Step]:
    if own.done_on is not None:
        return
    line = due_of(own, calendar)
    accompanied = own.kind == ACCOMPANIED
    words = f"《{own.name}》（{own.body}）" if accompanied else f"《{own.name}》由企业自办（{own.body}）"
    on, loose = (line.on, line.provisional) if line else (None, False)
    yield Step("陪办" if accompanied else "提醒", words, on, loose, own=accompanied, case=case.stream)
