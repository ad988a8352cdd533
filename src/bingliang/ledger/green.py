"""绿色通道: on what ground, by whom and from when a case or a project goes first, with promises of its own. Values only.

It puts a case first in the lists and may shorten what is promised; no period of the law and no other rule bends to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bingliang.ledger.altering import replace

if TYPE_CHECKING:
    from bingliang.ledger.acts import Entry
    from bingliang.ledger.case import Case, CaseItem, Facts

TAG = "绿色通道"
"""A tag of this name grants nothing: it is no act."""
KEYS = ("ground", "note", "document", "approver", "project")


@dataclass(frozen=True, slots=True)
class Green:
    """绿色通道: `ground` out of the zone's list, `note` in words, `document` and `approver` (a post) that granted it.

    `project` names the project a case has it from. It is over on `ended_on`; what was promised under it stays promised.
    """

    on: date
    ground: str
    note: str
    document: str
    approver: str
    project: str = ""
    ended_on: date | None = None
    reason: str = ""

    @property
    def in_force(self) -> bool:
        """还在."""
        return self.ended_on is None

    @property
    def tag(self) -> str:
        """一个标签 with who granted it."""
        return f"{TAG}（{self.approver}准予）"

    @property
    def text(self) -> str:
        """由谁、凭什么."""
        origin = f"，随项目“{self.project}”" if self.project else ""
        return f"{self.on:%Y-%m-%d}由{self.approver}准予（{self.document}），{self.ground}{origin}"


@dataclass(frozen=True, slots=True)
class Hastened:
    """绿色通道的承诺: so many days in the unit of the ordinary promise, counted at the earliest from `since`."""

    since: date
    value: int
    document: str


def green_of(facts: Facts) -> Green:
    """准予 from its facts."""
    ground, note, document, approver, project = (str(facts.get(key, "")) for key in KEYS)
    return Green(_day(facts["on"]), ground, note, document, approver, project)


def over(green: Green | None, facts: Facts) -> Green | None:
    """取消 from its facts."""
    return None if green is None else replace(green, ended_on=_day(facts["on"]), reason=str(facts.get("reason", "")))


def granted(case: Case, entry: Entry) -> Case:
    """准予绿色通道 of a case, with the promises that it shortens."""
    facts: Any = entry.facts
    since, items = _day(facts["counts_from"]), dict(case.items)
    for row in facts["promises"]:
        items[row["item"]] = replace(
            items[row["item"]], hastened=Hastened(since, int(row["value"]), str(facts["document"]))
        )
    return replace(case, green=green_of(facts), items=MappingProxyType(items))


def ended(case: Case, entry: Entry) -> Case:
    """取消: an item that has been accepted keeps what it was promised, one that has not goes the ordinary way."""
    items = {no: item if item.acceptance is not None else _plain(item) for no, item in case.items.items()}
    return replace(case, green=over(case.green, entry.facts), items=MappingProxyType(items))


def _plain(item: CaseItem) -> CaseItem:
    return replace(item, hastened=None)


def _day(text: object) -> date:
    return date.fromisoformat(str(text)[:10])
