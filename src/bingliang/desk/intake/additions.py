"""可以添加的: items beyond the stage, and documents the applicant holds already, each with the initials it is found by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.desk.intake.foresee import Sight
from bingliang.mechanism.parallel_approval.situation import Situation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bingliang.desk.desk import Desk
    from bingliang.desk.intake.visit import Visit
    from bingliang.ledger.catalogue import Item


@dataclass(frozen=True, slots=True)
class ItemChoice:
    """可以添加的事项."""

    code: str
    name: str
    department: str
    initials: str

    def speaks(self, words: str) -> bool:
        """说的是它: by a part of its name or of its initials."""
        return _speaks(words, self.name, self.initials)


@dataclass(frozen=True, slots=True)
class AddedDocument:
    """可以登记的文书: what an item results in, and who issues it."""

    item: str
    title: str
    item_name: str
    issuer: str
    initials: str

    def speaks(self, words: str) -> bool:
        """说的是它: by a part of its title, of its item or of its initials."""
        return _speaks(words, self.title + self.item_name, self.initials)


def item_choices(desk: Desk, visit: Visit) -> tuple[ItemChoice, ...]:
    """还可以添加的事项 for this type of project, those not listed yet."""
    with desk.store.look() as look:
        sight = Sight(look, visit)
        return tuple(
            ItemChoice(item.code, item.name, sight.catalogue.bodies[item.body].short, _initials(item.name))
            for item in _offered(sight)
            if item.code not in sight.listed and item.code not in visit.busy
        )


def document_choices(desk: Desk, visit: Visit) -> tuple[AddedDocument, ...]:
    """还可以登记的文书: results of the items this type of project may need, those not held yet."""
    with desk.store.look() as look:
        sight = Sight(look, visit)
        bodies = sight.catalogue.bodies
        return tuple(
            AddedDocument(item.code, item.result, item.name, bodies[item.body].name or bodies[item.body].short,
                          _initials(item.result))
            for item in _offered(sight)
            if item.result
        )  # fmt: skip


def _offered(sight: Sight) -> Iterator[Item]:
    if not sight.project_type:
        return
    situation = Situation(sight.catalogue, sight.project_type, {}, sight.visit.held, sight.look.today)
    yield from (item for item in situation.in_force() if situation.why_not(item) is None)


def _speaks(words: str, text: str, initials: str) -> bool:
    wanted = words.strip().lower()
    return wanted in text.lower() or wanted in initials


def _initials(name: str) -> str:
    from bingliang.desk.loading import pinyin

    return "".join(readings[0][:1] for readings in pinyin(name)).lower()
