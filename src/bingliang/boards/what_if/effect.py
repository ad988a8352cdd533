"""效果: the same cases before and after a scenario, by item and department, counted as the statistics count them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bingliang.boards.amounts import Rate, Spread, spread
from bingliang.boards.balance import Keys, kept
from bingliang.boards.handled import Exit, Handled, Joined, handled, joined
from bingliang.boards.what_if.change import (
    CapacityChange,
    LimitChange,
    OrderChange,
    Pace,
    PeriodChange,
    Scenario,
    Which,
)
from bingliang.boards.what_if.replay import replay
from bingliang.ledger.case import Case
from bingliang.ledger.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Measures:
    """一边的数: 审批用时, 跨度用时 from being handed in to the decision, and how many kept the promise."""

    approval: Spread
    crossed: Spread
    kept: Rate


@dataclass(frozen=True, slots=True)
class Line:
    """一行: a department, an item or all of them, before and after; `late` would break the limits at the old pace."""

    label: str
    keys: Keys
    before: Measures
    after: Measures
    late: Keys = ()

    @property
    def moved(self) -> bool:
        """有没有变."""
        return self.before != self.after or bool(self.late)


@dataclass(frozen=True, slots=True)
class Moved:
    """一件: its span before and after; `last` is the item that came last afterwards."""

    stream: str
    case: str
    project: str
    before: int
    after: int
    last: tuple[str, int]

    @property
    def saved(self) -> int:
        """省下的工作日; negative where it would take longer."""
        return self.before - self.after


@dataclass(frozen=True, slots=True)
class Effect:
    """一个方案的效果. Nothing of it is a promise: it is what would have been, on the assumptions that stand with it."""

    scenario: Scenario
    total: Line
    bodies: tuple[Line, ...]
    items: tuple[Line, ...]
    cases: tuple[Moved, ...]
    assumptions: tuple[str, ...]

    @property
    def before(self) -> Spread:
        """各件的跨度用时 as they were."""
        return spread(one.before for one in self.cases)

    @property
    def after(self) -> Spread:
        """各件的跨度用时 under the scenario."""
        return spread(one.after for one in self.cases)

    @property
    def saved(self) -> int:
        """省下的工作日, all cases together."""
        return sum(one.saved for one in self.cases)

    @property
    def quicker(self) -> tuple[Moved, ...]:
        """变快的件, the greatest gain first."""
        return tuple(sorted((one for one in self.cases if one.saved > 0), key=lambda one: (-one.saved, one.case)))

    @property
    def slower(self) -> tuple[Moved, ...]:
        """变慢的件, the greatest loss first."""
        return tuple(sorted((one for one in self.cases if one.saved < 0), key=lambda one: (one.saved, one.case)))


@dataclass(frozen=True, slots=True)
class Past:
    """过去一年: the cases and their figures as they were; reckoned once, whatever is tried on them."""

    cases: tuple[Case, ...]
    items: Mapping[tuple[str, int], Handled]
    joined: Mapping[str, Joined]


def past(cases: Iterable[Case], calendar: Calendar) -> Past:
    """过去的件, as the statistics see them."""
    found = tuple(cases)
    return Past(found, *_seen(found, calendar))


def _seen(cases: Iterable[Case], calendar: Calendar) -> tuple[dict[tuple[str, int], Handled], dict[str, Joined]]:
    items: dict[tuple[str, int], Handled] = {}
    spans: dict[str, Joined] = {}
    for case in cases:
        items |= {one.key: one for one in handled(case, calendar)}
        if (one := joined(case, calendar)) is not None:
            spans[case.stream] = one
    return items, spans


def effect(was: Past, scenario: Scenario, calendar: Calendar, names: Mapping[str, str]) -> Effect:
    """推演 one scenario on them. `names` gives departments and items the names that the assumptions call them by."""
    now, spans = _seen(replay(was.cases, scenario, calendar), calendar)
    slow = now if scenario.pace is Pace.AS_IT_WAS else _seen(replay(was.cases, scenario.past, calendar), calendar)[0]
    done = [key for key, one in was.items.items() if one.exit is Exit.DONE]
    late = {key for key in done if _late(slow[key]) and not _late(was.items[key])}

    def line(label: str, keys: Sequence[tuple[str, int]]) -> Line:
        return Line(
            label, tuple(keys), _measures(was.items[key] for key in keys), _measures(now[key] for key in keys),
            tuple(key for key in keys if key in late),
        )  # fmt: skip

    def lines(by: Callable[[Handled], str]) -> tuple[Line, ...]:
        groups: dict[str, list[tuple[str, int]]] = {}
        for key in done:
            groups.setdefault(by(was.items[key]), []).append(key)
        return tuple(line(label, keys) for label, keys in sorted(groups.items()))

    both = [(was.joined[stream], spans[stream]) for stream in was.joined if stream in spans]
    moved = tuple(Moved(a.stream, a.case, a.project, a.crossed, b.crossed, b.last) for a, b in both)
    return Effect(
        scenario, line("合计", done), lines(lambda one: one.body), lines(lambda one: one.code), moved,
        tuple(assumptions(scenario, names)),
    )  # fmt: skip


def _late(one: Handled) -> bool:
    return one.left_on is not None and any(
        line is not None and one.left_on > line for line in (one.promised_on, one.due_on)
    )


def _measures(items: Iterable[Handled]) -> Measures:
    found = list(items)
    return Measures(
        spread(one.approval for one in found),
        spread(one.crossed for one in found),
        kept(found, lambda one: one.promised_on),
    )


# ── what it rests on ──


def said(change: LimitChange | PeriodChange | OrderChange | CapacityChange, names: Mapping[str, str]) -> str:
    """改动的一句话."""

    def name(code: str) -> str:
        return names.get(code, code)

    match change:
        case LimitChange():
            return f"{name(change.code)}的{change.which}改为{change.days}个工作日"
        case PeriodChange():
            return f"{name(change.code)}收件后{change.days}个工作日内受理或者一次性告知"
        case OrderChange(waits=True):
            return f"{name(change.code)}要等{name(change.after)}办结才收件"
        case OrderChange():
            return f"{name(change.code)}不再等{name(change.after)}"
        case CapacityChange():
            return f"{name(change.body)}每天办出的件数由{change.now}件改为{change.then}件"


_ALWAYS = (
    "用的是过去一年真实办件的日期，按现行工作日历和同一套期限规则重新推一遍；件数、材料质量和企业的补正时间照旧。",
    "特殊环节、上级办理和申请人补正各自的长短不变，只随受理日前后移动。",
)
_NEVER = (
    "推演不写台账，不改目录，也不是对今后办理时间的承诺；改承诺时限要由部门发文公布，改法定时限和法定前置区里无权。"
)


def assumptions(scenario: Scenario, names: Mapping[str, str]) -> Iterable[str]:
    """依据的假设, in full sentences, the changes themselves first."""
    for one in scenario.changes:
        yield f"{said(one, names)}。"
    kinds = {type(one) for one in scenario.changes}
    if kinds & {LimitChange, PeriodChange}:
        yield scenario.pace.told
    if any(isinstance(one, LimitChange) and one.which is Which.STATUTORY for one in scenario.changes):
        yield "法定时限由法律规定，这里只看如果修改会怎样。"
    if OrderChange in kinds:
        yield "不再等的事项当作预收那天就能收件；原来前置办结到收件之间隔几天，改后也隔几天。库外文件的日期不知道，不提前。"
    if CapacityChange in kinds:
        yield (
            "一个部门的件按可以办出的先后排队，每天到数为止；同一事项最快的十分之一所用的时间当作自己的用时，其余才算排队，"
            "所以加人省下的时间是保守的数。"
        )
    yield from _ALWAYS
    yield _NEVER
