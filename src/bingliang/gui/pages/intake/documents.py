"""前置文书表: what the items of this visit wait for from outside it, what is held of it, and what that makes of them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from bingliang.desk.intake.foreseen import DocumentRow
from bingliang.gui.pages.intake.cells import bare, two_lines
from bingliang.gui.style import colours, look
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import chip

HELD, LACKING = "已取得", "未取得"


class DocumentTable(RowTable[DocumentRow]):
    """前置文书表: Space enters a document or corrects what was entered, Del takes it back."""

    asked = Signal(object)
    """the row to be entered"""
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        columns: tuple[Column[DocumentRow], ...] = (
            Column("状态", state, 96, paint=_state),
            Column("文书", lambda row: f"《{row.title}》", paint=_title, speech=_spoken, tip=_whole),
            Column("文号、日期、机关", lambda row: row.number or "—", 300, paint=_number, tip=lambda row: row.number),
        )
        model: RowModel[DocumentRow] = RowModel(columns, key=lambda row: row.item)
        super().__init__(model, look().density.row, "前置文书", parent)
        model.setParent(self)
        self.doubleClicked.connect(lambda _: self._ask())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if row is not None and bare(event) and event.key() == Qt.Key.Key_Space:
            self._ask()
        elif row is not None and bare(event) and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(row.item)
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        row = self.current()
        if row is not None:
            self.asked.emit(row)


def state(row: DocumentRow) -> str:
    """状态的词."""
    return HELD if row.number else LACKING


def _state(painter: QPainter, box: QRect, row: DocumentRow, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    chip.paint(painter, box.left() + 12, box.center().y(), state(row))


def _title(painter: QPainter, box: QRect, row: DocumentRow, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    note = "供" + "、".join(row.needed_by) if row.needed_by else "本次的事项不等它"
    two_lines(painter, box, f"《{row.title}》", note, colours().text)


def _number(painter: QPainter, box: QRect, row: DocumentRow, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    number, _, rest = row.number.partition("，")
    two_lines(painter, box, number or "空格键登记", rest, colours().text if number else colours().text2)


def _spoken(row: DocumentRow) -> str:
    return "，".join(part for part in (row.title, state(row), row.number, row.effect) if part)


def _whole(row: DocumentRow) -> str:
    return "\n".join(part for part in (f"《{row.title}》", "、".join(row.needed_by), row.ground, row.effect) if part)
