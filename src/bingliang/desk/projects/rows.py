"""项目库的清单: batch, next milestone and how late it is by calendar days, found by any of its words, tags and codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.lights import Light
from bingliang.desk.projects import library as projects
from bingliang.desk.projects.index import index
from bingliang.desk.spelling import initials
from bingliang.ledger.green import Green
from bingliang.ledger.project import Enlisted, Milestone, Profile
from bingliang.mechanism import seven_batches

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

ALL = "全部项目"
UNSAID = "没有填产业"
SOON_DAYS = 7
"""A milestone within so many calendar days is shown as near; for the screen alone."""
SIFTED = ("标签", "产业", "产业链", "投资主体类别", "责任单位", "责任人", "联系领导", "首席代办专员", "企业培育")
"""What the list can be sifted by, besides any word."""


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """清单的一行: `coming` is the next milestone with its day, `late` how many calendar days it is late, 0 in time.

    `former` are numbers, codes and names of the projects merged into it, by which it is found too.
    """

    stream: str
    number: str
    profile: Profile
    batch: str
    since: date
    coming: str
    coming_on: date | None
    late: int
    light: Light
    former: str = ""
    green: Green | None = None

    @property
    def name(self) -> str:
        """项目名称."""
        return self.profile.name

    @property
    def firm(self) -> str:
        """投资主体."""
        return self.profile.firm

    @property
    def tags(self) -> str:
        """标签."""
        return "、".join(tag.text for tag in self.profile.tags)

    @property
    def agent(self) -> str:
        """首席代办专员."""
        return self.profile.agent

    @property
    def responsible(self) -> str:
        """责任单位."""
        return self.profile.responsible

    @property
    def investment(self) -> int:
        """总投资."""
        return self.profile.investment

    @property
    def when(self) -> str:
        """迟早的一句话."""
        if self.coming_on is None:
            return "没有排期"
        return f"迟 {self.late} 天" if self.late else f"{self.coming_on:%m-%d}"

    def under(self, what: str) -> tuple[str, ...]:
        """各栏的值, several tags of one project each for itself."""
        one = self.profile
        return {
            "标签": tuple(tag.text for tag in one.tags), "产业": (one.industry,), "产业链": (one.chain,),
            "投资主体类别": (one.investor,), "责任单位": (one.responsible,), "责任人": (one.person,),
            "联系领导": (one.leader,), "首席代办专员": (one.agent,),
            "企业培育": tuple(part.strip() for part in one.growth.split("、")),
        }.get(what, ())  # fmt: skip

    @property
    def text(self) -> str:
        """找得到的全部文字."""
        one = self.profile
        values = [value for what in SIFTED for value in self.under(what)]
        return " ".join((one.name, one.firm, self.number, one.code, one.credit_code, self.former, *values)).lower()


@dataclass(frozen=True, slots=True)
class Library:
    """项目库: the batches with their counts, in order, and the rows of the one chosen that the words fit."""

    counts: tuple[tuple[str, int], ...]
    rows: tuple[ProjectRow, ...]
    today: date
    funnel: tuple[seven_batches.Step, ...] = ()
    values: tuple[tuple[str, str, int], ...] = ()
    """what the list can be sifted by: (标签, 2+10标杆, how many)"""

    @property
    def funnel_words(self) -> str:
        """招商漏斗 in one line; empty where the zone's batches have none."""
        steps = " → ".join(f"{one.name} {one.count} 个 {one.amount / 10000:,.2f} 亿元" for one in self.funnel)
        return f"招商：{steps}" if steps else ""

    def industry_words(self, most: int = 0) -> str:
        """产业 of the projects listed, the largest investment first, `most` of them; empty where none says its industry."""
        held: dict[str, list[int]] = {}
        for row in self.rows:
            held.setdefault(row.profile.industry or UNSAID, []).append(row.investment)
        if set(held) <= {UNSAID}:
            return ""
        order = sorted(held.items(), key=lambda one: (one[0] == UNSAID, -sum(one[1]), one[0]))
        told = [f"{name} {len(sums)} 个 {sum(sums) / 10000:,.2f} 亿元" for name, sums in order]
        rest = f"等 {len(told)} 类" if most and len(told) > most else ""
        return "产业：" + "、".join(told[: most or len(told)]) + rest

    @property
    def late(self) -> int:
        """迟了的项目."""
        return sum(bool(row.late) for row in self.rows)


def library(desk: Desk, batch: str = ALL, words: str = "") -> Library:
    """项目库 under one batch; the latest first, then those whose next milestone is nearest."""
    with desk.store.look() as look:
        order, today = projects.milestones(look), look.today
        all_of = index(look).going_on
        rows = [row_of(one, order, today) for one in all_of]
        known = projects.batches(look)
    counted = Counter(row.batch for row in rows)
    # a batch that the zone has since taken off its list is still shown as long as a project stands in it
    names = (*known, *sorted(set(counted) - set(known)))
    shown = sorted((row for row in rows if batch in (ALL, row.batch) and fits(row, words)), key=_urgency)
    counts = ((ALL, len(rows)), *((name, counted[name]) for name in names))
    return Library(counts, tuple(shown), today, seven_batches.funnel(all_of, known), _values(rows))


def _values(rows: Sequence[ProjectRow]) -> tuple[tuple[str, str, int], ...]:
    found = []
    for what in SIFTED:
        held = Counter(value for row in rows for value in row.under(what) if value)
        found += [(what, value, count) for value, count in sorted(held.items(), key=lambda one: (-one[1], one[0]))]
    return tuple(found)


def fits(row: ProjectRow, words: str) -> bool:
    """合不合: every word is in the row's text or begins the initials of its name; “标签:2+10标杆” asks of one column alone."""
    return all(_fits(row, word) for word in words.split())


def _fits(row: ProjectRow, word: str) -> bool:
    what, mark, value = word.replace("：", ":").partition(":")
    if mark and what in SIFTED:
        return any(value and value in held for held in row.under(what))
    typed = word.lower()
    return typed in row.text or (
        typed.isascii() and typed.isalpha() and any(typed in one for one in initials(row.name) + initials(row.firm))
    )


def row_of(project: Enlisted, order: tuple[str, ...], today: date) -> ProjectRow:
    """一个项目的一行."""
    coming = seven_batches.coming(project, order)
    late = seven_batches.days_late(coming, today) if coming is not None else 0
    former = " ".join(part for one in project.absorbed for part in (one.number, one.code, one.name, one.firm) if part)
    return ProjectRow(
        stream=project.stream,
        number=project.number,
        profile=project.profile,
        batch=project.batch,
        since=project.since,
        coming=words_of(coming) if coming is not None else "",
        coming_on=coming.planned if coming is not None else None,
        late=late,
        light=milestone_light(coming, today),
        former=former,
        green=project.green,
    )


def milestone_light(one: Milestone | None, today: date) -> Light:
    """里程碑的灯, by calendar days."""
    if one is None or one.planned is None:
        return Light.WAITING if one is None else Light.OK
    if one.actual is not None:
        return Light.DONE
    left = (one.planned - today).days
    return Light.PROMISE_LATE if left < 0 else Light.SOON if left <= SOON_DAYS else Light.OK


def words_of(one: Milestone) -> str:
    """里程碑 with the works it belongs to."""
    return f"{one.works}{one.name}" if one.works else one.name


def _urgency(row: ProjectRow) -> tuple[object, ...]:
    return (-row.late, row.coming_on or date.max, row.number)
