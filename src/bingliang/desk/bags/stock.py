"""盘点: the bags of one shelf scanned one after the other: which are there, which are missing, which should not be here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from bingliang.desk.bags.view import BagRow, rows_of
from bingliang.desk.supervision.terms import listed
from bingliang.ledger.acts import Draft, Refusal
from bingliang.ledger.bag import SHELF, code_of
from bingliang.mechanism import overall

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.store.look import Look
    from bingliang.store.work import Work

PREFIX = "shelf/"
"""流水名的开头: every shelf has one of its own."""


class Found(StrEnum):
    """盘到了没有."""

    MISSING = "没有扫到"
    STRANGE = "不该在这里"
    THERE = "在"


@dataclass(frozen=True, slots=True)
class StockRow:
    """盘点的一行: a bag that should be there or that was scanned."""

    found: Found
    bag: BagRow

    @property
    def where(self) -> str:
        """应在哪里, of a bag that should not be here; of the others what was found."""
        return f"登记{self.bag.place}" if self.found is Found.STRANGE else self.found.value

    @property
    def key(self) -> str:
        """哪一只."""
        return self.bag.stream


@dataclass(frozen=True, slots=True)
class Stock:
    """一个架位的盘点 so far: strange ones first, then the missing, then those found; and when it was last taken."""

    shelf: str
    rows: tuple[StockRow, ...]
    unknown: tuple[str, ...]
    last: str = ""

    def of(self, found: Found) -> tuple[BagRow, ...]:
        """这一种的袋."""
        return tuple(row.bag for row in self.rows if row.found is found)

    @property
    def sentence(self) -> str:
        """一句话."""
        there, missing, strange = (len(self.of(one)) for one in (Found.THERE, Found.MISSING, Found.STRANGE))
        if not self.rows:
            return f"{self.shelf}没有登记的材料袋。"
        parts = (
            f"应有{there + missing}只，扫到{there}只",
            f"缺{missing}只" if missing else "",
            f"多{strange}只" if strange else "",
        )
        return (
            f"{self.shelf}"
            + "，".join(part for part in parts if part)
            + ("，相符。" if not missing and not strange else "。")
        )


def stock_of(desk: Desk, shelf: str, codes: Sequence[str]) -> Stock:
    """对照 of what was scanned with what is noted; nothing is written."""
    with desk.store.look() as look:
        return _compared(look, shelf, codes)


def _compared(look: Look, shelf: str, codes: Sequence[str]) -> Stock:
    shelves = listed(look.loaded("catalogue"), "bag_shelves")
    if shelf not in shelves:
        raise Refusal(f"“{shelf}”不是登记的架位，不能盘点；架位由管理员在设置里填写。", "区窗口材料管理规定")
    rows = {row.code: row for row in rows_of(look, shelves)}
    scanned = dict.fromkeys(codes)
    should = {code for code, row in rows.items() if row.shelf == shelf and not row.holder}
    strange = [StockRow(Found.STRANGE, rows[code]) for code in scanned if code in rows and code not in should]
    missing = [StockRow(Found.MISSING, rows[code]) for code in rows if code in should and code not in scanned]
    there = [StockRow(Found.THERE, rows[code]) for code in rows if code in should and code in scanned]
    unknown = tuple(code for code in scanned if code not in rows)
    return Stock(shelf, (*strange, *missing, *there), unknown, _last(look, shelf))


def stream_of(shelf: str) -> str:
    """架位的流水名."""
    return f"{PREFIX}{code_of(SHELF, shelf)}"


def _last(look: Look, shelf: str) -> str:
    """上次盘点 in words."""
    lines = look.entries(stream_of(shelf))
    if not lines:
        return ""
    facts: Mapping[str, Any] = lines[-1].facts
    told = (
        f"缺{len(facts['missing'])}只、多{len(facts['strange'])}只" if facts["missing"] or facts["strange"] else "相符"
    )
    return f"上次盘点 {facts['on']}，{told}"


def take_stock(desk: Desk, request: str, shelf: str, on: date, codes: Sequence[str]) -> Mapping[str, Any]:
    """盘点登记: what was found is kept as it was found; where a bag is noted changes only by its own act."""
    from bingliang.store.endings import Outcome

    def decide(work: Work) -> Outcome:
        overall.authorise("take_stock", work.who)
        if on != work.today:
            raise ValueError(f"盘点的日期就是今天{work.today:%Y-%m-%d}，不能补登。")
        found = _compared(work, shelf, codes)
        facts = {
            "on": on.isoformat(),
            "shelf": shelf,
            "found": [row.code for row in found.of(Found.THERE)],
            "missing": [row.code for row in found.of(Found.MISSING)],
            "strange": [{"code": row.code, "place": row.place} for row in found.of(Found.STRANGE)],
        }
        stream = stream_of(shelf)
        return Outcome((Draft(stream, "take_stock", facts),), {"stream": stream, "sentence": found.sentence})

    return desk.note(request, "take_stock", decide)
