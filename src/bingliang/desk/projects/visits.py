"""走访: a leader's visit to a project, with or without a problem, on the project's own stream; what was raised on it is known by number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.acts.press import Press
from bingliang.desk.errors import Faults
from bingliang.desk.projects.index import Index, index
from bingliang.ledger.acts import ACTS, Draft, Refusal
from bingliang.mechanism import overall, seven_batches
from bingliang.mechanism.seven_batches.problems import VISITS

if TYPE_CHECKING:
    from bingliang.ledger.problem import Problem
    from bingliang.ledger.project import Enlisted, Visit
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

ACT = "visit_project"


@dataclass(frozen=True, slots=True)
class Call:
    """一次走访 as given: `problems` are numbers of what is registered already."""

    on: date
    post: str
    form: str
    words: str
    problems: tuple[str, ...] = ()


def numbers_in(text: str) -> tuple[str, ...]:
    """编号, 、between them; the same one counts once."""
    return tuple(dict.fromkeys(part for part in re.split(r"[、，,；;\s]+", text) if part))


def visit(stream: str, call: Call) -> Press:
    """登记走访."""

    def decide(work: Work) -> Outcome:
        from bingliang.desk.projects.library import going_on
        from bingliang.store.endings import Outcome

        overall.authorise(ACT, work.who)
        project = going_on(work, stream)
        _may_visit(work, project, call)
        facts: dict[str, object] = {
            "on": call.on.isoformat(), "post": call.post.strip(), "form": call.form, "words": call.words.strip(),
            "problems": list(call.problems),
        }  # fmt: skip
        return Outcome((Draft(stream, ACT, facts),), {"streams": [stream], "act": ACTS[ACT].title})

    return Press(ACT, decide)


def _may_visit(work: Work, project: Enlisted, call: Call) -> None:
    faults: list[tuple[str, str]] = []
    if call.on > work.today:
        faults.append(("visit_on", f"走访日期{call.on:%Y-%m-%d}还没有到，没有发生的走访不登记。"))
    if not call.post.strip():
        faults.append(("visit_post", "请写明走访人的职务，不写姓名。"))
    if call.form not in VISITS:
        faults.append(("visit_form", f"形式请从{'、'.join(VISITS)}中选。"))
    if not call.words.strip():
        faults.append(("visit_words", "请写明走访的情况；没有问题的也写一句。"))
    theirs = {one.number for one in of_project(work, project)} if call.problems else set()
    if strange := [number for number in call.problems if number not in theirs]:
        faults.append(("visit_problems", f"这个项目没有要素保障问题“{'、'.join(strange)}”，请核对编号。"))
    if faults:
        raise Faults(faults)
    if any((one.on, one.post, one.form) == (call.on, call.post.strip(), call.form) for one in project.visits):
        raise Refusal(
            f"{call.post.strip()}{call.on:%Y-%m-%d}到“{project.profile.name}”的{call.form}已经登记，不用重复登记。",
            seven_batches.SOURCE,
        )


def of_project(look: Look, project: Enlisted) -> tuple[Problem, ...]:
    """这个项目的问题, those of the projects merged into it included."""
    from bingliang.desk.projects import problems

    family = {one.stream for one in index(look).family(project)}
    return tuple(one for one in problems.every(look) if one.project in family)


def raised(
    visits: Iterable[tuple[str, Visit]], problems: Iterable[Problem]
) -> Mapping[tuple[str, int], tuple[str, ...]]:
    """提出的问题 of each visit (stream and line), by number: those the visit names, then those that name the visit."""
    named: dict[tuple[str, int], list[str]] = {}
    for one in problems:
        if one.visit:
            named.setdefault((one.project, one.visit), []).append(one.number)
    return {
        (stream, one.seq): tuple(dict.fromkeys((*one.problems, *named.get((stream, one.seq), ()))))
        for stream, one in visits
    }


def paid_to(held: Index, project: Enlisted) -> list[tuple[str, Visit]]:
    """到这个项目的走访, each with its stream, the latest first; the projects merged into it are counted with it."""
    every = [(one.stream, visit) for one in held.family(project) for visit in one.visits]
    return sorted(every, key=lambda pair: (pair[1].on, pair[1].seq), reverse=True)


def visited(look: Look, project: Enlisted) -> tuple[str, ...]:
    """走访 in words, the latest first, each with what was raised on it; nothing before the first."""
    paid = paid_to(index(look), project)
    numbers = raised(paid, of_project(look, project)) if paid else {}
    return tuple(f"{one.text}：{told_of(one.words, numbers[stream, one.seq])}" for stream, one in paid)


def told_of(words: str, numbers: Iterable[str]) -> str:
    """情况和提出的问题."""
    said = "、".join(numbers)
    return f"{words.rstrip('。')}{f'；提出{said}' if said else ''}"
