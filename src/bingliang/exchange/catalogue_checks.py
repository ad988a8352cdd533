"""目录校验: what must hold before a catalogue may be used; in one place, each failure one sentence.

No prerequisite cycle, nothing unknown named, versions that do not overlap, promised ≤ statutory as dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol

from bingliang.ledger.catalogue import Catalogue, Item, Limit, Promise, Unit

Where = Callable[[str, str, str, str], str]
"""出处: (kind, code, field, what is wrong) → the sentence with file and line."""

EVERY_TYPE = "ALL"


class Days(Protocol):
    """日历的两个问法 that comparing two limits needs (the work calendar answers both)."""

    def workday(self, start: date, n: int) -> date:
        """第 n 个工作日 after start; 0 is the day itself or the next workday."""

    def on_or_after(self, day: date) -> date:
        """顺延到工作日."""


class PlainWeek:
    """只有周末的日历: the cautious rule when no calendar is at hand; festivals stretch both sides alike."""

    def workday(self, start: date, n: int) -> date:
        """第 n 个工作日, Monday to Friday."""
        if n == 0:
            return self.on_or_after(start)
        monday, place = start - timedelta(start.weekday()), min(start.weekday(), 4) + n
        return monday + timedelta(place // 5 * 7 + place % 5)

    def on_or_after(self, day: date) -> date:
        """顺延到周一."""
        return day + timedelta(7 - day.weekday()) if day.weekday() > 4 else day  # noqa: PLR2004 - 4 is Friday


@dataclass(frozen=True, slots=True)
class Starts:
    """比较的起点: the start days over which promised and statutory dates are compared."""

    calendar: Days
    days: Sequence[date]

    @classmethod
    def of(cls, calendar: Days | None, year: int) -> Starts:
        """A whole year of the given calendar, or one plain week, which stands for all of them."""
        first = date(year, 1, 1)
        many = 7 if calendar is None else (date(year + 1, 1, 1) - first).days
        return cls(calendar or PlainWeek(), [first + timedelta(n) for n in range(many)])


def check(catalogue: Catalogue, where: Where, calendar: Days | None = None, year: int = 2026) -> None:
    """全部校验: ValueError with the first failure."""
    for failure in _failures(catalogue, where, Starts.of(calendar, year)):
        raise ValueError(failure)


def _failures(catalogue: Catalogue, where: Where, over: Starts) -> Iterator[str]:
    for versions in catalogue.versions.values():
        for item in versions:
            yield from _unknown_in_item(catalogue, item, where)
            yield from _promise(item, where, over)
        yield from _overlap(versions, where)
    yield from _unknown_elsewhere(catalogue, where)
    yield from _cycle(catalogue, where)


def _unknown_in_item(catalogue: Catalogue, item: Item, where: Where) -> Iterator[str]:
    def missing(field: str, kind: str, wanted: Iterable[str], known: Iterable[str]) -> Iterator[str]:
        for code in sorted(set(wanted) - set(known)):
            yield where("item", item.code, field, f"写了不存在的{kind}“{code}”，请改为目录中已有的编码。")

    yield from missing("body", "落款机关", (item.body,), catalogue.bodies)
    yield from missing("stage", "阶段", (item.stage,), (stage.code for stage in catalogue.stages))
    yield from missing("project_types", "项目类型", item.project_types, catalogue.project_types)
    yield from missing("opinions", "落款机关", (opinion.body for opinion in item.opinions), catalogue.bodies)
    wanted = (code for each in item.prerequisites for code in each.items)
    yield from missing("prerequisites", "事项", wanted, catalogue.items)
    made = (code for material in item.materials for code in material.produced_by)
    yield from missing("materials", "事项", made, catalogue.items)


def _unknown_elsewhere(catalogue: Catalogue, where: Where) -> Iterator[str]:
    stages = {stage.code for stage in catalogue.stages}
    types, items = set(catalogue.project_types), set(catalogue.items)
    questions = {question.code for question in catalogue.questions}
    for code, rule in catalogue.type_rules.items():
        yield from _missing(where, "project_type", code, ("kind_of", rule.kind_of, types))
        yield from _missing(where, "project_type", code, ("waived", rule.waived, items))
        yield from _missing(where, "project_type", code, ("merged", rule.merged, stages))
    for question in catalogue.questions:
        yield from _missing(where, "question", question.code, ("stages", question.stages, stages))
        yield from _missing(where, "question", question.code, ("yes", question.yes, items))
        yield from _missing(where, "question", question.code, ("no", question.no, items))
        yield from _missing(where, "question", question.code, ("project_types", question.project_types, types))
    for bundle in catalogue.bundles:
        yield from _missing(where, "bundle", bundle.code, ("items", bundle.items, items))
        yield from _missing(where, "bundle", bundle.code, ("questions", bundle.questions, questions))


def _missing(where: Where, kind: str, code: str, asked: tuple[str, Iterable[str], set[str]]) -> Iterator[str]:
    field, wanted, known = asked
    for unknown in sorted(set(wanted) - known):
        yield where(kind, code, field, f"写了不存在的编码“{unknown}”，请改为目录中已有的编码。")


def _overlap(versions: tuple[Item, ...], where: Where) -> Iterator[str]:
    for earlier, later in pairwise(versions):
        if earlier.effective_to is None or earlier.effective_to >= later.effective_from:
            yield where("item", later.code, "effective_from", "与上一版的有效期重叠，请给上一版写明 effective_to。")


def _cycle(catalogue: Catalogue, where: Where) -> Iterator[str]:
    ring = _ring(catalogue)
    if ring:
        shown = " → ".join(ring)
        yield where("item", ring[-2], "prerequisites", f"形成前置循环：{shown}，互相等待永远办不成，请删去其中一环。")


def _ring(catalogue: Catalogue) -> list[str]:
    """A walk over all waiting prerequisites; the path that comes back to itself, else nothing."""
    done: set[str] = set()
    for start in catalogue.items:
        path, walk = [start], [iter(_waits_on(catalogue, start))]
        while walk:
            step = next((each for each in walk[-1] if each not in done), None)
            if step is None:
                done.add(path.pop())
                walk.pop()
            elif step in path:
                return [*path[path.index(step) :], step]
            else:
                path.append(step)
                walk.append(iter(_waits_on(catalogue, step)))
    return []


def _waits_on(catalogue: Catalogue, code: str) -> list[str]:
    return [each for rule in catalogue.items[code].prerequisites if rule.kind.waits for each in rule.items]


def _promise(item: Item, where: Where, over: Starts) -> Iterator[str]:
    if item.promise is None or item.limit is None:
        return
    late = too_late(item.promise, item.limit, over)
    if late is not None:
        promised, statutory = (
            f"{item.promise.value}{item.promise.unit.text}",
            f"{item.limit.value}{item.limit.unit.text}",
        )
        yield where(
            "item",
            item.code,
            "promise",
            f"承诺{promised}晚于法定{statutory}（例如自{late:%Y-%m-%d}起算），承诺不得长于法定期限（{item.limit.article}）。",
        )


def too_late(promise: Promise, limit: Limit, over: Starts) -> date | None:
    """承诺晚于法定的起算日: the first start day on which the promised date lies after the statutory one, else None.

    Both are counted from the same day. For 「日」 of unstated unit the earlier reading binds; there a promise is refused
    only when it is late on most days, since around a long holiday the calendar reading shrinks to almost nothing.
    """
    late = [day for day in over.days if _due(promise, day, over.calendar) > _due(limit, day, over.calendar)]
    if not late or (limit.unit is Unit.NOT_STATED and 2 * len(late) <= len(over.days)):
        return None
    return late[0]


def _due(limit: Limit | Promise, start: date, calendar: Days) -> date:
    by_days = calendar.on_or_after(start + timedelta(limit.value))
    by_workdays = calendar.workday(start, limit.value)
    if limit.unit is Unit.NOT_STATED:
        return min(by_days, by_workdays)
    return by_workdays if limit.unit is Unit.WORKDAY else by_days
