"""办理菜单: what can be done to an item now, and what cannot, with the sentence and the article that forbid it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from bingliang.desk.offers import Group, Offer
from bingliang.gui import keys, tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.choices import Choice, ChoiceList
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.overlay import Overlay

WIDE, TALL = 720, 640
FOOT = "↑↓ 选择    Enter 办理    1…9 直接选    输入名称或拼音首字母可筛选    Esc 关闭"
NOT_NOW = "现在不能办理（写明原因和依据）"
NEXT = "下一步"
ALSO = "也可以办理"


class ActMenu(Overlay):
    """办理菜单 over the page; typing filters, a figure chooses, a greyed row says why."""

    chosen = Signal(object)
    """the offer to open a sheet for"""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, "办理菜单", widest=WIDE, tallest=TALL)
        c = colours()
        self._offers: Sequence[Offer] = ()
        self._also = ALSO
        self._title = Words(size=tokens.SUBTITLE, bold=True, colour=c.text)
        self.box = QLineEdit()
        self.box.setPlaceholderText("输入名称或拼音首字母，如 送达、sd")
        self.box.setAccessibleName("办理什么")
        self.list = ChoiceList("可以办理的和不能办理的", self)
        self._why = Paragraph(size=tokens.LABEL, colour=c.text2)
        self._why.setMinimumHeight(44)
        self._why.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._fill()
        self.box.installEventFilter(self)
        self.box.textEdited.connect(lambda _: self._show())
        self.list.chosen.connect(self._take)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._explain())

    def _fill(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(tokens.L, tokens.M, tokens.L, tokens.S)
        head.setSpacing(tokens.S)
        head.addWidget(self._title)
        head.addWidget(self.box)
        foot = QVBoxLayout()
        foot.setContentsMargins(tokens.L, tokens.S, tokens.L, tokens.S)
        foot.setSpacing(tokens.XS)
        foot.addWidget(self._why)
        row = QHBoxLayout()
        row.addWidget(Words(FOOT, size=tokens.CAPTION, colour=colours().text2))
        foot.addLayout(row)
        self.column.addLayout(head)
        self.column.addWidget(self.list, 1)
        self.column.addLayout(foot)

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
        self._title.setText(f"{subject} · {asks}")
        self.box.clear()
        self._show()
        self.show_over()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def wanted_height(self) -> int:
        return 160 + self.list.wanted_height() + 8

    def _show(self) -> None:
        wanted = self.box.text().strip().lower()
        found = [offer for offer in self._offers if not wanted or matches(offer, wanted)]
        self.list.show_choices(tuple(rows(found, also=self._also)))
        self._explain()
        if self.isVisible():
            self._place()

    def _explain(self) -> None:
        choice = self.list.current()
        c = colours()
        if choice is None:
            self._why.setText("没有这样的办理行为，请换一个词。")
            return
        offer: Offer = choice.data
        self.box.setProperty("helpKey", f"do.{offer.name}")
        words = why(offer) if not offer.allowed else ""
        self._why.setText(words or (f"依据：{article(offer)}" if article(offer) else ""))
        palette = self._why.palette()
        palette.setColor(self._why.foregroundRole(), c.late.text if words else c.text2)
        self._why.setPalette(palette)

    def _take(self, choice: Choice) -> None:
        offer: Offer = choice.data
        if not offer.allowed:
            self._explain()
            return
        self.lift()
        self.chosen.emit(offer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
        if key in steps:
            self.list.step(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (choice := self.list.current()) is not None:
                self._take(choice)
        elif not self.box.text() and event.text() in set("123456789"):
            self._numbered(event.text())
        else:
            return False
        return True

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
