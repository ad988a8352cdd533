"""项目表里已入库的一行: what it says otherwise than the library, and the lines that make it so; an empty cell changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bingliang.desk.projects import library as projects
from bingliang.desk.projects.library import Entrant, Plan
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.project import TEXTS, Enlisted, Profile

if TYPE_CHECKING:
    from datetime import date

    from bingliang.store.look import Look


@dataclass(frozen=True, slots=True)
class Update:
    """一行的改动: the profile and works as they will be, the batch moved to, and the days that are new."""

    project: Enlisted
    profile: Profile
    works: tuple[str, ...]
    batch: str
    on: date
    reason: str
    plans: tuple[Plan, ...]

    @property
    def described(self) -> bool:
        """概况变了."""
        return (self.profile, self.works) != (self.project.profile, self.project.works)

    @property
    def moved(self) -> bool:
        """批次变了."""
        return self.batch != self.project.batch

    @property
    def words(self) -> str:
        """变了什么."""
        parts = ["概况"] if self.described else []
        parts += [f"批次“{self.project.batch}”→“{self.batch}”"] if self.moved else []
        parts += [f"里程碑“{one.works}{one.name}”" for one in self.plans]
        return "、".join(parts)

    def drafts(self, today: date) -> Iterable[Draft]:
        """要记的行."""
        stream, on = self.project.stream, today.isoformat()
        if self.described:
            yield Draft(stream, "describe_project", {**self.profile.facts(), "works": list(self.works), "on": on})
        if self.moved:
            facts = {"to": self.batch, "on": self.on.isoformat(), "reason": self.reason}
            yield Draft(stream, "move_batch", facts)
        for one in self.plans:
            yield Draft(stream, "set_milestone", {**one.facts(), "on": on})


def update_of(look: Look, known: Enlisted, given: Entrant, cells: Mapping[str, str]) -> tuple[Update | None, list[str]]:
    """改动, or None where the row says nothing new; with every reason why it cannot be."""
    if known.ended:
        return None, [f"“{known.profile.name}”（{known.number}）{known.ended}。"]
    texts = {name: text for name in TEXTS if (text := getattr(given.profile, name).strip())}
    profile = replace(
        known.profile, **texts, investment=given.profile.investment or known.profile.investment,
        tags=given.profile.tags or known.profile.tags,
    )  # fmt: skip
    works = given.works or known.works
    plans = tuple(one for plan in given.plans if (one := _fresh(known, plan)) is not None)
    reason = cells.get("流转理由", "").strip()
    made = Update(known, profile, works, given.batch, given.on, reason, plans)
    why = [said for _, said in projects.profile_faults(profile)]
    try:
        made = replace(made, profile=projects.checked(profile)) if not why else made
        projects.keeps_agent(look, known.profile, made.profile)
        projects.may_update(look, known, made.works, (made.batch, made.on, reason), plans)
    except Refusal as refused:
        why.append(refused.sentence)
    changed = made.described or made.moved or bool(made.plans)
    return (made if changed and not why else None), why


def _fresh(known: Enlisted, plan: Plan) -> Plan | None:
    """The days of a plan that are not known yet; None when all of them are."""
    mile = known.milestones.get((plan.works, plan.name))
    planned = plan.planned if mile is None or mile.planned != plan.planned else None
    actual = plan.actual if mile is None or mile.actual != plan.actual else None
    return replace(plan, planned=planned, actual=actual) if planned or actual else None
