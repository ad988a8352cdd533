"""往来: what the counter already knows of an enterprise: its projects, who came last, what is granted and what runs.

From it a new intake is filled: the stage after the last one handled, the documents already issued, the last bearer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bingliang.desk.intake.receiving import Bearer
from bingliang.ledger.acts import Entry
from bingliang.ledger.case import Case
from bingliang.ledger.folding import fold
from bingliang.ledger.identifiers import credit_code

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.intake.visit import Visit
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.register import Project
    from bingliang.store.look import Look

SHARED = frozenset({"0", "1"})
"""项目共用的阶段: what was granted in them holds for every 单项工程 of the project."""
MOST = 60
"""往来最多看这么多件; those in hand are never among the ones left out."""
FIRST = "1"
"""新项目的第一个阶段: who has a credit code has been set up already."""


@dataclass(frozen=True, slots=True)
class EnterpriseRow:
    """找到的企业: one line of the list under the field."""

    id: str
    name: str
    credit_code: str
    former_name: str
    legal_representative: str


@dataclass(frozen=True, slots=True)
class KnownWorks:
    """已知的单项工程: the stage it most likely needs next and why, what is held, what is being handled."""

    name: str
    choice: str
    why: str
    held: Mapping[str, str] = field(default_factory=dict)
    busy: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownProject:
    """已知的项目: `facts` are what a receipt carries of it; the works with the newest case come first."""

    id: str
    facts: Mapping[str, Any]
    works: tuple[KnownWorks, ...]
    fresh: KnownWorks
    """a works that nobody has brought yet"""

    @property
    def name(self) -> str:
        """项目名称."""
        return str(self.facts["name"])

    def of_works(self, name: str) -> KnownWorks:
        """What is known for a works of that name."""
        return next((one for one in self.works if one.name == name.strip()), self.fresh)


@dataclass(frozen=True, slots=True)
class Known:
    """已知的企业: fills the form; `handler` is who came last and has to be checked against his card again."""

    enterprise: Mapping[str, str]
    projects: tuple[KnownProject, ...] = ()
    handler: Bearer | None = None
    handler_on: date | None = None
    agent: Mapping[str, Any] = field(default_factory=dict)
    sentence: str = ""


def find_enterprises(desk: Desk, text: str, limit: int = 20) -> tuple[EnterpriseRow, ...]:
    """找企业 by name, former name, pinyin initials or credit code; nothing for a blank."""
    if not text.strip():
        return ()
    with desk.store.look() as look:
        found = look.find_enterprises(text.strip(), limit)
    return tuple(
        EnterpriseRow(one.id, one.name, one.credit_code, one.former_name, one.legal_representative) for one in found
    )


def known_by_code(desk: Desk, code: str) -> Known | None:
    """按信用代码认出企业; None when it is new."""
    with desk.store.look() as look:
        found = look.enterprise_by_code(code)
        return _known(look, found.id) if found else None


def known(desk: Desk, enterprise_id: str) -> Known | None:
    """企业的往来; None when there is no such enterprise."""
    with desk.store.look() as look:
        return _known(look, enterprise_id)


def known_in(look: Look, code: str) -> Known | None:
    """按信用代码认出企业 within one look; None when it is new."""
    found = look.enterprise_by_code(code)
    return _known(look, found.id) if found else None


def renewed(look: Look, visit: Visit) -> Visit:
    """对一遍台账: what is granted and what runs of this works by now, which another counter may have moved since."""
    try:
        held = look.enterprise_by_code(credit_code(str(visit.enterprise.get("credit_code", ""))))
    except ValueError:
        return visit
    found = _known(look, held.id) if held else None
    name = str(visit.project.get("name", "")).strip()
    mine = next((one for one in found.projects if one.name == name), None) if found else None
    if mine is None:
        return visit
    works = mine.of_works(visit.works)
    typed = {code: one.words for code, one in visit.documents.items()}
    return replace(visit, held={**works.held, **typed}, busy=dict(works.busy))


def _known(look: Look, enterprise_id: str) -> Known | None:
    from bingliang.store.finding import cases_of

    held = look.enterprise(enterprise_id)
    if held is None:
        return None
    catalogue: Catalogue = look.loaded("catalogue")
    newest = sorted(cases_of(look, "enterprise_id", [enterprise_id], MOST), key=lambda row: str(row.code), reverse=True)
    pasts = [_Past.of(look.entries(one.stream)) for one in newest]
    cases = [one for one in pasts if one is not None]
    projects = tuple(_project(catalogue, one, cases) for one in _newest_first(look.projects_of(enterprise_id), cases))
    last = cases[0] if cases else None
    return Known(
        enterprise={key: str(value) for key, value in asdict(held).items() if key != "id"},
        projects=projects,
        handler=_bearer(look, last),
        handler_on=last.case.received_on if last else None,
        agent=last.receipt.get("agent", {}) if last else {},
        sentence=_sentence(cases),
    )


@dataclass(frozen=True, slots=True)
class _Past:
    """往来的一件, folded, with the facts of its receipt."""

    case: Case
    receipt: Mapping[str, Any]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> _Past | None:
        case = fold(entries)
        return None if case is None else cls(case, entries[0].facts)

    @property
    def works(self) -> str:
        return str(self.case.works.get("name", ""))


def _newest_first(projects: Iterable[Project], cases: Sequence[_Past]) -> list[Project]:
    order = [str(past.case.project.get("id", "")) for past in cases]
    return sorted(projects, key=lambda one: (order.index(one.id) if one.id in order else len(order), one.name))


def _bearer(look: Look, last: _Past | None) -> Bearer | None:
    """Who came last; nobody when he was erased by law or the case was taken over without him."""
    if last is None or not last.case.handler:
        return None
    person = look.person(last.case.handler)
    if not person.id_number:
        return None
    authorised = bool(last.receipt.get("handler_authorised", False))
    return Bearer(person.name, person.id_type, person.id_number, person.phone, authorised)


def _sentence(cases: Sequence[_Past]) -> str:
    if not cases:
        return "登记过，还没有办过件。"
    case = cases[0].case
    return f"办过 {len(cases)} 件，上次 {case.received_on:%Y-%m-%d} 收件 {case.code}。"


def _project(catalogue: Catalogue, project: Project, cases: Sequence[_Past]) -> KnownProject:
    mine = [past for past in cases if past.case.project.get("id") == project.id]
    names = list(dict.fromkeys((*(past.works for past in mine), *(works.name for works in project.works))))
    registered = {
        key: value for key, value in asdict(project).items() if key not in {"id", "enterprise", "works"} and value
    }
    printed = {key: value for key, value in (mine[0].case.project if mine else {}).items() if key != "id"}
    return KnownProject(
        id=project.id,
        facts={**printed, **registered},
        works=tuple(_works(catalogue, name, mine) for name in names),
        fresh=_works(catalogue, "\0", mine, ""),
    )


def _works(catalogue: Catalogue, name: str, cases: Sequence[_Past], shown: str | None = None) -> KnownWorks:
    held: dict[str, str] = {}
    busy: dict[str, str] = {}
    answers: dict[str, bool] = {}
    for past in reversed(cases):
        same = past.works == name
        issued = {**past.receipt.get("held", {}), **_granted(past.case)}
        held |= {code: words for code, words in issued.items() if same or _shared(catalogue, code)}
        running = _running(past.case)
        busy |= {code: words for code, words in running.items() if same or _shared(catalogue, code)}
        answers |= past.receipt.get("answers", {}) if same else {}
    busy = {code: words for code, words in busy.items() if code not in held}
    choice, why = _next_stage(catalogue, {*held, *busy})
    return KnownWorks(name if shown is None else shown, choice, why, held, busy, answers)


def _shared(catalogue: Catalogue, code: str) -> bool:
    return code in catalogue.items and catalogue.items[code].stage in SHARED


def _granted(case: Case) -> dict[str, str]:
    """已取得的文书: item → its number, or where it was granted when it bears none."""
    found: dict[str, str] = {}
    for item in case.items.values():
        decision = item.decision
        if decision is not None and decision.act != "refuse":
            found[item.code] = decision.document or f"{case.code}第{item.no}项，{decision.on:%Y-%m-%d}{decision.word}"
    return found


def _running(case: Case) -> dict[str, str]:
    """在办的事项: item → where it is being handled."""
    return {item.code: f"正在办（收件号{case.code}，{item.state.value}）" for item in case.items.values() if item.open}


def _next_stage(catalogue: Catalogue, handled: Iterable[str]) -> tuple[str, str]:
    """建议的阶段: the one after the last one that this works has been through; utilities run beside and do not count."""
    stages = [stage for stage in catalogue.stages if stage.code.isdigit()]
    order = {stage.code: place for place, stage in enumerate(stages)}
    reached = [order[item.stage] for code in handled if (item := catalogue.items.get(code)) and item.stage in order]
    if not reached:
        first = next((stage for stage in stages if stage.code == FIRST), stages[0])
        return first.code, f"还没有办过事项，从“{first.name}”开始。"
    last = max(reached)
    following = stages[min(last + 1, len(stages) - 1)]
    return following.code, f"上次办到“{stages[last].name}”，接着多半是“{following.name}”，不对请改选。"
