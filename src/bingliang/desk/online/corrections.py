"""网上补正: what a further package brings is entered in the case on the day it came, piece by piece, with nothing typed again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.desk.casework import acceptance
from bingliang.desk.online import filings
from bingliang.desk.online.notice import Told
from bingliang.desk.online.visit import press_of
from bingliang.ledger.acts import Refusal
from bingliang.ledger.case import Case, ItemState
from bingliang.ledger.filing import Filing
from bingliang.ledger.folding import fold

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look

_LAW = "《行政许可法》第三十二条第一款第（五）项"


@dataclass(frozen=True, slots=True)
class Corrections:
    """补正: the day it came, which materials of the notice it brings, which are still lacking."""

    on: date
    back: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """齐全: that day is the acceptance day."""
        return not self.lacking


def corrections(desk: Desk, stream: str) -> Corrections:
    """看补正; a Refusal when nothing is to be corrected, or nothing of it has come."""
    with desk.store.look() as look:
        return _read(look, stream)[2]


def take(desk: Desk, stream: str, shown: Corrections) -> Told:
    """补正收件 of exactly what was shown, dated on the day the package entered the system."""
    with desk.store.look() as look:
        filing, case, now = _read(look, stream)
    if now != shown:
        raise Refusal("补正的情况与刚才显示的不同，请看过再按一次。", _LAW)
    items = [no for no, item in case.items.items() if item.state is ItemState.CORRECTING]
    pieces = [{"name": name, "originals": 0, "copies": 0, "electronic": True} for name in now.back]
    reason = f"网上补正包于{now.on:%Y-%m-%d}进入系统，以该日为准"
    acceptance.take_corrections(
        desk.late(reason) if now.on < desk.today() else desk, f"{press_of(stream)}/corrections/{len(filing.supplements)}",
        case.stream, now.on, items, complete=now.complete, pieces=pieces,
    )  # fmt: skip
    return Told(case.stream, str(case.project["name"]), case.code, len(now.back))


def _read(look: Look, stream: str) -> tuple[Filing, Case, Corrections]:
    filing = filings.found(look, stream)
    entries = look.entries(filing.case) if filing.case else ()
    case = fold(entries)
    if case is None:
        raise Refusal(f"{filing.number}还没有收件，补来的材料随申报一起预审，不是补正。", _LAW)
    items = [item for item in case.items.values() if item.state is ItemState.CORRECTING]
    if not items or len(filing.supplements) <= filing.before:
        raise Refusal(f"{case.code}没有等着补正的事项，补交的材料请转承办部门。", _LAW)
    earlier = {
        str(piece["name"]) for entry in entries if entry.act == "take_corrections" for piece in _pieces(entry.facts)
    }
    asked = list(dict.fromkeys(str(row["material"]) for item in items for row in item.defects))
    came = [one for one in filing.attachments if one.since > filing.before]
    titles, codes = {one.title for one in came}, {one.material for one in came if one.material}
    coded = {str(row["name"]) for row in case.materials if row["code"] in codes}
    back = tuple(name for name in asked if name in titles | coded and name not in earlier)
    if not back:
        raise Refusal("补正包里没有告知书列明的材料，请打开办件，逐份看过再登记。", _LAW)
    lacking = tuple(name for name in asked if name not in {*back, *earlier})
    return filing, case, Corrections(filing.supplements[-1], back, lacking)


def _pieces(facts: object) -> list[dict[str, object]]:
    found: list[dict[str, object]] = dict(facts)["pieces"]  # type: ignore[call-overload]  # facts are JSON
    return found
