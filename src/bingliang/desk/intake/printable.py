"""印得出: signs that no shipped face has are told in the field where they stand, before a receipt is drawn up with them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bingliang.desk.papers import blanks

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.intake.checks import Fault
    from bingliang.desk.intake.visit import Visit
    from bingliang.store.look import Look

PLAIN = 0x10000
"""Below it a letter, figure or mark is in the faces; above it are rare names, which are looked up, and pictures."""


def unprintable(visit: Visit, look: Look) -> Iterator[Fault]:
    """印不出的字 of every text that a receipt prints, each field in one sentence; what may be left blank is none."""
    for name, text in _printed(visit):
        doubtful = {
            sign for sign in text if ord(sign) >= PLAIN or unicodedata.category(sign) in {"So", "Co", "Mn", "Cf"}
        }
        if doubtful and (wrong := _wrong(doubtful, look)):
            yield name, wrong


def missing(desk: Desk, visit: Visit) -> str:
    """打不出的字 of a visit that are not approved to be left blank, one after the other."""
    from bingliang.paper import fonts

    text = "".join(text for _, text in _printed(visit))
    with desk.store.look() as look:
        return "".join(sorted(fonts.unprintable(text) - set(blanks.approved(look))))


def _wrong(doubtful: set[str], look: Look) -> str:
    from bingliang.paper import fonts

    found = fonts.unprintable("".join(sorted(doubtful)))
    # The ledger is asked only where a sign is truly missing, which is rare.
    found -= set(blanks.approved(look)) if found else set()
    return fonts.refuse_unprintable(found) if found else ""


def _printed(visit: Visit) -> Iterator[tuple[str, str]]:
    for key in ("name", "legal_representative", "address"):
        yield f"enterprise.{key}", visit.enterprise.get(key, "")
    for key in ("name", "site"):
        yield f"project.{key}", str(visit.project.get(key, ""))
    yield "works", visit.works
    yield "handler.name", visit.handler.name
    for key in ("number", "reason"):
        yield f"slip.{key}", visit.hand.get(key, "")
    yield "materials", "".join(one.name for one in visit.own)
