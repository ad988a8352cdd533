"""表格的填写: rows of a form (defects, pieces, conditions), each a block of its own; rows can be added and taken away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from bingliang.desk.acts.fields import Field, Kind
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.act_editors import Editor, editor
from bingliang.gui.widgets.label import Paragraph, Words

IN_A_LINE = 4
"""As many columns as stand side by side; a table with more writes each row in two columns of fields."""


class _Block(QFrame):
    """One row: its editors with small labels above them."""

    changed = Signal()
    dropped = Signal(object)

    def __init__(self, field: Field, row: Mapping[str, Any], today: date, number: int) -> None:
        super().__init__()
        self.setObjectName("block")
        self._row = dict(row)
        self.editors: dict[str, Editor] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(tokens.S, tokens.XS, tokens.S, tokens.S)
        grid.setHorizontalSpacing(tokens.S)
        grid.setVerticalSpacing(2)
        wide = len(field.columns) if len(field.columns) <= IN_A_LINE else 2
        for at, column in enumerate(field.columns):
            line, place = divmod(at, wide)
            span = wide - place if at == len(field.columns) - 1 else 1
            self._put(grid, column, (line * 2, place, span), today, number)
            grid.setColumnStretch(place, 3 if column.kind in {Kind.TEXT, Kind.LONG, Kind.CHOICE} else 0)
        if not field.fixed:
            # in the last line, so that Tab comes to it after the fields
            grid.addWidget(self._away(number), (len(field.columns) - 1) // wide * 2 + 1, wide)

    def _put(self, grid: QGridLayout, column: Field, place: tuple[int, int, int], today: date, number: int) -> None:
        line, at, span = place
        c = colours()
        if column.readonly:
            words = Paragraph(str(self._row.get(column.name, "")), size=tokens.LABEL, colour=c.text)
            words.setMinimumWidth(150)
            grid.addWidget(words, line, at, 2, span)
            return
        own = replace(column, default=self._row.get(column.name, column.default), label=f"第{number}行{column.label}")
        made = editor(own, today, small=True)
        head = Words(column.label, size=tokens.CAPTION, colour=c.text2, whole=column.kind is Kind.TICK)
        head.setBuddy(made.stop)
        grid.addWidget(head, line, at, 1, span)
        grid.addWidget(made, line + 1, at, 1, span)
        made.changed.connect(self.changed)
        self.editors[column.name] = made

    def _away(self, number: int) -> QPushButton:
        away = QPushButton("删")
        away.setAccessibleName(f"删去第{number}行")
        away.setToolTip(f"删去第{number}行")
        away.setFixedWidth(52)
        away.setAutoDefault(False)
        away.clicked.connect(lambda: self.dropped.emit(self))
        return away

    def begin(self) -> QWidget:
        """从这里填起: the first text that is still empty, else the first field."""
        made = list(self.editors.values())
        empty = [one for one in made if one.field.kind is Kind.TEXT and not str(one.value()).strip()]
        return (empty or made)[0].stop

    def values(self) -> dict[str, Any]:
        """这一行的内容."""
        return {**self._row, **{name: made.value() for name, made in self.editors.items()}}


class RowsEditor(Editor):
    """表格: its blocks one below the other, and a button for one more."""

    def __init__(self, field: Field, today: date) -> None:
        super().__init__(field)
        self._today = today
        self.blocks: list[_Block] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens.XS)
        self._foot = QHBoxLayout()
        self._more = QPushButton("加一行（Ctrl+I）", self)
        self._more.setAutoDefault(False)
        # not the button's own shortcut: that one clicks a tenth of a second later, and the next letter goes astray
        self._key = QShortcut(QKeySequence("Ctrl+I"), self, self._one_more)
        self._key.setEnabled(not field.fixed)
        self._more.clicked.connect(self._one_more)
        self._more.setVisible(not field.fixed)
        self._foot.addWidget(self._more)
        self._foot.addStretch(1)
        self._column.addLayout(self._foot)
        for row in field.default:
            self._add(row)
        self.stop = self.blocks[0].begin() if self.blocks else self._more

    def _add(self, row: Mapping[str, Any]) -> _Block:
        block = _Block(self.field, row, self._today, len(self.blocks) + 1)
        block.changed.connect(self.changed)
        block.dropped.connect(self._drop)
        self._column.insertWidget(len(self.blocks), block)
        self.blocks.append(block)
        return block

    def _one_more(self) -> None:
        block = self._add({column.name: column.default for column in self.field.columns})
        block.show()
        block.begin().setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _drop(self, block: _Block) -> None:
        self.blocks.remove(block)
        block.hide()
        block.deleteLater()
        self._more.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def value(self) -> tuple[dict[str, Any], ...]:
        return tuple(block.values() for block in self.blocks)
