"""办理菜单: what can be done to an item now, and what cannot, with the sentence and the article that forbid it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from bingliang.desk.acts.offers import Group, Offer
from bingliang.gui import keys
from bingliang.gui.widgets.choices import Choice
from bingliang.gui.widgets.choosing import Choosing

FOOT = "↑↓ 选择    Enter 办理    1…9 直接选    输入名称或拼音首字母可筛选    Esc 关闭"
NOT_NOW = "现在不能办理（写明原因和依据）"
NEXT = "下一步"
ALSO = "也可以办理"


class ActMenu(Choosing):
    """办理菜单 over the page; typing filters, a figure chooses, a greyed row says why."""

    chosen = Signal(object)
    """the offer to open a sheet for"""

    def __init__(self, page: QWidget) -> None:
        self._offers: Sequence[Offer] = ()
        self._also = ALSO
        super().__init__(
            page,
            "办理菜单",
            asks="办理什么",
            placeholder="输入名称或拼音首字母，如 送达、sd",
            listed="可以办理的和不能办理的",
            foot=FOOT,
        )
        self.title.show()

    def open(
        self,
        subject: str,
        offers: Sequence[Offer],
        *,
        only: Callable[[Offer], bool] | None = None,
        asks: str = "办理什么",
        also: str = ALSO,
    ) -> None:
        """打开 for one item; `only` narrows it to a few (决定). `asks` and `also` word it for another choice (更正哪一行)."""
        self._also = also
        self._offers = [offer for offer in offers if (offer.fits or offer.allowed) and (only is None or only(offer))]
        self.title.setText(f"{subject} · {asks}")
        self.box.clear()
        self._show()
        self.show_over()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def wanted_height(self) -> int:
        return 160 + self.list.wanted_height() + 8

    def _typed(self, text: str) -> None:
        del text
        self._show()

    def _show(self) -> None:
        wanted = self.box.text().strip().lower()
        found = [offer for offer in self._offers if not wanted or matches(offer, wanted)]
        self.list.show_choices(tuple(rows(found, also=self._also)))
        self._explain()
        if self.isVisible():
            self._place()

    def _explain(self) -> None:
        choice = self.list.current()
        if choice is None:
            self.explain("没有这样的办理行为，请换一个词。")
            return
        offer: Offer = choice.data
        self.box.setProperty("helpKey", f"do.{offer.name}")
        words = why(offer) if not offer.allowed else ""
        self.explain(words or (f"依据：{article(offer)}" if article(offer) else ""), forbidden=bool(words))

    def _take(self, choice: Choice) -> None:
        offer: Offer = choice.data
        if not offer.allowed:
            self._explain()
            return
        self.lift()
        self.chosen.emit(offer)

    def _pressed(self, event: QKeyEvent) -> bool:
        if not self.box.text() and event.text() and event.text() in "123456789":
            self._numbered(event.text())
            return True
        return super()._pressed(event)

    def _numbered(self, figure: str) -> None:
        found = [choice for choice in self.list.choices if choice.cap == figure]
        if found:
            self._take(found[0])


def matches(offer: Offer, wanted: str) -> bool:
    """合不合 what is typed: part of the name, or the initials of its pinyin."""
    return wanted in offer.title.lower() or offer.initials.startswith(wanted)


def rows(offers: Iterable[Offer], *, also: str = ALSO) -> Iterable[Choice]:
    """菜单的行: the natural next act first, then what is allowed by group, then what is forbidden, with why."""
    found = list(offers)
    allowed = [offer for offer in found if offer.allowed]
    ordered = [offer for offer in allowed if offer.natural] + [offer for offer in allowed if not offer.natural]
    for at, offer in enumerate(ordered, 1):
        heading = NEXT if offer.natural else also
        yield Choice(heading, offer.title, tail=sequence(offer), cap=str(at) if at <= 9 else "", data=offer)
    for offer in found:
        if not offer.allowed:
            heading = str(offer.group) if offer.group is Group.NO_STOP else NOT_NOW
            yield Choice(heading, offer.title, note=why(offer), why_not=why(offer), data=offer)


def why(offer: Offer) -> str:
    """为何不能, with the article."""
    if not offer.forbidden:
        return ""
    return f"{offer.forbidden}（{offer.article}）" if offer.article else offer.forbidden


def article(offer: Offer) -> str:
    """依据 of an act."""
    return offer.ground


def sequence(offer: Offer) -> str:
    """一步到位的键 of an act, where the key table has one; not of one record among many."""
    if offer.seq:
        return ""
    for key in keys.table():
        if key.name == offer.name and key.place is keys.Place.CASE and key.keys:
            return key.cap
    return ""
