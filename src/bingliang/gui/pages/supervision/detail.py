"""督办件详情: what is wrong, what was done about it so far, and every point with the line it rests on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from bingliang.desk.supervision.rows import MatterView, Step
from bingliang.gui import tokens
from bingliang.gui.style import colours
from bingliang.gui.table import Column, RowModel, RowTable
from bingliang.gui.widgets import cells
from bingliang.gui.widgets.detail_pane import DetailPane, buttons, headed, tall
from bingliang.gui.widgets.facts import Facts
from bingliang.gui.widgets.label import Paragraph, Words
from bingliang.gui.widgets.light import LightWord
from bingliang.gui.widgets.sentence import Sentence
from bingliang.mechanism.supervision import Mark

ROW, MOST, FACTS = 30, 7, 4
R = TypeVar("R")


class MatterDetail(DetailPane[MatterView]):
    """督办件详情: in the right pane of the page."""

    answered = Signal()
    more = Signal()
    whole = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("督办件详情", "选中的督办件显示在这里。", parent)

    def panes(self) -> list[QWidget]:
        """换区的落点."""
        return [self.act, self.steps, self.marks]

    def point_at(self, line: int) -> None:
        """指出一步: the line of the matter a point rests on."""
        at = next((step for step in self.steps.rows_model.rows if step.seq == line), None)
        if at is not None:
            self.steps.selectRow(self.steps.rows_model.rows.index(at))
            self.steps.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_view(self, view: MatterView) -> None:
        """显示一件."""
        row = view.row
        self.view = view
        self._light.show_light(row.light)
        self._code.setText(row.code)
        self._title.setText(row.item)
        self._project.setText(" · ".join(part for part in (row.project, row.enterprise) if part))
        self._sentence.say(view.sentence, row.light)
        self._facts.show_facts((*view.days, *(("", ""),) * (FACTS - len(view.days))))
        self.steps.show_rows(view.steps)
        tall(self.steps, len(view.steps), MOST)
        counted = sum(mark.counts for mark in view.marks)
        self._marks_head.setText(f"记分 {counted} 分（每一分按 Enter 到它的台账行）" if view.marks else "没有记分")
        self.marks.show_rows(view.marks)
        tall(self.marks, len(view.marks), MOST)
        self.marks.setVisible(bool(view.marks))
        papers = "、".join(f"《{title}》{number}" for title, number, _ in view.papers)
        self._papers.setText(f"文书：{papers}（F8 打印最近一份）" if papers else "还没有出具催办单、督办单。")
        self._filled()

    def _content(self) -> QWidget:
        c = colours()
        inside, column = self._column()
        self._light = LightWord()
        self._code = Words(size=tokens.SUBTITLE, colour=c.text)
        self._title = Paragraph(size=tokens.TITLE, bold=True, colour=c.text)
        self._project = Paragraph(size=tokens.BODY, colour=c.text2)
        self._sentence = Sentence()
        self._facts = Facts(FACTS, (3, 3, 5, 3))
        self._papers = Paragraph(size=tokens.LABEL, colour=c.text2)
        self._marks_head = Words("记分", size=tokens.BODY, bold=True, colour=c.text)
        self.steps: RowTable[Step] = _table(
            "督办过程", self, lambda row: row.seq,
            (
                cells.plain("日期", lambda r: f"{r.on:%m-%d}", 64),
                cells.plain("行为", lambda r: r.title, 116, bold=True),
                cells.plain("内容", lambda r: r.words),
            ),
        )  # fmt: skip
        self.marks: RowTable[Mark] = _table(
            "记分明细", self, lambda mark: (mark.key, mark.seq),
            (
                cells.plain("日期", lambda r: f"{r.on:%m-%d}", 64),
                cells.plain("记分项目", lambda r: r.kind, 116, bold=True),
                cells.plain("分", lambda r: f"{r.counts}", 40),
                cells.plain("事实", _fact),
            ),
        )  # fmt: skip
        headed(column, self._light, self._code)
        for part in (self._title, self._project, self._sentence, self._facts):
            column.addWidget(part)
        column.addSpacing(tokens.XS)
        column.addLayout(self._buttons())
        column.addWidget(self._papers)
        column.addWidget(Words("督办过程", size=tokens.BODY, bold=True, colour=c.text))
        column.addWidget(self.steps)
        column.addWidget(self._marks_head)
        column.addWidget(self.marks)
        column.addStretch(1)
        return inside

    def _buttons(self) -> QHBoxLayout:
        self.act = QPushButton("办理（Enter）")
        self.act.setDefault(True)
        every, whole = QPushButton("全部办理…（Ctrl+B）"), QPushButton("看整件（Ctrl+O）")
        return buttons((self.act, self.answered), (every, self.more), (whole, self.whole))


def _fact(mark: Mark) -> str:
    return f"{mark.pardon}；{mark.sentence}" if mark.pardon else ("申诉中；" if mark.asked else "") + mark.sentence


def _table(name: str, parent: QWidget, key: Callable[[R], object], columns: tuple[Column[R], ...]) -> RowTable[R]:
    model: RowModel[R] = RowModel(columns, key=key, parent=parent)
    return RowTable(model, ROW, name, parent, marked=False)
