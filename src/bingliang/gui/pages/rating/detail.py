"""评议详情: one row of 评议 in the right pane: its sentence, cells, what was said and done, and its lines."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from bingliang.desk.rating.detail import View
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.detail_pane import DetailPane, Opening, button, buttons
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.history import History
from bingliang.gui.widgets.label import Paragraph, Words

FACTS = 4


class RatingDetail(DetailPane[View]):
    """评议详情 of the page 评议."""

    acts = Signal()
    paper = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self._said: list[tuple[Words, Paragraph]] = []
        super().__init__("评议详情", "选中的一条显示在这里。", parent)

    def show_view(self, view: View) -> None:
        """显示一条."""
        self.view = view
        row = view.row
        self._opening.say(row.kind, row.state, row.title, "", (view.sentence, row.light))
        self._facts.show_facts(view.facts)
        self._tell(view)
        self._history.show_lines(view.history)
        self._filled()

    def _tell(self, view: View) -> None:
        """说的和办的, a heading and a paragraph each; made as they are needed."""
        c = colours()
        while len(self._said) < len(view.paragraphs):
            pair = Words(size=tokens.LABEL, bold=True, colour=c.text2), Paragraph(size=tokens.BODY, colour=c.text)
            for part in pair:
                self._telling.addWidget(part)
            self._said.append(pair)
        for at, (head, words) in enumerate(self._said):
            told = view.paragraphs[at] if at < len(view.paragraphs) else ("", "")
            for part, text in ((head, told[0]), (words, told[1])):
                part.setText(text)
                part.setVisible(bool(text))

    def _content(self) -> QWidget:
        inside, column = self._column()
        self._opening = Opening()
        self._facts = Facts(FACTS, (3, 4))
        column.addLayout(self._opening)
        column.addLayout(self._buttons())
        column.addSpacing(tokens.S)
        column.addWidget(self._facts)
        column.addSpacing(tokens.S)
        self._telling = QVBoxLayout()
        self._telling.setSpacing(tokens.XS)
        column.addLayout(self._telling)
        column.addSpacing(tokens.S)
        self._history = History()
        column.addWidget(self._history)
        column.addStretch(1)
        return inside

    def _buttons(self) -> QHBoxLayout:
        self.acts_button = button("办理（Ctrl+B）", "rating.acts")
        self.paper_button = button("打印（F8）", "rating.paper")
        return buttons((self.acts_button, self.acts), (self.paper_button, self.paper))
