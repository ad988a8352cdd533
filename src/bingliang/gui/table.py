"""表格: one view of frozen rows; a refresh moves neither selection nor scroll."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import Any, Generic

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from bingliang.gui.row_model import (
    ACCESSIBLE,
    LEFT,
    RIGHT,
    ROW,
    TIP,
    Column,
    Index,
    Row,
    RowModel,
)
from bingliang.gui.style import colours


class _Painted(QStyledItemDelegate):
    """Draws the cells whose column has a `paint`, and the ring and bar of the current row."""

    def __init__(self, table: RowTable[Any]) -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        column = self._table.rows_model.columns[index.column()]
        box: QRect = option.rect
        if column.paint is None:
            option.state &= ~QStyle.StateFlag.State_HasFocus
            super().paint(painter, option, index)
        self._table.paint_ground(painter, box, index, selected)
        if column.paint is not None:
            painter.save()
            painter.setClipRect(box)
            row = self._table.rows_model.rows[index.row()]
            column.paint(painter, box, row, selected and self._table.marks)
            painter.restore()


class RowTable(QTableView, Generic[Row]):
    """表格视图: whole rows, no editing; Enter opens, the current row is kept by its key through every refresh.

    With `marked` the current row is seen even while the focus is elsewhere.
    """

    opened = Signal(object)
    """the row that Enter or a double click opened"""
    picked = Signal(object)
    """the row that became current; None when the list ran empty"""
    sorting = Signal(str)
    """what the heading that was clicked sorts by"""

    def __init__(self, model: RowModel[Row], row_height: int, name: str, parent: QWidget | None = None, *, marked: bool = True
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.rows_model = model
        self._marked = marked
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(_Painted(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setSectionsClickable(any(column.sort for column in model.columns))
        heads.sectionClicked.connect(self._head_clicked)
        heads.setMinimumSectionSize(24)
        for at, column in enumerate(model.columns):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            heads.setSectionResizeMode(at, mode)
            if column.width:
                heads.resizeSection(at, column.width)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ROW)))
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.picked.emit(now.data(ROW)))

    def choose_many(self) -> None:
        """可以多选: Shift with the arrows, Ctrl+A, Ctrl or Shift with the mouse; a refresh keeps what is chosen."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def selectRow(self, row: int) -> None:
        """One row alone, whatever keys are held: Qt would add it to those chosen while Ctrl or Shift is down."""
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self.rows_model.index(row, 0), flags.ClearAndSelect | flags.Rows)

    def chosen(self) -> tuple[Row, ...]:
        """所选的行, in the order of the list."""
        rows = self.rows_model.rows
        return tuple(rows[at] for at in sorted({index.row() for index in self.selectionModel().selectedRows()}))

    def show_columns(self, names: Collection[str]) -> None:
        """显示哪些列: those without a name are always there."""
        for at, column in enumerate(self.rows_model.columns):
            self.setColumnHidden(at, bool(column.name) and column.name not in names)
        self._fit()

    def wanted_width(self) -> int:
        """全部列要多宽, the stretching one at its least."""
        return sum(
            column.width or column.least
            for at, column in enumerate(self.rows_model.columns)
            if not self.isColumnHidden(at)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The stretching column keeps its least width; what then has no room is reached by scrolling sideways."""
        heads = self.horizontalHeader()
        short = 0 < self.viewport().width() < self.wanted_width()
        self.setHorizontalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if short else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        for at, column in enumerate(self.rows_model.columns):
            if not column.width and column.least:
                mode = QHeaderView.ResizeMode.Fixed if short else QHeaderView.ResizeMode.Stretch
                heads.setSectionResizeMode(at, mode)
                if short:
                    heads.resizeSection(at, column.least)

    def _head_clicked(self, section: int) -> None:
        if by := self.rows_model.columns[section].sort:
            self.sorting.emit(by)

    @property
    def marks(self) -> bool:
        """标出与否: whether the current row is marked now."""
        return self._marked or self.hasFocus()

    def current(self) -> Row | None:
        """现选的行."""
        at = self.currentIndex().row()
        return self.rows_model.rows[at] if 0 <= at < len(self.rows_model.rows) else None

    def current_key(self) -> Hashable | None:
        """现选的行的键."""
        return self.rows_model.key_at(self.currentIndex().row())

    def show_rows(self, rows: Sequence[Row], *, complete: bool = True, keep: bool = True) -> None:
        """换上新行; with `keep` neither the current row nor the top row moves, without it the first row becomes current."""
        model = self.rows_model
        before = self.currentIndex().row()
        chosen = model.key_at(before) if keep else None
        many = {model.key_at(index.row()) for index in self.selectionModel().selectedRows()} if keep else set()
        offset = self.verticalScrollBar().value()
        top = self.rowAt(0)
        anchor, inside = model.key_at(top), offset - max(top, 0) * self.verticalHeader().defaultSectionSize()
        quiet = self.selectionModel().blockSignals(True)  # a reset would say "nothing is chosen" in between
        model.replace(rows, complete=complete)
        at = model.place(chosen)
        if at < 0 and model.rows:
            at = min(max(before, 0), len(model.rows) - 1) if keep else 0
        self._choose(at)
        if len(many) > 1:
            self._choose_also(many)
        self.selectionModel().blockSignals(quiet)
        if keep:
            top = model.place(anchor)
            self._scroll(top * self.verticalHeader().defaultSectionSize() + inside if top >= 0 else offset)
        else:
            self._scroll(0)
        self.viewport().update()
        if model.key_at(at) != chosen or not keep:
            self.picked.emit(self.current())

    def _choose(self, at: int) -> None:
        if at < 0:
            return
        index = self.rows_model.index(at, 0)
        flags = QItemSelectionModel.SelectionFlag
        automatic = self.hasAutoScroll()
        self.setAutoScroll(False)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.setAutoScroll(automatic)

    def _choose_also(self, keys: set[Hashable | None]) -> None:
        flags = QItemSelectionModel.SelectionFlag
        for at in range(self.rows_model.rowCount()):
            if self.rows_model.key_at(at) in keys:
                self.selectionModel().select(self.rows_model.index(at, 0), flags.Select | flags.Rows)

    def _scroll(self, value: int) -> None:
        self.updateGeometries()
        self.verticalScrollBar().setValue(value)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home 首行, End 末行: a clerk walks rows, and a row is chosen as a whole."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}
        if action in ends and (rows := self.rows_model.rowCount()):
            return self.rows_model.index(ends[action] % rows, max(0, self.currentIndex().column()))
        return super().moveCursor(action, modifiers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            if (row := self.current()) is not None:
                QTimer.singleShot(0, self, lambda: self.opened.emit(row))
            return
        super().keyPressEvent(event)

    def paint_ground(self, painter: QPainter, box: QRect, index: Index, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
        """行底: line below, accent bar of the current row."""
        c = colours()
        if selected and self.rows_model.columns[index.column()].paint is not None:
            painter.fillRect(box, QColor(c.selected if self.marks else c.card))
        selected = selected and self.marks
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, QColor(c.line))
        if selected:
            if index.column() == 0:
                painter.fillRect(box.left(), box.top(), 4, box.height(), QColor(c.accent))
            if self.hasFocus():
                painter.fillRect(box.left(), box.top(), box.width(), 2, QColor(c.accent))
                painter.fillRect(box.left(), box.bottom() - 1, box.width(), 2, QColor(c.accent))


__all__ = ["ACCESSIBLE", "LEFT", "RIGHT", "TIP", "Column", "Row", "RowModel", "RowTable"]
"""the view, and what a list hands to it"""
