"""网上申报: one filing out of the lines of its own stream: what came in, what came after, what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bingliang.ledger.acts import Entry

PREFIX = "filing/"
"""流水名的开头."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: `sm3` names its stored bytes; `since` numbers the package it came with, 0 being the filing itself."""

    title: str
    file: str
    material: str
    size: int
    sm3: str
    kind: str
    notes: tuple[str, ...] = ()
    since: int = 0


@dataclass(frozen=True, slots=True)
class Remark:
    """预审意见 on one material: `state` 齐 or 缺, and in words what is wrong with it."""

    state: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """网上申报 as it stands. `facts` are those of the line that entered it; `supplements` the days further packages came."""

    stream: str
    number: str
    facts: Mapping[str, Any]
    attachments: tuple[Attachment, ...]
    remarks: Mapping[str, Remark]
    supplements: tuple[date, ...] = ()
    withdrawn_on: date | None = None
    withdrawn_why: str = ""
    case: str = ""
    before: int = 0
    """so many of the further packages had come when it was received"""
    reported: int = 0
    """the last line of the case that has been reported, 0 for none"""
    parts: int = 0
    withdrawal_reported: bool = False

    @property
    def entered_at(self) -> datetime:
        """入库时间: when it entered the system that counts."""
        return datetime.fromisoformat(str(self.facts["entered_at"]))

    @property
    def received_on(self) -> date:
        """收件日."""
        return date.fromisoformat(str(self.facts["received_on"]))

    @property
    def items(self) -> tuple[str, ...]:
        """申报的事项 by code."""
        return tuple(map(str, self.facts["items"]))

    @property
    def waiting(self) -> bool:
        """待预审: neither received nor withdrawn."""
        return not self.case and self.withdrawn_on is None


def fold_filing(entries: Sequence[Entry]) -> Filing | None:
    """折叠; None for a stream that is no filing."""
    if not entries or entries[0].act != "enter_filing":
        return None
    facts: Any = entries[0].facts
    filing = Filing(entries[0].stream, str(facts["number"]), facts, _attachments(facts, 0), {})
    for entry in entries[1:]:
        filing = _after(filing, entry)
    return filing


def _after(filing: Filing, entry: Entry) -> Filing:
    facts: Any = entry.facts
    if entry.act == "supplement_filing":
        days = (*filing.supplements, date.fromisoformat(facts["received_on"]))
        return replace(filing, supplements=days, attachments=(*filing.attachments, *_attachments(facts, len(days))))
    if entry.act == "withdraw_filing":
        return replace(filing, withdrawn_on=date.fromisoformat(facts["received_on"]), withdrawn_why=facts["reason"])
    if entry.act == "check_filing":
        return replace(filing, remarks={key: Remark(*one) for key, one in facts["remarks"].items()})
    if entry.act == "take_filing":
        return replace(filing, case=facts["case"], before=len(filing.supplements))
    if entry.act == "report_filing":
        return replace(
            filing, reported=facts["until"], parts=facts["part"], withdrawal_reported=filing.withdrawn_on is not None
        )
    return filing


def _attachments(facts: Mapping[str, Any], since: int) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(
            row["title"], row["file"], row["material"], row["size"], row["sm3"], row["kind"], tuple(row["notes"]), since
        )
        for row in facts["attachments"]
    )
