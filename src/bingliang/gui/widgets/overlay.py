"""覆层: a card over a dimmed page; the page behind is out of reach until it is closed, and the focus stays inside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.keys import Key, over
from bingliang.gui.style import colours

DIM = 120


class Overlay(QWidget):
    """覆层 over `page`; `card` holds the content, at most `widest` × `tallest`."""

    def __init__(self, page: QWidget, name: str, *, widest: int, tallest: int) -> None:
        super().__init__(page)
        self._page = page
        self._from: QWidget | None = None
        self._widest, self._tallest = widest, tallest
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card = QFrame(self)
        self.card.setObjectName("popup")
        self.column = QVBoxLayout(self.card)
        self.column.setContentsMargins(1, 1, 1, 1)
        self.column.setSpacing(0)
        page.installEventFilter(self)
        self.hide()

    def show_over(self) -> None:
        """盖上; remembers where the focus was."""
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            self._from = focus
        self._place()
        self.show()
        self.raise_()

    def lift(self) -> None:
        """揭开, and give the focus back to where it was."""
        came = self._from
        self.hide()
        if came is not None and came.isVisible():
            came.setFocus(Qt.FocusReason.PopupFocusReason)

    def strip(self) -> tuple[Key, ...]:
        """键条 while the card is open: the page's own keys do not work then."""
        return over("关闭")

    def wanted_height(self) -> int:
        """想要的高; the card is never taller than the page."""
        return self._tallest

    def _place(self) -> None:
        self.setGeometry(self._page.rect())
        edge = tokens.L
        wide = min(self._widest, self.width() - 2 * edge)
        tall = min(self.wanted_height(), self.height() - 2 * edge)
        top = max(edge, (self.height() - tall) // 3)
        self.card.setGeometry(QRect((self.width() - wide) // 2, top, wide, tall))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        dim = QColor(colours().nav)
        dim.setAlpha(DIM)
        painter.fillRect(self.rect(), dim)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # the page behind must not take it

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own signature
        """Tab 在卡内循环: never out to the page behind."""
        stops = focus_stops(self.card)
        focus = QApplication.focusWidget()
        if not stops:
            return True
        at = stops.index(focus) if focus in stops else -1
        following = stops[(at + (1 if forward else -1)) % len(stops)]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        following.setFocus(reason)
        return True


def focus_stops(inside: QWidget) -> list[QWidget]:
    """逐个停靠: what Tab stops at, in the order in which the widgets stand on the card."""
    found: list[QWidget] = []
    for widget in inside.findChildren(QWidget):
        policy = widget.focusPolicy()
        if not policy & Qt.FocusPolicy.TabFocus or not widget.isEnabled() or not widget.isVisibleTo(inside):
            continue
        if isinstance(widget, QScrollArea) or widget.focusProxy() is not None:
            continue
        found.append(widget)
    return sorted(found, key=lambda one: _chain(one, inside))


def _chain(widget: QWidget, inside: QWidget) -> tuple[int, int, int]:
    """By panel (left before right, foot last), then top to bottom, then left to right."""
    corner = widget.mapTo(inside, widget.rect().topLeft())
    panel = widget.property("panel") or 0
    parent = widget.parentWidget()
    while not panel and parent is not None and parent is not inside:
        panel = parent.property("panel") or 0
        parent = parent.parentWidget()
    return int(panel), corner.y() // 8, corner.x()
