"""项目的拆分和合并: what moves, what stays, and that no figure is counted twice.

The rule, said before either is confirmed: cases stay where they came in; 单项工程 go with their milestones; the milestones
of the whole project stay with it; tags are never doubled; 投资 and 用地 are divided or added, never copied.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from bingliang.desk.acts.press import Press
from bingliang.desk.errors import Faults
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.index import index
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.project import Enlisted, Kin, Milestone, Profile, Tag
from bingliang.mechanism import overall
from bingliang.mechanism.seven_batches import SOURCE

if TYPE_CHECKING:
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work


@dataclass(frozen=True, slots=True)
class Part:
    """拆出的项目: what it is called and what goes with it."""

    name: str
    firm: str
    code: str
    works: tuple[str, ...]
    investment: int
    land: str
    tags: tuple[Tag, ...]
    reason: str


def kin(project: Enlisted) -> Kin:
    """What the other end's line names of this project."""
    one = project.profile
    return Kin(project.stream, project.number, one.name, one.firm, one.code)


def split(stream: str, part: Part) -> Press:
    """拆分: one or more 单项工程, or a part of the investment, become a project of their own; the old one goes on."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("split_project", work.who)
        whole = projects.going_on(work, stream)
        _sound(whole, part)
        carried = [one for one in whole.milestones.values() if one.works in part.works and one.works]
        profile = replace(
            whole.profile, name=part.name.strip(), firm=part.firm.strip(), code=part.code, tags=part.tags,
            investment=part.investment, land=part.land, honours="",
            credit_code=whole.profile.credit_code if part.firm.strip() == whole.profile.firm else "",
        )  # fmt: skip
        works = part.works if len(part.works) > 1 else ()
        entrant = projects.Entrant(profile, whole.batch, whole.since, works, tuple(_plans(carried, works)))
        made = projects.enlisted_draft(work, entrant, index(work))
        born = Draft(made.stream, made.act, {**made.facts, "origin": kin(whole).facts()})
        into = {
            "stream": made.stream, "number": made.facts["number"], "name": profile.name, "firm": profile.firm,
            "code": str(made.facts.get("code", "")),
        }  # fmt: skip
        left = {
            "into": into,
            "moved": list(part.works),
            "works": [one for one in whole.works if one not in part.works],
            "investment": whole.profile.investment - part.investment,
            "land": less(whole.profile.land, part.land),
            "reason": part.reason.strip(),
            "on": work.today.isoformat(),
        }
        return Outcome((Draft(stream, "split_project", left), born), {"streams": [stream, made.stream]})

    return Press("split_project", decide)


def _sound(whole: Enlisted, part: Part) -> None:
    faults: list[tuple[str, str]] = []
    if not part.reason.strip():
        faults.append(("reason", "请写明拆分的理由。"))
    if not part.works and not part.investment and not part.land:
        faults.append(("works", "请至少拆出一个单项工程，或者一部分投资、用地。"))
    unknown = [one for one in part.works if one not in whole.works]
    if unknown:
        faults.append(("works", f"“{whole.profile.name}”没有单项工程“{'、'.join(unknown)}”。"))
    elif part.works and len(part.works) == len(whole.works):
        faults.append(("works", "不能把全部单项工程都拆出去，原项目至少留一个；整个改名的请办理项目概况变更。"))
    if part.investment > whole.profile.investment:
        faults.append(("investment", f"拆出的投资多于原项目的 {whole.profile.investment:,} 万元。"))
    if Decimal(part.land or "0") > Decimal(whole.profile.land or "0"):
        faults.append(("land", f"拆出的用地多于原项目的 {whole.profile.land or 0} 亩。"))
    if faults:
        raise Faults(faults)


def _plans(carried: Sequence[Milestone], works: Collection[str]) -> list[projects.Plan]:
    """里程碑 of the works that go; a part of one 单项工程 has them as its own."""
    return [projects.Plan(one.name, one.planned, one.actual, one.works if works else "") for one in carried]


def less(land: str, part: str) -> str:
    """用地 that is left."""
    return _area(Decimal(land or "0") - Decimal(part or "0"))


def _area(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else ""


# ── 合并 ──


def merged_profile(into: Enlisted, others: Sequence[Enlisted]) -> Profile:
    """合并以后的概况: investment and land added, each tag once, everything else as in the project that goes on."""
    every = (into, *others)
    tags = tuple(dict.fromkeys(tag for one in every for tag in one.profile.tags))
    land = _area(sum((Decimal(one.profile.land or "0") for one in every), Decimal(0)))
    return replace(
        into.profile, investment=sum(one.profile.investment for one in every), land=land, tags=tags,
        honours="；".join(dict.fromkeys(one.profile.honours for one in every if one.profile.honours)),
    )  # fmt: skip


def merged_works(into: Enlisted, others: Sequence[Enlisted]) -> dict[tuple[str, str], str]:
    """单项工程 after the merger: (stream, works before) → its name there; a whole project becomes one of its own name."""
    taken = {(into.stream, one): one for one in into.works}
    for other in others:
        for one in other.works or ("",):
            name = one or other.profile.name
            used = set(taken.values())
            taken[other.stream, one] = name if name not in used else f"{other.profile.name} {name}"
        taken.setdefault((other.stream, ""), other.profile.name)
    return taken


def merge(stream: str, others: Sequence[str], reason: str) -> Press:
    """合并: `others` are merged into the project of `stream`, which goes on with its number and code."""

    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        overall.authorise("merge_projects", work.who)
        into = projects.going_on(work, stream)
        gone = [projects.going_on(work, one) for one in dict.fromkeys(others)]
        if not gone or stream in others:
            raise Faults([("others", "请选出要并入本项目的另外的项目，至少一个。")])
        if not reason.strip():
            raise Faults([("reason", "请写明合并的理由和依据的文件。")])
        for one in gone:
            _not_waiting(work, one)
        return Outcome(tuple(_merger(work, into, gone, reason.strip())), {"streams": [stream, *others]})

    return Press("merge_projects", decide)


def _not_waiting(work: Look, one: Enlisted) -> None:
    from bingliang.desk.projects import ceremonies

    for ceremony in ceremonies.every(work):
        if not ceremony.over and any(project == one.stream for project, _ in ceremony.listed):
            raise Refusal(
                f"“{one.profile.name}”还列在“{ceremony.name}”（{ceremony.day:%Y-%m-%d}）里，请先移出再合并。", SOURCE
            )


def _merger(work: Work, into: Enlisted, gone: Sequence[Enlisted], reason: str) -> list[Draft]:
    on = {"on": work.today.isoformat(), "reason": reason}
    names = merged_works(into, gone)
    works = list(dict.fromkeys(name for (of, before), name in names.items() if before or _whole(gone, of)))
    milestones = [_carried(one, names[other.stream, one.works]) for other in gone for one in other.milestones.values()]
    works += [name for name in dict.fromkeys(row["works"] for row in milestones) if name not in works]
    grown: Mapping[str, object] = {
        **merged_profile(into, gone).facts(),
        "from": [kin(one).facts() for one in gone],
        "works": works,
        "milestones": milestones,
        **on,
    }
    ends = [Draft(one.stream, "merge_projects", {"into": kin(into).facts(), **on}) for one in gone]
    return [Draft(into.stream, "merge_projects", grown), *ends]


def _whole(gone: Sequence[Enlisted], stream: str) -> bool:
    return any(one.stream == stream and not one.works for one in gone)


def _carried(one: Milestone, works: str) -> dict[str, str]:
    return projects.Plan(one.name, one.planned, one.actual, works).facts()
