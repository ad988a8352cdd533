"""导航: the rooms of the window, and the cases opened last; a narrow window shows it as a rail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bingliang.gui import icons, keys, tokens
from bingliang.gui.keys import Place
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink

if TYPE_CHECKING:
    from bingliang.gui.rooms import Room

KEPT = 8
RECENT = 42
TOP, GROUP_GAP = 8, 4
ROWS = ((tokens.NAV_ITEM, 26), (28, 22), (25, 19))
"""行高: of a room and of a heading; a low screen takes the first pair with which every room is in sight."""


class _Entry(NamedTuple):
    place: Place
    subject: str
    title: str
    code: str = ""
    icon: str = ""
    cap: str = ""


class Navigation(QWidget):
    """导航: ↑↓ choose, Enter goes."""

    went = Signal(object, str)
    """the place gone to and, for a case, its stream"""

    def __init__(self, icon_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = icon_folder
        self._groups: list[tuple[str, list[_Entry]]] = []
        self._recent: list[_Entry] = []
        self._place, self._subject, self._current, self._rail = Place.WORKLIST, "", 0, False
        self._pictures: dict[tuple[str, str], QPixmap] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.set_rail(rail=False)
        self._speak()

    def show_rooms(self, rooms: Sequence[Room]) -> None:
        """列出房间 under their headings."""
        groups: dict[str, list[_Entry]] = {}
        for room in rooms:
            entry = _Entry(room.place, "", room.word, icon=room.icon, cap=_cap(room.place))
            groups.setdefault(room.group, []).append(entry)
        self._groups = list(groups.items())
        self._speak()

    def set_rail(self, *, rail: bool) -> None:
        """收窄 to a rail of icons."""
        self._rail = rail
        self.setFixedWidth(tokens.NAV_RAIL if rail else tokens.NAV_WIDTH)
        self.update()

    def remember(self, stream: str, title: str, code: str) -> None:
        """记住 an opened case, the newest first."""
        entry = _Entry(Place.CASE, stream, title, code, "case")
        self._recent = [entry, *(one for one in self._recent if one.subject != stream)][:KEPT]
        self._speak()

    @property
    def recent(self) -> tuple[tuple[str, str, str], ...]:
        """最近打开: stream, project and code, the newest first."""
        return tuple((one.subject, one.title, one.code) for one in self._recent)

    def show_place(self, place: Place, subject: str = "") -> None:
        """标出 where the window is."""
        self._place, self._subject = place, subject
        self._current = next((at for at, one in enumerate(self._entries()) if self._is_here(one)), 0)
        self._speak()

    def _is_here(self, entry: _Entry) -> bool:
        return entry.place is self._place and (not entry.code or entry.subject == self._subject)

    def _entries(self) -> list[_Entry]:
        return [*(entry for _, group in self._groups for entry in group), *self._recent]

    def _speak(self) -> None:
        entries = self._entries()
        self._current = min(self._current, max(0, len(entries) - 1))
        words = f"{entries[self._current].title} {entries[self._current].code}".strip() if entries else ""
        self.setAccessibleName(f"导航，{words}")
        self.update()

    def _rows(self) -> tuple[int, int]:
        rooms = sum(len(group) for _, group in self._groups)
        for row, head in ROWS:
            heads = len(self._groups) * ((6 if self._rail else head) + GROUP_GAP)
            if TOP + rooms * row + heads <= self.height():
                return row, head
        return ROWS[-1]

    def _layout(self) -> list[tuple[QRect, _Entry | str]]:
        """From the top down: headings (words) and entries with their boxes; what is chosen is never below the edge."""
        found: list[tuple[QRect, _Entry | str]] = []
        (row, head), top, wide = self._rows(), TOP, self.width() - 16
        for word, group in [*self._groups, *([("最近打开", self._recent)] if self._recent else [])]:
            if self._rail:
                top += 6 if found else 0
            else:
                found.append((QRect(16, top, wide - 16, head), word))
                top += head
            for entry in group:
                height = RECENT if entry.code and not self._rail else row
                found.append((QRect(8, top, wide, height - 2), entry))
                top += height
            top += GROUP_GAP
        boxes = [box for box, what in found if isinstance(what, _Entry)]
        hidden = max(0, boxes[self._current].bottom() + GROUP_GAP - self.height()) if boxes else 0
        moved = [(box.translated(0, -hidden), what) for box, what in found]
        shown = [(box, what) for box, what in moved if box.top() >= 0 and box.bottom() < self.height()]
        while shown and isinstance(shown[-1][1], str):  # a heading with nothing below it
            shown.pop()
        return shown

    def _at(self, event: QMouseEvent) -> _Entry | None:
        spot = event.position().toPoint()
        return next((what for box, what in self._layout() if isinstance(what, _Entry) and box.contains(spot)), None)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), 400)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, entries = event.key(), self._entries()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._current = min(max(0, self._current + step), len(entries) - 1)
            self._speak()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and entries:
            self._go(entries[self._current])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (entry := self._at(event)) is not None:
            self._go(entry)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if (entry := self._at(event)) is not None:
            tip = f"{entry.title} {entry.code}".strip() + (f"（{entry.cap}）" if entry.cap else "")
            QToolTip.showText(event.globalPosition().toPoint(), tip, self)

    def _go(self, entry: _Entry) -> None:
        self.went.emit(entry.place, entry.subject)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        ink.ground(painter, self.rect(), c.nav)
        entries = self._entries()
        for box, what in self._layout():
            if isinstance(what, str):
                ink.write(painter, box, what, font(tokens.CAPTION), c.nav_faint)
            else:
                self._entry(painter, box, what, current=entries.index(what) == self._current)
        painter.end()

    def _entry(self, painter: QPainter, box: QRect, entry: _Entry, *, current: bool) -> None:
        c, here = colours(), self._is_here(entry)
        if here:
            ink.fill(painter, QRectF(box), c.nav_selected, tokens.RADIUS)
        ink_colour = "#FFFFFF" if here else c.nav_text
        icon = self._picture(entry.icon, ink_colour)
        left = box.left() + (10 if self._rail else 8)
        painter.drawPixmap(left, box.top() + (box.height() - 20) // 2, icon)
        if not self._rail:
            self._words(painter, box.adjusted(36, 0, -6, 0), entry, ink_colour, here=here)
        if self.hasFocus() and current:
            ink.ring(painter, box, "#FFFFFF", tokens.RADIUS)

    def _words(self, painter: QPainter, box: QRect, entry: _Entry, colour: str, *, here: bool) -> None:
        c, small = colours(), font(tokens.CAPTION)
        if entry.code:
            name = QRect(box.left(), box.top() + 2, box.width(), 19)
            ink.write(painter, name, entry.title, font(tokens.LABEL), colour)
            below = QRect(box.left(), box.top() + 20, box.width(), 17)
            ink.write(painter, below, entry.code, small, c.nav_text if here else c.nav_faint)
            return
        ink.write(painter, box, entry.title, font(tokens.BODY, bold=here), colour)
        ink.write(painter, box, entry.cap, small, c.nav_text if here else c.nav_faint, ink.RIGHT)

    def _picture(self, name: str, colour: str) -> QPixmap:
        known = self._pictures.get((name, colour))
        if known is None:
            path = self._folder / f"{name}.svg"
            data = path.read_bytes() if path.is_file() else b""
            known = icons.svg(data, colour, 20, self.devicePixelRatioF()) if data else QPixmap()
            self._pictures[name, colour] = known
        return known


def _cap(place: Place) -> str:
    try:
        return keys.named(f"go_{place.name.lower()}").cap
    except KeyError:
        return ""
