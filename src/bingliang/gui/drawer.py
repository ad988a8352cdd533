"""F1 的侧栏: help at the field in hand, beside the page: nothing typed is taken away, and it follows the focus while it is open.

A first F1 opens it and leaves the focus where it is, so that the clerk reads and types on; a second one goes into it, to
walk what to see as well. Esc closes it from anywhere and gives the focus back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from bingliang.gui import tokens
from bingliang.gui.helped import topic_at
from bingliang.gui.style import application, colours
from bingliang.gui.widgets.label import Words
from bingliang.gui.widgets.topic_view import TopicView

if TYPE_CHECKING:
    from bingliang.desk.help import Help, Topic
    from bingliang.gui.window import Window

WIDE = 372
READING = "再按 F1 进来看参见    Esc 关闭"
INSIDE = "↑↓ 走动    Enter 打开    Backspace 上一条    Esc 关闭"


class Drawer(QFrame):
    """帮助侧栏 over the right edge of the page, or over the left one when the field in hand would be covered."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._held: Help | None = None
        self._from: QWidget | None = None
        c = colours()
        self.setObjectName("popup")
        self.setAccessibleName("帮助侧栏")
        self.view = TopicView(self)
        self._foot = Words(READING, size=tokens.CAPTION, colour=c.text2)
        line = QFrame()
        line.setObjectName("hairline")
        line.setFixedHeight(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(tokens.L, tokens.XS, tokens.L, tokens.XS)
        foot.addWidget(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 4)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(line)
        column.addLayout(foot)
        self.hide()
        application().focusChanged.connect(self._walked)

    def ask(self) -> None:
        """F1: open at the field in hand; once it tells of that, go in."""
        if self.isVisible() and not self._moved_on():
            self.view.enter()
        elif self._held is None:
            self._window.backstage.know(self, _read, self._take, topic="help")
        else:
            self._open(self._held)

    def tell(self, held: Help, topic: Topic) -> None:
        """讲这一条 beside the page, whatever has the focus; the focus goes in, Esc brings it back."""
        self._held = held
        self._from = application().focusWidget()
        self.view.show_topic(held, topic)
        self._place()
        self.show()
        self.raise_()
        self.view.enter()

    def escape(self) -> bool:
        """Esc: closes it, and the focus is where it was."""
        if not self.isVisible():
            return False
        inside = self._inside(application().focusWidget())
        self.hide()
        back = self._from
        if inside and back is not None and isValid(back) and back.isVisible():
            back.setFocus(Qt.FocusReason.PopupFocusReason)
        return True

    def place(self) -> None:
        """窗口变大变小."""
        if self.isVisible():
            self._place()

    def _moved_on(self) -> bool:
        """Another line of the same list is in hand: it is told of first."""
        focus = application().focusWidget()
        if self._held is None or self._inside(focus):
            return False
        return topic_at(self._held, focus, self._window.place) != self.view.topic

    def _take(self, held: Help) -> None:
        self._held = held
        self._open(held)

    def _open(self, held: Help) -> None:
        self._from = application().focusWidget()
        self._show(held)
        self._place()
        self.show()
        self.raise_()

    def _show(self, held: Help) -> None:
        topic = topic_at(held, self._from, self._window.place)
        if topic is not None and topic != self.view.topic:
            self.view.show_topic(held, topic)
        self._foot.setText(READING)

    def _walked(self, _: QWidget | None, now: QWidget | None) -> None:
        """The help follows the focus, but never into itself."""
        if not self.isVisible() or self._held is None or now is None:
            return
        if self._inside(now):
            self._foot.setText(INSIDE)
            return
        if now.window() is self._window and now is not self._from:
            self._from = now
            self._show(self._held)
            self._place()

    def _inside(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def _place(self) -> None:
        pages = self._window.pages
        corner = pages.mapTo(self._window, QPoint(0, 0))
        room = QRect(corner, pages.size()).adjusted(tokens.S, tokens.S, -tokens.S, -tokens.S)
        right = QRect(room.right() - WIDE + 1, room.top(), WIDE, room.height())
        left = QRect(room.left(), room.top(), WIDE, room.height())
        self.setGeometry(left if self._covers(right) and not self._covers(left) else right)

    def _covers(self, place: QRect) -> bool:
        """Whether the field in hand would lie under it; a whole list or chart is no field."""
        field = self._from
        if field is None or not isValid(field) or field.width() > self._window.pages.width() // 2:
            return False
        return place.intersects(QRect(field.mapTo(self._window, QPoint(0, 0)), field.size()))


def _read() -> Help:
    from bingliang.desk.help import factory_help

    return factory_help()
