"""一只材料袋: where it is and since when, who has it and what for, what is owed of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from bingliang.desk.bags.view import BagRow, facts_of
from bingliang.gui import tokens
from bingliang.gui.widgets.detail_pane import DetailPane, Opening, button, buttons
from bingliang.gui.widgets.facts import Facts

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
        self._opening.say("", f"袋号 {row.number}", row.project, row.enterprise, (_sentence(row), row.light))
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
        inside, column = self._column()
        self._opening = Opening(kinds=False)
        self._facts = Facts(FACTS, (3, 4))
        self.acts_button = button("办理（Ctrl+B）", "bags.acts")
        self.case_button = button("看办件（Ctrl+O）", "bags.case")
        column.addLayout(self._opening)
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
