"""龙虎榜: red and black flags of one 旬, by project and by 责任单位, by a rule that stands beneath it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from bingliang.boards.daily_broadcast import DepartmentRow, Issue, ProjectRow
from bingliang.boards.figures import Figure, ranks
from bingliang.boards.flags import BLACK, RED, Exemption, Rule
from bingliang.ledger.campaign import Texts

Row = TypeVar("Row", ProjectRow, DepartmentRow)


@dataclass(frozen=True, slots=True)
class Roll:
    """榜: the rows in their order, the flags counted, the rule beneath. What is shown is one frozen issue."""

    issue: Issue
    projects: tuple[ProjectRow, ...]
    departments: tuple[DepartmentRow, ...]
    red: int
    black: int
    rule: str


def roll(issue: Issue) -> Roll:
    """榜 of an issue."""
    flags = [one.flag for one in issue.projects]
    return Roll(issue, issue.projects, issue.departments, flags.count(RED), flags.count(BLACK), issue.rule)


def flagged(rows: Iterable[ProjectRow], rule: Rule, exempt: Mapping[str, Exemption]) -> tuple[ProjectRow, ...]:
    """插旗、排名 of the projects; `exempt` by stream."""
    return _ranked(rows, rule, exempt, lambda one: one.stream, lambda one: one.number)


def flagged_departments(
    rows: Iterable[DepartmentRow], rule: Rule, exempt: Mapping[str, Exemption]
) -> tuple[DepartmentRow, ...]:
    """插旗、排名 of the departments; `exempt` by name."""
    return _ranked(rows, rule, exempt, lambda one: one.name, lambda one: one.name)


def composed(draft: Issue, texts: Texts, exempt: Mapping[str, Exemption]) -> Issue:
    """成稿: the draft with the editors' words and the exemptions that were approved, flags and ranks put up anew."""
    noted = [replace(one, note=texts.notes.get(one.stream, "")) for one in draft.projects]
    return replace(
        draft,
        lead=texts.lead or draft.lead,
        note=texts.note,
        projects=flagged(noted, draft.flag_rule, exempt),
        departments=flagged_departments(draft.departments, draft.flag_rule, exempt),
        rule=draft.flag_rule.words,
    )


def _ranked(
    rows: Iterable[Row],
    rule: Rule,
    exempt: Mapping[str, Exemption],
    subject: Callable[[Row], str],
    order: Callable[[Row], str],
) -> tuple[Row, ...]:
    """插旗、排名; `exempt` by the subject of a row, equal ones in `order`."""
    made = []
    for one in rows:
        flag, why, spared = _put_up(rule, one.percent, one.overdue, exempt.get(subject(one)))
        made.append(replace(one, flag=flag, flag_reason=why, exemption=spared))
    made.sort(key=lambda one: (_place(one.percent), order(one)))
    places = ranks([one.percent.value for one in made])
    return tuple(replace(one, rank=rank) for one, rank in zip(made, places, strict=True))


def _put_up(
    rule: Rule, percent: Figure, overdue: Figure, exemption: Exemption | None
) -> tuple[str, str, Exemption | None]:
    flag, why = rule.flag(percent, overdue)
    if flag == BLACK and exemption is not None:
        return "", f"{why}；经{exemption.approver}批准豁免：{exemption.reason}", exemption
    return flag, why, None


def _place(percent: Figure) -> tuple[bool, float]:
    """The best first; who had nothing due stands last."""
    return (percent.value is None, -(percent.value or 0))
