"""情形与事项: what is asked of the project, and which items this visit receives, each with the keys of its table."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from bingliang.desk.intake.foreseen import ForeseenDate, ForeseenItem, QuestionRow
from bingliang.gui import tokens
from bingliang.gui.pages.intake.cells import bare, tick, two_lines
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import chip, ink


class QuestionTable(RowTable[QuestionRow]):
    """情形表: Y 是, N 否, Backspace takes the answer back; an answer moves on to the next question."""

    answered = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        columns: tuple[Column[QuestionRow], ...] = (
            Column("情形", lambda row: row.text, paint=_question, speech=_spoken, tip=_asked_whole),
            Column("回答", _answer, 116, paint=_yes_no),
        )
        model: RowModel[QuestionRow] = RowModel(columns, key=lambda row: row.code)
        super().__init__(model, look().density.row, "情形问题", parent)
        model.setParent(self)
        self.clicked.connect(lambda index: self._click(index.row(), index.column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        answers = {Qt.Key.Key_Y: True, Qt.Key.Key_N: False, Qt.Key.Key_Backspace: None, Qt.Key.Key_Delete: None}
        row = self.current()
        if row is not None and bare(event) and event.key() in answers:
            self._say(row, answers[Qt.Key(event.key())])
        elif row is not None and bare(event) and event.key() == Qt.Key.Key_Space:
            self.answered.emit(row.code, {None: True, True: False, False: None}[row.answer])
        else:
            super().keyPressEvent(event)

    def _say(self, row: QuestionRow, answer: bool | None) -> None:  # noqa: FBT001 - three-valued
        at = self.currentIndex().row()
        self.answered.emit(row.code, answer)
        if answer is not None and at + 1 < self.rows_model.rowCount():
            self.selectRow(at + 1)

    def _click(self, at: int, column: int) -> None:
        if column == 1:
            row = self.rows_model.rows[at]
            self.answered.emit(row.code, {None: True, True: False, False: None}[row.answer])


class ItemTable(RowTable[ForeseenItem]):
    """事项表: Space takes an item or leaves it, Del takes it off the list."""

    toggled = Signal(str, bool)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        columns: tuple[Column[ForeseenItem], ...] = (
            Column("收", lambda row: "收" if row.taken else "不收", 44, paint=_tick),
            Column("事项", lambda row: row.name, paint=_item, speech=_item_spoken, tip=lambda row: f"{row.name}\n{row.body}"),
            Column("收件方式", lambda row: row.mode, 108, paint=_mode, tip=lambda row: row.reason),
            Column("答复截止", lambda row: _day(row, row.answer), 96, paint=_answer_day, tip=lambda row: row.answer.words),
            Column("承诺办结", lambda row: _day(row, row.promised), 96, paint=_promised_day,
                   tip=lambda row: row.promised.words),
        )  # fmt: skip
        model: RowModel[ForeseenItem] = RowModel(columns, key=lambda row: row.code)
        super().__init__(model, look().density.row, "事项", parent)
        model.setParent(self)
        self.clicked.connect(lambda index: self._toggle() if index.column() == 0 else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.current()
        if row is not None and event.key() == Qt.Key.Key_Space and bare(event):
            self._toggle()
        elif row is not None and event.key() == Qt.Key.Key_Delete and bare(event):
            self.removed.emit(row.code)
        else:
            super().keyPressEvent(event)

    def _toggle(self) -> None:
        row = self.current()
        if row is not None:
            self.toggled.emit(row.code, not row.taken)


def _question(painter: QPainter, box: QRect, row: QuestionRow, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    note = row.help or row.source
    two_lines(painter, box, row.text, ("少见 · " if row.rare else "") + note, colours().text)


def _asked_whole(row: QuestionRow) -> str:
    return "\n".join(part for part in (row.text, row.help, row.source) if part)


def _answer(row: QuestionRow) -> str:
    return {None: "未答", True: "是", False: "否"}[row.answer]


def _spoken(row: QuestionRow) -> str:
    return f"{row.text}，{_answer(row)}"


def _yes_no(painter: QPainter, box: QRect, row: QuestionRow, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    c, small = colours(), font(tokens.LABEL, bold=True)
    for at, (word, answer) in enumerate((("是 Y", True), ("否 N", False))):
        cell = QRect(box.left() + 4 + at * 54, box.center().y() - 13, 50, 26)
        on = row.answer is answer
        ink.fill(painter, QRectF(cell), c.accent if on else c.card, tokens.RADIUS, c.accent if on else c.control)
        ink.write(painter, cell, word, small if on else font(tokens.LABEL), c.on_accent if on else c.text2, ink.CENTRE)


def _tick(painter: QPainter, box: QRect, row: ForeseenItem, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    tick(painter, box, on=row.taken)


def _item(painter: QPainter, box: QRect, row: ForeseenItem, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    c = colours()
    head = f"{row.no}　{row.name}" if row.no else row.name
    with_ = f" · 含{'、'.join(row.includes)}" if row.includes else ""
    two_lines(painter, box, head, f"{row.department} · {row.handling}{with_}", c.text if row.taken else c.text2)


def _item_spoken(row: ForeseenItem) -> str:
    return "，".join(part for part in (row.name, row.mode, row.reason, row.warning) if part)


def _mode(painter: QPainter, box: QRect, row: ForeseenItem, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    wide = chip.paint(painter, box.left() + 8, box.center().y(), row.mode)
    if row.warning:
        c = colours()
        mark = QRect(box.left() + 8 + wide + 4, box.center().y() - 10, 14, 20)
        ink.write(painter, mark, "!", font(tokens.BODY, bold=True), c.late.text, ink.CENTRE)


def _day(row: ForeseenItem, one: ForeseenDate) -> str:
    if not row.taken:
        return ""
    return f"{one.on:%Y-%m-%d}" if one.on else "—"


def _answer_day(painter: QPainter, box: QRect, row: ForeseenItem, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    _two_days(painter, box, _day(row, row.answer), provisional=row.answer.provisional)


def _promised_day(painter: QPainter, box: QRect, row: ForeseenItem, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    _two_days(painter, box, _day(row, row.promised), provisional=row.promised.provisional)


def _two_days(painter: QPainter, box: QRect, day: str, *, provisional: bool) -> None:
    two_lines(painter, box, day, "暂定" if provisional else "", colours().text)
