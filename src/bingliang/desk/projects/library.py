"""项目库的办理: a project is enlisted, described, moved from batch to batch, its milestones dated, a wrong line put right.

Each is a decision on the project's own stream; it can be rehearsed and then pressed for exactly what was shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from bingliang.desk.acts.press import Press, press
from bingliang.desk.errors import Faults
from bingliang.desk.projects.index import Index, index
from bingliang.ledger.acts import ACTS, Draft, Number, Refusal
from bingliang.ledger.identifiers import credit_code, project_code
from bingliang.ledger.project import PREFIX, Enlisted, Profile, fold_project
from bingliang.mechanism import overall, seven_batches
from bingliang.mechanism.full_agency import chiefs

if TYPE_CHECKING:
    from bingliang.ledger.acts import Entry
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

__all__ = ["Press", "press"]

SERIES = "项目/"


@dataclass(frozen=True, slots=True)
class Plan:
    """里程碑的日子 as given: a day that is None stays as it was."""

    name: str
    planned: date | None = None
    actual: date | None = None
    works: str = ""

    def facts(self) -> dict[str, str]:
        """As they stand in a line."""
        days = {"planned": self.planned, "actual": self.actual}
        return {
            "works": self.works,
            "name": self.name,
            **{word: day.isoformat() for word, day in days.items() if day is not None},
        }


@dataclass(frozen=True, slots=True)
class Entrant:
    """要入库的项目."""

    profile: Profile
    batch: str
    on: date
    works: tuple[str, ...] = ()
    plans: tuple[Plan, ...] = ()


def batches(look: Look) -> tuple[str, ...]:
    """本区的批次, in their order."""
    catalogue: Catalogue = look.loaded("catalogue")
    return seven_batches.listed(str(catalogue.setting("project_batches")), seven_batches.DEFAULT_BATCHES)


def milestones(look: Look) -> tuple[str, ...]:
    """本区的里程碑, in their order."""
    catalogue: Catalogue = look.loaded("catalogue")
    return seven_batches.listed(str(catalogue.setting("project_milestones")), seven_batches.DEFAULT_MILESTONES)


def stream_of_project(firm: str, name: str) -> str:
    """项目的流水名, from the investor and the name: one project, however often it is handed in."""
    return f"{PREFIX}{uuid5(NAMESPACE_URL, f'{firm}/{name}').hex}"


def going_on(look: Look, stream: str) -> Enlisted:
    """调出还在进行的项目; a Refusal for one that was merged into another."""
    project = found(look, stream)
    if project.ended:
        raise Refusal(f"“{project.profile.name}”{project.ended}，请在并入的项目上办理。", seven_batches.SOURCE)
    return project


def found(look: Look, stream: str) -> Enlisted:
    """调出项目; a Refusal when there is none."""
    project = fold_project(look.entries(stream))
    if project is None:
        raise Refusal("项目库里没有这个项目，请刷新后重新选择。")
    return project


# ── 入库 ──


def enlist(entrants: Sequence[Entrant], updated: Callable[[Work], Iterable[Draft]] | None = None) -> Press:
    """入库 of one project or of a whole sheet, in one transaction: all of them or none; `updated` changes what is here."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("enlist_project", work.who)
        known = index(work)
        drafts = [enlisted_draft(work, one, known) for one in entrants]
        drafts += updated(work) if updated is not None else ()
        return Outcome(tuple(drafts), {"streams": list(dict.fromkeys(draft.stream for draft in drafts))})

    return Press("enlist_project", decide)


def enlisted_draft(work: Work, one: Entrant, held: Index) -> Draft:
    """入库的一行. Faults with every fault at once; a Refusal when the project is here already."""
    faults = faults_of(work, one)
    if faults:
        raise Faults(faults)
    profile = checked(one.profile)
    stream = stream_of_project(profile.firm, profile.name)
    known = held.twin(profile) or held.held.get(stream)
    if known is not None:
        raise Refusal(f"{profile.firm}的“{profile.name}”已在项目库（{known.number}，{known.batch}），不用重复入库。")
    year = work.today.year
    # the slot keeps the projects of one sheet apart: each draws its own number
    number = Number(f"{SERIES}{year}", f"项目〔{year}〕{{n:04d}}号", stream)
    facts: dict[str, object] = {
        **profile.facts(),
        "number": number,
        "batch": one.batch,
        "on": one.on.isoformat(),
        "works": list(one.works),
        "milestones": [plan.facts() for plan in one.plans],
    }
    return Draft(stream, "enlist_project", facts)


