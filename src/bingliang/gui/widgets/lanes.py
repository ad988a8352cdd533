"""泳道图: departments by days; what ran, what stopped, who waited for whom, and the dates that bind."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bingliang.desk.rows import CaseView, Lane, LaneSpan, Light, SpanKind
from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font, look
from bingliang.gui.widgets import ink, lane_bars, lane_words
from bingliang.gui.widgets.lane_scale import DAY, LaneScale

AXIS = 42
ENDED = frozenset({Light.DONE, Light.COLLECT})


class LaneChart(QWidget):
    """泳道图: ↑↓ walk the lanes; the lane walked to is spoken and shown in words below the chart."""

    picked = Signal(object)
    """the lane that became current"""
    explained = Signal()
    """E or the space bar: the day-by-day account of the lane in hand"""
    entered = Signal()
    """Enter on a lane"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: CaseView | None = None
        self._current = 0
        self._lane = look().density.lane
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("并联审批泳道图")

    def show_case(self, case: CaseView) -> None:
        """泳道 of a case; the current lane is kept while the case stays the same."""
        if self._case is None or self._case.stream != case.stream:
            self._current = 0
        self._case = case
        self._current = min(self._current, max(0, len(case.lanes) - 1))
        self.setFixedHeight(AXIS + self._lane * len(case.lanes) + 2)
        self.setAccessibleDescription("；".join(lane_words.speech(lane, case.today) for lane in case.lanes))
        self._say()
        self.update()

    def set_lane_height(self, height: int) -> None:
        """道高 in pixels."""
        self._lane = height
        if self._case is not None:
            self.setFixedHeight(AXIS + height * len(self._case.lanes) + 2)

    def current(self) -> Lane | None:
        """现看的一道."""
        return self._case.lanes[self._current] if self._case is not None and self._case.lanes else None

    def scale(self) -> LaneScale | None:
        """现用的尺; None without a case."""
        if self._case is None:
            return None
        bold = font(tokens.CAPTION, bold=True)
        return LaneScale.of(self._case, self._label_width(), self.width() - 4, lambda text: ink.width(text, bold))

    def sizeHint(self) -> QSize:
        return QSize(480, AXIS + self._lane * 4)

    def _label_width(self) -> int:
        """As wide as the longest name asks for, but never more than the days can spare."""
        lanes = self._case.lanes if self._case is not None else ()
        wanted = (
            max((ink.width(lane.item_name, font(tokens.LABEL, bold=lane.critical)) for lane in lanes), default=0) + 46
        )
        return max(150, min(wanted, round(self.width() * (0.37 if self.width() < 800 else 0.34))))

    def _say(self) -> None:
        lane = self.current()
        if lane is not None and self._case is not None:
            self.setAccessibleName(f"并联审批泳道图，{lane_words.speech(lane, self._case.today)}")
        self.picked.emit(lane)

    def _walk(self, to: int) -> None:
        if self._case is None or not self._case.lanes:
            return
        self._current = min(max(0, to), len(self._case.lanes) - 1)
        self._say()
        self.update()

    def choose(self, no: int) -> None:
        """选定 the lane of an item, and put the focus there."""
        if self._case is not None and no:
            self._walk(next((at for at, lane in enumerate(self._case.lanes) if lane.no == no), self._current))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        if event.key() in (Qt.Key.Key_E, Qt.Key.Key_Space) and not event.modifiers():
            self.explained.emit()
            return
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -1000, Qt.Key.Key_End: 1000}
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self._walk(self._current + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._walk(int(event.position().y() - AXIS) // self._lane)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos().x(), event.pos().y()), self)
            return True
        return super().event(event)

    def words_at(self, x: int, y: int) -> str:
        """此处的话: the lane and, over a stretch, the stretch under a point."""
        at = (y - AXIS) // self._lane
        scale = self.scale()
        if self._case is None or scale is None or not 0 <= at < len(self._case.lanes):
            return ""
        lane, today = self._case.lanes[at], self._case.today
        spans = [s for s in lane.spans if scale.x(s.start) <= x <= scale.after(s.end or today)]
        lines = [lane_words.of_lane(lane, today), *(lane_words.of_span(s, today) for s in spans), lane.word]
        return "\n".join(line for line in lines if line)

    # ── painting ──────────────────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        case, scale = self._case, self.scale()
        if case is None or scale is None:
            return
        painter = QPainter(self)
        self._days(painter, case, scale)
        for at, lane in enumerate(case.lanes):
            self._label(painter, at, lane)
        for at, lane in enumerate(case.lanes):
            self._spans(painter, at, lane, scale, case.today)
        self._path(painter, case, scale)
        self._today(painter, case, scale)
        for at, lane in enumerate(case.lanes):
            self._tail(painter, at, lane, scale, case.today)
        if self.hasFocus():
            ink.ring(painter, self.rect(), colours().accent, tokens.RADIUS)
        painter.end()

    def _ground(self, at: int) -> str:
        c = colours()
        return c.card if at != self._current else c.selected if self.hasFocus() else c.bg

    def _middle(self, at: int) -> float:
        return AXIS + at * self._lane + self._lane / 2

    def _days(self, painter: QPainter, case: CaseView, scale: LaneScale) -> None:
        c, bottom = colours(), AXIS + self._lane * len(case.lanes)
        day, end = scale.first, min(scale.shown_last(), max(scale.last, max(case.rest_days, default=scale.last)))
        while day <= end:
            if day in case.rest_days:
                left, right = round(scale.x(day)), min(round(scale.after(day)), scale.right)
                painter.fillRect(QRect(left, AXIS, right - left, bottom - AXIS), QColor(c.rest))
            day += DAY
        current = QRect(0, AXIS + self._current * self._lane, self.width(), self._lane)
        ground = QColor(self._ground(self._current))
        painter.fillRect(QRect(0, current.top(), self._label_width(), current.height()), ground)
        ground.setAlpha(150)  # the non-working days show through
        painter.fillRect(QRect(self._label_width(), current.top(), self.width(), current.height()), ground)
        small = font(tokens.CAPTION)
        for monday in scale.mondays():
            x = round(scale.x(monday))
            painter.fillRect(QRect(x, AXIS - 4, 1, bottom - AXIS + 4), QColor(c.grid))
            text = f"{monday:%m-%d}"
            box = QRect(x + 2, 22, ink.width(text, small), 16)
            if box.right() <= scale.right + 6 and not box.adjusted(-4, 0, 4, 0).contains(
                self._today_x(case, scale), 30
            ):
                ink.write(painter, box.adjusted(0, 0, 4, 0), text, small, c.text2)
        for year in range(scale.first.year + 1, scale.last.year + 1):
            x = round(scale.x(date(year, 1, 1)))
            painter.fillRect(QRect(x, 4, 1, bottom - 4), QColor(c.control))
            if not self._today_box(case, scale).intersects(QRect(x, 2, 50, 16)):
                ink.write(painter, QRect(x + 4, 2, 60, 16), f"{year}年", small, c.text2)
        for at in range(len(case.lanes) + 1):
            painter.fillRect(QRect(0, AXIS + at * self._lane, self.width(), 1), QColor(c.line))
        if self._lane and case.lanes:
            painter.fillRect(
                QRect(0, current.top(), 3, current.height()), QColor(c.accent if self.hasFocus() else c.control)
            )

    def _label(self, painter: QPainter, at: int, lane: Lane) -> None:
        c = colours()
        ground = self._ground(at)
        top, wide = AXIS + at * self._lane, self._label_width() - 38
        icons.mark(painter, QRectF(10, self._middle(at) - 7, 14, 14), lane.light, c, ground)
        pad = (self._lane - 32) // 2
        name = QRect(32, top + pad + 1, wide, 16)
        ink.write(painter, name, lane.item_name, font(tokens.LABEL, bold=lane.critical), c.text)
        ink.write(painter, QRect(32, top + pad + 16, wide, 15), lane.department, font(tokens.CAPTION), c.text2)

    def _spans(self, painter: QPainter, at: int, lane: Lane, scale: LaneScale, today: date) -> None:
        middle = self._middle(at)
        ends = [span.end or today for span in lane.spans]
        limits = [on for on in (lane.due_on, lane.promised_on) if on is not None]
        if limits and ends:
            lane_bars.track(painter, scale.after(max(ends)), scale.after(max(limits)), middle)
        for span in sorted(lane.spans, key=lambda span: lane_bars.ORDER.index(span.kind)):
            for box, light in self._pieces(span, lane, scale, today, middle):
                lane_bars.stretch(painter, box, span.kind, light)
        if lane.critical:
            worked = [s for s in lane.spans if s.kind in (SpanKind.HANDLING, SpanKind.STOPPED, SpanKind.CHECK)]
            if worked:
                left = scale.x(min(s.start for s in worked))
                right = scale.after(max(s.end or today for s in worked))
                lane_bars.critical(painter, QRectF(left, middle - lane_bars.BAR / 2, right - left, lane_bars.BAR))
        if lane.due_on is not None:
            lane_bars.statutory(painter, scale.after(lane.due_on), middle, provisional=lane.provisional)
        if lane.promised_on is not None:
            lane_bars.promised(painter, scale.after(lane.promised_on), middle)

    def _pieces(
        self, span: LaneSpan, lane: Lane, scale: LaneScale, today: date, middle: float
    ) -> list[tuple[QRectF, Light]]:  # fmt: skip
        """A stretch of handling changes colour where it crosses the promised and the statutory date."""
        end = max(span.end or today, span.start)
        base = Light.DONE if lane.decided_on is not None or lane.light in ENDED else lane.light
        if span.kind == SpanKind.HANDLING and base in (Light.PROMISE_LATE, Light.STATUTE_LATE, Light.STOPPED):
            base = Light.OK
        cuts: list[tuple[date, Light]] = [(span.start, base)]
        if span.kind == SpanKind.HANDLING:
            for limit, light in ((lane.promised_on, Light.PROMISE_LATE), (lane.due_on, Light.STATUTE_LATE)):
                if limit is not None and limit < end:
                    cuts = [cut for cut in cuts if cut[0] <= limit] + [(max(limit + DAY, span.start), light)]
        starts = [*cuts, (end + timedelta(days=1), base)]
        top = middle - lane_bars.BAR / 2
        return [
            (QRectF(scale.x(a), top, max(2.0, scale.x(b) - scale.x(a)), lane_bars.BAR), light)
            for (a, light), (b, _) in pairwise(starts)
            if b > a
        ]

    def _path(self, painter: QPainter, case: CaseView, scale: LaneScale) -> None:
        path = [(at, lane) for at, lane in enumerate(case.lanes) if lane.critical]
        for (above, before), (below, _) in pairwise(path):
            if before.decided_on is not None and above < below:
                x = scale.x(before.decided_on) + scale.per_day / 2
                half = lane_bars.BAR / 2 + 4
                lane_bars.arrow(painter, x, self._middle(above) + half, self._middle(below) - half)

    def _today(self, painter: QPainter, case: CaseView, scale: LaneScale) -> None:
        box, c = self._today_box(case, scale), colours()
        if box.isEmpty():
            return
        x = self._today_x(case, scale)
        painter.fillRect(QRect(x - 1, 18, 2, self.height() - 18), QColor(c.text))
        ink.fill(painter, QRectF(box), c.text, tokens.RADIUS)
        ink.write(painter, box, f"今天 {case.today:%m-%d}", font(tokens.CAPTION, bold=True), c.card, ink.CENTRE)

    def _today_x(self, case: CaseView, scale: LaneScale) -> int:
        """Where the line of today stands, which no date of the axis is written across."""
        return round(scale.x(case.today) + scale.per_day / 2)

    def _today_box(self, case: CaseView, scale: LaneScale) -> QRect:
        """The flag of today; empty when today lies outside the chart."""
        x = self._today_x(case, scale)
        if not scale.left <= x <= scale.right or case.today > scale.last:
            return QRect()
        wide = ink.width(f"今天 {case.today:%m-%d}", font(tokens.CAPTION, bold=True)) + 12
        return QRect(min(max(x - wide // 2, scale.left), self.width() - wide), 1, wide, 19)

    def _tail(self, painter: QPainter, at: int, lane: Lane, scale: LaneScale, today: date) -> None:
        c = colours()
        loud = lane.light in (Light.SOON, Light.PROMISE_LATE, Light.STATUTE_LATE)
        small = font(tokens.CAPTION, bold=loud)
        place = scale.tail(lane, today, ink.width(lane.word, small))
        box = QRect(place.left, round(self._middle(at)) - 9, min(place.room, ink.width(lane.word, small)), 18)
        ground = self._ground(at)
        ink.fill(painter, QRectF(box.adjusted(-3, 0, 3, 0)), ground, 3)
        tone = c.tone(lane.light)
        focused = at == self._current and self.hasFocus()
        ink.write(painter, box, lane.word, small, tone.on_selected if focused else tone.text)
