"""集中开工: one named batch of projects that begin together, out of the lines of its own stream."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from bingliang.ledger.acts import Entry

PREFIX = "ceremony/"
"""流水名的开头."""


@dataclass(frozen=True, slots=True)
class Licence:
    """本库以外取得的施工许可, or why the law asks for none: `exempt` is the ground, `document` what proves it."""

    number: str = ""
    on: date | None = None
    body: str = ""
    exempt: str = ""
    document: str = ""

    @property
    def given(self) -> bool:
        """有依据: there is a licence or a ground for going without one."""
        return bool(self.number or self.exempt)

    def facts(self) -> dict[str, str]:
        """As they stand in a line; what is empty is left out."""
        texts = {name: getattr(self, name) for name in ("number", "body", "exempt", "document") if getattr(self, name)}
        return {**texts, **({"licensed_on": self.on.isoformat()} if self.on else {})}


@dataclass(frozen=True, slots=True)
class Listed:
    """列入批次的一个: the project (its stream) and which 单项工程 of it; empty, the whole project."""

    project: str
    works: str = ""
    licence: Licence = field(default_factory=Licence)
    seq: int = 0

    @property
    def key(self) -> tuple[str, str]:
        """哪一个."""
        return self.project, self.works


@dataclass(frozen=True, slots=True)
class Ceremony:
    """集中开工批次 as it stands; `begun` are those whose beginning was confirmed."""

    stream: str
    number: str
    name: str
    day: date
    place: str
    listed: Mapping[tuple[str, str], Listed] = field(default_factory=dict)
    begun: tuple[tuple[str, str], ...] = ()
    confirmed_on: date | None = None

    @property
    def over(self) -> bool:
        """已确认开工."""
        return self.confirmed_on is not None


def fold_ceremony(entries: Sequence[Entry]) -> Ceremony | None:
    """折叠; None for a stream that is no 集中开工批次."""
    if not entries or entries[0].act != "plan_ceremony":
        return None
    facts: Any = entries[0].facts
    found = Ceremony(
        entries[0].stream, facts["number"], facts["name"], date.fromisoformat(facts["day"]), facts["place"]
    )
    for entry in entries[1:]:
        found = _after(found, entry)
    return found


def _after(found: Ceremony, entry: Entry) -> Ceremony:
    facts: Any = entry.facts
    if entry.act == "change_ceremony":
        return replace(found, name=facts["name"], day=date.fromisoformat(facts["day"]), place=facts["place"])
    if entry.act == "list_for_ceremony":
        one = Listed(facts["project"], facts["works"], _licence(facts), entry.seq)
        return replace(found, listed={**found.listed, one.key: one})
    if entry.act == "strike_from_ceremony":
        gone = (facts["project"], facts["works"])
        return replace(found, listed={key: one for key, one in found.listed.items() if key != gone})
    begun = tuple((one["project"], one["works"]) for one in facts["begun"])
    return replace(found, begun=begun, confirmed_on=date.fromisoformat(facts["on"]))


def _licence(facts: Mapping[str, Any]) -> Licence:
    texts = {name: str(facts.get(name, "")) for name in ("number", "body", "exempt", "document")}
    on = facts.get("licensed_on")
    return Licence(on=date.fromisoformat(on) if on else None, **texts)
