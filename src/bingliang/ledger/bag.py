"""材料袋: where the bag of a case stands, who has taken it, and which originals are still to be given back to the applicant.

The bag goes by the case code, which is the bar code on its label; shelves and borrowers have codes of their own, made of
their names, so that a list that is put into another order needs no new labels.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zlib import crc32

from bingliang.ledger.identifiers import check_digits

SHELF, BORROWER = "97", "98"
"""架位码 and 领取人码: a case code begins with the year, 20…, so that no code is taken for another."""
_LENGTH = 14


@dataclass(frozen=True, slots=True)
class Loan:
    """借出: who took the bag, from which office, what for, back by when; `passed` when it was handed to a department (移送)."""

    on: date
    to: str
    office: str
    purpose: str
    back_by: date | None = None
    passed: bool = False

    @property
    def who(self) -> str:
        """谁拿着, the office before the post where both are told."""
        return self.to if self.office in ("", self.to) or self.office in self.to else f"{self.office} {self.to}"

    def late(self, today: date) -> bool:
        """逾期未还."""
        return self.back_by is not None and self.back_by < today


@dataclass(frozen=True, slots=True)
class Bag:
    """材料袋: its shelf since when, and the loan while it is out; a bag that is out keeps the place it was taken from."""

    shelf: str = ""
    shelved_on: date | None = None
    loan: Loan | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """留存的原件: the counter keeps it and owes it back."""

    name: str
    count: int
    on: date


def code_of(kind: str, name: str) -> str:
    """架位或领取人的条码: 14 figures with two check digits, made of the name alone."""
    body = f"{kind}{crc32(name.strip().encode()):010d}"
    return body + check_digits(body)


def is_code(kind: str, text: str) -> bool:
    """是不是这一种码, check digits included."""
    fits = len(text) == _LENGTH and text.isascii() and text.isdigit() and text.startswith(kind)
    return fits and text[-2:] == check_digits(text[:-2])
