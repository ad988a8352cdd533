"""一张文书: what a paper is about, before any of it is written: the file, the form, its date and its items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bingliang.ledger.case import Case, CaseItem
from bingliang.ledger.catalogue import IssuingBody, Item
from bingliang.mechanism.parallel_approval.unified import deciding
from bingliang.mechanism.time_limits.clocks import Clocks

if TYPE_CHECKING:
    from bingliang.desk.file import File
    from bingliang.paper.form import Form

JOINT = "joint_decision"


@dataclass(frozen=True)
class Sheet:
    """一张文书: the file, the form, the date it bears and the items it speaks of (none: the whole case)."""

    file: File
    form: Form
    on: date
    items: tuple[int, ...]

    @property
    def case(self) -> Case:
        """The case as it stands in this act."""
        return self.file.case

    @cached_property
    def spoken_of(self) -> tuple[CaseItem, ...]:
        """The items the paper speaks of."""
        return tuple(item for no, item in self.case.items.items() if not self.items or no in self.items)

    @property
    def item(self) -> CaseItem:
        """The one item of a paper about one item."""
        return self.spoken_of[0]

    @property
    def definition(self) -> Item:
        """The item in the version that holds for it."""
        return self.defined(self.item)

    def defined(self, item: CaseItem) -> Item:
        """An item of the paper in the version that holds for it today."""
        return self.file.definition(item, self.file.today)

    @property
    def renamed(self) -> bool:
        """更名 within this case: papers drawn up afterwards print 新名（原…）, those before stay as they are."""
        acts = (*(entry.act for entry in self.file.entries), *(draft.act for draft in self.file.drafts))
        return "change_applicant" in acts and bool(self.case.enterprise.get("former_name"))

    @cached_property
    def body(self) -> IssuingBody:
        """落款机关: of the item for papers about items, of 统一决定 the body named for it, else the lead unit."""
        bodies = self.file.catalogue.bodies
        if self.form.key == JOINT:
            return deciding(self.file.catalogue, self.file.today)
        if self.items and self.form.owner and not self.combined:
            return bodies[self.item.body]
        lead = str(self.setting("lead_body", "")) or next(iter(bodies))
        return bodies[lead]

    @property
    def combined(self) -> bool:
        """统一受理: a 受理通知书 about items of several bodies is the lead unit's, by the document that authorises it."""
        return self.form.key == "acceptance" and bool(self.items) and len({item.body for item in self.spoken_of}) > 1

    def setting(self, key: str, default: object = "") -> Any:  # noqa: ANN401  # settings are TOML
        """区设置."""
        return self.file.catalogue.setting(key, default)

    def clocks(self, item: CaseItem) -> Clocks:
        """The clocks of an item."""
        return Clocks(item, self.file.calendar)
