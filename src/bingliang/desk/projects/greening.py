"""项目的绿色通道: granted to a project, its cases received from then on have it as well; taken back, later ones have not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.acts.press import Press
from bingliang.desk.casework.green import ARTICLE, Granting, none_named, well_founded
from bingliang.desk.errors import Faults
from bingliang.ledger.acts import ACTS, Draft, Refusal
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from collections.abc import Callable

    from bingliang.ledger.green import Green
    from bingliang.ledger.project import Enlisted
    from bingliang.store.endings import Outcome
    from bingliang.store.work import Work

GRANT, END = "grant_project_green", "end_project_green"
_FIELDS = {"ground": "green_ground", "document": "green_document", "approver": "green_approver"}


def may(act: str, name: str, green: Green | None) -> None:
    """可准予 a project of that name that has none in force, 可取消 one that has."""
    going = green is not None and green.in_force
    if act == GRANT and green is not None and going:
        raise Refusal(f"“{name}”已走绿色通道，{green.text}；内容变了的先取消，再重新准予。", ARTICLE)
    if act == END and not going:
        raise Refusal(f"“{name}”没有走绿色通道，没有可取消的。", ARTICLE)


def grant(stream: str, on: date, given: Granting) -> Press:
    """项目准予绿色通道."""

    def facts(work: Work, project: Enlisted) -> dict[str, object]:
        may(GRANT, project.profile.name, project.green)
        catalogue = work.loaded("catalogue")
        none_named(catalogue)
        try:
            well_founded(catalogue, given)
        except Faults as faults:
            raise Faults([(_FIELDS[name], said) for name, said in faults.faults]) from None
        _not_to_come("green_on", on, work.today)
        return {
            "on": on.isoformat(), "ground": given.ground, "note": given.note.strip(),
            "document": given.document.strip(), "approver": given.approver.strip(),
        }  # fmt: skip

    return _on(stream, GRANT, facts)


def end(stream: str, on: date, reason: str) -> Press:
    """项目取消绿色通道."""

    def facts(work: Work, project: Enlisted) -> dict[str, object]:
        may(END, project.profile.name, project.green)
        _not_to_come("green_ended_on", on, work.today)
        if project.green is not None and on < project.green.on:
            raise Faults([("green_ended_on", f"取消的日期早于准予之日{project.green.on:%Y-%m-%d}，请核对。")])
        if not reason.strip():
            raise Faults([("green_reason", "请写明取消绿色通道的原因。")])
        return {"on": on.isoformat(), "reason": reason.strip()}

    return _on(stream, END, facts)


def _not_to_come(name: str, on: date, today: date) -> None:
    if on > today:
        raise Faults([(name, f"日期{on:%Y-%m-%d}还没有到，请填实际的日子。")])


def _on(stream: str, act: str, facts: Callable[[Work, Enlisted], dict[str, object]]) -> Press:
    def decide(work: Work) -> Outcome:
        from bingliang.desk.projects.library import going_on
        from bingliang.store.endings import Outcome

        overall.authorise(act, work.who)
        drafts = (Draft(stream, act, facts(work, going_on(work, stream))),)
        return Outcome(drafts, {"streams": [stream], "act": ACTS[act].title})

    return Press(act, decide)
