"""材料袋和原件的折叠: what the acts about the bag and the originals make of a case, or of its bag alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from bingliang.ledger.acts import Entry
from bingliang.ledger.altering import replace
from bingliang.ledger.bag import Bag, Kept, Loan
from bingliang.ledger.case import Facts, day, maybe_day


class _Held(Protocol):
    @property
    def bag(self) -> Bag: ...
    @property
    def kept(self) -> tuple[Kept, ...]: ...


Held = TypeVar("Held", bound=_Held)


@dataclass(frozen=True, slots=True)
class Custody:
    """保管: the bag and the originals by themselves, for lists that read nothing else of a case."""

    bag: Bag = Bag()  # noqa: RUF009 - frozen
    kept: tuple[Kept, ...] = ()
    archived_on: date | None = None


def shelved(held: Held, entry: Entry) -> Held:
    """上架: from now on it stands there."""
    facts: Facts = entry.facts
    return replace(held, bag=Bag(str(facts["shelf"]), day(facts["on"])))


def lent(held: Held, entry: Entry) -> Held:
    """借出、移送: it is out; the place it was taken from stays its own."""
    facts: Facts = entry.facts
    words = {key: str(facts.get(key, "")) for key in ("to", "office", "purpose")}
    loan = Loan(day(facts["on"]), **words, back_by=maybe_day(facts.get("back_by")), passed=entry.act == "pass_bag")
    return replace(held, bag=replace(held.bag, loan=loan))


def returned(held: Held, entry: Entry) -> Held:
    """归还: on the shelf that is named; where none is, nobody knows yet on which it stands."""
    facts: Facts = entry.facts
    return replace(held, bag=Bag(str(facts.get("shelf", "")), day(facts["on"])))


def checked(held: Held, entry: Entry) -> Held:
    """核对原件: what is not handed back at once is kept, and owed."""
    facts: Facts = entry.facts
    kept = tuple(Kept(row["name"], int(row["count"]), day(facts["on"])) for row in facts["pieces"] if row["kept"])
    return replace(held, kept=(*held.kept, *kept))


def handed_back(held: Held, entry: Entry) -> Held:
    """退还原件: what was signed for is owed no more."""
    facts: Any = entry.facts
    names = {str(row["name"]) for row in facts["pieces"]}
    return replace(held, kept=tuple(one for one in held.kept if one.name not in names))


def archived(held: Held, entry: Entry) -> Held:
    """归档: the volume is the archive's from now on."""
    return replace(held, archived_on=day(entry.facts["on"]))


CHANGES: Mapping[str, Callable[[Any, Entry], Any]] = MappingProxyType(
    {
        "shelve_bag": shelved,
        "lend_bag": lent,
        "pass_bag": lent,
        "return_bag": returned,
        "check_originals": checked,
        "return_kept": handed_back,
        "archive": archived,
    }
)
"""What an act makes of the bag and the originals."""


def custody_of(entries: Iterable[Entry]) -> Custody:
    """保管 out of lines that have been put right already."""
    held = Custody()
    for entry in entries:
        change = CHANGES.get(entry.act)
        held = held if change is None else change(held, entry)
    return held
