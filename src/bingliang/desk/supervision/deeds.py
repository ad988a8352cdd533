"""督办的办理表: word in the menu, act, check; a menu of its own on the page 督办, with the same sheet as every other act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.desk.acts.deeds import Group, refused
from bingliang.desk.acts.offers import Offer
from bingliang.desk.papers import signable
from bingliang.desk.supervision import rules

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk
    from bingliang.desk.file import File
    from bingliang.ledger.case import CaseItem
    from bingliang.store.work import Work

Check = Callable[["File", "CaseItem"], object]


@dataclass(frozen=True, slots=True)
class MatterDeed:
    """一种督办办理: `natural_in` is the state of the matter in which it is what comes next."""

    name: str
    title: str
    check: Check
    form: str = ""
    natural_in: str = ""
    safe: bool = True


def _nothing(_file: File, _item: CaseItem) -> None:
    """Nothing beyond state and role."""


MATTER_DEEDS: Mapping[str, MatterDeed] = {
    deed.name: deed
    for deed in (
        MatterDeed("urge", "催办", rules.may_urge, "urging", "待催办"),
        MatterDeed("supervise", "督办", rules.may_supervise, "supervision", "待督办", safe=False),
        MatterDeed("reply_supervision", "督办回复", rules.may_reply, natural_in="待回复"),
        MatterDeed("review_supervision", "督办复核", rules.may_review, natural_in="待复核"),
        MatterDeed("hold_account", "登记约谈、通报、移送", rules.may_hold_account),
        MatterDeed("record_violation", "登记违规", _nothing, safe=False),
        MatterDeed("appeal_mark", "申诉、申请免责", rules.may_appeal),
        MatterDeed("decide_appeal", "申诉复查", lambda file, item: rules.waiting(file, item, exempting=False)),
        MatterDeed("exempt", "免责批准", lambda file, item: rules.waiting(file, item, exempting=True)),
    )
}

_INITIALS = {
    "催办": "cb", "督办": "db", "督办回复": "dbhf", "督办复核": "dbfh", "登记约谈、通报、移送": "djyttbys", "登记违规": "djwg",
    "申诉、申请免责": "sssqmz", "申诉复查": "ssfc", "免责批准": "mzpz",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MatterOffer(Offer):
    """督办可办的一项, with its own initials."""

    @property
    def initials(self) -> str:
        """拼音首字母."""
        return _INITIALS[self.title]


def matter_offers(desk: Desk, stream: str, no: int, state: str = "") -> tuple[Offer, ...]:
    """可办清单 about one item for the person at this desk: allowed, or in one sentence why not. Nothing is written."""

    def allowed(work: Work) -> tuple[Offer, ...]:
        file = desk.opened(work, stream)
        return tuple(_offer(file, no, deed, state) for deed in MATTER_DEEDS.values())

    return desk.seen("offers", allowed)


def _offer(file: File, no: int, deed: MatterDeed, state: str) -> Offer:
    def asked() -> None:
        item = file.item(no, deed.name)
        deed.check(file, item)
        if deed.form:
            signable(file, deed.form, file.today, (no,))

    sentence, article = refused(asked)
    return MatterOffer(
        deed.name, deed.name, deed.title, Group.SUPERVISION, no, sentence, article,
        natural=not sentence and deed.natural_in == state, safe=deed.safe,
    )  # fmt: skip
