"""登记的人员: found by the whole of a number, a telephone or a name; where each is named, and whether he may be erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bingliang.ledger.acts import Entry, Refusal
from bingliang.ledger.errand import PREFIX as ERRAND
from bingliang.ledger.errand import fold_errand
from bingliang.ledger.filing import PREFIX as FILING
from bingliang.ledger.filing import fold_filing
from bingliang.ledger.folding import fold
from bingliang.ledger.identifiers import mask_phone
from bingliang.mechanism import overall
from bingliang.mechanism.overall.erasing import Place, may_erase

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look
    from bingliang.store.people import Person

ACT = "erase_person"
_CASE = "case/"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """一人: masked as far as it serves to tell him from others; `barred` says why he may not be erased."""

    id: str
    name: str
    number: str
    phone: str
    places: tuple[str, ...]
    barred: str

    @property
    def known_by(self) -> str:
        """怎样称呼: name and the tail of the number."""
        return f"{self.name}（{self.number}）" if self.number else self.name


@dataclass(frozen=True, slots=True)
class ErasedRow:
    """已经删除的一次."""

    seq: int
    on: date
    requested_on: date
    ground: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Persons:
    """找到的人员, and what was erased before; `may` whether this post may erase, `copies` the backups on this machine."""

    rows: tuple[PersonRow, ...]
    erased: tuple[ErasedRow, ...]
    may: bool
    role: str


def find(desk: Desk, words: str) -> Persons:
    """找人. A Refusal for a post that has no business with the register."""
    from bingliang.ledger.roles import entitled
    from bingliang.store.erasing import STREAM, persons

    may = entitled(desk.who.role, ACT)
    with desk.store.look() as look:
        erased = tuple(map(_erased, reversed(look.entries(STREAM))))
        if not words.strip():
            return Persons((), erased, may, desk.who.role)
        overall.authorise(ACT, desk.who)
        return Persons(tuple(_row(look, one) for one in persons(look, words.strip())), erased, may, desk.who.role)


def _erased(entry: Entry) -> ErasedRow:
    facts = entry.facts
    on, asked = date.fromisoformat(str(facts["on"])), date.fromisoformat(str(facts["requested_on"]))
    return ErasedRow(entry.seq, on, asked, str(facts["ground"]), str(facts["reason"]), entry.by)


def _row(look: Look, one: Person) -> PersonRow:
    streams = streams_of(look, one.id)
    places = places_of(look, streams)
    try:
        may_erase(places, look.today)
        barred = ""
    except Refusal as why:
        barred = str(why)
    number = f"证件末四位 {one.id_number[-4:]}" if one.id_number else ""
    phone = mask_phone(one.phone) if one.phone else "—"
    return PersonRow(one.id, one.name, number, phone, tuple(place.word for place in places), barred)


def streams_of(look: Look, held: str) -> tuple[str, ...]:
    """各处的流水: where the person is named, and the cases that came of it."""
    from bingliang.store.erasing import named_in

    found = dict.fromkeys(named_in(look, held))
    for stream in tuple(found):
        if stream.startswith(ERRAND) and (errand := fold_errand(look.entries(stream))) is not None:
            found |= dict.fromkeys(errand.cases)
        elif stream.startswith(FILING) and (filing := fold_filing(look.entries(stream))) is not None and filing.case:
            found[filing.case] = None
    return tuple(found)


def places_of(look: Look, streams: Sequence[str]) -> tuple[Place, ...]:
    """各处 as the rule asks of them."""
    return tuple(_place(stream, look.entries(stream)) for stream in streams)


def _place(stream: str, entries: Sequence[Entry]) -> Place:
    if stream.startswith(_CASE) and (case := fold(entries)) is not None:
        archived = next((one for one in reversed(entries) if one.act == "archive"), None)
        kept = str(archived.facts.get("retention", "")) if archived is not None else ""
        return Place(f"办件{case.code}", case.closed_on is None, True, case.archived_on, kept)
    if stream.startswith(FILING) and (filing := fold_filing(entries)) is not None:
        return Place(f"网上申报{filing.number}", filing.waiting)
    if stream.startswith(ERRAND) and (errand := fold_errand(entries)) is not None:
        return Place(f"来访{errand.number}", running=False)
    # What nobody has thought of is not erased by guess.
    return Place(f"流水“{stream}”", running=True)


def copies(desk: Desk) -> tuple[Path, ...]:
    """本机的副本 of this database: the backups and what an upgrade has copied; each still holds what is erased now."""
    from bingliang.settings import data_folder

    path = desk.store.location.path
    if path is None:
        return ()
    kept = sorted((data_folder() / "backup").glob("*.db"))
    return (*kept, *sorted(path.parent.glob(f"{path.name}.before-*")))
