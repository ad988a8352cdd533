"""带出: what a visit becomes when the clerk picks a known enterprise, project or works; what he typed himself stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bingliang.desk.intake.visit import NOBODY, HeldDocument, Mark, OwnMaterial, Visit

if TYPE_CHECKING:
    from bingliang.desk.intake.foreseen import Foreseen
    from bingliang.desk.intake.past import Known, KnownProject


def with_enterprise(visit: Visit, known: Known) -> Visit:
    """带出企业: its own record, its newest project, and who came last, to be checked against his card."""
    handler = visit.handler if visit.handler != NOBODY else (known.handler or NOBODY)
    filled = replace(visit, enterprise=dict(known.enterprise), handler=handler, agent=dict(known.agent))
    if known.projects and not str(visit.project.get("name", "")).strip():
        return with_project(filled, known.projects[0])
    return filled


def with_project(visit: Visit, project: KnownProject) -> Visit:
    """带出项目 and the works brought last."""
    filled = replace(visit, project=dict(project.facts), works="", choice="", answers={}, dropped=(), extra=())
    return with_works(filled, project, project.works[0].name if project.works else "")


def with_works(visit: Visit, project: KnownProject, name: str) -> Visit:
    """带出单项工程: what is held and handled of it, and the stage it most likely needs next."""
    works = project.of_works(name)
    return replace(
        visit,
        works=name,
        choice=works.choice,
        answers=dict(works.answers),
        held=dict(works.held),
        documents={},
        busy=dict(works.busy),
        dropped=(),
        extra=(),
    )


def with_choice(visit: Visit, code: str) -> Visit:
    """改选阶段: items taken off or added belonged to the other stage; answers and documents hold for the project."""
    return visit if visit.choice == code else replace(visit, choice=code, dropped=(), extra=())


def with_answer(visit: Visit, question: str, answer: bool | None) -> Visit:  # noqa: FBT001  # three-valued, one caller
    """回答情形; None takes the answer back."""
    answers = {code: held for code, held in visit.answers.items() if code != question}
    if answer is not None:
        answers[question] = answer
    return replace(visit, answers=answers)


def with_item(visit: Visit, code: str, *, taken: bool) -> Visit:
    """收或不收一项."""
    dropped = tuple(one for one in visit.dropped if one != code)
    return replace(visit, dropped=dropped if taken else (*dropped, code))


def without_item(visit: Visit, code: str) -> Visit:
    """去掉一项: one that was added leaves the list, one that the stage brings stays there as 不收."""
    if code not in visit.extra:
        return with_item(visit, code, taken=False)
    extra, dropped = (tuple(one for one in held if one != code) for held in (visit.extra, visit.dropped))
    return replace(visit, extra=extra, dropped=dropped)


def with_extra(visit: Visit, code: str) -> Visit:
    """添加一项 beyond the stage."""
    extra = visit.extra if code in visit.extra else (*visit.extra, code)
    return replace(visit, extra=extra, dropped=tuple(one for one in visit.dropped if one != code))


def with_document(visit: Visit, item: str, document: HeldDocument | None) -> Visit:
    """登记已取得的文书 of an item, which then is not applied for; None takes the clerk's word back."""
    held = {code: words for code, words in visit.held.items() if code != item}
    documents = {code: one for code, one in visit.documents.items() if code != item}
    if document is not None and document.number.strip():
        documents[item] = document
        held[item] = document.words
        visit = replace(visit, extra=tuple(code for code in visit.extra if code != item))
    return replace(visit, held=held, documents=documents)


def with_own(visit: Visit, own: OwnMaterial, mark: Mark, *, instead: str = "") -> Visit:
    """自备材料: the clerk's own line for an item without a list, in the place of the line `instead`."""
    visit = without_own(visit, instead) if instead else visit
    rest = tuple(one for one in visit.own if one.key != own.key)
    return replace(visit, own=(*rest, own), marks={**visit.marks, own.key: mark})


def without_own(visit: Visit, key: str) -> Visit:
    """去掉自备材料."""
    marks = {held: mark for held, mark in visit.marks.items() if held != key}
    return replace(visit, own=tuple(one for one in visit.own if one.key != key), marks=marks)


def with_all_there(visit: Visit, seen: Foreseen) -> Visit:
    """全部齐: the clerk's word on every material asked for that he has not spoken on yet; 缺 and 容缺 stay."""
    marks = dict(visit.marks)
    for row in seen.materials:
        if row.asked and row.required and not row.state:
            marks[row.key] = replace(marks.get(row.key, Mark()), state="齐")
    return replace(visit, marks=marks)
