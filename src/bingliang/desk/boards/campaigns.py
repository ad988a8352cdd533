"""百日会战的办理: a campaign is founded with its projects and goals, a goal is changed with its reason, the campaign is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from bingliang.desk.acts.press import Press
from bingliang.desk.errors import Faults
from bingliang.desk.projects.index import index
from bingliang.ledger.acts import ACTS, Draft, Refusal
from bingliang.ledger.campaign import GOALS, INVESTMENT, MILESTONE, PERMIT, PREFIX, Campaign, Goal, fold_campaign
from bingliang.mechanism import overall
from bingliang.mechanism.public_rating import Span
from bingliang.mechanism.public_rating.owners import TEN_DAYS

if TYPE_CHECKING:
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.store.endings import Outcome
    from bingliang.store.look import Look
    from bingliang.store.work import Work

LAW = ACTS["found_campaign"].article
LONGEST = 400
"""A campaign of more days is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Plan:
    """要登记的会战; `goals` by the stream of the project."""

    name: str
    first: date
    last: date
    goals: Mapping[str, tuple[Goal, ...]]


def every(look: Look) -> tuple[Campaign, ...]:
    """全部会战, the newest first."""
    from bingliang.store.streams import lines_under

    folded = (fold_campaign(lines) for lines in lines_under(look, PREFIX).values())
    held = [one for one in folded if one is not None]
    return tuple(sorted(held, key=lambda one: one.first, reverse=True))


def found(look: Look, stream: str) -> Campaign:
    """调出会战; a Refusal when there is none."""
    one = fold_campaign(look.entries(stream))
    if one is None:
        raise Refusal("没有这个会战，请刷新后重新选择。", LAW)
    return one


def number_of(campaign: Campaign, span: Span) -> int:
    """第几期: counted from the 旬 in which the campaign begins; 0 for a 旬 outside it."""
    last = Span.at(campaign.last, TEN_DAYS)
    return span.number(campaign.first) if span <= last else 0


def spans(campaign: Campaign, until: date) -> tuple[Span, ...]:
    """已经开始的各旬, the latest first."""
    made, at = [], Span.at(campaign.first, TEN_DAYS)
    while at.first <= min(until, campaign.last):
        made.append(at)
        at = at.after
    return tuple(reversed(made))


# ── acts ──


def _press(act: str, stream: str, facts: Mapping[str, object]) -> Outcome:
    from bingliang.store.endings import Outcome

    return Outcome((Draft(stream, act, facts),), {"streams": [stream], "act": ACTS[act].title})


def found_campaign(plan: Plan) -> Press:
    """登记会战: named, dated, with the goals of each of its projects."""

    def decide(work: Work) -> Outcome:
        overall.authorise("found_campaign", work.who)
        name = plan.name.strip()
        faults = [("campaign_name", "请填写会战的名称。")] if not name else []
        days = (plan.last - plan.first).days + 1
        if not 1 <= days <= LONGEST:
            faults.append(("campaign_last", f"结束日期{plan.last:%Y-%m-%d}不对：会战应当有 1 到 {LONGEST} 天。"))
        if not plan.goals:
            faults.append(("goals", "至少要有一个参战项目和它的目标。"))
        if faults:
            raise Faults(faults)
        stream = f"{PREFIX}{uuid5(NAMESPACE_URL, f'{plan.first}/{name}').hex}"
        if work.entries(stream):
            raise Refusal(f"{plan.first:%Y-%m-%d}开始的“{name}”已经登记，请选中它办理目标变更。", LAW)
        names = {one.stream: one.profile.name for one in index(work).going_on}
        rows = []
        for project, goals in plan.goals.items():
            if project not in names:
                raise Refusal("参战的项目不在项目库，或者已并入别的项目，请刷新后重新选择。", LAW)
            _sound(work, goals, plan.first, plan.last, names[project])
            rows.append({"project": project, "name": names[project], "goals": [one.facts() for one in goals]})
        facts: dict[str, object] = {
            "name": name, "first": plan.first.isoformat(), "last": plan.last.isoformat(), "projects": rows,
            "on": work.today.isoformat(),
        }  # fmt: skip
        return _press("found_campaign", stream, facts)

    return Press("found_campaign", decide)


def set_target(stream: str, project: str, goals: Sequence[Goal], reason: str) -> Press:
    """目标变更 of one project, from now on; without goals it leaves the campaign. What is frozen stays as it is."""

    def decide(work: Work) -> Outcome:
        overall.authorise("set_campaign_target", work.who)
        campaign = going_on(work, stream)
        if not reason.strip():
            raise Faults([("target_reason", "请写明为什么变更；原来的目标仍留在流水里。")])
        held = index(work).held.get(project)
        if held is None:
            raise Refusal("项目库里没有这个项目，请刷新后重新选择。", LAW)
        before = campaign.targets.get(project)
        if before is None and not goals:
            raise Refusal(f"“{held.profile.name}”没有参加“{campaign.name}”，没有可以撤下的目标。", LAW)
        if before is not None and tuple(goals) == before.goals:
            raise Refusal(f"“{held.profile.name}”的目标没有改动。", LAW)
        _sound(work, goals, campaign.first, campaign.last, held.profile.name)
        facts: dict[str, object] = {
            "project": project, "name": held.profile.name, "goals": [one.facts() for one in goals],
            "reason": reason.strip(), "on": work.today.isoformat(), **({} if goals else {"struck": True}),
        }  # fmt: skip
        return _press("set_campaign_target", stream, facts)

    return Press("set_campaign_target", decide)


def close(stream: str, reason: str) -> Press:
    """会战结束: no further goals and no further issues but corrections."""

    def decide(work: Work) -> Outcome:
        overall.authorise("close_campaign", work.who)
        campaign = going_on(work, stream)
        if work.today < campaign.last and not reason.strip():
            raise Faults([("close_reason", f"会战到{campaign.last:%Y-%m-%d}才期满，提前结束请写明理由。")])
        return _press("close_campaign", stream, {"reason": reason.strip() or "期满", "on": work.today.isoformat()})

    return Press("close_campaign", decide)


def going_on(look: Look, stream: str) -> Campaign:
    """调出还没有结束的会战; a Refusal otherwise."""
    campaign = found(look, stream)
    if campaign.closed_on is not None:
        raise Refusal(f"“{campaign.name}”已于{campaign.closed_on:%Y-%m-%d}结束，不再变更。", LAW)
    return campaign


def _sound(look: Look, goals: Iterable[Goal], first: date, last: date, name: str) -> None:
    """目标的差错, all at once."""
    from bingliang.desk.projects.library import milestones

    catalogue: Catalogue = look.loaded("catalogue")
    order = milestones(look)
    said = []
    for one in goals:
        where = f"“{name}”的目标“{one.words}”"
        if one.kind not in GOALS:
            said.append(f"{where}的种类应是{'、'.join(GOALS)}之一。")
        if not first <= one.by <= last:
            said.append(f"{where}的期限{one.by:%Y-%m-%d}不在会战期间。")
        if one.points < 1:
            said.append(f"{where}的分值应是正整数。")
        if one.kind == INVESTMENT and one.amount <= 0:
            said.append(f"{where}没有写累计完成多少万元。")
        if one.kind == MILESTONE and one.words not in order:
            said.append(f"{where}不在本区的里程碑字典中，请写：{'、'.join(order)}。")
        if one.kind == PERMIT and one.key not in catalogue.items:
            said.append(f"{where}请写事项编码和名称，例如“S3-03 建筑工程施工许可证核发”。")
    if said:
        raise Faults([("goals", sentence) for sentence in said])
