"""备选: a list under a box of typing: headings, rows of one or two lines, the current one kept by ↑↓ while the box has the focus."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from bingliang.desk.rows import Light
from bingliang.gui import icons, tokens
from bingliang.gui.style import colours, font
from bingliang.gui.widgets import ink

Index = QModelIndex | QPersistentModelIndex
HEAD, ONE, TWO = 28, 34, 46
ROW = int(Qt.ItemDataRole.UserRole) + 1
TEXT = int(Qt.ItemDataRole.DisplayRole)
SPEECH = int(Qt.ItemDataRole.AccessibleTextRole)
TIP = int(Qt.ItemDataRole.ToolTipRole)


@dataclass(frozen=True, slots=True)
class Choice:
    """备选的一行: `note` makes a second line, `tail` stands at the right, `cap` on a key cap, `why_not` greys it and says why."""

    heading: str
    word: str
    note: str = ""
    tail: str = ""
    tail_note: str = ""
    light: Light | None = None
    cap: str = ""
    why_not: str = ""
    data: Any = None

    @property
    def speech(self) -> str:
        """读出来的话."""
        parts = (self.light or "", self.word, self.note, self.tail, self.tail_note, self.cap, self.why_not)
        return "，".join(part for part in parts if part)


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[Choice | str, ...] = ()

    def show(self, choices: Sequence[Choice]) -> None:
        rows: list[Choice | str] = []
        heading = ""
        for choice in choices:
            if choice.heading != heading:
                heading = choice.heading
                rows.append(heading)
            rows.append(choice)
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature; an invalid index has no state
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = TEXT) -> Any:  # noqa: ANN401 - Qt's QVariant
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (TEXT, SPEECH):
            return row if isinstance(row, str) else row.speech
        if role == TIP and isinstance(row, Choice):
            return "\n".join(part for part in (row.word, row.note, row.why_not) if part)
        return None


class _Painted(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(option.rect.width(), height(index.data(ROW)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        row, c = index.data(ROW), colours()
        if isinstance(row, str):
            ink.write(painter, box.adjusted(14, 6, -14, 0), row, font(tokens.CAPTION, bold=True), c.text2)
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(box, QColor(c.selected))
            painter.fillRect(box.left(), box.top(), 4, box.height(), QColor(c.accent))
        _paint(painter, box, row, selected=selected)


def height(row: Choice | str) -> int:
    """行高."""
    if isinstance(row, str):
        return HEAD
    return TWO if row.note or row.tail_note else ONE


def _paint(painter: QPainter, box: QRect, row: Choice, *, selected: bool) -> None:
    c = colours()
    two = height(row) == TWO
    first = QRect(box.left() + 14, box.top() + (4 if two else 0), box.width() - 28, 20 if two else box.height())
    second = QRect(first.left(), box.top() + 24, first.width(), 17)
    left = first.left()
    if row.light is not None:
        ground = c.selected if selected else c.card
        icons.mark(painter, QRectF(left, first.center().y() - 6.5, 14, 14), row.light, c, ground)
        tone = c.tone(row.light)
        ink.write(painter, QRect(left + 21, first.top(), 66, first.height()), row.light, font(tokens.LABEL, bold=True),
                  tone.on_selected if selected else tone.text)  # fmt: skip
        left += 92
    right = first.right()
    if row.cap:
        right -= _cap(painter, right, first, row.cap) + 10
    if row.tail:
        wide = min(ink.width(row.tail, font(tokens.LABEL)), first.width() // 2)
        ink.write(painter, QRect(right - wide, first.top(), wide, first.height()), row.tail, font(tokens.LABEL), c.text)
        right -= wide + 12
    faint = bool(row.why_not)
    words = font(tokens.BODY, bold=two and not faint)
    ink.write(
        painter, QRect(left, first.top(), right - left, first.height()), row.word, words, c.text2 if faint else c.text
    )
    if two:
        end = second.right()
        small = font(tokens.CAPTION)
        if row.tail_note:
            wide = ink.width(row.tail_note, small)
            ink.write(painter, QRect(end - wide, second.top(), wide, second.height()), row.tail_note, small, c.text2)
            end -= wide + 12
        ink.write(painter, QRect(left, second.top(), end - left, second.height()), row.note, small, c.text2)


def _cap(painter: QPainter, right: int, line: QRect, cap: str) -> int:
    c, small = colours(), font(tokens.CAPTION, bold=True)
    wide = ink.width(cap, small) + 12
    box = QRect(right - wide, line.center().y() - 9, wide, 20)
    ink.fill(painter, QRectF(box), c.bg, tokens.RADIUS, c.control)
    ink.write(painter, box, cap, small, c.text2, ink.CENTRE)
    return wide


def _same(row: Choice | str, other: Choice) -> bool:
    return isinstance(row, Choice) and (row.heading, row.word, row.note) == (other.heading, other.word, other.note)


class ChoiceList(QListView):
    """备选表: never takes the focus; the box above it hands over ↑↓, PgUp, PgDn."""

    chosen = Signal(object)
    """the choice that was clicked"""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painted(self))
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("choices")
        self.clicked.connect(self._clicked)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """现有的备选."""
        return tuple(row for row in self._model.rows if isinstance(row, Choice))

    def show_choices(self, choices: Sequence[Choice], *, keep: bool = False) -> None:
        """换上备选; the first becomes current, with `keep` the one that was."""
        before = self.current() if keep else None
        self._model.show(choices)
        places = [at for at, row in enumerate(self._model.rows) if isinstance(row, Choice)]
        kept = (at for at in places if before is not None and _same(self._model.rows[at], before))
        self._to(next(kept, places[0] if places else -1))

    def current(self) -> Choice | None:
        """现选的一行."""
        at = self.currentIndex().row()
        row = self._model.rows[at] if 0 <= at < len(self._model.rows) else None
        return row if isinstance(row, Choice) else None

    def step(self, by: int) -> None:
        """下移 by so many choices; stays within the list."""
        places = [at for at, row in enumerate(self._model.rows) if isinstance(row, Choice)]
        if not places:
            return
        now = self.currentIndex().row()
        at = places.index(now) if now in places else 0
        self._to(places[min(max(0, at + by), len(places) - 1)])

    def wanted_height(self) -> int:
        """全部行的高."""
        return sum(height(row) for row in self._model.rows)

    def _to(self, at: int) -> None:
        if at < 0:
            return
        self.setCurrentIndex(self._model.index(at, 0))
        if at == 1:
            self.scrollToTop()

    def _clicked(self, index: QModelIndex) -> None:
        if isinstance(index.data(ROW), Choice):
            self.chosen.emit(index.data(ROW))
