"""好差评的台账: one invitation and one rating out of the lines of their own streams.

隐去评价人: an invitation names the case, the item and the service, but never a grade; a rating names the rated side, the
service and the grade, but never a case, an enterprise or a person. The two streams have nothing in common but the press
(`request`) that wrote the last line of the one and the first of the other. That is the sealed link: it stands in the hash
chain like everything else, no list, page, paper or export reads it, and the act 拆封 (`open_rating`, with its reason, a line
of the rating's own) is the one way to it. Who holds the database file itself can join the two by it; who sits at the
program cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bingliang.ledger.acts import Entry, Who
from bingliang.ledger.case import day
from bingliang.ledger.roles import ENTERPRISE as ROLE

INVITED, PREFIX = "invitation/", "rating/"
"""流水名的开头 of the invitations and of the ratings."""
ENTERPRISE = Who("企业", "评价器", ROLE)
"""评价人: whoever touches the enterprise's own screen; no name, no counter."""
COUNTER = "窗口"
RECEIVING, DELIVERING, AGAIN = "收件受理", "办结送达", "整改后再评"
"""服务: each is rated once (一次一评、一事一评); the third is the second look at a bad rating."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """评价邀请 under its code: which service of which item; `rating` instead of a case for a second look."""

    code: str
    case: str
    item: int
    service: str
    side: str
    subject: str
    item_code: str
    on: date
    rating: str = ""
    taken: bool = False


def fold_invitation(entries: Sequence[Entry]) -> Invitation | None:
    """折叠: the invitation of a code; None when nobody was invited under it."""
    if not entries or entries[0].act != "invite_rating":
        return None
    facts: Any = entries[0].facts
    return Invitation(
        str(facts["code"]), facts.get("case", ""), int(facts.get("item", 0)), facts["service"], facts["side"],
        facts["subject"], facts.get("item_code", ""), day(facts["on"]), facts.get("rating", ""),
        taken=any(entry.act == "take_rating" for entry in entries),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contact:
    """联系核实: what was found, the fault in words that name nobody, and how it is to be mended."""

    on: date
    finding: str
    problem: str
    way: str


@dataclass(frozen=True, slots=True)
class Mending:
    """整改: what was done, and the day it was reported."""

    on: date
    words: str
    seq: int


@dataclass(frozen=True, slots=True)
class Objection:
    """差评申诉 of the rated side, once; `outcome` empty while it is looked into."""

    on: date
    words: str
    outcome: str = ""
    reply: str = ""


@dataclass(frozen=True, slots=True)
class SecondLook:
    """再评: what the enterprise said when it was asked again."""

    on: date
    grade: int
    seq: int


@dataclass(frozen=True, slots=True)
class Opened:
    """拆封: when, by whom and why the link was read."""

    on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rating:
    """一次评价 as it stands; a list holds the oldest first. `code` waits for the enterprise's second look."""

    stream: str
    number: str
    grade: int
    reasons: tuple[str, ...]
    words: str
    side: str
    service: str
    item_code: str
    on: date
    seq: int
    contacts: tuple[Contact, ...] = ()
    mendings: tuple[Mending, ...] = ()
    objection: Objection | None = None
    code: str = ""
    looks: tuple[SecondLook, ...] = ()
    opened: tuple[Opened, ...] = ()

    @property
    def contact(self) -> Contact | None:
        """联系上的那一次."""
        return next((one for one in self.contacts if one.finding != UNREACHED), None)

    @property
    def mended(self) -> bool:
        """整改已报: since the enterprise looked last."""
        since = self.looks[-1].seq if self.looks else 0
        return any(one.seq > since for one in self.mendings)


TRUE, MISTAKEN, UNREACHED = "属实", "企业确认误评", "没有联系上"
FINDINGS = (TRUE, MISTAKEN, UNREACHED)
"""联系核实的结果."""
UPHELD, DISMISSED = "成立", "不成立"


def fold_rating(entries: Sequence[Entry]) -> Rating | None:
    """折叠: the rating out of its lines; None for another kind of stream."""
    if not entries or entries[0].act != "rate":
        return None
    first: Any = entries[0].facts
    found = Rating(
        entries[0].stream, first["number"], int(first["grade"]), tuple(first["reasons"]), first["words"], first["side"],
        first["service"], first["item_code"], day(first["on"]), entries[0].seq,
    )  # fmt: skip
    for entry in entries[1:]:
        found = _after(found, entry, entry.facts)
    return found


def _after(found: Rating, entry: Entry, facts: Mapping[str, Any]) -> Rating:
    change = _CHANGES.get(entry.act)
    return change(found, entry, facts) if change is not None else found


def _contacted(found: Rating, _entry: Entry, facts: Mapping[str, Any]) -> Rating:
    made = Contact(day(facts["on"]), facts["finding"], facts["problem"], facts["way"])
    return replace(found, contacts=(*found.contacts, made))


def _mended(found: Rating, entry: Entry, facts: Mapping[str, Any]) -> Rating:
    return replace(found, mendings=(*found.mendings, Mending(day(facts["on"]), facts["words"], entry.seq)))


def _appealed(found: Rating, _entry: Entry, facts: Mapping[str, Any]) -> Rating:
    return replace(found, objection=Objection(day(facts["on"]), facts["words"]))


def _decided(found: Rating, _entry: Entry, facts: Mapping[str, Any]) -> Rating:
    if found.objection is None:
        return found
    return replace(found, objection=replace(found.objection, outcome=facts["outcome"], reply=facts["words"]))


def _revisited(found: Rating, _entry: Entry, facts: Mapping[str, Any]) -> Rating:
    return replace(found, code=facts["code"])


def _looked(found: Rating, entry: Entry, facts: Mapping[str, Any]) -> Rating:
    return replace(found, looks=(*found.looks, SecondLook(day(facts["on"]), int(facts["grade"]), entry.seq)), code="")


def _opened(found: Rating, entry: Entry, facts: Mapping[str, Any]) -> Rating:
    return replace(found, opened=(*found.opened, Opened(day(facts["on"]), entry.by, facts["reason"])))


_CHANGES: Mapping[str, Callable[[Rating, Entry, Mapping[str, Any]], Rating]] = {
    "contact_rater": _contacted,
    "rectify_rating": _mended,
    "appeal_rating": _appealed,
    "decide_rating_appeal": _decided,
    "revisit_rating": _revisited,
    "rate_again": _looked,
    "open_rating": _opened,
}
