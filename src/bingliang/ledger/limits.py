"""期限的写法: value, unit and start of a period as the law, the zone or an extension gives it. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """期限单位: workday 工作日 (《行政许可法》第八十二条), calendar_day 自然日, not_stated 法条只写“日”."""

    WORKDAY = "workday"
    DAY = "calendar_day"
    NOT_STATED = "not_stated"

    @property
    def text(self) -> str:
        """The word on screen and paper."""
        return {"workday": "个工作日", "calendar_day": "个自然日", "not_stated": "日"}[self.value]


class Start(StrEnum):
    """起算事件: what starts a clock. accepted 受理; received 收到申请; complete 收到全部(合格)材料; decided 作出决定.

    completion 竣工验收合格 and in_use 投入使用 start only duties of the enterprise, never a department's clock.
    """

    ACCEPTED = "accepted"
    RECEIVED = "received"
    COMPLETE = "complete"
    DECIDED = "decided"
    COMPLETION = "completion"
    IN_USE = "in_use"

    @property
    def text(self) -> str:
        """The word on screen and paper."""
        return {
            "accepted": "受理之日",
            "received": "收到申请之日",
            "complete": "收到全部合格材料之日",
            "decided": "作出决定之日",
            "completion": "竣工验收合格之日",
            "in_use": "投入使用之日",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Limit:
    """期限: `value` in `unit` from `start`; `article` is the source as printed."""

    value: int
    unit: Unit
    start: Start
    article: str = ""
    verified: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """延长: at most `value` in `unit`, once, approved by `approver` (《行政许可法》第四十二条 or the special law)."""

    value: int
    unit: Unit
    approver: str
    article: str = "《行政许可法》第四十二条"


@dataclass(frozen=True, slots=True)
class Promise:
    """承诺时限: the zone's published decision with its ground (文号 and date of publication)."""

    value: int
    unit: Unit
    start: Start
    ground: str
    published: date | None = None
    with_special_steps: bool = False
