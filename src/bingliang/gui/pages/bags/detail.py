"""一只材料袋: where it is and since when, who has it and what for, what is owed of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from bingliang.desk.bags.view import BagRow, facts_of
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.widgets.detail_pane import DetailPane, buttons
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.sentence import Sentence

FACTS = 8


class BagDetail(DetailPane[BagRow]):
    """选中的材料袋."""

    acts = Signal()
    case = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("材料袋", "选中的材料袋显示在这里。", parent)

    def show_row(self, row: BagRow) -> None:
        """显示一只."""
        self.view = row
        self._number.setText(f"袋号 {row.number}")
        self._project.setText(row.project)
        self._firm.setText(row.enterprise)
        self._banner.say(_sentence(row), row.light)
        self._facts.show_facts(tuple(facts_of(row)))
        self._filled()

    @property
    def sentence(self) -> str:
        """一句话 of the bag shown."""
        return _sentence(self.view) if self.view is not None else ""

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.acts_button] if self.view is not None else []

    def _content(self) -> QWidget:
        c = colours()
        inside, column = self._column()
        self._number = Words(size=tokens.BODY, colour=c.text2)
        self._project = Paragraph(size=tokens.TITLE, bold=True, colour=c.text)
        self._firm = Paragraph(size=tokens.BODY, colour=c.text2)
        self._banner = Sentence()
        self._facts = Facts(FACTS, (3, 4))
        self.acts_button, self.case_button = QPushButton("办理（Ctrl+B）"), QPushButton("看办件（Ctrl+O）")
        self.acts_button.setProperty("helpKey", "bags.acts")
        self.case_button.setProperty("helpKey", "bags.case")
        for part in (self._number, self._project, self._firm, self._banner):
            column.addWidget(part)
        column.addLayout(buttons((self.acts_button, self.acts), (self.case_button, self.case)))
        column.addSpacing(tokens.S)
        column.addWidget(self._facts)
        column.addStretch(1)
        return inside


def _sentence(row: BagRow) -> str:
    """先说最要紧的: late, out, owed, or where it stands."""
    kept = f"；还欠申请人原件{row.owed}" if row.owed else ""
    if row.holder:
        until = f"，应于{row.back_by:%m-%d}归还" if row.back_by else ""
        late = f"，已逾期{row.late}个工作日，请催还" if row.late else ""
        return f"材料袋在{row.holder}手里{until}{late}{kept}。"
    place = f"材料袋在{row.shelf}" if row.shelf else "还没有登记放在哪里，请上架"
    return f"{place}{kept}。"
