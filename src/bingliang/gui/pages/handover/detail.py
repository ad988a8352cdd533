"""移交的详情: one list with its cases, one pair of A/B角, in the right pane."""

from __future__ import annotations

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from bingliang.desk.handover.deputy_forms import DeputyRow
from bingliang.desk.handover.view import HandedRow, HandoverView
from bingliang.gui import tokens
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.detail_pane import DetailPane, Opening, button, buttons, tall
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.history import History

FACTS, OF_PAIR = 6, 7
ROW, MOST_ROWS = 44, 8


class HandoverDetail(DetailPane[HandoverView]):
    """一份移交."""

    acts = Signal()
    case = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("移交", "选中的移交显示在这里。", parent)

    def show_view(self, view: HandoverView) -> None:
        """显示一份移交."""
        row, self.view = view.row, view
        self._opening.say("", row.number, f"{row.sender} 移交 {row.receiver}", "", (view.sentence, row.light))
        self._facts.show_facts(view.facts)
        self.cases.show_rows(view.cases)
        tall(self.cases, len(view.cases), MOST_ROWS)
        self._history.show_lines(view.history)
        self._filled()

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.cases] if self.view is not None else []

    def _content(self) -> QWidget:
        inside, column = self._column()
        self._opening = Opening(kinds=False)
        self._facts = Facts(FACTS, (2, 4))
        model: RowModel[HandedRow] = RowModel(_columns(), key=lambda row: row.stream, parent=self)
        self.cases: RowTable[HandedRow] = RowTable(model, ROW, "移交的办件", self)
        self.cases.setProperty("helpKey", "handover.cases")
        self._history = History()
        column.addLayout(self._opening)
        column.addLayout(self._buttons())
        column.addSpacing(tokens.S)
        column.addWidget(self.cases)
        column.addSpacing(tokens.S)
        column.addWidget(self._facts)
        column.addSpacing(tokens.M)
        column.addWidget(self._history)
        column.addStretch(1)
        return inside

    def _buttons(self) -> QHBoxLayout:
        self.acts_button = button("办理（Ctrl+B）", "handover.acts")
        self.case_button = button("看办件（Ctrl+O）", "handover.case")
        return buttons((self.acts_button, self.acts), (self.case_button, self.case))


def _columns() -> tuple[Column[HandedRow], ...]:
    def speech(row: HandedRow) -> str:
        return row.line

    return (
        Column("移交的办件", lambda r: r.project, tip=speech, speech=speech, paint=_what, least=180),
        Column("现在", lambda r: r.state, 150, tip=speech, paint=_state),
    )


def _what(painter: QPainter, box: QRect, row: HandedRow, selected: bool) -> None:  # noqa: FBT001 - Qt paints by position
    del selected
    watch = f"{row.code} · 注意：{row.watch}" if row.watch else row.code
    cells.lines(painter, box.adjusted(12, 0, -8, 0), row.project, watch, bold=True)


def _state(painter: QPainter, box: QRect, row: HandedRow, selected: bool) -> None:  # noqa: FBT001 - as above
    del selected
    cells.lines(painter, box.adjusted(8, 0, -4, 0), row.state, "")


class DeputyDetail(DetailPane[DeputyRow]):
    """一对A/B角."""

    acts = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("A/B角", "选中的A/B角显示在这里。", parent)

    def show_row(self, row: DeputyRow) -> None:
        """显示一对."""
        self.view = row
        title = f"{row.second} 代 {row.first}" if not row.both else f"{row.first} 与 {row.second}"
        self._opening.say("", "", title, "", (_said(row), row.light))
        self._facts.show_facts(
            (
                ("A角", row.first), ("B角", row.second), ("谁代谁", row.way), ("岗位", row.post), ("期间", row.when),
                ("依据", row.document), ("登记", row.by),
            )
        )  # fmt: skip
        self._filled()

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.acts_button] if self.view is not None else []

    def _content(self) -> QWidget:
        inside, column = self._column()
        self._opening = Opening(kinds=False)
        self._facts = Facts(OF_PAIR, (4, 3))
        self.acts_button = button("办理（Ctrl+B）", "deputies.acts")
        column.addLayout(self._opening)
        column.addLayout(buttons((self.acts_button, self.acts)))
        column.addSpacing(tokens.S)
        column.addWidget(self._facts)
        column.addStretch(1)
        return inside


def _said(row: DeputyRow) -> str:
    """一句话: what the pair means today."""
    if row.ended_on is not None:
        return f"已于{row.ended_on:%Y-%m-%d}终止：{row.end_reason}。"
    back = f"{row.first}也代{row.second}；" if row.both else ""
    return f"{row.filter}：{row.second}以自己的名义代{row.first}办理；{back}权限只到{row.post}为止。"
