"""A/B角的办理单和清单: who stands in for whom, until when; registered and ended by the heads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bingliang.desk.acts.consequence import Consequence
from bingliang.desk.acts.deeds import Group, refused
from bingliang.desk.acts.fields import ActForm, Choice, Field, Kind, Values, typed
from bingliang.desk.acts.offers import Offer
from bingliang.desk.acts.presses import Presses, only
from bingliang.desk.handover import deputies
from bingliang.desk.lights import Light
from bingliang.ledger.acts import ACTS
from bingliang.ledger.deputies import Pair
from bingliang.ledger.roles import REVIEWER, ROLES
from bingliang.mechanism import overall
from bingliang.mechanism.overall import handing as rules

if TYPE_CHECKING:
    from datetime import date

    from bingliang.desk.acts.press import Press
    from bingliang.desk.desk import Desk
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.deputies import Deputising
    from bingliang.store.endings import Shown
    from bingliang.store.look import Look

ONE_WAY, BOTH_WAYS = "B角代A角", "互为A/B角"


class DeputyFilter(StrEnum):
    """A/B角的筛选."""

    NOW = "今天有效"
    LATER = "以后开始"
    OVER = "已经到期或者终止"
    ALL = "全部"


@dataclass(frozen=True, slots=True)
class DeputyRow:
    """清单的一行; `stream` names it in the list."""

    stream: str
    no: int
    first: str
    second: str
    post: str
    both: bool
    since: date
    until: date | None
    document: str
    by: str
    ended_on: date | None
    end_reason: str
    filter: DeputyFilter
    light: Light

    @property
    def when(self) -> str:
        """期间."""
        if self.ended_on is not None:
            return f"{self.since:%m-%d} 至 {self.ended_on:%m-%d}，已终止"
        return f"{self.since:%Y-%m-%d} 至 {self.until:%Y-%m-%d}" if self.until else f"{self.since:%Y-%m-%d} 起"

    @property
    def way(self) -> str:
        """谁代谁."""
        return BOTH_WAYS if self.both else ONE_WAY


@dataclass(frozen=True, slots=True)
class Deputies:
    """A/B角 under one filter, with how many are under each."""

    counts: tuple[tuple[DeputyFilter, int], ...]
    rows: tuple[DeputyRow, ...]


def deputies_of(desk: Desk, which: DeputyFilter = DeputyFilter.NOW) -> Deputies:
    """A/B角 under one filter, the newest first."""
    with desk.store.look() as look:
        catalogue: Catalogue = look.loaded("catalogue")
        rows = tuple(_row(one, catalogue, look.today) for one in reversed(deputies.every(look)))
    counts = tuple((one, sum(one in (row.filter, DeputyFilter.ALL) for row in rows)) for one in DeputyFilter)
    return Deputies(counts, tuple(row for row in rows if which in (row.filter, DeputyFilter.ALL)))


def stream_of(no: int) -> str:
    """清单里的名字 of one pair."""
    return f"deputies/{no}"


def _row(one: Deputising, catalogue: Catalogue, today: date) -> DeputyRow:
    state = DeputyFilter.OVER if one.over(today) else DeputyFilter.NOW if one.in_force(today) else DeputyFilter.LATER
    light = {DeputyFilter.NOW: Light.OK, DeputyFilter.LATER: Light.WAITING}.get(state, Light.DONE)
    body = catalogue.bodies.get(one.office)
    return DeputyRow(
        stream=stream_of(one.no), no=one.no, first=one.first, second=one.second,
        post=f"{one.role} · {body.short}" if body is not None else one.role, both=one.both, since=one.since,
        until=one.until, document=one.document, by=one.by, ended_on=one.ended_on, end_reason=one.end_reason,
        filter=state, light=light,
    )  # fmt: skip


def offers(desk: Desk, no: int) -> tuple[Offer, ...]:
    """可办清单 of one pair."""
    with desk.store.look() as look:
        one, today = deputies.found(look, no), look.today

    def asked() -> None:
        overall.authorise("end_deputy", desk.who)
        rules.may_end(one, today)

    sentence, article = refused(asked)
    return (Offer("end_deputy", "end_deputy", ACTS["end_deputy"].title, Group.HANDLING, None, sentence, article),)


# ── forms ──


def form_of(desk: Desk, name: str, no: int = 0) -> ActForm:
    """取表: of a new pair, or of ending one."""
    overall.authorise(name, desk.who)
    with desk.store.look() as look:
        one = deputies.found(look, no) if no else None
        fields = _fields(look) if one is None else (_WHY,)
        return ActForm(
            name=name, act=name, title=ACTS[name].title, no=None,
            subject=f"{one.second}代{one.first}" if one else "A/B角", fields=fields, article=ACTS[name].article,
            today=look.today, focus=fields[0].name, safe=one is None,
            hint="B角以自己的名义办，权限只到A角的岗位为止。" if one is None else "终止以后B角不再代办；已经办的仍有效。",
        )  # fmt: skip


_WHY = Field("reason", "终止的原因", Kind.LONG, help="例：A角已回岗。")


def _fields(look: Look) -> tuple[Field, ...]:
    from bingliang.store.clerks import known

    catalogue: Catalogue = look.loaded("catalogue")
    names = dict.fromkeys(one.name for one in known(look) if one.name not in ROLES)
    people = tuple(Choice(name, name) for name in names)
    bodies = tuple(Choice(code, body.short, body.name) for code, body in catalogue.bodies.items())
    return (
        Field("first", "A角", choices=people, help="承办人本人；从近来经办的人里选，也可以直接写，与他登录的姓名一致。"),
        Field("second", "B角", choices=people, help="代他办理的人，与他登录的姓名一致。"),
        Field("way", "谁代谁", Kind.CHOICE, ONE_WAY, choices=(Choice(ONE_WAY, ONE_WAY), Choice(BOTH_WAYS, BOTH_WAYS))),
        Field("role", "A角的岗位", Kind.CHOICE, rules.COUNTER, choices=tuple(Choice(one, one) for one in rules.POSTS),
              help="B角代办时只有这个岗位的权限。"),
        Field("office", "A角的部门", Kind.CHOICE, bodies[0].value if bodies else "", choices=bodies, folded=True,
              when=("role", REVIEWER)),
        Field("since", "从哪天起", Kind.DAY, look.today.isoformat()),
        Field("until", "到哪天止", Kind.DAY, "", optional=True, help="含当日；长期的不填。"),
        Field("document", "依据", optional=True, help="例：岗位A/B角安排表的文号。"),
    )  # fmt: skip


def _appointed(_no: int, v: Mapping[str, Any]) -> Press:
    return deputies.appoint(
        Pair(
            v["first"], v["second"], v["role"], v.get("office", ""), v["since"], v["until"], v["way"] == BOTH_WAYS,
            v["document"],
        )
    )  # fmt: skip


_PRESSES: Mapping[str, Callable[[int, Mapping[str, Any]], Press]] = {
    "appoint_deputy": _appointed,
    "end_deputy": lambda no, v: deputies.end(no, v["reason"]),
}


class OfDeputies(Presses):
    """A/B角的脚本."""

    unfilled = "填好A角和B角，这里就写明谁代谁、到哪天、有哪些权限。"

    def made(self, look: Look, form: ActForm, stream: str, values: Values) -> Press:
        """成决定."""
        del look
        return _PRESSES[form.name](int(stream.rpartition("/")[2] or 0), typed(form, values))

    def told(self, desk: Desk, made: Press, shown: Shown) -> Consequence:
        """后果: who does whose work under which name, and what he may not."""
        facts: Any = shown.outcome.drafts[0].facts
        if made.act == "end_deputy":
            with desk.store.look() as look:
                one = deputies.found(look, facts["no"])
            return only(f"从今天起{one.second}不再代{one.first}；已经办的仍有效。")
        until = f"到 {facts['until']}" if facts["until"] else "长期"
        back = f"{facts['first']}也代{facts['second']}。" if facts["both"] else ""
        return only(
            f"{facts['since']} 起{until}，{facts['second']}代{facts['first']}。{back}",
            f"{facts['first']}承办的件进{facts['second']}的“我承办的”，标明“代{facts['first']}”。",
            f"台账和文书都记{facts['second']}本人，并注明代谁；权限只到{facts['role']}岗位为止。",
        )

    def said(self, form: ActForm, answer: Mapping[str, Any]) -> str:
        """办成以后的一句."""
        del answer
        return "从今天起按新的A/B角办。" if form.name == "end_deputy" else "在期间以内自动生效，到期自动失效。"


DEPUTIES = OfDeputies()
