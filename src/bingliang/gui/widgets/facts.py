"""事实格: small grey words above, what they stand for below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.label import Paragraph, Words

LEAST = 24
"""The shares say how wide a cell is, not what stands in it."""


class Facts(QWidget):
    """事实格: `count` cells, as many beside each other as there are `shares` of the width; made once and refilled."""

    def __init__(self, count: int, shares: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        c = colours()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.L)
        grid.setVerticalSpacing(tokens.S)
        self._cells: list[tuple[Words, Paragraph]] = []
        for at in range(count):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            name, value = Words(size=tokens.CAPTION, colour=c.text2), Paragraph(size=tokens.BODY, colour=c.text)
            value.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            value.setMinimumWidth(LEAST)
            cell.addWidget(name)
            cell.addWidget(value)
            cell.addStretch(1)
            self._cells.append((name, value))
            grid.addLayout(cell, at // len(shares), at % len(shares))
        for column, share in enumerate(shares):
            grid.setColumnStretch(column, share)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """填入事实 as (name, value); an empty value shows a dash, and a cell without a name takes no room."""
        for (name, value), (word, text) in zip(self._cells, facts, strict=True):
            for part in (name, value):
                part.setVisible(bool(word.strip()))
            name.setText(word)
            value.setText(text or "—")
            value.setAccessibleName(f"{word}：{text or '无'}")
