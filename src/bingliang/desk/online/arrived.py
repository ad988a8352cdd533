"""网上到达而没有登记的补正: a package that came in time counts from the day it entered, whoever has looked at it when (法释〔2009〕20号).

What the clerk has not entered yet can therefore not be held against the applicant.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bingliang.ledger.filing import fold_filing

if TYPE_CHECKING:
    from bingliang.desk.file import File


@dataclass(frozen=True, slots=True)
class Arrived:
    """到达的材料: on which day, which of the pieces that were wanted."""

    on: date
    names: tuple[str, ...]


def arrived(file: File, wanted: Collection[str], last: date) -> Arrived | None:
    """按时到达的网上补正包 of this case with something of `wanted` that is in no line yet; None where there is none."""
    stream = str(file.entries[0].facts.get("filing", "")) if file.entries else ""
    filing = fold_filing(file.work.entries(stream)) if stream else None
    if filing is None:
        return None
    coded = {str(row.get("code", "")): str(row["name"]) for row in file.case.materials}
    found: dict[str, date] = {}
    for one in filing.attachments:
        name = one.title if one.title in wanted else coded.get(one.material, "")
        if one.since > filing.before and name in wanted and (on := filing.supplements[one.since - 1]) <= last:
            found[name] = min(on, found.get(name, on))
    return Arrived(min(found.values()), tuple(found)) if found else None
