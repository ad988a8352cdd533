"""导航: the rooms that exist, and the cases opened last; a narrow window shows it as a rail."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink

WORKBENCH = ""
"""The place of the worklist; a case's place is its stream."""
KEPT = 8


class Navigation(QWidget):
    """导航: ↑↓ choose, Enter goes."""

    went = Signal(str)
    """the place gone to: WORKBENCH or a stream"""

    def __init__(self, icon_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = icon_folder
        self._recent: list[tuple[str, str, str]] = []
        self._place, self._current, self._rail = WORKBENCH, 0, False
        self._pictures: dict[tuple[str, str], QPixmap] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_rail(rail=False)
        self._speak()

    def set_rail(self, *, rail: bool) -> None:
        """收窄 to a rail of icons."""
        self._rail = rail
        self.setFixedWidth(tokens.NAV_RAIL if rail else tokens.NAV_WIDTH)
        self.update()

    def remember(self, stream: str, title: str, code: str) -> None:
        """记住 an opened case, the newest first."""
        entry = (stream, title, code)
        self._recent = [entry, *(r for r in self._recent if r[0] != stream)][:KEPT]
        self._speak()

    def show_place(self, place: str) -> None:
        """标出 where the window is."""
        self._place = place
        self._current = next((at for at, (where, *_) in enumerate(self._entries()) if where == place), 0)
        self._speak()

    def _entries(self) -> list[tuple[str, str, str]]:
        return [(WORKBENCH, "工作台", ""), *self._recent]

    def _speak(self) -> None:
        entries = self._entries()
        self._current = min(self._current, len(entries) - 1)
        _, title, code = entries[self._current]
        self.setAccessibleName(f"导航，{title}{code and f' {code}'}")
        self.update()

    def _box(self, at: int) -> QRect:
        if at == 0:
            return QRect(8, 36 if not self._rail else 12, self.width() - 16, tokens.NAV_ITEM)
        top = 36 + tokens.NAV_ITEM + 40 if not self._rail else 12 + tokens.NAV_ITEM + 16
        height = 44 if not self._rail else tokens.NAV_ITEM + 4
        return QRect(8, top + (at - 1) * height, self.width() - 16, height - 4)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), 400)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, entries = event.key(), self._entries()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._current = min(max(0, self._current + step), len(entries) - 1)
            self._speak()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.went.emit(entries[self._current][0])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for at, (place, *_) in enumerate(self._entries()):
            if self._box(at).contains(event.position().toPoint()):
                self._current = at
                self.went.emit(place)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        for at, (_, title, code) in enumerate(self._entries()):
            if self._box(at).contains(event.position().toPoint()):
                QToolTip.showText(event.globalPosition().toPoint(), f"{title} {code}".strip(), self)

    def enterEvent(self, event: object) -> None:
        del event
        self.setMouseTracking(True)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        painter.fillRect(self.rect(), QColor(c.nav))
        small = font(tokens.CAPTION)
        if not self._rail:
            ink.write(painter, QRect(16, 12, 140, 20), "窗口", small, c.nav_faint)
            if self._recent:
                head = self._box(1)
                ink.write(painter, QRect(16, head.top() - 26, 140, 20), "最近打开", small, c.nav_faint)
        for at, entry in enumerate(self._entries()):
            if self._box(at).bottom() < self.height():
                self._entry(painter, at, entry)
        painter.end()

    def _entry(self, painter: QPainter, at: int, entry: tuple[str, str, str]) -> None:
        c, box = colours(), self._box(at)
        place, title, code = entry
        here = place == self._place
        if here:
            ink.fill(painter, QRectF(box), c.nav_selected, tokens.RADIUS)
        ink_colour = "#FFFFFF" if here else c.nav_text
        icon = self._picture("workbench" if at == 0 else "case", ink_colour)
        left = box.left() + (10 if self._rail else 8)
        painter.drawPixmap(left, box.top() + (box.height() - 20) // 2, icon)
        if not self._rail:
            words = box.adjusted(36, 0, -4, 0)
            if code:
                name = QRect(words.left(), box.top() + 2, words.width(), 19)
                ink.write(painter, name, title, font(tokens.LABEL), ink_colour)
                below = QRect(words.left(), box.top() + 20, words.width(), 17)
                ink.write(painter, below, code, font(tokens.CAPTION), c.nav_text if here else c.nav_faint)
            else:
                ink.write(painter, words, title, font(tokens.BODY, bold=here), ink_colour)
        if self.hasFocus() and at == self._current:
            ink.ring(painter, box, "#FFFFFF", tokens.RADIUS)

    def _picture(self, name: str, colour: str) -> QPixmap:
        known = self._pictures.get((name, colour))
        if known is None:
            path = self._folder / f"{name}.svg"
            data = path.read_bytes() if path.is_file() else b""
            known = icons.svg(data, colour, 20, self.devicePixelRatioF()) if data else QPixmap()
            self._pictures[name, colour] = known
        return known
