"""督办件: what was warned, urged, answered, reviewed and appealed about one item, out of the lines of its own stream."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from bingliang.ledger.acts import Entry

PREFIX = "supervision/"
"""流水名的开头."""
PASSED, RETURNED = "通过", "退回重做"


def stream_of_matter(case: str, item: int) -> str:
    """督办件的流水名: one for each item of a case, whoever begins it."""
    return f"{PREFIX}{uuid5(NAMESPACE_URL, f'{case}/{item}').hex}"


@dataclass(frozen=True, slots=True)
class Warned:
    """一次预警: `line` is whose limit, `rung` which step of the ladder, `on` the day it was reached, `due` the limit."""

    line: str
    rung: str
    on: date
    due: date
    round: int
    seq: int


@dataclass(frozen=True, slots=True)
class Order:
    """催办或者督办: `light` 黄灯 or 红灯; then the reply, then the review; a reply sent back is owed again."""

    act: str
    light: str
    on: date
    request: str
    reply_by: date
    seq: int
    press: str
    by: str
    reply: str = ""
    replied_on: date | None = None
    finish_by: date | None = None
    verdict: str = ""
    comment: str = ""

    @property
    def state(self) -> str:
        """办到哪里."""
        if self.verdict == PASSED:
            return "已了结"
        return "待复核" if self.replied_on is not None else "待回复"


@dataclass(frozen=True, slots=True)
class Appeal:
    """申诉: about which mark (`mark`), on what ground; `outcome` is empty until it has been decided."""

    mark: str
    ground: str
    reason: str
    on: date
    seq: int
    outcome: str = ""
    words: str = ""
    document: str = ""
    decided_on: date | None = None
    exempted: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """登记: a violation (`kind`, `against`, in words) or a talk, notice or transfer with its competent office."""

    kind: str
    against: str
    words: str
    article: str
    document: str
    on: date
    seq: int
    by: str


@dataclass(frozen=True, slots=True)
class Matter:
    """督办件 as it stands."""

    stream: str
    case: str
    item: int
    warned: tuple[Warned, ...] = ()
    orders: tuple[Order, ...] = ()
    accounts: tuple[Noted, ...] = ()
    violations: tuple[Noted, ...] = ()
    appeals: tuple[Appeal, ...] = ()

    @property
    def order(self) -> Order | None:
        """还没有了结的催办或者督办, the last one."""
        return next((one for one in reversed(self.orders) if one.state != "已了结"), None)

    def rung(self, line: str, rung: str, round_: int) -> bool:
        """这一级已经预警过: each rung of a limit once; an extension makes a new round of it."""
        return any((one.line, one.rung, one.round) == (line, rung, round_) for one in self.warned)

    def appeal(self, mark: str) -> Appeal | None:
        """关于这一分的最后一次申诉."""
        return next((one for one in reversed(self.appeals) if one.mark == mark), None)


def fold_matter(entries: Sequence[Entry]) -> Matter | None:
    """折叠; None for a stream that is no 督办件."""
    if not entries or not entries[0].stream.startswith(PREFIX):
        return None
    facts: Any = entries[0].facts
    matter = Matter(entries[0].stream, str(facts["case"]), int(facts["item"]))
    for entry in entries:
        after = _AFTER.get(entry.act)
        matter = after(matter, entry) if after else matter
    return matter


def _day(facts: Mapping[str, Any], key: str) -> date:
    return date.fromisoformat(str(facts[key]))


def _warned(matter: Matter, entry: Entry) -> Matter:
    facts: Any = entry.facts
    line = Warned(facts["line"], facts["rung"], _day(facts, "on"), _day(facts, "due"), int(facts["round"]), entry.seq)
    return replace(matter, warned=(*matter.warned, line))


def _ordering(matter: Matter, entry: Entry) -> Matter:
    facts: Any = entry.facts
    order = Order(
        entry.act, facts["light"], _day(facts, "on"), facts["request"], _day(facts, "reply_by"), entry.seq,
        entry.request, entry.by,
    )  # fmt: skip
    return replace(matter, orders=(*matter.orders, order))


def _replied(matter: Matter, entry: Entry) -> Matter:
    facts: Any = entry.facts
    finish = _day(facts, "finish_by") if facts.get("finish_by") else None
    return _ordered(
        matter, reply=facts["words"], replied_on=_day(facts, "on"), finish_by=finish, verdict="", comment=""
    )


def _reviewed(matter: Matter, entry: Entry) -> Matter:
    facts: Any = entry.facts
    back = {} if facts["verdict"] == PASSED else {"replied_on": None, "reply_by": _day(facts, "reply_by")}
    return _ordered(matter, verdict=facts["verdict"], comment=facts["words"], **back)


def _noted(entry: Entry) -> Noted:
    facts: Any = entry.facts
    kind, against, words, article, document = (
        str(facts.get(key, "")) for key in ("kind", "against", "words", "article", "document")
    )
    return Noted(kind, against, words, article, document, _day(facts, "on"), entry.seq, entry.by)


def _violated(matter: Matter, entry: Entry) -> Matter:
    return replace(matter, violations=(*matter.violations, _noted(entry)))


def _accounted(matter: Matter, entry: Entry) -> Matter:
    return replace(matter, accounts=(*matter.accounts, _noted(entry)))


def _appealed(matter: Matter, entry: Entry) -> Matter:
    facts: Any = entry.facts
    appeal = Appeal(facts["mark"], facts["ground"], facts["words"], _day(facts, "on"), entry.seq)
    return replace(matter, appeals=(*matter.appeals, appeal))


def _decided(matter: Matter, entry: Entry) -> Matter:
    facts: Any = entry.facts
    appeals = list(matter.appeals)
    at = next(at for at in reversed(range(len(appeals))) if appeals[at].mark == facts["mark"])
    appeals[at] = replace(
        appeals[at], outcome=facts["outcome"], words=facts["words"], document=facts.get("document", ""),
        decided_on=_day(facts, "on"), exempted=entry.act == "exempt",
    )  # fmt: skip
    return replace(matter, appeals=tuple(appeals))


def _ordered(matter: Matter, **changed: Any) -> Matter:  # noqa: ANN401 - the fields of an Order
    orders = list(matter.orders)
    at = next(at for at in reversed(range(len(orders))) if orders[at].state != "已了结")
    orders[at] = replace(orders[at], **changed)
    return replace(matter, orders=tuple(orders))


_AFTER: Mapping[str, Callable[[Matter, Entry], Matter]] = {
    "warn": _warned,
    "urge": _ordering,
    "supervise": _ordering,
    "reply_supervision": _replied,
    "review_supervision": _reviewed,
    "record_violation": _violated,
    "hold_account": _accounted,
    "appeal_mark": _appealed,
    "decide_appeal": _decided,
    "exempt": _decided,
}
