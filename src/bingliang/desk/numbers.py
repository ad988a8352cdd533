"""编号: the number series of the counter. 收件号 and 受理号 are two series; 文号 per body and kind, gapless in the year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from bingliang.ledger.acts import CaseNumber, ErrandNumber, Number
from bingliang.ledger.catalogue import IssuingBody

_DRAWN = re.compile(r"(?P<prefix>.+)〔\d{4}〕\D+第\d{4,}号")


def case(day: date) -> CaseNumber:
    """收件号: yyyymmdd + serial of the day + check digits."""
    return CaseNumber(f"收件/{day.isoformat()}", day.isoformat())


def errand(day: date) -> ErrandNumber:
    """来访号: yyyymmdd + serial of the day + check digits."""
    return ErrandNumber(f"来访/{day.isoformat()}", day.isoformat())


def acceptance(body: IssuingBody, day: date) -> Number:
    """受理号 of an issuing body, of the year in which it is issued."""
    return document(body, "受理", day)


def document(body: IssuingBody, kind: str, day: date, slot: str = "") -> Number:
    """文号: ``自规〔2026〕受理第0001号``."""
    prefix = body.number_prefix or body.short
    return Number(f"{kind}/{body.code}/{day.year}", f"{prefix}〔{day.year}〕{kind}第{{n:04d}}号", slot)


def ours(text: str, bodies: Iterable[IssuingBody]) -> bool:
    """本系统的号段: a number of the shape that this program draws for one of the zone's bodies; it is never typed by hand."""
    found = _DRAWN.fullmatch(text.strip())
    return found is not None and found["prefix"] in {body.number_prefix or body.short for body in bodies}
