"""选打印机: asked once for a kind of paper, and whenever Shift+F8 wants another; remembered for the next time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QPainter
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.devices.printers import SAVE
from bingliang.gui.helped import in_dialog
from bingliang.gui.style import colours, font
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import ink
from bingliang.gui.widgets.label import Paragraph

SHOWN = 7
MOST_COPIES = 99


class PrinterChoice(QDialog):
    """选打印机: ↑↓ choose, Enter prints; 份数 behind Alt+N."""

    chosen = Signal(str, int)
    """the printer's name (or 另存为 PDF) and how many copies"""

    def __init__(
        self, paper: str, kind: str, names: Sequence[str], wanted: str, why: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        c = colours()
        self.setWindowTitle("选打印机")
        in_dialog(self)
        self.setMinimumWidth(520)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.XL, tokens.L, tokens.XL, tokens.L)
        column.setSpacing(tokens.S)
        column.addWidget(Paragraph("用哪台打印机？", size=tokens.TITLE, bold=True, colour=c.text))
        column.addWidget(Paragraph(paper, size=tokens.BODY, colour=c.text2))
        if why:
            column.addWidget(Paragraph(why, size=tokens.LABEL, colour=c.late.text))
        column.addSpacing(tokens.XS)
        self.table = self._listed(names, wanted)
        column.addWidget(self.table)
        remembered = f"以后按 F8，{kind}都由它打印；按 Shift+F8 可以随时另选。" if kind else "只有这一份改由它打印。"
        column.addWidget(Paragraph(remembered, size=tokens.LABEL, colour=c.text2))
        column.addSpacing(tokens.XS)
        column.addLayout(self._foot())
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _listed(self, names: Sequence[str], wanted: str) -> RowTable[str]:
        def paint(painter: QPainter, box: QRect, name: str, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
            del selected
            c = colours()
            tail = "现用" if name == wanted else "存成文件，不占打印机" if name == SAVE else ""
            note = font(tokens.CAPTION)
            wide = ink.width(tail, note) + 2 if tail else 0
            ink.write(painter, box.adjusted(tokens.L, 0, -tokens.L - wide - tokens.S, 0), name, font(), c.text)
            ink.write(painter, box.adjusted(0, 0, -tokens.L, 0), tail, note, c.text2, ink.RIGHT)

        column: Column[str] = Column("打印机", str, paint=paint)
        model: RowModel[str] = RowModel((column,), key=str, parent=self)
        table: RowTable[str] = RowTable(model, tokens.CONTROL, "打印机", self)
        table.horizontalHeader().hide()
        table.show_rows(tuple(names), keep=False)
        at = max(model.place(wanted), 0)
        table.selectRow(at)
        table.setFixedHeight(tokens.CONTROL * min(len(names), SHOWN) + 2)
        table.opened.connect(self._take)
        return table

    def _foot(self) -> QHBoxLayout:
        self.copies = QLineEdit("1")
        self.copies.setValidator(QIntValidator(1, MOST_COPIES, self.copies))
        self.copies.setFixedWidth(64)
        self.copies.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.copies.setAccessibleName("份数")
        self.copies.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.copies.returnPressed.connect(self._take)
        label = QLabel("份数(&N)")
        label.setBuddy(self.copies)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("打印")
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        for button in buttons.buttons():
            button.setAutoDefault(False)  # type: ignore[attr-defined]  # buttons() is typed by the abstract class
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(tokens.M)
        row.addWidget(label)
        row.addWidget(self.copies)
        row.addStretch(1)
        row.addWidget(buttons)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the list and the field; Qt's button box would press its first button from any of them."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            self.focusWidget(), (QLineEdit, RowTable)
        ):
            event.accept()
            return
        super().keyPressEvent(event)

    def _take(self) -> None:
        name = self.table.current()
        copies = self.copies.text()
        if name is None:
            return
        if not self.copies.hasAcceptableInput():
            self.copies.setFocus(Qt.FocusReason.OtherFocusReason)
            self.copies.selectAll()
            return
        self.accept()
        self.chosen.emit(name, int(copies))
