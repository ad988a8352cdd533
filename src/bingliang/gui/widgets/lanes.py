"""泳道图: departments by days; what ran, what stopped, who waited for whom, and the dates that bind."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bingliang.desk.rows import CaseView, Lane, LaneSpan, Light, SpanKind
from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font, look
from bingliang.gui.widgets import ink, lane_axis, lane_bars, lane_words
from bingliang.gui.widgets.lane_axis import AXIS
from bingliang.gui.widgets.lane_scale import DAY, LaneScale

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
        self._most = 0
        self._top = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("并联审批泳道图")

    def show_case(self, case: CaseView) -> None:
        """泳道 of a case; the current lane is kept while the case stays the same."""
        if self._case is None or self._case.stream != case.stream:
            self._current = self._top = 0
        self._case = case
        self._current = min(self._current, max(0, len(case.lanes) - 1))
        self._fit()
        self.setAccessibleDescription("；".join(lane_words.speech(lane, case.today) for lane in case.lanes))
        self._say()
        self.update()

    def set_lane_height(self, height: int) -> None:
        """道高 in pixels."""
        self._lane = height
        self._fit()

    def show_most(self, lanes: int) -> None:
        """最多同时显示几道; the others are scrolled to below the axis, which stays. 0 shows all of them."""
        if lanes != self._most:
            self._most = lanes
            self._fit()

    @property
    def shown(self) -> int:
        """同时显示几道."""
        count = len(self._case.lanes) if self._case is not None else 0
        return min(count, self._most) if self._most else count

    @property
    def top(self) -> int:
        """最上面的一道, counted from 0."""
        return self._top

    def natural_height(self) -> int:
        """全部泳道的高."""
        return AXIS + self._lane * (len(self._case.lanes) if self._case is not None else 0) + 2

    @property
    def lane_height(self) -> int:
        """一道的高."""
        return self._lane

    def _fit(self) -> None:
        if self._case is None:
            return
        self.setFixedHeight(AXIS + self._lane * self.shown + 2)
        self._scroll_to(self._top)
        self._reveal_current()

    def _reveal_current(self) -> None:
        """The lane in hand is in sight, whatever is scrolled away."""
        if self._current < self._top:
            self._scroll_to(self._current)
        elif self._current >= self._top + self.shown:
            self._scroll_to(self._current - self.shown + 1)

    def _scroll_to(self, top: int) -> None:
        count = len(self._case.lanes) if self._case is not None else 0
        self._top = min(max(0, top), max(0, count - self.shown))
        self.update()

    def current(self) -> Lane | None:
        """现看的一道."""
        return self._case.lanes[self._current] if self._case is not None and self._case.lanes else None

    def scale(self) -> LaneScale | None:
        """现用的尺; None without a case."""
        if self._case is None:
            return None
        bold = font(tokens.CAPTION, bold=True)
        edge = 4 if self.shown >= len(self._case.lanes) else 12
        return LaneScale.of(self._case, self._label_width(), self.width() - edge, lambda text: ink.width(text, bold))

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
        self._reveal_current()
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
        page = max(1, self.shown - 1)
        steps = {
            Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -1000, Qt.Key.Key_End: 1000,
            Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self._walk(self._current + step)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._walk(int(event.position().y() - AXIS) // self._lane + self._top)
        super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The lanes first; at their end the page around them."""
        before = self._top
        self._scroll_to(self._top - (1 if event.angleDelta().y() > 0 else -1))
        event.setAccepted(self._top != before)

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
        at = (y - AXIS) // self._lane + self._top if AXIS <= y < self.height() - 1 else -1
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
        painter.save()
        painter.setClipRect(QRect(0, AXIS, self.width(), self._lane * self.shown + 1))
        painter.translate(0, -self._top * self._lane)
        self._days(painter, case, scale)
        for at, lane in enumerate(case.lanes):
            self._label(painter, at, lane)
        for at, lane in enumerate(case.lanes):
            self._spans(painter, at, lane, scale, case.today)
        self._path(painter, case, scale)
        box, today = lane_axis.today_box(case, scale, self.width()), lane_axis.today_x(case, scale)
        if not box.isEmpty():
            painter.fillRect(QRect(today - 1, AXIS, 2, self.natural_height()), QColor(colours().text))
        for at, lane in enumerate(case.lanes):
            self._tail(painter, at, lane, scale, case.today)
        painter.restore()
        lane_axis.paint(painter, case, scale, self.width())
        self._bar(painter, len(case.lanes))
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
        for first in (*scale.mondays(), *(date(y, 1, 1) for y in range(scale.first.year + 1, scale.last.year + 1))):
            tone = c.control if (first.month, first.day) == (1, 1) else c.grid
            painter.fillRect(QRect(round(scale.x(first)), AXIS, 1, bottom - AXIS), QColor(tone))
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

    def _bar(self, painter: QPainter, count: int) -> None:
        """滚动条: where the lanes in sight lie among all, and how many are out of sight."""
        if self.shown >= count:
            return
        c, room = colours(), self._lane * self.shown
        high = max(24, round(room * self.shown / count))
        top = AXIS + round((room - high) * self._top / (count - self.shown))
        ink.fill(painter, QRectF(self.width() - 7, top, 5, high), c.control, 2)
        above, below = self._top, count - self.shown - self._top
        words = "  ".join(part for part in (f"↑ {above} 项" if above else "", f"↓ {below} 项" if below else "") if part)
        ink.write(painter, QRect(10, 22, self._label_width() - 12, 16), words, font(tokens.CAPTION, bold=True), c.text2)

    def _tail(self, painter: QPainter, at: int, lane: Lane, scale: LaneScale, today: date) -> None:
        c = colours()
        loud = lane.light in (Light.SOON, Light.PROMISE_LATE, Light.STATUTE_LATE, Light.DELIVERY_LATE)
        small = font(tokens.CAPTION, bold=loud)
        place = scale.tail(lane, today, ink.width(lane.word, small))
        box = QRect(place.left, round(self._middle(at)) - 9, min(place.room, ink.width(lane.word, small)), 18)
        ground = self._ground(at)
        ink.fill(painter, QRectF(box.adjusted(-3, 0, 3, 0)), ground, 3)
        tone = c.tone(lane.light)
        focused = at == self._current and self.hasFocus()
        ink.write(painter, box, lane.word, small, tone.on_selected if focused else tone.text)
