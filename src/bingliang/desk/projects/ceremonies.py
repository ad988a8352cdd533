"""集中开工的办理: a batch is planned, projects are put into it or taken out, and on the day their beginning is confirmed.

Whoever has no 施工许可 may stand in the batch, so that everybody sees what is missing, but never on the list nor among
those confirmed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from bingliang.desk.acts.press import Press
from bingliang.desk.errors import Faults
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.cases import by_itself, cases_for, held_documents
from bingliang.desk.projects.index import index
from bingliang.ledger.acts import Draft, Number, Refusal
from bingliang.ledger.ceremony import PREFIX, Ceremony, Listed, fold_ceremony
from bingliang.mechanism import overall
from bingliang.mechanism.seven_batches import SOURCE, starting

if TYPE_CHECKING:
    from bingliang.desk.projects.index import Index
    from bingliang.ledger.project import Enlisted
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

SERIES = "集中开工/"
BEGIN = "开工"
"""The milestone that the confirmation writes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """批次的内容."""

    name: str
    day: date
    place: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """列入的一个 with its project and what the check found."""

    listed: Listed
    project: Enlisted
    readiness: starting.Readiness

    @property
    def name(self) -> str:
        """项目和单项工程."""
        return " ".join(part for part in (self.project.profile.name, self.listed.works) if part)


def found(look: Look, stream: str) -> Ceremony:
    """调出批次; a Refusal when there is none."""
    ceremony = fold_ceremony(look.entries(stream))
    if ceremony is None:
        raise Refusal("没有这个集中开工批次，请刷新后重新选择。")
    return ceremony


def every(look: Look) -> tuple[Ceremony, ...]:
    """全部批次, the latest day first."""
    streams = look.streams(PREFIX)
    look.gather(streams)
    folded = (fold_ceremony(look.entries(stream)) for stream in streams)
    return tuple(
        sorted((one for one in folded if one is not None), key=lambda one: (one.day, one.number), reverse=True)
    )


def checked(look: Look, one: Listed, on: date) -> Checked:
    """核对一个 for a beginning on that day."""
    project = projects.found(look, one.project)
    cases = cases_for(look, project, one.works)
    return Checked(one, project, starting.readiness(cases, one.licence, on, held_documents(look, cases)))


def _begin(work: Work, act: str) -> None:
    overall.authorise(act, work.who)


def _open(work: Work, stream: str, act: str) -> Ceremony:
    _begin(work, act)
    ceremony = found(work, stream)
    if ceremony.confirmed_on is not None:
        raise Refusal(f"“{ceremony.name}”已于{ceremony.confirmed_on:%Y-%m-%d}确认开工，不再改动。", SOURCE)
    return ceremony


def _press(act: str, decided: Callable[[Work], tuple[Sequence[Draft], str]]) -> Press:
    def decide(work: Work) -> Outcome:
        from bingliang.store.endings import Outcome

        drafts, stream = decided(work)
        return Outcome(tuple(drafts), {"streams": [stream], "act": act})

    return Press(act, decide)


# ── 批次 ──


def plan(given: Plan) -> Press:
    """登记批次: named, with its day; one name once in a year."""

    def decided(work: Work) -> tuple[Sequence[Draft], str]:
        _begin(work, "plan_ceremony")
        _sound(work, given)
        year = given.day.year
        stream = f"{PREFIX}{uuid5(NAMESPACE_URL, f'{year}/{given.name.strip()}').hex}"
        if work.entries(stream):
            raise Refusal(f"{year}年已经有“{given.name.strip()}”，请换一个名称，或者选中它办理变更。", SOURCE)
        number = Number(f"{SERIES}{year}", f"集中开工〔{year}〕{{n}}号")
        return [Draft(stream, "plan_ceremony", {**_facts(work, given), "number": number})], stream

    return _press("plan_ceremony", decided)


def change(stream: str, given: Plan) -> Press:
    """变更批次: another name, day or place, until it is confirmed."""

    def decided(work: Work) -> tuple[Sequence[Draft], str]:
        ceremony = _open(work, stream, "change_ceremony")
        _sound(work, given)
        if (given.name.strip(), given.day, given.place.strip()) == (ceremony.name, ceremony.day, ceremony.place):
            raise Refusal("批次的名称、日期和地点都没有改动。")
        return [Draft(stream, "change_ceremony", _facts(work, given))], stream

    return _press("change_ceremony", decided)


def _sound(work: Work, given: Plan) -> None:
    if not given.name.strip():
        raise Faults([("name", "请填写批次的名称，例如“集中开工第3批”。")])
    if given.day < work.today:
        raise Faults([("day", f"开工日期{given.day:%Y-%m-%d}早于今天，请核对；已经开工的直接登记里程碑。")])


def _facts(work: Work, given: Plan) -> dict[str, object]:
    return {
        "name": given.name.strip(), "day": given.day.isoformat(), "place": given.place.strip(),
        "on": work.today.isoformat(),
    }  # fmt: skip


# ── 列入、移出 ──


def enter(stream: str, one: Listed) -> Press:
    """列入 a project, or what is known of its licence anew; whether it is ready is looked at again every time."""

    def decided(work: Work) -> tuple[Sequence[Draft], str]:
        ceremony = _open(work, stream, "list_for_ceremony")
        project = projects.found(work, one.project)
        _may_list(work, ceremony, project, one)
        facts = {"project": one.project, "works": one.works, **one.licence.facts(), "on": work.today.isoformat()}
        return [Draft(stream, "list_for_ceremony", facts)], stream

    return _press("list_for_ceremony", decided)


