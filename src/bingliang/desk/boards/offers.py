"""看板可办的: every act of one of the room's rows, allowed or with the sentence in which its sheet would refuse it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bingliang.desk.acts.offers import Group, Offer, refused
from bingliang.desk.boards.forms import TITLES, form_of
from bingliang.desk.boards.pages import CONTEST, ISSUES, ROLL, STAGE

if TYPE_CHECKING:
    from bingliang.desk.desk import Desk

OF_TAB: Mapping[str, tuple[str, ...]] = {
    ISSUES: ("draft_issue", "edit_issue", "exempt_flag", "sign_issue", "freeze_issue", "set_campaign_target",
             "close_campaign", "found_campaign"),
    ROLL: ("set_campaign_target",),
    STAGE: ("publish_commanders", "set_goals"),
}  # fmt: skip
"""What is done on each page, in the order of the menu; numbers are published by their kinds."""
_NEXT = ("freeze_issue", "sign_issue", "edit_issue", "draft_issue", "publish_commanders", "publish_digest")
"""What comes next where it can be done, the furthest first."""
RASH = frozenset({"freeze_issue", "close_campaign"})
_INITIALS: Mapping[str, str] = {
    "found_campaign": "djhz", "set_campaign_target": "hzmbbg", "close_campaign": "hzjs", "draft_issue": "xbqc",
    "edit_issue": "xbxg", "exempt_flag": "hqhm", "sign_issue": "xbqf", "freeze_issue": "xbdj", "publish_digest": "kf",
    "set_goals": "djtmbdj", "publish_commanders": "djtgb",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BoardOffer(Offer):
    """看板可办的一项: of which row (`key`) or project."""

    key: str = ""
    project: str = ""

    @property
    def initials(self) -> str:
        """拼音首字母."""
        return _INITIALS.get(self.name, "")


def offers(desk: Desk, tab: str, key: str, project: str = "") -> tuple[BoardOffer, ...]:
    """可办清单 for the person at this desk; each sheet is made once, and what it refuses is greyed in the same words."""
    found = [_offer(desk, *one) for one in _asked(tab, key, project)]
    natural = next((name for name in _NEXT for one in found if one.name == name and one.allowed), "")
    return tuple(_natural(one, natural) for one in found)


def _asked(tab: str, key: str, project: str) -> Iterable[tuple[str, str, str, str]]:
    """act, its word, the row and the project it is done to."""
    if tab == CONTEST:
        yield from (
            ("publish_digest", f"刊发{word}", f"{kind}|", "")
            for kind, word in (("weekly", "周报"), ("fortnightly", "旬报"))
        )
        if key:
            yield "publish_digest", "更正这一期", key, ""
        return
    for name in OF_TAB.get(tab, ()):
        if not key and name not in ("found_campaign", "set_goals"):
            continue
        title = "增加参战项目" if name == "set_campaign_target" and not project else TITLES[name]
        yield name, title, key, project


def _offer(desk: Desk, name: str, title: str, key: str, project: str) -> BoardOffer:
    said, article = refused(lambda: form_of(desk, name, key, project=project))
    return BoardOffer(
        name, name, title, Group.HANDLING, None, said, article, safe=name not in RASH, key=key, project=project
    )


def _natural(one: BoardOffer, natural: str) -> BoardOffer:
    from dataclasses import replace

    return replace(one, natural=bool(natural) and one.name == natural and one.allowed)