def checked(profile: Profile) -> Profile:
    """概况 with its codes in the one way they are written; ValueError when a code is none."""
    from dataclasses import replace

    code = profile.code.strip()
    firm = profile.credit_code.strip()
    return replace(profile, credit_code=credit_code(firm) if firm else "", code=project_code(code) if code else "")


def faults_of(look: Look, one: Entrant) -> list[tuple[str, str]]:
    """差错 of what is to be enlisted, all at once, each with the field it stands in."""
    faults = profile_faults(one.profile)
    if one.batch not in batches(look):
        faults.append(("batch", f"批次“{one.batch}”不在本区字典中，请写：{'、'.join(batches(look))}。"))
    if one.on > look.today:
        faults.append(("on", f"入库日期{one.on:%Y-%m-%d}晚于今天，请核对。"))
    for plan in one.plans:
        try:
            _may_plan(look, plan, one.works)
        except Refusal as why:
            faults.append(("milestones", why.sentence))
    return faults


def profile_faults(profile: Profile) -> list[tuple[str, str]]:
    """概况的差错."""
    faults: list[tuple[str, str]] = []
    for field, word in (("name", "项目名称"), ("firm", "投资主体")):
        if not getattr(profile, field).strip():
            faults.append((field, f"没有写{word}。"))
    for field, reads in (("credit_code", credit_code), ("code", project_code)):
        try:
            reads(text) if (text := getattr(profile, field).strip()) else None
        except ValueError as why:
            faults.append((field, str(why)))
    return faults


def _may_plan(look: Look, plan: Plan, works: Sequence[str]) -> None:
    order = milestones(look)
    if plan.name not in order:
        raise Refusal(f"里程碑“{plan.name}”不在本区字典中，请写：{'、'.join(order)}。", seven_batches.MILESTONES_SOURCE)
    if plan.works and plan.works not in works:
        raise Refusal(f"项目没有单项工程“{plan.works}”，请先在项目概况里登记它。")
    seven_batches.may_date(plan.name, plan.actual, look.today)


def may_update(
    look: Look, project: Enlisted, works: Sequence[str], move_: tuple[str, date, str], plans: Sequence[Plan]
) -> None:
    """可更新 by a row of the zone's sheet: what each act by itself would ask. A Refusal otherwise."""
    if kept := _left_out(project, works):
        raise Refusal(kept)
    to, on, reason = move_
    if to != project.batch:
        seven_batches.may_move(batches(look), project.batch, to, reason)
        _follows(project, on, look.today)
    for plan in plans:
        _may_plan(look, plan, works)


def keeps_agent(look: Look, before: Profile, after: Profile) -> None:
    """首席代办专员 goes by the posts, not by a cell. A Refusal otherwise."""
    from bingliang.desk.agency import agents

    chiefs.may_describe(before, after, agents.posts(look).values())


def _left_out(project: Enlisted, works: Sequence[str]) -> str:
    kept = {one.works for one in project.milestones.values() if one.works} - set(works)
    return f"单项工程“{'、'.join(sorted(kept))}”已登记里程碑，不能去掉。" if kept else ""


# ── 入库以后 ──


def move(stream: str, to: str, on: date, reason: str = "") -> Press:
    """批次流转."""

    def lines(work: Work, project: Enlisted) -> dict[str, object]:
        seven_batches.may_move(batches(work), project.batch, to, reason)
        _follows(project, on, work.today)
        return {"to": to, "on": on.isoformat(), "reason": reason.strip()}

    return _on(stream, "move_batch", lines)


def _follows(project: Enlisted, on: date, today: date) -> None:
    if on > today:
        raise Refusal(f"流转日期{on:%Y-%m-%d}晚于今天，还没有发生的流转不登记。", seven_batches.SOURCE)
    if on < project.since:
        raise Refusal(
            f"流转日期{on:%Y-%m-%d}早于进入“{project.batch}”的{project.since:%Y-%m-%d}，请核对。", seven_batches.SOURCE
        )


