"""项目的办件: which cases of the registry belong to a project of the library, whatever they were called when they came in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from bingliang.desk.enterprises import taken_over
from bingliang.ledger.folding import fold

if TYPE_CHECKING:
    from bingliang.ledger.case import Case
    from bingliang.ledger.catalogue import Enterprise, Project
    from bingliang.ledger.project import Enlisted
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


def held_documents(look: Look, cases: Iterable[Case]) -> tuple[tuple[str, str], ...]:
    """已取得的前置文书 that were shown at intake: item of the catalogue and document."""
    found: dict[str, str] = {}
    for case in cases:
        facts: Any = look.entries(case.stream)[0].facts
        found |= {str(code): str(document) for code, document in facts.get("held", {}).items()}
    return tuple(found.items())
