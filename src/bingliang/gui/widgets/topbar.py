"""顶栏: the program, the zone, the box that finds everything, the day, the database, who stands at which counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bingliang.desk.lights import Light
from bingliang.gui import icons, keys, tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.find_box import FindBox

if TYPE_CHECKING:
    from bingliang.gui.source import Heading

PROGRAM = "并联审批柜台"
FIND_WIDEST, FIND_LEAST, ZONE_LEAST = 460, 280, 96


class TopBar(QWidget):
    """顶栏."""

    painted = Signal()
    """for the first time"""
    left = Signal()
    """the name at the right was pressed: its clerk goes away, or another one comes"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading: Heading | None = None
        self._state, self._light = "", Light.WAITING
        self._painted = self._pointed = False
        self.setMouseTracking(True)
        self.find_box = FindBox(self)
        self.setFixedHeight(tokens.TOP_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_state("正在打开数据库", Light.WAITING)

    def show_heading(self, heading: Heading) -> None:
        """页眉 as read from the desk."""
        self._heading = heading
        self._speak()

    def show_state(self, words: str, light: Light) -> None:
        """数据库的状态: words with a shape."""
        self._state, self._light = words, light
        self._speak()

    def _speak(self) -> None:
        self.setAccessibleName("，".join([PROGRAM, *(text for text, _, _ in self._right()), self._zone()]))
        self._place()
        self.update()

    def _place(self) -> None:
        """The box in the middle of the bar, or as near to it as the words at both sides leave room for."""
        left = 16 + ink.width(PROGRAM, font(tokens.SUBTITLE, bold=True)) + 16
        zone = ink.width(self._zone(), font(tokens.BODY)) if self._heading else 0
        right = self.width() - 16 - sum(self._wide(*part) + 24 for part in self._right())
        room = right - left - min(zone, ZONE_LEAST) - 24
        wide = max(min(FIND_WIDEST, room), min(FIND_LEAST, room))
        middle = (self.width() - wide) // 2
        at = max(min(middle, right - wide), left + min(zone, ZONE_LEAST))
        self.find_box.setGeometry(at, (self.height() - 1 - tokens.CONTROL) // 2, wide, tokens.CONTROL)

    @staticmethod
    def _wide(text: str, bold: bool, light: Light | None) -> int:  # noqa: FBT001 - one part of the bar, as `_right` lists it
        return ink.width(text, font(tokens.BODY, bold=bold)) + (20 if light is not None else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _zone(self) -> str:
        return self._heading.zone_name if self._heading else ""

    def _right(self) -> list[tuple[str, bool, Light | None]]:
        """From the left to the right: text, bold, light."""
        parts: list[tuple[str, bool, Light | None]] = []
        if self._heading is not None:
            on = self._heading.today
            parts.append((f"{on:%Y-%m-%d}  {ink.weekday(on)}  {self._heading.workday_text}", False, None))
        parts.append((self._state, False, self._light))
        if self._heading is not None:
            parts.append((f"{counter_words(self._heading.counter)}  {self._heading.clerk}", True, None))
        return parts

    # ── the name at the right ──

    def who_box(self) -> QRect:
        """姓名所在: where the mouse leaves the seat; empty while nobody is known."""
        if self._heading is None:
            return QRect()
        wide = self._wide(*self._right()[-1])
        return QRect(self.width() - 16 - wide, 0, wide, self.height() - 1)

    def _point(self, *, at: bool) -> None:
        if at != self._pointed:
            self._pointed = at
            self.setCursor(Qt.CursorShape.PointingHandCursor if at else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(at=self.who_box().contains(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point(at=False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.who_box().contains(event.position().toPoint()):
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            on = self.who_box().contains(event.pos())
            said = f"离开、换人（{keys.named('leave_seat').cap}）" if on else self._zone()
            QToolTip.showText(event.globalPos(), said, self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(800, tokens.TOP_BAR)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        ink.ground(painter, self.rect(), c.card)
        ink.ground(painter, QRect(0, self.height() - 1, self.width(), 1), c.line)
        middle = QRect(0, 0, self.width(), self.height() - 1)
        right = self.width() - 16
        for text, bold, light in reversed(self._right()):
            used = font(tokens.BODY, bold=bold)
            wide = ink.width(text, used)
            named = c.accent if self._pointed else c.text
            tone = (
                c.tone(light).text if light in (Light.OK, Light.STATUTE_LATE) and light else named if bold else c.text2
            )
            ink.write(painter, middle.adjusted(right - wide, 0, 0, 0), text, used, tone)
            right -= wide
            if light is not None:
                icons.mark(painter, QRectF(right - 20, self.height() / 2 - 6.5, 12, 12), light, c)
                right -= 20
            right -= 24
        title = font(tokens.SUBTITLE, bold=True)
        wide = ink.width(PROGRAM, title)
        ink.write(painter, QRect(16, 0, wide + 4, middle.height()), PROGRAM, title, c.text)
        start = 16 + wide + 16
        zone = QRect(start, 0, max(0, self.find_box.x() - 16 - start), middle.height())
        ink.write(painter, zone, self._zone(), font(tokens.BODY), c.text2)
        painter.end()
        if not self._painted:
            self._painted = True
            self.painted.emit()


def counter_words(counter: str) -> str:
    """窗口号 in words: “3” becomes “3 号窗口”, a name stays a name."""
    return f"{counter} 号窗口" if counter.isdigit() else counter
