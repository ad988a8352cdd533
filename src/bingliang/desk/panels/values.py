"""栏目的值: one panel of the overview, its lines, and what is told of one project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.lights import Light
from bingliang.ledger.acts import Entry
from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.register import Project

if TYPE_CHECKING:
    from bingliang.desk.online.view import FilingRow
    from bingliang.desk.projects.problem_view import ProblemRow
    from bingliang.ledger.agency import Entrustment
    from bingliang.ledger.agreed import Agreed
    from bingliang.ledger.catalogue import Catalogue
    from bingliang.ledger.comment import Comment
    from bingliang.ledger.project import Enlisted
    from bingliang.ledger.workdays import Calendar
    from bingliang.mechanism.full_agency import Step


@dataclass(frozen=True, slots=True)
class Line:
    """一行事实: a light where there is a verdict; `stream` is the case behind it, else `room` with `subject` the list.

    A room is named by its word in the navigation.
    """

    text: str
    value: str = ""
    light: Light | None = None
    stream: str = ""
    room: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """一栏: number, official name, one figure with its words, and lines; `room`, where it lives."""

    no: int
    name: str
    figure: str
    words: str
    lines: tuple[Line, ...] = ()
    light: Light | None = None
    room: str = ""

    @property
    def stream(self) -> str:
        """去处: the case that Enter opens, the gravest line first."""
        return next((line.stream for line in self.lines if line.stream), "")

    @property
    def subject(self) -> str:
        """房间里看哪一个: what a line names in the panel's own room, else the case."""
        own = (line.subject for line in self.lines if line.subject and line.room == self.room)
        return next(own, self.stream)


NAMES = (
    "“七个一批”项目推进服务", "优化流程限时办结", "并联审批", "全程代办服务", "网上审批", "企业公开评议", "督办考核", "公开承诺",
)  # fmt: skip
"""八项制度 in the words of the mechanism, without their 《》 and the word 制度."""


@dataclass(frozen=True, slots=True)
class Entrusted:
    """一件代办委托 of the project: who has it and what is next under it."""

    one: Entrustment
    post: str
    holder: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Told:
    """一个项目的全部: its cases with their lines, on one day."""

    project: Project
    cases: tuple[Case, ...]
    entries: Mapping[str, tuple[Entry, ...]]
    catalogue: Catalogue
    calendar: Calendar
    today: date
    filings: tuple[FilingRow, ...] = ()
    enlisted: Enlisted | None = None
    milestones: tuple[str, ...] = ()
    agency: tuple[Entrusted, ...] = ()
    chief: str = ""
    chief_wrong: str = ""
    """why the project lacks its one 首席代办专员; empty when it has it or needs none"""
    agreed: tuple[Agreed, ...] = ()
    comments: tuple[Comment, ...] = ()
    problems: tuple[ProblemRow, ...] = ()

    @property
    def items(self) -> list[tuple[Case, CaseItem]]:
        """各项 of all cases."""
        return [(case, item) for case in self.cases for item in case.items.values()]

    def lines(self, act: str) -> list[tuple[Case, Entry]]:
        """台账里这一行为的各行."""
        return [(case, entry) for case in self.cases for entry in self.entries[case.stream] if entry.act == act]

    def short(self, code: str) -> str:
        """部门简称."""
        body = self.catalogue.bodies.get(code)
        return body.short if body else code
