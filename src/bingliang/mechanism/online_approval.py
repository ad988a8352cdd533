"""《网上审批制度》: from which day an electronic filing counts, until when it is answered, what is told of it in which code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

from bingliang.ledger.acts import ACTS, Entry, Refusal
from bingliang.ledger.catalogue import Item
from bingliang.ledger.folding import amended
from bingliang.ledger.workdays import Calendar
from bingliang.mechanism.time_limits.term import Due, Term, due

CHINA = timezone(timedelta(hours=8))
"""北京时间, without summer time since 1992."""
CHANNEL = "网上"
"""收件渠道 of a case that came as a filing."""
AHEAD = timedelta(minutes=10)
"""How far a platform's clock may be ahead of ours."""

STATES: Mapping[int, str] = MappingProxyType(
    {
        1: "接件", 2: "撤件", 3: "受理", 4: "不受理", 5: "不予受理", 6: "补正（开始）", 7: "补正（结束）",
        8: "部门开始办理", 9: "特别程序（开始）", 10: "特别程序（结束）", 11: "办结（通过）", 12: "办结（容缺通过）",
        13: "办结（不通过）", 14: "撤回", 15: "撤销",
    }
)  # fmt: skip
"""工程建设项目审批“办件状态”十五码."""


def received_on(entered: datetime, confirmed: datetime | None = None, *, confirmation_required: bool = False) -> date:
    """收件日: the day a filing entered the named system, at any hour, workday or not; where receipt must be confirmed,
    the day the applicant got the confirmation (法释〔2009〕20号第六条第二款).

    ValueError when a required confirmation is missing, or a time has no zone.
    """
    moment = entered
    if confirmation_required:
        if confirmed is None:
            raise ValueError("该渠道以申请人收到收讫确认之日起算，请先登记确认时间（法释〔2009〕20号第六条第二款）。")
        moment = confirmed
    if moment.tzinfo is None:
        raise ValueError("入库时间缺少时区，无法确定收件日，请按北京时间登记。")
    return moment.astimezone(CHINA).date()


def entered(claimed: datetime | None, arrived: datetime) -> datetime:
    """入库时间: when the platform that was named took it in, else when it arrived here (法释〔2009〕20号第六条第二款).

    The time between platform and counter is the authority's own. A Refusal of a time that has not come yet.
    """
    if claimed is None:
        return arrived
    if claimed.tzinfo is None:
        raise ValueError("申报进入平台的时间缺少时区，无法确定收件日，请报送单位补上时区。")
    if claimed > arrived + AHEAD:
        said, now = (f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}" for moment in (claimed, arrived))
        raise Refusal(
            f"申报进入平台的时间（{said}）晚于现在（{now}），请报送单位核对平台的时钟。", "法释〔2009〕20号第六条第二款"
        )
    return min(claimed, arrived).astimezone(CHINA)


def answer_by(on: date, items: Iterable[Item], calendar: Calendar) -> Due | None:
    """答复截止日: the first day on which one of its items must have been accepted or told once; None for 备案 alone."""
    lines = [
        due(Term(on, item.completeness.value, item.completeness.unit), calendar)
        for item in items
        if item.handling.has_completeness_clock
    ]
    return min(lines, key=lambda line: line.on, default=None)


@dataclass(frozen=True, slots=True)
class Event:
    """办理状态 as it is told to the platform: national code and word, the item (blank for the whole case), the day in law."""

    line: int
    code: int
    state: str
    act: str
    on: date
    at: datetime
    item: str = ""
    item_name: str = ""
    document: str = ""


_DAYS = ("on", "received_on", "accepted_on", "served_on", "result_on", "approved_on")
_NUMBERS = ("document", "number", "code")


def events(entries: Sequence[Entry], after: int = 0) -> tuple[Event, ...]:
    """状态: every act behind line `after` that has a national code, item by item, 录入更正 applied."""
    found: list[Event] = []
    items: dict[int, tuple[str, str]] = {}
    for entry in amended(entries):
        facts: Any = entry.facts
        if entry.act == "receive":
            items = {row["no"]: (row["item"], row["name"]) for row in facts["items"]}
        act = ACTS.get(entry.act)
        if act is None or act.state is None or entry.seq <= after:
            continue
        if entry.act == "take_corrections" and not facts["complete"]:
            continue  # 补正结束 only when all is in
        on = next((date.fromisoformat(facts[key]) for key in _DAYS if facts.get(key)), entry.at.date())
        document = next((facts[key] for key in _NUMBERS if isinstance(facts.get(key), str) and facts[key]), "")
        for item, name in _concerned(entry, items):
            found.append(Event(entry.seq, act.state, STATES[act.state], act.title, on, entry.at, item, name, document))
    return tuple(found)


def _concerned(entry: Entry, items: Mapping[int, tuple[str, str]]) -> list[tuple[str, str]]:
    facts: Any = entry.facts
    if entry.act == "receive":
        return [items[row["no"]] for row in facts["items"] if row.get("mode") == "formal"]
    numbers = facts.get("items") or ([facts["item"]] if "item" in facts else [])
    return [items.get(int(no), ("", "")) for no in numbers] or [("", "")]


@dataclass(frozen=True, slots=True)
class Difference:
    """一栏: what the filing says and what the register says; `differs` only where both say something."""

    word: str
    given: str
    known: str = ""

    @property
    def differs(self) -> bool:
        """与登记不符."""
        return bool(self.given and self.known and self.given != self.known)


def compared(
    given: Mapping[str, Any], known: Mapping[str, Any] | None, words: Mapping[str, str]
) -> tuple[Difference, ...]:
    """对照 of one section, in the order of `words` (name → its Chinese word)."""
    held = known or {}
    return tuple(
        Difference(word, str(given.get(name, "")).strip(), str(held.get(name, "")).strip())
        for name, word in words.items()
    )
