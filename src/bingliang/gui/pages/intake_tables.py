"""收件单中间的表: questions, items, materials; each with its own keys, each row explained below by who holds the table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from bingliang.desk.foreseen import ForeseenItem, ForeseenMaterial, QuestionRow
from bingliang.gui import tokens
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import RIGHT, Column, RowModel, RowTable
from bingliang.gui.widgets import chip, ink

_PLAIN = Qt.KeyboardModifier.KeypadModifier
NOT_LOOKED = "未核"


def _bare(event: QKeyEvent) -> bool:
    return not event.modifiers() & ~_PLAIN


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
        if row is not None and _bare(event) and event.key() in answers:
            self._say(row, answers[Qt.Key(event.key())])
        elif row is not None and _bare(event) and event.key() == Qt.Key.Key_Space:
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
    """事项表: Space takes an item or leaves it."""

    toggled = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        columns: tuple[Column[ForeseenItem], ...] = (
            Column("收", lambda row: "收" if row.taken else "不收", 44, paint=_tick),
            Column("事项", lambda row: row.name, paint=_item, speech=_item_spoken, tip=lambda row: f"{row.name}\n{row.body}"),
            Column("收件方式", lambda row: row.mode, 112, paint=_mode, tip=lambda row: row.reason),
        )  # fmt: skip
        model: RowModel[ForeseenItem] = RowModel(columns, key=lambda row: row.code)
        super().__init__(model, look().density.row, "事项", parent)
        model.setParent(self)
        self.clicked.connect(lambda index: self._toggle() if index.column() == 0 else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and _bare(event):
            self._toggle()
        else:
            super().keyPressEvent(event)

    def _toggle(self) -> None:
        row = self.current()
        if row is not None:
            self.toggled.emit(row.code, not row.taken)


ORIGINALS, COPIES, PAGES = "originals", "copies", "pages"
_COUNTED = {2: ORIGINALS, 3: COPIES, 4: PAGES}
_MOST = 999


class MaterialTable(RowTable[ForeseenMaterial]):
    """材料表: Space turns 齐 → 缺 → 容缺; ←→ choose a figure and digits set it; K 原件已核对退还, D 电子件."""

    turned = Signal(str)
    counted = Signal(str, str, int)
    ticked = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.counting = 2
        self._typing: tuple[str, int] | None = None
        columns: tuple[Column[ForeseenMaterial], ...] = (
            Column("状态", _state, 84, paint=_state_chip),
            Column("材料", lambda row: row.name, paint=self._material, speech=_material_spoken, tip=_material_whole),
            Column("原件", lambda row: str(row.originals), 50, RIGHT, paint=self._figure(2)),
            Column("复印", lambda row: str(row.copies), 50, RIGHT, paint=self._figure(3)),
            Column("页数", lambda row: str(row.pages), 50, RIGHT, paint=self._figure(4)),
            Column("核对", _checked, 56, paint=_check),
        )  # fmt: skip
        model: RowModel[ForeseenMaterial] = RowModel(columns, key=lambda row: row.key)
        super().__init__(model, look().density.row, "材料", parent)
        model.setParent(self)
        self.clicked.connect(lambda index: self._click(index.column()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, key = self.current(), event.key()
        if row is None or not _bare(event):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._turn_to(self.counting + (1 if key == Qt.Key.Key_Right else -1))
        elif not row.asked:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Space:
            self.turned.emit(row.key)
        elif key in (Qt.Key.Key_K, Qt.Key.Key_D):
            self.ticked.emit(row.key, "checked" if key == Qt.Key.Key_K else "electronic")
        elif event.text().isdigit() and event.text().isascii():
            self._count(row, int(event.text()))
        elif key == Qt.Key.Key_Backspace:
            self._count(row, None)
        else:
            super().keyPressEvent(event)

    def _turn_to(self, column: int) -> None:
        self.counting = min(max(2, column), 4)
        self._typing = None
        self.viewport().update()

    def _count(self, row: ForeseenMaterial, digit: int | None) -> None:
        """The first digit replaces the figure, the next ones are appended; Backspace begins anew."""
        field = _COUNTED[self.counting]
        if digit is None:
            self._typing, value = None, 0
        else:
            before = self._typing[1] if self._typing and self._typing[0] == f"{row.key}/{field}" else 0
            value = min(before * 10 + digit, _MOST)
            self._typing = (f"{row.key}/{field}", value)
        self.counted.emit(row.key, field, value)

    def _click(self, column: int) -> None:
        row = self.current()
        if row is None or not row.asked:
            return
        if column == 0:
            self.turned.emit(row.key)
        elif column in _COUNTED:
            self._turn_to(column)
        elif column == 5:
            self.ticked.emit(row.key, "checked")

    def _material(self, painter: QPainter, box: QRect, row: ForeseenMaterial, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
        del selected
        c = colours()
        faint = not row.asked or (not row.required and not row.state)
        serves = "第" + "、".join(map(str, row.items)) + "项" if row.items else ""
        note = "　".join(part for part in (row.note, serves, "电子件" if row.electronic else "", "自列" if row.own else "",
                                         "可容缺" if row.deferrable and row.asked else "") if part)  # fmt: skip
        _two_lines(painter, box, row.name, note, c.text2 if faint else c.text)

    def _figure(self, at: int) -> Callable[[QPainter, QRect, ForeseenMaterial, bool], None]:
        field = _COUNTED[at]

        def paint(painter: QPainter, box: QRect, row: ForeseenMaterial, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
            c = colours()
            if not row.asked:
                return
            value = getattr(row, field)
            if selected and self.hasFocus() and at == self.counting:
                cell = box.adjusted(6, 8, -4, -9)
                ink.fill(painter, QRectF(cell), c.card, tokens.RADIUS, c.accent, 2)
            text = "—" if not value and field == PAGES else str(value)
            ink.write(painter, box.adjusted(0, 0, -12, 0), text, font(), c.text if value else c.text2, ink.RIGHT)

        return paint


# ── painting ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _two_lines(painter: QPainter, box: QRect, first: str, second: str, colour: str) -> None:
    c = colours()
    inner = box.adjusted(10, 0, -8, 0)
    if not look().density.two_lines or not second:
        ink.write(painter, inner, first, font(), colour)
        return
    ink.write(painter, QRect(inner.left(), box.top() + 4, inner.width(), 20), first, font(), colour)
    small = QRect(inner.left(), box.top() + 24, inner.width(), 16)
    ink.write(painter, small, second, font(tokens.CAPTION), c.text2)


def _question(painter: QPainter, box: QRect, row: QuestionRow, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    note = row.help or row.source
    _two_lines(painter, box, row.text, ("少见 · " if row.rare else "") + note, colours().text)


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
    c = colours()
    cell = QRect(box.center().x() - 8, box.center().y() - 9, 18, 18)
    ink.fill(painter, QRectF(cell), c.accent if row.taken else c.card, 3, c.accent if row.taken else c.control, 1.5)
    if row.taken:
        ink.write(painter, cell, "✓", font(tokens.LABEL, bold=True), c.on_accent, ink.CENTRE)


def _item(painter: QPainter, box: QRect, row: ForeseenItem, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    c = colours()
    head = f"{row.no}　{row.name}" if row.no else row.name
    with_ = f" · 含{'、'.join(row.includes)}" if row.includes else ""
    _two_lines(painter, box, head, f"{row.department} · {row.handling}{with_}", c.text if row.taken else c.text2)


def _item_spoken(row: ForeseenItem) -> str:
    return "，".join(part for part in (row.name, row.mode, row.reason, row.warning) if part)


def _mode(painter: QPainter, box: QRect, row: ForeseenItem, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    wide = chip.paint(painter, box.left() + 8, box.center().y(), row.mode)
    if row.warning:
        c = colours()
        mark = QRect(box.left() + 8 + wide + 4, box.center().y() - 10, 14, 20)
        ink.write(painter, mark, "!", font(tokens.BODY, bold=True), c.late.text, ink.CENTRE)


def _state(row: ForeseenMaterial) -> str:
    if not row.asked:
        return "不必交"
    return row.state or (NOT_LOOKED if row.required else "可不交")


def _state_chip(painter: QPainter, box: QRect, row: ForeseenMaterial, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    word = _state(row)
    if word in {"不必交", "可不交"}:
        ink.write(painter, box.adjusted(16, 0, -4, 0), word, font(tokens.CAPTION), colours().text2)
    else:
        chip.paint(painter, box.left() + 12, box.center().y(), word)


def _material_spoken(row: ForeseenMaterial) -> str:
    return f"{row.name}，{_state(row)}，原件{row.originals}份，复印件{row.copies}份，{row.note}"


def _material_whole(row: ForeseenMaterial) -> str:
    return "\n".join(part for part in (row.name, "用于：" + "、".join(row.item_names), row.note, row.source) if part)


def _checked(row: ForeseenMaterial) -> str:
    return "已核对退还" if row.checked else ""


def _check(painter: QPainter, box: QRect, row: ForeseenMaterial, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    c = colours()
    if row.asked and row.originals:
        word, colour = ("✓ 退", c.ok.text) if row.checked else ("—", c.text2)
        ink.write(painter, box, word, font(tokens.LABEL, bold=row.checked), colour, ink.CENTRE)
