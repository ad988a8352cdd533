"""移动的期限: the rows a notice would move, earlier ones first; and afterwards the notes that were made."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from bingliang.desk.calendar.notice_view import MovedRow, Note
from bingliang.gui import tokens
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import cells, ink

ROW = 34


def moved_table(parent: QWidget) -> RowTable[MovedRow]:
    """移动的期限表."""
    columns: tuple[Column[MovedRow], ...] = (
        Column("移动", shift, 188, speech=_speech, tip=_speech, paint=_shift),
        cells.plain("线", lambda r: r.moved.line, 56, tip=_speech),
        cells.plain("原期限", _old, 128, tip=_speech, faint=True),
        cells.plain("新期限", _new, 108, tip=_speech, bold=True),
        cells.plain("企业与事项", _whose, tip=_speech),
    )
    model: RowModel[MovedRow] = RowModel(
        columns, key=lambda row: (row.moved.stream, row.moved.item, row.moved.line), parent=parent
    )
    return RowTable(model, ROW, "移动的期限", parent, marked=False)


def note_table(parent: QWidget) -> RowTable[Note]:
    """时限调整说明表."""
    columns: tuple[Column[Note], ...] = (
        cells.plain("时限调整说明", lambda r: r.number, 260, bold=True),
        cells.plain("企业", lambda r: r.enterprise),
        cells.plain("收件号", lambda r: r.code, 150, faint=True),
    )
    model: RowModel[Note] = RowModel(columns, key=lambda row: row.number, parent=parent)
    return RowTable(model, ROW, "已制作的时限调整说明", parent, marked=False)


def shift(row: MovedRow) -> str:
    """提前或推后几天, with the workdays of the calendar in force."""
    word = "提前" if row.days < 0 else "推后"
    return f"{word} {abs(row.days)} 天（{abs(row.workdays)} 个工作日）"


def _old(row: MovedRow) -> str:
    return f"{row.moved.old:%Y-%m-%d}{' 暂定' if row.moved.was_provisional else ''}"


def _new(row: MovedRow) -> str:
    return f"{row.moved.new:%Y-%m-%d}"


def _whose(row: MovedRow) -> str:
    return f"{row.moved.enterprise}  {row.moved.title}"


def _speech(row: MovedRow) -> str:
    return f"{shift(row)}，{row.moved.line}期限 {_old(row)} → {_new(row)}，{_whose(row)}，收件号 {row.moved.code}"


def _shift(painter: QPainter, box: QRect, row: MovedRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    """An arrow, so that earlier and later differ by shape; earlier ones are the dangerous ones and have a ground."""
    del selected
    c, bold = colours(), font(tokens.LABEL, bold=True)
    tone = c.warn if row.days < 0 else c.done
    words = f"{'◀' if row.days < 0 else '▶'} {shift(row)}"
    plate = QRect(box.left() + 10, box.top() + 6, min(ink.width(words, bold) + 12, box.width() - 12), box.height() - 12)
    if row.days < 0:
        ink.fill(painter, QRectF(plate), tone.tint, tokens.RADIUS)
    ink.write(painter, plate.adjusted(6, 0, 0, 0), words, bold, tone.text)
