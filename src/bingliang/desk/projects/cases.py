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
    from bingliang.ledger.project import Enlisted, Kin
    from bingliang.ledger.register import Enterprise, Project
    from bingliang.store.look import Look

MOST = 60
"""As many cases of one project as are read: years of a large one."""


def registered(look: Look, project: Enlisted) -> Project | None:
    """登记册里的项目: by its code, else by its name among those of its investor; the first that it came in under."""
    return next(iter(_registered(look, project)), None)


def _registered(look: Look, project: Enlisted) -> Iterable[Project]:
    """All that are this project: under the investor it was enlisted with and under those that took its place.

    Where two enterprises that were merged both had a project of one name, each keeps its own.
    """
    profile = project.profile
    if profile.code and (held := look.project_by_code(profile.code)) is not None:
        yield held
        return
    seen: set[str] = set()
    for firm, credit_code in project.firms:
        owner = _owner(look, firm, credit_code)
        for one in (owner.id, *taken_over(look, owner.id)) if owner is not None else ():
            if one not in seen:
                seen.add(one)
                named = (held for held in look.projects_of(one) if held.name == profile.name)
                yield from (held for held in named if not _claimed(look, project, one))


def _claimed(look: Look, project: Enlisted, enterprise_id: str) -> bool:
    """是别的项目的: another project of the library with this name was enlisted with that enterprise, this one was not."""
    if _first(look, project) == enterprise_id:
        return False
    return any(
        one.stream != project.stream and one.profile.name == project.profile.name and _first(look, one) == enterprise_id
        for one in index(look).held.values()
    )


def _first(look: Look, project: Enlisted) -> str:
    owner = _owner(look, *project.firms[0])
    return owner.id if owner is not None else ""


def _owner(look: Look, firm: str, credit_code: str) -> Enterprise | None:
    if credit_code and (held := look.enterprise_by_code(credit_code)) is not None:
        return held
    return next((one for one in look.find_enterprises(firm, 5) if one.name == firm), None)


def cases_of(look: Look, projects: Iterable[Enlisted], works: str = "") -> tuple[Case, ...]:
    """各项目的办件; with `works`, those of that 单项工程 and those that name none."""
    from bingliang.store import finding

    ids = [held.id for one in projects for held in _registered(look, one)]
    streams = [row.stream for row in finding.cases_of(look, "project_id", ids, MOST)]
    look.gather(streams)
    found = [case for stream in streams if (case := fold(look.entries(stream))) is not None]
    return tuple(case for case in found if not works or str(case.works.get("name", "")) in ("", works))


def cases_for(look: Look, project: Enlisted, works: str = "") -> tuple[Case, ...]:
    """开工的这一个的办件: of that 单项工程, under the name it had before it was merged in; of the project itself without one.

    What one project was granted before the merger never counts for another, neither for its 单项工程 nor for it as a whole.
    """
    return _cases_for(look, index(look), project, works)


def _cases_for(look: Look, held: Index, project: Enlisted, works: str) -> tuple[Case, ...]:
    if not works:
        return tuple(case for case in cases_of(look, [project]) if str(case.works.get("name", "")) not in project.works)
    own = cases_of(look, [project], works)
    for kin, one in _joined(held, project):
        before = _before(project, kin, one, works)
        if before is not None:
            unnamed = not by_itself(held, project)
            later = tuple(
                case for case in own if case.works.get("name") == works or (unnamed and case.received_on >= kin.on)
            )
            return (*later, *_cases_for(look, held, one, before))
    return own


def _joined(held: Index, project: Enlisted) -> list[tuple[Kin, Enlisted]]:
    return [(kin, held.held[kin.stream]) for kin in project.absorbed if kin.stream in held.held]


def by_itself(held: Index, project: Enlisted) -> bool:
    """整个项目自己: it has no 单项工程 but those that came with a merger, so that what it was before has no name of its own."""
    joined = _joined(held, project)
    return all(any(_before(project, kin, one, works) is not None for kin, one in joined) for works in project.works)


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
