"""扫到了什么: the code of a bag, of a shelf, of somebody who borrows; told apart by how they begin and by their check digits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bingliang.desk.supervision.terms import listed
from bingliang.ledger.bag import BORROWER, SHELF, code_of, is_code
from bingliang.ledger.identifiers import check_case_code

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk


class Kind(StrEnum):
    """扫到的种类."""

    BAG = "材料袋"
    SHELF = "架位"
    BORROWER = "领取人"


@dataclass(frozen=True, slots=True)
class Scan:
    """一次扫码: what it is, and its name (the code itself of a bag)."""

    kind: Kind
    name: str


FIELDS = {Kind.SHELF: "shelf", Kind.BORROWER: "to"}
"""Into which field of a sheet it is put."""
_KINDS = {SHELF: (Kind.SHELF, "bag_shelves"), BORROWER: (Kind.BORROWER, "bag_borrowers")}


def ours(code: str) -> bool:
    """是不是架位码或领取人码."""
    return any(is_code(kind, code) for kind in _KINDS)


def read(desk: Desk, code: str) -> Scan:
    """认出 what was scanned; ValueError in one sentence when it is none of ours."""
    text = code.strip()
    for kind, (what, key) in _KINDS.items():
        if is_code(kind, text):
            with desk.store.look() as look:
                names = listed(look.loaded("catalogue"), key)
            name = next((one for one in names if code_of(kind, one) == text), "")
            if not name:
                raise ValueError(f"这个{what}标签上的名称已经不在区的设置里，请按现在的名称重新打印标签。")
            return Scan(what, name)
    return Scan(Kind.BAG, check_case_code(text))
