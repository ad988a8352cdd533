"""统计表 on screen: one group of columns at a time; every cell is a place of its own and opens what it counts.

Arrows walk the cells and, past the last column of a group, into the next one.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bingliang.boards.balance import Column
from bingliang.desk.statistics.table import HEADS, Band, Cell, Head, Line, Shape, Table, broken
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink

_HEAD, _ROW = 60, 30
_LABEL, _LEAST = 132, 44
_WIDEST, _FREE = 240, 52
"""A long name of an item takes what the columns can spare, this much each left to them."""
_LOUD = {str(Column.STATUTE_LATE): "late", str(Column.PROMISE_LATE): "promise"}


class BalanceGrid(QWidget):
    """统计表: arrows walk the cells, Enter opens what a figure counts, or on a name narrows to it."""

    opened = Signal(int, int)
    """row and column of the cell; the column -1 is the name"""
    walked = Signal(int, int)
    """the middle of the cell that was chosen, so that it is scrolled to"""
    turned = Signal(object)
    """the arrows have gone on to another group of columns"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpKey", "figures.table")
        self._table: Table | None = None
        self._longest = 0
        self._band = Band.FLOW
        self._at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._speak()

    @property
    def at(self) -> tuple[int, int]:
        """选中的格: row and column of the whole table."""
        return self._at

    @property
    def band(self) -> Band:
        """现在的栏组."""
        return self._band

    @property
    def _lines(self) -> tuple[Line, ...]:
        return self._table.lines if self._table else ()

    @property
    def _places(self) -> tuple[int, ...]:
        return tuple(n for n, head in enumerate(HEADS) if head.band is self._band)

    def show_table(self, table: Table) -> None:
        """各行, the total last; the chosen cell stays where it is."""
        self._table = table
        self._longest = max((ink.width(one.label, font(tokens.LABEL)) for one in self._lines), default=0) + tokens.L
        self._at = (min(self._at[0], max(0, len(self._lines) - 1)), self._at[1])
        self.setFixedHeight(_HEAD + _ROW * max(1, len(self._lines)))
        self._speak()
        self.update()

    def show_band(self, band: Band) -> None:
        """换栏组; the first of its columns is chosen unless one of them is."""
        if band is self._band:
            return
        self._band = band
        if self._at[1] >= 0:
            self._at = (self._at[0], self._places[0])
        self._speak()
        self.update()

    def choose(self, row: int, column: int) -> None:
        """选格; a column of another group brings that group on screen."""
        if not self._lines:
            return
        column = max(-1, min(len(HEADS) - 1, column))
        self._at = (max(0, min(len(self._lines) - 1, row)), column)
        if column >= 0 and HEADS[column].band is not self._band:
            self._band = HEADS[column].band
            self.turned.emit(self._band)
        self._speak()
        self.update()
        self.walked.emit(self.cell(*self._at).center().x(), self.cell(*self._at).center().y())

    def _speak(self) -> None:
        said = "办件统计表"
        if self._lines:
            line, at = self._lines[self._at[0]], self._at[1]
            said = line.label if at < 0 else f"{line.label}，{HEADS[at].name} {_worded(HEADS[at], line.cells[at])}"
        self.setAccessibleName(said)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    # ── geometry ──────────────────────────────────────────────────────────────────────────────────────────────

    def sizeHint(self) -> QSize:
        return QSize(_LABEL + _LEAST * len(self._places), _HEAD + _ROW * max(1, len(self._lines)))

    def minimumSizeHint(self) -> QSize:
        return QSize(
            _LABEL + _LEAST * max(len([one for one in HEADS if one.band is band]) for band in Band), _HEAD + _ROW
        )

    @property
    def _label(self) -> int:
        """How wide the names are: as the longest asks for, within its measure."""
        return max(_LABEL, min(self._longest, _WIDEST, self.width() - _FREE * len(self._places)))

    def _column(self, at: int) -> tuple[int, int]:
        """Left edge and width of the column that stands at this place of the group."""
        many, label = len(self._places), self._label
        room = self.width() - label
        left = label + room * at // many
        return left, label + room * (at + 1) // many - left

    def cell(self, row: int, column: int) -> QRect:
        """一格的位置."""
        left, wide = (0, self._label) if column < 0 else self._column(self._places.index(column))
        return QRect(left, _HEAD + row * _ROW, wide, _ROW)

    def _under(self, x: float, y: float) -> tuple[int, int] | None:
        """Row and column at a place; the row of a heading is -1."""
        row = -1 if y < self._scrolled + _HEAD else int(y - _HEAD) // _ROW
        if row >= len(self._lines):
            return None
        if x < self._label:
            return row, -1
        return next(((row, at) for n, at in enumerate(self._places) if x < sum(self._column(n))), None)

    @property
    def _scrolled(self) -> int:
        """上面看不见的高: the head is painted below it, so that it stays in sight."""
        return max(0, self.visibleRegion().boundingRect().top())

    # ── keys and mouse ────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self._at
        steps = {
            Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.choose(row + steps[key][0], self._beside(column, steps[key][1]))
        elif (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.opened.emit(row, column)
        else:
            super().keyPressEvent(event)

    def _beside(self, column: int, step: int) -> int:
        """The name stands before the first column of every group."""
        places = self._places
        if step > 0 and column < 0:
            return places[0]
        if step < 0 and column == places[0]:
            return -1
        return column + step

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position().x(), event.position().y())
        if found is not None and found[0] >= 0:
            self.choose(*found)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._under(event.position().x(), event.position().y()) == self._at and self._lines:
            self.opened.emit(*self._at)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._under(event.pos().x(), event.pos().y())
            if found is not None:
                QToolTip.showText(event.globalPos(), self._told(*found), self)
            return True
        return super().event(event)

    def _told(self, row: int, column: int) -> str:
        head = HEADS[column] if column >= 0 else None
        if row < 0:
            return "" if head is None else f"{head.name}：{head.note}" if head.note else head.name
        line = self._lines[row]
        if head is None:
            return line.label
        cell = line.cells[column]
        return f"{line.label} · {head.name} {_worded(head, cell)}" + ("，Enter 看是哪些" if cell.opens else "")

    # ── paint ─────────────────────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c = colours()
        painter = QPainter(self)
        for n, at in enumerate(self._places):
            left, wide = self._column(n)
            if HEADS[at].balanced:
                ink.fill(painter, QRectF(left, 0, wide, self.height()), c.accent_soft)
        for n, line in enumerate(self._lines):
            self._line(painter, n, line)
        if self.hasFocus() and self._lines:
            ink.ring(painter, self.cell(*self._at).adjusted(1, 1, -1, -1), c.accent, tokens.RADIUS)
        self._head(painter)
        painter.end()

    def _head(self, painter: QPainter) -> None:
        c, top = colours(), self._scrolled
        ink.fill(painter, QRectF(0, top, self.width(), _HEAD), c.card)
        for n, at in enumerate(self._places):
            left, wide = self._column(n)
            if HEADS[at].balanced:
                ink.fill(painter, QRectF(left, top, wide, _HEAD), c.accent_soft)
            self._heading(painter, QRect(left, top, wide, _HEAD), HEADS[at])
        ink.fill(painter, QRectF(0, top + _HEAD - 1, self.width(), 1), c.line)

    def _heading(self, painter: QPainter, box: QRect, head: Head) -> None:
        lines = broken(head.name)
        top = box.top() + (box.height() - 16 * len(lines)) // 2
        for n, line in enumerate(lines):
            place = QRect(box.left() - 2, top + 16 * n, box.width() + 4, 16)
            ink.write(painter, place, line, font(tokens.CAPTION), colours().text2, ink.CENTRE)

    def _line(self, painter: QPainter, n: int, line: Line) -> None:
        c = colours()
        used = font(tokens.LABEL, bold=line.total)
        box = self.cell(n, -1)
        name = c.text2 if line.idle else c.text
        ink.write(painter, box.adjusted(tokens.M, 0, -4, 0), line.label, used, name)
        for at in self._places:
            cell = line.cells[at]
            tone = c.text if cell.value else c.text2
            if cell.value and HEADS[at].name in _LOUD:
                tone = c.late.text if _LOUD[HEADS[at].name] == "late" else c.promise.text
            shown = "·" if cell.value == 0 and cell.shape is Shape.COUNT else cell.text
            ink.write(painter, self.cell(n, at), shown, used, tone, ink.CENTRE)
        ink.fill(painter, QRectF(0, box.bottom(), self.width(), 1), c.line)


def _worded(head: Head, cell: Cell) -> str:
    """一格念出来的字."""
    if cell.value is None:
        return "没有可算的"
    return (
        cell.text
        if cell.shape is Shape.SHARE
        else f"{cell.text} {head.unit if cell.shape is Shape.COUNT else '个工作日'}"
    )
