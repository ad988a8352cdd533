"""行模型: one model over a tuple of columns and frozen rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

# Qt's enums cost up to 3 µs an access in data(); an int constant costs nothing.
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
TIP = int(Qt.ItemDataRole.ToolTipRole)
ALIGN = int(Qt.ItemDataRole.TextAlignmentRole)
FONT = int(Qt.ItemDataRole.FontRole)
ACCESSIBLE = int(Qt.ItemDataRole.AccessibleTextRole)
ROW = int(Qt.ItemDataRole.UserRole) + 1

LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """列: heading, text, width in pixels (0: takes the rest, at least `least`); `paint` draws a cell of its own.

    `name` is what a choice of columns remembers (blank: always there), `sort` what a click on the heading asks for.
    """

    title: str
    text: Callable[[Row], str]
    width: int = 0
    align: int = LEFT
    tip: Callable[[Row], str] | None = None
    speech: Callable[[Row], str] | None = None
    font: QFont | None = None
    paint: Callable[[QPainter, QRect, Row, bool], None] | None = None
    name: str = ""
    sort: str = ""
    least: int = 0


class RowModel(QAbstractTableModel, Generic[Row]):
    """行模型: frozen rows known by a key; never queries."""

    wanted = Signal()
    """the view has scrolled to the end and there is more behind it"""

    def __init__(
        self, columns: Sequence[Column[Row]], key: Callable[[Row], Hashable], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._rows: tuple[Row, ...] = ()
        self._complete = True
        self._sorted = ("", False)

    def show_sorted(self, by: str, *, down: bool) -> None:
        """标出排序: which column the rows follow; the arrow goes up where small comes first."""
        self._sorted = (by, down)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    @property
    def rows(self) -> tuple[Row, ...]:
        """现有的行."""
        return self._rows

    def place(self, key: Hashable | None) -> int:
        """第几行 has this key; -1 when none has."""
        return next((at for at, row in enumerate(self._rows) if self._key(row) == key), -1) if key is not None else -1

    def key_at(self, at: int) -> Hashable | None:
        """键 of a row; None outside."""
        return self._key(self._rows[at]) if 0 <= at < len(self._rows) else None

    def replace(self, rows: Sequence[Row], *, complete: bool = True) -> None:
        """换上新行: equal keys in equal order repaint in place, anything else resets (the view restores selection and scroll)."""
        fresh = tuple(rows)
        self._complete = complete
        if [self._key(row) for row in fresh] == [self._key(row) for row in self._rows]:
            self._rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def append(self, rows: Sequence[Row], *, complete: bool) -> None:
        """续上下一页."""
        self._complete = complete
        known = {self._key(row) for row in self._rows}
        fresh = tuple(row for row in rows if self._key(row) not in known)
        if fresh:
            start = len(self._rows)
            self.beginInsertRows(QModelIndex(), start, start + len(fresh) - 1)
            self._rows += fresh
            self.endInsertRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature; an invalid index has no state
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as rowCount
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._complete

    def fetchMore(self, parent: Index) -> None:
        if not parent.isValid():
            self.wanted.emit()

    def data(self, index: Index, role: int = DISPLAY) -> Any:  # noqa: ANN401, PLR0911 - Qt's QVariant; asked 3,000 times a repaint, so no detour
        if role == DISPLAY:
            return self.columns[index.column()].text(self._rows[index.row()])
        if role == ALIGN:
            return self.columns[index.column()].align
        if role == ROW:
            return self._rows[index.row()]
        if role == FONT:
            return self.columns[index.column()].font
        if role == ACCESSIBLE:
            column = self.columns[index.column()]
            return (column.speech or column.text)(self._rows[index.row()])
        if role == TIP:
            column = self.columns[index.column()]
            return (column.tip or column.text)(self._rows[index.row()])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:  # noqa: ANN401 - Qt's QVariant
        if orientation == Qt.Orientation.Horizontal:
            column = self.columns[section]
            if role == DISPLAY:
                by, down = self._sorted
                return f"{column.title} {'↓' if down else '↑'}" if by and column.sort == by else column.title
            if role == ALIGN:
                return column.align
            if role == TIP and column.sort:
                return f"按{column.sort}排序，再点一次换方向"
        return None
