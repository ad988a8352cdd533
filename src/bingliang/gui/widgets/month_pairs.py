"""新旧月历: each month a notice speaks of, as it was and as it would be, side by side; what changes has a frame."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QToolTip, QWidget

from bingliang.desk.calendar.notice_view import Proposal
from bingliang.desk.calendar.view import DayRow, MonthRow
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink, month_ink
from bingliang.gui.widgets.month_ink import Manner

WIDE, HIGH, ARROW, GAP, HEAD = 178, 186, 22, 22, 4


class _Sheet(QWidget):
    """The paper inside: as wide as all pairs together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pairs: tuple[tuple[MonthRow, MonthRow], ...] = ()
        self.changed: frozenset[date] = frozenset()
        self.today: date | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(max(1, len(self.pairs) * (2 * WIDE + ARROW + GAP) - GAP + 2 * tokens.M), HIGH + HEAD + tokens.S)

    def boxes(self) -> list[tuple[QRect, MonthRow]]:
        """每张月历的位置, old before new."""
        found = []
        for at, (before, after) in enumerate(self.pairs):
            x = tokens.M + at * (2 * WIDE + ARROW + GAP)
            found += [(QRect(x, HEAD, WIDE, HIGH), before), (QRect(x + WIDE + ARROW, HEAD, WIDE, HIGH), after)]
        return found

    def day_at(self, point: QPoint) -> DayRow | None:
        """此处的日."""
        for box, row in self.boxes():
            for day, cell in zip(row.days, month_ink.cells(box, row.year, row.month), strict=True):
                if cell.contains(point):
                    return day
        return None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            QToolTip.showText(event.globalPos(), month_ink.speech(day, self.today) if day else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        for at, (box, row) in enumerate(self.boxes()):
            fresh = at % 2 == 1
            manner = Manner(today=self.today, changed=self.changed if fresh else frozenset())
            month_ink.month(painter, box, row, manner, f"{row.month}月 · {'新' if fresh else '原'}")
            if fresh:
                middle = QRect(box.left() - ARROW, box.top() + HIGH // 2, ARROW, 20)
                ink.write(painter, middle, "→", font(tokens.SUBTITLE, bold=True), c.text3, ink.CENTRE)
                if at + 1 < len(self.pairs) * 2:
                    ink.fill(painter, QRectF(box.right() + GAP / 2, box.top() + 6, 1, HIGH - 12), c.line)
        painter.end()


class MonthPairs(QScrollArea):
    """新旧月历, scrolled sideways by the arrow keys; the changes are told in words to a screen reader."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = _Sheet()
        self.setWidget(self._sheet)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(HIGH + HEAD + tokens.S + 12)
        self.viewport().setAutoFillBackground(False)
        self._sheet.setAutoFillBackground(False)
        self.setAccessibleName("新旧月历")

    def show_proposal(self, proposal: Proposal | None, today: date | None) -> None:
        """显示一份通知的各月."""
        sheet = self._sheet
        sheet.pairs = proposal.months if proposal else ()
        sheet.changed = frozenset(one.after.on for one in proposal.changes if one.changed) if proposal else frozenset()
        sheet.today = today
        sheet.setFixedSize(sheet.sizeHint())
        sheet.update()
        told = (
            [f"{one.after.on:%m-%d} {one.before.kind} → {one.after.kind}" for one in proposal.changes if one.changed]
            if (proposal)
            else []
        )
        self.setAccessibleDescription("；".join(told) or "没有改变的日子")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + step * (2 * WIDE + ARROW + GAP))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            ink.ring(painter, self.viewport().rect(), colours().accent, tokens.RADIUS)
            painter.end()
