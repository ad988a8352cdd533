"""材料表: one merged list, each material once; figures typed into the row, states turned by Space."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from bingliang.desk.intake.foreseen import ForeseenMaterial
from bingliang.gui import icons, tokens
from bingliang.gui.pages.intake.cells import bare, two_lines
from bingliang.gui.style import colours, font, look
from bingliang.gui.table import RIGHT, Column, RowModel, RowTable
from bingliang.gui.widgets import chip, ink

NOT_LOOKED = "未核"
ORIGINALS, COPIES, PAGES = "originals", "copies", "pages"
_COUNTED = {2: ORIGINALS, 3: COPIES, 4: PAGES}
_MOST = 999


class MaterialTable(RowTable[ForeseenMaterial]):
    """材料表: Space turns 齐 → 缺 → 容缺; ←→ choose a figure and digits set it; K 原件核对后退还、留存, D 电子件.

    Del takes off a material that the clerk listed himself.
    """

    turned = Signal(str)
    counted = Signal(str, str, int)
    ticked = Signal(str, str)
    removed = Signal(str)

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
        if row is None or not bare(event):
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
        elif key == Qt.Key.Key_Delete and row.own:
            self.removed.emit(row.key)
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
        two_lines(painter, box, row.name, note, c.text2 if faint else c.text)

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
    return "已核对退还" if row.checked else "核对后留存待还" if row.kept else ""


def _check(painter: QPainter, box: QRect, row: ForeseenMaterial, selected: bool) -> None:  # noqa: FBT001 - as Column.paint
    del selected
    c = colours()
    if row.asked and row.originals:
        if row.checked or row.kept:
            middle, tone = box.center(), c.ok.text if row.checked else c.warn.text
            icons.tick(painter, QRectF(middle.x() - 16, middle.y() - 6, 13, 13), tone)
            word = "退" if row.checked else "留"
            ink.write(painter, box.adjusted(20, 0, 0, 0), word, font(tokens.LABEL, bold=True), tone, ink.CENTRE)
        else:
            ink.write(painter, box, "—", font(tokens.LABEL), c.text2, ink.CENTRE)
