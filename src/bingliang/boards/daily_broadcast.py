"""日日播: one issue of the 百日会战 ten-day report, frozen. The daily broadcast, the roll and the phone bulletin show nothing else.

Every figure names the lines of the ledger it was reckoned from; persons stand by their posts alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from bingliang.boards.figures import NONE, Figure, Source, Tile
from bingliang.boards.flags import BLACK, DEFAULT_RULE, RED, Exemption, Rule
from bingliang.boards.frozen import board_of, facts_of
from bingliang.boards.progress import GoalRow

if TYPE_CHECKING:
    from collections.abc import Mapping

NEW, SOLVED, OPEN = "新增", "已解决", "在办"


@dataclass(frozen=True, slots=True)
class Header:
    """刊头: which campaign, which issue, of which 旬, with its cut-off; `erratum` n is the n-th correction of the issue."""

    zone: str
    campaign: str
    stream: str
    """of the campaign"""
    number: int
    period: str
    """the 旬 as it is written: 2026-12上"""
    period_name: str
    """2026年12月上旬"""
    first: date
    last: date
    cut_off: datetime
    day: int
    """第几天 at the cut-off"""
    days: int
    erratum: int = 0
    reason: str = ""
    """why it was corrected"""
    mark: str = ""
    """the zone's watermark, e.g. 示范数据; shown on everything that is made of the board"""

    @property
    def name(self) -> str:
        """第8期, or 第8期（更正1）."""
        return f"第{self.number}期" + (f"（更正{self.erratum}）" if self.erratum else "")

    @property
    def day_of(self) -> str:
        """第79天/共100天."""
        return f"第{self.day}天/共{self.days}天"


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """一个项目 in the issue; `rank` in the order of the roll, `flag` 红旗, 黑旗 or empty, with its reason."""

    stream: str
    number: str
    name: str
    firm: str
    responsible: str
    """责任单位"""
    agent: str
    """首席代办专员, the post"""
    leader: str
    """联系领导, the post"""
    percent: Figure
    """旬进度, plan = 100"""
    whole: Figure
    """占会战总目标"""
    target: str = ""
    """what was due by this 旬, in words"""
    done: str = ""
    """what came of it, in words"""
    goals: tuple[GoalRow, ...] = ()
    tags: tuple[str, ...] = ()
    industry: str = ""
    rank: int = 0
    flag: str = ""
    flag_reason: str = ""
    exemption: Exemption | None = None
    overdue: Figure = NONE
    """法定超期的事项"""
    permits: Figure = NONE
    """本旬办结的审批事项"""
    note: str = ""
    """a sentence of the editors"""


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """一个责任单位: its projects' mean and the items it decides for them."""

    name: str
    percent: Figure
    projects: Figure
    overdue: Figure
    late: Figure
    """承诺超时"""
    problems: Figure
    """在办的要素保障"""
    rank: int = 0
    flag: str = ""
    flag_reason: str = ""
    exemption: Exemption | None = None


@dataclass(frozen=True, slots=True)
class ProblemRow:
    """一个问题: 新增, 已解决 or still 在办 at the cut-off; amounts in 万元."""

    state: str
    project: str
    firm: str
    kind: str
    words: str
    department: str
    raised_on: date
    due: date
    wanted: int = 0
    amount: int = 0
    outcome: str = ""
    settled_on: date | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class CommentRow:
    """业主点评 of the same 旬: only of those who consent to publication."""

    firm: str
    project: str
    department: str
    grade: str
    text: str
    answer: str = ""
    answered_on: date | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """台账位置: the line in which the issue is frozen; `tail` the eight figures printed as its check string."""

    stream: str
    seq: int
    tail: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Issue:
    """一期旬报. `position` is None for a draft; `lead` and the notes are the editors' words."""

    header: Header
    lead: str
    tiles: tuple[Tile, ...]
    projects: tuple[ProjectRow, ...]
    departments: tuple[DepartmentRow, ...]
    problems: tuple[ProblemRow, ...] = ()
    comments: tuple[CommentRow, ...] = ()
    rule: str = ""
    """the flag rule, printed beneath"""
    reckoning: str = ""
    """how 旬进度 is reckoned, printed beneath"""
    note: str = ""
    flag_rule: Rule = DEFAULT_RULE
    position: Position | None = None

    def facts(self) -> dict[str, Any]:
        """As they stand in the line that freezes it."""
        made: dict[str, Any] = facts_of(replace(self, position=None))
        return made

    def red(self) -> tuple[ProjectRow, ...]:
        """红旗项目."""
        return tuple(one for one in self.projects if one.flag == RED)

    def black(self) -> tuple[ProjectRow, ...]:
        """黑旗项目."""
        return tuple(one for one in self.projects if one.flag == BLACK)


def issue_of(facts: Mapping[str, Any], position: Position | None = None) -> Issue:
    """一期 out of the facts it was frozen with, exactly as it was."""
    return replace(board_of(Issue, facts), position=position)
