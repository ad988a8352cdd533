"""平衡表: rows by body or item, columns as they are counted; every cell is a place of its own and opens its cases."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from bingliang.boards.balance import Column, Rate, Row
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink

HEADS = {
    Column.OPENING: "期初|在办", Column.RECEIVED: "收件", Column.ACCEPTED: "受理", Column.NOT_ACCEPTED: "不受理|不予",
    Column.NOTICED: "一次性|告知", Column.DONE: "办结", Column.WITHDRAWN: "撤件", Column.ENDED: "终止",
    Column.CLOSING: "期末|在办", Column.STOPPED: "特殊|环节中", Column.GRANTED: "准予", Column.REFUSED: "不予",
    Column.STATUTE_LATE: "法定|超期", Column.PROMISE_LATE: "承诺|超时", Column.EARLY: "提前|办结", Column.ONLINE: "网办",
}  # fmt: skip
COLUMNS = tuple(Column)
COMPLAINED, COMPLAINT = len(COLUMNS), "投诉"
"""The column behind those that count items: its figures open the complaints."""
BALANCED = frozenset({Column.OPENING, Column.ACCEPTED, Column.DONE, Column.WITHDRAWN, Column.ENDED, Column.CLOSING})
"""The columns of the balance stand on a ground of their own."""
_HEAD, _ROW, _MORE = 46, 30, 3
_LABEL, _LEAST = 132, 44


class BalanceGrid(QWidget):
    """平衡表: arrows walk the cells, Enter opens what a figure counts, or on a name narrows to it."""

    opened = Signal(int, int)
    """row and column of the cell; the column -1 is the name"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("helpKey", "figures.table")
        self._rows: tuple[tuple[str, Row], ...] = ()
        self._complaints: tuple[int, ...] = ()
        self._at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._speak()

    @property
    def at(self) -> tuple[int, int]:
        """选中的格."""
        return self._at

    def show_rows(self, rows: Sequence[tuple[str, Row]], complaints: Sequence[int]) -> None:
        """各行 with how many complaints each has, the total last; the chosen cell stays where it is."""
        self._rows, self._complaints = tuple(rows), tuple(complaints)
        self._at = (min(self._at[0], max(0, len(self._rows) - 1)), self._at[1])
        self.setFixedHeight(_HEAD + _ROW * max(1, len(self._rows)))
        self._speak()
        self.update()

    def choose(self, row: int, column: int) -> None:
        """选格."""
        if not self._rows:
            return
        self._at = (max(0, min(len(self._rows) - 1, row)), max(-1, min(COMPLAINED, column)))
        self._speak()
        self.update()

    def _speak(self) -> None:
        said = "办件统计表"
        if self._rows:
            label = self._rows[self._at[0]][0]
            said = label if self._at[1] < 0 else f"{label}，{self._figure(*self._at)}"
        self.setAccessibleName(said)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def _figure(self, at: int, column: int) -> str:
        """一格 in words."""
        if column == COMPLAINED:
            return f"{COMPLAINT} {self._complaints[at]} 件"
        return f"{COLUMNS[column]} {self._rows[at][1].count(COLUMNS[column])} 项"

    # ── geometry ──────────────────────────────────────────────────────────────────────────────────────────────

    def sizeHint(self) -> QSize:
        return QSize(_LABEL + _LEAST * (len(COLUMNS) + _MORE), _HEAD + _ROW * max(1, len(self._rows)))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LABEL + _LEAST * (len(COLUMNS) + _MORE), _HEAD + _ROW)

    def _column(self, at: int) -> tuple[int, int]:
        """Left edge and width of a column; complaints and the two rates come after the counted ones."""
        many = len(COLUMNS) + _MORE
        room = self.width() - _LABEL
        left = _LABEL + room * at // many
        return left, _LABEL + room * (at + 1) // many - left

    def cell(self, row: int, column: int) -> QRect:
        """一格的位置."""
        left, wide = (0, _LABEL) if column < 0 else self._column(column)
        return QRect(left, _HEAD + row * _ROW, wide, _ROW)

    def _under(self, x: float, y: float) -> tuple[int, int] | None:
        row = int(y - _HEAD) // _ROW
        if y < _HEAD or row >= len(self._rows):
            return None
        found = -1 if x < _LABEL else next((n for n in range(COMPLAINED + 1) if x < sum(self._column(n))), None)
        return None if found is None else (row, found)

    # ── keys and mouse ────────────────────────────────────────────────────────────────────────────────────────

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self._at
        steps = {
            Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.choose(row + steps[key][0], column + steps[key][1])
        elif (
            key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.opened.emit(row, column)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._under(event.position().x(), event.position().y())
        if found is not None:
            self.choose(*found)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._under(event.position().x(), event.position().y()) == self._at and self._rows:
            self.opened.emit(*self._at)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._under(event.pos().x(), event.pos().y())
            if found is not None:
                label = self._rows[found[0]][0]
                told = label if found[1] < 0 else f"{label} · {self._figure(*found)}，Enter 看是哪些"
                QToolTip.showText(event.globalPos(), told, self)
            return True
        return super().event(event)

    # ── paint ─────────────────────────────────────────────────────────────────────────────────────────────────

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        c = colours()
        painter = QPainter(self)
        for n, column in enumerate(COLUMNS):
            left, wide = self._column(n)
            if column in BALANCED:
                ink.fill(painter, QRectF(left, 0, wide, self.height()), c.accent_soft)
            self._heading(painter, QRect(left, 0, wide, _HEAD), HEADS[column])
        for n, word in enumerate((COMPLAINT, "按时|办结率", "承诺|兑现率"), COMPLAINED):
            left, wide = self._column(n)
            self._heading(painter, QRect(left, 0, wide, _HEAD), word)
        ink.fill(painter, QRectF(0, _HEAD - 1, self.width(), 1), c.line)
        for n, (label, row) in enumerate(self._rows):
            self._line(painter, n, label, row)
        if self.hasFocus() and self._rows:
            ink.ring(painter, self.cell(*self._at).adjusted(1, 1, -1, -1), c.accent, tokens.RADIUS)
        painter.end()

    def _heading(self, painter: QPainter, box: QRect, words: str) -> None:
        lines = words.split("|")
        top = box.top() + (box.height() - 16 * len(lines)) // 2
        for n, line in enumerate(lines):
            ink.write(
                painter,
                QRect(box.left(), top + 16 * n, box.width(), 16),
                line,
                font(tokens.CAPTION),
                colours().text2,
                ink.CENTRE,
            )

    def _line(self, painter: QPainter, n: int, label: str, row: Row) -> None:
        c = colours()
        total = n == len(self._rows) - 1 and n > 0
        used = font(tokens.LABEL, bold=total)
        box = self.cell(n, -1)
        ink.write(painter, box.adjusted(tokens.M, 0, -4, 0), label, font(tokens.LABEL, bold=total), c.text)
        for at, column in enumerate(COLUMNS):
            many = row.count(column)
            loud = many and column in (Column.STATUTE_LATE, Column.PROMISE_LATE)
            tone = c.late.text if column is Column.STATUTE_LATE else c.promise.text
            ink.write(
                painter,
                self.cell(n, at),
                str(many) if many else "·",
                used,
                tone if loud else c.text if many else c.text2,
                ink.CENTRE,
            )
        many = self._complaints[n]
        last = (str(many) if many else "·", percent(row.statute_kept), percent(row.promise_kept))
        for at, word in enumerate(last, COMPLAINED):
            left, wide = self._column(at)
            tone = c.text2 if word == "·" else c.text
            ink.write(painter, QRect(left, box.top(), wide, _ROW), word, used, tone, ink.CENTRE)
        ink.fill(painter, QRectF(0, box.bottom(), self.width(), 1), c.line)


def percent(rate: Rate) -> str:
    """百分比 as it is shown: a rate that is not whole is never rounded up to 100."""
    if rate.percent is None:
        return "—"
    shown = round(rate.percent)
    return f"{min(shown, 99) if rate.good < rate.of else shown}%"
