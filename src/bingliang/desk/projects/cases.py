"""项目的办件: which cases of the registry belong to a project of the library, whatever they were called when they came in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bingliang.desk.projects.enterprises import taken_over
from bingliang.desk.projects.index import index
from bingliang.ledger.folding import fold

if TYPE_CHECKING:
    from bingliang.desk.projects.index import Index
    from bingliang.ledger.case import Case
    from bingliang.ledger.catalogue import Enterprise, Project
    from bingliang.ledger.project import Enlisted, Kin
    from bingliang.store.look import Look

MOST = 60
"""As many cases of one project as are read: years of a large one."""


def registered(look: Look, project: Enlisted) -> Project | None:
    """登记册里的项目: by its code, else by its name among those of its investor."""
    profile = project.profile
    if profile.code and (held := look.project_by_code(profile.code)) is not None:
        return held
    owner = _owner(look, project)
    if owner is None:
        return None
    owners = (owner.id, *taken_over(look, owner.id))
    return next((one for held in owners for one in look.projects_of(held) if one.name == profile.name), None)


def _owner(look: Look, project: Enlisted) -> Enterprise | None:
    profile = project.profile
    if profile.credit_code and (held := look.enterprise_by_code(profile.credit_code)) is not None:
        return held
    return next((one for one in look.find_enterprises(profile.firm, 5) if one.name == profile.firm), None)


def cases_of(look: Look, projects: Iterable[Enlisted], works: str = "") -> tuple[Case, ...]:
    """各项目的办件; with `works`, those of that 单项工程 and those that name none."""
    from bingliang.store import finding

    ids = [held.id for one in projects if (held := registered(look, one)) is not None]
    streams = [row.stream for row in finding.cases_of(look, "project_id", ids, MOST)]
    look.gather(streams)
    found = [case for stream in streams if (case := fold(look.entries(stream))) is not None]
    return tuple(case for case in found if not works or str(case.works.get("name", "")) in ("", works))


def cases_for(look: Look, project: Enlisted, works: str = "") -> tuple[Case, ...]:
    """本项目和并入的项目的办件; with `works`, those of that 单项工程, under the name it had before it was merged in.

    What one project was granted before the merger never counts for the 单项工程 of another.
    """
    return _cases_for(look, index(look), project, works)


def _cases_for(look: Look, held: Index, project: Enlisted, works: str) -> tuple[Case, ...]:
    joined = [(kin, held.held[kin.stream]) for kin in project.absorbed if kin.stream in held.held]
    if not works:
        return (
            *cases_of(look, [project]),
            *(case for _, one in joined for case in _cases_for(look, held, one, "")),
        )
    own = cases_of(look, [project], works)
    for kin, one in joined:
        before = _before(project, kin, one, works)
        if before is not None:
            later = tuple(case for case in own if case.works.get("name") == works or case.received_on >= kin.on)
            return (*later, *_cases_for(look, held, one, before))
    return own


def _before(project: Enlisted, kin: Kin, one: Enlisted, works: str) -> str | None:
    """单项工程 before the merger: its name there, empty where the whole project became one; None if it came from elsewhere."""
    for name in one.works or ("",):
        here = name or kin.name
        longer = f"{kin.name} {here}"
        if works == (longer if longer in project.works else here):
            return name
    return None


def held_documents(look: Look, cases: Iterable[Case]) -> tuple[tuple[str, str], ...]:
    """已取得的前置文书 that were shown at intake: item of the catalogue and document."""
    found: dict[str, str] = {}
    for case in cases:
        facts: Any = look.entries(case.stream)[0].facts
        found |= {str(code): str(document) for code, document in facts.get("held", {}).items()}
    return tuple(found.items())
