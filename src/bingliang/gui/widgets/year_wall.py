"""年历: the months of a year or of a quarter on one wall, walked by the arrow keys, every day with its words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bingliang.desk.calendar.view import DayRow, MonthRow, YearView
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets import ink, month_ink
from bingliang.gui.widgets.month_ink import Manner

GAP = 14


class Stretch(StrEnum):
    """范围: how much of the year is on the wall."""

    YEAR = "全年"
    QUARTER = "季度"


class YearWall(QWidget):
    """年历: painted; the chosen day is read out and walked from, days outside the year are asked for."""

    picked = Signal(object)
    """the day that was chosen"""
    beyond = Signal(object)
    """a day of another year was walked to"""
    entered = Signal(object)
    """Enter on a day"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: YearView | None = None
        self._chosen: date | None = None
        self._stretch = Stretch.YEAR
        self._counted: Mapping[date, int | None] = {}
        self._due: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("工作日历")
        self.setProperty("helpKey", "calendar.wall")
        self.setAccessibleDescription("方向键逐日查看，PgUp、PgDn 换月，Home 回到今天，Enter 查看当日到期")

    # ── what the page calls ───────────────────────────────────────────────────────────────────────────────────

    @property
    def chosen(self) -> DayRow | None:
        """选中的日."""
        return self._view.day(self._chosen) if self._view is not None and self._chosen is not None else None

    @property
    def stretch(self) -> Stretch:
        """现用范围."""
        return self._stretch

    def show_year(self, view: YearView) -> None:
        """显示一年; the chosen day stays where it is while it lies in this year."""
        self._view = view
        if self._chosen is None or self._chosen.year != view.year:
            self._chosen = view.today if view.today.year == view.year else date(view.year, 1, 1)
            self.picked.emit(self._chosen)
        self._say()
        self.update()

    def choose(self, on: date) -> None:
        """选一日; a day of another year is asked for first."""
        self._chosen = on
        if self._view is None or on.year != self._view.year:
            self.beyond.emit(on)
            return
        self._say()
        self.picked.emit(on)
        self.update()

    def set_stretch(self, stretch: Stretch) -> None:
        """换范围."""
        self._stretch = stretch
        self.update()

    def show_account(self, counted: Mapping[date, int | None], due: date | None) -> None:
        """标出一个期限: the days that count, and the day it ends on."""
        self._counted, self._due = counted, due
        self.update()

    def months(self) -> tuple[MonthRow, ...]:
        """墙上的月."""
        if self._view is None:
            return ()
        if self._stretch is Stretch.YEAR:
            return self._view.months
        first = ((self._chosen.month if self._chosen else 1) - 1) // 3 * 3
        return self._view.months[first : first + 3]

    def boxes(self) -> tuple[tuple[QRect, MonthRow], ...]:
        """每月的位置."""
        months = self.months()
        columns, lines = (3, 1) if self._stretch is Stretch.QUARTER else (4, 3)
        wide, high = self.width() - 2 * tokens.M, self.height() - 2 * tokens.S
        found = []
        for at, row in enumerate(months):
            line, column = divmod(at, columns)
            x, right = (tokens.M + round((wide + GAP) * part / columns) for part in (column, column + 1))
            y, bottom = (tokens.S + round((high + tokens.S) * part / lines) for part in (line, line + 1))
            found.append((QRect(x, y, right - x - GAP, bottom - y - tokens.S), row))
        return tuple(found)

    def day_at(self, point: QPoint) -> DayRow | None:
        """此处的日."""
        for box, row in self.boxes():
            if box.contains(point):
                for day, cell in zip(row.days, month_ink.cells(box, row.year, row.month), strict=True):
                    if cell.contains(point):
                        return day
        return None

    # ── Qt ────────────────────────────────────────────────────────────────────────────────────────────────────

    def sizeHint(self) -> QSize:
        return QSize(860, 560)

    def minimumSizeHint(self) -> QSize:
        return QSize(700, 430)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        on, key = self._chosen, Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if on is None or self._view is None or not plain:
            super().keyPressEvent(event)
            return
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(on)
            return
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        if key in steps:
            self._walk(on + timedelta(steps[key]))
        elif key in months:
            self._walk(month_later(on, months[key]))
        elif key == Qt.Key.Key_Home:
            self._walk(self._view.today)
        else:
            super().keyPressEvent(event)

    def _walk(self, on: date) -> None:
        if self._view is not None and self._view.first <= on.year <= self._view.last:
            self.choose(on)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.choose(day.on)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        if day is not None:
            self.entered.emit(day.on)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            QToolTip.showText(event.globalPos(), month_ink.speech(day, self._today()) if day else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        manner = Manner(self._today(), self._chosen, self.hasFocus(), frozenset(), self._counted, self._due)
        for box, row in self.boxes():
            month_ink.month(painter, box, row, manner)
        if self.hasFocus():
            ink.ring(painter, self.rect(), colours().accent, tokens.CARD_RADIUS)
        painter.end()

    def _today(self) -> date | None:
        return self._view.today if self._view is not None else None

    def _say(self) -> None:
        day = self.chosen
        if day is not None:
            self.setAccessibleName(f"工作日历，{month_ink.speech(day, self._today())}")


def month_later(on: date, months: int) -> date:
    """隔几月的同日, or the last day of a shorter month."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    last = (date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - timedelta(1)).day
    return date(year, month + 1, min(on.day, last))