def _may_list(work: Work, ceremony: Ceremony, project: Enlisted, one: Listed) -> None:
    name = project.profile.name
    if project.ended:
        raise Refusal(f"“{name}”{project.ended}，不再单独开工。", SOURCE)
    offered = offered_works(index(work), project)
    if one.works not in offered:
        raise Faults(
            [
                (
                    "works",
                    f"请从“{name}”的单项工程里选一个：{'、'.join(filter(None, offered)) or '没有登记单项工程，不用选'}。",
                )
            ]
        )
    begun = next((mile for mile in project.of(BEGIN) if mile.works == one.works and mile.actual is not None), None)
    if begun is not None and begun.actual is not None:
        raise Refusal(f"“{name}{one.works}”已于{begun.actual:%Y-%m-%d}开工，不用再列入。", SOURCE)
    licence = one.licence
    if licence.number and licence.on is None:
        raise Faults([("licensed_on", "请填写施工许可证的核发日期，领取以后三个月内应当开工（《建筑法》第九条）。")])
    if licence.on is not None and licence.on > work.today:
        raise Faults([("licensed_on", f"核发日期{licence.on:%Y-%m-%d}还没有到，请核对。")])
    starting.may_exempt(licence.exempt, licence.document)
    now = ceremony.listed.get(one.key)
    if now is not None and now.licence == licence:
        raise Refusal(f"“{name}{one.works}”已在“{ceremony.name}”里，没有改动。", SOURCE)


def offered_works(held: Index, project: Enlisted) -> tuple[str, ...]:
    """可以列入的: each 单项工程; empty for the project itself where it has none of its own (those merged in aside)."""
    return ("", *project.works) if by_itself(held, project) else project.works


def strike(stream: str, key: tuple[str, str], reason: str) -> Press:
    """移出 with the reason."""

    def decided(work: Work) -> tuple[Sequence[Draft], str]:
        ceremony = _open(work, stream, "strike_from_ceremony")
        if key not in ceremony.listed:
            raise Refusal(f"“{ceremony.name}”里没有这个项目，请刷新后再看。")
        if not reason.strip():
            raise Faults([("reason", "请写明移出的理由。")])
        facts = {"project": key[0], "works": key[1], "reason": reason.strip(), "on": work.today.isoformat()}
        return [Draft(stream, "strike_from_ceremony", facts)], stream

    return _press("strike_from_ceremony", decided)


# ── 确认开工 ──


def confirm(stream: str, keys: Collection[tuple[str, str]]) -> Press:
    """确认开工: the milestone 开工 of each is written for the day of the ceremony; the others stay with their reason."""

    def decided(work: Work) -> tuple[Sequence[Draft], str]:
        ceremony = _open(work, stream, "confirm_ceremony")
        if BEGIN not in projects.milestones(work):
            raise Refusal(f"本区的里程碑清单里没有“{BEGIN}”，请先由管理员在设置的“项目服务”里补上。", SOURCE)
        if work.today < ceremony.day:
            raise Refusal(
                f"“{ceremony.name}”定在{ceremony.day:%Y-%m-%d}，还没有到，不能确认；改期的先办理批次变更。", SOURCE
            )
        held = [checked(work, one, ceremony.day) for one in ceremony.listed.values()]
        begun = [one for one in held if one.listed.key in keys]
        if not begun:
            raise Faults([("begun", "请至少勾选一个已经开工的项目。")])
        for one in begun:
            starting.must_be_ready(one.name, one.readiness)
        left = [one for one in held if one.listed.key not in keys]
        return [_confirmed(work, ceremony, begun, left), *_milestones(ceremony, begun, work.today)], stream

    return _press("confirm_ceremony", decided)


def _confirmed(work: Work, ceremony: Ceremony, begun: Sequence[Checked], left: Sequence[Checked]) -> Draft:
    facts: Mapping[str, Any] = {
        "on": work.today.isoformat(),
        "day": ceremony.day.isoformat(),
        "begun": [
            {"project": one.listed.project, "works": one.listed.works, "permit": one.readiness.permit.words}
            for one in begun
        ],
        "left": [
            {"project": one.listed.project, "works": one.listed.works, "why": why_left(one.readiness)} for one in left
        ],
    }
    return Draft(ceremony.stream, "confirm_ceremony", facts)


def why_left(one: starting.Readiness) -> str:
    """没有开工的原因: what is missing, or that it did not begin although it was ready."""
    return "；".join(sentence for sentence, _ in one.why) or "具备条件，当日没有开工"


def _milestones(ceremony: Ceremony, begun: Sequence[Checked], today: date) -> list[Draft]:
    """里程碑 开工; whoever has its day already keeps it."""
    drafts = []
    for one in begun:
        key = (one.listed.works, BEGIN)
        known = one.project.milestones.get(key)
        if known is None or known.actual is None:
            facts = projects.Plan(BEGIN, actual=ceremony.day, works=one.listed.works).facts()
            more = {"on": today.isoformat(), "ceremony": ceremony.number}
            drafts.append(Draft(one.project.stream, "set_milestone", {**facts, **more}))
    return drafts
