"""现状: one row per case, item and task with what lists sort, filter and count by. Values only.

A row is folded from the lines of its stream; it says nothing that the lines do not say.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bingliang.ledger.acts import Number


class Level(StrEnum):
    """层级: a case 办件, one item 事项 of it, one task 分办件 of an item."""

    CASE = "case"
    ITEM = "item"
    TASK = "task"


class ItemState(StrEnum):
    """分办件状态: folded from the acts; the 阶段 of an item's row, and of its segment in the row of its case."""

    WAITING = "预收"
    RECEIVED = "待受理"
    CORRECTING = "待补正"
    HANDLING = "在办"
    FORWARDED = "已转报"
    DECIDED = "已决定"
    DONE = "已办结"
    ENDED = "已终止"


SOON = 2
"""临期: this many workdays or fewer are left."""

OWN = "企业自办"
"""In a standing row of its own, whom an own matter waits for: no department, so that no department's list holds it."""

SIGNING = "待签收"
"""阶段 of a task whose days to answer run from a signature that has not been given."""
ATTENDING, RECTIFYING, REINSPECTING = "到会意见", "企业整改", "复验"
"""阶段 of a department's part in 会审、联合踏勘、联合验收: its word is wanted, the enterprise puts right, it looks again."""


class Waiting(StrEnum):
    """等待: why no clock of ours is running, when somebody else has to move first."""

    NOTHING = ""
    HELD = "预收待办"
    APPLICANT = "待企业"
    COLLECT = "待领取"


@dataclass(frozen=True, slots=True)
class StandingRow:
    """现状的一行, named by (stream, item, task); a case row has neither item nor task, an item row no task.

    `next_on` is the date that matters next; a date is None while nothing runs towards it. `segments` and `terms` are
    JSON texts: the segment bar of a list row, and the inputs from which the dates were computed (start, value, unit,
    stopped workdays, extension), so that a notice recomputes them without replaying the stream.
    `code` may be a `Number` while the act that draws it is being written.
    """

    stream: str
    level: Level
    item: str = ""
    task: str = ""
    code: str | Number = ""
    title: str = ""
    enterprise: str = ""
    enterprise_id: str = ""
    project: str = ""
    project_id: str = ""
    department: str = ""
    body: str = ""
    counter: str = ""
    clerk: str = ""
    stage: str = ""
    received_on: date | None = None
    accepted_on: date | None = None
    due_on: date | None = None
    promised_on: date | None = None
    next_on: date | None = None
    provisional: bool = False
    stopped: bool = False
    outside: bool = False
    open: bool = True
    waiting: Waiting = Waiting.NOTHING
    ended_on: date | None = None
    decided_on: date | None = None
    promise_broken: bool = False
    statute_broken: bool = False
    items_total: int = 0
    items_done: int = 0
    segments: str = "[]"
    terms: str = "{}"
    tags: tuple[str, ...] = ()
    green: bool = False
    """绿色通道: such rows stand before all others of a list"""