def date_milestone(stream: str, plan: Plan) -> Press:
    """登记里程碑: a planned day, an actual day, or both."""

    def lines(work: Work, project: Enlisted) -> dict[str, object]:
        if plan.planned is None and plan.actual is None:
            raise Faults([("planned", "计划日期和实际日期至少填一个。")])
        _may_plan(work, plan, project.works)
        return {**plan.facts(), "on": work.today.isoformat()}

    return _on(stream, "set_milestone", lines)


def describe(stream: str, profile: Profile, works: tuple[str, ...]) -> Press:
    """变更概况. 单项工程 that has milestones cannot be left out; refused too when nothing has changed."""

    def lines(work: Work, project: Enlisted) -> dict[str, object]:
        if faults := profile_faults(profile):
            raise Faults(faults)
        if kept := _left_out(project, works):
            raise Refusal(kept)
        new = checked(profile)
        if new == project.profile and works == project.works:
            raise Refusal("项目概况没有改动。")
        keeps_agent(work, project.profile, new)
        return {**new.facts(), "works": list(works), "on": work.today.isoformat()}

    return _on(stream, "describe_project", lines)


RIGHTED = (
    "enlist_project", "move_batch", "set_milestone", "report_investment", "visit_project",
    "grant_project_green", "end_project_green",
)  # fmt: skip
STRIKE = "撤掉这一行"
DAYS = {"on": "日期", "planned": "计划日期", "actual": "实际日期"}


def amend(stream: str, line: int, field: str, on: date | None, reason: str) -> Press:
    """更正: a day of one line put right, or the line struck out (`field` empty); both stay to be read."""

    def lines(work: Work, project: Enlisted) -> dict[str, object]:
        entries = {entry.seq: entry for entry in work.entries(stream)}
        entry = entries.get(line)
        if entry is None or entry.act not in RIGHTED:
            raise Refusal(
                "只有入库、批次流转、里程碑、完成投资、走访和绿色通道的行可以更正；概况写错的，直接办理概况变更。"
            )
        if not reason.strip():
            raise Faults([("reason", "请写明更正的理由。")])
        facts = {"line": line, "reason": reason.strip(), "on": work.today.isoformat()}
        if not field:
            return {**facts, **_struck(entry, project)}
        if on is None or field not in entry.facts:
            raise Faults([("day", f"这一行没有{DAYS[field]}，请另选要更正的内容。" if on else "请填写更正后的日期。")])
        if field != "planned" and on > work.today:
            raise Refusal(f"{DAYS[field]}{on:%Y-%m-%d}还没有到，请核对。", seven_batches.SOURCE)
        if entry.facts[field] == on.isoformat():
            raise Refusal(f"{DAYS[field]}本来就是{on:%Y-%m-%d}，没有改动。")
        return {**facts, "facts": {**_before(work.entries(stream), line), field: on.isoformat()}}

    return _on(stream, "amend_project", lines)


def _struck(entry: Entry, project: Enlisted) -> dict[str, object]:
    if entry.act == "enlist_project":
        raise Refusal("入库这一行是项目的开头，不能撤掉；日期写错的改日期。")
    if entry.act == "move_batch" and project.moves[-1].seq != entry.seq:
        raise Refusal("后面还有流转，不能撤掉中间的一步；请先撤掉后面的。", seven_batches.SOURCE)
    return {"struck": True}


def _before(entries: Sequence[Entry], line: int) -> dict[str, Any]:
    """What was put right in that line already, so that a second correction keeps the first."""
    facts: dict[str, Any] = {}
    for entry in entries:
        if entry.act == "amend_project" and entry.facts["line"] == line:
            given: Any = entry.facts.get("facts", {})
            facts |= given
    return facts


def _on(stream: str, act: str, lines: Callable[[Work, Enlisted], dict[str, object]]) -> Press:
    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise(act, work.who)
        project = going_on(work, stream)
        facts = lines(work, project)
        return Outcome((Draft(stream, act, facts),), {"streams": [stream], "act": ACTS[act].title})

    return Press(act, decide)
