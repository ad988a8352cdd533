"""事实格: small grey words above, what they stand for below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.label import Words


class Facts(QWidget):
    """事实格: `count` cells, as many beside each other as there are `shares` of the width; made once and refilled."""

    def __init__(self, count: int, shares: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        c = colours()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.L)
        grid.setVerticalSpacing(tokens.S)
        self._cells: list[tuple[Words, Words]] = []
        for at in range(count):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            name, value = Words(size=tokens.CAPTION, colour=c.text2), Words(size=tokens.BODY, colour=c.text)
            cell.addWidget(name)
            cell.addWidget(value)
            self._cells.append((name, value))
            grid.addLayout(cell, at // len(shares), at % len(shares))
        for column, share in enumerate(shares):
            grid.setColumnStretch(column, share)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """填入事实 as (name, value); an empty value shows a dash, and fewer facts than cells leave the last ones blank."""
        for (name, value), (word, text) in zip(self._cells, facts, strict=True):
            name.setText(word)
            value.setText(text or ("—" if word else ""))
            value.setAccessibleName(f"{word}：{text or '无'}")
