"""流水: what has been recorded of what is chosen, newest first, under its heading; nothing at all where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.label import Paragraph, Words


class History(QWidget):
    """流水 at the foot of a detail pane."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        c = colours()
        self._lines = Paragraph(size=tokens.LABEL, colour=c.text2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.S)
        column.addWidget(Words("流水", size=tokens.SUBTITLE, bold=True, colour=c.text))
        column.addWidget(self._lines)

    def show_lines(self, lines: Sequence[str]) -> None:
        """显示流水."""
        self._lines.setText("\n".join(lines))
        self.setVisible(bool(lines))
