"""全程代办的清单: entrustments with their next step, posts with their projects, and what lacks a 首席代办专员."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk.agency import agents
from bingliang.desk.lights import Light
from bingliang.desk.panels.values import Entrusted
from bingliang.desk.supervision.terms import figure
from bingliang.ledger.agency import Entrustment, Post
from bingliang.ledger.folding import fold
from bingliang.mechanism.full_agency import Gap, Step, chief_of, gaps, key_project, steps
from bingliang.mechanism.full_agency.chiefs import wrong

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.ledger.case import Case
    from bingliang.ledger.project import Enlisted
    from bingliang.ledger.register import Project
    from bingliang.store.look import Look

CASES = 60
"""As many cases of one project as are read."""


class AgencyFilter(StrEnum):
    """代办筛选."""

    MINE = "我的代办"
    UNTAKEN = "待接"
    TODAY = "今日要办"
    LATE = "逾期"
    OPEN = "全部在办"
    ENDED = "已结"
    POSTS = "代办岗位"
    GAPS = "缺首席代办"


class Sort(StrEnum):
    """一行是什么."""

    ENTRUSTMENT = "委托"
    POST = "岗位"
    GAP = "缺口"


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """清单的一行: `upper` and `lower` what it is about, `who` and `beneath` whose it is, `coming` with `when` what comes next."""

    stream: str
    sort: Sort
    upper: str
    lower: str
    who: str
    beneath: str
    coming: str
    when: str
    on: date | None
    light: Light
    number: str = ""
    state: str = ""
    mine: bool = False
    today: bool = False
    late: bool = False
    taken: bool = False
    open: bool = True
    project_id: str = ""
    case: str = ""

    @property
    def key(self) -> str:
        """Which row it is, for the list."""
        return f"{self.sort}/{self.stream}/{self.upper}"


@dataclass(frozen=True, slots=True)
class Agency:
    """全程代办 of the zone as it stands today."""

    rows: tuple[AgencyRow, ...]
    today: date
    who: str

    def under(self, which: AgencyFilter) -> tuple[AgencyRow, ...]:
        """一个筛选下的各行."""
        return tuple(row for row in self.rows if _UNDER[which](row))


_UNDER: Mapping[AgencyFilter, Callable[[AgencyRow], bool]] = {
    AgencyFilter.MINE: lambda row: row.sort is Sort.ENTRUSTMENT and row.open and row.mine,
    AgencyFilter.UNTAKEN: lambda row: row.sort is Sort.ENTRUSTMENT and row.open and not row.taken,
    AgencyFilter.TODAY: lambda row: row.sort is Sort.ENTRUSTMENT and row.open and row.today,
    AgencyFilter.LATE: lambda row: row.sort is Sort.ENTRUSTMENT and row.open and row.late,
    AgencyFilter.OPEN: lambda row: row.sort is Sort.ENTRUSTMENT and row.open,
    AgencyFilter.ENDED: lambda row: row.sort is Sort.ENTRUSTMENT and not row.open,
    AgencyFilter.POSTS: lambda row: row.sort is Sort.POST and row.open,
    AgencyFilter.GAPS: lambda row: row.sort is Sort.GAP,
}


@dataclass(frozen=True)
class Held:
    """读一次的内容: what the lists are made of."""

    look: Look
    posts: Mapping[str, Post]
    work: Mapping[str, Entrustment]
    library: list[Enlisted]
    who: str
    _cases: dict[str, tuple[Case, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, look: Look, who: str, *, whole: bool = False) -> Held:
        """读出; with `whole`, the cases of all open entrustments with them, else those of each when its steps are asked."""
        held = cls(look, agents.posts(look), agents.entrustments(look), agents.library(look), who)
        if whole:
            held._cases.update(cases_of(look, [one for one in held.work.values() if one.open]))
        return held

    def steps(self, one: Entrustment) -> tuple[Step, ...]:
        """下一步."""
        if one.open and one.stream not in self._cases:
            self._cases.update(cases_of(self.look, [one]))
        return _steps(self.look, one, self._cases.get(one.stream, ()))


def steps_of(look: Look, one: Entrustment) -> tuple[Step, ...]:
    """一件委托的下一步."""
    return _steps(look, one, cases_of(look, [one])[one.stream] if one.open else ())


def _steps(look: Look, one: Entrustment, cases: Iterable[Case]) -> tuple[Step, ...]:
    within = figure(look.loaded("catalogue"), "agency_take_days")
    return steps(one, cases, look.loaded("calendar"), look.today, take_within=within)


def agency(desk: Desk) -> Agency:
    """全程代办, the late first, then what is due."""
    with desk.store.look() as look:
        held = Held.read(look, desk.who.name, whole=True)
        rows = [entrusted(held, one) for one in held.work.values()]
        rows.sort(key=lambda row: (not row.late, not row.today, row.on or date.max, row.number))
        posts = sorted(
            (post_row(held, one) for one in held.posts.values()), key=lambda row: (row.state, row.lower, row.upper)
        )
        missing = [_gap(one) for one in gaps(held.library, held.posts.values(), agents.departments(look))]
        return Agency((*rows, *posts, *missing), look.today, desk.who.name)


def missing(look: Look) -> tuple[Gap, ...]:
    """缺首席代办专员的项目和部门."""
    return gaps(agents.library(look), agents.posts(look).values(), agents.departments(look))


def cases_of(look: Look, work: Collection[Entrustment]) -> dict[str, tuple[Case, ...]]:
    """各委托还有事要办的办件 by its stream: the one case, or those of the project; read together, however many they are."""
    from bingliang.store import finding
    from bingliang.store.streams import lines_but_papers

    whole = [one for one in work if not one.case]
    coded = finding.projects_coded(look, (one.project_code for one in whole if one.project_code and not one.project_id))
    project = {one.stream: one.project_id or coded.get(one.project_code, "") for one in whole}
    each = finding.going_on_of_each(look, filter(None, project.values()), CASES)
    streams = {one.stream: [one.case] if one.case else each.get(project[one.stream], []) for one in work}
    every = list(dict.fromkeys(stream for found in streams.values() for stream in found))
    folded = {stream: case for stream, lines in lines_but_papers(look, every) if (case := fold(lines)) is not None}
    return {name: tuple(folded[one] for one in found if one in folded) for name, found in streams.items()}


def of_project(look: Look, project: Project, listed: Enlisted | None) -> tuple[tuple[Entrusted, ...], str, str]:
    """一个项目的代办: its entrustments, its 首席代办专员 with who holds the post, and what is wrong with that."""
    held = Held.read(look, "")
    text = listed.profile.agent if listed is not None else project.chief_agent
    post = chief_of(text, held.posts.values())
    said = wrong(text, held.posts.values()) if listed is not None and key_project(listed.profile) else ""
    chief = f"{post.name}（{post.holder}）" if post is not None and post.holder != post.name else text
    entrusted_ = tuple(
        Entrusted(one, held.posts[one.post].name, held.posts[one.post].holder, held.steps(one))
        for one in held.work.values()
        if project.id == one.project_id or (project.code and project.code == one.project_code)
    )
    return entrusted_, chief, said


def state_of(one: Entrustment, today: date) -> str:
    """委托的状态."""
    if not one.open:
        return "已终止"
    if today > one.until:
        return "已到期"
    return "代办中" if one.taken_on is not None else "待接"


def entrusted(held: Held, one: Entrustment) -> AgencyRow:
    """委托的一行."""
    today, post = held.look.today, held.posts[one.post]
    found = held.steps(one)
    own = [step for step in found if step.own]
    coming = own[0] if own else found[0] if found else None
    late, now = any(step.late(today) for step in own), any(step.today(today) for step in own)
    ended = f"{one.ended_on:%m-%d} {one.ended_by}终止" if one.ended_on else ""
    return AgencyRow(
        stream=one.stream, sort=Sort.ENTRUSTMENT, upper=one.project, who=post.name, beneath=post.holder,
        lower=" · ".join(part for part in (one.firm, f"收件 {one.case_code}" if one.case_code else "") if part),
        coming=coming.sentence if coming else (one.result if ended else "没有要办的"), when=ended or when_of(coming, today),
        on=coming.on if coming else None, light=_light(one, own, today), number=one.number,
        state=state_of(one, today), mine=post.holder == held.who, today=now, late=late, taken=one.taken_on is not None,
        open=one.open, project_id=one.project_id, case=one.case,
    )  # fmt: skip


def _light(one: Entrustment, own: Iterable[Step], today: date) -> Light:
    steps_ = tuple(own)
    if not one.open:
        return Light.DONE
    if any(step.late(today) for step in steps_):
        return Light.PROMISE_LATE
    if one.taken_on is None:
        return Light.WAITING
    return Light.SOON if any(step.today(today) for step in steps_) else Light.OK


def when_of(step: Step | None, today: date) -> str:
    """到哪一天, in words."""
    if step is None or step.on is None:
        return ""
    mark = "〔暂定〕" if step.provisional else ""
    if step.late(today):
        return f"应于 {step.on:%m-%d}，已逾期"
    if step.on < today:
        return f"已过 {step.on:%m-%d}"
    if step.on == today:
        return "就是今天"
    return f"至 {step.on:%m-%d}{mark}" if step.on.year == today.year else f"至 {step.on:%Y-%m-%d}{mark}"


def post_row(held: Held, post: Post) -> AgencyRow:
    """岗位的一行."""
    projects = agents.of_post(held.library, post) if post.chief else []
    work = [one for one in held.work.values() if one.open and one.post == post.stream]
    words = [f"首席代办 {len(projects)} 个项目"] if post.chief else []
    words += [f"委托 {len(work)} 件"] if work or not post.chief else []
    return AgencyRow(
        stream=post.stream, sort=Sort.POST, upper=post.name, lower=agents.named(held.look, post.department),
        who=post.kind, beneath=f"{post.holder}，{post.held[-1].since:%Y-%m-%d}起",
        coming="，".join(words), when=post.phone, on=None,
        light=Light.OK if post.open else Light.DONE, state=post.kind if post.open else "已撤销",
        mine=post.holder == held.who, open=post.open,
    )  # fmt: skip


def _gap(gap: Gap) -> AgencyRow:
    return AgencyRow(
        stream=gap.stream, sort=Sort.GAP, upper=gap.name, lower=f"{gap.kind}：{gap.words}", who=gap.kind, beneath="",
        coming=gap.mend, when="", on=None, light=Light.PROMISE_LATE, state="缺首席代办专员",
    )  # fmt: skip
