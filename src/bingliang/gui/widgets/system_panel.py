"""一栏: one of the eight systems on the overview: its number and name, one figure, its lines, and what is not kept yet."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from bingliang.desk.panels.values import Line, Panel
from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink

SIDE, LINE = 14, 22
HEAD, FIGURE = 30, 34


class SystemPanel(QWidget):
    """一栏: painted whole; arrows walk to its neighbours (the page knows which), Enter goes to where it lives."""

    walked = Signal(int, int)
    """columns and rows to walk"""
    entered = Signal(object)
    """the panel that Enter or a double click opened"""
    followed = Signal(object)
    """the line that leads somewhere, clicked or chosen with PgUp, PgDn and Enter"""

    def __init__(self, no: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.no, self.name = no, name
        self.panel: Panel | None = None
        self._at = -1
        self._places: list[tuple[QRect, Line]] = []
        self.setMouseTracking(True)
        self.setProperty("helpKey", f"system.{no}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(f"{no} {name}")

    def show_panel(self, panel: Panel) -> None:
        """填入."""
        self.panel, self._at = panel, -1
        told = "，".join(f"{line.text.strip()} {line.value}".strip() for line in panel.lines)
        self.setAccessibleName(f"{panel.no} {panel.name}：{panel.figure}{panel.words}")
        self.setAccessibleDescription(told)
        tips = [f"{line.text}　{line.value}".rstrip() for line in panel.lines]
        self.setToolTip("\n".join([panel.name, f"{panel.figure}{panel.words}", *tips]))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, 190)

    def minimumSizeHint(self) -> QSize:
        return QSize(220, 150)

    # ── keys and mouse ────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        key = Qt.Key(event.key())
        if key in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.walked.emit(*steps[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and not event.modifiers():
            self._choose(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.panel is not None:
            if (line := self.line) is not None:
                self.followed.emit(line)
            else:
                self.entered.emit(self.panel)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event
        if self.panel is not None:
            self.entered.emit(self.panel)

    @property
    def leading(self) -> list[Line]:
        """有去处的各行 that are in sight."""
        return [line for _, line in self._places if line.room or line.stream]

    @property
    def line(self) -> Line | None:
        """选中的一行."""
        leading = self.leading
        return leading[self._at] if 0 <= self._at < len(leading) else None

    def _choose(self, by: int) -> None:
        leading = self.leading
        if not leading:
            return
        self._at = min(max(self._at + by, 0), len(leading) - 1)
        line = leading[self._at]
        self.setAccessibleDescription(f"{line.text.strip()} {line.value}，Enter 看清单")
        self.update()

    def _under(self, where: QPoint) -> Line | None:
        return next((line for box, line in self._places if box.contains(where) and (line.room or line.stream)), None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        there = self._under(event.position().toPoint()) is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if there else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        line = self._under(event.position().toPoint())
        if line is not None and event.button() == Qt.MouseButton.LeftButton:
            self.followed.emit(line)
        else:
            super().mouseReleaseEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._at = -1
        super().focusOutEvent(event)

    # ── painting ──────────────────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c, painter = colours(), QPainter(self)
        box = QRectF(self.rect())
        edge, line = (c.accent, 2) if self.hasFocus() else (c.line, 1)
        ink.fill(painter, box, c.card, tokens.CARD_RADIUS, edge, line)
        self._head(painter)
        if self.panel is not None:
            self._body(painter, self.panel)
        painter.end()

    def _head(self, painter: QPainter) -> None:
        c = colours()
        disc = QRect(SIDE, 11, 22, 22)
        ink.fill(painter, QRectF(disc), c.accent_soft, 11, c.accent)
        ink.write(painter, disc, str(self.no), font(tokens.LABEL, bold=True), c.accent, ink.CENTRE)
        name = QRect(disc.right() + 9, 10, self.width() - SIDE - disc.right() - 9, 24)
        ink.write(painter, name, self.name, font(tokens.BODY, bold=True), c.text)

    def _body(self, painter: QPainter, panel: Panel) -> None:
        wide = self.width() - 2 * SIDE
        top = self._figure(painter, panel, HEAD + 8, wide)
        self._lines(painter, panel.lines, QRect(SIDE, top, wide, self.height() - 10 - top))

    def _figure(self, painter: QPainter, panel: Panel, top: int, wide: int) -> int:
        """The figure with its words behind it, in two lines where one is too short; the answer is where the lines begin."""
        c = colours()
        left, small = SIDE, font(tokens.LABEL)
        if panel.light is not None:
            icons.mark(painter, QRectF(left, top + 10, 15, 15), panel.light, c)
            left += 22
        if panel.figure:
            big = font(tokens.FIGURE, bold=True)
            reach = ink.width(panel.figure, big)
            ink.write(painter, QRect(left, top, reach, FIGURE), panel.figure, big, c.text)
            left += reach + 8
        room = QRect(left, top, SIDE + wide - left, FIGURE)
        self._wrapped(painter, room, panel.words, small, c.text2, middle=True)
        return top + FIGURE + 6

    def _wrapped(
        self, painter: QPainter, box: QRect, text: str, face: QFont, colour: str, *, middle: bool = False
    ) -> None:
        """Two lines at most; the second is cut with an ellipsis, and the tooltip has the whole."""
        metrics = QFontMetrics(face)
        first = _fitting(text, metrics, box.width())
        if middle and first != text:
            first = _halved(text, metrics, box.width()) or first
        rest = text[len(first) :]
        height = metrics.height() + 1
        shown = [first, rest] if rest else [first]
        top = box.top() + max(0, box.height() - height * len(shown)) // 2 if middle else box.top()
        for at, words in enumerate(shown):
            ink.write(painter, QRect(box.left(), top + at * height, box.width(), height), words, face, colour)

    def _lines(self, painter: QPainter, lines: tuple[Line, ...], room: QRect) -> None:
        """One row each, two where the words need them and there is room for all; what has no room is counted."""
        fit = max(0, room.height() // LINE)
        tall = [self._room(line, room.width()) < 0 for line in lines]
        spread = len(lines) + sum(tall) <= fit
        shown = lines if len(lines) <= fit else lines[: max(0, fit - 1)]
        top = room.top()
        self._places = []
        for line, long in zip(shown, tall, strict=False):
            height = 2 * LINE if spread and long else LINE
            box = QRect(room.left(), top, room.width(), height)
            self._places.append((box, line))
            if line is self.line:
                ink.fill(painter, QRectF(box.adjusted(-6, 0, 6, 0)), colours().selected, tokens.RADIUS)
            self._line(painter, line, box)
            top += height
        if len(shown) < len(lines) and fit:
            hint = "，Enter 看办件" if self.panel is not None and self.panel.stream else ""
            words = f"另有 {len(lines) - len(shown)} 行{hint}"
            box = QRect(room.left(), top, room.width(), LINE)
            ink.write(painter, box, words, font(tokens.CAPTION), colours().text2)

    def _room(self, line: Line, wide: int) -> int:
        """What is left of a row when words and value stand in it; negative when they do not fit."""
        small = font(tokens.LABEL)
        mark = 18 if line.light is not None else 0
        gap = 10 if line.value else 0
        return wide - mark - gap - ink.width(line.text, small) - (ink.width(line.value, small) if line.value else 0)

    def _line(self, painter: QPainter, line: Line, box: QRect) -> None:
        c, small = colours(), font(tokens.LABEL)
        left, first = box.left(), QRect(box.left(), box.top(), box.width(), LINE)
        if line.light is not None:
            icons.mark(painter, QRectF(left, first.center().y() - 6, 12, 12), line.light, c)
            left += 18
        two = box.height() > LINE
        second = first.translated(0, LINE) if two else first
        whole = ink.width(line.value, small) if line.value else 0
        spare = box.right() - left - ink.width(line.text, small) - 10
        wide = min(whole, box.width()) if two else min(whole, max(box.width() * 3 // 5, spare))
        tone = c.text if line.light is None else c.tone(line.light).text
        value = QRect(box.right() - wide, second.top(), wide + 1, LINE)
        ink.write(painter, value, line.value, small, tone, ink.RIGHT)
        end = box.right() if two else box.right() - wide - 10
        self._words(painter, line, QRect(left, first.top(), end - left, box.height()), small)

    def _words(self, painter: QPainter, line: Line, box: QRect, face: QFont) -> None:
        """The words of a line; without a value they may run on in the second row."""
        if box.height() > LINE and not line.value:
            self._wrapped(painter, box.adjusted(0, 2, 0, 0), line.text, face, colours().text2)
        else:
            ink.write(painter, QRect(box.left(), box.top(), box.width(), LINE), line.text, face, colours().text2)


def _halved(text: str, metrics: QFontMetrics, width: int) -> str:
    """The part before the stop that lies nearest to the middle, where both parts fit; empty where there is none."""
    stops = [at for at, sign in enumerate(text, start=1) if sign in "：；，" and at < len(text)]
    fit = [at for at in stops if max(metrics.horizontalAdvance(part) for part in (text[:at], text[at:])) <= width]
    return text[: min(fit, key=lambda at: abs(at - len(text) / 2))] if fit else ""


def _fitting(text: str, metrics: QFontMetrics, width: int) -> str:
    """As much of the text as one line holds; a closing sign is not begun a line with."""
    if metrics.horizontalAdvance(text) <= width:
        return text
    at = len(text)
    while at > 1 and metrics.horizontalAdvance(text[:at]) > width:
        at -= 1
    while at > 1 and text[at] in "，。；：、）》”":
        at -= 1
    return text[:at]
