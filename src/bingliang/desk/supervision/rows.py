"""督办件的行: the frozen rows of matters, one of them whole, and the filters above them; values only, so that they come alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk.lights import Light

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bingliang.mechanism.supervision import Mark


class MatterFilter(StrEnum):
    """督办的筛选."""

    OPEN = "督办在办"
    URGE = "待催办"
    SUPERVISE = "待督办"
    REPLY = "待回复"
    REVIEW = "待复核"
    APPEAL = "待处理申诉"
    DONE = "督办了结"
    ELSEWHERE = "其他超期"


@dataclass(frozen=True, slots=True)
class MatterRow:
    """清单的一行: `state` is one of the words of the filter; `rung` the gravest warning so far."""

    stream: str
    no: int
    item: str
    code: str
    project: str
    enterprise: str
    department: str
    office: str
    light: Light
    state: MatterFilter
    rung: str
    until: date | None
    until_word: str
    remaining: int | None
    provisional: bool
    promise_late: int
    statute_late: int
    points: int
    appealing: bool
    kind: str = ""
    place: str = ""
    subject: str = ""
    """of what is late elsewhere: what it is, the room where it is done and what to show there"""

    @property
    def word(self) -> str:
        """状态的一个词: what it is where it is no matter of a case."""
        return self.kind or self.state

    @property
    def key(self) -> tuple[str, int]:
        """行的名称."""
        return self.stream, self.no

    @property
    def next_on(self) -> date | None:
        """到哪天, as the badge of a list shows it."""
        return self.until


@dataclass(frozen=True, slots=True)
class Step:
    """一步 of the matter: on which day, what, in words, with the line that says it."""

    on: date
    title: str
    words: str
    seq: int


@dataclass(frozen=True, slots=True)
class MatterView:
    """一件督办 whole: its lines, its steps and its marks."""

    row: MatterRow
    sentence: str
    days: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]
    marks: tuple[Mark, ...]
    papers: tuple[tuple[str, str, int], ...]
    """title, number and line of the 催办单 and 督办单"""


def under(rows: Sequence[MatterRow], which: MatterFilter) -> tuple[MatterRow, ...]:
    """筛选."""
    if which is MatterFilter.OPEN:
        return tuple(row for row in rows if row.state not in (MatterFilter.DONE, MatterFilter.ELSEWHERE))
    if which is MatterFilter.APPEAL:
        return tuple(row for row in rows if row.appealing)
    return tuple(row for row in rows if row.state is which)
